"""The policy values as a table."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from app.logic.policy_words import SHORT_CONFIDENCES
from app.ui.day_words import spell_day
from app.ui.deadlines.words import entry_words, row_place, row_title, sureness_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.logic.policy_table import PolicyRow

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class Column(IntEnum):
    """The columns from the left."""

    PLACE = 0
    TITLE = 1
    VALUE = 2
    SURE = 3
    CHECKED = 4


TITLES: Final = ("Place of sale", "What", "Value", "How sure", "Checked on")


class DeadlinesModel(QAbstractTableModel):
    """Show rows of a PolicyTable; what nobody confirmed stands out in bold."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[PolicyRow] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._bold = QFont()
        self._bold.setBold(True)

    def show_rows(self, rows: Sequence[PolicyRow]) -> None:
        """Show other rows, sorted as before."""
        self.beginResetModel()
        self.rows = list(rows)
        self._sort()
        self.endResetModel()

    def row_of(self, subject: tuple[bool, str, str]) -> int:
        """Return where a value stands, or -1."""
        return next((number for number, row in enumerate(self.rows) if row.subject == subject), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many values are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and says."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(row, Column(index.column()))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = _cell(row, Column(index.column()))
            return sureness_words(row.confidence) if index.column() == Column.SURE else text
        if role == Qt.ItemDataRole.FontRole and index.column() == Column.SURE and row.wants_a_look:
            return self._bold
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by none (-1) what wants a look stands first."""
        self._sorted_by = (column, order) if column >= 0 else None
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        subjects = [self.rows[index.row()].subject for index in before]
        self._sort()
        after = [
            self.index(self.row_of(subject), index.column()) for subject, index in zip(subjects, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sort(self) -> None:
        if self._sorted_by is not None:
            column, order = self._sorted_by
            self.rows.sort(
                key=lambda row: _sort_key(row, Column(column)), reverse=order == Qt.SortOrder.DescendingOrder
            )


def _cell(row: PolicyRow, column: Column) -> str:
    if column is Column.PLACE:
        return row_place(row)
    if column is Column.TITLE:
        return row_title(row)
    if column is Column.VALUE:
        return entry_words(row.entry)
    if column is Column.SURE:
        return SHORT_CONFIDENCES.get(row.confidence, row.confidence)
    return spell_day(row.entry.checked_on) if row.entry else ""


def _sort_key(row: PolicyRow, column: Column) -> str:
    if column is Column.CHECKED:
        return row.entry.checked_on.isoformat() if row.entry else ""
    return _cell(row, column).lower()
