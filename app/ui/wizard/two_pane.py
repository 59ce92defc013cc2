"""A page in two columns that becomes one when the window is narrow: the right one folds to a strip on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from app.ui.lettering import em

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

NARROW_EM = 60
RIGHT_EM = 19
STRIP_EM = 10
_ANY = 16_777_215
"""Qt's own word for no limit (QWIDGETSIZE_MAX)."""


def scrolled(content: QWidget) -> QScrollArea:
    """Wrap content so that nothing is cut off when the window is small or the text large."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # Base is white: the page shows through instead.
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


class TwoPane(QWidget):
    """Show `left` beside `right`, or one above the other under 60 em of window width."""

    narrowed = Signal(bool)

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None, *, strip_on_top: bool) -> None:
        super().__init__(parent)
        self._right = right
        direction = QBoxLayout.Direction
        self._stacked = direction.BottomToTop if strip_on_top else direction.TopToBottom
        self._is_narrow: bool | None = None
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(20)
        self._box.addWidget(left, 1)
        self._box.addWidget(right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change the arrangement when the window crosses the limit."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._is_narrow = None
            self._arrange()

    def _arrange(self) -> None:
        narrow = self.window().width() < NARROW_EM * em(self)
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        self._box.setDirection(self._stacked if narrow else QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(8 if narrow else 20)
        width = em(self) * RIGHT_EM
        self._right.setMinimumWidth(0 if narrow else width)
        self._right.setMaximumWidth(_ANY if narrow else width)
        # A strip on top folds by itself; what lies below scrolls in the room that the message leaves.
        below = narrow and self._stacked == QBoxLayout.Direction.TopToBottom
        self._right.setMaximumHeight(em(self) * STRIP_EM if below else _ANY)
        self.narrowed.emit(narrow)
