"""The three steps: a list at the side, or a line on top when the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from app.ui.lettering import em

STEPS = ("The order", "What happened", "The answer")
NEXT_STEPS = ("The order", "What happened next", "The answer")
"""The steps of a round that begins when something new happened to a case."""


class StepList(QWidget):
    """Show where in the wizard the seller is."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = True, steps: tuple[str, ...] = STEPS) -> None:
        super().__init__(parent)
        self._steps = steps
        self.setAccessibleName("Steps")
        direction = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        self._box = QBoxLayout(direction, self)
        self._box.setContentsMargins(16, 16 if upright else 6, 12, 6)
        self._box.setSpacing(14 if upright else 24)
        self._labels = tuple(QLabel(self) for _ in steps)
        for label in self._labels:
            self._box.addWidget(label)
        self._box.addStretch(1)
        if upright:
            self.setMinimumWidth(max(em(self) * 12, self._widest() + 28))
        self.show_step(1)

    def _widest(self) -> int:
        """Return the width of the longest step while it is marked."""
        font = QFont(self.font())
        font.setBold(True)
        return max(QFontMetrics(font).horizontalAdvance(f"9  {name}") for name in self._steps)

    def show_step(self, step: int) -> None:
        """Mark the present step (1 to 3) and the ones that are done."""
        for place, (label, name) in enumerate(zip(self._labels, self._steps, strict=True), 1):
            label.setText(f"✓  {name}" if place < step else f"{place}  {name}")
            font = label.font()
            font.setBold(place == step)
            label.setFont(font)
            muted = QPalette.ColorRole.PlaceholderText
            label.setForegroundRole(muted if place > step else QPalette.ColorRole.WindowText)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Set the list apart from the page."""
        QPainter(self).fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Shadow))
