"""The middle of the cost page: the picture, the table, or why there is neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.costs.table import CostTable, CostTableModel
from app.ui.first_start import CannotRead, EmptyPage

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from app.logic.costs import CostLine
    from app.ui.costs.charts import CostCharts
    from app.ui.costs.counting import Counted


class CostBody(QStackedWidget):
    """Show what was counted in one of two shapes.

    Args:
        new_case: starts a case; offered while there is none.
    """

    all_wanted = Signal()
    """Count every case, not only those of a period and a place."""

    retry_wanted = Signal()

    def __init__(self, new_case: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counted: Counted | None = None
        self._as_table = False
        self.charts: CostCharts | None = None
        self.model = CostTableModel(self)
        self.table = CostTable(self.model, self)
        self.no_cases = EmptyPage(
            "Nothing to count yet",
            "Every case counts here from its first day, and what it cost from the first refund you tick off. Start a "
            "case when a buyer writes about a problem.",
            self,
        )
        self.no_cases.add_button("New case", default=True).clicked.connect(new_case.trigger)
        self.none_found = EmptyPage("No cases here", "No case was opened in this period and at this place.", self)
        self.none_found.add_button("Show all cases", default=True).clicked.connect(self.all_wanted)
        self.cannot_read = CannotRead(self)
        self.cannot_read.retry_wanted.connect(self.retry_wanted)
        self._blank = QWidget(self)
        for page in (self._blank, self.table, self.no_cases, self.none_found, self.cannot_read):
            self.addWidget(page)

    @property
    def shown_lines(self) -> tuple[CostLine, ...]:
        """Return the lines that are shown now: those of the picture, or those of the table in its order."""
        if self._counted is None:
            return ()
        return self.model.lines if self._as_table else self._counted.pictured

    def make_charts(self) -> None:
        """Get the pictures ready: the library behind them takes longer than the rest of the page."""
        if self.charts is None:
            from app.ui.costs.charts import CostCharts

            self.charts = CostCharts(self)
            self.addWidget(self.charts)
            self._show()

    def show_counted(self, counted: Counted) -> None:
        """Show other lines."""
        self._counted = counted
        self.model.show_lines(counted.lines, counted.query.by, counted.query.currency)
        self._show()

    def show_as_table(self, as_table: bool) -> None:
        """Choose between the table and the picture."""
        self._as_table = as_table
        self._show()

    def show_error(self, what: str, rest: str) -> None:
        """Say why there are no lines, and what to do."""
        self.cannot_read.show_error(what, rest)
        self.setCurrentWidget(self.cannot_read)

    def _show(self) -> None:
        if self._counted is None:
            return
        page = self._page_for(self._counted)
        self.setCurrentWidget(page)
        if self.charts is not None and page is self.charts:
            query = self._counted.query
            self.charts.show_lines(self._counted.pictured, query.by, query.currency)

    def _page_for(self, counted: Counted) -> QWidget:
        if not counted.choices.cases:
            return self.no_cases
        if not counted.lines:
            return self.none_found
        if self._as_table:
            return self.table
        return self._blank if self.charts is None else self.charts
