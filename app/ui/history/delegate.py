"""Paint the rows of the case list: two lines, an icon for what is due, a badge for the place of sale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui.history.cells import cell_lines
from app.ui.history.due import Urgency, due_in_words
from app.ui.history.model import Column, RowRole
from app.ui.theme import scheme_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.logic.case import CaseRow
    from app.ui.history.model import Index

_PADDING: Final = 8
_State = QStyle.StateFlag
_Group = QPalette.ColorGroup
_ROLE: Final = QPalette.ColorRole


class CaseDelegate(QStyledItemDelegate):
    """Draw a cell from the palette; what an icon or a colour says, the words say too."""

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock

    def row_height(self, option_font: QFont) -> int:
        """Return the height of two lines and some air."""
        return 2 * _line_height(option_font) + _PADDING + 4

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the width of the text, so that a double click on the column's edge fits it."""
        row: CaseRow | None = index.data(RowRole)
        if row is None:
            return QSize(0, self.row_height(option.font))
        first, second = cell_lines(row, index.column(), self._clock())
        width = max(option.fontMetrics.horizontalAdvance(text) for text in (first, second))
        icon = option.fontMetrics.height() + _PADDING if index.column() == Column.DUE else 0
        return QSize(width + icon + 3 * _PADDING, self.row_height(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row's ground, then the cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index)
        row: CaseRow | None = index.data(RowRole)
        if row is not None:
            self._paint_cell(painter, option, index.column(), row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        # The ring goes around the whole row (by the table), not around one cell of it.
        plain.state &= ~_State.State_HasFocus
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, option.widget)

    def _paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, column: int, row: CaseRow) -> None:
        area = option.rect.adjusted(_PADDING, _PADDING // 2, -_PADDING, -_PADDING // 2)
        selected = bool(option.state & _State.State_Selected)
        colours = _Colours(option.palette, selected=selected)
        lines = cell_lines(row, column, self._clock())
        painter.setFont(option.font)
        if column == Column.DUE:
            urgency = due_in_words(row.due_at, self._clock()).urgency
            area = _paint_due_icon(painter, area, urgency, colours)
            _paint_lines(painter, area, lines, colours.due(urgency), colours.muted, bold=urgency >= Urgency.SOON)
        elif column == Column.CHANNEL:
            _paint_badge(painter, area, lines[0], colours)
        else:
            _paint_lines(painter, area, lines, colours.text, colours.muted)


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


def _paint_lines(
    painter: QPainter, area: QRect, lines: tuple[str, str], first: QColor, second: QColor, *, bold: bool = False
) -> None:
    """Draw one line in the middle, or two; a single line may wrap."""
    font = QFont(painter.font())
    height = _line_height(font)
    top = QRect(area.left(), area.center().y() - height + 1, area.width(), height)
    if not lines[1]:
        _paint_text(painter, area, lines[0], first, bold=bold)
        return
    _paint_text(painter, top, lines[0], first, bold=bold)
    _paint_text(painter, top.translated(0, height), lines[1], second)


def _paint_text(painter: QPainter, area: QRect, text: str, colour: QColor, *, bold: bool = False) -> None:
    font = QFont(painter.font())
    font.setBold(bold)
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(
        area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, "\n".join(_fit(painter, area, text))
    )
    painter.restore()


def _fit(painter: QPainter, area: QRect, text: str) -> list[str]:
    """Break a text into two lines where they have room, and shorten what is still too long."""
    metrics = painter.fontMetrics()
    lines = [text]
    if metrics.horizontalAdvance(text) > area.width() and area.height() >= 2 * metrics.height():
        first = text
        while metrics.horizontalAdvance(first) > area.width() and " " in first:
            first = first.rpartition(" ")[0]
        lines = [first, text[len(first) :].strip()]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width()) for line in lines]


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
    if urgency is Urgency.LATE:
        painter.setPen(QPen(painter.background().color(), 2))
        painter.drawLine(middle - QPointF(0, box.height() * 0.25), middle + QPointF(0, box.height() * 0.06))
        painter.drawPoint(middle + QPointF(0, box.height() * 0.27))
    elif urgency is Urgency.SOON:
        painter.setPen(QPen(colours.due(urgency), 1.5))
        painter.drawLine(middle, middle - QPointF(0, box.height() * 0.3))
        painter.drawLine(middle, middle + QPointF(box.width() * 0.22, 0))


def _paint_badge(painter: QPainter, area: QRect, text: str, colours: _Colours) -> None:
    if not text:
        return
    metrics = painter.fontMetrics()
    words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() - 2 * _PADDING + 4)
    height = metrics.height() + 4
    badge = QRectF(area.left(), area.center().y() - height / 2, metrics.horizontalAdvance(words) + 12, height)
    painter.setPen(QPen(colours.muted, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(badge, 4, 4)
    painter.setPen(colours.text)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)


def _line_height(font: QFont) -> int:
    from PySide6.QtGui import QFontMetrics

    return QFontMetrics(font).height()
