"""Keep what the seller tells: at most one save a second while typing, and what happened next once it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from app.ui.wizard.conversation import Conversation
    from app.ui.wizard.session import WizardSession

SAVE_EVERY = 1000
"""Milliseconds: at most one save a second while typing."""


class Keeping(QObject):
    """Hand the state of a wizard to its session whenever it changed; `end` stops it for good."""

    def __init__(self, conversation: Conversation, session: WizardSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conversation = conversation
        self._session = session
        self._saved = conversation.state
        self.is_over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_EVERY)
        self._timer.timeout.connect(self.save_now)
        conversation.changed.connect(self._on_told)
        conversation.noted.connect(self._on_told)

    def save_now(self) -> None:
        """Store what is not stored yet; of a later round nothing before something was chosen to have happened."""
        self._timer.stop()
        state, new_round = self._conversation.state, self._conversation.round
        if new_round is not None and not new_round.is_stored:
            return
        if state != self._saved and not state.is_empty():
            self._saved = state
            self._session.save(state.draft())

    def end(self) -> None:
        """Store nothing more by itself."""
        self.is_over = True
        self._timer.stop()

    def store_round(self) -> None:
        """Tell the case what happened, once that is chosen and the questions follow."""
        new_round, state = self._conversation.round, self._conversation.state
        if new_round is not None and new_round.store(self._session, state, self._conversation.told()):
            self._saved = state

    def leave(self) -> None:
        """Store everything as the wizard is left, and a pasted message though nobody said yet what it is about."""
        new_round = self._conversation.round
        if new_round is not None and new_round.is_message and self._conversation.state.buyer_message.strip():
            self.store_round()
        self.save_now()

    def _on_told(self) -> None:
        if not self.is_over and not self._timer.isActive():
            self._timer.start()
