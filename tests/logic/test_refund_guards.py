"""What to watch out for is said twice: before the message is written, and again before a refund is recorded as made."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.logic.case import Draft
from app.logic.money_line import MoneyKind, MoneyLine, MoneyState
from app.logic.money_steps import Entry, MoneyStep, money_guards
from app.logic.refund_guards import HEAVY
from tests.logic.money_walks import BEGIN, Seller
from tests.logic.test_guards import FIRES
from tests.logic.test_later_events import back, claim
from tests.requests import Raw, ask_about, late_parcel, return_wish

SECTION_8 = {
    *("already_refunded", "replacement_sent", "claim_is_open", "forfeits_protection", "refund_inside_case"),
    *("open_case_exists", "number_does_not_fit_channel", "still_moving", "above_paid", "early_claim"),
    *("asks_buyer_to_cancel", "unconfirmed_value", "conflicting_value", "stale_value", "other_situation"),
    *("late_fault_report", "ship_by_passed", "withdrawal_not_told", "no_signature", "legal_claim_stays"),
    *("reply_late", "postage_unknown"),
}
ELSEWHERE = {"early_claim", "open_case_exists"}
"""Guards whose tests before the draft stand with claims and with the wizard."""

NO_REFUND = {"asks_buyer_to_cancel", "ship_by_passed", "legal_claim_stays"}
"""Guards of resolutions in which the seller refunds nothing."""

PAID = {"item_price": "25.00", "shipping_paid": "4.99"}
MOVING = {"parcel": "moving", "protected": "no"}
LOST = {"parcel": "lost", "protected": "no"}
EBAY_CLAIM = {"claim": "not_received", "proof": "none"}


def refund_of(seller: Seller) -> str:
    return next(key for key, line in seller.lines().items() if line.kind is MoneyKind.REFUND and not line.is_settled)


def opened(raw: Raw) -> Callable[[Seller], None]:
    """Take the first message; nothing happens after it."""

    def tell(seller: Seller) -> None:
        seller.opens(raw)

    return tell


def refunded_before(seller: Seller) -> None:
    """Refund a part in the first round, then the rest is asked for."""
    seller.opens(late_parcel(answers=MOVING))
    seller.book.record_money(seller.case_id, _refund("refund", 500))
    seller.hears("buyer_chose_refund")


def refunded_since(seller: Seller) -> None:
    """Refund a part after the decision was taken."""
    seller.opens(late_parcel())
    seller.book.record_money(seller.case_id, _refund("own.refund.1", 500))


def replaced_before(seller: Seller) -> None:
    """Send another one first, then pay as well."""
    seller.opens(late_parcel(answers=MOVING))
    seller.hears("buyer_chose_replacement")
    seller.ticks("ship_replacement").hears("refund_instead")


def claim_came(seller: Seller) -> None:
    """Hear of a claim that is not gone through yet."""
    seller.opens(late_parcel())
    seller.book.happened(seller.case_id, "claim_came", seller.case.draft, {})


def ebay_claim_came(seller: Seller) -> None:
    """Hear of an eBay case that is not gone through yet."""
    seller.opens(late_parcel("ebay-us", {"parcel": "lost"}))
    seller.book.happened(seller.case_id, "claim_came", seller.case.draft, {})


def a_year_later(seller: Seller) -> None:
    """Pay long after the values were looked up."""
    seller.opens(back())
    seller.days_later(600)


def protected_after_all(seller: Seller) -> None:
    """Learn from the label that the parcel is protected, though the refund stands on another answer."""
    seller.opens(late_parcel(answers={"parcel": "returned", "protected": "yes"}))


BEFORE_REFUND: list[tuple[str, Callable[[Seller], None]]] = [
    ("already_refunded", refunded_before),
    ("already_refunded", refunded_since),
    ("already_refunded", opened(late_parcel(already_refunded="1.00"))),
    ("above_paid", opened(late_parcel(already_refunded="30.00"))),
    ("replacement_sent", replaced_before),
    ("claim_is_open", claim_came),
    ("claim_is_open", opened(late_parcel(claim_id="A1"))),
    ("refund_inside_case", ebay_claim_came),
    ("refund_inside_case", opened(ask_about("claim_opened", "ebay-us", PAID, EBAY_CLAIM))),
    ("forfeits_protection", protected_after_all),
    ("still_moving", opened(late_parcel(answers=MOVING | {"buyer_choice": "refund"}))),
    ("number_does_not_fit_channel", opened(late_parcel(number="11-00001-00001"))),
    ("early_claim", opened(claim(order={"latest_delivery": "2026-09-14"}))),
    ("unconfirmed_value", opened(return_wish(reason="quality", window="open", offer="keep"))),
    ("conflicting_value", opened(return_wish(order={"delivered_on": "2026-09-10"}, offer="keep"))),
    ("stale_value", a_year_later),
    ("late_fault_report", opened(return_wish(reason="damaged", window="closed", offer="keep"))),
    ("withdrawal_not_told", opened(return_wish("shop-eu", {"delivered_on": "2026-09-10"}, offer="keep"))),
    ("no_signature", opened(late_parcel("ebay-us", {"parcel": "delivered", "checked": "yes"}, item_price="900.00"))),
    ("reply_late", opened(late_parcel() | {"message_received": "2026-09-13"})),
    ("postage_unknown", opened(late_parcel(shipping_paid=...))),
]


@pytest.mark.parametrize(("code", "happens"), BEFORE_REFUND)
def test_a_guard_speaks_before_a_refund_is_made(seller: Seller, code: str, happens: Callable[[Seller], None]) -> None:
    happens(seller)
    assert code in {guard.code for guard in seller.looks_at(refund_of(seller)).guards}


def test_every_guard_speaks_before_the_draft_and_before_the_refund() -> None:
    assert {code for code, _ in FIRES} | ELSEWHERE == SECTION_8
    before_refund = {code for code, _ in BEFORE_REFUND} | {"open_case_exists", "other_situation"}
    assert before_refund == SECTION_8 - NO_REFUND
    assert before_refund >= HEAVY


def test_a_wish_that_came_too_late_is_told_again_before_its_refund(seller: Seller) -> None:
    order = {**PAID, "latest_delivery": "2026-09-14"}
    seller.opens(ask_about("change_address", "amazon-us", order, {"shipped": "yes", "parcel": "returned"}))
    assert "other_situation" in {guard.code for guard in seller.looks_at(refund_of(seller)).guards}


def test_another_case_of_the_order_is_told_first(seller: Seller) -> None:
    seller.opens(late_parcel())
    assert seller.looks_at("refund").guards == ()
    assert [guard.code for guard in seller.looks_at("refund", others=1).guards] == ["open_case_exists"]


def test_a_plain_refund_has_nothing_to_watch_out_for_and_its_amount(seller: Seller) -> None:
    seller.opens(late_parcel())
    assert seller.looks_at("refund") == ((), 2999)


def test_what_went_back_since_is_taken_off_what_is_paid_now(seller: Seller) -> None:
    refunded_since(seller)
    assert seller.looks_at("refund").amount == 2499


def test_its_own_tick_is_no_earlier_refund(seller: Seller) -> None:
    seller.opens(late_parcel())
    seller.ticks("refund")
    assert seller.looks_at("refund").guards == ()


def test_a_case_that_the_rules_cannot_read_any_more_says_what_it_said_then(seller: Seller) -> None:
    seller.opens(late_parcel(already_refunded="1.00"))
    case = seller.case
    odd = {**case.draft.request, "order": {**case.draft.request["order"], "later_key": 1}}  # type: ignore[dict-item]
    seller.book.record_decision(seller.case_id, {**(case.decision or {}), "rule": "x"}, Draft(odd))
    check = seller.looks_at("refund")
    assert [guard.code for guard in check.guards] == ["already_refunded"]
    assert check.amount is None


@pytest.mark.parametrize(("amount", "speaks"), [(2999, False), (3000, True)])
def test_more_than_was_paid_is_said_while_it_is_typed(seller: Seller, amount: int, speaks: bool) -> None:
    seller.opens(late_parcel())
    line = seller.lines()["refund"]
    found = money_guards(line, MoneyStep.MAKE, Entry(amount, seller.today()), seller.past("refund"))
    assert [guard.code for guard in found] == (["above_paid"] if speaks else [])


def test_goodwill_counts_against_what_was_paid(seller: Seller) -> None:
    seller.opens(late_parcel())
    seller.book.record_money(seller.case_id, replace(_refund("own.goodwill.1", 500), kind=MoneyKind.GOODWILL))
    assert seller.past("refund").returned == 500


def _refund(key: str, amount: int) -> MoneyLine:
    return MoneyLine(key, MoneyKind.REFUND, MoneyState.MADE, amount, "USD", BEGIN.date())
