"""Begin the next round of a case: what is known of it when something new happened, and what the case is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.logic.case import Draft
from app.logic.case_history import History
from app.logic.case_round import NEEDLESS, SENDING, SETTLES
from app.logic.claim_answers import is_platform_asked
from app.logic.currencies import amount_text, minor_units
from app.logic.decision import BadInput, Decision, Question
from app.logic.facts import Resolution, Situation
from app.logic.follow_ups import possible_after
from app.logic.money_lines import MoneyLine, money_lines
from app.logic.order_fields import ORDER_KEYS
from app.logic.situations import TABLES

if TYPE_CHECKING:
    from app.logic.case import Case, RawRequest
    from app.logic.case_round import Round
    from app.logic.facts import Moment
    from app.logic.follow_ups import FollowUp
    from app.logic.policy import Policy

_ONE_ROUND: Final = ("remedy", "new_ship_date", "partial_amount", "deduction_percent")
"""Answers that hold for one decision only."""

_PASSING: Final = (
    "parcel",
    "self_cancel_open",
    "official_request",
    "willing",
    "can_ship",
    "buyer_choice",
    "offer",
    "late_choice",
    "claim",
    "proof",
    "item_back",
    "contest",
)
"""Answers that may be others by the time the buyer writes again, or that belong to what was asked before."""

_NOT_YET: Final = ("shipped", "confirmed", "overdue", "ship_overdue")
"""Facts whose no may have become a yes."""

_HAPPENS_ON: Final = {"latest_delivery_passed": "latest_delivery", "ship_by_passed": "ship_by"}
"""News that the calendar tells: the day that has to lie behind."""

STILL_DONE: Final = frozenset({"open_trace", "confirm_shipment"})
"""Actions that stay done in later rounds: there is one parcel to trace and one shipment to confirm."""


_OF_A_LOST_PARCEL: Final = ["open_trace", "file_carrier_claim", "file_insurance_claim"]
_TURNED_UP: Final = frozenset({"arrived_after_all", "both_arrived", "came_back", "parcel_back", "carrier_returning"})
"""News after which the parcel is not lost: nothing is left to search for or to claim."""


_OF_PLATFORM_MONEY: Final = ("recovered", "not_recovered")
"""News that is recorded with its amount and day where a claim of the case tells what was asked for."""


class Past(NamedTuple):
    """What lies behind a case when something new happens.

    `request` and `decision` are those of the latest decision, `done` every action done since the beginning,
    `refunded` what really went back in the case in minor units of `currency`, `been_in` the situations so far, `money`
    every line of money.
    """

    request: RawRequest
    resolution: Resolution
    decision: Mapping[str, Any]
    currency: str
    decided_at: str | None = None
    done: frozenset[str] = frozenset()
    refunded: int = 0
    been_in: frozenset[str] = frozenset()
    money: tuple[MoneyLine, ...] = ()

    @property
    def situation(self) -> Situation:
        """Return the situation that was decided."""
        return Situation(str(self.request.get("situation")))


def past_of(case: Case, currency: str, *, resumed: bool = False) -> Past | None:
    """Return what lies behind a case; None while nothing is decided, or for what a newer version decided.

    With `resumed` it is what lies behind the round that was begun. `currency` is that of the place of sale.
    """
    behind = _behind(case, resumed=resumed)
    latest = _deciding(behind)
    decision = latest.decision or {}
    try:
        resolution = Resolution(str(decision.get("resolution")))
        Situation(str(latest.request.get("situation")))
    except ValueError:
        return None
    return Past(
        request=latest.request,
        resolution=resolution,
        decision=decision,
        currency=case.row.currency or currency,
        decided_at=latest.decided_at.isoformat() if latest.decided_at else None,
        done=frozenset(code for each in behind for code in each.done),
        refunded=case.row.refunded,
        been_in=frozenset(str(each.request.get("situation")) for each in behind if each.request),
        money=money_lines(History.of(case.events), currency=case.row.currency or currency),
    )


def _behind(case: Case, *, resumed: bool) -> list[Round]:
    rounds = History.of(case.events).rounds
    return rounds[:-1] if resumed and len(rounds) > 1 else rounds


def _deciding(rounds: list[Round]) -> Round:
    return next((each for each in reversed(rounds) if each.decision is not None), rounds[-1])


def draft_behind(case: Case) -> Draft:
    """Return the draft of a case as it was before the round that was begun."""
    latest = _deciding(_behind(case, resumed=True))
    request = {**latest.request, "done": sorted(latest.done)}
    return Draft(request, str(latest.decided.get("buyer_message") or ""), step=3)


def is_in_round(case: Case) -> bool:
    """Say whether something new happened and what follows from it is not finished yet."""
    history = History.of(case.events)
    return len(history.rounds) > 1 and not history.is_finished()


def offered(
    past: Past, family: str, today: date, decide: Callable[[RawRequest], Decision | Question]
) -> tuple[FollowUp, ...]:
    """Return what can have happened next, without what would change nothing as far as the rules can tell."""
    been_in = past.been_in | {past.situation}
    return tuple(
        each
        for each in possible_after(past.resolution, family, been_in)
        if not (each.code in _OF_PLATFORM_MONEY and is_platform_asked(past.money))
        and (each.situation is None or (_has_come(past, each, today) and _changes(past, each, decide)))
    )


def _has_come(past: Past, follow_up: FollowUp, today: date) -> bool:
    told = _told(past.request).get(_HAPPENS_ON.get(follow_up.code, ""))
    return not isinstance(told, str) or date.fromisoformat(told[:10]) < today


def _changes(past: Past, follow_up: FollowUp, decide: Callable[[RawRequest], Decision | Question]) -> bool:
    try:
        outcome = decide(next_request(past, follow_up))
    except BadInput:
        return False
    return isinstance(outcome, Question) or outcome.resolution is not past.resolution


def next_request(past: Past, follow_up: FollowUp) -> RawRequest:
    """Return the request of the next round: what still holds of the last one, and what happened since.

    A further message of the buyer's leaves the situation to be chosen.
    """
    request = {
        key: value for key, value in past.request.items() if key not in ("message_received", "done", "from_case")
    }
    order, answers = _part(past.request, "order"), _part(past.request, "answers")
    set_before = {str(fact) for fact in _listed(past.request, "from_case")}
    situation = situation_after(past, follow_up)
    writes = follow_up.situation is None and not follow_up.closes
    typed = answers.keys() & set(ORDER_KEYS) - set_before - {"already_refunded"}
    # What was answered about the order is known of it from now on, whether it is asked again or not.
    order |= {key: answers.pop(key) for key in typed}
    for part in (order, answers):
        _drop(part, *_ONE_ROUND, *follow_up.drops)
        if writes:
            _let_pass(part)
    news = _news(past, follow_up, situation, answers, order, set_before)
    answers |= news
    request |= {"order": order, "answers": answers, "happened": follow_up.code, "done": _still_done(past, follow_up)}
    request |= {"earlier": sorted(past.done), "from_case": sorted((set_before & answers.keys()) | news.keys())}
    request["situation"] = situation.value
    if writes:
        del request["situation"]
    return request


def situation_after(past: Past, follow_up: FollowUp) -> Situation:
    """Return the situation of the next round: the present one where that reads what happened."""
    first = next(iter(follow_up.answers), None)
    if follow_up.situation is None or (first is not None and TABLES[past.situation].reads(first)):
        return past.situation
    return follow_up.situation


def _news(
    past: Past,
    follow_up: FollowUp,
    situation: Situation,
    answers: dict[str, Any],
    order: dict[str, Any],
    set_before: set[str],
) -> dict[str, Any]:
    """Return what the case itself sets: by what happened, by refunds made, by the day a return was asked for."""
    news: dict[str, Any] = dict(follow_up.answers)
    if news.get("parcel") == "moving" and order.get("tracking_number", "") is None:
        news["parcel"] = "untracked"
    refunded = _already_refunded(past, answers, order, set_before)
    answers.pop("already_refunded", None)
    if refunded:
        news["already_refunded"] = amount_text(refunded, past.currency)
    if answers.get("refunded") != "platform":
        answers.pop("refunded", None)
    if situation is Situation.PLATFORM_REFUNDED:
        news["refunded"] = "platform"
    asked_on = past.request.get("message_received") or past.decided_at
    if past.situation is Situation.RETURN and asked_on and "return_requested_on" not in {**order, **answers}:
        news["return_requested_on"] = asked_on
    return news


def _already_refunded(past: Past, answers: Mapping[str, Any], order: dict[str, Any], set_before: set[str]) -> int:
    """Add the refunds made in the case to those before it; what the seller typed in a later round holds both."""
    typed = answers.get("already_refunded") if "already_refunded" not in set_before else None
    if isinstance(typed, str) and "happened" not in past.request:
        order["already_refunded"], typed = typed, None
    before = order.get("already_refunded")
    total = past.refunded + (minor_units(before, past.currency) if isinstance(before, str) else 0)
    return max(total, minor_units(typed, past.currency)) if isinstance(typed, str) else total


def _still_done(past: Past, follow_up: FollowUp) -> list[str]:
    is_other_parcel = "tracking_number" in follow_up.drops
    return [] if is_other_parcel else sorted(past.done & STILL_DONE)


def _let_pass(part: dict[str, Any]) -> None:
    """Take out what may have changed by the time the buyer writes again."""
    _drop(part, *_PASSING, *(fact for fact in _NOT_YET if part.get(fact) == "no"))
    if part.get("shipped_on", "") is None:
        _drop(part, "shipped_on", *(("tracking_number",) if part.get("tracking_number", "") is None else ()))


def _drop(part: dict[str, Any], *keys: str) -> None:
    for key in keys:
        part.pop(key, None)


def _told(request: RawRequest) -> dict[str, Any]:
    return {**_part(request, "order"), **_part(request, "answers")}


def _part(request: RawRequest, key: str) -> dict[str, Any]:
    part = request.get(key)
    return dict(part) if isinstance(part, Mapping) else {}


def _listed(request: RawRequest, key: str) -> list[Any]:
    listed = request.get(key)
    return list(listed) if isinstance(listed, list | tuple) else []


def what_is_told(past: Past, follow_up: FollowUp, today: date) -> dict[str, Any]:
    """Return what a case keeps of something that happened; an accepted offer leaves its refund to be paid."""
    if not follow_up.closes:
        return {NEEDLESS: _OF_A_LOST_PARCEL} if follow_up.code in _TURNED_UP else {}
    ending = {SETTLES: True, NEEDLESS: _OF_A_LOST_PARCEL if follow_up.code in _TURNED_UP else _OF_A_LOST_PARCEL[:1]}
    refund = past.decision.get("refund")
    if follow_up.code != "buyer_accepted_partial" or not isinstance(refund, Mapping):
        return ending
    day = today.isoformat()
    action = {"code": "refund", "earliest": day, "latest": day, "done": False, "policy": None}
    return {**ending, "refund": {**refund, "planned": False}, "actions": [action]}


def reply_action(policy: Policy, received: Moment | None, today: date) -> dict[str, Any]:
    """Return the reply that a new message of the buyer's asks for, with its clock as a decision would tell it."""
    entry = policy.value("reply.clock", today)
    latest = policy.clock_end(entry, received) if entry and received is not None else None
    return {
        "code": SENDING,
        "earliest": None,
        "latest": latest.isoformat() if latest else None,
        "done": False,
        "policy": entry.key if entry and latest else None,
    }
