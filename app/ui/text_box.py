"""A box for pasted text: Enter goes on, Tab leaves it, and a paste has a limit that it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.lettering import em

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QKeyEvent


class TextBox(QPlainTextEdit):
    """Several lines of plain text of at most `limit` characters; with `enter_goes_on` Shift+Enter makes a line."""

    refused = Signal(int)
    """A paste was too long; how many characters it had."""

    def __init__(self, limit: int, lines: int, parent: QWidget | None = None, *, enter_goes_on: bool = False) -> None:
        super().__init__(parent)
        self.limit = limit
        self._lines = lines
        self._enter_goes_on = enter_goes_on
        self.setTabChangesFocus(True)
        self.setFixedHeight(self._height())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take a paste, unless it is longer than anything a seller would paste here."""
        length = len(source.text())
        if length + len(self.toPlainText()) > self.limit:
            self.refused.emit(length)
            return
        super().insertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the page where it goes on."""
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if self._enter_goes_on and not shifted and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _height(self) -> int:
        return em(self) * self._lines + 2 * self.frameWidth() + 10
