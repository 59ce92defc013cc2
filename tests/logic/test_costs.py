"""What problems cost: periods, orders, and what a picture has room for."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.costs import (
    MOST_BARS,
    CostBy,
    CostLine,
    CostPeriod,
    choices_of,
    ordered,
    period_begins,
    pictured,
    summed,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
amounts = st.integers(-(10**9), 10**9)
cost_lines = st.builds(CostLine, st.text(max_size=5), st.integers(0, 10**6), amounts, amounts, amounts)


@pytest.mark.parametrize(
    ("period", "first"),
    [
        (CostPeriod.THIS_MONTH, date(2026, 11, 1)),
        (CostPeriod.THREE_MONTHS, date(2026, 9, 1)),
        (CostPeriod.TWELVE_MONTHS, date(2025, 12, 1)),
        (CostPeriod.ALL, None),
    ],
)
def test_a_period_begins_with_a_month(period: CostPeriod, first: date | None) -> None:
    assert period_begins(period, NOW) == first


def test_the_months_are_those_of_utc_wherever_the_seller_is() -> None:
    tokyo = datetime(2026, 12, 1, 8, tzinfo=timezone(timedelta(hours=9)))
    assert period_begins(CostPeriod.THIS_MONTH, tokyo) == date(2026, 11, 1)


@given(st.datetimes(timezones=st.just(UTC)), st.sampled_from(CostPeriod))
def test_every_moment_has_a_period_that_began_before_it(now: datetime, period: CostPeriod) -> None:
    first = period_begins(period, now)
    assert first is None or (first <= now.date() and first.day == 1)


def test_net_cost_is_what_was_paid_less_what_came_back() -> None:
    assert CostLine("x", costs=500, recovered=700).net == -200


def test_months_stand_in_their_order_and_none_is_left_out() -> None:
    lines = ordered([CostLine("2026-02", 2), CostLine("2025-11", 1)], CostBy.MONTH)
    assert [line.key for line in lines] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert [line.cases for line in lines] == [1, 0, 0, 2]
    assert ordered([], CostBy.MONTH) == ()


def test_what_cost_most_comes_first_then_what_happened_most_often() -> None:
    lines = [CostLine("rare", 1), CostLine("dear", 1, costs=900), CostLine("often", 7), CostLine("won", 9, recovered=5)]
    assert [line.key for line in ordered(lines, CostBy.SKU)] == ["dear", "often", "rare", "won"]


@given(st.lists(cost_lines, max_size=30), st.sampled_from([by for by in CostBy if by is not CostBy.MONTH]))
def test_a_picture_shows_no_more_than_it_has_room_for_and_leaves_nothing_out(lines: list[CostLine], by: CostBy) -> None:
    shown = pictured(ordered(lines, by), by)
    assert len(shown) <= MOST_BARS + 1
    total, told = summed(lines), summed(shown)
    assert (told.cases, told.refunded, told.net) == (total.cases, total.refunded, total.net)
    assert [line.merged > 0 for line in shown] == [False] * min(len(lines), MOST_BARS) + [True] * (
        len(lines) > MOST_BARS
    )


def test_of_many_months_the_latest_stay_and_the_earlier_ones_come_first_as_one() -> None:
    months = ordered([CostLine("2025-01", 5, costs=100), CostLine("2026-11", 1)], CostBy.MONTH)
    shown = pictured(months, CostBy.MONTH)
    assert (shown[0].merged, shown[0].cases, shown[0].costs) == (len(months) - MOST_BARS, 5, 100)
    assert shown[-1].key == "2026-11"


def test_the_usual_currency_is_that_of_most_cases() -> None:
    choices = choices_of([(None, "etsy", 50), ("EUR", "amazon-de", 3), ("USD", "etsy", 2), ("USD", "amazon-us", 2)])
    assert choices.usual_currency() == "USD"
    assert choices.cases == 57
    assert choices.channels["etsy"] == 52
    assert choices_of([(None, None, 1)]).usual_currency() is None
