"""The second step of a later round: what happened next, in the seller's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget, QWizardPage

from app.logic.claim_answers import claim_answers
from app.logic.follow_up_words import FOLLOW_UP_WORDS
from app.logic.outcome_words import RESOLUTIONS
from app.ui.cards import Card
from app.ui.lettering import heading, muted, plain, tell, wrong
from app.ui.wizard.message_box import BuyerMessage
from app.ui.wizard.order_line import order_line
from app.ui.wizard.tiles import MORE_KEYS, Board, PlainTile
from app.ui.wizard.two_pane import scrolled

if TYPE_CHECKING:
    from app.ui.wizard.conversation import Conversation
    from app.ui.wizard.new_round import NewRound

_CHOOSE = "Choose what happened: press its key."
_MONEY_STAYS = "What is still to be paid or claimed stays on the list until it is settled."


class NextPage(QWizardPage):
    """Show what can have happened; one choice goes on, ends the case, or takes the buyer's new message."""

    chosen = Signal()
    """Something was chosen that the questions follow."""

    claim_answered = Signal(object)
    """The ClaimAnswer that came: what was claimed is paid or refused."""

    close_wanted = Signal()
    """What was chosen ends the case, and the seller said so."""

    def __init__(self, conversation: Conversation, round_: NewRound, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conversation = conversation
        self._round = round_
        self.column = QVBoxLayout(self)
        self.setAccessibleName("What happened next")
        self._answers = {each.code: each for each in claim_answers(round_.past.money)}
        tiles = [PlainTile(each.code, *each.words) for each in self._answers.values()]
        tiles += [PlainTile(each.code, *FOLLOW_UP_WORDS[each.code]) for each in conversation.offers()]
        self.board = Board(tiles, MORE_KEYS, self)
        self.problem = wrong(parent=self)
        self.message = BuyerMessage(conversation, self, enter_goes_on=True)
        self.closing = Card("", self)
        self._ending = plain("", self.closing)
        self.close_case = QPushButton("Close &the case", self.closing)
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._build()
        self.board.chosen.connect(self._on_tile)
        self.close_case.clicked.connect(self.close_wanted)
        self._seen.timeout.connect(self._on_seen)
        self.show_state()

    def enter(self) -> None:
        """Show what was chosen and wait for the next key."""
        self.show_state()
        self._focus()

    def press_key(self, key: str) -> bool:
        """Choose a tile by its key."""
        button = self.board.button_of(key)
        if button is not None:
            self._on_tile(button.tile.id)
        return button is not None

    def validatePage(self) -> bool:
        """Go on with what was chosen; a tile with the focus is chosen first."""
        focused = next((button for button in self.board.buttons if button.hasFocus()), None)
        if focused is not None and focused.tile.id != self._round.chosen:
            self._on_tile(focused.tile.id)
            return False
        if self._round.follow_up is None:
            tell(self.problem, _CHOOSE)
            return False
        if self._round.follow_up.closes:
            self.close_wanted.emit()
        return not self._round.follow_up.closes

    def show_state(self) -> None:
        """Mark what was chosen, with what it asks for."""
        follow_up = self._round.follow_up
        self.board.mark(self._round.chosen)
        self._order.setText(order_line(self._conversation))
        self.message.setVisible(self._round.is_message)
        self.closing.setVisible(follow_up is not None and follow_up.closes)
        if follow_up is not None and follow_up.closes:
            self.closing.set_title(FOLLOW_UP_WORDS[follow_up.code].title)
        tell(self.problem, "")

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(9)
        self._order = muted("", self)
        last = muted(f"Decided last: {RESOLUTIONS[self._round.past.resolution]}", self)
        self._ending.setText(f"Close the case? {_MONEY_STAYS}")
        self.closing.body.addWidget(self._ending)
        self.closing.body.addWidget(self.close_case, 0, Qt.AlignmentFlag.AlignLeft)
        shown = (heading("What happened next?", self), self._order, last, self.problem, self.board)
        for widget in (*shown, self.message, self.closing):
            column.addWidget(widget)
        column.addStretch(1)
        self._area = scrolled(inside)
        self.column.addWidget(self._area)

    def _on_tile(self, code: str) -> None:
        if code in self._answers:
            self.claim_answered.emit(self._answers[code])
            return
        if code != self._round.chosen:
            self._conversation.begin(code)
        self.show_state()
        # Next takes the tile with the focus.
        self.board.focus_chosen()
        follow_up = self._round.follow_up
        if self._round.is_message:
            self.message.assume_now()
            self._focus()
        elif follow_up is not None and follow_up.closes:
            self._focus()
        else:
            self.chosen.emit()

    def _focus(self) -> None:
        follow_up = self._round.follow_up
        if self._round.is_message:
            self.message.text.setFocus()
        elif follow_up is not None and follow_up.closes:
            self.close_case.setFocus()
        else:
            self.board.focus_chosen()
        # Once what appeared has its place.
        self._seen.start()

    def _on_seen(self) -> None:
        shown = (part for part in (self.message, self.closing) if part.isVisible())
        for part in shown:
            self._area.ensureWidgetVisible(part, 0, 12)
