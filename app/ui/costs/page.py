"""What it costs: a window that shows what problems cost, as pictures, as a table and as a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QRadioButton, QTabBar, QVBoxLayout, QWidget

from app.logic.costs import CostBy, period_begins
from app.ui.costs.body import CostBody
from app.ui.costs.choices import CostFilters
from app.ui.costs.counting import count
from app.ui.costs.export import CostExport, table_rows
from app.ui.costs.figures import CostFigures
from app.ui.costs.words import BY_TITLES
from app.ui.lettering import muted, tell
from app.ui.screen_room import keep_on_screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QAction

    from app.logic.costs import CostChoices
    from app.ui.case_desk import CaseDesk
    from app.ui.costs.counting import Counted
    from app.ui.tasks import BackgroundTasks

_SIZE: Final = (1120, 650)
_PAUSE_MS: Final = 200
_TABS: Final = {
    CostBy.MONTH: "By &month",
    CostBy.SITUATION: "By pro&blem",
    CostBy.REASON: "By &reason",
    CostBy.SKU: "By S&KU",
    CostBy.CARRIER: "By c&arrier",
}


class CostPage(QDialog):
    """Show what problems cost, by month, problem, reason, SKU or carrier.

    Args:
        clock: gives the present moment.
        new_case: starts a case; offered while there is none.
    """

    def __init__(
        self,
        desk: CaseDesk,
        tasks: BackgroundTasks,
        clock: Callable[[], datetime],
        new_case: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._asked = self._answered = 0
        self.counted: Counted | None = None
        self.setWindowTitle("What it costs")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.filters = CostFilters(self)
        self.figures = CostFigures(self)
        self.tabs = QTabBar(self)
        self.body = CostBody(new_case, self)
        self.export = CostExport(tasks, self)
        self.note = muted("", self)
        self.as_picture, self.as_table = QRadioButton("P&icture", self), QRadioButton("&Table", self)
        self.save, self._close = QPushButton("Sa&ve as CSV…", self), QPushButton("Close", self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self.resize(*_SIZE)
        keep_on_screen(self)

    @property
    def by(self) -> CostBy:
        """Return what the lines are put together by."""
        return CostBy(self.tabs.tabData(self.tabs.currentIndex()))

    def load(self) -> None:
        """Count in the background, and get the pictures ready meanwhile."""
        self.ask()
        QTimer.singleShot(0, self.body.make_charts)

    def ask(self, known: CostChoices | None = None) -> None:
        """Count again; what is shown stays until the answer is here. `known` choices are not counted again."""
        self._pause.stop()
        self._asked += 1
        since = period_begins(self.filters.period, self._clock())
        question = partial(count, self.by, self.filters.currency, since, self.filters.channel, known)
        self._desk.ask(question, partial(self._on_counted, self._asked), self._on_failed)

    def _lay_out(self) -> None:
        for by in CostBy:
            self.tabs.setTabData(self.tabs.addTab(_TABS[by]), by)
        self.tabs.setAccessibleName("Put together by")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.as_picture.setChecked(True)
        for button in (self.save, self._close):
            button.setAutoDefault(False)
        below = QHBoxLayout()
        below.addWidget(self.as_picture)
        below.addWidget(self.as_table)
        below.addStretch(1)
        below.addWidget(self.save)
        below.addWidget(self._close)
        box = QVBoxLayout(self)
        box.setSpacing(10)
        for part in (self.filters, self.figures, self.tabs):
            box.addWidget(part)
        box.addWidget(self.body, 1)
        box.addWidget(self.note)
        box.addLayout(below)

    def _connect(self) -> None:
        self.filters.changed.connect(self.ask)
        self.tabs.currentChanged.connect(self._on_tab)
        self.as_table.toggled.connect(self.body.show_as_table)
        self.body.all_wanted.connect(self.filters.widen)
        self.body.retry_wanted.connect(self.ask)
        self.save.clicked.connect(self._on_save)
        self.export.said.connect(self._on_said)
        self._close.clicked.connect(self.close)
        self._desk.changed.connect(self._on_case_changed)
        self._pause.timeout.connect(self.ask)

    def _on_counted(self, number: int, counted: Counted) -> None:
        if number != self._asked:
            return  # chosen on meanwhile
        self._answered, self.counted = number, counted
        self.filters.offer(counted.choices, counted.query.currency)
        self.filters.setVisible(counted.choices.cases > 0)
        self.figures.show_total(counted.total, counted.query.currency)
        for widget in (self.figures, self.tabs, self.save, self.as_picture, self.as_table):
            widget.setVisible(bool(counted.lines))
        tell(self.note, counted.note)
        self.body.show_counted(counted)

    def _on_failed(self, error: Exception) -> None:
        """Say why in place of the lines; an error of another kind goes to whoever shows crashes."""
        from app.logic.ports import StoreError

        if not isinstance(error, StoreError):
            raise error
        self.body.show_error(error.what, f"{error.safe} {error.todo}")

    def _on_tab(self, _: int) -> None:
        is_fresh = self._answered == self._asked and not self._pause.isActive()
        self.ask(self.counted.choices if self.counted and is_fresh else None)

    def _on_case_changed(self, _: int) -> None:
        self._pause.start()

    def _on_save(self) -> None:
        if self.counted is not None:
            query = self.counted.query
            name = f"What it costs by {BY_TITLES[query.by].lower()} {self._clock():%Y-%m-%d}.csv"
            self.export.ask(name, table_rows(self.body.shown_lines, query.by, query.currency))

    def _on_said(self, sentence: str) -> None:
        tell(self.note, sentence)
