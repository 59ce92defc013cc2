"""Money is followed to its end: a case closes by itself with its last cent and its last task, and never before."""

from datetime import date

import pytest

from app.logic.case import CaseStatus
from app.logic.cases import StoreError
from app.logic.money_line import MoneyKind, MoneyLine, MoneyState
from app.logic.money_steps import MoneyStep
from tests.logic.money_walks import Seller
from tests.requests import ask_about, late_parcel, return_wish

CLOSED, OPEN = CaseStatus.CLOSED, CaseStatus.OPEN
MOVING = {"parcel": "moving", "protected": "no"}
DEBIT = {"own_fault": "yes", "debited_for": "claim", "debited_on": "2026-09-20"}


def test_a_late_parcel_is_followed_to_the_carriers_payment(seller: Seller) -> None:
    seller.opens(late_parcel() | {"message_received": "2026-09-15"})
    assert seller.to_do() == ["refund", "open_trace", "file_carrier_claim"]
    assert seller.money() == [("refund", "planned", 2999), ("carrier", "to_file", 2999)]
    seller.records("refund", MoneyStep.MAKE).ticks("open_trace")
    assert seller.status() is OPEN
    seller.days_later(6).records("carrier", MoneyStep.FILE)
    assert seller.status() is CaseStatus.WAITING_MONEY
    seller.days_later(30).records("carrier", MoneyStep.PAY, 2500)
    row = seller.case.row
    assert (row.status, row.costs, row.recovered) == (CLOSED, 2999, 2500)
    assert seller.lines()["carrier"].on == date(2026, 10, 21)


@pytest.mark.parametrize(("step", "reason"), [(MoneyStep.REFUSE, ""), (MoneyStep.WRITE_OFF, "no cover")])
def test_a_claim_that_brings_nothing_closes_the_case_too(seller: Seller, step: MoneyStep, reason: str) -> None:
    seller.opens(late_parcel())
    seller.records("refund", MoneyStep.MAKE).ticks("open_trace").records("carrier", MoneyStep.FILE)
    assert seller.status() is CaseStatus.WAITING_MONEY
    seller.days_later(3).records("carrier", step, reason=reason)
    assert (seller.status(), seller.case.row.recovered) == (CLOSED, 0)


def test_a_claim_written_off_before_it_was_filed_is_not_to_be_filed(seller: Seller) -> None:
    seller.opens(late_parcel())
    seller.records("refund", MoneyStep.MAKE).ticks("open_trace")
    seller.records("carrier", MoneyStep.WRITE_OFF, reason="the postage had no cover")
    assert (seller.to_do(), seller.status()) == ([], CLOSED)
    seller.book.take_back_money(seller.case_id, "carrier")
    assert (seller.to_do(), seller.status()) == (["file_carrier_claim"], OPEN)


def test_an_appeal_that_is_paid_closes_the_case(seller: Seller) -> None:
    answers = {"own_fault": "no", "debited_for": "claim", "debited_on": "2026-09-10"}
    order = {"item_price": "25.00", "shipping_paid": "4.99"}
    decided = seller.opens(ask_about("platform_refunded", "amazon-us", order, answers))
    assert decided.resolution == "appeal_debit"
    assert seller.money() == [("debit", "made", 2999), ("appeal", "to_file", 2999)]
    seller.records("appeal", MoneyStep.FILE).days_later(9).records("appeal", MoneyStep.PAY)
    row = seller.case.row
    assert (row.status, row.costs, row.recovered) == (CLOSED, 2999, 2999)


def test_a_debit_that_is_accepted_counts_as_cost_and_closes(seller: Seller) -> None:
    order = {"item_price": "25.00", "shipping_paid": "4.99"}
    decided = seller.opens(ask_about("platform_refunded", "amazon-us", order, DEBIT))
    assert decided.resolution == "accept_debit"
    assert seller.money() == [("debit", "made", 2999)]
    assert (seller.status(), seller.case.row.costs) == (CLOSED, 2999)


def test_a_part_of_the_price_waits_for_the_buyer_and_is_paid_once(seller: Seller) -> None:
    seller.opens(return_wish(order={"delivered_on": "2026-09-10"}, offer="partial", partial_amount="7.50"))
    assert seller.status() is CaseStatus.WAITING_BUYER
    seller.hears("buyer_accepted_partial")
    assert seller.to_do() == ["refund"]
    (key,) = (key for key, state, _ in seller.money() if state == "planned")
    assert "already_refunded" not in {guard.code for guard in seller.looks_at(key).guards}
    seller.records(key, MoneyStep.MAKE)
    assert (seller.status(), seller.case.row.refunded) == (CLOSED, 750)


def test_a_replacement_costs_what_the_seller_says_or_nothing_known(seller: Seller) -> None:
    seller.opens(late_parcel(answers={**MOVING, "parcel": "lost", "remedy": "replacement"}))
    assert seller.money() == [("replacement", "planned", None)]
    seller.ticks("ship_replacement", "open_trace")
    assert (seller.status(), seller.case.row.costs) == (CLOSED, 0)
    seller.records("replacement", MoneyStep.CHANGE, 1150)
    assert (seller.status(), seller.case.row.costs) == (CLOSED, 1150)


def test_each_round_keeps_its_own_refund(seller: Seller) -> None:
    seller.opens(late_parcel(answers=MOVING))
    seller.hears("buyer_chose_replacement")
    seller.ticks("ship_replacement", "open_trace").days_later(10)
    decided = seller.hears("refund_instead")
    assert decided is not None and decided.resolution == "refund_late"
    assert ("refund@3", "planned", 2999) in seller.money()
    assert "replacement_sent" in {guard.code for guard in seller.looks_at("refund@3").guards}
    seller.records("refund@3", MoneyStep.MAKE, 2000)
    assert seller.case.row.refunded == 2000
    seller.records("carrier@3", MoneyStep.WRITE_OFF, reason="delivered after all")
    assert (seller.to_do(), seller.status()) == ([], CLOSED)


def test_a_refund_made_while_a_new_message_waits_is_known_to_the_next_decision(seller: Seller) -> None:
    seller.opens(late_parcel())
    reply = {"code": "reply", "earliest": None, "latest": None, "done": False}
    seller.book.happened(seller.case_id, "buyer_wrote_again", seller.case.draft, {"actions": [reply]})
    seller.records("refund", MoneyStep.MAKE)
    request = seller.case.draft.request
    assert (request.get("done"), request.get("earlier")) == (None, ["refund"])


def test_a_case_is_not_closed_by_hand_while_money_is_open(seller: Seller) -> None:
    seller.opens(late_parcel())
    with pytest.raises(StoreError, match=r"The refund of \$29.99 is still open"):
        seller.book.close(seller.case_id)
    seller.records("refund", MoneyStep.MAKE)
    with pytest.raises(StoreError, match=r"claim from the carrier .* is not filed yet"):
        seller.book.close(seller.case_id)
    seller.records("carrier", MoneyStep.WRITE_OFF, reason="it turned up")
    seller.book.close(seller.case_id)
    assert seller.status() is CLOSED


def test_every_step_can_be_taken_back_to_what_was_before(seller: Seller) -> None:
    seller.opens(late_parcel())
    stands = [(seller.money(), seller.to_do(), seller.status(), seller.case.draft.request.get("done"))]
    steps = [("refund", MoneyStep.MAKE), ("carrier", MoneyStep.CHANGE), ("carrier", MoneyStep.FILE)]
    for key, step in [*steps, ("carrier", MoneyStep.PAY)]:
        seller.days_later(1).records(key, step, 1000 + len(stands))
        stands.append((seller.money(), seller.to_do(), seller.status(), seller.case.draft.request.get("done")))
    for key, before in zip(("carrier", "carrier", "carrier", "refund"), reversed(stands[:-1]), strict=True):
        seller.book.take_back_money(seller.case_id, key)
        now = (seller.money(), seller.to_do(), seller.status(), seller.case.draft.request.get("done") or None)
        assert now == (*before[:3], before[3] or None)


def test_a_cost_the_seller_added_can_be_taken_away_again(seller: Seller) -> None:
    seller.opens(late_parcel())
    before = seller.money()
    goodwill = MoneyLine("own.goodwill.1", MoneyKind.GOODWILL, MoneyState.MADE, 500, "USD", seller.today())
    seller.book.record_money(seller.case_id, goodwill)
    assert (goodwill.key, "made", 500) in seller.money()
    assert seller.case.row.costs == 500
    seller.book.take_back_money(seller.case_id, goodwill.key)
    assert seller.money() == before


def test_a_tick_in_the_wizard_outranks_a_plan_that_was_changed(seller: Seller) -> None:
    seller.opens(late_parcel())
    seller.records("refund", MoneyStep.CHANGE, 1500).ticks("refund")
    assert seller.money()[0] == ("refund", "made", 1500)
    assert seller.lines()["refund"].on == seller.today()
    seller.book.tick(seller.case_id, "refund", False)
    assert seller.money()[0] == ("refund", "planned", 1500)


def test_a_new_decision_takes_the_place_of_a_plan_but_not_of_what_moved(seller: Seller) -> None:
    raw = late_parcel()
    seller.opens(raw)
    seller.records("refund", MoneyStep.CHANGE, 1500)
    seller.hears("refund_instead")
    assert seller.money()[0] == ("refund@2", "planned", 2999)
    seller.records("refund@2", MoneyStep.MAKE, 700).hears("came_back", returned_on="2026-09-15", came_back_as="refused")
    assert ("refund@2", "made", 700) in seller.money()
    assert [state for key, state, _ in seller.money() if key == "refund"] == []


def test_what_happened_in_error_takes_its_money_with_it(seller: Seller) -> None:
    seller.opens(late_parcel(answers=MOVING))
    draft = seller.case.draft
    seller.hears("buyer_chose_refund")
    seller.records("refund@2", MoneyStep.MAKE)
    seller.book.take_back_happening(seller.case_id, draft)
    assert seller.money() == []


def test_claims_that_are_open_are_listed_by_the_window_that_closes_first(seller: Seller) -> None:
    seller.opens(late_parcel(insured_amount="40.00"))
    found = [(line.kind, line.state, line.amount) for _, line in seller.book.to_recover()]
    assert sorted(found) == [("carrier", "to_file", 2999), ("insurance", "to_file", 4000)]
    seller.records("carrier", MoneyStep.FILE).records("insurance", MoneyStep.WRITE_OFF, reason="not worth it")
    assert [line.state for _, line in seller.book.to_recover()] == [MoneyState.FILED]


def test_a_case_that_was_given_up_before_it_was_finished_has_nothing_to_recover(seller: Seller) -> None:
    raw = late_parcel()
    seller.opens(raw, sent=False)
    seller.book.undo_finish(seller.case_id)
    assert len(seller.book.to_recover()) == 1
    seller.book.close(seller.case_id)
    assert seller.status() is CLOSED
    assert seller.book.to_recover() == []
