"""What problems cost, as a table: the same lines as in the picture, without a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.logic.costs import CostBy
from app.ui.costs.words import BY_TITLES, SUM_TITLES, line_title, sum_words, sums_of
from app.ui.whole_rows import list_whole_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.logic.costs import CostLine

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NUMBER_EMS: Final = 6
_NAME_EMS: Final = 10
_NUMBER: Final[int] = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value


class CostTableModel(QAbstractTableModel):
    """The lines and their sums; sorted by a column, or as they were given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.by = CostBy.MONTH
        self.currency: str | None = None
        self._given: tuple[CostLine, ...] = ()
        self._lines: list[CostLine] = []
        self._sorted_by = -1
        self._order = Qt.SortOrder.AscendingOrder

    @property
    def lines(self) -> tuple[CostLine, ...]:
        """Return the lines in the order in which they are shown."""
        return tuple(self._lines)

    def show_lines(self, lines: Sequence[CostLine], by: CostBy, currency: str | None) -> None:
        """Show other lines, sorted as the ones before."""
        self.beginResetModel()
        self.by, self.currency = by, currency
        self._given = tuple(lines)
        self._arrange()
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else 1 + len(SUM_TITLES)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows, and with its title what a screen reader says."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == Role.TextAlignmentRole:
            return _NUMBER if column else None
        if role not in (Role.DisplayRole, Role.AccessibleTextRole, Role.ToolTipRole):
            return None
        title = line_title(line, self.by)
        if role == Role.ToolTipRole:
            return None if column else title
        said = sum_words(line, self.currency)[column - 1] if column else title
        return said if role == Role.DisplayRole or not column else f"{title}, {SUM_TITLES[column - 1]}: {said}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role == Role.TextAlignmentRole:
            return _NUMBER if section else (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
        return (BY_TITLES[self.by], *SUM_TITLES)[section] if role == Role.DisplayRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a column that does not exist means as the lines were given."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        before = [self._lines[index.row()] for index in kept]
        self._sorted_by, self._order = column, order
        self._arrange()
        rows = {id(line): row for row, line in enumerate(self._lines)}
        now = [self.index(rows[id(line)], index.column()) for line, index in zip(before, kept, strict=True)]
        self.changePersistentIndexList(kept, now)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        self._lines = list(self._given)
        column, down = self._sorted_by, self._order == Qt.SortOrder.DescendingOrder
        if column == 0 and self.by is CostBy.MONTH:
            self._lines.sort(key=lambda line: line.key, reverse=down)
        elif column == 0:
            self._lines.sort(key=lambda line: line_title(line, self.by).casefold(), reverse=down)
        elif 0 < column <= len(SUM_TITLES):
            self._lines.sort(key=lambda line: sums_of(line)[column - 1], reverse=down)


class CostTable(QTableView):
    """List the lines; a click on a title sorts by it."""

    def __init__(self, model: CostTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("What it costs, as a table")
        list_whole_rows(self)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        self.setSortingEnabled(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out, so that no number is cut before the names are."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep rows as high as the letters need."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        # Set, not measured from the contents: that would ask every row of a long list.
        self.verticalHeader().setDefaultSectionSize(round(1.7 * self.fontMetrics().height()))
        width, columns = self.viewport().width(), self.model().columnCount()
        number = max(width // (columns + 1), round(_NUMBER_EMS * self.fontMetrics().height()))
        for column in range(1, columns):
            self.setColumnWidth(column, number)
        names = max(width - (columns - 1) * number, round(_NAME_EMS * self.fontMetrics().height()))
        self.setColumnWidth(0, names)
