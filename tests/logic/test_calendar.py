"""Days and clocks: weekends, holidays, clock changes, the ends of months, years and of the calendar."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic import calendar
from app.logic.calendar import (
    BUSINESS_DAYS,
    CALENDAR_DAYS,
    CLOCK_UNITS,
    HOURS,
    MINUTES,
    CalendarError,
    add_business_days,
    add_days,
    add_months,
    clock_end,
    day_in_zone,
    is_business_day,
    next_working_day,
)

PACIFIC = "America/Los_Angeles"
COUNTRIES = st.sampled_from(["US", "GB", "DE", "FR", "IT", "ES", "NL", "JP", "AU", "CA", "ZZ", None])
ZONES = st.sampled_from([PACIFIC, "Europe/Berlin", "Europe/London", "Asia/Tokyo", "Australia/Sydney", None])
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
MOMENTS = st.builds(datetime.combine, DAYS, st.times(timezones=st.just(UTC)))


def test_business_days_skip_weekends_and_holidays() -> None:
    assert add_business_days(date(2026, 12, 23), 2, "US") == date(2026, 12, 28)
    assert add_business_days(date(2026, 12, 23), 2, "GB") == date(2026, 12, 29)  # Boxing Day is made up for
    assert add_business_days(date(2026, 12, 23), 2, None) == date(2026, 12, 25)
    assert add_business_days(date(2026, 11, 20), 0, "US") == date(2026, 11, 20)


def test_business_days_cross_the_year_and_a_leap_day() -> None:
    assert add_business_days(date(2026, 12, 30), 2, "DE") == date(2027, 1, 4)
    assert add_business_days(date(2028, 2, 28), 1, "US") == date(2028, 2, 29)


def test_a_country_without_known_holidays_skips_weekends_only() -> None:
    assert add_business_days(date(2026, 12, 24), 1, "ZZ") == date(2026, 12, 25)


def test_a_last_day_on_a_holiday_moves_to_the_next_working_day() -> None:
    assert next_working_day(date(2026, 12, 25), "DE") == date(2026, 12, 28)
    assert next_working_day(date(2026, 11, 23), "DE") == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_end_on_a_day_that_exists(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end
    assert clock_end(start, months, "months", None, None) == end


def test_a_year_from_a_leap_day_ends_in_february() -> None:
    assert clock_end(date(2028, 2, 29), 1, "years", None, None) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-10-31T20:00:00-07:00", "2026-11-01T19:00:00-08:00"),  # summer time ends: the day has 25 hours
        ("2027-03-13T20:00:00-08:00", "2027-03-14T21:00:00-07:00"),  # and begins: the day has 23
        ("2026-11-21T18:05:00-08:00", "2026-11-22T18:05:00-08:00"),
        ("2026-11-22T02:05:00+00:00", "2026-11-22T18:05:00-08:00"),
    ],
)
def test_hours_are_real_hours_shown_in_the_channels_time(start: str, end: str) -> None:
    found = clock_end(datetime.fromisoformat(start), 24, HOURS, PACIFIC, "US")
    assert isinstance(found, datetime)
    assert found.isoformat() == end


@pytest.mark.parametrize(("hours", "days"), [(0, 0), (1, 1), (24, 1), (25, 2), (48, 2)])
def test_hours_from_a_day_round_up_to_days(hours: int, days: int) -> None:
    assert clock_end(date(2026, 11, 22), hours, HOURS, PACIFIC, "US") == date(2026, 11, 22) + timedelta(days)


def test_days_from_a_moment_begin_on_the_day_it_was_in_the_channels_zone() -> None:
    late = datetime(2026, 11, 23, 3, tzinfo=UTC)
    assert clock_end(late, 2, CALENDAR_DAYS, PACIFIC, "US") == date(2026, 11, 24)
    assert clock_end(late, 2, CALENDAR_DAYS, "Asia/Tokyo", "JP") == date(2026, 11, 25)
    assert clock_end(late, 1, BUSINESS_DAYS, "Asia/Tokyo", "JP") == date(2026, 11, 24)


@given(DAYS, st.integers(0, 60), st.sampled_from(CLOCK_UNITS), ZONES, COUNTRIES)
def test_no_clock_ends_before_it_starts(start: date, amount: int, unit: str, zone: str, country: str) -> None:
    end = clock_end(start, amount, unit, zone, country)
    assert start <= end <= clock_end(start, amount + 1, unit, zone, country)


@given(DAYS, st.integers(1, 60), COUNTRIES)
def test_no_business_day_clock_ends_on_a_skipped_day(start: date, amount: int, country: str | None) -> None:
    end = clock_end(start, amount, BUSINESS_DAYS, None, country)
    assert is_business_day(end, country)
    counted = [day for day in range(1, (end - start).days + 1) if is_business_day(start + timedelta(day), country)]
    assert len(counted) == amount


@given(MOMENTS, st.integers(0, 200), st.sampled_from([HOURS, MINUTES]), ZONES)
def test_a_clock_of_hours_lasts_exactly_that_long(start: datetime, amount: int, unit: str, zone: str | None) -> None:
    end = clock_end(start, amount, unit, zone, None)
    assert isinstance(end, datetime)
    assert end.astimezone(UTC) - start == timedelta(**{unit: amount})
    assert zone is None or end.tzinfo == ZoneInfo(zone)


@given(st.dates(), st.integers(0, 4000), st.sampled_from(CLOCK_UNITS), COUNTRIES)
def test_the_end_of_the_calendar_is_a_sentence(start: date, amount: int, unit: str, country: str | None) -> None:
    try:
        assert clock_end(start, amount, unit, None, country) >= start
    except CalendarError as problem:
        assert "outside the calendar" in str(problem)


def test_the_last_day_there_is_can_be_asked_about() -> None:
    assert is_business_day(date.max, "JP")
    with pytest.raises(CalendarError, match="outside the calendar"):
        add_days(date.max, 1)
    with pytest.raises(CalendarError, match="outside the calendar"):
        add_business_days(date.max, 1, "US")
    with pytest.raises(CalendarError, match="outside the calendar"):
        clock_end(datetime.max.replace(tzinfo=UTC), 1, HOURS, PACIFIC, None)
    with pytest.raises(CalendarError, match="outside the calendar"):
        day_in_zone(datetime.min.replace(tzinfo=timezone(timedelta(hours=1))), "Europe/Berlin")


def test_a_clock_without_an_offset_a_unit_or_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no offset"):
        clock_end(datetime(2026, 11, 22, tzinfo=UTC).replace(tzinfo=None), 1, HOURS, None, None)
    with pytest.raises(ValueError, match="unknown unit of time 'moons'"):
        clock_end(date(2026, 11, 22), 1, "moons", None, None)
    with pytest.raises(CalendarError, match="Mars/Olympus is not known"):
        clock_end(datetime(2026, 11, 22, tzinfo=UTC), 1, HOURS, "Mars/Olympus", None)
    with pytest.raises(ValueError, match="counted forwards"):
        add_business_days(date(2026, 11, 22), -1, None)


def test_the_holiday_library_is_loaded_only_for_days_that_are_not_written_down() -> None:
    code = """import sys, datetime, app.logic.calendar as calendar
for year in (2026, 2045):
    calendar.add_business_days(datetime.date(year, 1, 1), 3, "US")
    print("holidays" in sys.modules)"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert answer.split() == ["False", "True"]


def test_the_holidays_written_down_are_those_of_the_library() -> None:
    written = calendar._known_holidays()
    assert {"US", "GB", "DE", "JP", "AU"} <= set(written)
    for country, years in written.items():
        for year in map(int, years):
            assert calendar._public_holidays(country, year) == calendar._from_library(country, year), (country, year)


def test_a_year_beyond_those_written_down_comes_from_the_library() -> None:
    assert date(2045, 7, 4) in calendar._public_holidays("US", 2045)
