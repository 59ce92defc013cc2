"""A round of a case while it begins: what lies behind it, what was chosen to have happened, what is stored of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.logic.case import Draft
from app.logic.case_round import WROTE_AGAIN
from app.logic.decision import BadInput
from app.logic.fields import FieldReader
from app.logic.follow_ups import FOLLOW_UP
from app.logic.next_round import next_request, offered, reply_action, what_is_told
from app.ui.wizard.state import WizardState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from app.logic.channels import Channel
    from app.logic.decision import Decision, Question
    from app.logic.follow_ups import FollowUp
    from app.logic.next_round import Past
    from app.logic.policy import Policy
    from app.ui.wizard.session import WizardSession

_NOT_YET_TOLD = ("message_received", "done", "happened")


class NewRound:
    """The round of one case; nothing of it is stored before something is chosen.

    `before` is the draft of the case without this round, `chosen` the code of what happened.
    """

    def __init__(self, past: Past, before: Draft, chosen: str | None = None) -> None:
        self.past = past
        self.before = before
        self.chosen = chosen
        self._told: tuple[str, Mapping[str, Any]] | None = None
        self._states: dict[str, WizardState] = {}

    @property
    def follow_up(self) -> FollowUp | None:
        """Return what was chosen to have happened."""
        return FOLLOW_UP.get(self.chosen or "")

    @property
    def is_message(self) -> bool:
        """Say whether the buyer wrote again."""
        return self.chosen == WROTE_AGAIN

    @property
    def is_stored(self) -> bool:
        """Say whether the case knows of this round."""
        return self._told is not None

    def first_state(self) -> WizardState:
        """Return what the wizard shows while nothing is chosen: the last decision, without its message."""
        request = {key: value for key, value in self.past.request.items() if key not in _NOT_YET_TOLD}
        return WizardState(request, step=2)

    def offers(
        self, channel: Channel, today: date, decide: Callable[[Mapping[str, Any]], Decision | Question]
    ) -> tuple[FollowUp, ...]:
        """Return what can have happened, the likeliest first."""
        return offered(self.past, channel.family, today, decide)

    def begin(self, code: str, state: WizardState) -> WizardState:
        """Choose what happened; what was told after an earlier choice is kept for coming back to it."""
        if self.chosen is None:
            self.past = self.past._replace(request=state.request)
        else:
            self._states[self.chosen] = state
        self.chosen = code
        begun = WizardState(dict(next_request(self.past, FOLLOW_UP[code])), step=2)
        return self._states.get(code, begun)

    def told(self, state: WizardState, channel: Channel, policy: Policy, today: date) -> dict[str, Any]:
        """Return what the case keeps of what happened; a message brings the reply that it asks for."""
        if self.follow_up is None:
            return {}
        if not self.is_message:
            return what_is_told(self.past, self.follow_up, today)
        received = state.request.get("message_received")
        try:
            moment = FieldReader(channel.time_zone).moment("message_received", received)
        except BadInput:
            moment = None
        reply = reply_action(policy, moment, today)
        return {"message": state.buyer_message, "received": received, "actions": [reply]}

    def take_as_stored(self, told: Mapping[str, Any]) -> None:
        """Go on with a round that the case knows of already."""
        self._told = (self.chosen or "", told)

    def store(self, session: WizardSession, state: WizardState, told: Mapping[str, Any]) -> bool:
        """Tell the case what happened, in place of what it was told before; return whether it was news."""
        if self.chosen is None or self._told == (self.chosen, told):
            return False
        if self._told is not None:
            session.taken_back(self.before)
        self._told = (self.chosen, told)
        session.happened(self.chosen, state.draft(), told)
        return True

    def drop(self, session: WizardSession) -> None:
        """Let the case stand as it stood before."""
        if self._told is not None:
            self._told = None
            session.taken_back(self.before)

    def draft_of_thanks(self, state: WizardState) -> Draft:
        """Return the draft of a case whose buyer only said thanks: as it was, with the new message."""
        before = self.before
        return Draft(before.request, state.buyer_message, before.subject, before.body, before.step, before.fields)
