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
    """Show `left` beside `right`, or below it under 60 em of window width."""

    narrowed = Signal(bool)

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._right = right
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
        self._box.setDirection(QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(8 if narrow else 20)
        self._right.setFixedWidth(em(self) * RIGHT_EM) if not narrow else self._right.setMinimumWidth(0)
        if narrow:
            self._right.setMaximumWidth(16_777_215)
        self.narrowed.emit(narrow)
