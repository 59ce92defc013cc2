"""A check box whose text breaks into lines instead of widening the card around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_GAP = 6
_AIR = 4
_RING = 3
_SLACK = 6
_LEAST_LETTERS = 8
_FLAGS = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value | Qt.TextFlag.TextWordWrap.value


class WrappingTick(QCheckBox):
    """A tick and its words; a click on either of them ticks, and a screen reader hears all of the words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Grow downwards."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need in a width."""
        return max(self._text_box(width).height(), self._box_side()) + _AIR

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        width = self._indent() + self.fontMetrics().horizontalAdvance(self.text()) + _SLACK
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Need no more than the longest word."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        least = max(longest, _LEAST_LETTERS * metrics.averageCharWidth())
        return QSize(self._indent() + least + _SLACK, metrics.height() + _AIR)

    def hitButton(self, pos: QPoint) -> bool:
        """Let the words be clicked like the box."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and words; the ring goes around the words, as on any other box."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        side, line = self._box_side(), self.fontMetrics().height()
        option.rect = QRect(1, (_AIR + line - side) // 2, side, side)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, option, painter, self)
        words = self._text_box(self.width()).translated(0, _AIR // 2)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(words.adjusted(0, 0, 1, 1), _FLAGS, self.text())
        if self.hasFocus():
            option.rect = words.adjusted(-_RING, -1, _RING, 1)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)

    def _text_box(self, width: int) -> QRect:
        room = QRect(self._indent(), 0, max(1, width - self._indent() - _RING), 1_000_000)
        return self.fontMetrics().boundingRect(room, _FLAGS, self.text())

    def _indent(self) -> int:
        return self._box_side() + _GAP + 1

    def _box_side(self) -> int:
        return self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self)
