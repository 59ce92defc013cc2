"""The moments until which a task can be put off, in the seller's own zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import Final

from app.logic.calendar import add_business_days

MORNING: Final = time(9)
EVENING: Final = time(20)


class Later(StrEnum):
    """How long a task is put off."""

    HOUR = "hour"
    TONIGHT = "tonight"
    TOMORROW = "tomorrow"
    BUSINESS_DAY = "business_day"
    THREE_DAYS = "three_days"
    SEVEN_DAYS = "seven_days"


LATER_WORDS: Final = {
    Later.HOUR: "1 hour",
    Later.TONIGHT: "Tonight",
    Later.TOMORROW: "Tomorrow",
    Later.BUSINESS_DAY: "Next business day",
    Later.THREE_DAYS: "In 3 days",
    Later.SEVEN_DAYS: "In 7 days",
}
_DAYS: Final = {Later.TOMORROW: 1, Later.THREE_DAYS: 3, Later.SEVEN_DAYS: 7}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to put a task off; `until` is in the seller's zone."""

    later: Later
    until: datetime
    is_too_late: bool


def choices(now: datetime, country: str | None, latest: datetime | None) -> tuple[Choice, ...]:
    """Return the moments to choose from, none before `now`, which is in the seller's zone.

    Business days skip the public holidays of `country`, the place of sale's. `is_too_late` marks what lies after the
    task's last moment. Tonight is left out once the evening has begun.
    """
    return tuple(
        Choice(later, until, is_too_late=latest is not None and until.astimezone(UTC) > latest.astimezone(UTC))
        for later, until in _moments(now, country)
    )


def _moments(now: datetime, country: str | None) -> Iterator[tuple[Later, datetime]]:
    today = now.date()
    for later in Later:
        match later:
            case Later.HOUR:
                yield later, _in_zone_of(now, now.astimezone(UTC) + timedelta(hours=1))
            case Later.TONIGHT:
                if (evening := _at(today, EVENING, now)) > now:
                    yield later, evening
            case Later.BUSINESS_DAY:
                yield later, _at(add_business_days(today, 1, country), MORNING, now)
            case _:
                yield later, _at(today + timedelta(days=_DAYS[later]), MORNING, now)


def _at(day: date, clock: time, now: datetime) -> datetime:
    """Return a moment of a day in the zone of `now`; an hour that the clocks skip becomes the next one there is."""
    local = datetime.combine(day, clock)
    zone = _zone_of(now)
    moment = local.astimezone() if zone is None else local.replace(tzinfo=zone)
    return _in_zone_of(now, moment.astimezone(UTC))


def _in_zone_of(now: datetime, moment: datetime) -> datetime:
    return moment.astimezone(_zone_of(now))


def _zone_of(now: datetime) -> tzinfo | None:
    """Return the zone of a moment; None for the computer's, whose moments carry only the offset of their day."""
    of_computer = isinstance(now.tzinfo, timezone) and now.utcoffset() == now.astimezone().utcoffset()
    return None if of_computer else now.tzinfo
