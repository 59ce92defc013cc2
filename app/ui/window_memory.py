"""Remember the window's size, the panes, the columns, the theme and when it was closed in a file of their own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.cases_page import CasesPage
    from app.ui.main_window import MainWindow

_VERSION = "2"
"""Raised when columns or panes change, so that an old memory does not misplace the new ones."""


class WindowMemory:
    """Write sizes on closing and take them up again; a damaged file only means the sizes of the first start.

    Attributes:
        worn: `light` or `dark` as the window was last, known before the settings are read; empty at first.
    """

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)
        worn = self._settings.value("worn")
        self.worn = worn if worn in ("light", "dark") else ""

    def restore_window(self, window: MainWindow) -> None:
        """Give the window its last place."""
        window.restoreGeometry(self._bytes("window"))

    def restore_page(self, page: CasesPage) -> None:
        """Give panes and columns their last widths."""
        page.restore_pane_sizes(self._bytes("panes"))
        page.history.table.restore_columns(self._bytes("columns"))

    def keep_window(self, window: MainWindow) -> None:
        """Remember the window's place."""
        self._settings.setValue("version", _VERSION)
        self._settings.setValue("worn", self.worn)
        self._settings.setValue("window", window.saveGeometry())

    def keep_page(self, page: CasesPage) -> None:
        """Remember the widths of panes and columns."""
        self._settings.setValue("panes", page.pane_sizes())
        self._settings.setValue("columns", page.history.table.columns())

    def keep_closing(self, at: datetime) -> None:
        """Remember when the window was closed."""
        self._settings.setValue("closed_at", at.isoformat())

    def closed_at(self) -> datetime | None:
        """Return when the window was closed last; None at the first start and where it cannot be read."""
        value = self._settings.value("closed_at")
        try:
            moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            return None
        return moment if moment is not None and moment.tzinfo is not None else None

    def _bytes(self, key: str) -> QByteArray:
        value = self._settings.value(key) if self._settings.value("version") == _VERSION else None
        return value if isinstance(value, QByteArray) else QByteArray()
