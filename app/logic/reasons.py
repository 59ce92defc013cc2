"""Say in plain sentences why a decision came out as it did, one sentence for each fact that the rule read."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from app.logic.facts import Origin
from app.logic.words import CHOICES, day_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from app.logic.decision import FactRead
    from app.logic.facts import Request

_SENTENCES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("shipped", "yes"): "The parcel has left{shipped_on}.",
        ("shipped", "no"): "The parcel has not left yet.",
        ("confirmed", "yes"): "The shipment is confirmed, so the order can no longer be cancelled.",
        ("confirmed", "no"): "The shipment is not confirmed.",
        ("official_request", "yes"): "The buyer asked for it in the way that counts, so cancelling does you no harm.",
        ("official_request", "no"): "It came as a plain message; cancelling on it counts against you.",
        ("self_cancel_open", "yes"): "The order is so recent that the buyer can cancel it alone.",
        ("self_cancel_open", "no"): "The time in which the buyer can cancel alone is over.",
        ("willing", "yes"): "You are willing to pay for the faster service.",
        ("willing", "no"): "The faster service would be at your cost, and you do not have to offer it.",
        ("ship_overdue", "yes"): "The ship-by date{ship_by} has passed.",
        ("ship_overdue", "no"): "The ship-by date{ship_by} has not passed.",
        ("can_ship", "yes"): "You can send it on a firm date.",
        ("can_ship", "no"): "You cannot send it.",
        ("parcel", "moving"): "The carrier shows the parcel moving{last_scan_on}.",
        ("parcel", "stalled"): "The carrier has not scanned the parcel for days{last_scan_on}.",
        ("parcel", "lost"): "The carrier says the parcel is lost.",
        ("parcel", "delivered"): "The carrier reports it delivered{delivered_on}.",
        ("parcel", "returning"): "The parcel is on its way back.",
        ("parcel", "returned"): "The parcel came back{returned_on}.",
        ("parcel", "untracked"): "It was sent without tracking, so nobody can show where it is.",
        ("overdue", "yes"): "The latest delivery date{latest_delivery} has passed.",
        ("overdue", "no"): "The latest delivery date{latest_delivery} has not passed.",
        ("protected", "yes"): "The marketplace's protection covers it; a refund of your own would forfeit that.",
        ("protected", "no"): "The marketplace's protection does not cover it.",
        ("checked", "yes"): "The carrier was asked and stands by the delivery.",
        ("checked", "no"): "The carrier has not been asked yet.",
        ("buyer_choice", "open"): "The buyer has not chosen yet.",
        ("buyer_choice", "refund"): "The buyer wants the money back, or the agreed wait is over.",
        ("buyer_choice", "wait"): "The buyer agreed to wait{wait_until}.",
        ("buyer_choice", "replacement"): "The buyer wants a new one.",
        ("remedy", "refund"): "The buyer gets the money back.",
        ("remedy", "replacement"): "A new one is sent instead of a refund.",
        ("remedy", "decline"): "Neither refund nor replacement: the delivery is confirmed.",
        ("fault", "seller"): "The seller answers for this reason{reason}, and pays for the return.",
        ("fault", "buyer"): "The buyer answers for this reason{reason}.",
        ("authorised", "yes"): "Amazon has already authorised the return.",
        ("authorised", "no"): "The return is not authorised yet.",
        ("returnable", "yes"): "This kind of item can be returned.",
        ("returnable", "no"): "This kind of item cannot be returned unless it is faulty.",
        ("window", "open"): "The time to return is still open.",
        ("window", "closed"): "The time to return is over.",
        ("offer", "return"): "You offer to take it back.",
        ("offer", "replacement"): "You offer a new one.",
        ("offer", "part"): "You offer to send the part.",
        ("offer", "exchange"): "You offer an exchange.",
        ("offer", "partial"): "You offer part of the money back.",
        ("offer", "keep"): "You offer the money back without a return.",
        ("late_choice", "accept"): "You take it back as goodwill.",
        ("late_choice", "decline"): "You do not take it back after the time to return.",
        ("came_back_as", "return"): "It came back to you as a return{returned_on}.",
        ("came_back_as", "refused"): "The buyer refused the parcel, so it counts as undelivered.",
        ("came_back_as", "unclaimed"): "Nobody collected the parcel, so it counts as undelivered.",
        ("came_back_as", "bad_address"): "The address was not right, so the parcel counts as undelivered.",
        ("arrived", "as_sent"): "The item came back as it was sent.",
        ("arrived", "used"): "The item came back used.",
        ("arrived", "incomplete"): "Something is missing from the return.",
        ("arrived", "damaged"): "The item came back damaged.",
        ("arrived", "wrong_item"): "Another item came back.",
        ("arrived", "empty"): "The returned parcel was empty.",
        ("refunded", "no"): "The buyer has not been paid back in full.",
        ("refunded", "seller"): "You have paid the buyer back already.",
        ("refunded", "platform"): "The platform has paid the buyer back already.",
        ("claim", "not_received"): "The buyer claims that nothing arrived.",
        ("claim", "not_as_described"): "The buyer claims that the item is not as described.",
        ("claim", "not_refunded"): "The buyer claims that a refund is missing.",
        ("proof", "signature"): "The carrier has a signature for the delivery.",
        ("proof", "scan"): "The carrier has scanned the delivery, without a signature.",
        ("proof", "none"): "Nothing proves that it was delivered.",
        ("item_back", "yes"): "The item is back with you{returned_on}.",
        ("item_back", "no"): "The item has not come back.",
        ("contest", "yes"): "You can show that the item is as described.",
        ("contest", "no"): "You do not contest the claim.",
        ("debited_for", "claim"): "The money was taken for a claim{debited_on}.",
        ("debited_for", "return"): "The money was taken for a return{debited_on}.",
        ("own_fault", "yes"): "The mistake was yours, so the money stays with the buyer.",
        ("own_fault", "no"): "The mistake was not yours.",
        ("still_open", "yes"): "There is still time to contest it.",
        ("still_open", "no"): "It can no longer be contested.",
    }
)
_SETTLED: Mapping[str, str] = MappingProxyType(
    {
        "confirmed": "Where it was sold, nothing has to be confirmed apart from sending it.",
        "official_request": "Where it was sold, a message is enough to cancel.",
        "self_cancel_open": "Where it was sold, only you can cancel.",
        "authorised": "Where it was sold, you answer every return yourself.",
        "protected": "Where it was sold, no protection pays in your place.",
    }
)
_DAYS = (
    "shipped_on",
    "ship_by",
    "last_scan_on",
    "delivered_on",
    "returned_on",
    "latest_delivery",
    "wait_until",
    "debited_on",
)
_BEFORE_DAY = MappingProxyType(
    {
        "shipped_on": " on ",
        "delivered_on": " on ",
        "returned_on": " on ",
        "debited_on": " on ",
        "wait_until": " until ",
    }
)
_IN_BRACKETS = MappingProxyType({"last_scan_on": " (last scan {})", "ship_by": " ({})", "latest_delivery": " ({})"})


def reasons_for(facts: Sequence[FactRead], request: Request) -> tuple[str, ...]:
    """Return a sentence for each fact read, in the table's order."""
    details = _details(request)
    return tuple(_sentence_of(fact).format_map(details) + _origin_words(fact) for fact in facts)


def _sentence_of(fact: FactRead) -> str:
    """Return the sentence of a fact; what a place of sale settles for every order is said of the place."""
    if fact.origin is Origin.CHANNEL and fact.fact in _SETTLED:
        return _SETTLED[fact.fact]
    return _SENTENCES[fact.fact, fact.value]


def statement(fact: str, value: str, days: Mapping[str, date], reason: str | None = None) -> str | None:
    """Return the sentence for a value, with the days that are known so far; None where a fact has no sentence."""
    sentence = _SENTENCES.get((fact, value))
    details = {key: _day_detail(key, days.get(key)) for key in _DAYS}
    return sentence.format_map({**details, "reason": _reason_detail(reason)}) if sentence else None


def _details(request: Request) -> dict[str, str]:
    details = {key: _day_detail(key, getattr(request.order, key)) for key in _DAYS}
    details["reason"] = _reason_detail(request.answered.get("reason"))
    return details


def _reason_detail(reason: str | None) -> str:
    words = CHOICES.get(("reason", reason or ""))
    return f" ({words.lower()})" if words else ""


def _day_detail(key: str, day: date | None) -> str:
    if day is None:
        return ""
    if key in _IN_BRACKETS:
        return _IN_BRACKETS[key].format(day_words(day))
    return _BEFORE_DAY[key] + day_words(day)


def _origin_words(fact: FactRead) -> str:
    return " (assumed)" if fact.origin is Origin.DEFAULT else ""
