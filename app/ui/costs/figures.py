"""The sums of the cost page in large letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.costs.words import SUM_TITLES, sum_words
from app.ui.flow_layout import FlowLayout
from app.ui.lettering import em, heading, muted

if TYPE_CHECKING:
    from app.logic.costs import CostLine


class CostFigures(QWidget):
    """Show what all lines come to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers = tuple(heading("", self, size=1.3) for _ in SUM_TITLES)
        flow = FlowLayout(self, spacing=2 * em(self))
        for title, number in zip(SUM_TITLES, self.numbers, strict=True):
            number.setWordWrap(False)
            block = QWidget(self)
            box = QVBoxLayout(block)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
            name = muted(title, block)
            name.setWordWrap(False)
            box.addWidget(name)
            box.addWidget(number)
            flow.addWidget(block)

    def show_total(self, total: CostLine, currency: str | None) -> None:
        """Show other sums."""
        for title, number, text in zip(SUM_TITLES, self.numbers, sum_words(total, currency), strict=True):
            number.setText(text)
            number.setAccessibleName(f"{title}: {text}")
        self.updateGeometry()
