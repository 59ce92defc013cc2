"""How a case sheet writes moments, days, amounts and what the order tells, for a reader who knows nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from app.logic.currencies import is_currency, minor_units
from app.logic.messages.formats import money_text
from app.logic.words import CHOICES, INTERFACE_LOCALE, QUESTIONS
from app.ui.day_words import spell_day
from app.ui.history.due import in_sellers_zone

_SHIPMENT: Final = {
    "carrier": "Carrier",
    "tracking_number": "Tracking number",
    "service": "Service",
    "ordered_at": "Ordered on",
    "ship_by": "To be sent by",
    "shipped_on": "Sent on",
    "last_scan_on": "Last scan by the carrier",
    "latest_delivery": "Latest delivery promised",
    "delivered_on": "Delivered on, as the carrier says",
    "new_ship_date": "New day of sending",
    "wait_until": "Agreed to wait until",
    "return_requested_on": "Return asked for on",
    "returned_on": "Back with the seller on",
    "debited_on": "Money taken by the platform on",
    "answer_by": "Claim to be answered by",
    "claim_id": "Number of the claim",
    "buyer_country": "Country of the buyer",
}
_PAID: Final = {
    "item_price": "Paid for the item",
    "shipping_paid": "Paid for delivery",
    "tax_paid": "Tax paid",
    "already_refunded": "Refunded before this case",
    "insured_amount": "Insured for",
    "return_postage": "Postage of the return",
}


def told(request: Mapping[str, object]) -> dict[str, Any]:
    """Return the order of a request as it is known; an answer outranks what the order says."""
    parts = (request.get("order"), request.get("answers"))
    return {key: value for part in parts if isinstance(part, Mapping) for key, value in part.items()}


def shipment_lines(order: Mapping[str, Any], now: datetime) -> Iterator[tuple[str, str]]:
    """Yield what is known of the parcel and its dates; what is known to be missing says so."""
    for key, title in _SHIPMENT.items():
        if key == "tracking_number" and key in order and order[key] is None:
            yield title, "none: it was sent without tracking"
        elif words := when(order.get(key), now):
            yield title, words


def paid_lines(order: Mapping[str, Any], currency: str | None) -> Iterator[tuple[str, str]]:
    """Yield what was paid, insured and paid back."""
    for key, title in _PAID.items():
        if words := amount_words(order.get(key), currency):
            yield title, words


def when(value: object, now: datetime) -> str:
    """Write a stored day or moment; a text that is neither is written as it is."""
    if not isinstance(value, str):
        return ""
    try:
        return stamp(datetime.fromisoformat(value), now) if "T" in value else spell_day(date.fromisoformat(value))
    except ValueError:
        return value.strip()


def stamp(moment: datetime, now: datetime) -> str:
    """Write a moment on the seller's clock so that nobody can misread it: 22 Nov 2026, 14:03 UTC+1."""
    local = in_sellers_zone(moment, now)
    return f"{spell_day(local.date())}, {local:%H:%M} {offset(local)}"


def offset(moment: datetime) -> str:
    """Name the offset of an aware moment: UTC, UTC+1, UTC+5:30, UTC-8."""
    minutes = (moment.utcoffset() or timedelta()) // timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return "UTC" + (f"{sign}{hours}" + (f":{rest:02}" if rest else "") if minutes else "")


def amount_words(amount: object, currency: str | None) -> str:
    """Write an amount, a plain decimal text or minor units, with its currency; empty for what is none."""
    if currency is None or not is_currency(currency) or isinstance(amount, bool):
        return str(amount) if isinstance(amount, str) else ""
    try:
        minor = minor_units(amount, currency) if isinstance(amount, str) else amount
    except ValueError:
        return str(amount)
    return money_text(minor, currency, INTERFACE_LOCALE) if isinstance(minor, int) else ""


def fact_words(fact: str, value: str, order: Mapping[str, Any]) -> str:
    """Say a fact of a decision as a sentence, with the day that belongs to it."""
    from app.logic.reasons import statement

    days = {key: day for key, at in order.items() if (day := _day(at)) is not None}
    if said := statement(fact, value, days, order.get("reason")):
        return said
    question = QUESTIONS.get(fact)
    name = question.title if question else f"{fact.replace('_', ' ').capitalize()}:"
    return f"{name} {CHOICES.get((fact, value)) or when(value, datetime.now().astimezone())}"


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
