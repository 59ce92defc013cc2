"""Derive facts from the order, the calendar and the policies, and say what to ask where that is not enough."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.logic.calendar import clock_end, day_in_zone
from app.logic.carriers import find_carrier, stalled_after
from app.logic.claims import debited_since, last_day, recovery_key
from app.logic.facts import SOURCE_VALUES, Origin
from app.logic.known import Ask, Known, derived
from app.logic.window import return_window

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.logic.carriers import Carrier
    from app.logic.facts import Request
    from app.logic.policy import Policy

FIRST_SCAN_REFUNDS = "amazon-us"
"""Where the platform itself may have refunded a return before the seller saw it (policies A4)."""


def _shipped(request: Request, policy: Policy, known: Mapping[str, Known]) -> Known | None:
    keys = [key for key in ("shipped_on", "delivered_on", "last_scan_on") if getattr(request.order, key) is not None]
    if keys:
        return derived("yes", _origin(request, *keys))
    return derived("no", _origin(request, "shipped_on")) if "shipped_on" in request.order.known_none else None


def _self_cancel_open(request: Request, policy: Policy, known: Mapping[str, Known]) -> Known | None:
    ordered = request.order.ordered_at
    minutes = policy.value("cancel.self_cancel_minutes", request.ordered_on())
    if ordered is None or minutes is None:
        return None
    if isinstance(ordered, datetime) and request.now is not None:
        is_open = request.now - ordered <= timedelta(minutes=minutes.number)
        return derived(is_open, Origin.CALENDAR, minutes)
    if day_in_zone(ordered, request.channel.time_zone) < request.today:
        return derived(False, Origin.CALENDAR, minutes)
    return None


def _ship_overdue(request: Request, policy: Policy, known: Mapping[str, Known]) -> Known | None:
    ship_by = request.order.ship_by
    return None if ship_by is None else derived(ship_by < request.today)


def _overdue(request: Request, policy: Policy, known: Mapping[str, Known]) -> Known | None:
    latest = request.order.latest_delivery
    return None if latest is None else derived(latest < request.today)


def _parcel(request: Request, policy: Policy, known: Mapping[str, Known]) -> Known | None:
    shipped = known.get("shipped")
    if shipped is None or shipped.value == "no":
        return None
    if request.order.delivered_on is not None:
        return derived("delivered", _origin(request, "delivered_on"))
    if "tracking_number" in request.order.known_none:
        return derived("untracked", _origin(request, "tracking_number"))
    return _parcel_by_scan(request)


def _parcel_by_scan(request: Request) -> Known | None:
    """Call a parcel stalled once the days to the carrier's earliest step have passed since its last scan.

    A carrier that counts from the expected delivery cannot be late before that day.
    """
    scanned = request.order.last_scan_on
    carrier = carrier_of(request)
    step = stalled_after(carrier) if carrier else None
    if scanned is None or step is None:
        return None
    expected = request.order.latest_delivery
    start = max(scanned, expected) if expected and step.counted_from == "expected_delivery" else scanned
    end = clock_end(start, step.amount, step.unit, request.channel.time_zone, request.channel.country)
    return derived("moving" if request.today < end else "stalled", Origin.CALENDAR, step.entry)


def carrier_of(request: Request) -> Carrier | None:
    """Return the carrier of an order; abroad it is the one for parcels that leave the country."""
    home = request.seller.ships_from or request.channel.country
    buyer = request.order.buyer_country
    international = home is not None and buyer is not None and home != buyer
    return find_carrier(request.order.carrier, international=international, country=home)


def _fault(request: Request, policy: Policy, known: Mapping[str, Known]) -> Known | None:
    reason = request.answered.get("reason")
    entry = policy.value(f"reason_fault.{reason}", request.ordered_on()) if reason else None
    # The seller's answer in other words, so it does not give way to other answers as what the order tells does.
    return Known(entry.text, request.origin_of("reason"), because=(entry,)) if entry else None


def _returnable(request: Request, policy: Policy, known: Mapping[str, Known]) -> Known | None:
    """Read a seller's no-returns term on eBay, which does not hold against buyers in the EU and the UK."""
    if request.channel.family == "ebay" and request.seller.no_returns and request.buyer_region() not in ("eu", "uk"):
        return derived("no", Origin.CHANNEL)
    return None


def _window(request: Request, policy: Policy, known: Mapping[str, Known]) -> Known | None:
    window = return_window(request, policy)
    return window if isinstance(window, Known) else None


def _refunded(request: Request, policy: Policy, known: Mapping[str, Known]) -> Known | None:
    """Read who paid the buyer back from the earlier refunds; a part of the price is not yet a refund.

    Without one, only amazon-us is unclear: Amazon refunds there on the first scan of a return.
    """
    order = request.order
    if order.already_refunded:
        if order.item_price is None:
            return None
        by_seller = order.already_refunded >= order.paid()
        return derived("seller" if by_seller else "no", _origin(request, "already_refunded"))
    return None if request.channel.id == FIRST_SCAN_REFUNDS else derived("no", Origin.DEFAULT)


def _still_open(request: Request, policy: Policy, known: Mapping[str, Known]) -> Known | None:
    debited_for = known.get("debited_for")
    if debited_for is None:
        return None
    key, start = recovery_key(request, debited_for.value), debited_since(request, debited_for.value)
    if key is None:
        return derived("no", Origin.CHANNEL)
    entry = policy.value(key, request.today)
    if entry is None or start is None:
        return None
    return derived(request.today <= last_day(request, policy, entry, start), Origin.CALENDAR, entry)


DERIVED: Mapping[str, Callable[[Request, Policy, Mapping[str, Known]], Known | None]] = MappingProxyType(
    {
        "shipped": _shipped,
        "self_cancel_open": _self_cancel_open,
        "ship_overdue": _ship_overdue,
        "parcel": _parcel,
        "overdue": _overdue,
        "fault": _fault,
        "returnable": _returnable,
        "window": _window,
        "refunded": _refunded,
        "still_open": _still_open,
    }
)
"""How each derived fact is worked out; None where what is known does not tell it."""

SOURCE_DATES: Mapping[str, str] = MappingProxyType(
    {"ship_overdue": "ship_by", "overdue": "latest_delivery", "still_open": "debited_on"}
)


def expired_wait(request: Request) -> Known | None:
    """Return the choice of a buyer whose agreed waiting time is over: it counts as a refund."""
    chosen = request.answered.get("buyer_choice", "wait")
    return derived("refund") if chosen == "wait" and wait_is_over(request) else None


def wait_is_over(request: Request) -> bool:
    """Say whether the day until which the buyer agreed to wait has passed."""
    until = request.order.wait_until
    return until is not None and until < request.today


def _has_clock(request: Request, policy: Policy, known: Mapping[str, Known]) -> bool:
    """Say whether a day would tell that the debit can still be contested."""
    debited_for = known.get("debited_for")
    key = recovery_key(request, debited_for.value) if debited_for else None
    return key is not None and policy.value(key, request.today) is not None


def what_to_ask(fact: str, choices: Sequence[str], request: Request, policy: Policy, known: Mapping[str, Known]) -> Ask:
    """Return the question for an unknown fact: its source where it has one that can still be known."""
    if fact == "fault" and "reason" not in request.answered and _reasons_tell(request, policy):
        return Ask("reason", choices=SOURCE_VALUES["reason"])
    if fact == "window":
        window = return_window(request, policy)
        if isinstance(window, Ask):
            return window
    source = SOURCE_DATES.get(fact)
    if fact == "still_open" and not _has_clock(request, policy, known):
        source = None
    if source is not None and source not in request.order.known_none:
        return Ask(source, "date")
    if fact == "parcel" and request.order.tracking_number is not None:
        choices = [value for value in choices if value != "untracked"]
    return Ask(fact, choices=tuple(choices))


def _reasons_tell(request: Request, policy: Policy) -> bool:
    """Say whether a table of reasons holds for the day of the order: none does for an order that is too old."""
    ordered = request.ordered_on()
    return any(policy.value(f"reason_fault.{reason}", ordered) for reason in SOURCE_VALUES["reason"])


def _origin(request: Request, *keys: str) -> Origin:
    if all(key in request.from_case for key in keys):
        return Origin.CASE
    return Origin.ANSWER if all(key in request.answered_keys for key in keys) else Origin.ORDER
