"""Put a text on the clipboard and make sure that it arrived there."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication


def copy_text(text: str) -> bool:
    """Copy exactly this text; False when the clipboard holds something else afterwards."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(text)
    # Wayland drops what a window without focus writes, and says nothing.
    return clipboard.text().replace("\r\n", "\n") == text
