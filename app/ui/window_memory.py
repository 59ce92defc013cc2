"""Remember the window's size, the panes and the columns in a file of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QHeaderView, QMainWindow, QSplitter

_VERSION = "1"
"""Raised when columns or panes change, so that an old memory does not misplace the new ones."""


class WindowMemory:
    """Write sizes on closing and take them up again; a damaged file only means the sizes of the first start."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def restore(self, window: QMainWindow, panes: QSplitter, columns: QHeaderView) -> bool:
        """Give everything its last size; False when there is none."""
        if self._settings.value("version") != _VERSION:
            return False
        known = [self._bytes(key) for key in ("window", "panes", "columns")]
        window.restoreGeometry(known[0])
        panes.restoreState(known[1])
        columns.restoreState(known[2])
        return not known[0].isEmpty()

    def keep(self, window: QMainWindow, panes: QByteArray, columns: QHeaderView) -> None:
        """Remember the present sizes; `panes` are those of the wide window."""
        self._settings.setValue("version", _VERSION)
        self._settings.setValue("window", window.saveGeometry())
        self._settings.setValue("panes", panes)
        self._settings.setValue("columns", columns.saveState())
        self._settings.sync()

    @property
    def theme(self) -> str:
        """Return the theme the window wore last, known before the settings are read."""
        theme = self._settings.value("theme")
        return theme if theme in ("light", "dark") else "system"

    @theme.setter
    def theme(self, theme: str) -> None:
        self._settings.setValue("theme", theme)

    def _bytes(self, key: str) -> QByteArray:
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
