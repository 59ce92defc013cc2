"""Bars with their words and numbers, drawn by pyqtgraph; imported when the first picture is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pyqtgraph as pg  # type: ignore[import-untyped]
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen
from PySide6.QtWidgets import QGraphicsView, QSizePolicy, QWidget

from app.ui.theme import scheme_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_THICKNESS: Final = 0.8
"""How much of a line its bars take."""
_FILLED: Final = 0.92
"""How much of its share a bar fills, so that two beside each other stay apart."""
_LONGEST_LABEL_EMS: Final = 12
_LABEL_SHARE: Final = 0.35
"""The share of a broad picture that its labels may take beyond that."""
_GAP: Final = 6.0
"""Pixels between a bar and its number, which the text item keeps clear on both sides."""
_CHANGES: Final = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)


class Series(NamedTuple):
    """The bars of one kind: their lengths, what stands at their ends, and their colour by its name in the theme.

    A line without a length has its number only.
    """

    title: str
    values: tuple[int | None, ...]
    texts: tuple[str, ...]
    tone: str


class BarView(pg.GraphicsView):  # type: ignore[misc]  # the library is not typed
    """Draw one to a few series side by side, a line for each label, the first on top; nothing in it can be moved."""

    _series: tuple[Series, ...] = ()
    """Of the class at first: the library resizes the view before it is made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._labels: tuple[str, ...] = ()
        self._has_labels = True
        self._drawn: list[pg.GraphicsObject] = []
        # A picture, no control: a wheel over it scrolls the page, a click opens no menu, Tab goes past it.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAntialiasing(True)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)  # a kept background would keep its colour as well
        self._axis = pg.AxisItem("left", maxTickLength=0)
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, invertY=True, defaultPadding=0)
        self._axis.linkToView(self._box)
        grid = self.centralLayout
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addItem(self._axis, 0, 0)
        grid.addItem(self._box, 0, 1)

    def draw(self, labels: Sequence[str], series: Sequence[Series], *, has_labels: bool) -> None:
        """Show these bars in the palette and font that are worn now."""
        self._labels, self._series, self._has_labels = tuple(labels), tuple(series), has_labels
        self._redraw()

    def changeEvent(self, event: QEvent) -> None:
        """Wear another theme or text size at once."""
        super().changeEvent(event)
        if event.type() in _CHANGES and self._series:
            self._redraw()

    def _redraw(self) -> None:
        for item in self._drawn:
            self._box.removeItem(item)
        self._drawn = []
        self._draw_axis()
        for place, one in enumerate(self._series):
            self._draw_series(place, one)
        self._fit()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep room for the numbers, whose width does not shrink with the bars."""
        super().resizeEvent(event)
        if self._series:
            self._fit()

    def _draw_axis(self) -> None:
        metrics = QFontMetricsF(self.font())
        longest = max(_LONGEST_LABEL_EMS * metrics.height(), _LABEL_SHARE * self.width())
        shown = [metrics.elidedText(label, Qt.TextElideMode.ElideRight, longest) for label in self._labels]
        self._axis.setVisible(self._has_labels)
        width = max((metrics.horizontalAdvance(label) for label in shown), default=0) + 3 * _GAP
        self._axis.setWidth(width if self._has_labels else 0)
        self._axis.setStyle(tickFont=self.font(), tickTextOffset=int(_GAP), tickLength=0, tickAlpha=0)
        self._axis.setTicks([list(enumerate(shown))])
        self._axis.setTextPen(self._colour("text"))
        self._axis.setPen(QPen(Qt.PenStyle.NoPen))
        self._add(pg.InfiniteLine(0, angle=90, pen=QPen(self._colour("edge"), 0)))

    def _draw_series(self, place: int, series: Series) -> None:
        thickness = _THICKNESS / len(self._series)
        first = -_THICKNESS / 2 + thickness * (place + 0.5)
        middles = [line + first for line in range(len(series.values))]
        lengths = [float(value or 0) for value in series.values]
        look = {"pen": QPen(Qt.PenStyle.NoPen), "brush": self._colour(series.tone)}
        self._add(pg.BarGraphItem(x0=0.0, width=lengths, y=middles, height=_FILLED * thickness, **look))
        for length, text, middle in zip(lengths, series.texts, middles, strict=True):
            self._add_number(text, max(0.0, length), middle)

    def _add_number(self, text: str, x: float, y: float) -> None:
        number = pg.TextItem(text, color=self._colour("text"), anchor=(0, 0.5))
        number.setFont(self.font())
        number.setPos(x, y)
        self._add(number)

    def _add(self, item: pg.GraphicsObject) -> None:
        self._box.addItem(item, ignoreBounds=True)
        self._drawn.append(item)

    def _fit(self) -> None:
        """Let the longest bar end where its number still fits."""
        metrics = QFontMetricsF(self.font())
        texts = [text for series in self._series for text in series.texts]
        room = max((metrics.horizontalAdvance(text) for text in texts), default=0) + 3 * _GAP
        width = max(self.width() - (self._axis.width() if self._has_labels else 0), room + 1)
        values = [value or 0 for series in self._series for value in series.values]
        most, least = max([0, *values]), min([0, *values])
        span = max(1, most - least) * width / max(width - room, 1)
        self._box.setRange(xRange=(least, least + span), yRange=(-0.5, len(self._labels) - 0.5), padding=0)

    def _colour(self, tone: str) -> QColor:
        return QColor(getattr(scheme_of(self.palette()), tone))
