"""The table of policy values: whole rows, several at once, and only the columns there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.ui.deadlines.model import Column
from app.ui.lettering import em

if TYPE_CHECKING:
    from app.ui.deadlines.model import DeadlinesModel

_EMS: Final = {Column.PLACE: 8.0, Column.VALUE: 12.0, Column.SURE: 8.0, Column.CHECKED: 7.0}
_HIDDEN_BELOW: Final = {Column.SURE: 40, Column.CHECKED: 48}
"""From how many ems on a column is shown."""


class DeadlinesTable(QTableView):
    """List the rows of a DeadlinesModel; a third click on a title brings back the first order."""

    def __init__(self, model: DeadlinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("Policy values")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(round(1.7 * em(self)))
        self.verticalHeader().setDefaultSectionSize(round(1.7 * em(self)))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self.setSortingEnabled(True)
        model.modelReset.connect(self._fit_values)
        for column, width in _EMS.items():
            self.setColumnWidth(column, round(width * em(self)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go without the last columns in a narrow window; the details say the same."""
        super().resizeEvent(event)
        for column, ems in _HIDDEN_BELOW.items():
            self.setColumnHidden(column, self.width() < ems * em(self))
        self._fit_values()

    def _fit_values(self) -> None:
        """Give the values the room they need, where the titles are left as much; what is longer takes more lines."""
        columns = (Column.PLACE, Column.SURE, Column.CHECKED)
        taken = sum(self.columnWidth(column) for column in columns if not self.isColumnHidden(column))
        most = (self.viewport().width() - taken) * 11 // 20
        least = round(_EMS[Column.VALUE] * em(self))
        self.setColumnWidth(Column.VALUE, max(least, min(most, self.sizeHintForColumn(Column.VALUE) + em(self) // 2)))
        self.resizeRowsToContents()
