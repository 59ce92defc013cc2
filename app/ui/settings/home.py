"""The settings while the program runs: changed at once for everybody, saved in the background."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from app.logic.settings import Settings
    from app.ui.tasks import BackgroundTasks


class SettingsHome(QObject):
    """Hold the present settings, read when they are first asked for, and keep their file up to date."""

    changed = Signal(object)
    """The new Settings."""

    save_failed = Signal(object)
    """Why they could not be saved: an Exception; they count until the program ends."""

    def __init__(self, path: Path, tasks: BackgroundTasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._tasks = tasks
        self._settings: Settings | None = None
        self._problems: list[str] = []

    @property
    def current(self) -> Settings:
        """Return the settings that count now."""
        if self._settings is None:
            # Imported here: the window opens before anybody asks.
            from app.logic.settings import load_settings

            self._settings, self._problems = load_settings(self._path)
        return self._settings

    @property
    def problems(self) -> tuple[str, ...]:
        """Return a sentence for everything that could not be read from the file."""
        self.current  # noqa: B018  reads the file
        return tuple(self._problems)

    def set(self, **changes: Any) -> None:
        """Change some settings and save them."""
        self.replace(replace(self.current, **changes))

    def replace(self, settings: Settings) -> None:
        """Take over other settings and save them."""
        from app.logic.settings import save_settings

        if settings == self.current:
            return
        self._settings = settings
        self._tasks.run(partial(save_settings, self._path, settings), failed=self._on_save_failed)
        self.changed.emit(settings)

    def forget(self) -> None:
        """Read the settings anew, as their file is another one or gone."""
        self._settings = None
        self._problems = []
        self.changed.emit(self.current)

    def _on_save_failed(self, error: Exception) -> None:
        self.save_failed.emit(error)
