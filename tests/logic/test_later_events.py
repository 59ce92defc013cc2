"""What happens after the message: who is paid what when a parcel came back, and until when a claim can be answered."""

import pytest

from app.logic.decision import Decision
from app.logic.facts import FACT_VALUES
from tests.requests import Known, Raw, answer, ask_about, asked, codes, decided, facts_of, guards, lines, refused, span

PAID = {"item_price": "40.00", "shipping_paid": "5.00"}
DELIVERED = {**PAID, "ordered_at": "2026-08-01", "latest_delivery": "2026-08-10", "delivered_on": "2026-08-10"}


def back(channel: str = "amazon-us", order: Known | None = None, **answers: object) -> Raw:
    """Build the request of a return that is here, asked for within the window and not refunded yet."""
    known = {**DELIVERED, "return_requested_on": "2026-08-20", "returned_on": "2026-09-14", **(order or {})}
    first: Raw = {"came_back_as": "return", "reason": "unwanted", "arrived": "as_sent"}
    first |= {"refunded": "no"} if channel == "amazon-us" else {}
    return ask_about("return_arrived", channel, known, first | answers)


def claim(channel: str = "amazon-us", order: Known | None = None, **answers: object) -> Raw:
    """Build the request of a claim for a parcel that did not arrive, without any proof."""
    first: Raw = {"claim": "not_received", "protected": "no", "proof": "none"}
    first |= {"refunded": "no"} if channel == "amazon-us" else {}
    first = {fact: value for fact, value in first.items() if fact != "protected" or channel.startswith("amazon")}
    return ask_about("claim_opened", channel, {**PAID, **(order or {})}, first | answers)


def debit(channel: str = "amazon-us", debited_on: str | None = "2026-09-01", **answers: object) -> Raw:
    """Build the request of money taken for a return that was not the seller's fault."""
    order = {"debited_on": debited_on} if debited_on else {}
    return ask_about("platform_refunded", channel, order, {"own_fault": "no", "debited_for": "return"} | answers)


# who has refunded


def test_earlier_refunds_tell_who_paid_the_buyer_back() -> None:
    full = back("amazon-uk", {"already_refunded": "45.00"})
    assert facts_of(full)["refunded"] == ("seller", "order")
    part = back("amazon-us", {"already_refunded": "44.99"}, refunded="no")
    del part["answers"]["refunded"]
    assert facts_of(part)["refunded"] == ("no", "order")
    assert "already_refunded" in guards(part)


def test_only_first_scan_refunds_make_it_a_question() -> None:
    nothing = {"came_back_as": "return"}
    assert asked(ask_about("return_arrived", "amazon-us", answers=nothing)).fact == "refunded"
    assert asked(ask_about("return_arrived", "amazon-uk", answers=nothing)).fact == "reason"
    assert facts_of(back("ebay-us", window="open"))["refunded"] == ("no", "default")
    assert decided(back("ebay-us", refunded="platform")).resolution == "return_settled"


def test_a_refund_cannot_be_told_from_a_part_while_the_price_is_unknown() -> None:
    order = {"already_refunded": "5.00"}
    assert asked(ask_about("claim_opened", "etsy", order)).fact == "refunded"


# money


def test_a_return_in_time_gives_the_price_back_and_no_delivery() -> None:
    assert lines(back()) == {"item": 4000}
    assert decided(back()).resolution == "refund_return"


def test_the_law_gives_the_standard_delivery_back_on_a_change_of_mind() -> None:
    order = {"return_requested_on": "2026-08-20", "express_surcharge": "2.00"}
    assert lines(back("ebay-de", order)) == {"item": 4000, "outbound_postage": 300}


def test_a_parcel_that_is_back_was_asked_for_before_it_arrived() -> None:
    order = {"return_requested_on": None, "returned_on": "2026-09-09"}
    assert decided(back("amazon-us", order, category="general")).resolution == "refund_return"


def test_a_fault_of_the_seller_gives_everything_back() -> None:
    raw = back(order={"return_postage": "3.50"}, reason="damaged", arrived="used")
    assert decided(raw).resolution == "refund_return_in_full"
    assert lines(raw) == {"item": 4000, "outbound_postage": 500, "return_postage": 350}


LATE = {"return_requested_on": "2026-09-12"}


@pytest.mark.parametrize(
    ("channel", "order", "fee"),
    [
        ("amazon-us", {}, -800),
        ("amazon-us", {"late_fee_percent": "12.5"}, -500),
        ("amazon-us", {"late_fee_percent": 0}, None),
        ("amazon-us", {"item_price": "0.05", "late_fee_percent": 10}, -1),
        ("amazon-uk", {"late_fee_percent": 10}, None),
        ("shop-us", {"late_fee_percent": 15}, -600),
    ],
)
def test_the_fee_for_a_late_return(channel: str, order: Raw, fee: int | None) -> None:
    raw = back(channel, LATE | order, window="closed")
    assert decided(raw).resolution == "refund_less_late_fee"
    assert lines(raw).get("late_fee") == fee


def test_an_own_shop_keeps_back_what_it_announced() -> None:
    raw = back("shop-us", LATE, window="closed") | {"seller": {"late_fee_percent": "10"}}
    assert lines(raw) == {"item": 4000, "late_fee": -400}
    assert lines(back("shop-us", LATE, window="closed")) == {"item": 4000}


def test_a_fee_above_the_most_is_refused() -> None:
    assert refused(back(order={"late_fee_percent": 21})) == "order.late_fee_percent"
    assert refused(back("amazon-us", late_fee_percent="20.5")) == "answers.late_fee_percent"
    assert refused(back("amazon-us", deduction_percent=51)) == "answers.deduction_percent"
    assert decided(back("shop-us", arrived="damaged", deduction_percent=100)).refund


@pytest.mark.parametrize(("channel", "most"), [("amazon-us", 50), ("ebay-de", 50), ("etsy", 100), ("shop-uk", 100)])
def test_the_deduction_is_asked_last_with_its_most(channel: str, most: int) -> None:
    question = asked(back(channel, arrived="used"))
    assert (question.fact, question.kind, question.most) == ("deduction_percent", "percent", most)


def test_a_deduction_is_taken_of_the_item_and_earlier_refunds_of_the_rest() -> None:
    raw = back("ebay-uk", {"already_refunded": "6.00", "quantity": 3, "units": 3}, arrived="damaged")
    raw["answers"]["deduction_percent"] = "33"
    assert lines(raw) == {"item": 4000, "deduction": -1320, "outbound_postage": 500, "already_refunded": -600}


@pytest.mark.parametrize(("percent", "photos"), [("19", False), ("20", True)])
def test_photos_are_to_be_taken_where_the_policy_asks_for_them(percent: str, photos: bool) -> None:
    assert ("take_photos" in codes(back(arrived="used", deduction_percent=percent))) is photos
    assert "take_photos" not in codes(back("etsy", arrived="used", deduction_percent=percent))


def test_a_return_that_is_back_starts_the_clock_of_its_refund() -> None:
    assert span(back(), "refund") == ("2026-09-15", "2026-09-18")
    assert span(back("amazon-uk"), "refund") == ("2026-09-15", "2026-09-16")


def test_what_is_not_the_item_is_reported_and_not_refunded() -> None:
    raw = back(arrived="empty")
    assert (codes(raw), decided(raw).refund) == (["take_photos", "report_to_channel"], None)


def test_an_undelivered_parcel_that_is_back_is_not_traced() -> None:
    order = {"carrier": "USPS", "tracking_number": "9400100000000000000000", "shipped_on": "2026-08-03"}
    raw = back("ebay-us", order, came_back_as="refused", remedy="replacement")
    assert (decided(raw).resolution, codes(raw)) == ("send_again", ["ship_replacement"])
    assert lines(back("ebay-us", came_back_as="unclaimed")) == {"item": 4000, "outbound_postage": 500}


# claims


def test_a_claim_without_proof_is_refunded_inside_it() -> None:
    assert codes(claim()) == ["answer_claim", "refund_in_claim"]
    assert lines(claim()) == {"item": 4000, "outbound_postage": 500}
    assert lines(claim(claim="not_refunded", item_back="yes")) == {"item": 4000}


def test_a_claim_that_is_given_in_to_plans_the_whole_refund() -> None:
    raw = claim(claim="not_as_described", contest="no", return_postage="3.00")
    refund = decided(raw).refund
    assert refund is not None
    assert refund.planned
    assert lines(raw) == {"item": 4000, "outbound_postage": 500, "return_postage": 300}


@pytest.mark.parametrize(
    ("channel", "today", "order", "latest"),
    [
        ("amazon-us", "2026-09-15T10:00:00-07:00", {}, "2026-09-17T10:00:00-07:00"),
        ("amazon-us", "2026-09-15", {}, "2026-09-17"),
        ("ebay-us", "2026-09-18", {}, "2026-09-23"),
        ("etsy", "2026-09-18", {}, "2026-09-21"),
        ("etsy", "2026-09-18", {"answer_by": "2026-09-19"}, "2026-09-19"),
        (
            "amazon-us",
            "2026-09-15",
            {"answer_by": "2026-09-16T12:00:00-07:00"},
            "2026-09-16T12:00:00-07:00",
        ),
    ],
)
def test_the_time_to_answer_a_claim(channel: str, today: str, order: Raw, latest: str) -> None:
    answers = {"protected": "no"} if channel == "etsy" else {}
    assert span(claim(channel, order, **answers) | {"today": today}, "answer_claim")[1] == latest


def test_the_day_to_answer_by_is_never_asked() -> None:
    raw = ask_about("claim_opened")
    while not isinstance(found := answer(raw), Decision):
        assert found.fact != "answer_by"
        raw = raw | {"answers": raw["answers"] | {found.fact: found.choices[0] if found.choices else "10.00"}}


def test_an_own_shop_has_no_platform_above_it() -> None:
    assert refused(ask_about("claim_opened", "shop-eu")) == "situation"
    assert refused(ask_about("platform_refunded", "shop-us")) == "situation"


def test_guards_of_a_claim() -> None:
    numbered = {"claim_id": "CLAIM-1"}
    assert "claim_is_open" not in guards(claim(order=numbered))
    assert "claim_is_open" in guards(back(order=numbered))
    assert "refund_inside_case" in guards(claim("ebay-us"))
    assert "refund_inside_case" not in guards(claim("ebay-us", proof="scan"))
    assert "forfeits_protection" in guards(claim(protected="yes"))
    assert "no_signature" in guards(claim("ebay-us", {"item_price": "750.00"}, proof="scan"))
    assert "no_signature" not in guards(claim("ebay-us", {"item_price": "750.00"}, proof="signature"))


@pytest.mark.parametrize(
    ("order", "early"),
    [
        ({"latest_delivery": "2026-09-12"}, False),
        ({"latest_delivery": "2026-09-13"}, True),
        ({"latest_delivery": "2026-09-20", "ordered_at": "2026-08-10"}, False),
    ],
)
def test_a_claim_before_its_time_is_early(order: Raw, early: bool) -> None:
    assert ("early_claim" in guards(claim(order=order, proof="scan"))) is early


# debits


@pytest.mark.parametrize(
    ("channel", "debited_for", "debited_on", "resolution"),
    [
        ("amazon-us", "return", "2026-08-16", "file_safet"),
        ("amazon-us", "return", "2026-08-15", "accept_debit"),
        ("amazon-uk", "return", "2026-07-17", "file_safet"),
        ("amazon-uk", "return", "2026-07-16", "accept_debit"),
        ("amazon-de", "claim", "2026-08-16", "appeal_debit"),
        ("ebay-us", "claim", "2026-08-15", "accept_debit"),
        ("ebay-us", "return", "2026-09-14", "accept_debit"),
    ],
)
def test_a_debit_can_be_contested_until_its_clock_ends(
    channel: str, debited_for: str, debited_on: str, resolution: str
) -> None:
    assert decided(debit(channel, debited_on, debited_for=debited_for)).resolution == resolution


def test_safet_counts_from_the_later_one_of_refund_and_arrival() -> None:
    raw = debit(debited_on="2026-08-10")
    raw["order"]["returned_on"] = "2026-08-20"
    assert decided(raw).resolution == "file_safet"
    assert span(raw, "file_safet") == ("2026-09-15", "2026-09-19")


def test_the_day_of_the_debit_is_asked_where_a_clock_runs_from_it() -> None:
    question = asked(debit(debited_on=None))
    assert (question.fact, question.kind) == ("debited_on", "date")
    unknown = debit("amazon-jp", None)
    assert (asked(unknown).fact, asked(unknown).choices) == ("still_open", FACT_VALUES["still_open"])
    unknown["order"]["debited_on"] = None
    assert asked(unknown | {"channel": "amazon-us"}).fact == "still_open"


def test_a_returned_loss_is_claimed_where_the_platform_pays_for_it() -> None:
    raw = back(refunded="platform", arrived="empty")
    assert (codes(raw), span(raw, "file_safet")[1]) == (["file_safet"], "2026-10-14")
    assert codes(back("ebay-us", refunded="platform", arrived="empty")) == ["appeal_claim"]
