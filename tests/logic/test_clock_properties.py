"""Clocks on random days: leap years, year ends, every change of summer time, on every place and with every carrier."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.logic.action_notes import CLOSING, has_passed, is_upside_down
from app.logic.actions import plan_actions
from app.logic.calendar import BUSINESS_DAYS, CALENDAR_DAYS, HOURS, day_in_zone, is_business_day
from app.logic.carriers import claim_window, load_carriers, trace_window
from app.logic.channels import Channel
from app.logic.decision import Action, BadInput
from app.logic.facts import Moment, Request, Resolution
from app.logic.policy import Policy, PolicyValue
from app.logic.reading import read_request
from tests.requests import NUMBERS, Raw, ask_about, decided, late_parcel, refused, rulebook

CHANNELS = rulebook().channels
CARRIERS = load_carriers()
NAMES = (
    "USPS",
    "UPS",
    "FedEx",
    "DHL Paket",
    "Royal Mail",
    "Colissimo",
    "Canada Post",
    "Australia Post",
    "Yanwen",
    None,
)
FIRST, LAST = date(2024, 1, 1), date(2032, 12, 31)
"""Years whose public holidays are written down, with leap years among them."""


@lru_cache(maxsize=1)
def edges() -> tuple[date, ...]:
    """Return the days around every change of summer time of every place, leap days and the ends of years."""
    zones = {channel.time_zone for channel in CHANNELS.values() if channel.time_zone}
    found = {date(year, month, day) for year in (2024, 2028, 2032) for month, day in ((2, 28), (2, 29), (12, 31))}
    for zone in zones:
        found |= set(_changes(ZoneInfo(zone)))
    near = (day + timedelta(days=shift) for day in found for shift in (-2, -1, 0, 1))
    return tuple(sorted(day for day in near if FIRST <= day <= LAST))


def _changes(zone: ZoneInfo) -> Iterator[date]:
    days = (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days))
    noons = [datetime.combine(day, time(12), zone) for day in days]
    for before, after in pairwise(noons):
        if before.utcoffset() != after.utcoffset():
            yield after.date()


DAYS = st.dates(FIRST, LAST) | st.deferred(lambda: st.sampled_from(edges()))
MOMENTS = st.builds(datetime.combine, DAYS, st.times(timezones=st.just(UTC)))
PLACES = st.sampled_from(sorted(CHANNELS))
AHEAD = st.integers(-10, 200)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """Draw an order whose days could have happened, and the moment somebody asks about it."""
    channel = draw(PLACES)
    first = draw(DAYS)
    since = {key: draw(st.none() | st.integers(1, most)) for key, most in (("ship_by", 20), ("latest_delivery", 120))}
    shipped = draw(st.none() | st.integers(0, 20))
    returned = draw(st.none() | st.integers(21, 150))
    days = {**since, "shipped_on": shipped, "returned_on": returned, "debited_on": draw(st.none() | st.integers(0, 90))}
    days |= {"return_requested_on": draw(st.none() | st.integers(0, 20)), "answer_by": draw(st.none() | AHEAD)}
    order: Raw = {key: str(first + timedelta(days=count)) for key, count in days.items() if count is not None}
    order |= {"ordered_at": str(first), "carrier": draw(st.sampled_from(NAMES)), "insured_amount": "20.00"}
    order |= {"tracking_number": "X1", "number": NUMBERS[channel.partition("-")[0]]}
    now = draw(MOMENTS) if draw(st.booleans()) else None
    today = now.isoformat() if now else str(first + timedelta(days=draw(st.integers(0, 200))))
    seller: Raw = {"ships_from": draw(st.sampled_from(["US", "GB", "CN"]))}
    seller |= draw(st.sampled_from([{}, {"insurer_claim_days": 3}, {"insurer_claim_days": 90}]))
    raw = ask_about("not_received", channel, order, today=today, seller=seller)
    received = draw(st.none() | MOMENTS.map(datetime.isoformat))
    return read_request(raw | ({"message_received": received} if received else {}), rulebook())


def planned(request: Request, resolution: Resolution) -> tuple[tuple[Action, ...], dict[str, PolicyValue]]:
    """Return the actions of a resolution and the policy values behind them by key."""
    policy = rulebook().policy(request.channel)
    actions, entries = plan_actions(request, resolution, {"confirmed": "no", "parcel": "stalled"}, policy)
    return actions, {entry.key: entry for entry in entries}


@settings(max_examples=300)
@given(requests(), st.sampled_from(Resolution))
def test_every_clock_of_every_resolution_is_possible(request: Request, resolution: Resolution) -> None:
    actions, entries = planned(request, resolution)
    zone, country = request.channel.time_zone, request.channel.country
    for action in actions:
        assert not is_upside_down(action.earliest, action.latest, zone), action
        if action.latest is None:
            continue
        is_over = action.code in CLOSING and has_passed(action.latest, request)
        assert action.too_late is is_over, action
        assert action.note or not is_over
        entry = entries.get(action.policy_key or "")
        if entry is not None and entry.unit == BUSINESS_DAYS and not entry.key.startswith("carrier."):
            assert is_business_day(day_in_zone(action.latest, zone), country), action


ENTRIES: list[tuple[Channel, PolicyValue]] = [
    (channel, entry)
    for channel in CHANNELS.values()
    for key in (
        *("reply.clock", "refund.deadline", "authorise.clock", "authorise.abroad", "claim.answer", "claim.opens"),
        *("claim.closes", "appeal.days", "safet.days", "cancel.auto_cancel"),
    )
    for entry in rulebook().policy(channel).rows(key)
]
ANY_ENTRY = st.sampled_from(ENTRIES)


def _end(found: tuple[Channel, PolicyValue], start: Moment) -> Moment:
    channel, entry = found
    policy: Policy = rulebook().policy(channel)
    return policy.clock_end(entry, start)


@settings(max_examples=400)
@given(ANY_ENTRY, MOMENTS)
def test_every_clock_of_every_place_lasts_what_its_policy_says(
    found: tuple[Channel, PolicyValue], start: datetime
) -> None:
    (channel, entry), end = found, _end(found, start)
    first = day_in_zone(start, channel.time_zone)
    if entry.unit == HOURS:
        assert isinstance(end, datetime)
        assert end.astimezone(UTC) - start == timedelta(hours=entry.number)
    elif entry.unit == CALENDAR_DAYS:
        assert end == first + timedelta(days=entry.number)
    else:
        assert entry.unit == BUSINESS_DAYS
        passed = [first + timedelta(days=number) for number in range(1, (day_in_zone(end, None) - first).days + 1)]
        assert is_business_day(passed[-1], channel.country)
        assert sum(is_business_day(day, channel.country) for day in passed) == entry.number


@given(ANY_ENTRY, DAYS)
def test_a_day_later_never_ends_earlier(found: tuple[Channel, PolicyValue], start: date) -> None:
    assert _end(found, start) <= _end(found, start + timedelta(days=1))


@given(ANY_ENTRY, MOMENTS)
def test_an_hour_later_never_ends_earlier(found: tuple[Channel, PolicyValue], start: datetime) -> None:
    assert _end(found, start) <= _end(found, start + timedelta(hours=1))


@given(st.sampled_from(sorted(CARRIERS)), DAYS, st.integers(0, 120), st.sampled_from(["US", "GB", "DE", "JP", None]))
def test_a_carriers_window_moves_with_the_parcel(name: str, shipped: date, transit: int, country: str | None) -> None:
    carrier, expected, day = CARRIERS[name], shipped + timedelta(days=transit), timedelta(days=1)
    for window in (trace_window, claim_window):
        found = window(carrier, shipped, expected, None, country)
        later = window(carrier, shipped + day, expected + day, None, country)
        for end, next_end in zip(found[:2], later[:2], strict=True):
            assert (end is None) == (next_end is None)
            assert end is None or (next_end is not None and shipped <= end <= next_end)
        opening = [step for step in carrier.steps if step.kind == "trace"]
        if window is trace_window and opening and opening[0].unit == BUSINESS_DAYS and found.earliest is not None:
            assert is_business_day(found.earliest, country)


def test_a_window_without_a_day_is_said_and_its_last_day_stays() -> None:
    """Royal Mail counts the search from the expected day and the last day from posting."""
    order = {"shipped_on": "2026-06-01", "latest_delivery": "2026-08-14", "carrier": "Royal Mail"}
    found = {action.code: action for action in decided(late_parcel("amazon-uk", **order, answers=LOST) | EARLY).actions}
    for code in ("open_trace", "file_carrier_claim"):
        action = found[code]
        assert (action.earliest, action.latest, action.too_late) == (None, date(2026, 8, 20), False)
        assert action.note is not None
        assert action.note.startswith("It opens on 28 Aug 2026 only, and ends on 20 Aug 2026: no day is left between.")


LOST = {"parcel": "lost", "protected": "no"}
EARLY = {"today": "2026-08-18"}


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ({"shipped_on": "2026-09-05"}, {"delivered_on": "2026-09-04"}, ("delivered", "shipped")),
        ({"ordered_at": "2026-09-05T10:00:00-07:00"}, {"delivered_on": "2026-09-04"}, ("delivered", "ordered")),
        ({"ordered_at": "2026-09-05"}, {"shipped_on": "2026-09-03"}, ("shipped", "ordered")),
        ({"shipped_on": "2026-09-05"}, {"returned_on": "2026-09-04"}, ("returned", "shipped")),
        ({"ordered_at": "2026-09-05"}, {"debited_on": "2026-09-04"}, ("debited", "ordered")),
    ],
)
def test_days_that_cannot_have_happened_are_refused_where_they_were_told(
    first: Raw, second: Raw, words: tuple[str, str]
) -> None:
    (one,), (other,) = first, second
    assert refused(ask_about("not_received", order=first | second)) == f"order.{other}"
    assert refused(ask_about("not_received", order=first, answers=second)) == f"answers.{other}"
    assert refused(ask_about("not_received", order=second, answers=first)) == f"answers.{one}"
    assert refused(ask_about("not_received", answers=first | second)) == f"answers.{other}"
    with pytest.raises(BadInput) as problem:
        read_request(ask_about("not_received", order=first | second), rulebook())
    assert problem.value.spoken.startswith(f"It cannot be {words[0]} on ")
    assert f"before it was {words[1]} on 5 Sep 2026. Correct one of the two days." in problem.value.spoken


def test_days_beside_each_other_in_two_zones_are_taken() -> None:
    """Ordered on the 4th in Tokyo, and sent the same hour from where it is still the 3rd."""
    order = {"ordered_at": "2026-09-04T08:00:00+09:00", "shipped_on": "2026-09-03", "delivered_on": "2026-09-08"}
    read_request(ask_about("not_received", "amazon-jp", order), rulebook())
    same = dict.fromkeys(("ordered_at", "shipped_on", "delivered_on", "returned_on", "debited_on"), "2026-09-04")
    read_request(ask_about("not_received", "amazon-jp", same), rulebook())


@given(DAYS, DAYS)
def test_an_order_goes_forwards_in_time_or_is_refused(shipped: date, delivered: date) -> None:
    raw = ask_about("not_received", order={"shipped_on": str(shipped), "delivered_on": str(delivered)})
    if delivered < shipped:
        assert refused(raw) == "order.delivered_on"
    else:
        assert read_request(raw, rulebook()).order.delivered_on == delivered


@pytest.mark.parametrize("day", ["0000-01-01", "0001-01-01", "1989-12-31", "2201-01-01", "9999-12-31", "10000-01-01"])
@pytest.mark.parametrize("key", ["shipped_on", "ordered_at", "answer_by"])
def test_a_day_outside_the_calendar_is_refused_with_the_years(key: str, day: str) -> None:
    with pytest.raises(BadInput, match="in the years 1990 to 2200") as problem:
        read_request(ask_about("not_received", order={key: day}), rulebook())
    assert problem.value.field == f"order.{key}"


@given(st.sampled_from(sorted(CHANNELS)), st.sampled_from(["1990-01-01", "2200-12-31T23:59:59-12:00"]))
def test_the_first_and_the_last_day_there_is_have_clocks(channel: str, day: str) -> None:
    raw = ask_about("not_received", channel, {"ship_by": day, "answer_by": day}, today=day, message_received=day)
    request = read_request(raw, rulebook())
    for resolution in Resolution:
        planned(request, resolution)
