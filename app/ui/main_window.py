"""The main window: views, list and case side by side, or one after the other where there is little room."""

from __future__ import annotations

from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QToolBar, QVBoxLayout, QWidget

from app.logic.case import View
from app.ui.actions import Actions
from app.ui.history.page import HistoryPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from app.logic.case import Case, CaseRow
    from app.ui.case.commands import CaseCommands
    from app.ui.case.pane import CasePane
    from app.ui.case.work import CaseWork
    from app.ui.case_desk import CaseDesk
    from app.ui.resume_bar import ResumeBar
    from app.ui.undo import UndoLine
    from app.ui.window_memory import WindowMemory

_NARROW_EMS: Final = 60
_FIRST_SIZE: Final = (1240, 660)  # fits a 1366 × 768 screen with a task bar


class MainWindow(QMainWindow):
    """Show the cases and what is to be done about them.

    What is not seen at the first moment (the case, undo, the bar that offers to go on) is added by `load`.

    Args:
        desk: answers from the stored cases, later.
        clock: gives the present moment in the seller's zone.
        memory: remembers sizes between two starts.
        report: shows an error that nobody else took.
    """

    wizard_wanted = Signal(object)
    """Open the wizard: the Case to go on with, or None for a new one."""

    examples_wanted = Signal()
    settings_wanted = Signal()
    theme_chosen = Signal(str)
    closing = Signal()

    pane: CasePane
    work: CaseWork
    commands: CaseCommands
    resume: ResumeBar
    undo_line: UndoLine

    def __init__(
        self,
        desk: CaseDesk,
        clock: Callable[[], datetime],
        memory: WindowMemory,
        report: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self._desk = desk
        self._memory = memory
        self._report = report
        self._zones: dict[str, str | None] = {}
        self._wanted: int | None = None
        self._clock = clock
        self._narrow = False
        self._entered = False
        self._wide_panes = QByteArray()
        self.actions_ = Actions(self)
        self.history = HistoryPage(desk, self.actions_, clock, self._zones, self)
        self._lay_out()
        self._connect()
        self.actions_.views[self.history.views.view].setChecked(True)
        self._take_up_sizes()

    def load(self) -> None:
        """Add what a first look does not need, fill the list, offer to go on where the seller stopped."""
        self.history.load()
        self._add_case_parts()
        self._desk.ask(methodcaller("unfinished_latest"), self.resume.offer, self._on_nothing_to_offer)

    def set_channels(self, zones: Mapping[str, str | None]) -> None:
        """Offer these places of sale as filters; each with its IANA zone or None."""
        self._zones.update(zones)
        self.history.filters.set_channels(zones)

    def show_case(self, case_id: int, *, enter: bool = False) -> None:
        """Show a case beside the list; in a narrow window only when it is entered."""
        self._wanted = case_id
        self.history.choose(case_id)
        self._desk.ask(methodcaller("case", case_id), self._on_case, self._on_case_failed)
        if enter:
            self._enter()

    def show_examples(self, case_id: int) -> None:
        """List the unfinished cases and show one of them."""
        self.history.views.choose(View.UNFINISHED)
        self.history.refresh()
        self.show_case(case_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between three panes and one."""
        super().resizeEvent(event)
        self._set_narrow(event.size().width() < _NARROW_EMS * self.fontInfo().pixelSize())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the sizes; whoever listens to `closing` finishes what is under way."""
        panes = self._wide_panes if self._narrow else self._splitter.saveState()
        self._memory.keep(self, panes, self.history.table.horizontalHeader())
        self.closing.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        self.setWindowTitle("Amends")
        self.resize(*_FIRST_SIZE)
        self._side = QWidget(self)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(6, 10, 0, 8)
        side.addWidget(self.history.views.side)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(5)
        self._case_place = QWidget(self)
        self._case_box = QVBoxLayout(self._case_place)
        self._case_box.setContentsMargins(0, 0, 0, 0)
        for part, stretch in ((self._side, 0), (self.history, 3), (self._case_place, 2)):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(self._splitter.count() - 1, stretch)
        middle = QWidget(self)
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._splitter, 1)
        self.setCentralWidget(middle)
        self.statusBar()
        self._add_bars()

    def _add_case_parts(self) -> None:
        from app.ui.case.commands import CaseCommands
        from app.ui.case.pane import CasePane
        from app.ui.case.work import CaseWork
        from app.ui.resume_bar import ResumeBar
        from app.ui.undo import UndoLine

        self.work = CaseWork(self._desk, self._report, self)
        self.pane = CasePane(self.actions_, self._clock, self._case_place)
        self.commands = CaseCommands(self.actions_, self.pane, self.work, self)
        self.resume = ResumeBar(self)
        self.undo_line = UndoLine(self.work.undo_stack, self)
        self._case_box.addWidget(self.pane)
        self._column.insertWidget(0, self.resume)
        self.statusBar().addWidget(self.undo_line, 1)
        self._connect_case_parts()
        self._arrange(entered=self._entered)

    def _add_bars(self) -> None:
        self.actions_.fill_menus(self.menuBar())
        bar = QToolBar("Toolbar", self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        bar.toggleViewAction().setEnabled(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.actions_.fill_toolbar(bar)
        self.addToolBar(bar)

    def _take_up_sizes(self) -> None:
        em = self.fontInfo().pixelSize()
        if not self._memory.restore(self, self._splitter, self.history.table.horizontalHeader()):
            self._splitter.setSizes([11 * em, 50 * em, 30 * em])
        self._wide_panes = self._splitter.saveState()

    def _connect(self) -> None:
        do = self.actions_
        for action, slot in (
            (do.new_case, self._on_new_case),
            (do.examples, self.examples_wanted),
            (do.settings, self.settings_wanted),
            (do.quit, self.close),
            (do.find, self._on_find),
            (do.clear, self.history.clear),
            (do.back, self._on_back),
            (do.refresh, self.history.refresh),
            (do.keys, self._on_keys),
            (do.about, self._on_about),
        ):
            action.triggered.connect(slot)
        for view, action in do.views.items():
            action.triggered.connect(partial(self._on_view_action, view))
        for theme, action in do.themes.items():
            action.triggered.connect(partial(self._on_theme, theme))
        self._desk.changed.connect(self._on_changed)
        self.history.case_chosen.connect(self._on_case_chosen)
        self.history.case_entered.connect(self._enter)
        self.history.views.chosen.connect(self._on_view_chosen)
        self.history.table.customContextMenuRequested.connect(self._on_context_menu)

    def _connect_case_parts(self) -> None:
        stack = self.work.undo_stack
        stack.canUndoChanged.connect(self.actions_.undo.setEnabled)
        stack.canRedoChanged.connect(self.actions_.redo.setEnabled)
        self.actions_.undo.triggered.connect(stack.undo)
        self.actions_.redo.triggered.connect(stack.redo)
        self.undo_line.undo_wanted.connect(stack.undo)
        self.commands.go_on_wanted.connect(self.wizard_wanted)
        self.commands.note_begun.connect(self._on_note_begun)
        self.commands.left.connect(self._show_no_case)
        self.commands.said.connect(self.undo_line.say)
        self.resume.accepted.connect(self.wizard_wanted)

    def _on_case_chosen(self, row: CaseRow) -> None:
        self.show_case(row.id)

    def _on_case(self, case: Case) -> None:
        if case.row.id == self._wanted:
            channel = case.row.channel
            self.pane.show_case(case, self._zones.get(channel) if channel else None)
            self.commands.enable()

    def _on_case_failed(self, error: Exception) -> None:
        self._show_no_case()
        self._report(error)

    def _on_nothing_to_offer(self, _: Exception) -> None:
        """Leave it to the list to say why the cases cannot be read."""

    def _show_no_case(self) -> None:
        self._wanted = None
        self.history.choose(None)
        self.pane.clear()
        self.commands.enable()
        self._on_back()

    def _on_changed(self, case_id: int) -> None:
        self.history.refresh()
        if case_id == self._wanted:
            self.show_case(case_id)

    def _on_new_case(self) -> None:
        self.wizard_wanted.emit(None)

    def _on_note_begun(self) -> None:
        self._enter()
        self.pane.begin_note()

    def _on_find(self) -> None:
        self._on_back()
        self.history.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.history.search.selectAll()

    def _on_view_action(self, view: View, _checked: bool = False) -> None:
        self._on_back()
        self.history.views.choose(view)

    def _on_view_chosen(self, view: View) -> None:
        self.actions_.views[view].setChecked(True)

    def _on_theme(self, theme: str, _checked: bool = False) -> None:
        self.theme_chosen.emit(theme)

    def _on_context_menu(self, position: QPoint) -> None:
        if self.history.table.indexAt(position).isValid():
            self._context_menu = self.actions_.context_menu(self)
            self._context_menu.popup(self.history.table.menu_place(position))

    def _on_keys(self) -> None:
        from app.ui.help import KeysDialog

        KeysDialog(self.actions_, self).open()

    def _on_about(self) -> None:
        from app.ui.help import show_about

        show_about(self)

    def _set_narrow(self, narrow: bool) -> None:
        if narrow != self._narrow:
            if narrow:
                self._wide_panes = self._splitter.saveState()
            self._narrow = narrow
            self._arrange(entered=False)
            if not narrow:
                self._splitter.restoreState(self._wide_panes)

    def _enter(self) -> None:
        self._arrange(entered=True)
        if self._narrow:
            self.pane.go_on.setFocus()

    def _on_back(self) -> None:
        if self._narrow:
            self._arrange(entered=False)
            self.history.table.setFocus()

    def _arrange(self, *, entered: bool) -> None:
        """Show the panes that have room: all of them, or the list or the case alone."""
        self._entered = entered
        alone = self._narrow and entered
        self._side.setVisible(not self._narrow)
        self.history.views.drop_down.setVisible(self._narrow)
        self.history.setVisible(not alone)
        self._case_place.setVisible(not self._narrow or entered)
        self.actions_.back.setEnabled(alone)
        if hasattr(self, "pane"):
            self.pane.set_narrow(self._narrow)
            self.commands.enable()
