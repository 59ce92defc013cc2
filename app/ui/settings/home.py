"""The settings while the program runs: changed at once for everybody, saved in the background."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.logic.settings import Settings, save_settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.ui.tasks import BackgroundTasks


class SettingsHome(QObject):
    """Hold the present settings and keep their file up to date.

    Args:
        problems: sentences about what could not be read from the file.
    """

    changed = Signal(object)
    """The new Settings."""

    save_failed = Signal(object)
    """Why they could not be saved: an Exception; they count until the program ends."""

    def __init__(
        self,
        settings: Settings,
        path: Path,
        tasks: BackgroundTasks,
        problems: Sequence[str] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._path = path
        self._tasks = tasks
        self.problems = tuple(problems)

    @property
    def current(self) -> Settings:
        """Return the settings that count now."""
        return self._settings

    def set(self, **changes: Any) -> None:
        """Change some settings and save them."""
        self.replace(replace(self._settings, **changes))

    def replace(self, settings: Settings) -> None:
        """Take over other settings and save them."""
        if settings == self._settings:
            return
        self._settings = settings
        self._tasks.run(partial(save_settings, self._path, settings), failed=self._on_save_failed)
        self.changed.emit(settings)

    def _on_save_failed(self, error: Exception) -> None:
        self.save_failed.emit(error)
