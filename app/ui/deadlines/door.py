"""Open the page of deadlines, and let everybody read the rules again once a value changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from app.logic.answer import Desk
    from app.ui.deadlines.home import PolicyHome
    from app.ui.deadlines.page import DeadlinesPage
    from app.ui.main_window import MainWindow
    from app.ui.settings.home import SettingsHome
    from app.ui.tasks import BackgroundTasks


class DeadlinesDoor(QObject):
    """Let one page at a time be open beside the main window; what was done in it can be undone until the program ends.

    Args:
        rules: gives the desk that answers requests; only asked in the background.
        folder: where the seller's own policies lie, or will lie.
    """

    def __init__(
        self,
        window: MainWindow,
        tasks: BackgroundTasks,
        settings: SettingsHome,
        rules: Callable[[], Desk],
        folder: Path,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._settings = settings
        self._rules = rules
        self._folder = folder
        self._clock = clock
        self._home: PolicyHome | None = None
        self.page: DeadlinesPage | None = None
        window.deadlines_wanted.connect(self.open)
        tasks.run(partial(_damage_in, folder), self._on_damage_found)

    def open(self) -> None:
        """Open the page, or bring it to the front."""
        if self.page is None:
            from app.ui.deadlines.page import DeadlinesPage

            self.page = DeadlinesPage(self._policies(), self._settings.current.channels_used, self._window)
            self.page.destroyed.connect(self._on_page_gone)
        self.page.show()
        self.page.raise_()
        self.page.activateWindow()

    def _policies(self) -> PolicyHome:
        if self._home is None:
            from app.logic.policy_folder import PolicyFolder
            from app.logic.resources import resource_folder
            from app.ui.deadlines.home import PolicyHome

            folder = PolicyFolder(self._folder, resource_folder() / "policies")
            self._home = PolicyHome(folder, self._tasks, self._today, self)
            self._home.changed.connect(self._on_changed)
        return self._home

    def _today(self) -> date:
        return self._clock().date()

    def _on_changed(self, _: str) -> None:
        self._tasks.run(partial(_read_again, self._rules))

    def _on_damage_found(self, damage: str) -> None:
        if damage:
            self._window.undo_line.say(damage)

    def _on_page_gone(self) -> None:
        self.page = None


def _read_again(rules: Callable[[], Desk]) -> None:
    rules().rulebook.read_again()


def _damage_in(folder: Path) -> str:
    """Say which own file cannot be used, before a wizard stumbles over it; empty when all can."""
    if not folder.is_dir():
        return ""
    from app.logic.policy_folder import PolicyFolder
    from app.logic.resources import resource_folder

    damaged = PolicyFolder(folder, resource_folder() / "policies").damage()
    return f"{damaged.what} {damaged.todo}" if damaged else ""
