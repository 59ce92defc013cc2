"""Fusion without its gradients, with outlines at 3 to 1 and a focus ring that can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOptionButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOption, QWidget

_RADIUS = 4.0
_State = QStyle.StateFlag
_Part = QStyle.PrimitiveElement
_Role = QPalette.ColorRole
_INDICATORS = frozenset(
    {
        QStyle.PixelMetric.PM_IndicatorWidth,
        QStyle.PixelMetric.PM_IndicatorHeight,
        QStyle.PixelMetric.PM_ExclusiveIndicatorWidth,
        QStyle.PixelMetric.PM_ExclusiveIndicatorHeight,
    }
)


class FlatStyle(QProxyStyle):
    """Draw buttons, fields, check boxes and the focus ring flat, from the palette alone."""

    def __init__(self) -> None:
        super().__init__("fusion")
        self._painters = {
            _Part.PE_PanelButtonCommand: _draw_button,
            _Part.PE_FrameLineEdit: _draw_field_frame,
            _Part.PE_IndicatorCheckBox: _draw_check_box,
            _Part.PE_IndicatorRadioButton: _draw_radio,
            _Part.PE_FrameFocusRect: _draw_focus,
            _Part.PE_Frame: _draw_box_frame,
        }

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw one of the flat parts, or leave it to Fusion."""
        draw = self._painters.get(element)
        if draw is None:
            super().drawPrimitive(element, option, painter, widget)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(option, painter)
        painter.restore()

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Write on the accent of a default button in the colour that is made for it."""
        if element == QStyle.ControlElement.CE_PushButtonLabel and _is_default(option):
            label = QStyleOptionButton(option)  # type: ignore[call-overload]
            palette = QPalette(option.palette)
            palette.setColor(_Role.ButtonText, palette.color(_Role.HighlightedText))
            label.palette = palette
            super().drawControl(element, label, painter, widget)
        else:
            super().drawControl(element, option, painter, widget)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Let check boxes and radio buttons grow with the text."""
        size = super().pixelMetric(metric, option, widget)
        if metric not in _INDICATORS or widget is None:
            return size
        return max(size, round(widget.fontMetrics().height() * 0.85))

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: object = None,  # noqa: N803  Qt's own name
    ) -> int:
        """Leave every hint to Fusion but one: a mnemonic is underlined without Alt, so that it can be found."""
        if hint == QStyle.StyleHint.SH_UnderlineShortcut:
            return 1
        return super().styleHint(hint, option, widget, returnData)  # type: ignore[arg-type]


def _outline(option: QStyleOption) -> QPen:
    focused = bool(option.state & _State.State_HasFocus) and bool(option.state & _State.State_Enabled)
    return QPen(option.palette.color(_Role.Highlight if focused else _Role.Mid), 2.0 if focused else 1.0)


def _inner(option: QStyleOption, pen: QPen) -> QRectF:
    half = pen.widthF() / 2
    return QRectF(option.rect).adjusted(half, half, -half, -half)


def _draw_button(option: QStyleOption, painter: QPainter) -> None:
    default = _is_default(option)
    fill = QColor(option.palette.color(_Role.Highlight if default else _Role.Button))
    if option.state & (_State.State_Sunken | _State.State_On):
        fill = _pressed(fill)
    pen = _outline(option)
    if default and option.state & _State.State_HasFocus:
        pen = QPen(option.palette.color(_Role.WindowText), 2.0)
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(_inner(option, pen), _RADIUS, _RADIUS)


def _is_default(option: QStyleOption) -> bool:
    if not isinstance(option, QStyleOptionButton) or not option.state & _State.State_Enabled:
        return False
    return bool(option.features & QStyleOptionButton.ButtonFeature.DefaultButton)


def _pressed(fill: QColor) -> QColor:
    return fill.darker(115) if fill.lightnessF() > 0.5 else fill.lighter(130)


def _draw_field_frame(option: QStyleOption, painter: QPainter) -> None:
    pen = _outline(option)
    painter.setPen(pen)
    painter.setBrush(QBrush())
    painter.drawRoundedRect(_inner(option, pen), _RADIUS, _RADIUS)


def _draw_box_frame(option: QStyleOption, painter: QPainter) -> None:
    pen = _outline(option)
    pen.setJoinStyle(QtCore.Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(QBrush())
    painter.drawRect(_inner(option, pen))


def _draw_check_box(option: QStyleOption, painter: QPainter) -> None:
    on = bool(option.state & (_State.State_On | _State.State_NoChange))
    box = _square(option)
    _fill_indicator(option, painter, on=on)
    painter.drawRoundedRect(box, 3, 3)
    if option.state & _State.State_On:
        mark = QPainterPath(QPointF(box.left() + box.width() * 0.22, box.center().y()))
        mark.lineTo(box.left() + box.width() * 0.43, box.bottom() - box.height() * 0.25)
        mark.lineTo(box.right() - box.width() * 0.2, box.top() + box.height() * 0.28)
        painter.setPen(QPen(option.palette.color(_Role.HighlightedText), 2.0))
        painter.setBrush(QBrush())
        painter.drawPath(mark)


def _draw_radio(option: QStyleOption, painter: QPainter) -> None:
    on = bool(option.state & _State.State_On)
    box = _square(option)
    _fill_indicator(option, painter, on=on)
    painter.drawEllipse(box)
    if on:
        inset = box.width() * 0.3
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        painter.setBrush(option.palette.color(_Role.HighlightedText))
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def _fill_indicator(option: QStyleOption, painter: QPainter, *, on: bool) -> None:
    enabled = bool(option.state & _State.State_Enabled)
    colour = option.palette.color(_Role.Highlight if on and enabled else _Role.Mid)
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(colour if on else option.palette.color(_Role.Base))


def _square(option: QStyleOption) -> QRectF:
    side = min(option.rect.width(), option.rect.height()) - 2.0
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(option.rect).center())
    return box


def _draw_focus(option: QStyleOption, painter: QPainter) -> None:
    pen = QPen(option.palette.color(_Role.Highlight), 2.0)
    painter.setPen(pen)
    painter.setBrush(QBrush())
    painter.drawRoundedRect(_inner(option, pen), _RADIUS, _RADIUS)
