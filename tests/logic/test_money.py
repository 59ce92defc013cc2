"""The refund line by line: who gets what back, rounded half up, never below zero and never above what was paid."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.requests import Raw, ask_about, asked, decided, late_parcel, lines, refused, return_wish

PAID = {"item_price": "25.00", "shipping_paid": "4.99"}
FULL = {"item": 2500, "outbound_postage": 499}


def _refund_case(situation: str, channel: str, answers: Raw, order: Raw | None = None) -> Raw:
    return ask_about(situation, channel, PAID | (order or {}), answers)


UNSENT = {"shipped": "no", "confirmed": "yes"}
PAYING: list[tuple[str, Raw, dict[str, int]]] = [
    # Money that goes back now.
    ("refund_unsent", _refund_case("cancel", "amazon-us", UNSENT), FULL),
    ("refund_and_reorder", _refund_case("change_item", "amazon-us", UNSENT), FULL),
    ("cancel_order", _refund_case("cancel", "ebay-us", {"shipped": "no"}), FULL),
    ("cancel_and_reorder", _refund_case("change_address", "etsy", {"shipped": "no"}), FULL),
    ("cancel_unshippable", _refund_case("cannot_ship", "shop-us", {}), FULL),
    ("refund_late", late_parcel(), FULL),
    ("refund_lost", late_parcel(answers={"parcel": "lost", "protected": "no"}), FULL),
    ("refund_now_back", late_parcel(answers={"parcel": "returned"}), FULL),
    ("refund_undelivered", late_parcel(answers={"parcel": "delivered", "checked": "yes", "protected": "no"}), FULL),
    ("refund_keep_item", _refund_case("return", "ebay-us", {"reason": "damaged", "offer": "keep"}), FULL),
    (
        "refund_keep_item",
        _refund_case("return", "amazon-us", {"reason": "damaged", "authorised": "yes", "offer": "keep"}),
        FULL,
    ),
    (
        "refund_keep_item",
        _refund_case("return", "ebay-us", {"fault": "buyer", "returnable": "yes", "window": "open", "offer": "keep"}),
        {"item": 2500},
    ),
]


@pytest.mark.parametrize(("resolution", "raw", "expected"), PAYING)
def test_money_paid_now(resolution: str, raw: Raw, expected: dict[str, int]) -> None:
    found = decided(raw)
    assert found.resolution == resolution
    assert found.refund is not None
    assert not found.refund.planned
    assert lines(raw) == expected
    assert found.refund.total == sum(expected.values())
    without = raw | {"order": {key: value for key, value in raw["order"].items() if key != "item_price"}}
    assert asked(without).fact == "item_price"


PLANNED: list[tuple[str, Raw, dict[str, int]]] = [
    ("return_after_delivery", _refund_case("cancel", "ebay-us", {"shipped": "yes"}), {"item": 2500}),
    ("return_after_delivery", _refund_case("cancel", "ebay-de", {"shipped": "yes"}), FULL),
    ("refund_when_back", late_parcel(answers={"parcel": "returning"}), FULL),
    ("accept_return_seller_pays", _refund_case("return", "ebay-us", {"reason": "damaged", "offer": "return"}), FULL),
    ("return_authorised", return_wish(authorised="yes"), {"item": 4000}),
    ("return_authorised", return_wish(authorised="yes", reason="damaged"), {"item": 4000, "outbound_postage": 500}),
    ("accept_return", return_wish(order={"delivered_on": "2026-09-10"}), {"item": 4000}),
]


@pytest.mark.parametrize(("resolution", "raw", "expected"), PLANNED)
def test_money_planned_for_later(resolution: str, raw: Raw, expected: dict[str, int]) -> None:
    found = decided(raw)
    assert found.resolution == resolution
    assert found.refund is not None
    assert found.refund.planned
    assert lines(raw) == expected
    without = raw | {"order": {key: value for key, value in raw["order"].items() if key != "item_price"}}
    assert decided(without).refund is None


@pytest.mark.parametrize(
    "raw",
    [
        _refund_case("cancel", "amazon-us", {"shipped": "no", "confirmed": "no", "official_request": "yes"}),
        _refund_case("change_item", "amazon-ca", {"shipped": "no", "confirmed": "no", "official_request": "yes"}),
        _refund_case("cannot_ship", "amazon-de", {"confirmed": "no"}),
        late_parcel(answers={"parcel": "stalled", "protected": "yes"}),
        late_parcel(answers={"parcel": "delivered"}),
        late_parcel(answers={"parcel": "moving", "protected": "no"}),
        late_parcel(answers={"parcel": "stalled", "protected": "no", "remedy": "replacement"}),
        return_wish(order={"delivered_on": "2026-09-10"}, offer="exchange"),
        return_wish(window="closed", late_choice="accept"),
        return_wish(returnable="no"),
        _refund_case("faster_shipping", "ebay-us", {"shipped": "no", "willing": "yes"}),
    ],
)
def test_no_money_moves(raw: Raw) -> None:
    assert decided(raw).refund is None


def test_a_partial_refund_has_one_line_and_stays_within_what_was_paid() -> None:
    raw = _refund_case("return", "ebay-us", {"reason": "damaged", "offer": "partial", "partial_amount": "10.00"})
    found = decided(raw)
    assert found.refund is not None
    assert found.refund.planned
    assert lines(raw) == {"partial": 1000}
    for amount in ("30.00", "29.990", "999"):
        raw["answers"]["partial_amount"] = amount
        if Decimal(amount) > Decimal("29.99"):
            assert refused(raw) == "answers.partial_amount"
        else:
            assert lines(raw) == {"partial": 2999}


def test_a_partial_refund_leaves_room_for_earlier_ones() -> None:
    answers = {"reason": "damaged", "offer": "partial"}
    raw = _refund_case("return", "ebay-us", answers, {"already_refunded": "20.00"})
    assert asked(raw).most == "9.99"
    raw["answers"]["partial_amount"] = "9.99"
    assert lines(raw) == {"partial": 999}
    raw["answers"]["partial_amount"] = "10.00"
    assert refused(raw) == "answers.partial_amount"


@pytest.mark.parametrize(
    ("price", "units", "quantity", "expected"),
    [("10.00", 1, 3, 333), ("10.00", 2, 3, 667), ("0.05", 1, 2, 3), ("0.01", 1, 3, 0), ("0.15", 3, 10, 5)],
)
def test_a_share_is_rounded_half_up(price: str, units: int, quantity: int, expected: int) -> None:
    raw = late_parcel(item_price=price, units=units, quantity=quantity)
    assert lines(raw) == {"item": expected}


def test_the_tax_goes_back_in_proportion() -> None:
    assert lines(late_parcel(tax_paid="2.25")) == FULL | {"tax": 225}
    assert lines(late_parcel(tax_paid="2.25", units=1, quantity=2)) == {"item": 1250, "tax": 113}


def test_yen_have_no_digits() -> None:
    raw = late_parcel("amazon-jp", item_price="2500", shipping_paid="500", units=1, quantity=3)
    found = decided(raw)
    assert found.refund is not None
    assert (found.refund.currency, lines(raw)) == ("JPY", {"item": 833})
    assert refused(late_parcel("amazon-jp", item_price="2500.50")) == "order.item_price"


WITHDRAWAL = {"item_price": "40.00", "shipping_paid": "9.00", "ordered_at": "2026-09-01", "delivered_on": "2026-09-07"}


@pytest.mark.parametrize(
    ("channel", "change", "postage"),
    [
        ("amazon-de", {}, 900),
        ("amazon-de", {"express_surcharge": "4.00"}, 500),
        ("amazon-de", {"return_requested_on": "2026-09-21"}, 900),
        (
            "amazon-de",
            {"return_requested_on": "2026-09-22", "category": "general"},
            None,
        ),  # the platform's day 15 to 30
        ("amazon-de", {"business": True}, None),
        ("amazon-de", {"buyer_country": "US"}, None),
        ("amazon-us", {}, None),
        ("amazon-us", {"buyer_country": "IE"}, 900),
        ("shop-uk", {}, 900),
        ("shop-uk", {"units": 1, "quantity": 2}, None),
    ],
)
def test_a_withdrawal_in_the_eu_or_uk_brings_standard_delivery_back(
    channel: str, change: Raw, postage: int | None
) -> None:
    raw = return_wish(channel, WITHDRAWAL | change)
    assert lines(raw).get("outbound_postage") == postage


def test_a_cancelled_order_that_has_left_is_a_change_of_mind() -> None:
    order = PAID | {"delivered_on": "2026-09-01"}
    within = ask_about("cancel", "ebay-de", order, {"return_requested_on": "2026-09-15"})
    assert lines(within) == FULL
    after = ask_about("cancel", "ebay-de", order, {"return_requested_on": "2026-09-16"})
    assert lines(after) == {"item": 2500}


@pytest.mark.parametrize(
    ("answers", "seller", "owed"),
    [
        ({"reason": "damaged"}, {}, True),
        ({"reason": "unwanted"}, {}, False),
        ({"reason": "unwanted"}, {"ships_from": "CN"}, True),
        ({"reason": "unwanted"}, {"ships_from": "CN", "return_countries": ["US"]}, False),
        ({"reason": "unwanted"}, {"ships_from": "US"}, False),
    ],
)
def test_return_postage_is_owed_or_only_told(answers: Raw, seller: Raw, owed: bool) -> None:
    raw = return_wish(order={"return_postage": "6.00", "delivered_on": "2026-09-10"}, **answers) | {"seller": seller}
    found = decided(raw).refund
    assert found is not None
    assert ("return_postage" in lines(raw)) == owed
    assert [line.code for line in found.info] == ([] if owed else ["return_postage"])


def test_owed_return_postage_comes_on_top_of_what_was_paid() -> None:
    raw = return_wish(order={"return_postage": "6.00", "already_refunded": "45.00"}, reason="damaged")
    found = decided(raw).refund
    assert found is not None
    assert found.total == 600


def test_earlier_refunds_are_taken_off_the_whole_line() -> None:
    assert lines(late_parcel(already_refunded="10.00")) == FULL | {"already_refunded": -1000}
    assert lines(late_parcel(already_refunded="99.00")) == FULL | {"already_refunded": -2999}


def test_earlier_refunds_only_cap_some_of_the_units() -> None:
    assert lines(late_parcel(units=1, quantity=2, already_refunded="10.00")) == {"item": 1250}
    # 29.99 were paid and 20.00 went back: 9.99 are left of the unit's 12.50.
    assert lines(late_parcel(units=1, quantity=2, already_refunded="20.00")) == {"item": 1250, "already_refunded": -251}


def test_unknown_postage_counts_nothing() -> None:
    assert lines(late_parcel(shipping_paid=...)) == {"item": 2500}
    assert lines(late_parcel(shipping_paid="0.00")) == {"item": 2500}


AMOUNTS = st.integers(0, 99_999).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
CASES = st.sampled_from(
    [
        late_parcel(),
        late_parcel(answers={"parcel": "returning"}),
        late_parcel("amazon-de", answers={"parcel": "lost", "protected": "no"}),
        return_wish("amazon-de", WITHDRAWAL),
        return_wish(order=WITHDRAWAL, reason="defective"),
        return_wish("ebay-us", reason="damaged", offer="keep"),
        ask_about("cancel", "shop-eu", answers={"shipped": "yes"}),
    ]
)


@given(
    raw=CASES,
    money=st.fixed_dictionaries(
        {"item_price": AMOUNTS},
        optional=dict.fromkeys(
            ("shipping_paid", "tax_paid", "already_refunded", "express_surcharge", "return_postage"), AMOUNTS
        ),
    ),
    quantity=st.integers(1, 7),
    data=st.data(),
)
def test_the_total_is_the_sum_within_what_was_paid(raw: Raw, money: Raw, quantity: int, data: st.DataObject) -> None:
    units = data.draw(st.integers(1, quantity))
    kept = {key: value for key, value in raw["order"].items() if key not in ("item_price", "shipping_paid")}
    refund = decided(raw | {"order": kept | money | {"quantity": quantity, "units": units}}).refund
    assert refund is not None
    cents = {key: int(Decimal(value) * 100) for key, value in money.items()}
    assert refund.total == sum(line.amount for line in refund.lines)
    owed = sum(line.amount for line in refund.lines if line.code == "return_postage")
    paid = sum(cents.get(key, 0) for key in ("item_price", "shipping_paid", "tax_paid"))
    assert 0 <= refund.total - owed <= max(0, paid - cents.get("already_refunded", 0))
    share = (Decimal(cents["item_price"]) * units / quantity).quantize(Decimal(1), ROUND_HALF_UP)
    assert refund.lines[0].code == "item"
    assert refund.lines[0].amount == share
