"""Every decision that can be reached on a channel, with a realistic order, and its variants."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from app.logic.answer import Desk
from app.logic.channel_facts import happens_at
from app.logic.decision import BadInput, Decision, Question
from app.logic.facts import Order, Situation
from app.logic.messages.contract import allowed_names, templates_of
from tests.requests import NUMBERS, Raw

CHANNELS = ("amazon-us", "amazon-uk", "amazon-de", "ebay-us", "ebay-de", "etsy", "shop-us", "shop-eu")
OPTIONAL = (
    "buyer_name",
    "item",
    "service",
    "carrier",
    "tracking_number",
    "ship_by",
    "shipped_on",
    "latest_delivery",
    "delivered_on",
    "last_scan_on",
    "tax_paid",
)
"""Keys of an order that a message can do without."""

_ANSWERS: dict[str, tuple[str, ...]] = {
    "date": ("2026-11-10", "2026-11-25"),
    "money": ("7.50",),
    "percent": ("30",),
}
_LONG_AGO = "2026-08-18"
_LATER: dict[str, tuple[Raw, ...]] = {
    "change_address": ({}, {"remedy": "replacement"}),
    "return_arrived": (
        {},
        {"remedy": "replacement"},
        {"deduction_percent": "10"},
        {"already_refunded": "5.00"},
        {"refunded": "seller"},
        {"refunded": "platform"},
    ),
    "claim_opened": ({}, {"refunded": "seller"}, {"refunded": "platform"}, {"already_refunded": "5.00"}),
    "not_received": (
        {},
        {"remedy": "replacement"},
        {"checked": "yes"},
        {"checked": "yes", "remedy": "replacement"},
        {"checked": "yes", "remedy": "decline"},
        {"buyer_choice": "refund"},
        {"buyer_choice": "wait"},
        {"buyer_choice": "replacement"},
    ),
}
"""What later steps of a case can have set before the questions begin."""


@lru_cache(maxsize=1)
def desk() -> Desk:
    """Read rules and templates once for all tests."""
    return Desk()


def family_of(channel: str) -> str:
    """Return the family of a channel."""
    return channel.partition("-")[0]


def request_for(channel: str, situation: str, answers: Raw, order: Raw | None = None, **top: object) -> Raw:
    """Build a request about one paid mug, bought by an invented buyer."""
    known = {
        "number": NUMBERS[family_of(channel)],
        "buyer_name": "Alex Miller",
        "item": "Blue mug",
        "item_price": "25.00",
        "shipping_paid": "4.99",
        "service": "Standard",
        **(order or {}),
    }
    return {
        "situation": situation,
        "channel": channel,
        "today": "2026-11-22",
        "message_language": "en",
        "message_received": "2026-11-21",
        "order": known,
        "answers": answers,
        "seller": {"shop_name": "Mug Corner", "signature": "Dana"},
        **top,
    }


@lru_cache(maxsize=64)
def decisions(channel: str, situation: str) -> tuple[Decision, ...]:
    """Return one decision for everything a message can tell apart, in the order of the questions."""
    found: dict[object, Decision] = {}
    for later in _LATER.get(situation, ({},)):
        for answers, decision in _walk(channel, situation, dict(later)):
            found.setdefault(_told_apart(decision), _completed(channel, situation, answers, decision))
    return tuple(found.values())


def all_decisions() -> Iterator[Decision]:
    """Give the decisions of every channel and situation."""
    for channel in CHANNELS:
        for situation in situations_at(channel):
            yield from decisions(channel, situation)


def situations_at(channel: str) -> tuple[Situation, ...]:
    """List the situations that can come about on a channel."""
    return tuple(situation for situation in Situation if happens_at(family_of(channel), situation))


def variants(decision: Decision) -> Iterator[Decision]:
    """Give a decision with its actions ticked and not, with each optional fact missing, with all, and with 3 units."""
    codes = frozenset(action.code for action in decision.actions)
    order = decision.request.order
    orders = [order, order._replace(quantity=3, units=3), order._replace(quantity=3, units=1)]
    orders += [_without(order, key) for key in OPTIONAL if getattr(order, key) is not None]
    orders.append(_without(order, *OPTIONAL))
    orders.append(order._replace(item="Hand-painted stoneware mug with a very long handle and a lid " * 4))
    for done in (frozenset[str](), codes):
        for each in orders:
            yield decision._replace(request=decision.request._replace(order=each, done=done))
        nobody = decision.request.seller._replace(shop_name=None, signature=None)
        yield decision._replace(request=decision.request._replace(seller=nobody, done=done))


def _without(order: Order, *keys: str) -> Order:
    nothing: dict[str, Any] = dict.fromkeys(keys)
    return order._replace(**nothing)


def _walk(channel: str, situation: str, first: Raw) -> Iterator[tuple[Raw, Decision]]:
    waiting = [first]
    while waiting:
        answers = waiting.pop()
        try:
            answer = desk().decide(request_for(channel, situation, answers))
        except BadInput:
            # A later step that cannot have happened to such a parcel.
            continue
        if isinstance(answer, Question):
            waiting += [answers | {answer.fact: each} for each in reversed(_possible(answer))]
        else:
            yield answers, answer


def _possible(question: Question) -> tuple[str, ...]:
    if question.fact == "new_ship_date":
        return ("2026-11-24",)
    if question.fact == "delivered_on":
        return (*_ANSWERS["date"], _LONG_AGO)
    return question.choices or _ANSWERS[question.kind]


def _told_apart(decision: Decision) -> object:
    told = {name for template in templates_of(decision.resolution) for name in allowed_names(template)}
    said = ("parcel", "checked", "buyer_choice", "fault", "returnable", "offer", "window")
    facts = tuple((read.fact, read.value) for read in decision.facts if read.fact in {*said, *told})
    order, reason = decision.request.order, decision.request.answered.get("reason")
    said_of_it = reason if "reason" in told else None
    return decision.resolution, facts, said_of_it, order.already_refunded, order.deduction_percent


def _completed(channel: str, situation: str, answers: Raw, decision: Decision) -> Decision:
    """Return the same decision about an order of which everything is known that fits it."""
    facts = {read.fact: read.value for read in decision.facts}
    is_old = facts.get("window") == "closed" or answers.get("delivered_on") == _LONG_AGO
    days = _days(situation, facts, is_old=is_old)
    order = {"carrier": "USPS", "tracking_number": "9400100000000000000000", **days}
    if facts.get("parcel") == "untracked":
        order = {"carrier": "USPS", **days}
    completed = desk().decide(request_for(channel, situation, answers, order))
    assert isinstance(completed, Decision)
    assert completed.resolution is decision.resolution
    return completed


def _days(situation: str, facts: dict[str, str], *, is_old: bool) -> Raw:
    if situation in ("return_arrived", "claim_opened", "platform_refunded"):
        return _days_of_a_later_event(situation, facts, is_old=is_old)
    shipped = facts.get("shipped") == "yes" or situation == "return"
    overdue = facts.get("overdue") == "yes"
    late = facts.get("ship_overdue") == "yes"
    if is_old:
        return {"ordered_at": "2026-08-10", "shipped_on": "2026-08-12", "latest_delivery": "2026-08-20"}
    days: Raw = {
        "ordered_at": "2026-11-22" if facts.get("self_cancel_open") == "yes" else "2026-10-30",
        "ship_by": "2026-11-03" if shipped or late else "2026-11-24",
        "latest_delivery": "2026-11-14" if overdue or situation == "return" else "2026-11-27",
    }
    if shipped:
        days["shipped_on"] = "2026-11-03"
    if facts.get("parcel") == "delivered" or situation == "return":
        days["delivered_on"] = "2026-11-10"
    if facts.get("parcel") in ("moving", "stalled"):
        days["last_scan_on"] = "2026-11-20" if facts["parcel"] == "moving" else "2026-11-08"
    return days


def _days_of_a_later_event(situation: str, facts: dict[str, str], *, is_old: bool) -> Raw:
    if is_old:
        days = {"ordered_at": "2026-08-10", "shipped_on": "2026-08-12", "latest_delivery": "2026-08-20"}
    else:
        days = {"ordered_at": "2026-10-30", "shipped_on": "2026-11-03", "latest_delivery": "2026-11-14"}
    claimed = facts.get("claim") == "not_received" and facts.get("proof") != "signature"
    if not claimed and facts.get("came_back_as", "return") == "return":
        days["delivered_on"] = _LONG_AGO if is_old else "2026-11-10"
    if situation == "return_arrived":
        days["returned_on"] = "2026-11-20"
    return days | ({"claim_id": "CLAIM-77"} if situation == "claim_opened" else {})
