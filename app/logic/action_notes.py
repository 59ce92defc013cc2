"""What is to be said of an action's clock: that it is over, that it leaves no day, or what happens after its end."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.calendar import day_in_zone
from app.logic.words import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.logic.facts import Moment, Request
    from app.logic.policy import Policy, PolicyValue

    Span = tuple[Moment | None, Moment | None]

_CARRIER_OVER: Final = "The carrier can refuse it now: ask once, or write the loss off."
_CLAIM_OVER: Final = "The platform may have decided already: look at the claim before you do anything else."
_CONTEST_OVER: Final = "The platform can refuse it now: ask once, or write the loss off."

CLOSING: Mapping[str, str] = MappingProxyType(
    {
        "open_trace": _CARRIER_OVER,
        "file_carrier_claim": _CARRIER_OVER,
        "file_insurance_claim": "The insurer can refuse it now: ask once, or write the loss off.",
        "answer_claim": _CLAIM_OVER,
        "refund_in_claim": _CLAIM_OVER,
        "appeal_claim": _CONTEST_OVER,
        "file_safet": _CONTEST_OVER,
        "follow_claim": "The buyer can hardly claim from the marketplace now: ask it before you refund.",
    }
)
"""Actions that others stop taking after their last moment, and what is left then; all others can be done late."""

_WINDOWS: Final = ("open_trace", "file_carrier_claim", "file_insurance_claim")
_UNTIL_CANCELLED: Final = ("hold_parcel", "decide_at_ship_by", "ship")
AUTO_CANCEL: Final = "cancel.auto_cancel"


class Told(NamedTuple):
    """A sentence about a clock, the policy value it rests on, and whether the clock is over for good."""

    sentence: str
    entry: PolicyValue | None = None
    too_late: bool = False


def tell(code: str, span: Span, request: Request, policy: Policy) -> Told | None:
    """Return what the seller must know about the clock of an action; None where the days say it all.

    `span` is as it was reckoned: its first moment can lie after its last one.
    """
    latest = span[1]
    if code in CLOSING and latest is not None and has_passed(latest, request):
        over = day_words(day_in_zone(latest, request.channel.time_zone))
        return Told(f"The last day for this was {over}. {CLOSING[code]}", too_late=True)
    if code in _WINDOWS:
        return _no_day(span, request) or (_insurer(latest, request) if code == "file_insurance_claim" else None)
    if code in _UNTIL_CANCELLED:
        return _auto_cancel(request, policy)
    return _whole_order(request) if code == "cancel_on_channel" else None


def has_passed(moment: Moment, request: Request) -> bool:
    """Say whether a moment lies behind; a day has passed once another one has begun in the place's zone."""
    if isinstance(moment, datetime) and request.now is not None:
        return request.now > moment
    return request.today > day_in_zone(moment, request.channel.time_zone)


def is_upside_down(earliest: Moment | None, latest: Moment | None, zone: str | None) -> bool:
    """Say whether a span ends before it begins, by the hour where both hours are known."""
    if earliest is None or latest is None:
        return False
    if isinstance(earliest, datetime) and isinstance(latest, datetime):
        return latest < earliest
    return day_in_zone(latest, zone) < day_in_zone(earliest, zone)


def _no_day(span: Span, request: Request) -> Told | None:
    earliest, latest = span
    zone = request.channel.time_zone
    if earliest is None or latest is None or not is_upside_down(earliest, latest, zone):
        return None
    first, last = (day_words(day_in_zone(moment, zone)) for moment in (earliest, latest))
    return Told(f"It opens on {first} only, and ends on {last}: no day is left between. Ask the carrier before {last}.")


def _insurer(latest: Moment | None, request: Request) -> Told | None:
    seller = request.seller
    if seller.insurer_claim_days is None:
        return None
    whose = f"The last day of {seller.insurer or 'your insurer'}"
    if latest is None:
        return Told(f"{whose} counts from the day the parcel left, which is not known here.")
    return Told(f"{whose} comes from your settings: {seller.insurer_claim_days} days after the parcel left.")


def _auto_cancel(request: Request, policy: Policy) -> Told | None:
    """Say when the platform cancels by itself an order that is neither sent nor cancelled."""
    ship_by, entry = request.order.ship_by, policy.value(AUTO_CANCEL, request.today)
    if ship_by is None or entry is None:
        return None
    end = day_in_zone(policy.clock_end(entry, ship_by), request.channel.time_zone)
    if end < request.today:
        sentence = f"The platform cancels by itself after {day_words(end)}, which is past: look at the order first."
    else:
        sentence = f"If it is neither sent nor cancelled, the platform cancels by itself after {day_words(end)}."
    return Told(sentence, entry)


def _whole_order(request: Request) -> Told | None:
    """Say how only some of the units are cancelled."""
    order, family = request.order, request.channel.family
    if order.all_units():
        return None
    some = f"{order.units} of {order.quantity} units"
    if family == "amazon":
        return Told(f"Only {some}: adjust the order instead of cancelling all of it.")
    return Told(f"eBay cancels whole orders only, and here it is {some}.") if family == "ebay" else None
