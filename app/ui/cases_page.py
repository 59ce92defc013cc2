"""The inside of the main window: views, list and case side by side, or one after the other where there is no room."""

from __future__ import annotations

from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.logic.case import View
from app.ui.case.commands import CaseCommands
from app.ui.case.pane import CasePane
from app.ui.case.work import CaseWork
from app.ui.history.page import HistoryPage
from app.ui.history.saving import Saving
from app.ui.resume_bar import ResumeBar
from app.ui.snooze_door import SnoozeDoor
from app.ui.view_titles import VIEW_TITLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

    from app.logic.case import Case, CaseRow
    from app.logic.related import Likeness, Related
    from app.ui.actions import Actions
    from app.ui.case_desk import CaseDesk

_NARROW_EMS: Final = 60
_SMALLEST: Final = QSize(320, 240)


class CasesPage(QWidget):
    """Find a case on the left and see it on the right.

    Args:
        desk: answers from the stored cases, later.
        clock: gives the present moment in the seller's zone.
        report: shows an error that nobody else took.
    """

    wizard_wanted = Signal(object)
    """Go on with this Case."""

    said = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        desk: CaseDesk,
        actions: Actions,
        clock: Callable[[], datetime],
        report: Callable[[Exception], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self._report = report
        self._zones: dict[str, str | None] = {}
        self._wanted: int | None = None
        self._is_to_go_on = False
        self._narrow = False
        self._wide_panes = QByteArray()
        self.work = CaseWork(desk, report, self)
        self.history = HistoryPage(desk, actions, clock, self._zones, self)
        self.pane = CasePane(actions, clock, self)
        self.commands = CaseCommands(actions, self.pane, self.work, self)
        self.snoozing = SnoozeDoor(actions, self.pane, self.work, clock, self)
        self.saving = Saving(desk, clock, self._zones, self)
        self.resume = ResumeBar(self)
        self._lay_out()
        self._connect()
        self._arrange(entered=False)

    def load(self, since: datetime | None = None) -> None:
        """Fill the list, offer to go on where the seller stopped, and say what became due since a moment."""
        self.history.load()
        if since is not None:
            self.history.tell_what_became_due(since)
        self.history.search.setFocus()
        self._desk.ask(methodcaller("unfinished_latest"), self.resume.offer, self._on_nothing_to_offer)

    def set_channels(self, zones: Mapping[str, str | None]) -> None:
        """Offer these places of sale as filters; each with its IANA zone or None."""
        self._zones.update(zones)
        self.history.filters.set_channels(zones)
        self.history.say_again()
        if self.pane.case is not None:
            self.show_case(self.pane.case.row.id)

    def show_case(self, case_id: int) -> None:
        """Show a case beside the list; in a narrow window only once it is entered."""
        self._is_to_go_on = self._is_to_go_on and case_id == self._wanted
        self._wanted = case_id
        self.history.choose(case_id)
        self._desk.ask(methodcaller("case", case_id), self._on_case, self._on_case_failed)

    def reveal(self, case_id: int) -> None:
        """Show a case in the view it is in now and give the list the keyboard, so that keys mean this case."""
        self._desk.ask(methodcaller("case", case_id), self._on_revealed, self._on_case_failed)

    def forget(self, case_id: int) -> None:
        """Show a case no longer, if it is the one that is shown."""
        if case_id == self._wanted:
            self._show_no_case()

    def forget_all(self) -> None:
        """Show no case any more and take nothing back."""
        self.work.undo_stack.clear()
        self._show_no_case()

    def show_examples(self, case_id: int) -> None:
        """List the unfinished cases and show one of them."""
        self.history.views.choose(View.UNFINISHED)
        self.history.refresh()
        self.show_case(case_id)

    def pane_sizes(self) -> QByteArray:
        """Return the sizes of the panes in a wide window."""
        return self._wide_panes if self._narrow else self._splitter.saveState()

    def restore_pane_sizes(self, sizes: QByteArray) -> None:
        """Take up earlier sizes."""
        if not sizes.isEmpty() and self._splitter.restoreState(sizes):
            self._wide_panes = sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between three panes and one."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW_EMS * self.fontInfo().pixelSize()
        if narrow != self._narrow:
            self._set_narrow(narrow)

    def _lay_out(self) -> None:
        # Smaller than the three panes need: below their width the page shows one of them at a time.
        self.setMinimumSize(_SMALLEST)
        self._side = QWidget(self)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(6, 10, 0, 8)
        side.addWidget(self.history.views.side)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(5)
        for place, (part, stretch) in enumerate(((self._side, 0), (self.history, 5), (self.pane, 2))):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(place, stretch)
        em = self.fontInfo().pixelSize()
        self._splitter.setSizes([10 * em, 69 * em, 28 * em])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.resume)
        box.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        do, stack = self._actions, self.work.undo_stack
        stack.canUndoChanged.connect(do.undo.setEnabled)
        stack.canRedoChanged.connect(do.redo.setEnabled)
        for action, slot in (
            (do.undo, stack.undo),
            (do.redo, stack.redo),
            (do.find, self._on_find),
            (do.clear, self.history.clear),
            (do.back, self._on_back),
            (do.refresh, self._on_refresh),
            (do.usual_order, self.history.sort_as_usual),
            (do.save_list, self._on_save_list),
            (do.save_clocks, self.saving.save_clocks),
        ):
            action.triggered.connect(slot)
        for view, action in do.views.items():
            action.triggered.connect(partial(self._on_view_action, View(view)))
        for column, action in enumerate(do.sorts):
            action.triggered.connect(partial(self._on_sort, column))
        do.views[self.history.views.view].setChecked(True)
        self._desk.changed.connect(self._on_changed)
        self.history.case_chosen.connect(self._on_case_chosen)
        self.history.case_entered.connect(self._enter)
        self.history.case_hidden.connect(self._leave_case)
        self.history.minute_passed.connect(self._on_minute_passed)
        self.history.became_due.show_wanted.connect(self._on_show_due)
        self.saving.said.connect(self.said)
        self.history.views.chosen.connect(self._on_view_chosen)
        self.history.table.customContextMenuRequested.connect(self._on_context_menu)
        self.commands.go_on_wanted.connect(self.wizard_wanted)
        self.commands.note_begun.connect(self._on_note_begun)
        self.commands.left.connect(self._show_no_case)
        self.commands.said.connect(self.said)
        self.resume.accepted.connect(self.wizard_wanted)
        self.pane.related.wanted.connect(self._on_related_wanted)
        self.pane.related.opened.connect(self.reveal)

    def _on_case_chosen(self, row: CaseRow) -> None:
        self.show_case(row.id)

    def _on_case(self, case: Case) -> None:
        if case.row.id == self._wanted:
            channel = case.row.channel
            self.pane.show_case(case, self._zones.get(channel) if channel else None)
            self._enable()
            if self._is_to_go_on:
                self._is_to_go_on = False
                self.wizard_wanted.emit(case)

    def _enable(self) -> None:
        self.commands.enable()
        self.snoozing.enable()

    def _on_minute_passed(self) -> None:
        self.pane.tell_time()
        self._enable()

    def _on_show_due(self, case_id: int) -> None:
        self.history.views.choose(View.DUE_NOW)
        self.history.clear()
        self.history.reveal(case_id)
        self.show_case(case_id)

    def _on_save_list(self) -> None:
        self.saving.save_list(self.history.model.query, VIEW_TITLES[self.history.model.query.view])

    def _on_revealed(self, case: Case) -> None:
        is_listed = self.history.views.view is View.DUE_NOW and case.row.now_action is not None
        if self.history.views.view is not View.ALL and not is_listed:
            self.history.views.choose(View(case.row.status))
        self.history.reveal(case.row.id)
        self.show_case(case.row.id)

    def _on_related_wanted(self, likeness: Likeness) -> None:
        self._desk.ask(
            methodcaller("related", likeness), partial(self._on_related, likeness.case_id), self._on_nothing_to_offer
        )

    def _on_related(self, case_id: int | None, related: Related) -> None:
        if case_id == self._wanted:
            self.pane.related.show_related(related)

    def _on_case_failed(self, error: Exception) -> None:
        self._show_no_case()
        self._report(error)

    def _on_nothing_to_offer(self, _: Exception) -> None:
        """Leave it to the list to say why the cases cannot be read."""

    def _leave_case(self) -> None:
        self._wanted = None
        self._is_to_go_on = False
        self.history.choose(None)
        self.pane.clear()
        self._enable()

    def _show_no_case(self) -> None:
        self._leave_case()
        self._on_back()

    def _on_changed(self, case_id: int) -> None:
        self.history.refresh()
        if case_id == self._wanted:
            self.show_case(case_id)

    def _on_refresh(self) -> None:
        self.history.refresh()
        if self._wanted is not None:
            self.show_case(self._wanted)

    def _on_note_begun(self) -> None:
        self._arrange(entered=True)
        self.pane.begin_note()

    def _on_find(self) -> None:
        self._on_back()
        self.history.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.history.search.selectAll()

    def _on_view_action(self, view: View, _checked: bool = False) -> None:
        self._on_back()
        self.history.views.choose(view)

    def _on_sort(self, column: int, _checked: bool = False) -> None:
        self.history.table.sort_by(column)

    def _on_view_chosen(self, view: View) -> None:
        self._actions.views[view].setChecked(True)

    def _on_context_menu(self, position: QPoint) -> None:
        if self.history.table.indexAt(position).isValid():
            menu = self._actions.context_menu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.history.table.menu_place(position))

    def _set_narrow(self, narrow: bool) -> None:
        if narrow:
            self._wide_panes = self._splitter.saveState()
        self._narrow = narrow
        self._arrange(entered=False)
        if not narrow:
            self._splitter.restoreState(self._wide_panes)

    def _enter(self) -> None:
        """Go into a case: to its pane where that was hidden, else on with it."""
        if self._narrow:
            self._arrange(entered=True)
            self.pane.go_on.setFocus()
        elif self.pane.case is not None and self.pane.case.row.id == self._wanted:
            self.wizard_wanted.emit(self.pane.case)
        else:
            self._is_to_go_on = self._wanted is not None  # a double click is quicker than the store

    def _on_back(self) -> None:
        if self._narrow:
            self._arrange(entered=False)
            self.history.table.setFocus()

    def _arrange(self, *, entered: bool) -> None:
        """Show the panes that have room: all of them, or the list or the case alone."""
        alone = self._narrow and entered
        self._side.setVisible(not self._narrow)
        self.history.views.drop_down.setVisible(self._narrow)
        self.history.setVisible(not alone)
        self.pane.setVisible(not self._narrow or entered)
        self.pane.set_narrow(self._narrow)
        self._actions.back.setEnabled(alone)
