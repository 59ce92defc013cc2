"""A word in a frame that a click or a key takes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Chip(QPushButton):
    """Show one thing that is set; pressing it, Delete or Backspace removes it."""

    removed = Signal(object)
    """What the chip stood for."""

    def __init__(self, text: str, meaning: object, parent: QWidget | None = None) -> None:
        super().__init__(f"{text.replace('&', '&&')}  ✕", parent)
        self._meaning = meaning
        self.setAccessibleName(f"{text}, remove")
        self.setToolTip("Click to remove")
        self.setAutoDefault(False)
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove it with Delete or Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
            return
        super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        self.removed.emit(self._meaning)
