"""A card of the case: a title over what belongs together."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import scheme_of


class Section(QFrame):
    """Frame one part of a case; a bar on the left marks what is to be done next."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar: str | None = None
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(16, 12, 14, 12)
        self.box.setSpacing(6)
        self.title = plain_label(title, self, scale=1.12, bold=True)
        self.box.addWidget(self.title)
        self.setAccessibleName(title)

    def set_bar(self, colour: str | None) -> None:
        """Draw a bar in one of the scheme's colours (`danger`, `warning`, `accent`), or none."""
        self._bar = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card flat, from the palette."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = scheme_of(self.palette())
        painter.setPen(QPen(QColor(scheme.line), 1))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._bar is not None:
            painter.fillRect(1, 8, 3, self.height() - 16, QColor(getattr(scheme, self._bar)))


def plain_label(
    text: str, parent: QWidget | None = None, *, scale: float = 1.0, bold: bool = False, muted: bool = False
) -> QLabel:
    """Make a label that wraps and shows a name like `<b>` as it is typed."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setBold(bold)
    label.setFont(font)
    if muted:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def selectable_label(text: str, parent: QWidget | None = None, *, scale: float = 1.0, bold: bool = False) -> QLabel:
    """Make a plain label whose text can be marked and copied."""
    label = plain_label(text, parent, scale=scale, bold=bold)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
