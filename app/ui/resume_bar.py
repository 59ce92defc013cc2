"""A quiet bar at the start: go on where you stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.ui.lettering import plain

if TYPE_CHECKING:
    from app.logic.case import Case


class ResumeBar(QFrame):
    """Offer to go on with an unfinished case."""

    accepted = Signal(object)
    """The Case to go on with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self.text = plain("", self)
        self.go_on = QPushButton("Go on with it", self)
        self.later = QPushButton("Not now", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self.text, 1)
        for button in (self.go_on, self.later):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.go_on.clicked.connect(self._on_go_on)
        self.later.clicked.connect(self.hide)
        self.hide()

    def offer(self, case: Case | None) -> None:
        """Offer a case, or nothing."""
        self._case = case
        if case is None:
            self.hide()
            return
        row = case.row
        which = " · ".join(filter(None, (row.order_number, row.buyer_name, row.item))) or "without an order number"
        self.text.setText(f"You stopped in the middle of a case: {which}. Nothing of it is lost.")
        self.show()

    def _on_go_on(self) -> None:
        self.hide()
        if self._case is not None:
            self.accepted.emit(self._case)
