"""Which cases the cost page counts: the period, the currency and the place of sale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.logic.costs import CostPeriod
from app.ui.costs.words import PERIOD_TITLES
from app.ui.flow_layout import FlowLayout
from app.ui.labels import channel_label
from app.ui.lettering import em

if TYPE_CHECKING:
    from app.logic.costs import CostChoices


class CostFilters(QWidget):
    """Three drop-downs; `currency` is None until the seller has chosen one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currency: str | None = None
        self.period_box = self._drop_down("&Period")
        self.currency_box = self._drop_down("C&urrency")
        self.place_box = self._drop_down("P&lace")
        for period, title in PERIOD_TITLES.items():
            self.period_box.addItem(title, period)
        self.period_box.setCurrentIndex(self.period_box.findData(CostPeriod.TWELVE_MONTHS))
        self.period_box.setToolTip("A case counts in the month it was opened in. Months begin and end in UTC.")
        self.place_box.addItem("All places", "")
        self._lay_out()
        self.period_box.activated.connect(self._on_activated)
        self.currency_box.activated.connect(self._on_currency_activated)
        self.place_box.activated.connect(self._on_activated)

    @property
    def period(self) -> CostPeriod:
        """Return the chosen period."""
        return CostPeriod(self.period_box.currentData())

    @property
    def channel(self) -> str:
        """Return the chosen place of sale, empty for all."""
        return str(self.place_box.currentData())

    def offer(self, choices: CostChoices, currency: str | None) -> None:
        """Offer the currencies and places that there are cases of; `currency` is the one that is shown."""
        known = sorted((cases, code) for code, cases in choices.currencies.items() if code)
        _fill(self.currency_box, [(code, code) for _, code in reversed(known)], currency)
        places = sorted((channel_label(channel), channel) for channel in choices.channels if channel)
        _fill(self.place_box, [("All places", ""), *places], self.channel)
        self.currency_box.setEnabled(bool(known))

    def widen(self) -> None:
        """Count every case of the currency."""
        self.period_box.setCurrentIndex(self.period_box.findData(CostPeriod.ALL))
        self.place_box.setCurrentIndex(0)
        self.changed.emit()

    def _drop_down(self, title: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(title.replace("&", ""))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _lay_out(self) -> None:
        flow = FlowLayout(self, spacing=em(self))
        titles = ("&Period", "C&urrency", "P&lace")
        for title, box in zip(titles, (self.period_box, self.currency_box, self.place_box), strict=True):
            pair = QWidget(self)
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            label = QLabel(title, pair)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box)
            flow.addWidget(pair)

    def _on_activated(self, _: int) -> None:
        self.changed.emit()

    def _on_currency_activated(self, _: int) -> None:
        self.currency = self.currency_box.currentData()
        self.changed.emit()


def _fill(box: QComboBox, offered: list[tuple[str, str]], chosen: str | None) -> None:
    """Offer other entries without telling anybody; `activated` speaks only for the seller."""
    if [box.itemData(place) for place in range(box.count())] != [value for _, value in offered]:
        box.clear()
        for title, value in offered:
            box.addItem(title, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
