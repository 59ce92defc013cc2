"""The line above the values: search, place of sale, and how sure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app.ui.deadlines.chosen import CARRIER, LAW, SHOWN, Wish
from app.ui.deadlines.words import place_name
from app.ui.lettering import em

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.logic.policy_table import PolicyRow

_BESIDE = frozenset({LAW, CARRIER})


class SearchBar(QWidget):
    """Tell what the seller wants to see; at first the places they sell at, everything that is known of them."""

    wish_changed = Signal(object)
    """The new Wish."""

    def __init__(self, channels_used: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._used = frozenset(channels_used) | _BESIDE if channels_used else frozenset()
        self.line = QLineEdit(self)
        self.line.setPlaceholderText("Search: refund, claim, amazon.de, 30 days …")
        self.line.setAccessibleName("Search the values")
        self.line.setClearButtonEnabled(True)
        self.places = QComboBox(self)
        self.places.setAccessibleName("Place of sale")
        self.shown = QComboBox(self)
        self.shown.setAccessibleName("Which values")
        for code, title in SHOWN.items():
            self.shown.addItem(title, code)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.places)
        row.addWidget(self.shown)
        self.places.setMinimumWidth(14 * em(self))
        self.offer_places(())
        self.line.textChanged.connect(self._on_changed)
        self.places.currentIndexChanged.connect(self._on_changed)
        self.shown.currentIndexChanged.connect(self._on_changed)

    def wish(self) -> Wish:
        """Return what is wanted now."""
        places = self.places.currentData()
        return Wish(self.line.text(), places if places is not None else frozenset(), self.shown.currentData())

    def offer_places(self, rows: Iterable[PolicyRow]) -> None:
        """Offer the places that have values, once they are known."""
        offered = self.places.count()
        if not offered:
            if self._used:
                self.places.addItem("Where I sell", self._used)
            self.places.addItem("Everywhere", frozenset())
        if offered > 2 or not rows:
            return
        for place in dict.fromkeys(row.place for row in rows if not row.is_law and not row.carrier):
            self.places.addItem(place_name(place, is_law=False), frozenset({place}))
        self.places.addItem("Consumer law", frozenset({LAW}))
        self.places.addItem("Carriers", frozenset({CARRIER}))

    def go_to_line(self) -> None:
        """Take the keyboard into the search."""
        self.line.setFocus()
        self.line.selectAll()

    def _on_changed(self, *_: object) -> None:
        self.wish_changed.emit(self.wish())
