"""The sentence on top of an answer: the amount stands in it where money moves, fresh or stored."""

from __future__ import annotations

import pytest

from app.logic.answer import Desk
from app.logic.decision import Decision, Refund, RefundLine
from app.logic.facts import Resolution
from app.logic.headline import headline, stored_headline
from app.logic.json_form import decision_json
from app.logic.outcome_words import RESOLUTIONS

LOST = {
    "situation": "not_received",
    "channel": "amazon-us",
    "today": "2026-11-22",
    "order": {
        "number": "111-0000001-0000001",
        "item_price": "25.00",
        "shipping_paid": "4.99",
        "shipped_on": "2026-11-03",
    },
    "answers": {"parcel": "lost", "protected": "no"},
}


@pytest.fixture(scope="module")
def lost() -> Decision:
    """Give the decision about a lost parcel."""
    decision = Desk().decide(LOST)
    assert isinstance(decision, Decision)
    return decision


def moving(decision: Decision, resolution: Resolution, total: int, currency: str = "USD") -> Decision:
    """Return the decision as if it were another resolution with another sum."""
    lines = (RefundLine("item", total, "price of the item"),)
    return decision._replace(resolution=resolution, refund=Refund(currency, planned=True, lines=lines))


def test_the_amount_stands_in_the_sentence(lost: Decision) -> None:
    assert headline(lost) == "It is lost: refund $29.99 now"
    assert headline(moving(lost, Resolution.REFUND_WHEN_BACK, 2999)) == "Refund $29.99 once it is back"
    assert headline(moving(lost, Resolution.ACCEPT_RETURN, 250000, "JPY")).endswith("refund ¥250,000 once it is back")


@pytest.mark.parametrize("resolution", Resolution)
def test_every_resolution_says_the_amount_once_where_money_moves_and_else_none(
    lost: Decision, resolution: Resolution
) -> None:
    assert headline(moving(lost, resolution, 1234)).count("$12.34") == 1
    assert headline(moving(lost, resolution, 0)) == RESOLUTIONS[resolution]
    assert headline(lost._replace(resolution=resolution, refund=None)) == RESOLUTIONS[resolution]


@pytest.mark.parametrize(("total", "currency"), [(2999, "USD"), (2500, "JPY"), (0, "EUR"), (5, "GBP")])
def test_a_stored_decision_says_the_same(lost: Decision, total: int, currency: str) -> None:
    decision = moving(lost, Resolution.REFUND_LATE, total, currency)
    assert stored_headline(decision_json(decision)) == headline(decision)
    assert stored_headline(decision_json(lost)) == headline(lost)


def test_a_resolution_of_a_later_version_has_no_sentence() -> None:
    assert stored_headline({"resolution": "send_flowers"}) is None
    assert stored_headline({}) is None


def test_a_damaged_amount_is_left_out(lost: Decision) -> None:
    stored = {"resolution": "refund_late", "refund": {"currency": "nothing", "total": "a lot"}}
    assert stored_headline(stored) == RESOLUTIONS[Resolution.REFUND_LATE]
