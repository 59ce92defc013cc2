"""Show what a newer policy file changes before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.logic.policy_file import LAW_FILE
from app.logic.policy_words import policy_title
from app.ui.day_words import spell_day
from app.ui.deadlines.words import entry_words, period_words, places_text, sureness_words
from app.ui.lettering import em, heading, plain
from app.ui.screen_room import keep_on_screen

if TYPE_CHECKING:
    from app.logic.dated import PolicyValue
    from app.logic.policy_update import Change, PolicyUpdate

_TITLES: Final = ("What happens", "Where", "What", "So far", "From now on")
_KINDS: Final = {
    "added": "Added",
    "removed": "Removed",
    "changed": "Changed",
    "restated": "Same value, other details",
}
_MOST_ROWS: Final = 2_000


class UpdateDialog(QDialog):
    """List the changes; only Apply lets them count."""

    applied = Signal(object)
    """The PolicyUpdate that the seller took."""

    def __init__(self, update: PolicyUpdate, own_values: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.update_ = update
        self.setWindowTitle(f"A newer {update.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.table = _table(update, self)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Apply | QDialogButtonBox.StandardButton.Cancel, self
        )
        apply = self.buttons.button(QDialogButtonBox.StandardButton.Apply)
        apply.setDefault(True)
        apply.clicked.connect(self._on_apply)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(heading(_headline(update), self, size=1.15))
        box.addWidget(plain(_what_it_means(update, own_values), self))
        box.addWidget(self.table, 1)
        box.addWidget(self.buttons)
        self.resize(64 * em(self), 36 * em(self))
        keep_on_screen(self)

    def _on_apply(self) -> None:
        self.applied.emit(self.update_)
        self.accept()


def _headline(update: PolicyUpdate) -> str:
    number = len(update.changes)
    if not number:
        return "The values stay the same; they were only checked again"
    return "One change" if number == 1 else f"{number} changes"


def _what_it_means(update: PolicyUpdate, own_values: int) -> str:
    checked, before = spell_day(update.checked_on), spell_day(update.replaces)
    said = f"{update.name} was checked on {checked}, the one in use on {before}. Nothing counts before you apply it."
    if own_values == 1:
        return f"{said} Your own value stays in front of it."
    return f"{said} Your {own_values} own values stay in front of it." if own_values else said


def _table(update: PolicyUpdate, parent: QWidget) -> QTableWidget:
    changes = update.changes[:_MOST_ROWS]
    table = QTableWidget(len(changes), len(_TITLES), parent)
    table.setHorizontalHeaderLabels(_TITLES)
    table.setAccessibleName("What the newer file changes")
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setAlternatingRowColors(True)
    for number, change in enumerate(changes):
        for column, text in enumerate(_cells(change, is_law=update.name == LAW_FILE)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            table.setItem(number, column, item)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table


def _cells(change: Change, *, is_law: bool) -> tuple[str, ...]:
    where = places_text(change.places, is_law=is_law)
    return (_KINDS[change.kind], where, policy_title(change.key), _side(change, change.old), _side(change, change.new))


def _side(change: Change, entry: PolicyValue | None) -> str:
    if entry is None:
        return "–"
    details = f", {sureness_words(entry.confidence).lower()}" if change.kind == "restated" else ""
    return f"{entry_words(entry)}, {period_words(entry)}{details}"
