"""A quiet line at the start: what became due while the program was closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.ui.history.cells import order_name
from app.ui.history.due import moment_in_words
from app.ui.labels import action_label
from app.ui.lettering import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.logic.case import CaseRow

_NAMED: Final = 3
_Thing = tuple[int, str | None]
"""The id of a case and the key of an action in it."""


class BecameDueLine(QFrame):
    """Say how many things became due, and show them."""

    show_wanted = Signal(int)
    """The id of the case that costs most if it is missed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first: int | None = None
        self._told: frozenset[_Thing] | None = None
        self._since: datetime | None = None
        self.text = plain("", self)
        self.show_them = QPushButton("Show", self)
        self.show_them.setAccessibleName("Show what became due")
        self.close_line = QPushButton("Close", self)
        self.close_line.setAccessibleName("Close this line")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 1)
        for button in (self.show_them, self.close_line):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.show_them.clicked.connect(self._on_show)
        self.close_line.clicked.connect(self._on_close)
        self.hide()

    @property
    def since(self) -> datetime | None:
        """Return the moment the line tells of, None once it was read or before it tells of any."""
        return self._since

    def tell(self, rows: Sequence[CaseRow], since: datetime, now: datetime) -> None:
        """Name the first of these things, one a row; told again, only those of the first time that are left."""
        if self._told is None:
            self._told, self._since = frozenset(map(_thing, rows)), since if rows else None
        left = [row for row in rows if _thing(row) in self._told] if self._since is not None else []
        self._first = left[0].id if left else None
        self.text.setText(became_due_words(left, since, now))
        self.setVisible(bool(left))

    def _on_show(self) -> None:
        self._on_close()
        if self._first is not None:
            self.show_wanted.emit(self._first)

    def _on_close(self) -> None:
        self._since = None
        self.hide()


def _thing(row: CaseRow) -> _Thing:
    return row.id, row.now_action


def became_due_words(rows: Sequence[CaseRow], since: datetime, now: datetime) -> str:
    """Write the line: `3 things became due since yesterday 22:10: Refund the buyer (111-…), …`."""
    things = "1 thing" if len(rows) == 1 else f"{len(rows):,} things"
    named = [f"{action_label(row.now_action or '')} ({order_name(row) or 'no number'})" for row in rows[:_NAMED]]
    more = [f"{len(rows) - _NAMED:,} more"] if len(rows) > _NAMED else []
    return f"{things} became due since {moment_in_words(since, now)}: {', '.join([*named, *more])}"
