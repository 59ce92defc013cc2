"""The second step: what happened, then each question as the one before is answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget, QWizard, QWizardPage

from app.logic.beside import BESIDE
from app.logic.carriers import find_carrier
from app.logic.follow_up_words import FOLLOW_UP_WORDS
from app.ui.cards import LinkButton, Row, clear_layout
from app.ui.lettering import heading, muted, plain, tell, wrong
from app.ui.wizard.asking import usual_day, with_conditions, with_reasons
from app.ui.wizard.known_card import KnownCard
from app.ui.wizard.known_lines import Around, KnownLine, idle_lines, known_lines, question_about
from app.ui.wizard.order_line import order_line
from app.ui.wizard.question_block import QuestionBlock
from app.ui.wizard.shape_pane import ShapePane
from app.ui.wizard.state import ABSENT
from app.ui.wizard.tiles import THANKS, THANKS_KEY, TILES, TileBoard, TileButton, tile_for
from app.ui.wizard.tracking_bar import TrackingBar
from app.ui.wizard.two_pane import TwoPane, scrolled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from app.logic.decision import BadInput, Question
    from app.ui.wizard.conversation import Conversation
    from app.ui.wizard.tiles import SituationTile

OTHERS = "This order has another case that is not closed. Look there first, so that the buyer gets one answer, not two."


class HappenedPage(QWizardPage):
    """Show the tiles, then what is known and the open question."""

    answered_all = Signal()
    """The last answer was given: the wizard can go on by itself."""

    only_thanks = Signal()
    """The buyer's new message needs no answer."""

    other_wanted = Signal()
    """What happened next was something else."""

    def __init__(self, conversation: Conversation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conversation = conversation
        self._changing: KnownLine | None = None
        self._choosing = False
        self.column = QVBoxLayout(self)
        self.setAccessibleName("What happened")
        self.headline = heading("What happened?", self)
        self.order_line = muted("", self)
        self.problem = wrong(parent=self)
        self.others = wrong(parent=self)
        self.thanks = TileButton(THANKS, THANKS_KEY, self)
        self.board = TileBoard(self)
        self.change_tile = LinkButton("Something else happened", "Choose another situation", self)
        self.known = KnownCard("Known already", self)
        self.idle = KnownCard("Not needed now", self)
        self.block: QuestionBlock | None = None
        self._place = QVBoxLayout()
        self._growing = QTimer(self)
        self._growing.setSingleShot(True)
        self.all_given = plain("Every answer that matters is given. Next shows the answer.", self)
        self.shape = ShapePane(self)
        self._build()
        self.thanks.clicked.connect(self.only_thanks)
        self.board.chosen.connect(self._on_tile)
        self.change_tile.clicked.connect(self._on_change_tile)
        self.known.wanted.connect(self._change)
        self._growing.timeout.connect(self._on_grown)
        conversation.changed.connect(self.show_state)
        self.show_state()

    def enter(self) -> None:
        """Show where the answers stand and wait for the next one."""
        self._changing = None
        self._choosing = False
        self.show_state()
        self._focus()

    def press_key(self, key: str) -> bool:
        """Choose a tile by its key, or an answer by its digit."""
        if key.upper() == THANKS_KEY and self.thanks.isVisibleTo(self):
            self.only_thanks.emit()
            return True
        if self.board.isVisibleTo(self):
            button = self.board.button_of(key)
            if button is not None:
                self._on_tile(button.tile.id)
            return button is not None
        is_digit = key.isascii() and key.isdigit()
        return self.block.press_digit(int(key)) if self.block is not None and is_digit else False

    def validatePage(self) -> bool:
        """Accept the answer that is shown; go on once every answer that matters is given."""
        if self.thanks.hasFocus():
            self.only_thanks.emit()
            return False
        if self.board.isVisibleTo(self):
            focused = next((button for button in self.board.buttons if button.hasFocus()), None)
            if focused is not None:
                self._on_tile(focused.tile.id)
            else:
                tell(self.problem, "Choose what happened: press its key.")
            return False
        if self.block is not None:
            self.block.accept_present()
            return False
        return self._conversation.road.decision is not None

    def show_others(self, count: int) -> None:
        """Warn that the order has other cases that are not closed."""
        tell(self.others, OTHERS if count else "")

    def change(self, fact: str) -> None:
        """Open the question behind a fact, with its present answer."""
        around = Around(self._conversation.today(), self._conversation.currency)
        lines = known_lines(self._conversation.road, self._conversation.state, around)
        about = question_about(fact)
        wanted = (fact, about.fact, "reason" if fact == "fault" else fact)
        found = next((line for line in lines if line.question.fact in wanted), KnownLine("", about))
        self._change(found)

    def show_state(self) -> None:
        """Show the tiles or the questions, as the conversation stands."""
        state, road = self._conversation.state, self._conversation.road
        tile = self._tile()
        choosing = self._choosing or tile is None
        self.headline.setText("What happened?" if choosing or tile is None else self._title_of(tile))
        self.order_line.setText(order_line(self._conversation))
        channel = self._conversation.channel
        self.board.show_chosen(tile.id if tile else None, channel.family if channel else None)
        self.board.setVisible(choosing)
        self.thanks.setVisible(choosing and self._is_message())
        self.change_tile.setVisible(not choosing)
        tell(self.problem, _sentence(road.problem) if road.problem else "")
        around = Around(self._conversation.today(), self._conversation.currency)
        self.known.show_lines(() if choosing else known_lines(road, state, around))
        self.idle.show_lines(() if choosing else idle_lines(road, state, around))
        self._show_question(None if choosing else self._open_question())
        self.all_given.setVisible(not choosing and self._changing is None and road.decision is not None)
        self.shape.show_road(road, self._conversation.possible)

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(9)
        head = Row(self.headline, self.change_tile)
        column.addWidget(head)
        for widget in (self.order_line, self.others, self.problem, self.thanks, self.board, self.known):
            column.addWidget(widget)
        column.addLayout(self._place)
        for widget in (self.all_given, self.idle):
            column.addWidget(widget)
        column.addStretch(1)
        self._area = scrolled(left)
        panes = TwoPane(self._area, self.shape, self, strip_on_top=True)
        panes.narrowed.connect(self.shape.set_narrow)
        self.column.addWidget(panes)

    def _tile(self) -> SituationTile | None:
        state = self._conversation.state
        return tile_for(state.situation, state.tile, state.answers.get("reason"))

    def _is_message(self) -> bool:
        """Say whether a further message of the buyer's is what is asked about."""
        return self._conversation.round is not None and self._conversation.round.is_message

    def _title_of(self, tile: SituationTile) -> str:
        """Name what is asked about: what happened next in the case, else the buyer's words."""
        new_round = self._conversation.round
        if new_round is None or new_round.chosen is None or new_round.is_message:
            return tile.title
        return FOLLOW_UP_WORDS[new_round.chosen].title

    def _open_question(self) -> Question | None:
        if self._changing is not None:
            return with_conditions(self._changing.question, self._conversation)
        question = with_conditions(self._conversation.road.question, self._conversation)
        return with_reasons(question, self._tile())

    def _show_question(self, question: Question | None) -> None:
        if self.block is not None and question is not None and self.block.question == question:
            self._show_refusal()
            return
        clear_layout(self._place)
        self.block = None
        if question is None:
            return
        channel, told = self._conversation.channel, self._conversation.state.order
        month_first = channel is not None and channel.locale == "en_US"
        self.block = QuestionBlock(
            question,
            self._conversation.today,
            self,
            month_first=month_first,
            known=told,
            currency=self._conversation.currency,
        )
        self.block.taken.connect(self._on_answer)
        self.block.grown.connect(self._show_in_view)
        self._place.addWidget(self.block)
        self._preselect(question)
        self._add_tracking(question)
        self._show_refusal()

    def _show_refusal(self) -> None:
        fact = self.block.question.fact if self.block is not None else ""
        if self.block is not None and (why := self._conversation.road.refused.get(fact)):
            self.block.refuse(fact, why)

    def _preselect(self, question: Question) -> None:
        if self.block is None:
            return
        state, beside = self._conversation.state, self._told_beside(question)
        if self._changing is not None:
            self.block.preselect(self._changing.value if self._changing.value is not None else "", beside=beside)
        elif question.fact in state.answers and not question.choices:
            self.block.preselect(state.answers[question.fact], beside=beside)
        elif (day := usual_day(question.fact, self._conversation)) is not None:
            self.block.preselect(day.isoformat(), "Enter accepts this day.")
        elif (habit := self._conversation.habit(question.fact)) in question.choices and habit is not None:
            self.block.preselect(habit, "Chosen as last time on this channel. Enter accepts it.")

    def _told_beside(self, question: Question) -> Any:
        state, beside = self._conversation.state, BESIDE.get(question.fact)
        return {**state.order, **state.answers}.get(beside.key) if beside is not None else None

    def _add_tracking(self, question: Question) -> None:
        number = self._conversation.state.order.get("tracking_number")
        if self.block is None or question.fact != "parcel" or not isinstance(number, str):
            return
        name = self._conversation.state.order.get("carrier")
        country = self._conversation.settings.ships_from
        carrier = find_carrier(name if isinstance(name, str) else None, country=country)
        self.block.extra.addWidget(TrackingBar(carrier, number, self.block))

    def _change(self, line: KnownLine) -> None:
        self._changing = line
        self._choosing = False
        self.show_state()
        self._focus()

    def _focus(self) -> None:
        if self.board.isVisibleTo(self):
            self.board.focus_chosen()
        elif self.block is not None:
            self.block.focus_answer()
            self._show_in_view(self.block)
        else:
            self.wizard().button(QWizard.WizardButton.NextButton).setFocus()

    def _show_in_view(self, widget: QWidget) -> None:
        """Scroll until it is seen, once it has its place."""
        content = self._area.widget()
        layout = content.layout() if content is not None else None
        if layout is not None:
            layout.activate()
        self._area.ensureWidgetVisible(widget, 0, 12)
        # Once more when the page has grown by the sentence that appeared.
        self._growing.start()

    def _on_grown(self) -> None:
        if self.block is not None:
            shown = (self.block.problem, self.block.where)
            self._area.ensureWidgetVisible(next((part for part in shown if part.isVisible()), self.block), 0, 12)

    def _on_tile(self, tile_id: str) -> None:
        tile = next(tile for tile in TILES if tile.id == tile_id)
        state = self._conversation.state
        self._choosing = False
        self._changing = None
        if tile.reasons and state.answers.get("reason") not in (None, *tile.reasons):
            # The other tile of a return: the reason given there is not among the choices here.
            state = state.with_answer("reason", ABSENT)
        changed = replace(state.with_key("situation", tile.situation.value), tile=tile.id)
        if changed == state:
            self.show_state()
        else:
            self._conversation.replace(changed)
        self._go_on()

    def _on_change_tile(self) -> None:
        if self._conversation.round is not None and not self._is_message():
            self.other_wanted.emit()
            return
        self._choosing = True
        self.show_state()
        self._focus()

    def _on_answer(self, answers: Mapping[str, Any]) -> None:
        refusal = self._conversation.refusal(answers)
        if refusal is not None and self.block is not None:
            self.block.refuse(*refusal)
            return
        self._changing = None
        before = self._conversation.state
        self._conversation.answer(answers)
        if self._conversation.state == before:
            self.show_state()
        self._go_on()

    def _go_on(self) -> None:
        if self._conversation.road.decision is not None:
            self.answered_all.emit()
        else:
            self._focus()


def _sentence(problem: BadInput) -> str:
    """Say what does not fit and what to do about it."""
    if problem.field == "situation":
        return f"This does not fit: {problem.message}. Choose what else happened, or go back and change the order."
    return f"The order has something that cannot be used: {problem.field}. {problem.spoken} Go back and change it."
