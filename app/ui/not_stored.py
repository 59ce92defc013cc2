"""Say at the top of the wizard that nothing can be stored, once and without stopping whoever types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.cards import Card
from app.ui.lettering import plain, tell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.logic.ports import StoreError


class NotStored(Card):
    """A bar with what is wrong and what to do; hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_tone("danger")
        self.text = plain("", self)
        self.body.addWidget(self.text)
        self.hide()

    def show_error(self, error: StoreError) -> None:
        """Say what is wrong; what is typed stays as it is."""
        tell(self.text, f"What you tell here is not stored at the moment. {error.what} {error.todo}")
        self.setAccessibleName(self.text.text())
        self.show()
