"""The clocks of claims and debits: when a platform takes them, and until when the seller can answer back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.logic.calendar import day_in_zone

if TYPE_CHECKING:
    from datetime import date

    from app.logic.facts import Moment, Request
    from app.logic.policy import Policy, PolicyValue

APPEAL, SAFET = "appeal.days", "safet.days"


def claims_open(request: Request, policy: Policy) -> tuple[date, PolicyValue] | None:
    """Return the first day of a claim for a parcel that did not arrive, and the policy value that says so."""
    latest, ordered, today = request.order.latest_delivery, request.order.ordered_at, request.today
    opens, after_order = policy.value("claim.opens", today), policy.value("claim.opens_after_order", today)
    if opens is None or latest is None:
        return None
    days = [(last_day(request, policy, opens, latest), opens)]
    if after_order and ordered:
        days.append((last_day(request, policy, after_order, ordered), after_order))
    return min(days, key=lambda found: found[0])


def recovery_key(request: Request, debited_for: str) -> str | None:
    """Name the policy value by which a debit can be contested; None for a return that no platform pays for."""
    if debited_for == "claim":
        return APPEAL
    return SAFET if request.channel.family == "amazon" else None


def debited_since(request: Request, debited_for: str) -> date | None:
    """Return the day from which the time to contest runs: for a return the later one of refund and arrival."""
    order = request.order
    days = [order.debited_on, *((order.returned_on,) if debited_for == "return" else ())]
    return max((day for day in days if day), default=None) if order.debited_on else None


def last_day(request: Request, policy: Policy, entry: PolicyValue, start: Moment) -> date:
    """Return the last day of a clock that starts at some moment."""
    return day_in_zone(policy.clock_end(entry, start), request.channel.time_zone)
