"""Read the moments and amounts of a stored decision: days that end and begin where the order was sold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FIRST_SECOND = time(0, 0, 1)
"""The clock of a due moment that opens a day; midnight itself may be the end of a clock in hours."""


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

    What could be done on the day of the decision and has no end is never due, nor what was too late by then.
    """
    if action.get("too_late") is True:
        return None
    latest = moment_in_utc(action.get("latest"), zone)
    earliest = action.get("earliest")
    if latest is not None or decided_at is None or not isinstance(earliest, str):
        return latest
    opening = opening_of(earliest, zone)
    return opening if opening is not None and opening > decided_at else None


def opening_of(day: str, zone: str | None, at: time = FIRST_SECOND) -> datetime | None:
    """Return when a day begins in `zone` as a moment in UTC; None for what is no day."""
    try:
        first = datetime.combine(date.fromisoformat(day), at)
        return (first.replace(tzinfo=ZoneInfo(zone)) if zone else first.astimezone()).astimezone(UTC)
    except (ValueError, OverflowError, ZoneInfoNotFoundError):
        return None


def _end_of_day(day: date, zone: str | None) -> datetime:
    last = datetime.combine(day, time(23, 59, 59))
    return last.replace(tzinfo=ZoneInfo(zone)) if zone else last.astimezone()
