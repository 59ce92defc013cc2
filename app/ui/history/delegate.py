"""Paint the rows of the case list: a few lines, an icon for what is due, a badge for the place of sale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.history.due import Urgency
from app.ui.history.model import Column, LinesRole, UrgencyRole
from app.ui.theme import scheme_of

if TYPE_CHECKING:
    from app.ui.history.model import Index

_PADDING: Final = 8
_State = QStyle.StateFlag
_Group = QPalette.ColorGroup
_ROLE: Final = QPalette.ColorRole


class CaseDelegate(QStyledItemDelegate):
    """Draw a cell from the palette; what an icon or a colour says, the words say too."""

    lines = 2
    """How many lines of text a row has room for."""

    def row_height(self, option_font: QFont) -> int:
        """Return the height of the lines and some air."""
        return self.lines * QFontMetrics(option_font).height() + _PADDING + 4

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the width of the text, so that a double click on the column's edge fits it."""
        texts = index.data(LinesRole) or ("",)
        width = max(option.fontMetrics.horizontalAdvance(text) for text in texts)
        icon = option.fontMetrics.height() + _PADDING if index.column() == Column.DUE else 0
        return QSize(width + icon + 3 * _PADDING, self.row_height(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row's ground, then the cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index)
        texts: tuple[str, str] | None = index.data(LinesRole)
        if texts is not None:
            self._paint_cell(painter, option, index, texts)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        # The ring goes around the whole row (by the table), not around one cell of it.
        plain.state &= ~_State.State_HasFocus
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, option.widget)

    def _paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, texts: tuple[str, str]
    ) -> None:
        area = option.rect.adjusted(_PADDING, _PADDING // 2, -_PADDING, -_PADDING // 2)
        colours = _Colours(option.palette, selected=bool(option.state & _State.State_Selected))
        painter.setFont(option.font)
        if index.column() == Column.CHANNEL:
            shown = badge_text(texts[0], option.font, option.rect.width())
            _paint_badge(painter, area.adjusted(-_PADDING // 2, 0, 0, 0), shown, colours)
            return
        urgency = Urgency.NONE
        if index.column() == Column.DUE:
            urgency = index.data(UrgencyRole)
            area = _paint_due_icon(painter, area, urgency, colours)
        _paint_texts(painter, area, fit(texts, option.font, area.width(), self.lines), colours, urgency)


def fit(texts: tuple[str, str], font: QFont, width: int, lines: int) -> tuple[list[str], list[str]]:
    """Break both texts of a cell into the lines there are, and shorten what is still too long."""
    metrics = QFontMetrics(font)
    below = _broken(texts[1], metrics, width, lines - 1)
    return _broken(texts[0], metrics, width, lines - len(below)), below


def _broken(text: str, metrics: QFontMetrics, width: int, lines: int) -> list[str]:
    """Break a text between words into at most so many lines; the last one is cut where it does not end."""
    found: list[str] = []
    while text and len(found) < lines - 1 and metrics.horizontalAdvance(text) > width:
        first = text
        while metrics.horizontalAdvance(first) > width and " " in first:
            first = first.rpartition(" ")[0]
        found.append(_cut(first, metrics, width))
        text = text[len(first) :].strip()
    return [*found, _cut(text, metrics, width)] if text else found


def _cut(line: str, metrics: QFontMetrics, width: int) -> str:
    # Asked only where it is needed: eliding rounds up, and would cut what just fits.
    fits = metrics.horizontalAdvance(line) <= width
    return line if fits else metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)


class _Colours:
    """The colours of one cell."""

    def __init__(self, palette: QPalette, *, selected: bool) -> None:
        scheme = scheme_of(palette)
        self.text = palette.color(_ROLE.HighlightedText if selected else _ROLE.Text)
        self.muted = self.text if selected else QColor(scheme.muted)
        self._late = self.text if selected else QColor(scheme.danger)
        self._soon = self.text if selected else QColor(scheme.warning)

    def due(self, urgency: Urgency) -> QColor:
        """Return the colour that goes with an urgency."""
        return {Urgency.LATE: self._late, Urgency.SOON: self._soon}.get(urgency, self.text)


def _paint_texts(
    painter: QPainter, area: QRect, texts: tuple[list[str], list[str]], colours: _Colours, urgency: Urgency
) -> None:
    """Draw the lines of a cell around its middle; the ones below step back."""
    height = painter.fontMetrics().height()
    count = len(texts[0]) + len(texts[1])
    line = QRect(area.left(), area.center().y() - count * height // 2 + 1, area.width(), height)
    bold = QFont(painter.font())
    bold.setBold(urgency >= Urgency.SOON)
    for place, text in enumerate((*texts[0], *texts[1])):
        is_first = place < len(texts[0])
        painter.save()
        painter.setFont(bold if is_first else painter.font())
        painter.setPen(colours.due(urgency) if is_first else colours.muted)
        painter.drawText(line.translated(0, place * height), Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


def _paint_due_icon(painter: QPainter, area: QRect, urgency: Urgency, colours: _Colours) -> QRect:
    """Draw a filled mark, a clock or a ring, and return what is left of the cell."""
    side = painter.fontMetrics().ascent()
    box = QRectF(area.left(), area.center().y() - side / 2 + 1, side, side)
    if urgency is not Urgency.NONE:
        colour = colours.due(urgency)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if urgency is Urgency.LATE else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        _paint_mark(painter, box, urgency, colours)
    return area.adjusted(side + _PADDING - 1, 0, 0, 0)


def _paint_mark(painter: QPainter, box: QRectF, urgency: Urgency, colours: _Colours) -> None:
    middle = box.center()
    if urgency is Urgency.PUT_OFF:
        half = QPointF(0, box.height() * 0.2)
        for side in (QPointF(-box.width() * 0.12, 0), QPointF(box.width() * 0.12, 0)):
            painter.drawLine(middle + side - half, middle + side + half)
    elif urgency is Urgency.LATE:
        painter.setPen(QPen(painter.background().color(), 2))
        painter.drawLine(middle - QPointF(0, box.height() * 0.25), middle + QPointF(0, box.height() * 0.06))
        painter.drawPoint(middle + QPointF(0, box.height() * 0.27))
    elif urgency is Urgency.SOON:
        painter.setPen(QPen(colours.due(urgency), 1.5))
        painter.drawLine(middle, middle - QPointF(0, box.height() * 0.3))
        painter.drawLine(middle, middle + QPointF(box.width() * 0.22, 0))


def badge_text(text: str, font: QFont, width: int) -> str:
    """Shorten the name of a place of sale to what its badge has room for in a column."""
    return _cut(text, QFontMetrics(font), width - 2 * _PADDING - 4)


def _paint_badge(painter: QPainter, area: QRect, text: str, colours: _Colours) -> None:
    if not text:
        return
    metrics = painter.fontMetrics()
    height = metrics.height() + 4
    badge = QRectF(area.left(), area.center().y() - height / 2, metrics.horizontalAdvance(text) + 12, height)
    painter.setPen(QPen(colours.muted, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(badge, 4, 4)
    painter.setPen(colours.text)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
