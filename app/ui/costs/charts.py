"""The pictures of the cost page: cases, net cost, and refunds against what came back, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui.costs.bars import BarView, Series
from app.ui.costs.words import BY_TITLES, SUM_TITLES, amount_words, line_title
from app.ui.lettering import em, plain
from app.ui.theme import scheme_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from app.logic.costs import CostBy, CostLine

_LINE_EMS: Final = 1.85
"""The least height of a line: two bars with a number each."""
_MOST_LINE_EMS: Final = 3.2
_SIDE_BY_SIDE_EMS: Final = 50
"""From this width on the pictures stand side by side and share their labels."""
_PICTURES: Final = ((("Cases", "edge"),), (("Net cost", "danger"),), (("Refunds", "warning"), ("Came back", "accent")))
"""The series of each picture and their colours; amber and blue also differ to those who cannot tell red from green."""
_SUMS: Final[dict[str, Callable[[CostLine], int]]] = {
    "Cases": lambda line: line.cases,
    "Net cost": lambda line: line.net,
    "Refunds": lambda line: line.refunded,
    "Came back": lambda line: line.recovered,
}


class CostCharts(QScrollArea):
    """Show lines as bars; where there is no room, one picture stands below the other and the page scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: tuple[str, ...] = ()
        self._series: tuple[tuple[Series, ...], ...] = ()
        self._is_wide = True
        self._inside = QWidget(self)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.pictures = tuple(CostPicture(self._inside) for _ in _PICTURES)
        for picture in self.pictures:
            self._box.addWidget(picture)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("What it costs, as pictures")

    def show_lines(self, lines: Sequence[CostLine], by: CostBy, currency: str | None) -> None:
        """Draw these lines, the first on top."""
        self._labels = tuple(line_title(line, by) for line in lines)
        self._series = tuple(
            tuple(_series(title, tone, lines, currency) for title, tone in picture) for picture in _PICTURES
        )
        for picture in self.pictures:
            picture.view.setAccessibleName(f"By {BY_TITLES[by].lower()}")
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pictures side by side or one below the other."""
        super().resizeEvent(event)
        wide = event.size().width() >= _SIDE_BY_SIDE_EMS * em(self)
        if wide != self._is_wide:
            self._is_wide = wide
            if self._series:
                self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text size changed; colours and letters are the views' own matter."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._series:
            self._draw()

    def _draw(self) -> None:
        direction = QBoxLayout.Direction.LeftToRight if self._is_wide else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(direction)
        self._box.setSpacing(em(self))
        for place, (picture, series) in enumerate(zip(self.pictures, self._series, strict=True)):
            has_labels = place == 0 or not self._is_wide
            self._box.setStretch(place, 4 if has_labels and self._is_wide else 3)
            picture.draw(self._labels, series, has_labels=has_labels)


class CostPicture(QWidget):
    """One picture below the names and colours of its series."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = BarView(self)
        self._legend = QHBoxLayout()
        self._swatches: list[Swatch] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._legend)
        box.addWidget(self.view, 1)
        box.addStretch(0)

    def draw(self, labels: Sequence[str], series: Sequence[Series], *, has_labels: bool) -> None:
        """Draw the bars; a screen reader is told the same line by line."""
        if not self._swatches:
            self._add_legend(series)
        height = len(labels) * em(self)
        self.view.setMinimumHeight(round(_LINE_EMS * height))
        self.view.setMaximumHeight(round(_MOST_LINE_EMS * height))
        self.view.draw(labels, series, has_labels=has_labels)
        self.view.setAccessibleDescription(_spoken(labels, series))

    def _add_legend(self, series: Sequence[Series]) -> None:
        for one in series:
            self._swatches.append(Swatch(one.tone, self))
            self._legend.addWidget(self._swatches[-1])
            self._legend.addWidget(plain(one.title, self))
        self._legend.addStretch(1)


class Swatch(QWidget):
    """A square in the colour of a series."""

    def __init__(self, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Be a little smaller than the letters beside it."""
        side = round(0.7 * em(self))
        return QSize(side, side)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Fill the square."""
        QPainter(self).fillRect(self.rect(), QColor(getattr(scheme_of(self.palette()), self._tone)))


def _series(title: str, tone: str, lines: Sequence[CostLine], currency: str | None) -> Series:
    sums = [_SUMS[title](line) for line in lines]
    is_count = title == SUM_TITLES[0]
    texts = tuple(f"{value:,}" if is_count else amount_words(value, currency) for value in sums)
    # The sum of many lines has no bar: it would dwarf the lines that a picture is there to compare.
    lengths = tuple(None if line.merged else value for line, value in zip(lines, sums, strict=True))
    return Series(title, lengths, texts, tone)


def _spoken(labels: Sequence[str], series: Sequence[Series]) -> str:
    lines = (
        f"{label}: {', '.join(f'{one.title} {one.texts[place]}' for one in series)}"
        for place, label in enumerate(labels)
    )
    return "; ".join(lines)
