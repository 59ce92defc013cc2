"""The box in which a seller types what to look for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_LONGEST_SEARCH: Final = 200
_CLOSE_CASE: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_E)
"""Where it is a key of line editing, a field would keep it to itself."""


class SearchBox(QLineEdit):
    """Take what the seller looks for; Escape empties it, Down goes to the list."""

    left_downwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Search order, buyer, item, tracking number, any word of a message")
        self.setAccessibleName("Search cases")
        self.setClearButtonEnabled(True)
        self.setMaxLength(_LONGEST_SEARCH)

    def event(self, event: QEvent) -> bool:
        """Leave Close case to the window, and Undo and Redo while there is nothing typed to undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_spare(event):
            event.ignore()
            return False
        return super().event(event)

    def _is_spare(self, event: QKeyEvent) -> bool:
        undo, redo = (event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))
        closes = event.keyCombination() == _CLOSE_CASE
        return closes or (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave or empty the box by the keyboard."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
