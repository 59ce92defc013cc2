"""The example orders: valid, of all situations, and dated as if they were of this week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.case import Draft
from app.logic.examples import example_drafts
from app.logic.facts import Situation
from tests.requests import answer


def test_the_examples_cover_every_situation() -> None:
    assert {draft.request["situation"] for draft in example_drafts(date(2026, 11, 22))} == set(Situation)


@pytest.mark.parametrize("draft", example_drafts(date(2026, 9, 15)), ids=lambda draft: str(draft.request["situation"]))
def test_the_rules_accept_every_example(draft: Draft) -> None:
    assert answer({**draft.request, "today": "2026-09-15"})


@given(st.dates(date(2021, 1, 1), date(2060, 1, 1)))
def test_the_orders_stay_as_old_as_they_were_written(today: date) -> None:
    orders = [draft.request["order"] for draft in example_drafts(today)]
    first = next(order for order in orders if isinstance(order, dict) and order["number"] == "111-0000001-0000001")
    assert first["latest_delivery"] == (today - timedelta(days=8)).isoformat()
