"""What is due now, and in which order: what costs most if it is missed comes first."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.action_notes import CLOSING
from app.logic.case import CaseClock, Event, EventKind
from app.logic.case_clocks import NEAR, SOON, clocks_of, due_now, order_of
from app.logic.case_history import History
from app.logic.case_status import WAITS_FOR
from app.logic.outcome_words import ACTIONS

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEFT = (-timedelta(days=40), -timedelta(hours=1), timedelta(hours=1), SOON, NEAR, timedelta(days=30), None)
ON_TOP = ("answer_claim", "refund_in_claim")
ZONES = ("America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo", "Australia/Sydney", None)


def history(*actions: dict[str, object], since: datetime = NOW) -> History:
    """Return a case in which these actions were decided at a moment."""
    payload = {"decision": {"resolution": "refund_late", "actions": list(actions)}, "request": {}}
    return History.of([Event(1, 1, EventKind.DECIDED, since, payload)])


def clock_of(code: str, *, zone: str | None = "UTC", since: datetime = NOW, **told: object) -> CaseClock:
    (clock,) = clocks_of(history({"code": code, **told}, since=since), zone)
    return clock


def ending_in(code: str, left: timedelta | None) -> CaseClock:
    return clock_of(code, latest=None if left is None else (NOW + left).isoformat())


def order(code: str, left: timedelta | None) -> int:
    return order_of(ending_in(code, left), NOW)


def test_an_open_claim_stands_above_everything_whatever_its_clock_says() -> None:
    for claim, code, left, other in product(ON_TOP, ACTIONS, LEFT, LEFT):
        if code not in ON_TOP:
            assert order(claim, left) < order(code, other), (claim, left, code, other)


def test_what_ends_sooner_never_stands_below_the_same_thing_that_ends_later() -> None:
    ahead = [left for left in LEFT if left is None or left > timedelta()]
    for code in ACTIONS:
        places = [order(code, left) for left in ahead]
        assert places == sorted(places), code


def test_what_is_late_but_can_still_be_done_stands_with_what_ends_today() -> None:
    for code in ACTIONS.keys() - CLOSING.keys():
        assert order(code, -timedelta(days=40)) == order(code, timedelta(hours=1)), code


def test_what_is_lost_already_hides_nothing_that_can_be_saved_today() -> None:
    for lost in CLOSING.keys() - set(ON_TOP):
        assert order("reply", timedelta(hours=1)) < order(lost, -timedelta(hours=1)), lost
        assert order(lost, -timedelta(hours=1)) < order(lost, timedelta(days=30)), "and is not forgotten"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (("file_safet", 2), ("reply", 2)),  # the money is gone for good
        (("refund", 2), ("ship", 2)),
        (("ship", 2), ("reply", 2)),
        (("ship_replacement", 2), ("reply", 2)),
        (("reply", 2), ("file_carrier_claim", 2)),
        (("follow_up_choice", 2), ("watch_tracking", 2)),
        (("reply", 2), ("file_safet", 48)),  # what ends today comes before what ends the day after tomorrow
        (("file_safet", 48), ("watch_tracking", -48)),  # a small task left undone costs nothing
        (("reply", 30 * 24), ("reply", None)),
    ],
)
def test_money_goes_before_manners_and_both_before_chores(first: tuple[str, int], then: tuple[str, int | None]) -> None:
    sooner, later = (
        ending_in(code, None if hours is None else timedelta(hours=hours)) for code, hours in (first, then)
    )
    assert order_of(sooner, NOW) < order_of(later, NOW)
    found = due_now((later, sooner), NOW)
    assert found is not None and found[1] == sooner


def test_among_equals_the_one_that_ends_first_is_due() -> None:
    early, late = ending_in("refund", timedelta(hours=2)), ending_in("refund_when_back", timedelta(hours=3))
    assert due_now((late, early), NOW) == (order_of(early, NOW), early)


def test_nothing_is_due_before_it_can_be_done() -> None:
    clock = clock_of("file_carrier_claim", earliest="2026-11-25", latest="2026-12-20", zone="Asia/Tokyo")
    begins = datetime(2026, 11, 25, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert clock.shows_at == begins
    assert due_now((clock,), begins - timedelta(seconds=1)) is None
    assert due_now((clock,), begins) is not None


@pytest.mark.parametrize("code", sorted(ACTIONS))
def test_what_only_the_seller_can_do_is_due_even_without_an_end(code: str) -> None:
    clock = clock_of(code, earliest="2026-11-22", latest=None)
    assert (due_now((clock,), NOW) is not None) is (code not in WAITS_FOR)


def test_a_claim_without_an_end_that_opens_later_is_due_from_then_on_but_never_late() -> None:
    clock = clock_of("file_carrier_claim", earliest="2026-11-25", latest=None)
    assert due_now((clock,), NOW) is None
    long_after = NOW + timedelta(days=300)
    assert order_of(clock, long_after) == order_of(clock, NOW)
    assert due_now((clock,), long_after) is not None


def test_what_is_too_late_stays_in_sight_at_the_end_of_the_list() -> None:
    gone = clock_of("open_trace", earliest="2026-11-01", latest="2026-11-20", too_late=True)
    assert due_now((gone,), NOW) is not None
    assert order_of(gone, NOW) > order("watch_tracking", timedelta(days=30))


@given(
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.sampled_from(ZONES[:-1]),
    st.sampled_from(("hold_parcel", "decide_at_ship_by", "follow_up_choice", "check_on_wait_until")),
)
def test_what_waits_for_its_last_day_is_due_from_its_first_to_its_last_second(day: date, zone: str, code: str) -> None:
    since = datetime.combine(day - timedelta(days=9), time(), UTC)
    clock = clock_of(code, latest=day.isoformat(), zone=zone, since=since)
    assert clock.shows_at is not None and clock.due_at is not None
    first, last = (moment.astimezone(ZoneInfo(zone)) for moment in (clock.shows_at, clock.due_at))
    assert first.date() == last.date() == day
    assert (first - timedelta(seconds=1)).date() < day
    assert due_now((clock,), clock.shows_at - timedelta(seconds=1)) is None


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(ACTIONS)), st.none() | st.integers(-10_000, 10_000)), min_size=1, max_size=6
    )
)
def test_whatever_is_due_costs_most_of_all_that_is(found: list[tuple[str, int | None]]) -> None:
    clocks = tuple(ending_in(code, None if left is None else timedelta(minutes=left)) for code, left in found)
    shown = [clock for clock in clocks if clock.shows_at is not None and clock.shows_at <= NOW]
    due = due_now(clocks, NOW)
    assert (due is None) is (not shown)
    if due is not None:
        assert due[0] == min(order_of(clock, NOW) for clock in shown)
