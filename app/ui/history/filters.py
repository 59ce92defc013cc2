"""The filters over the list: none at first, each a chip that can be taken away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.logic.case import CaseQuery
from app.ui.chip import Chip
from app.ui.flow_layout import FlowLayout
from app.ui.labels import channel_label, resolution_label, situation_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Kind = Literal["channels", "situations", "resolutions", "opened"]
_PERIODS: Final = {"0": "Today", "6": "Last 7 days", "29": "Last 30 days", "89": "Last 90 days", "364": "Last year"}
_TITLES: Final[dict[Kind, str]] = {
    "channels": "Place",
    "situations": "Problem",
    "resolutions": "Resolution",
    "opened": "Opened",
}


class Filter(NamedTuple):
    """One filter: cases of this channel, situation, resolution, or opened in this period (days back)."""

    kind: Kind
    value: str


class FilterBar(QWidget):
    """Offer filters in a menu and show the chosen ones as chips."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._filters: list[Filter] = []
        self._channels: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._button = QPushButton("Add fil&ter", self)
        self._button.setAutoDefault(False)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._on_about_to_show)
        self._button.setMenu(self._menu)
        self._flow = FlowLayout(self)
        self._flow.addWidget(self._button)

    def set_channels(self, channels: Iterable[str]) -> None:
        """Offer these places of sale."""
        self._channels = tuple(channels)

    def filters(self) -> tuple[Filter, ...]:
        """Return the filters that are set."""
        return tuple(self._filters)

    def add(self, chosen: Filter) -> None:
        """Set a filter; of a period there is only one."""
        if chosen in self._filters:
            return
        if chosen.kind == "opened":
            self._filters = [one for one in self._filters if one.kind != "opened"]
        self._filters.append(chosen)
        self._show_chips()

    def remove(self, chosen: object) -> None:
        """Take a filter away."""
        self._filters = [one for one in self._filters if one != chosen]
        self._button.setFocus()
        self._show_chips()

    def clear(self) -> None:
        """Take all filters away."""
        if self._filters:
            self._filters = []
            self._show_chips()

    def apply_to(self, query: CaseQuery) -> CaseQuery:
        """Return the query with these filters and no others."""
        days = self._values("opened")
        return replace(
            query,
            channels=self._values("channels"),
            situations=self._values("situations"),
            resolutions=self._values("resolutions"),
            opened_from=self._today() - timedelta(days=int(days[0])) if days else None,
            opened_until=None,
        )

    def _values(self, kind: Kind) -> tuple[str, ...]:
        return tuple(one.value for one in self._filters if one.kind == kind)

    def _show_chips(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(f"{_TITLES[one.kind]}: {_label(one)}", one, self) for one in self._filters]
        for chip in self._chips:
            chip.removed.connect(self.remove)
            self._flow.addWidget(chip)
            chip.show()
        self.updateGeometry()
        self.changed.emit()

    def _on_about_to_show(self) -> None:
        self._menu.clear()
        for kind, title in _TITLES.items():
            menu = self._menu.addMenu(title)
            for value in self._offered(kind):
                chosen = Filter(kind, value)
                action = menu.addAction(_label(chosen))
                action.setEnabled(chosen not in self._filters)
                action.triggered.connect(partial(self._on_chosen, chosen))

    def _offered(self, kind: Kind) -> Iterable[str]:
        from app.logic.facts import Resolution, Situation

        match kind:
            case "channels":
                return self._channels
            case "situations":
                return Situation
            case "resolutions":
                return sorted(Resolution, key=resolution_label)
            case _:
                return _PERIODS

    def _on_chosen(self, chosen: Filter, _checked: bool = False) -> None:
        self.add(chosen)


def _label(chosen: Filter) -> str:
    match chosen.kind:
        case "channels":
            return channel_label(chosen.value)
        case "situations":
            return situation_label(chosen.value)
        case "resolutions":
            return resolution_label(chosen.value)
        case _:
            return _PERIODS[chosen.value]
