"""What can be said of a line of money, and what cannot have happened."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.money_line import RECOVERIES, MoneyKind, MoneyLine, MoneyState
from app.logic.money_steps import (
    ABOVE_CLAIMED,
    Entry,
    MoneyPast,
    MoneyStep,
    after,
    can_claim,
    money_guards,
    not_done,
    refusals,
    rest_line,
    rest_of,
    steps_for,
    wants_day,
)

TODAY = date(2026, 11, 22)
PAST = MoneyPast(TODAY, date(2026, 11, 1), 2999)
REFUND = MoneyLine("refund", MoneyKind.REFUND, MoneyState.PLANNED, 2999, "USD", action="refund")
CLAIM = MoneyLine(
    "carrier",
    MoneyKind.CARRIER,
    MoneyState.TO_FILE,
    2999,
    "USD",
    opens_on=date(2026, 11, 20),
    closes_on=date(2026, 11, 21),
)
FILED = after(CLAIM, MoneyStep.FILE, Entry(2999, date(2026, 11, 20)))


@pytest.mark.parametrize(
    ("line", "step", "entry", "field", "word"),
    [
        (REFUND, MoneyStep.MAKE, Entry(2999, date(2026, 11, 23)), "on", "23 Nov 2026 is still to come"),
        (REFUND, MoneyStep.MAKE, Entry(2999, date(2026, 10, 31)), "on", "before the order of 1 Nov 2026"),
        (REFUND, MoneyStep.MAKE, Entry(2999, None), "on", "Type the day"),
        (REFUND, MoneyStep.MAKE, Entry(None, TODAY), "amount", "Type the amount"),
        (REFUND, MoneyStep.CHANGE, Entry(0), "amount", "write the line off"),
        (REFUND, MoneyStep.WRITE_OFF, Entry(on=TODAY, reason=" "), "reason", "Say why"),
        (FILED, MoneyStep.PAY, Entry(2999, date(2026, 11, 19)), "on", "filed on 20 Nov 2026"),
        (FILED, MoneyStep.REFUSE, Entry(on=date(2026, 11, 19)), "on", "filed on 20 Nov 2026"),
    ],
)
def test_what_cannot_have_happened_is_refused_at_its_field(
    line: MoneyLine, step: MoneyStep, entry: Entry, field: str, word: str
) -> None:
    found = refusals(line, step, entry, PAST)
    assert list(found) == [field]
    assert word in found[field]


def test_a_plan_has_no_day_and_what_was_refused_has_no_amount() -> None:
    assert refusals(REFUND, MoneyStep.CHANGE, Entry(100), PAST) == {}
    assert refusals(FILED, MoneyStep.REFUSE, Entry(on=TODAY), PAST) == {}
    assert not wants_day(REFUND, MoneyStep.CHANGE)
    assert wants_day(FILED, MoneyStep.CHANGE)


@pytest.mark.parametrize(
    ("on", "code", "words"),
    [
        (date(2026, 11, 19), "early_claim", "The carrier takes this claim from 20 Nov 2026 on."),
        (date(2026, 11, 20), None, ""),
        (date(2026, 11, 21), None, ""),
        (TODAY, "late_claim", "The carrier took this claim until 21 Nov 2026."),
    ],
)
def test_a_claim_outside_its_window_is_warned_of(on: date, code: str | None, words: str) -> None:
    found = money_guards(CLAIM, MoneyStep.FILE, Entry(2999, on), PAST)
    assert [guard.code for guard in found] == ([code] if code else [])
    assert all(guard.message.startswith(words) for guard in found)
    assert refusals(CLAIM, MoneyStep.FILE, Entry(2999, on), PAST) == {}


def test_more_than_was_paid_is_warned_of_together_with_what_went_back() -> None:
    (guard,) = money_guards(REFUND, MoneyStep.MAKE, Entry(2000, TODAY), PAST._replace(returned=1000))
    assert guard.message == "With this, 30.00 USD goes back to the buyer, who can get 29.99 USD at most."
    assert money_guards(REFUND, MoneyStep.MAKE, Entry(2000, TODAY), PAST._replace(paid=None, returned=1000)) == ()


@given(
    st.sampled_from(MoneyKind),
    st.sampled_from(MoneyState),
    st.integers(-5, 10**9),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.text(max_size=20),
)
def test_every_step_offered_leads_on_and_can_be_gone_back(
    kind: MoneyKind, state: MoneyState, amount: int, on: date, reason: str
) -> None:
    line = MoneyLine("x", kind, state, 100, "JPY", on - timedelta(days=1))
    for step in steps_for(line):
        entry = Entry(amount, on, reason)
        went = after(line, step, entry)
        assert (went.key, went.kind) == (line.key, line.kind)
        assert step is MoneyStep.CHANGE or went.state is not line.state
        assert went.is_settled or not not_done(went).is_settled
        if not refusals(line, step, entry, PAST) and wants_day(line, step):
            assert went.on is not None and date(2026, 11, 1) <= went.on <= TODAY


def test_a_line_that_is_settled_for_good_offers_to_mend_it_only() -> None:
    debit = MoneyLine("debit", MoneyKind.DEBIT, MoneyState.MADE, 100, "USD")
    assert steps_for(debit) == (MoneyStep.CHANGE,)
    refused = after(FILED, MoneyStep.REFUSE, Entry(on=TODAY, reason="no cover"))
    assert steps_for(refused) == (MoneyStep.PAY, MoneyStep.NOT_YET)
    assert after(refused, MoneyStep.NOT_YET, Entry()).state is MoneyState.FILED


def test_only_places_with_a_platform_take_its_claims() -> None:
    assert can_claim(MoneyKind.SAFET, "amazon-uk")
    assert not can_claim(MoneyKind.SAFET, "ebay-us")
    assert not can_claim(MoneyKind.APPEAL, "shop-eu")
    assert can_claim(MoneyKind.CARRIER, "shop-eu")


@pytest.mark.parametrize("kind", RECOVERIES)
def test_more_than_was_claimed_is_warned_of_for_every_claim(kind: MoneyKind) -> None:
    claim = replace(FILED, kind=kind)
    (guard,) = money_guards(claim, MoneyStep.PAY, Entry(999900, TODAY), PAST)
    assert guard.code == ABOVE_CLAIMED
    assert guard.message.startswith("9999.00 USD is more than the 29.99 USD that you claimed.")
    assert money_guards(claim, MoneyStep.PAY, Entry(2999, TODAY), PAST) == ()
    (guard,) = money_guards(replace(claim, amount=None), MoneyStep.PAY, Entry(3000, TODAY), PAST)
    assert "that the buyer paid" in guard.message


@given(st.integers(1, 10**6), st.integers(-5, 10**6))
def test_a_part_and_its_rest_are_all_that_was_claimed(claimed: int, paid: int) -> None:
    line = replace(FILED, amount=claimed)
    rest = rest_of(line, MoneyStep.PAY, Entry(paid, TODAY))
    assert (rest is not None) is (0 < paid < claimed)
    if rest is not None:
        assert paid + rest == claimed
        assert rest_of(line, MoneyStep.CHANGE, Entry(paid, TODAY)) is None
        assert rest_line(line, rest, MoneyState.FILED, Entry(paid, TODAY)).on == line.on
        assert rest_line(line, rest, MoneyState.REFUSED, Entry(paid, TODAY)).on == TODAY
