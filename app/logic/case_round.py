"""One round of a case: what happened, the decision taken for it, and what of that is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

SENDING: Final = "reply"
"""The action that is done by sending the message."""

WROTE_AGAIN: Final = "buyer_wrote_again"
"""What happened when a buyer's further message begins a round."""

SETTLES: Final = "settles"
"""Marks in what happened that the problem is over: only money and claims are left of what was to be done."""

NEEDLESS: Final = "needless"
"""Names in what happened the actions that it leaves no use for, such as tracing a parcel that arrived."""

RECOVERING: Final = frozenset(
    {"open_trace", "file_carrier_claim", "file_insurance_claim", "file_safet", "appeal_claim"}
)
"""Actions that bring money back: nothing that happens later makes them needless."""

ANSWERING: Final = "answer_claim"
CLAIMING: Final = ("file_carrier_claim", "file_insurance_claim", "file_safet", "appeal_claim")
"""Actions after which somebody else decides about money."""

AWAITING: Final = "await_answer"
"""The action of asking what became of a claim; it comes back until the answer is told."""

ASK_AGAIN: Final = timedelta(days=7)
"""How long a claim is left alone before its answer is asked for: a habit of this program, no rule of anybody's."""

TO_PLATFORM: Final = (ANSWERING, "file_safet", "appeal_claim")
"""Actions that are done by sending the text to the platform."""

GIVING_IN: Final = frozenset({"claim_refund", "claim_accept_return"})
"""Resolutions that leave the platform nothing to decide."""

_ENDING: Final = frozenset({"claim_opened", "platform_refunded"})
"""Situations that tell what became of an earlier claim."""

PAYING: Final = ("refund", "refund_in_claim", "refund_when_back", "cancel_on_channel")
"""Actions that pay the buyer, the one that a decision hangs on first."""


class RoundAction(NamedTuple):
    """One thing to do; `key` names it within the case, `round` is its round, `since` when it was decided."""

    key: str
    code: str
    round: int
    told: Mapping[str, Any]
    since: datetime | None
    done: bool

    def as_told(self) -> dict[str, Any]:
        """Return the action as a decision tells it, with its key and whether it is done."""
        return {**self.told, "key": self.key, "done": self.done}


@dataclass(slots=True)
class Round:
    """What one happening led to; the first round begins with the case."""

    number: int
    what: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)
    began_at: datetime | None = None
    decided: Mapping[str, Any] = field(default_factory=dict)
    decided_at: datetime | None = None
    done: set[str] = field(default_factory=set)
    finished: int = 0

    @property
    def decision(self) -> Mapping[str, Any] | None:
        """Return the decision of this round."""
        decision = self.decided.get("decision")
        return decision if isinstance(decision, Mapping) else None

    @property
    def request(self) -> Mapping[str, Any]:
        """Return what was asked for the decision."""
        request = self.decided.get("request")
        return request if isinstance(request, Mapping) else {}

    @property
    def plan(self) -> Mapping[str, Any]:
        """Return what holds actions and refund: the decision, or what happened while there is none."""
        return self.told if self.decision is None else self.decision

    @property
    def since(self) -> datetime | None:
        """Return when what is to be done was said."""
        return self.began_at if self.decision is None else self.decided_at

    def actions(self) -> dict[str, Mapping[str, Any]]:
        """Return the actions of the round by their codes, in their order."""
        return actions_by_code(self.plan)

    def decide(self, payload: Mapping[str, Any], at: datetime) -> None:
        """Take a decision, or another one for the same happening."""
        self.decided, self.decided_at = payload, at
        self.done = {code for code, action in self.actions().items() if action.get("done")}

    def outlives(self, code: str, later: Round) -> bool:
        """Say whether an action of this round is still to be done after a later one.

        A further message of the buyer's about something else leaves what was to be done; any other news replaces it,
        except what brings money back.
        """
        settles = bool(later.told.get(SETTLES))
        if later.decision is None and not settles:
            return True
        if code == SENDING:
            return not settles
        if code in later.actions() or code in later.told.get(NEEDLESS, ()):
            return False
        if code in RECOVERING or (settles and code in PAYING):
            return True
        return later.what == WROTE_AGAIN and not settles and later.situation != self.situation

    def awaits(self, later: Iterable[Round]) -> tuple[str, ...]:
        """Name the claims of this round that were made and about which somebody else decides."""
        made: list[str] = [code for code in CLAIMING if code in self.done and code in self.actions()]
        resolution = (self.decision or {}).get("resolution")
        is_told = any(one.told.get(SETTLES) or one.situation in _ENDING for one in later)
        if ANSWERING in self.done and ANSWERING in self.actions() and resolution not in GIVING_IN and not is_told:
            made.append(ANSWERING)
        return tuple(made)

    @property
    def situation(self) -> object:
        """Return what the decision of this round is about."""
        return self.request.get("situation")


def actions_by_code(plan: Mapping[str, Any] | None) -> dict[str, Mapping[str, Any]]:
    """Return the actions of a decision by their codes, in their order."""
    listed = (plan or {}).get("actions")
    actions = [action for action in listed if isinstance(action, Mapping)] if isinstance(listed, list | tuple) else []
    return {str(action.get("code")): action for action in actions}
