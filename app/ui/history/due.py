"""Say in words how long there is still time.

A deadline that is a day ends with that day at the place of sale, wherever the seller is; one with an hour is told in
the seller's zone. `zone` is always the place of sale's IANA zone, None where that is the computer's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import IntEnum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.logic.moments import FIRST_SECOND

_HOUR: Final = timedelta(hours=1)
_FEW_HOURS: Final = 6 * _HOUR
"""So little time is counted, even across midnight."""
_LAST_SECOND: Final = time(23, 59, 59)
_WEEK: Final = 7


class Urgency(IntEnum):
    """How a due moment is drawn; the words say the same."""

    PUT_OFF = -1
    NONE = 0
    LATER = 1
    SOON = 2
    LATE = 3


@dataclass(frozen=True, slots=True)
class Due:
    """A due moment in words, as seen from the seller's clock."""

    words: str
    urgency: Urgency


def due_in_words(due_at: datetime | None, now: datetime, zone: str | None) -> Due:
    """Describe an aware moment as the seller would: `in 3 h`, `tomorrow`, `2 days late`; `now` is in their zone."""
    if due_at is None:
        return Due("", Urgency.NONE)
    if first_day := opening_day(due_at, zone):
        return _from(first_day, in_zone(now, zone).date())
    last_day = closing_day(due_at, zone)
    local = in_sellers_zone(due_at, now)
    days = (last_day - in_zone(now, zone).date()).days if last_day else (local.date() - now.date()).days
    if local < now:
        return Due(_late(now - local, -days), Urgency.LATE)
    if days == 0 or (not last_day and local - now < _FEW_HOURS):
        return Due("today" if last_day else _today(local, local - now), Urgency.SOON)
    if days == 1:
        return Due("tomorrow", Urgency.SOON)
    return Due(f"in {days} days", Urgency.LATER)


def closing_day(moment: datetime, zone: str | None) -> date | None:
    """Return the day that ends with a moment at the place of sale; None for a moment that is an hour."""
    there = in_zone(moment, zone)
    return there.date() if there.time().replace(microsecond=0) == _LAST_SECOND else None


def opening_day(moment: datetime, zone: str | None) -> date | None:
    """Return the day from which something without an end can be done; None for a moment that ends something."""
    there = in_zone(moment, zone)
    return there.date() if there.time().replace(microsecond=0) == FIRST_SECOND else None


def in_zone(moment: datetime, zone: str | None) -> datetime:
    """Return a moment as the clocks of the place of sale show it."""
    try:
        return moment.astimezone(ZoneInfo(zone) if zone else None)
    except (ZoneInfoNotFoundError, ValueError):
        return moment.astimezone()


def in_sellers_zone(moment: datetime, now: datetime) -> datetime:
    """Return a moment as the seller's clocks show it on its day, which may be before or after they were changed."""
    # The computer's time carries only today's offset from UTC.
    of_computer = isinstance(now.tzinfo, timezone) and now.utcoffset() == now.astimezone().utcoffset()
    return moment.astimezone(None if of_computer else now.tzinfo)


def _from(first_day: date, today: date) -> Due:
    if first_day == today:
        return Due("from today", Urgency.SOON)
    words = f"{first_day.day} {first_day:%b}" + (f" {first_day.year}" if first_day.year != today.year else "")
    return Due(f"from {words}", Urgency.LATER) if first_day > today else Due(f"since {words}", Urgency.SOON)


def _late(by: timedelta, days: int) -> str:
    if days >= 1:
        return "1 day late" if days == 1 else f"{days} days late"
    return f"{by // _HOUR} h late" if by >= _HOUR else "just late"


def _today(local: datetime, left: timedelta) -> str:
    if left < _HOUR:
        return f"in {max(1, left // timedelta(minutes=1))} min"
    return f"in {left // _HOUR} h" if left < _FEW_HOURS else f"today {local:%H:%M}"


def moment_in_words(moment: datetime, now: datetime) -> str:
    """Write a past or coming moment briefly in the zone of `now`: `today 15:02`, `14 Nov 09:30`, `3 Jan 2024`."""
    local = in_sellers_zone(moment, now)
    if local.date() == now.date():
        return f"today {local:%H:%M}"
    if local.date() == now.date() - timedelta(days=1):
        return f"yesterday {local:%H:%M}"
    if abs((now - local).days) < 300:
        return f"{local.day} {local:%b %H:%M}"
    return f"{local.day} {local:%b %Y}"


def until_in_words(until: datetime, now: datetime) -> str:
    """Write a coming moment briefly in the seller's zone: `20:00`, `Tue 09:00`, `30 Nov 09:00`."""
    local = in_sellers_zone(until, now)
    days = (local.date() - now.date()).days
    if days == 0:
        return f"{local:%H:%M}"
    return f"{local:%a %H:%M}" if 0 < days < _WEEK else f"{local.day} {local:%b %H:%M}"


def put_off_words(until: datetime, why: str, now: datetime) -> str:
    """Say until when something is put off and why: `put off until Tue 09:00: wait for supplier`."""
    return ": ".join(filter(None, (f"put off until {until_in_words(until, now)}", why)))
