"""What the seller has told so far and what the rules say to it; the pages only show it and hand answers in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.logic.calendar import day_in_zone
from app.logic.decision import BadInput
from app.logic.facts import Situation
from app.logic.reading import read_request, utc_now
from app.logic.settings import Settings
from app.ui.wizard.road import Road, walk
from app.ui.wizard.state import WizardState
from app.ui.wizard.tiles import tile_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from app.logic.answer import Desk
    from app.logic.channels import Channel
    from app.logic.facts import Resolution
    from app.logic.follow_ups import FollowUp
    from app.ui.wizard.new_round import NewRound

HABITS = ("offer", "willing")
"""Questions whose answer depends on the seller and not on the parcel: preselected as last time on this channel."""


class Conversation(QObject):
    """Own the state of a wizard; replacing it asks the rules again."""

    changed = Signal()
    """An answer, a field or a tick changed, and with it what the rules say."""

    noted = Signal()
    """A text was typed; the rules have nothing to say to it."""

    settings_changed = Signal(object)
    """The seller's habits changed: the new Settings, to be saved by their owner."""

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        state: WizardState | None = None,
        clock: Callable[[], datetime] = utc_now,
        parent: QObject | None = None,
        new_round: NewRound | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.settings = settings
        self.round = new_round
        """What happened next in a case that was decided before; None in a case's first round."""
        self.state = state or (new_round.first_state() if new_round else WizardState())
        self._clock = clock
        self._road: Road | None = None
        self.others = 0
        """How many other cases of this order are not closed."""

    @property
    def road(self) -> Road:
        """Return what the rules say to the present state, worked out once."""
        if self._road is None:
            self._road = self._walk(self.state)
        return self._road

    @property
    def channel(self) -> Channel | None:
        """Return the place of sale, once it is known."""
        return self.desk.rulebook.channels.get(self.state.channel or "")

    @property
    def possible(self) -> tuple[Resolution, ...]:
        """Return where the answers can still lead with the reasons that the chosen tile leaves."""
        question, reason = self.road.question, self.state.answers.get("reason")
        if question is None:
            return ()
        tile = tile_for(self.state.situation, self.state.tile, reason)
        if reason is not None or tile is None or not tile.reasons:
            return question.possible
        roads = (self._walk(self.state.with_answer("reason", each)) for each in tile.reasons)
        reached = {resolution for road in roads for resolution in road.possible}
        return tuple(each for each in question.possible if each in reached)

    @property
    def currency(self) -> str:
        """Return the currency of the order, or of the place of sale while the order tells none."""
        told = self.state.order.get("currency")
        return told if isinstance(told, str) else self.channel.currency if self.channel else ""

    def replace(self, state: WizardState) -> None:
        """Take a new state and tell everybody."""
        if state == self.state:
            return
        self.state = state
        self._road = None
        self.changed.emit()

    def offers(self) -> tuple[FollowUp, ...]:
        """Return what can have happened next in the case, the likeliest first."""
        channel = self.channel
        if self.round is None or channel is None:
            return ()
        around = self._around()
        return self.round.offers(channel, self.today(), lambda raw: self.desk.decide({**raw, **around}))

    def begin(self, code: str) -> None:
        """Choose what happened next; the answers go on from what is known of the case."""
        if self.round is not None:
            self.replace(self.round.begin(code, self.state))

    def told(self) -> dict[str, Any]:
        """Return what the case keeps of what happened next."""
        channel = self.channel
        if self.round is None or channel is None:
            return {}
        return self.round.told(self.state, channel, self.desk.rulebook.policy(channel), self.today())

    def note_buyer_message(self, text: str) -> None:
        """Keep what the buyer wrote, as it is typed or pasted."""
        self.state = replace(self.state, buyer_message=text)
        self.noted.emit()

    def note_texts(self, subject: str | None, body: str | None) -> None:
        """Keep the seller's own subject and text as they are typed; None for what is not changed."""
        self.state = replace(self.state, subject=subject, body=body)
        self.noted.emit()

    def note_second_texts(self, subject: str | None, body: str | None) -> None:
        """Keep the seller's own words in the second text of a decision."""
        self.state = self.state.with_second_texts(subject, body)
        self.noted.emit()

    def note_field(self, name: str, text: str) -> None:
        """Keep what only the seller can add to the text; the text is written anew, the decision stays."""
        self.state = self.state.with_field(name, text)
        decision = self.road.decision
        if decision is not None:
            outcome = self.desk.with_message(decision, self.state.fields)
            self._road = replace(self.road, outcome=outcome)
        self.noted.emit()

    def refusal(self, answers: Mapping[str, Any]) -> tuple[str, str] | None:
        """Return the first of these answers that cannot stand, with the sentence why."""
        refused = self._walk(self.state.with_answers(answers)).refused
        return next(((fact, refused[fact]) for fact in answers if fact in refused), None)

    def answer(self, answers: Mapping[str, Any]) -> None:
        """Take the answers of one block, and remember what is a habit."""
        for fact in answers:
            if fact in HABITS:
                self.remember(fact, str(answers[fact]))
        self.replace(self.state.with_answers(answers))

    def remember(self, fact: str, value: str) -> None:
        """Keep a habit of the seller for the next case of this channel."""
        channel = self.state.channel
        if channel is not None and self.settings.last_choice(channel, fact) != value:
            self.settings = self.settings.with_choice(channel, fact, value)
            self.settings_changed.emit(self.settings)

    def habit(self, fact: str) -> str | None:
        """Return what the seller answered last time on this channel, for a habit."""
        channel = self.state.channel
        return self.settings.last_choice(channel, fact) if channel is not None else None

    def remember_channel(self) -> None:
        """Keep where the seller sold last, for the next order whose number is of the same family."""
        channel = self.channel
        if channel is not None and self.settings.last_choice(channel.family, "channel") != self.state.channel:
            self.settings = self.settings.with_choice(channel.family, "channel", str(self.state.channel))
            self.settings_changed.emit(self.settings)

    def usual_channel(self, family: str | None) -> str | None:
        """Return where the seller sold last in a family of places, if that place is still known."""
        usual = self.settings.last_choice(family, "channel") if family else None
        known = self.desk.rulebook.channels.get(usual or "")
        return usual if known is not None and known.family == family else None

    def now(self) -> datetime:
        """Return the present moment."""
        return self._clock()

    def today(self) -> date:
        """Return the day it is at the place of sale."""
        channel = self.channel
        return day_in_zone(self.now(), channel.time_zone if channel else None)

    def _walk(self, state: WizardState) -> Road:
        return walk(state, partial(self.desk.answer, fields=state.fields), self._around())

    def _around(self) -> dict[str, Any]:
        """Return what the settings add to the request: the seller, and the usual language where it has templates."""
        around: dict[str, Any] = {"seller": self.settings.seller()}
        language = self.settings.message_language
        if "message_language" not in self.state.request and language in self.desk.renderer.languages():
            around["message_language"] = language
        return around

    def order_problem(self) -> BadInput | None:
        """Return what is wrong with the order itself, whatever may have happened to it."""
        # Deciding what happened comes later: any situation lets the order be checked now.
        request = {"situation": Situation.NOT_RECEIVED, "order": {}, **self.state.request, "answers": {}}
        try:
            read_request(request, self.desk.rulebook, self.desk.renderer.languages(), self._clock)
        except BadInput as problem:
            return None if problem.field == "situation" else problem
        return None
