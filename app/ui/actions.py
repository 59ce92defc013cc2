"""Everything that can be done in the window, once: menus, toolbar, context menus and shortcuts share these."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QPushButton, QToolBar, QWidget

from app.ui.view_titles import COLUMN_TITLES, VIEW_TITLES

Key = QKeySequence.StandardKey
_THEMES: Final = {"system": "As the &system", "light": "&Light", "dark": "&Dark"}


class Actions(QObject):
    """The actions of the main window; who carries them out connects to `triggered`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.new_case = self._action("&New case", Key.New, "Start a case from an order problem")
        self.go_on = self._action("&Go on", "Ctrl+Return", "Open the wizard with the answers given so far")
        self.something_new = self._action(
            "Something new &happened…", "Ctrl+Shift+N", "Choose what happened next and go on from what is known"
        )
        self.task_done = self._action("Next task &done", "Ctrl+D", "Tick off what is to be done next")
        self.snooze = self._action("P&ut off…", "Ctrl+H", "Hide the next task until later, with a reason if you like")
        self.wake = self._action("Put off no longer", "Ctrl+Shift+H", "Let what was put off be due again now")
        self.note = self._action("Write a n&ote", "Ctrl+Shift+O", "Write a note for yourself to the case")
        self.close_case = self._action("&Close case", "Ctrl+E", "Close the case; you can reopen it at any time")
        self.reopen_case = self._action("&Reopen case", "Ctrl+Shift+E", "Open the closed case again")
        self.discard = self._action("D&iscard case", "Ctrl+Delete", "Take the case out of every view; can be undone")
        self.erase_buyer = self._action("Erase this &buyer now…", None, "Forget who the buyer was, here and in backups")
        self.erase_everything = self._action(
            "Erase e&verything…", None, "Delete all cases, photos, backups and the log"
        )
        self.examples = self._action("&Try with example orders", None, "Add a few invented cases to try things out")
        self.save_list = self._action(
            "Save this list as CSV…", "Ctrl+Shift+S", "Write the cases of this list into a file for a spreadsheet"
        )
        self.save_clocks = self._action(
            "Save all cloc&ks as a calendar file…", None, "So that your phone reminds you while Amends is closed"
        )
        self.settings = self._action("&Settings…", Key.Preferences, "Shop, places of sale, return terms, theme")
        self.settings.setShortcuts([QKeySequence("Ctrl+,")])
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.quit = self._action("&Quit", "Ctrl+Q", "Close Amends")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.undo = self._action("&Undo", Key.Undo, "Take back what was done last")
        self.redo = self._action("&Redo", Key.Redo, "Do again what was taken back")
        self.find = self._action("&Find", Key.Find, "Search the cases")
        self.clear = self._action("&Clear search and filters", "Ctrl+Shift+F", "Show the whole view again")
        self.copy_message = self._action("&Copy message…", "Ctrl+Shift+C", "Show the message and copy it")
        self.letters = self._action(
            "&Letter to the carrier or insurer…", "Ctrl+Shift+L", "Write a search request or a claim for the parcel"
        )
        self.words = self._action(
            "Your o&wn wording…", "Ctrl+Shift+W", "Your greeting, closing and paragraphs in every message"
        )
        self.templates = self._action(
            "Message &templates…", "Ctrl+Shift+T", "Word every message yourself, with a preview"
        )
        self.blocks = self._action("Text &blocks…", "Ctrl+Shift+B", "Texts of your own to put into a draft")
        self.add_files = self._action(
            "Add &photos and papers…", "Ctrl+Shift+A", "Keep photos and PDF files with the case"
        )
        self.case_sheet = self._action(
            "Case s&heet and evidence pack…", Key.Print, "Print the case, or save it as a PDF or as one ZIP for a claim"
        )
        self.back = self._action("&Back to the list", "Alt+Left", "Show the list of cases")
        self.refresh = self._action("Re&fresh", Key.Refresh, "Read the cases again")
        self.refresh.setShortcuts([QKeySequence("F5")])
        self.costs = self._action(
            "&What it costs", "Ctrl+K", "Show what problems cost, by month, problem, SKU or carrier"
        )
        self.recover = self._action("Still to reco&ver", "Ctrl+Shift+K", "Claims not filed or not paid yet")
        self.deadlines = self._action(
            "Dead&lines and policy values…", "Ctrl+Shift+P", "What counts where, and who says so"
        )
        self.keys = self._action("&Keyboard shortcuts", "F1", "Show all keys")
        self.about = self._action("&About Amends", None, "Version and licence")
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        tasks = (self.task_done, self.snooze, self.wake)
        needs_something = (self.go_on, *tasks, self.note, self.close_case, self.reopen_case, self.discard)
        on_paper = (self.copy_message, self.letters, self.add_files, self.case_sheet)
        for action in (
            *needs_something,
            self.erase_buyer,
            self.something_new,
            *on_paper,
            self.undo,
            self.redo,
            self.back,
        ):
            action.setEnabled(False)
        self.views = self._view_actions()
        self.themes = self._theme_actions()
        self.sorts = [self._action(title, None, f"Sort the list by “{title}”") for title in COLUMN_TITLES]
        self.usual_order = self._action("&Usual order", None, "What costs most if missed, or ends first, on top")
        self.menus: list[QMenu] = []

    def fill_menus(self, bar: QMenuBar) -> None:
        """Put every action into a menu."""
        case_menu = [self.new_case, self.go_on, self.something_new, None]
        case_menu += [self.task_done, self.snooze, self.wake, None, self.note, self.add_files, self.case_sheet, None]
        case_menu += [self.close_case, self.reopen_case, self.discard, None, self.save_list, self.save_clocks, None]
        case_menu += [self.examples, self.settings, None, self.erase_buyer, self.erase_everything, None, self.quit]
        self._menu(bar, "&Case", case_menu)
        self._menu(bar, "&Edit", [self.undo, self.redo, None, self.find, self.clear])
        self._menu(bar, "&Messages", [self.copy_message, self.letters, None, self.words, self.templates, self.blocks])
        shown = [*self.views.values(), None, self.costs, self.recover, None, self.back, self.refresh, None]
        view = self._menu(bar, "&View", shown)
        view.addAction(self.deadlines)
        view.addSeparator()
        sort, theme = view.addMenu("&Sort by"), view.addMenu("&Theme")
        sort.addActions([self.usual_order, *self.sorts])
        theme.addActions(list(self.themes.values()))
        self.menus += [sort, theme]
        self._menu(bar, "&Help", [self.keys, self.about])

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Put the actions of every day into the toolbar."""
        bar.addAction(self.new_case)
        bar.addSeparator()
        for action in (self.go_on, self.copy_message, self.task_done, self.undo):
            bar.addAction(action)

    def stress_new_case(self, bar: QToolBar) -> None:
        """Make the first action of the toolbar its main button; painting it is left for after the first picture."""
        button = QPushButton("+  New case", bar)
        button.setDefault(True)
        button.setAutoDefault(False)
        button.setToolTip(self.new_case.toolTip())
        button.clicked.connect(self.new_case.trigger)
        bar.insertWidget(bar.actions()[0], button)
        bar.removeAction(self.new_case)

    def context_menu(self, parent: QWidget) -> QMenu:
        """Return the menu of one case."""
        menu = QMenu(parent)
        menu.addActions([self.task_done, self.snooze, self.wake, self.undo])
        menu.addSeparator()
        menu.addActions([self.go_on, self.something_new, self.copy_message, self.letters, self.note])
        menu.addActions([self.add_files, self.case_sheet])
        menu.addSeparator()
        menu.addActions([self.close_case, self.reopen_case, self.discard])
        return menu

    def all(self) -> list[QAction]:
        """Return every action that has a key."""
        return [action for action in self.findChildren(QAction) if not action.shortcut().isEmpty()]

    def _action(self, text: str, key: QKeySequence.StandardKey | str | None, tip: str) -> QAction:
        action = QAction(text, self)
        if isinstance(key, str):
            # Not setShortcut: its overloads make PySide build all enums of `Qt`, a fifth of the time to a first window.
            action.setShortcuts([QKeySequence(key)])
        elif key is not None:
            action.setShortcuts(key)
        action.setStatusTip(tip)
        action.setToolTip(f"{tip} ({action.shortcut().toString()})" if key else tip)
        return action

    def _menu(self, bar: QMenuBar, title: str, actions: list[QAction | None]) -> QMenu:
        menu = bar.addMenu(title)
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        self.menus.append(menu)
        return menu

    def _view_actions(self) -> dict[str, QAction]:
        group = QActionGroup(self)
        actions = {}
        for number, (view, title) in enumerate(VIEW_TITLES.items(), start=1):
            action = self._action(f"&{title}", f"Ctrl+{number}", f"Show the view “{title}”")
            action.setCheckable(True)
            group.addAction(action)
            actions[view] = action
        return actions

    def _theme_actions(self) -> dict[str, QAction]:
        group = QActionGroup(self)
        actions = {}
        for theme, title in _THEMES.items():
            action = self._action(title, None, "Choose how Amends looks")
            action.setCheckable(True)
            group.addAction(action)
            actions[theme] = action
        return actions


def key_text(action: QAction) -> str:
    """Write the key of an action as this system shows it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def plain_text(action: QAction) -> str:
    """Return the text of an action without its mnemonic."""
    return action.text().replace("&", "").replace("…", "")
