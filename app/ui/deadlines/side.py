"""Beside the list: what is known of the value, and what the seller can say instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.logic.own_entry import can_confirm, can_type, still_right
from app.logic.policy import SEASON_KEY
from app.ui.deadlines.details import DetailsPane
from app.ui.deadlines.own_dialog import OwnDialog, ValueDialog
from app.ui.deadlines.season_dialog import SeasonDialog
from app.ui.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.logic.own_policy import OwnValue
    from app.logic.policy_table import PolicyRow
    from app.ui.deadlines.home import PolicyHome


class SidePane(QWidget):
    """Show the value that is marked, and change all that are."""

    def __init__(self, home: PolicyHome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._rows: list[PolicyRow] = []
        self._all: Sequence[PolicyRow] = ()
        self.dialog: OwnDialog | None = None
        self.details = DetailsPane(self)
        self.own = push_button("&Own value…", "Say what counts instead, from a day on", self)
        self.confirm = push_button("&I checked it", "It is still right: it counts as your own, checked today", self)
        self.back = push_button("&Back to built-in", "Take your own value back", self)
        buttons = QWidget(self)
        flow = FlowLayout(buttons)
        for button, slot in ((self.own, self.ask), (self.confirm, self._on_confirm), (self.back, self._on_back)):
            flow.addWidget(button)
            button.clicked.connect(slot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.details, 1)
        box.addWidget(buttons)
        self.show_rows([], ())

    def show_rows(self, rows: list[PolicyRow], all_rows: Sequence[PolicyRow]) -> None:
        """Show the first of the marked values, and offer what can be done with all of them."""
        self._rows, self._all = rows, all_rows
        self.details.show_row(rows[0] if rows else None)
        is_season = len(rows) == 1 and rows[0].key == SEASON_KEY
        self.own.setText("&Enter the dates…" if is_season else "&Own value…")
        self.own.setEnabled(len(rows) == 1 and can_type(rows[0]))
        confirmable = sum(can_confirm(row) for row in rows)
        self.confirm.setText("&I checked it" if len(rows) <= 1 else f"&I checked these {confirmable}")
        self.confirm.setEnabled(confirmable > 0)
        self.back.setEnabled(any(row.has_own for row in rows))

    def ask(self) -> None:
        """Ask for an own value where one can be typed."""
        if len(self._rows) != 1 or not can_type(self._rows[0]):
            return
        row = self._rows[0]
        kind: type[OwnDialog] = SeasonDialog if row.key == SEASON_KEY else ValueDialog
        self.dialog = kind(row, [one for one in self._all if _says(one) == _says(row)], self._home.today, self)
        self.dialog.saved.connect(self._on_saved)
        self.dialog.destroyed.connect(self._on_dialog_gone)
        self.dialog.open()

    def _on_dialog_gone(self) -> None:
        self.dialog = None

    def _on_saved(self, values: tuple[OwnValue, ...]) -> None:
        where = "" if len(values) == 1 else f" at {len(values)} places"
        self._home.add(values, f"Your own value counts{where}.")

    def _on_confirm(self) -> None:
        today = self._home.today()
        values = [still_right(row, today) for row in self._rows if can_confirm(row)]
        self._home.add(
            values, f"Noted: checked by you today ({len(values)})." if len(values) > 1 else "Noted: checked."
        )

    def _on_back(self) -> None:
        self._home.take_back(row for row in self._rows if row.has_own)


def push_button(title: str, tip: str, parent: QWidget) -> QPushButton:
    """Return a button that Enter in a field does not press."""
    button = QPushButton(title, parent)
    button.setAutoDefault(False)
    button.setToolTip(tip)
    return button


def _says(row: PolicyRow) -> tuple[object, ...]:
    """Return what a row says of what; rows of several places that say the same can be changed together."""
    said = (row.entry.value, row.entry.unit) if row.entry else None
    return (row.key, row.is_law, said, row.category_names if row.key == SEASON_KEY else ())
