"""Everything that opens from the main window: the wizard, the settings, the example orders; and how it all looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.ui.theme import is_dark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from app.logic.answer import Desk
    from app.logic.case import Case
    from app.logic.cases import CaseBook
    from app.logic.money_line import MoneyLine
    from app.logic.settings import Settings, Theme
    from app.ui.case.letter_door import LetterDoor
    from app.ui.case.money_door import MoneyDoor
    from app.ui.case.papers import Papers
    from app.ui.case_desk import CaseDesk
    from app.ui.costs.page import CostPage
    from app.ui.main_window import MainWindow
    from app.ui.recover.page import RecoverPage
    from app.ui.settings.home import SettingsHome
    from app.ui.settings.page import SettingsPage
    from app.ui.tasks import BackgroundTasks
    from app.ui.theme import ThemeSwitch
    from app.ui.window_memory import WindowMemory
    from app.ui.wizard_door import WizardDoor


class Desktop(QObject):
    """Open what the seller asks the main window for; each part is loaded when it is first needed.

    Args:
        rules: gives the desk that answers requests; slow the first time, so it is asked for in the background too.
    """

    def __init__(
        self,
        window: MainWindow,
        desk: CaseDesk,
        tasks: BackgroundTasks,
        home: SettingsHome,
        rules: Callable[[], Desk],
        folders: Mapping[str, Path],
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._tasks = tasks
        self._home = home
        self._rules = rules
        self._folders = folders
        self._clock = clock
        self._channels: tuple[str, ...] = ()
        self.settings_page: SettingsPage | None = None
        self.cost_page: CostPage | None = None
        self.recover_page: RecoverPage | None = None
        self.door: WizardDoor | None = None
        self.letters: LetterDoor | None = None
        self.papers: Papers | None = None
        self._money: MoneyDoor | None = None
        window.wizard_wanted.connect(self.open_wizard)
        window.settings_wanted.connect(self.open_settings)
        window.costs_wanted.connect(self.open_costs)
        window.actions_.recover.triggered.connect(self.open_recover)
        window.examples_wanted.connect(self._on_examples_wanted)
        window.closing.connect(self._on_closing)

    def get_ready(self) -> None:
        """Load in the background what will be needed next."""
        from app.ui.case.papers import Papers

        folder = self._folders["Photos and papers"]
        self.papers = Papers(self._window, folder, self._clock, self._tasks.failed.emit)
        self._window.page.commands.letters_wanted.connect(self.open_letters)
        self._window.page.commands.next_wanted.connect(self.open_next)
        self._window.page.commands.money_wanted.connect(self._on_money_wanted)
        self._window.page.commands.money_ticked.connect(self._on_money_ticked)
        self._window.page.commands.money_added.connect(self._on_money_added)
        self._tasks.run(_zones, self._on_zones)
        self._tasks.run(self._rules_ready)
        if self._home.problems:
            self._window.undo_line.say(" ".join(self._home.problems))

    def open_wizard(self, case: Case | None = None) -> None:
        """Open the wizard for a new case, or go on with one."""
        self._wizard_door().open(case)

    def open_next(self, case: Case) -> None:
        """Open the wizard on what happened next in a case."""
        self._wizard_door().open_next(case)

    def open_letters(self, case: Case) -> None:
        """Open the letters to carrier and insurer about a case."""
        if self.letters is None:
            from app.ui.case.letter_door import LetterDoor

            self.letters = LetterDoor(self._window, self._tasks, self._rules, self._clock)
            self.letters.copied.connect(self._window.page.work.copied)
            self.letters.said.connect(self._window.undo_line.say)
        self.letters.open(case, self._home.current)

    @property
    def money(self) -> MoneyDoor:
        """Return the way to record money."""
        if self._money is None:
            from app.ui.case.money_door import MoneyDoor

            page, report = self._window.page, self._tasks.failed.emit
            self._money = MoneyDoor(
                self._window, self._desk, page.work, self._rules, self._current_settings, self._clock, report
            )
            self._money.given_up.connect(page.pane.show_again)
        return self._money

    def open_settings(self) -> None:
        """Open the settings page, or bring it to the front."""
        from app.ui.settings.page import SettingsPage

        if self.settings_page is None:
            self.settings_page = SettingsPage(self._home, self._known_channels(), self._folders, self._window)
            self.settings_page.destroyed.connect(self._on_page_gone)
        self.settings_page.open()

    def open_costs(self) -> None:
        """Open the page on what problems cost, or bring it to the front."""
        from app.ui.costs.page import CostPage

        if self.cost_page is None:
            new_case = self._window.actions_.new_case
            self.cost_page = CostPage(self._desk, self._tasks, self._clock, new_case, self._window)
            self.cost_page.destroyed.connect(self._on_costs_gone)
            self.cost_page.load()
        self.cost_page.show()
        self.cost_page.raise_()
        self.cost_page.activateWindow()

    def open_recover(self) -> None:
        """Open the page of claims that are not filed or not paid yet, or bring it to the front."""
        from app.ui.recover.page import RecoverPage

        if self.recover_page is None:
            undo = self._window.actions_.undo
            page = self.recover_page = RecoverPage(self._desk, self._tasks, self._clock, undo, self._window)
            page.case_wanted.connect(self._on_case_wanted)
            page.step_wanted.connect(self._on_claim_step)
            page.destroyed.connect(self._on_recover_gone)
            page.load()
        self.recover_page.show()
        self.recover_page.raise_()
        self.recover_page.activateWindow()

    def _wizard_door(self) -> WizardDoor:
        if self.door is None:
            from app.ui.wizard_door import WizardDoor

            self.door = WizardDoor(self._window, self._desk, self._tasks, self._home, self._rules, self._clock)
            self.door.claim_answered.connect(self._on_money_wanted)
        return self.door

    def _rules_ready(self) -> None:
        self._rules()

    def _known_channels(self) -> tuple[str, ...]:
        return self._channels or tuple(_zones())

    def _on_zones(self, zones: Mapping[str, str | None]) -> None:
        self._channels = tuple(zones)
        self._window.page.set_channels(zones)

    def _current_settings(self) -> Settings:
        return self._home.current

    def _on_money_wanted(self, case_id: int, line: MoneyLine, step: str) -> None:
        from app.logic.money_steps import MoneyStep

        self.money.take(case_id, line, MoneyStep(step))

    def _on_money_ticked(self, case_id: int, line: MoneyLine, done: bool) -> None:
        self.money.tick(case_id, line, done=done)

    def _on_money_added(self, case_id: int) -> None:
        self.money.add(case_id)

    def _on_closing(self) -> None:
        if self.door is not None:
            self.door.save()
        if self.settings_page is not None:
            self.settings_page.save()
        if self.papers is not None:
            self.papers.close()

    def _on_page_gone(self) -> None:
        self.settings_page = None

    def _on_recover_gone(self) -> None:
        self.recover_page = None

    def _on_case_wanted(self, case_id: int) -> None:
        self._window.page.reveal(case_id)
        self._window.raise_()
        self._window.activateWindow()

    def _on_claim_step(self, case_id: int, line: MoneyLine, step: str) -> None:
        from app.logic.money_steps import MoneyStep

        self.money.take(case_id, line, MoneyStep(step), self.recover_page)

    def _on_costs_gone(self) -> None:
        self.cost_page = None

    def _on_examples_wanted(self) -> None:
        self._desk.ask(partial(_open_examples, self._clock().date()), self._on_examples_opened)

    def _on_examples_opened(self, case_ids: list[int]) -> None:
        self._window.page.work.opened_examples(case_ids)
        self._window.page.show_examples(case_ids[0])


class Dresser(QObject):
    """Keep the theme as it is set, in the menu as on the settings page."""

    def __init__(self, window: MainWindow, home: SettingsHome, theme: ThemeSwitch, memory: WindowMemory) -> None:
        super().__init__(window)
        self._actions = window.actions_.themes
        self._home = home
        self._theme = theme
        self._memory = memory
        self._theme_set: Theme | None = None
        theme.changed.connect(self._on_dressed)
        window.theme_chosen.connect(self._on_theme_chosen)
        home.changed.connect(self.dress)

    def dress(self, settings: Settings) -> None:
        """Wear the theme of the settings."""
        if settings.theme != self._theme_set:
            self._theme_set = settings.theme
            self._actions[settings.theme].setChecked(True)
            self._theme.use(settings.theme)

    def _on_dressed(self) -> None:
        self._memory.worn = "dark" if is_dark(QGuiApplication.palette()) else "light"

    def _on_theme_chosen(self, theme: str) -> None:
        from app.logic.settings import Theme

        self._home.set(theme=Theme(theme))


def _zones() -> dict[str, str | None]:
    from app.logic.channels import load_channels

    return {name: channel.time_zone for name, channel in load_channels().items()}


def _open_examples(today: date, book: CaseBook) -> list[int]:
    from app.logic.examples import example_drafts

    return [book.open_case(draft) for draft in example_drafts(today)]
