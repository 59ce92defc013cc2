"""Choose what becomes of the rest of a claim that was paid in part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox

from app.logic.money_line import MoneyState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_CHOICES: Final = {
    MoneyState.FILED: "Still expected",
    MoneyState.REFUSED: "Was refused",
    MoneyState.WRITTEN_OFF: "Written off, for a reason",
}


class RestChoice(QComboBox):
    """Offer the three ends of a rest; nothing is chosen before the seller does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for state, words in _CHOICES.items():
            self.addItem(words, state)
        self.setPlaceholderText("Choose…")
        self.setCurrentIndex(-1)
        self.setAccessibleName("What becomes of the rest")

    def state(self) -> MoneyState | None:
        """Return the state that the rest comes to; None while nothing is chosen."""
        chosen = self.currentData()
        return None if chosen is None else MoneyState(chosen)

    def choose(self, state: MoneyState) -> None:
        """Choose an end."""
        self.setCurrentIndex(tuple(_CHOICES).index(state))
