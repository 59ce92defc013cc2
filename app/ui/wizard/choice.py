"""One answer to choose, with its digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QRadioButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QMouseEvent

_ARROWS: Mapping[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class Choice(QRadioButton):
    """One answer to choose; a click takes it at once, an arrow key only moves to it."""

    taken = Signal(str)
    moved = Signal(int)

    def __init__(self, value: str, words: str, digit: int, parent: QWidget) -> None:
        super().__init__(f"{digit}   {words}".replace("&", "&&"), parent)
        self.value = value
        self.setAccessibleName(words)
        self.setAccessibleDescription(f"Key {digit}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows choose; Qt's own only move the focus while nothing is chosen yet."""
        step = _ARROWS.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the answer that was clicked."""
        super().mouseReleaseEvent(event)
        if self.isChecked() and self.rect().contains(event.position().toPoint()):
            self.taken.emit(self.value)
