"""Until when a task can be put off: in the seller's zone, over clock changes, holidays and the turn of the year."""

import time as clocks
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.calendar import is_business_day
from app.logic.snooze import EVENING, LATER_WORDS, MORNING, Choice, Later, choices

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ("Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Tokyo", "Australia/Lord_Howe", "UTC")
COUNTRIES = ("US", "DE", "GB", "JP", "AU", None)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2034, 12, 20))  # noqa: DTZ001  a zone is given below


def by_name(now: datetime, country: str | None = "DE", latest: datetime | None = None) -> dict[Later, Choice]:
    return {choice.later: choice for choice in choices(now, country, latest)}


def wall(choice: Choice) -> str:
    return f"{choice.until:%a %d %b %H:%M}"


def test_a_monday_afternoon_offers_six_moments() -> None:
    found = by_name(datetime(2026, 11, 23, 15, 10, tzinfo=BERLIN))
    assert {later.value: wall(choice) for later, choice in found.items()} == {
        "hour": "Mon 23 Nov 16:10",
        "tonight": "Mon 23 Nov 20:00",
        "tomorrow": "Tue 24 Nov 09:00",
        "business_day": "Tue 24 Nov 09:00",
        "three_days": "Thu 26 Nov 09:00",
        "seven_days": "Mon 30 Nov 09:00",
    }
    assert set(LATER_WORDS) == set(Later)


def test_on_a_friday_the_next_business_day_is_monday() -> None:
    assert wall(by_name(datetime(2026, 11, 20, 10, tzinfo=BERLIN))[Later.BUSINESS_DAY]) == "Mon 23 Nov 09:00"


@pytest.mark.parametrize(
    ("country", "expected"), [("DE", "Mon 28 Dec 09:00"), ("GB", "Tue 29 Dec 09:00"), (None, "Fri 25 Dec 09:00")]
)
def test_the_holidays_are_those_of_the_place_of_sale(country: str | None, expected: str) -> None:
    found = by_name(datetime(2026, 12, 24, 10, tzinfo=BERLIN), country)
    assert wall(found[Later.BUSINESS_DAY]) == expected


def test_tonight_is_gone_once_the_evening_has_begun() -> None:
    just_before = datetime(2026, 11, 23, 19, 59, tzinfo=BERLIN)
    assert Later.TONIGHT in by_name(just_before)
    assert Later.TONIGHT not in by_name(just_before + timedelta(minutes=1))


def test_what_lies_after_the_last_moment_is_marked() -> None:
    latest = datetime(2026, 11, 24, 8, tzinfo=UTC)  # exactly 9:00 in Berlin
    found = by_name(datetime(2026, 11, 23, 15, tzinfo=BERLIN), latest=latest)
    late = {later for later, choice in found.items() if choice.is_too_late}
    assert late == {Later.THREE_DAYS, Later.SEVEN_DAYS}
    earlier = by_name(datetime(2026, 11, 23, 15, tzinfo=BERLIN), latest=latest - timedelta(seconds=1))
    assert earlier[Later.TOMORROW].is_too_late


def test_an_hour_is_an_hour_even_while_the_clocks_change() -> None:
    before = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)  # the first of the two
    found = by_name(before)[Later.HOUR].until
    assert found.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=1)
    assert (found.hour, found.minute, found.fold) == (2, 30, 1)


@pytest.mark.skipif(not hasattr(clocks, "tzset"), reason="the time zone of a test cannot be set here")
@pytest.mark.parametrize(("day", "first"), [("2026-10-24", 25), ("2026-03-28", 29)])
def test_the_computers_own_zone_keeps_nine_in_the_morning_over_a_clock_change(
    monkeypatch: pytest.MonkeyPatch, day: str, first: int
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    clocks.tzset()
    try:
        now = datetime.fromisoformat(f"{day}T12:00:00+00:00").astimezone()  # as the window's clock gives it
        found = by_name(now)[Later.TOMORROW].until
        assert (found.day, found.hour) == (first, 9)
        assert found.astimezone(BERLIN).hour == 9
    finally:
        monkeypatch.undo()
        clocks.tzset()


@given(MOMENTS, st.sampled_from(ZONES), st.sampled_from(COUNTRIES))
def test_every_moment_lies_ahead_at_the_hour_it_promises(naive: datetime, zone: str, country: str | None) -> None:
    now = naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
    for choice in choices(now, country, None):
        assert choice.until > now
        if choice.later is Later.HOUR:
            continue
        expected = EVENING if choice.later is Later.TONIGHT else MORNING
        assert choice.until.time() == expected
        assert choice.until.astimezone(UTC).astimezone(ZoneInfo(zone)).time() == expected, "a time there is"


@given(MOMENTS, st.sampled_from(ZONES), st.sampled_from(COUNTRIES))
def test_days_are_counted_on_the_sellers_calendar(naive: datetime, zone: str, country: str | None) -> None:
    now = naive.replace(tzinfo=ZoneInfo(zone))
    found, today = by_name(now, country), now.date()
    days = {later: (choice.until.date() - today).days for later, choice in found.items()}
    assert (days[Later.TOMORROW], days[Later.THREE_DAYS], days[Later.SEVEN_DAYS]) == (1, 3, 7)
    business_day = found[Later.BUSINESS_DAY].until.date()
    assert is_business_day(business_day, country)
    between = [today + timedelta(days=step) for step in range(1, days[Later.BUSINESS_DAY])]
    assert not any(is_business_day(day, country) for day in between)


@given(MOMENTS, st.integers(0, 8 * 24 * 60), st.sampled_from(ZONES))
def test_only_what_lies_after_the_last_moment_is_marked(naive: datetime, minutes: int, zone: str) -> None:
    now = naive.replace(tzinfo=ZoneInfo(zone))
    latest = now.astimezone(UTC) + timedelta(minutes=minutes)
    for choice in choices(now, "US", latest):
        assert choice.is_too_late is (choice.until.astimezone(UTC) > latest)


def test_the_turn_of_the_year_is_a_night_like_any_other() -> None:
    found = by_name(datetime.combine(date(2027, 12, 31), time(22), BERLIN))
    assert wall(found[Later.TOMORROW]) == "Sat 01 Jan 09:00"
    assert wall(found[Later.BUSINESS_DAY]) == "Mon 03 Jan 09:00"
