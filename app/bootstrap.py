"""Put the program together: the only place that sees every layer."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from app.paths import Paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from app.log import Log
    from app.logic.answer import Desk
    from app.logic.cases import CaseBook
    from app.logic.everything import Stored
    from app.logic.privacy import Privacy
    from app.store.repository import SqliteCases
    from app.ui.case_desk import CaseDesk
    from app.ui.deadlines.door import DeadlinesDoor
    from app.ui.desktop import Desktop
    from app.ui.errors import ErrorReporter
    from app.ui.main_window import MainWindow
    from app.ui.privacy_door import PrivacyDoor
    from app.ui.settings.home import SettingsHome
    from app.ui.single_instance import SingleInstance
    from app.ui.tasks import BackgroundTasks
    from app.ui.templates.wording_door import WordingDoor


_BREATH_MS = 10
_ERASING = "erase-everything"
"""The file that says that everything is to be erased."""


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def run_window(data_dir: Path | str | None = None) -> int:
    """Open the main window and return the exit code; a second start on the same folder raises the first window."""
    paths = Paths.from_environment(data_dir)
    from PySide6.QtWidgets import QApplication

    from app.ui.single_instance import SingleInstance

    application = QApplication(sys.argv[:1])
    application.setApplicationName("Amends")
    application.setDesktopFileName("amends")
    instance = SingleInstance(paths.data)
    if instance.raise_first():
        return 0
    program = Program(application, paths, instance)
    program.show()
    return int(application.exec())


class Program:
    """One running Amends: its window first, everything slow behind it."""

    window: MainWindow
    desk: CaseDesk
    tasks: BackgroundTasks
    home: SettingsHome
    desktop: Desktop
    deadlines: DeadlinesDoor
    privacy: PrivacyDoor
    wording: WordingDoor

    def __init__(
        self,
        application: QApplication,
        paths: Paths,
        instance: SingleInstance,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        from app.ui.plain_imports import import_plainly

        import_plainly()
        from app.ui.main_window import MainWindow
        from app.ui.theme import ThemeSwitch
        from app.ui.window_memory import WindowMemory

        self.paths = paths
        self.store = StoredCases(paths, clock)
        self.rules = Rules(paths, clock)
        self.log = CrashLog(paths)
        self._instance = instance
        self._clock = clock
        self._memory = WindowMemory(paths.window_state)
        self._theme = ThemeSwitch(application)
        self._theme.wear(self._memory.worn)  # before there are widgets that would have to change
        self.window = MainWindow(self._memory)

    def show(self) -> None:
        """Show the window, and load the rest once it is on the screen."""
        self.window.painted.connect(self._on_painted)
        self.window.show()

    def _on_painted(self) -> None:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(_BREATH_MS, self.load)  # let the screen have the picture first

    def load(self) -> None:
        """Put the rest together; keys pressed meanwhile wait in the window's queue."""
        from app.ui.case_desk import CaseDesk
        from app.ui.deadlines.door import DeadlinesDoor
        from app.ui.desktop import Desktop, Dresser
        from app.ui.settings.home import SettingsHome
        from app.ui.tasks import BackgroundTasks
        from app.ui.templates.wording_door import WordingDoor

        self.reporter.install()
        self.tasks = BackgroundTasks()
        self.tasks.failed.connect(self._report)
        self.home = SettingsHome(self.paths.settings, self.tasks)
        self.desk = CaseDesk(self.tasks, self.store.open)
        self.desktop = Desktop(
            self.window, self.desk, self.tasks, self.home, self.rules.desk, _folders(self.paths), self._local_now
        )
        rules = (self.rules.desk, self.paths.policies, self._local_now)
        self.deadlines = DeadlinesDoor(self.window, self.tasks, self.home, *rules)
        self.wording = WordingDoor(
            self.window, self.tasks, self.home, self.paths.templates, self._local_now, self._preview_command
        )
        self.window.load(self.desk, self._local_now, self._report)
        Dresser(self.window, self.home, self._theme, self._memory).dress(self.home.current)
        self.window.closing.connect(self.close)  # after those that still have something to store
        self.desktop.get_ready()
        self._look_after_privacy()
        self._hear_of_later_starts()

    @cached_property
    def reporter(self) -> ErrorReporter:
        """Return who shows errors."""
        from app.ui.errors import ErrorReporter

        return ErrorReporter(self.window, self.log.write)

    def close(self) -> None:
        """Finish what is under way and let go of the files."""
        self._instance.close()
        self.tasks.run(self.store.close)
        self.tasks.close()
        self.log.close()

    def _look_after_privacy(self) -> None:
        from app.ui.privacy_door import PrivacyDoor

        self.privacy = PrivacyDoor(
            self.window, self.desk, self.tasks, self.home, self.store.privacy, self._erase_everything
        )
        self.privacy.begin()

    def _erase_everything(self, keep_settings: bool) -> None:
        """Erase all that is stored; called on the background thread, where nothing else is under way."""
        self.log.close()
        self.store.erase_everything(keep_settings=keep_settings)

    def _hear_of_later_starts(self) -> None:
        self._instance.started_again.connect(self._raise)
        # The folder of the socket is made together with the store.
        self.tasks.run(self.paths.make_folders, self._listen, self._stay_alone)

    def _listen(self, _: object) -> None:
        self._instance.listen()

    def _stay_alone(self, _: Exception) -> None:
        """Go without a socket: the list says why the folder cannot be used."""

    def _preview_command(self) -> tuple[str, ...]:
        from app.ui.templates.preview_process import worker_command

        return worker_command(self.paths.data)

    def _raise(self) -> None:
        from PySide6.QtCore import Qt

        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _local_now(self) -> datetime:
        """Return the present moment in the computer's zone."""
        return self._clock().astimezone()

    def _report(self, error: Exception) -> None:
        self.reporter.show(error)


class StoredCases:
    """The case file, opened on the background thread."""

    def __init__(self, paths: Paths, clock: Callable[[], datetime]) -> None:
        self._paths = paths
        self._clock = clock
        self._store: SqliteCases | None = None
        self._privacy: Privacy | None = None

    def open(self) -> CaseBook:
        """Open the stored cases; StoreError when they must not be touched."""
        from app.logic.cases import CaseBook
        from app.logic.channels import load_channels
        from app.logic.privacy import Privacy
        from app.store.repository import open_store

        self._finish_erasing()
        self._paths.make_folders()
        self._store = open_store(self._paths.cases, self._paths.backups, self._clock())
        self._privacy = Privacy(self._store.privacy(self._paths.backups, self._paths.evidence), self._clock)
        channels = load_channels()
        zones = {name: channel.time_zone for name, channel in channels.items()}
        currencies = {name: channel.currency for name, channel in channels.items()}
        return CaseBook(self._store, self._clock, zones, currencies)

    def privacy(self) -> Privacy:
        """Return what erases buyers; StoreError while the cases are not open."""
        if self._privacy is None:
            from app.logic.ports import StoreError

            raise StoreError("The cases are not open.", "Nothing was erased.", "Start Amends again.")
        return self._privacy

    def erase_everything(self, *, keep_settings: bool) -> None:
        """Erase all that is stored; what cannot be erased now goes at the next start."""
        from app.logic.everything import begin_erasing

        begin_erasing(_all_stored(self._paths), keep_settings=keep_settings)
        self.close()
        self._store = self._privacy = None
        self._finish_erasing()

    def _finish_erasing(self) -> None:
        # Looked for without an import: at nearly every start there is nothing.
        if (self._paths.data / _ERASING).exists():
            from app.logic.everything import finish_erasing

            finish_erasing(_all_stored(self._paths))

    def close(self) -> None:
        """Let go of the file."""
        if self._store is not None:
            self._store.close()


class Rules:
    """The desk that answers requests, made once by whoever needs it first."""

    def __init__(self, paths: Paths, clock: Callable[[], datetime]) -> None:
        self._paths = paths
        self._clock = clock
        self._lock = Lock()
        self._desk: Desk | None = None

    def desk(self) -> Desk:
        """Return the desk; the first call reads rules and templates."""
        with self._lock:
            if self._desk is None:
                from app.logic.answer import Desk

                self._desk = Desk(self._paths.templates, self._clock, self._paths.policies)
            return self._desk


class CrashLog:
    """The log file, opened by the first line."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._log: Log | None = None

    def write(self, error: BaseException) -> list[str]:
        """Write an error without its text and return the lines."""
        from app.log import Log, crash_lines

        if self._log is None:
            self._log = Log(self._paths.log)
        self._log.log_crash(error)
        return crash_lines(error)

    def close(self) -> None:
        """Let go of the file."""
        if self._log is not None:
            self._log.close()
            self._log = None


def _folders(paths: Paths) -> dict[str, Path]:
    own = {"Cases": paths.data, "Photos and papers": paths.evidence, "Backups": paths.backups}
    return {**own, "Own templates": paths.templates, "Log": paths.logs}


def _all_stored(paths: Paths) -> Stored:
    from app.logic.everything import Stored

    own = (paths.settings, paths.window_state, paths.templates, paths.policies)
    return Stored(paths.data / _ERASING, (paths.cases, paths.evidence, paths.backups, paths.logs), own)
