"""Cards: a quiet box with a title, one that folds, and one whose coloured edge says how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.lettering import em, heading
from app.ui.theme import scheme_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QLayout

_RADIUS = 6.0
_EDGE = 4.0
_WRAPPED = Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextShowMnemonic.value


class Card(QFrame):
    """A box on the page; `tone` colours its left edge: accent, good, warning, danger or none."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: str | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 10, 14, 10)
        self.body.setSpacing(6)
        self.title = heading(title, self, size=1.0)
        self.title.setVisible(bool(title))
        self.body.addWidget(self.title)

    def set_tone(self, tone: str | None) -> None:
        """Colour the left edge, or take the colour away."""
        self._tone = tone
        self.update()

    def set_title(self, title: str) -> None:
        """Change the title."""
        self.title.setText(title)
        self.title.setVisible(bool(title))

    def clear(self) -> None:
        """Remove everything below the title."""
        clear_layout(self.body, keep=1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box from the palette."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = scheme_of(self.palette())
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(scheme.line), 1))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if self._tone is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(scheme, self._tone)))
            painter.drawRoundedRect(QRectF(0.5, 6, _EDGE, max(0, self.height() - 12)), 2, 2)


class FoldToggle(QAbstractButton):
    """The title of a card that folds, with an arrow that points down while it is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        font = self.font()
        font.setBold(True)
        self.setFont(font)

    def sizeHint(self) -> QSize:
        """Leave room for the arrow and the text; a long text goes on below before it widens the card."""
        return QSize(em(self) * 8, em(self) + 6)

    def hasHeightForWidth(self) -> bool:
        """Grow downwards."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the text needs in a width."""
        room = QRect(0, 0, max(1, self._room(width)), 1_000_000)
        return max(em(self), self.fontMetrics().boundingRect(room, _WRAPPED, self.text()).height()) + 6

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw arrow and text, and a ring when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, size = self.palette(), em(self)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.WindowText), 1.6))
        middle = QPointF(size * 0.4, 3 + size / 2)
        painter.drawPolyline(self._arrow(middle, size * 0.22))
        room = QRect(self.width() - 4 - self._room(self.width()), 3, self._room(self.width()), self.height() - 3)
        painter.drawText(room, _WRAPPED, self.text())
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def _room(self, width: int) -> int:
        return width - 4 - round(em(self) * 1.1)

    def _arrow(self, middle: QPointF, reach: float) -> list[QPointF]:
        if self.isChecked():
            offsets = ((-reach, -reach / 2), (0.0, reach / 2), (reach, -reach / 2))
        else:
            offsets = ((-reach / 2, -reach), (reach / 2, 0.0), (-reach / 2, reach))
        return [middle + QPointF(x, y) for x, y in offsets]


class FoldCard(Card):
    """A card whose content folds away under its title."""

    folded = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None, *, is_open: bool = True) -> None:
        super().__init__("", parent)
        self.toggle = FoldToggle(self)
        self.content = QWidget(self)
        self.inside = QVBoxLayout(self.content)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(6)
        self.body.addWidget(self.toggle)
        self.body.addWidget(self.content)
        self.toggle.toggled.connect(self._on_toggled)
        self.set_title(title)
        self.set_open(is_open)

    def set_title(self, title: str) -> None:
        """Change the title and what a screen reader says."""
        self.toggle.setText(title)
        self.toggle.setAccessibleName(title)

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold the content."""
        self.toggle.setChecked(is_open)
        self._on_toggled(is_open)

    def clear(self) -> None:
        """Remove the content."""
        clear_layout(self.inside)

    def _on_toggled(self, is_open: bool) -> None:
        self.content.setVisible(is_open)
        self.folded.emit(not is_open)


class LinkButton(QToolButton):
    """A button that looks like a link and is reached by Tab like any other."""

    def __init__(self, text: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(accessible)
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        font = self.font()
        font.setUnderline(True)
        self.setFont(font)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text in the link colour, with a ring when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole
        painter.setPen(self.palette().color(role.Link if self.isEnabled() else role.PlaceholderText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(role.Highlight), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def sizeHint(self) -> QSize:
        """Leave room for the text and the focus ring."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 10, metrics.height() + 6)

    def minimumSizeHint(self) -> QSize:
        """Never cut the text off."""
        return self.sizeHint()


class Row(QWidget):
    """A text, and what belongs at its right end, on one line."""

    def __init__(self, label: QLabel, *right: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        for widget in right:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)


def clear_layout(layout: QLayout, keep: int = 0) -> None:
    """Remove every widget after the first `keep` of a layout that holds widgets only."""
    for place in range(layout.count() - 1, keep - 1, -1):
        item = layout.itemAt(place)
        widget = item.widget() if item is not None else None
        if widget is not None:
            layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
