"""The table of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QEvent, QItemSelectionModel, QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.ui.history.delegate import CaseDelegate
from app.ui.history.model import CaseListModel, Column
from app.ui.whole_rows import list_whole_rows

if TYPE_CHECKING:
    from app.ui.history.model import Index

_EMS: Final = {
    Column.DUE: 9.9,
    Column.ORDER: 11.4,
    Column.RESOLUTION: 9.6,
    Column.SITUATION: 6.8,
    Column.CHANNEL: 7.6,
    Column.STATUS: 5.9,
}
"""What a column needs, the most important first; a list without room for all goes without the last ones."""
Sorting = tuple[int, Qt.SortOrder]
"""A column, -1 for none, and a direction."""
BY_COST: Final[Sorting] = (-1, Qt.SortOrder.AscendingOrder)
BY_DUE: Final[Sorting] = (Column.DUE, Qt.SortOrder.AscendingOrder)
_ALWAYS_SHOWN: Final = 2
_TWO_LINE_EMS: Final = 66
"""From this width on two lines hold what a row says; a narrower list has three."""


class CaseTable(QTableView):
    """List cases by whole rows; Enter or a double click goes into one."""

    current_changed = Signal(int)
    """The row the seller went to, or -1."""

    entered_case = Signal()

    def __init__(self, model: CaseListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = CaseDelegate(self)
        self._is_arranged = False
        self._is_sharing = False
        self._is_entered = False
        self._has_status = True
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Cases")
        self._dress()
        self._lay_out_columns()
        self.doubleClicked.connect(self._on_double_clicked)
        self.horizontalHeader().sectionResized.connect(self._on_column_changed)
        self.horizontalHeader().sectionMoved.connect(self._on_column_changed)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row the seller went to."""
        super().currentChanged(current, previous)
        if self._is_entered:
            return
        if current.row() != previous.row() or not current.isValid():
            self.current_changed.emit(current.row() if current.isValid() else -1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard without going to a row: Qt would go to the first, and show another case unasked."""
        self._is_entered = not self.currentIndex().isValid()
        super().focusInEvent(event)
        if self._is_entered:
            self.selectionModel().clear()
            self._is_entered = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter a case with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_case.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the lines in a row when the text grows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._fit_rows()

    def sort_by(self, column: int) -> None:
        """Sort by a column as a click on its title does: a second time the other way round."""
        header = self.horizontalHeader()
        ascending = header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        again = header.sortIndicatorSection() == column and ascending
        self.sortByColumn(column, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)

    def sorting(self) -> Sorting:
        """Return the column the list is sorted by, and how."""
        header = self.horizontalHeader()
        return header.sortIndicatorSection(), header.sortIndicatorOrder()

    def show_sorting(self, sorting: Sorting) -> None:
        """Mark a column as the one the list is sorted by, without sorting it again."""
        header = self.horizontalHeader()
        with QSignalBlocker(header):
            header.setSortIndicator(*sorting)
        header.viewport().update()

    def select_quietly(self, index: Index) -> None:
        """Mark another row without scrolling to it: the seller may look elsewhere."""
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(index, how)
        self.setAutoScroll(True)

    def restore_columns(self, state: QByteArray) -> None:
        """Give the columns the widths and places the seller chose earlier; the order is that of the view."""
        sorting = self.sorting()
        with QSignalBlocker(self.horizontalHeader()):
            restored = not state.isEmpty() and self.horizontalHeader().restoreState(state)
            self.horizontalHeader().setSortIndicatorClearable(True)
        self.show_sorting(sorting)
        if restored:
            self._keep_widths()

    def columns(self) -> QByteArray:
        """Return what the seller chose for the columns, nothing while they follow the list's width."""
        return self.horizontalHeader().saveState() if self._is_arranged else QByteArray()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out as long as the seller has not."""
        super().resizeEvent(event)
        if not self._is_arranged:
            self._show_columns()
        self._fit_rows()

    def show_status(self, shown: bool) -> None:
        """Show the status, which says nothing in a view of one status only."""
        self._has_status = shown
        self._show_columns()

    def _show_columns(self) -> None:
        """Share the width out among the columns that have room; what the seller arranged stays as it is."""
        self._is_sharing = True
        fitting = self._wanted() if self._is_arranged else self._fitting()
        for column in Column:
            self.setColumnHidden(column, column not in fitting)
        if not self._is_arranged:
            total = sum(fitting.values())
            for column, ems in fitting.items():
                self.horizontalHeader().resizeSection(int(column), int(ems / total * self.viewport().width()))
        self._is_sharing = False

    def _wanted(self) -> dict[Column, float]:
        return {column: ems for column, ems in _EMS.items() if self._has_status or column is not Column.STATUS}

    def _fitting(self) -> dict[Column, float]:
        room = self.viewport().width() / self.fontMetrics().height()
        fitting: dict[Column, float] = {}
        for column, ems in self._wanted().items():
            if len(fitting) >= _ALWAYS_SHOWN and sum(fitting.values()) + ems > room:
                break
            fitting[column] = ems
        return fitting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a focus ring around the list while it has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _dress(self) -> None:
        list_whole_rows(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # One height for all rows: with ResizeToContents a list of 100,000 would be measured row by row.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()

    def _fit_rows(self) -> None:
        self._delegate.lines = 2 if self.viewport().width() >= _TWO_LINE_EMS * self.fontMetrics().height() else 3
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height(self.font()))

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(3 * self.fontMetrics().height())
        header.setStretchLastSection(True)
        header.setSortIndicator(*BY_COST)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)

    def menu_place(self, position: QPoint) -> QPoint:
        """Return where on the screen a context menu opens."""
        return self.viewport().mapToGlobal(position)

    def _on_column_changed(self, *_: int) -> None:
        # The stretched last column changes with the list; only a pressed mouse on the header is the seller.
        pressed = QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if not self._is_sharing and pressed and self.horizontalHeader().underMouse():
            self._keep_widths()

    def _keep_widths(self) -> None:
        self._is_arranged = True
        self._show_columns()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.entered_case.emit()
