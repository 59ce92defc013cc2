"""What the buyer wrote, and when it came: the clock for the reply starts there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.ui.lettering import muted, tell, wrong
from app.ui.text_box import TextBox
from app.ui.wizard.state import ABSENT

if TYPE_CHECKING:
    from app.ui.wizard.conversation import Conversation

LONGEST_MESSAGE = 50_000
_CHOICES = ("Not told", "Just now", "1 hour ago", "Today", "Yesterday", "Exact time …")
_JUST_NOW, _EXACT = 1, len(_CHOICES) - 1
_ASSUMED = "Received just now, so the time to reply runs. If it came earlier, choose when."


class BuyerMessage(QWidget):
    """The buyer's message as it was, and when it was received."""

    def __init__(
        self, conversation: Conversation, parent: QWidget | None = None, *, enter_goes_on: bool = False
    ) -> None:
        super().__init__(parent)
        self._conversation = conversation
        self.text = TextBox(LONGEST_MESSAGE, 3, self, enter_goes_on=enter_goes_on)
        self.text.setAccessibleName("What the buyer wrote")
        self.text.setPlaceholderText("Kept with the case, never changed. You can leave it empty.")
        self.received = QComboBox(self)
        self.received.addItems(_CHOICES)
        self.received.setAccessibleName("When the message was received")
        self.exact = QLineEdit(self)
        self.exact.setPlaceholderText("2026-11-21 18:05")
        self.exact.setAccessibleName("Exact time, in your own time zone")
        self.exact.hide()
        self.note = muted("", self)
        self.note.hide()
        self._assumed = False
        self._is_chosen = False
        self.problem = wrong(parent=self)
        self._build()
        self.text.setPlainText(conversation.state.buyer_message)
        self._show_received()
        conversation.changed.connect(self._show_received)
        self.text.textChanged.connect(self._on_typed)
        self.text.refused.connect(self._on_refused)
        self.received.activated.connect(self._on_received)
        self.exact.editingFinished.connect(self._on_exact)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the message or its time."""
        tell(self.problem, sentence)

    def assume_now(self) -> None:
        """Let the time to reply run from now, as a message is known to have come."""
        if "message_received" not in self._conversation.state.request:
            self._assume(received=True)

    def _build(self) -> None:
        label = QLabel("&What the buyer wrote", self)
        label.setBuddy(self.text)
        when = QLabel("Receiv&ed", self)
        when.setBuddy(self.received)
        head = QHBoxLayout()
        head.addWidget(label, 1)
        for widget in (when, self.received, self.exact):
            head.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(self.text)
        layout.addWidget(self.note)
        layout.addWidget(self.problem)
        QWidget.setTabOrder(self.text, self.received)
        QWidget.setTabOrder(self.received, self.exact)

    def _show_received(self) -> None:
        """Show a time that was not chosen here, such as a pasted one."""
        received = self._conversation.state.request.get("message_received")
        if isinstance(received, str) and self.received.currentIndex() in (0, _EXACT):
            self.received.setCurrentIndex(_EXACT)
            self.exact.setText(_spell(received))
            self.exact.show()

    def _on_typed(self) -> None:
        self.show_problem("")
        text = self.text.toPlainText()
        self._conversation.note_buyer_message(text)
        if bool(text.strip()) is self._assumed or self._is_chosen:
            return
        if self._assumed or "message_received" not in self._conversation.state.request:
            self._assume(received=not self._assumed)

    def _assume(self, *, received: bool) -> None:
        """Let the time to reply run from now when a message appears, until the seller tells better."""
        self._assumed = received
        self.received.setCurrentIndex(_JUST_NOW if received else 0)
        tell(self.note, _ASSUMED if received else "")
        self._take(self._moment(self.received.currentIndex()))

    def _on_refused(self, length: int) -> None:
        self.show_problem(
            f"The pasted text has {length:,} characters; a message may have {LONGEST_MESSAGE:,} here. Nothing was "
            "taken and nothing is lost. Paste only what the buyer wrote."
        )

    def _on_received(self, index: int) -> None:
        self._is_chosen = True
        tell(self.note, "")
        self.exact.setVisible(index == _EXACT)
        self.show_problem("")
        if index == _EXACT:
            self.exact.setFocus()
        else:
            self._take(self._moment(index))

    def _moment(self, index: int) -> object:
        now, today = self._conversation.now().astimezone(), self._conversation.today()
        moments = (
            ABSENT,
            now.isoformat(timespec="seconds"),
            (now - timedelta(hours=1)).isoformat(timespec="seconds"),
            today.isoformat(),
            (today - timedelta(days=1)).isoformat(),
        )
        return moments[index]

    def _on_exact(self) -> None:
        text = self.exact.text().strip()
        if not text:
            self._take(ABSENT)
            return
        try:
            moment = datetime.fromisoformat(text).astimezone()
        except (ValueError, OverflowError):
            self.show_problem("Needed here: a day and a time, such as 2026-11-21 18:05.")
            return
        self.show_problem("")
        self._take(moment.isoformat(timespec="minutes"))

    def _take(self, value: object) -> None:
        self._conversation.replace(self._conversation.state.with_key("message_received", value))


def _spell(received: str) -> str:
    if len(received) <= 10:
        return received
    try:
        return datetime.fromisoformat(received).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return received
