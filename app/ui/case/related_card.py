"""The buyer's other cases and similar ones, quietly below the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app.logic.related import Likeness, Related
from app.ui.cards import Card
from app.ui.lettering import muted, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.logic.case import Case
    from app.logic.related import RelatedCase

_GAP: Final = 3
"""Pixels around each case."""
_CASE: Final = Qt.ItemDataRole.UserRole


class RelatedCard(Card):
    """List what is related to the case shown; hidden while there is nothing."""

    wanted = Signal(object)
    """Related cases are to be looked for by this Likeness."""

    opened = Signal(int)
    """The id of the case to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Related cases", parent)
        self.buyers, self.similar = CaseList(self), CaseList(self)
        for listed in (self.buyers, self.similar):
            self.body.addWidget(listed.title)
            self.body.addWidget(listed)
            listed.opened.connect(self.opened)
        self.hide()

    def show_case(self, case: Case) -> None:
        """Ask for what is related to a case."""
        self.wanted.emit(Likeness.of_row(case.row))

    def show_related(self, related: Related) -> None:
        """List what was found."""
        from app.ui.case.related_words import SIMILAR, buyers_title

        self.buyers.show_cases(buyers_title(related.buyers), related.buyers)
        self.similar.show_cases(SIMILAR, related.similar)
        self.setVisible(bool(related))


class CaseList(QListWidget):
    """Cases on three lines each, as high as they need; a click or Enter opens one."""

    opened = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = muted("", parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSpacing(_GAP)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._on_item)
        self.itemActivated.connect(self._on_item)

    def show_cases(self, title: str, cases: Iterable[RelatedCase]) -> None:
        """List these cases below a title; nothing is shown of an empty list."""
        from app.ui.case.related_words import case_in_words, ending_in_words, ties_in_words

        self.clear()
        for one in cases:
            lines = (case_in_words(one.row), ties_in_words(one), ending_in_words(one.row))
            item = QListWidgetItem("\n".join(lines), self)
            item.setData(_CASE, one.row.id)
            item.setToolTip("\n".join(lines))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(lines))
        rows = self.count()
        self.setFixedHeight(rows * (self.sizeHintForRow(0) + 2 * _GAP) if rows else 0)
        self.setAccessibleName(title)
        self.setVisible(bool(rows))
        tell(self.title, title if rows else "")

    def _on_item(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(_CASE))
