"""Search, filters and list together: what the seller looks for, and what the list shows instead when it is empty."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.logic.case import CaseRow, View
from app.ui.first_start import CannotRead, FirstStart, NothingFound, NothingHere
from app.ui.history.became_due import BecameDueLine
from app.ui.history.coming import next_due_words
from app.ui.history.filters import FilterBar
from app.ui.history.model import CaseListModel, sorted_by
from app.ui.history.search_box import SearchBox
from app.ui.history.table import BY_COST, BY_DUE, CaseTable
from app.ui.history.views import ViewChooser
from app.ui.view_titles import EMPTY_VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from app.logic.case import CaseClock
    from app.logic.cases import CaseBook
    from app.ui.actions import Actions
    from app.ui.case_desk import CaseDesk

_TYPING_PAUSE_MS: Final = 150
_MIXED: Final = (View.DUE_NOW, View.ALL)
"""Views of cases that stand differently, where the status says something."""


class HistoryPage(QWidget):
    """Find a case: by view, words and filters."""

    case_chosen = Signal(object)
    """The row the seller went to: a CaseRow."""

    case_entered = Signal()

    case_hidden = Signal()
    """What the seller looks for now leaves out the chosen case."""

    minute_passed = Signal()
    """What is said of clocks may have changed."""

    def __init__(
        self,
        desk: CaseDesk,
        actions: Actions,
        clock: Callable[[], datetime],
        zones: Mapping[str, str | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._zones = zones
        self._current: int | None = None
        self._all_cases: int | None = None
        self._is_narrowing = False
        self._is_to_focus = False
        self.views = ViewChooser(self)
        self.search = SearchBox(self)
        self.filters = FilterBar(self._today, self)
        self.model = CaseListModel(desk, clock, zones, self)
        self.table = CaseTable(self.model, self)
        self.first_start = FirstStart(actions.new_case, actions.examples, self)
        self.nothing_found = NothingFound(self)
        self.nothing_here = NothingHere(self)
        self.cannot_read = CannotRead(self)
        self.became_due = BecameDueLine(self)
        self._next_due: tuple[CaseRow, CaseClock] | None = None
        self._sortings = {True: BY_COST, False: BY_DUE}
        self._footer = QLabel(self)
        self._failed = False
        self._minute = QTimer(self, interval=60_000)  # "in 3 h" becomes "in 2 h" while nobody touches anything
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._lay_out()
        self._connect()

    def load(self) -> None:
        """Fill the list, count the views, and look what became due meanwhile."""
        self._list()
        self._count()
        self._look_at_the_clock()

    def tell_what_became_due(self, since: datetime) -> None:
        """Say on top of the list what became due since a moment; ask only after `load`."""
        self._desk.ask(methodcaller("became_due", since), partial(self._on_became_due, since), self._on_not_reckoned)

    def refresh(self) -> None:
        """Fetch list and numbers again, because something happened to a case."""
        self.model.refresh()
        self._count()
        if self.became_due.since is not None:
            self.tell_what_became_due(self.became_due.since)

    def clear(self) -> None:
        """Show the whole view again."""
        self.search.clear()
        self.filters.clear()
        self._list()

    def choose(self, case_id: int | None) -> None:
        """Mark a case in the list, now or as soon as it is listed."""
        self._current = case_id
        self._mark_current()

    def reveal(self, case_id: int) -> None:
        """List a case even if search or filters leave it out, and give the list the keyboard."""
        hides = bool(self.search.text().strip() or self.filters.filters())
        if hides and self.model.row_of(case_id) < 0:
            self.clear()
        self._is_to_focus = True
        self._show_right_page()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._blank = QWidget(self._stack)
        for page in (
            self._blank,
            self.table,
            self.first_start,
            self.nothing_found,
            self.nothing_here,
            self.cannot_read,
        ):
            self._stack.addWidget(page)
        top = QHBoxLayout()
        top.addWidget(self.views.drop_down)
        top.addWidget(self.search, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 10, 8, 8)
        box.setSpacing(8)
        box.addWidget(self.became_due)
        box.addLayout(top)
        box.addWidget(self.filters)
        box.addWidget(self._stack, 1)
        box.addWidget(self._footer)
        self._footer.setForegroundRole(self._footer.palette().ColorRole.PlaceholderText)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._list)
        self.search.textChanged.connect(self._on_search_changed)
        self.search.returnPressed.connect(self._list)
        self.search.left_downwards.connect(self._on_left_downwards)
        self.filters.changed.connect(self._list)
        self.views.chosen.connect(self._on_view_chosen)
        self.model.listed.connect(self._on_listed)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.entered_case.connect(self.case_entered)
        self.nothing_found.clear_wanted.connect(self.clear)
        self.cannot_read.retry_wanted.connect(self.load)
        self.model.failed.connect(self._on_failed)
        self._minute.timeout.connect(self._on_minute)
        self._minute.start()
        self.table.show_status(self.views.view in _MIXED)

    def _list(self) -> None:
        self._typing.stop()
        self._is_narrowing = True
        query = replace(self.model.query, view=self.views.view, search=self.search.text().strip())
        self.model.show(self.filters.apply_to(sorted_by(query, *self.table.sorting())))

    def _count(self) -> None:
        self._desk.ask(_counts, self._on_counted, self._on_failed)

    def _look_at_the_clock(self) -> None:
        self._desk.ask(methodcaller("refresh_due_now"), self._on_reckoned, self._on_not_reckoned)

    def say_again(self) -> None:
        """Say of all clocks how they stand now, in the zones that are known by now."""
        self.table.viewport().update()
        self._show_right_page()

    def _on_minute(self) -> None:
        self.say_again()
        self.minute_passed.emit()
        self._look_at_the_clock()

    def _on_reckoned(self, is_changed: bool) -> None:
        if is_changed:
            self.refresh()

    def _on_not_reckoned(self, error: Exception) -> None:
        """Leave it to the list to say why the cases cannot be read."""
        from app.logic.ports import StoreError

        if not isinstance(error, StoreError):
            raise error

    def _on_became_due(self, since: datetime, rows: Sequence[CaseRow]) -> None:
        self.became_due.tell(rows, since, self._clock())

    def _on_counted(self, answer: tuple[Mapping[View, int], tuple[CaseRow, CaseClock] | None]) -> None:
        counts, self._next_due = answer
        self.views.model.set_counts(counts)
        self._all_cases = counts.get(View.ALL, 0)
        self._show_right_page()

    def _on_search_changed(self, _: str) -> None:
        self._typing.start()

    def _on_view_chosen(self, view: View) -> None:
        self.table.show_status(view in _MIXED)
        self._sortings[self.model.query.view is View.DUE_NOW] = self.table.sorting()
        self.table.show_sorting(self._sortings[view is View.DUE_NOW])
        self._list()

    def sort_as_usual(self) -> None:
        """Put on top what costs most if it is missed, or in other views what ends first."""
        self.table.sortByColumn(*(BY_COST if self.views.view is View.DUE_NOW else BY_DUE))

    def _on_left_downwards(self) -> None:
        self.table.setFocus()
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.selectRow(0)

    def _on_failed(self, error: Exception) -> None:
        """Say why in place of the list; an error of another kind goes to whoever shows crashes."""
        from app.logic.ports import StoreError

        if not isinstance(error, StoreError):
            raise error
        self._failed = True
        self.cannot_read.show_error(error.what, f"{error.safe} {error.todo}")
        self._show_right_page()

    def _on_listed(self, _: int) -> None:
        self._failed = False
        self._show_right_page()
        self._mark_current()
        narrowed, self._is_narrowing = self._is_narrowing, False
        if narrowed and self._current is not None and self.model.leaves_out(self._current):
            self.case_hidden.emit()

    def _on_current_changed(self, row: int) -> None:
        if self.model.is_renewing:
            return
        found = self.model.row_at(row) if row >= 0 else None
        if isinstance(found, CaseRow) and found.id != self._current:
            self._current = found.id
            self.case_chosen.emit(found)

    def _mark_current(self) -> None:
        row = self.model.row_of(self._current) if self._current is not None else -1
        index = self.model.index(row, max(self.table.currentIndex().column(), 0))
        if row < 0:
            self.table.selectionModel().clear()
        elif index.row() != self.table.currentIndex().row() or not self.table.selectionModel().hasSelection():
            self.table.select_quietly(index)

    def _show_right_page(self) -> None:
        count = self.model.rowCount()
        page = self._right_page(count)
        self._stack.setCurrentWidget(page)
        if page is self.first_start and self.search.hasFocus():
            self.first_start.new_case.setFocus()
        if page is self.table and self._is_to_focus:
            self._is_to_focus = False
            self.table.setFocus()
        self._footer.setText("" if not count else "1 case" if count == 1 else f"{count:,} cases")

    def _right_page(self, count: int) -> QWidget:
        if self._failed:
            return self.cannot_read
        if count:
            return self.table
        if self._all_cases is None:
            return self._blank  # not counted yet: say nothing rather than something wrong
        if self._all_cases == 0:
            return self.first_start
        if self.search.text().strip() or self.filters.filters():
            return self.nothing_found
        title, text = EMPTY_VIEWS[self.views.view]
        comes = next_due_words(self._next_due, self._clock(), self._zones) if self.views.view is View.DUE_NOW else ""
        self.nothing_here.show_text(title, comes or text)
        return self.nothing_here

    def _today(self) -> date:
        return self._clock().date()


def _counts(book: CaseBook) -> tuple[Mapping[View, int], tuple[CaseRow, CaseClock] | None]:
    counts = book.counts()
    return counts, None if counts[View.DUE_NOW] else book.next_due()
