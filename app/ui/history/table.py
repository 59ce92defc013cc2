"""The table of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.ui.history.delegate import CaseDelegate
from app.ui.history.model import CaseListModel, Column

if TYPE_CHECKING:
    from app.ui.history.model import Index

_SHARES: Final = {  # of the list's width, until the seller drags a column
    Column.DUE: 0.218,
    Column.ORDER: 0.27,
    Column.SITUATION: 0.14,
    Column.RESOLUTION: 0.212,
    Column.CHANNEL: 0.16,
}
_STATUS_EMS: Final = 5.9
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

    def restore_columns(self, state: QByteArray) -> None:
        """Give the columns the widths and places the seller chose earlier."""
        hidden = self.isColumnHidden(Column.STATUS)
        if not state.isEmpty() and self.horizontalHeader().restoreState(state):
            self._keep_widths()
            self.setColumnHidden(Column.STATUS, hidden)

    def columns(self) -> QByteArray:
        """Return what the seller chose for the columns, nothing while they follow the list's width."""
        return self.horizontalHeader().saveState() if self._is_arranged else QByteArray()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out as long as the seller has not."""
        super().resizeEvent(event)
        self._share_width()
        self._fit_rows()

    def show_status(self, shown: bool) -> None:
        """Show the status, which says nothing in a view of one status only."""
        self.setColumnHidden(Column.STATUS, not shown)
        self._share_width()

    def _share_width(self) -> None:
        if self._is_arranged:
            return
        status = 0 if self.isColumnHidden(Column.STATUS) else round(_STATUS_EMS * self.fontMetrics().height())
        self._is_sharing = True
        for column, share in _SHARES.items():
            self.horizontalHeader().resizeSection(int(column), int(share * (self.viewport().width() - status)))
        if status:
            self.horizontalHeader().resizeSection(int(Column.STATUS), status)
        self._is_sharing = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a focus ring around the list while it has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
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
        header.setSortIndicator(Column.DUE, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def menu_place(self, position: QPoint) -> QPoint:
        """Return where on the screen a context menu opens."""
        return self.viewport().mapToGlobal(position)

    def _on_column_changed(self, *_: int) -> None:
        # The stretched last column changes with the list; only the mouse on the header is the seller.
        if not self._is_sharing and self.horizontalHeader().underMouse():
            self._keep_widths()

    def _keep_widths(self) -> None:
        self._is_arranged = True
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.entered_case.emit()
