"""Draw from a request and its decision what the list of cases shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.logic.case import CaseStatus, RawRequest, Summary
from app.logic.case_history import History

FIRST_SECOND = time(0, 0, 1)
"""The clock of a due moment that opens a day; midnight itself may be the end of a clock in hours."""
_ORDER_TEXTS = ("buyer_name", "item", "sku", "tracking_number")


def summarise(request: RawRequest, history: History, zone: str | None) -> Summary:
    """Return the line of a case; `zone` is the channel's IANA zone, in which its days end (None: the computer's)."""
    refund = _mapping((history.decision or {}).get("refund"))
    due_at, due_action = _next_due(history, zone)
    return Summary(
        order_number=_order_text(request, "number"),
        **{key: _order_text(request, key) for key in _ORDER_TEXTS},
        channel=_word(request.get("channel")),
        situation=_word(request.get("situation")),
        resolution=_word((history.decision or {}).get("resolution")),
        status=history.status(),
        currency=_word(refund.get("currency")) or _order_text(request, "currency") or None,
        refund_total=stored_amount(refund.get("total")),
        due_at=due_at,
        due_action=due_action,
    )


def stored_amount(amount: object) -> int | None:
    """Read an amount written with all digits of its currency (`29.99`, or `2999` in yen) as minor units."""
    digits = amount.replace(".", "", 1) if isinstance(amount, str) else ""
    return int(digits) if digits.lstrip("-").isascii() and digits.lstrip("-").isdigit() else None


def moment_in_utc(value: object, zone: str | None) -> datetime | None:
    """Read a day (its last second in `zone`) or a date-time with offset as a moment in UTC; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            moment = _end_of_day(date.fromisoformat(value), zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError, ZoneInfoNotFoundError):
        return None


def due_of(action: Mapping[str, object], decided_at: datetime | None, zone: str | None) -> datetime | None:
    """Return when an action is due: its last moment; without one the opening of its first day, if that lay ahead.

    What could be done on the day of the decision and has no end is never due.
    """
    latest = moment_in_utc(action.get("latest"), zone)
    earliest = action.get("earliest")
    if latest is not None or decided_at is None or not isinstance(earliest, str):
        return latest
    opening = _opening(earliest, zone)
    return opening if opening is not None and opening > decided_at else None


def _opening(day: str, zone: str | None) -> datetime | None:
    try:
        first = datetime.combine(date.fromisoformat(day), FIRST_SECOND)
        return (first.replace(tzinfo=ZoneInfo(zone)) if zone else first.astimezone()).astimezone(UTC)
    except (ValueError, OverflowError, ZoneInfoNotFoundError):
        return None


def _end_of_day(day: date, zone: str | None) -> datetime:
    last = datetime.combine(day, time(23, 59, 59))
    return last.replace(tzinfo=ZoneInfo(zone)) if zone else last.astimezone()


def _next_due(history: History, zone: str | None) -> tuple[datetime | None, str | None]:
    if history.status() is CaseStatus.CLOSED:
        return None, None
    ends = [(due_of(action, history.decided_at, zone), str(action.get("code"))) for action in history.to_do()]
    known = [(moment, code) for moment, code in ends if moment is not None]
    return min(known, default=(None, None), key=lambda end: end[0])


def _order_text(request: RawRequest, key: str) -> str:
    """Return a text of the order; an answer outranks the order."""
    for part in ("answers", "order"):
        value = _mapping(request.get(part)).get(key)
        if isinstance(value, str):
            return value.strip()
    return ""


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
