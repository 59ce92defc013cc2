"""Beside the tracking question: copy the number, open the carrier's page. Nothing is opened without a click."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui.lettering import muted

if TYPE_CHECKING:
    from app.logic.carriers import Carrier


def tracking_address(carrier: Carrier | None, number: str) -> str | None:
    """Return the address of the carrier's page for a number, as far as it is known."""
    if carrier is None or not carrier.tracking_page.startswith("https://"):
        return None
    return carrier.tracking_page.replace("{number}", quote(number, safe=""))


class TrackingBar(QWidget):
    """The tracking number with its two buttons."""

    def __init__(self, carrier: Carrier | None, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._address = tracking_address(carrier, number)
        name = carrier.name if carrier else "Tracking"
        self.copy = QPushButton("Copy &number", self)
        self.open = QPushButton("&Open tracking page", self)
        self.open.setVisible(self._address is not None)
        self.open.setToolTip(f"Opens {self._address} in your browser" if self._address else "")
        for button in (self.copy, self.open):
            button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        label = muted(f"{name} {number}", self)
        label.setWordWrap(False)
        for widget in (label, self.copy, self.open):
            row.addWidget(widget)
        row.addStretch(1)
        self.copy.clicked.connect(self._on_copy)
        self.open.clicked.connect(self._on_open)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._number)

    def _on_open(self) -> None:
        if self._address is not None:
            QDesktopServices.openUrl(QUrl(self._address))
