"""Days and clocks: business days with a country's public holidays, hours that survive a clock change."""

import json
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.logic.resources import resource_folder

HOURS: Final = "hours"
MINUTES: Final = "minutes"
CALENDAR_DAYS: Final = "calendar_days"
BUSINESS_DAYS: Final = "business_days"
MONTHS: Final = "months"
YEARS: Final = "years"
CLOCK_UNITS: Final = (MINUTES, HOURS, CALENDAR_DAYS, BUSINESS_DAYS, MONTHS, YEARS)

_ONE_DAY: Final = timedelta(days=1)
_MONTHS_A_YEAR: Final = 12
_SATURDAY: Final = 5


class CalendarError(ValueError):
    """Say that a day cannot be reckoned: outside the years 1 to 9999, or in an unknown time zone."""


def add_days(start: date, days: int) -> date:
    """Return the day `days` calendar days after `start`; CalendarError outside the years 1 to 9999."""
    try:
        return start + timedelta(days=days)
    except OverflowError as problem:
        raise CalendarError(f"{days} days from {start.isoformat()} lies outside the calendar") from problem


def add_months(start: date, months: int) -> date:
    """Return the same day `months` months later, or the last day of a month that has no such day."""
    year, month = divmod(start.year * _MONTHS_A_YEAR + start.month - 1 + months, _MONTHS_A_YEAR)
    if not MINYEAR <= year <= MAXYEAR:
        raise CalendarError(f"{months} months from {start.isoformat()} lies outside the calendar")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def is_business_day(day: date, country: str | None) -> bool:
    """Tell whether `day` is neither at a weekend nor a nationwide public holiday of `country`.

    Regional holidays do not count: a deadline then comes out a day too early at worst, never too late.
    Without a country, and in one whose holidays are not known, only weekends are skipped.
    """
    return day.weekday() < _SATURDAY and day not in _public_holidays(country, day.year)


@lru_cache(maxsize=256)
def _public_holidays(country: str | None, year: int) -> frozenset[date]:
    if country is None:
        return frozenset()
    days = _known_holidays().get(country, {}).get(str(year))
    if days is not None:
        return frozenset(date(year, int(day[:2]), int(day[2:])) for day in days.split())
    return _from_library(country, year)


@lru_cache(maxsize=1)
def _known_holidays() -> dict[str, dict[str, str]]:
    """Read the countries and years that are likely to be asked for, written down from the library."""
    found: dict[str, dict[str, str]] = json.loads((resource_folder() / "public_holidays.json").read_bytes())["days"]
    return found


def _from_library(country: str, year: int) -> frozenset[date]:
    # Imported here: it takes longer than a whole decision.
    from holidays import country_holidays

    try:
        return frozenset(country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()


def next_working_day(day: date, country: str | None) -> date:
    """Return `day` itself when it is a business day, else the first one after it."""
    while not is_business_day(day, country):
        day = add_days(day, 1)
    return day


# Batches ask for the same few days again and again, and one decision for several clocks.
@lru_cache(maxsize=4096)
def add_business_days(start: date, days: int, country: str | None) -> date:
    """Return the `days`-th business day after `start`; the day of the start itself never counts.

    Zero days give `start` unchanged. Raise ValueError for a negative number.
    """
    if days < 0:
        raise ValueError(f"business days are counted forwards, not {days}")
    day = start
    for _ in range(days):
        day = next_working_day(add_days(day, 1), country)
    return day


def day_in_zone(moment: date, zone: str | None) -> date:
    """Return the calendar day of a moment in `zone`; a plain date is returned as it is."""
    return _in_zone(moment, zone).date() if isinstance(moment, datetime) else moment


def clock_end(start: date, amount: int, unit: str, zone: str | None, country: str | None) -> date:
    """Return the last moment of a clock that starts at `start`.

    Args:
        start: a date, or a date-time with an offset.
        unit: minutes, hours, calendar_days, business_days, months or years.
        zone: IANA name of the zone in which days begin and end; None is the computer's.
        country: ISO alpha-2, whose public holidays business days skip.

    Returns:
        Days give a date. Hours and minutes from a date-time give an aware date-time in `zone`, that many real hours
        later. From a plain date they give a date, rounded up to whole days, as the hour of the start is not known.
    """
    if unit not in CLOCK_UNITS:
        raise ValueError(f"unknown unit of time {unit!r}; allowed are {', '.join(CLOCK_UNITS)}")
    if unit == BUSINESS_DAYS:
        return add_business_days(day_in_zone(start, zone), amount, country)
    if unit == CALENDAR_DAYS:
        return add_days(day_in_zone(start, zone), amount)
    if unit in (MONTHS, YEARS):
        return add_months(day_in_zone(start, zone), amount * (_MONTHS_A_YEAR if unit == YEARS else 1))
    return _add_real_time(start, timedelta(**{unit: amount}), zone)


def _add_real_time(start: date, length: timedelta, zone: str | None) -> date:
    if not isinstance(start, datetime):
        return add_days(start, -(-length // _ONE_DAY))
    try:
        # Added in UTC: in a zone Python adds to the wall clock, an hour off when summer time begins or ends.
        return _in_zone(_in_zone(start, zone).astimezone(UTC) + length, zone)
    except OverflowError as problem:
        raise CalendarError(f"{length} from {start.isoformat()} lies outside the calendar") from problem


def _in_zone(moment: datetime, zone: str | None) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no offset")
    try:
        return moment.astimezone(ZoneInfo(zone) if zone else None)
    except OverflowError as problem:
        raise CalendarError(f"{moment.isoformat()} lies outside the calendar") from problem
    except ZoneInfoNotFoundError as problem:
        raise CalendarError(f"the time zone {zone} is not known on this computer") from problem
