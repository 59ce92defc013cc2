"""The place of sale: those the seller uses first, and only those the order number can be from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from app.logic.channels import number_fits
from app.ui.channel_names import channel_name
from app.ui.lettering import muted, tell, wrong

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.logic.channels import Channel


_AS_LAST_TIME: Final = "Chosen as last time. Change it if this order was sold elsewhere."


class ChannelField(QWidget):
    """Choose where the order was placed."""

    chosen = Signal(str)
    """The id of the channel the seller chose; empty when taken back."""

    def __init__(self, channels: Mapping[str, Channel], used: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._channels = channels
        self._used = tuple(channel for channel in used if channel in channels)
        self._listed: tuple[str, ...] | None = None
        label = QLabel("Where it was sol&d", self)
        self.combo = QComboBox(self)
        self.combo.setAccessibleName("Where it was sold")
        label.setBuddy(self.combo)
        self.problem = wrong(parent=self)
        self.usual = muted("", self)
        self._as_usual: str | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for widget in (label, self.combo, self.usual, self.problem):
            layout.addWidget(widget)
        self.setFocusProxy(self.combo)
        self.combo.activated.connect(self._on_activated)
        self.show_channel(None, None)

    def show_channel(self, channel: str | None, family: str | None) -> None:
        """Show a channel among those the family of the order number leaves."""
        self._list(self._fitting(family, channel))
        self.combo.setCurrentIndex(max(0, self.combo.findData(channel or "")))
        told = channel is not None and channel == self._as_usual
        tell(self.usual, _AS_LAST_TIME if told else "")
        if channel:
            self.show_problem("")
            self.combo.setAccessibleDescription(self.usual.text())

    def say_as_usual(self, channel: str | None) -> None:
        """Say of this channel, once it is shown, that it was chosen because the last order was from there."""
        self._as_usual = channel

    def show_problem(self, sentence: str) -> None:
        """Say what is missing here, or nothing."""
        tell(self.problem, sentence)
        self.combo.setAccessibleDescription(sentence)

    def only_one_for(self, number: str, family: str | None) -> str | None:
        """Return the channel if the order number and the channels used leave exactly one."""
        fitting = [channel for channel in self._used if number_fits(self._channels[channel], number)]
        if family is not None:
            of_family = [channel for channel, told in self._channels.items() if told.family == family]
            fitting = [channel for channel in fitting if channel in of_family] or of_family
        return fitting[0] if len(fitting) == 1 else None

    def _fitting(self, family: str | None, present: str | None) -> tuple[str, ...]:
        ordered = dict.fromkeys((*self._used, *self._channels))
        return tuple(
            channel
            for channel in ordered
            if channel == present
            or family not in ("amazon", "ebay")
            or self._channels[channel].family in (family, "shop")
        )

    def _list(self, channels: tuple[str, ...]) -> None:
        if channels == self._listed:
            return
        self._listed = channels
        self.combo.clear()
        self.combo.addItem("Choose …", "")
        for channel in channels:
            self.combo.addItem(channel_name(channel), channel)

    def _on_activated(self, index: int) -> None:
        self._as_usual = None
        tell(self.usual, "")
        self.chosen.emit(self.combo.itemData(index) or "")
