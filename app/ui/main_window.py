"""The main window: menus and toolbar at once, the cases as soon as it stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QToolBar

from app.ui.actions import Actions
from app.ui.screen_room import keep_on_screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.ui.case_desk import CaseDesk
    from app.ui.cases_page import CasesPage
    from app.ui.undo import UndoLine
    from app.ui.window_memory import WindowMemory

_FIRST_SIZE: Final = (1240, 660)  # fits a 1366 × 768 screen with a task bar


class MainWindow(QMainWindow):
    """Hold what every part of the window shares. `page` and `undo_line` exist once it is loaded.

    Args:
        memory: remembers sizes between two starts.
    """

    wizard_wanted = Signal(object)
    """Open the wizard: the Case to go on with, or None for a new one."""

    examples_wanted = Signal()
    settings_wanted = Signal()
    deadlines_wanted = Signal()
    costs_wanted = Signal()
    theme_chosen = Signal(str)
    closing = Signal()

    painted = Signal()
    """The window is on the screen for the first time."""

    page: CasesPage
    undo_line: UndoLine

    def __init__(self, memory: WindowMemory) -> None:
        super().__init__()
        self._memory = memory
        self._is_loaded = False
        self._is_painted = False
        self._wants_new_case = False
        self.actions_ = Actions(self)
        self.setWindowTitle("Amends")
        self.resize(*_FIRST_SIZE)
        self._add_bars()
        self._connect()
        memory.restore_window(self)
        keep_on_screen(self)

    def load(self, desk: CaseDesk, clock: Callable[[], datetime], report: Callable[[Exception], None]) -> None:
        """Add the cases and fill the list; called once the window is on the screen."""
        from app.ui.cases_page import CasesPage
        from app.ui.undo import UndoLine

        self.actions_.stress_new_case(self._toolbar)
        self._clock = clock
        self.page = CasesPage(desk, self.actions_, clock, report, self)
        self.undo_line = UndoLine(self.page.work.undo_stack, self)
        self.undo_line.undo_wanted.connect(self.page.work.undo_stack.undo)
        self.page.said.connect(self.undo_line.say)
        self.page.wizard_wanted.connect(self.wizard_wanted)
        self.statusBar().addWidget(self.undo_line, 1)
        self.setCentralWidget(self.page)
        self._memory.restore_page(self.page)
        self._is_loaded = True
        self.page.load(self._memory.closed_at())
        if self._wants_new_case:
            self.wizard_wanted.emit(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell that there is something to see."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the sizes; whoever listens to `closing` finishes what is under way."""
        self._memory.keep_window(self)
        if self._is_loaded:
            self._memory.keep_page(self.page)
            self._memory.keep_closing(self._clock())
        self.closing.emit()
        super().closeEvent(event)

    def _add_bars(self) -> None:
        self.actions_.fill_menus(self.menuBar())
        self._toolbar = QToolBar("Toolbar", self)
        self._toolbar.setMovable(False)
        self._toolbar.toggleViewAction().setEnabled(False)
        self.actions_.fill_toolbar(self._toolbar)
        self.addToolBar(self._toolbar)

    def _connect(self) -> None:
        do = self.actions_
        for action, slot in (
            (do.new_case, self._on_new_case),
            (do.examples, self.examples_wanted),
            (do.settings, self.settings_wanted),
            (do.deadlines, self.deadlines_wanted),
            (do.costs, self.costs_wanted),
            (do.quit, self.close),
            (do.keys, self._on_keys),
            (do.about, self._on_about),
        ):
            action.triggered.connect(slot)
        for theme, action in do.themes.items():
            action.triggered.connect(partial(self._on_theme, theme))

    def _on_new_case(self) -> None:
        if self._is_loaded:
            self.wizard_wanted.emit(None)
        self._wants_new_case = not self._is_loaded  # pressed in the first moment: it opens as soon as it can

    def _on_theme(self, theme: str, _checked: bool = False) -> None:
        self.theme_chosen.emit(theme)

    def _on_keys(self) -> None:
        from app.ui.help import KeysDialog

        KeysDialog(self.actions_, self).open()

    def _on_about(self) -> None:
        from app.ui.help import show_about

        show_about(self)
