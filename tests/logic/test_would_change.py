"""What would change a decision: every value that, the rest left as known, decides for another resolution."""

from collections.abc import Iterator

import pytest

from app.logic.decision import BadInput, Decision, Question
from app.logic.facts import FACT_VALUES
from app.logic.reading import read_request
from tests.requests import Raw, answer, ask_about, decided, late_parcel, return_wish, rulebook


def _changes(raw: Raw) -> set[tuple[str, str, str]]:
    return {(other.fact, other.value, other.resolution.value) for other in decided(raw).would_change}


def test_what_would_change_a_late_parcel() -> None:
    assert _changes(late_parcel()) == {
        ("parcel", "moving", "refund_or_wait"),
        ("parcel", "lost", "refund_lost"),
        ("parcel", "delivered", "check_delivery"),
        ("parcel", "returning", "refund_when_back"),
        ("parcel", "returned", "refund_now_back"),
        ("overdue", "no", "share_tracking"),
        ("protected", "yes", "marketplace_refunds"),
        ("remedy", "replacement", "send_again"),
    }


def test_what_would_change_a_return() -> None:
    raw = return_wish("ebay-us", reason="damaged")
    assert _changes(raw) == {
        ("offer", "replacement", "send_replacement"),
        ("offer", "part", "send_part"),
        ("offer", "partial", "offer_partial_refund"),
        ("offer", "keep", "refund_keep_item"),
    }
    assert ("fault", "buyer", "accept_return") in _changes(return_wish("ebay-us", reason="damaged", window="open"))


def test_an_exchange_is_no_way_out_of_a_fault() -> None:
    assert all(value != "exchange" for _, value, _ in _changes(return_wish("ebay-us", reason="damaged")))


def test_a_wait_that_is_over_is_no_way_out() -> None:
    moving = {"parcel": "moving", "protected": "no", "buyer_choice": "replacement"}
    assert ("buyer_choice", "wait", "wait_agreed") in _changes(late_parcel(wait_until="2026-09-15", answers=moving))
    over = _changes(late_parcel(wait_until="2026-09-14", answers=moving))
    assert {value for fact, value, _ in over if fact == "buyer_choice"} == {"open", "refund"}


def test_what_only_followed_from_a_fact_is_unknown_without_it() -> None:
    """Untracked told that nothing protects the parcel; were it lost, that would have to be asked."""
    raw = ask_about("change_address", order={"tracking_number": None}, answers={"shipped": "yes"})
    assert ("parcel", "lost", "refund_lost") not in _changes(raw)


def test_fixed_facts_are_no_alternatives() -> None:
    sent = ask_about("cancel", "ebay-us", {"item_price": "5.00", "shipped_on": "2026-09-01"})
    assert _changes(sent) == {("shipped", "no", "cancel_order")}


SAMPLES = [
    late_parcel(),
    late_parcel(answers={"parcel": "moving", "protected": "no"}),
    late_parcel(answers={"parcel": "delivered", "checked": "yes", "protected": "no"}),
    late_parcel(delivered_on="2026-09-05", answers={"checked": "yes", "protected": "no", "remedy": "decline"}),
    late_parcel(tracking_number=None, answers={"protected": "no"}),
    late_parcel(last_scan_on="2026-09-14", answers={"protected": "no"}),
    late_parcel("ebay-us", {"parcel": "returned"}),
    ask_about("change_address", order={"tracking_number": None}, answers={"shipped": "yes"}),
    ask_about("change_address", "ebay-us", {"tracking_number": None, "item_price": "5.00"}, {"shipped": "no"}),
    ask_about("return", "ebay-us", answers={"offer": "replacement"}),
    late_parcel("etsy"),
    ask_about("cancel", order={"shipped_on": None}, answers={"confirmed": "no", "official_request": "yes"}),
    ask_about("cancel", "ebay-us", {"item_price": "5.00", "shipped_on": None}),
    ask_about("cancel", "shop-uk", {"shipped_on": "2026-09-01"}),
    ask_about("change_item", answers={"shipped": "yes", "confirmed": "no"}),
    ask_about(
        "change_address", order={"item_price": "5.00"}, answers={"parcel": "lost", "shipped": "yes", "protected": "no"}
    ),
    ask_about("faster_shipping", answers={"shipped": "no", "willing": "no"}),
    ask_about("cannot_ship", answers={"confirmed": "no"}),
    return_wish(window="open"),
    return_wish(window="closed", late_choice="decline"),
    return_wish(reason="damaged", authorised="yes", offer="keep"),
    return_wish("shop-eu", {"delivered_on": "2026-09-10"}, offer="exchange"),
]
LAST = {"item_price": "10.00", "partial_amount": "1.00", "new_ship_date": "2026-09-20"}


def _single_changes(raw: Raw, decision: Decision) -> Iterator[tuple[str, str, Decision | Question | None]]:
    """Answer each fact read with each of its other values; None where that is refused."""
    for fact in decision.facts:
        for value in FACT_VALUES[fact.fact]:
            if value == fact.value:
                continue
            answers = LAST | raw["answers"] | {fact.fact: value}
            order = {"item_price": "10.00"} | raw["order"]
            try:
                yield fact.fact, value, answer(raw | {"answers": answers, "order": order})
            except BadInput:
                yield fact.fact, value, None


@pytest.mark.parametrize("raw", SAMPLES)
def test_an_alternative_is_what_the_answer_would_bring(raw: Raw) -> None:
    decision = decided(raw)
    expected = {
        (fact, value, found.resolution.value)
        for fact, value, found in _single_changes(raw, decision)
        if isinstance(found, Decision) and found.resolution is not decision.resolution
    }
    assert _changes(raw) == expected


def test_a_decision_does_not_list_itself() -> None:
    for raw in SAMPLES:
        decision = decided(raw)
        assert all(other.resolution is not decision.resolution for other in decision.would_change)
        known = {fact.fact: fact.value for fact in decision.facts}
        assert all(known[other.fact] != other.value for other in decision.would_change)


def test_every_fact_read_has_its_reason_in_words() -> None:
    for raw in SAMPLES:
        decision = decided(raw)
        assert len(decision.reasons) == len(decision.facts)
        assert all(reason.endswith((".", ")")) for reason in decision.reasons)
        assert decision.rule.startswith(read_request(raw, rulebook()).situation.value)
