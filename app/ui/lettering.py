"""Labels in the few sizes and tones the window uses."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget


def heading(text: str, parent: QWidget | None = None, *, size: float = 1.5) -> QLabel:
    """Return a bold line `size` times as large as the text."""
    label = plain(text, parent)
    font = label.font()
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * size)
    label.setFont(font)
    return label


def plain(text: str, parent: QWidget | None = None) -> QLabel:
    """Return wrapping text; what a buyer wrote is never taken for markup."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def muted(text: str, parent: QWidget | None = None) -> QLabel:
    """Return wrapping text that steps back."""
    label = plain(text, parent)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def selectable(label: QLabel) -> QLabel:
    """Let the text of a label be marked and copied, and return the label."""
    by = Qt.TextInteractionFlag
    label.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
    return label


def wrong(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return the sentence under a field that says what is wrong with it; hidden while empty."""
    label = plain(text, parent)
    label.setForegroundRole(QPalette.ColorRole.BrightText)
    label.setVisible(bool(text))
    return label


def tell(label: QLabel, text: str) -> None:
    """Show a sentence, or hide its label when there is none."""
    label.setText(text)
    label.setVisible(bool(text))


def em(widget: QWidget) -> int:
    """Return the height of the widget's letters in pixels, the measure for widths."""
    return max(1, widget.fontMetrics().height())
