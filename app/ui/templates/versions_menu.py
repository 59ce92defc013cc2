"""The earlier versions of a template, each under its time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

if TYPE_CHECKING:
    from app.logic.wording.own_templates import OwnTemplates, Version


class VersionsMenu(QPushButton):
    """Offer the versions that were replaced; one that is chosen goes into the field, to be looked at and saved."""

    text_chosen = Signal(str)

    def __init__(self, own: OwnTemplates, parent: QWidget | None = None) -> None:
        super().__init__("Earlier &versions", parent)
        self._own = own
        self.setAutoDefault(False)
        self.setToolTip("What you had saved before; the last 20 of each template are kept")
        self.setMenu(QMenu(self))

    def show_versions(self, language: str, name: str) -> None:
        """Offer the versions of a template."""
        menu = self.menu()
        menu.clear()
        versions = self._own.versions(language, name) if name else ()
        for version in versions:
            # With seconds: two versions of one minute have to be told apart.
            action = menu.addAction(version.moment.astimezone().strftime("%Y-%m-%d %H:%M:%S"))
            action.triggered.connect(partial(self._on_chosen, version))
        self.setEnabled(bool(versions))

    def _on_chosen(self, version: Version, _checked: bool = False) -> None:
        try:
            self.text_chosen.emit(self._own.version_text(version))
        except ValueError:
            self.setEnabled(False)  # somebody took the file away meanwhile
