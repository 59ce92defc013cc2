"""The claims that are still to come back, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.ui.recover.words import TITLES, Column, cell_words
from app.ui.whole_rows import list_whole_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.logic.recoveries import Recovery

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_RIGHT: Final[int] = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value
_LEFT: Final[int] = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
_SHARES: Final = {Column.WINDOW: 18, Column.ORDER: 35, Column.CLAIM: 19, Column.STATE: 18, Column.AMOUNT: 10}
_LEAST_EMS: Final = {Column.WINDOW: 9, Column.ORDER: 11, Column.CLAIM: 12, Column.STATE: 9, Column.AMOUNT: 6}


class RecoverModel(QAbstractTableModel):
    """The claims in the order in which their windows close."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Recovery, ...] = ()

    def show_lines(self, lines: Sequence[Recovery]) -> None:
        """Show other claims."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def row_of(self, case_id: int, key: str) -> int:
        """Return the row of a claim, -1 where it is not listed."""
        found = (row for row, each in enumerate(self.lines) if (each.row.id, each.line.key) == (case_id, key))
        return next(found, -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of claims."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows, and with its title what a screen reader says."""
        if not index.isValid():
            return None
        column = Column(index.column())
        if role == Role.TextAlignmentRole:
            return _RIGHT if column is Column.AMOUNT else _LEFT
        if role not in (Role.DisplayRole, Role.AccessibleTextRole, Role.ToolTipRole):
            return None
        words = cell_words(self.lines[index.row()], column)
        return f"{TITLES[column]}: {words}" if role == Role.AccessibleTextRole else words

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(TITLES):
            return None
        if role == Role.TextAlignmentRole:
            return _RIGHT if section == Column.AMOUNT else _LEFT
        return TITLES[Column(section)] if role == Role.DisplayRole else None


class RecoverTable(QTableView):
    """List the claims; Enter or a double click opens the case of one."""

    def __init__(self, model: RecoverModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("Claims still to recover")
        list_whole_rows(self)
        header, rows = self.horizontalHeader(), self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep rows as high as the letters need."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        height = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(round(1.7 * height))
        width = self.viewport().width()
        for column, share in _SHARES.items():
            self.setColumnWidth(column, max(width * share // 100, _LEAST_EMS[column] * height))
