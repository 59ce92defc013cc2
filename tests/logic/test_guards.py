"""Each guard fires where a seller has to be warned, and stays silent everywhere else."""

import pytest

from tests.requests import Raw, ask_about, decided, guards, late_parcel, return_wish

PROTECTED = {"parcel": "stalled", "protected": "yes"}
MOVING = {"parcel": "moving", "protected": "no"}
PAID = {"item_price": "25.00", "shipping_paid": "4.99"}
HOLD = {"shipped": "no", "confirmed": "no", "official_request": "no", "self_cancel_open": "no"}
WINTER = {"ordered_at": "2026-02-02", "delivered_on": "2026-02-05", "category": "general"}


def _wish(situation: str, channel: str = "amazon-us", order: Raw | None = None, **answers: str) -> Raw:
    return ask_about(situation, channel, PAID | (order or {}), answers)


def _costly(channel: str, price: str, parcel: str = "delivered", **order: object) -> Raw:
    return late_parcel(channel, {"parcel": parcel}, item_price=price, shipping_paid="0.00", **order)


FIRES: list[tuple[str, Raw]] = [
    ("already_refunded", late_parcel(already_refunded="1.00")),
    ("already_refunded", late_parcel(answers={"parcel": "delivered"}) | {"done": ["refund"]}),
    ("already_refunded", _wish("cannot_ship", "ebay-us") | {"done": ["refund"]}),
    ("above_paid", late_parcel(already_refunded="30.00")),
    ("claim_is_open", late_parcel(claim_id="A1")),
    ("claim_is_open", _wish("faster_shipping", order={"claim_id": "A1"}, shipped="yes")),
    ("refund_inside_case", late_parcel("ebay-us", {"parcel": "lost"}, claim_id="A1")),
    ("refund_inside_case", _wish("cannot_ship", "ebay-us", {"claim_id": "A1"})),
    ("forfeits_protection", late_parcel(answers=PROTECTED)),
    ("forfeits_protection", late_parcel(answers={"parcel": "returned", "protected": "yes"})),
    ("replacement_sent", late_parcel() | {"done": ["ship_replacement"]}),
    ("still_moving", late_parcel(answers=MOVING | {"buyer_choice": "refund"})),
    ("number_does_not_fit_channel", late_parcel(number="11-00001-00001")),
    ("number_does_not_fit_channel", late_parcel("etsy", number="111-0000001-0000001")),
    ("asks_buyer_to_cancel", _wish("cannot_ship", confirmed="no")),
    ("legal_claim_stays", late_parcel("amazon-de", PROTECTED)),
    ("legal_claim_stays", late_parcel("amazon-us", PROTECTED, buyer_country="IE")),
    ("late_fault_report", return_wish(order=WINTER, reason="damaged")),
    ("late_fault_report", return_wish(reason="damaged", window="closed")),
    ("ship_by_passed", _wish("cancel", order={"ship_by": "2026-09-14"}, **HOLD)),
    ("withdrawal_not_told", return_wish("shop-eu", {"delivered_on": "2026-09-10"})),
    ("withdrawal_not_told", return_wish("shop-uk", {"delivered_on": "2026-09-10"})),
    ("withdrawal_not_told", _wish("cancel", "shop-eu", shipped="yes")),
    ("no_signature", _costly("ebay-us", "750.00")),
    ("reply_late", late_parcel() | {"message_received": "2026-09-13"}),
    (
        "reply_late",
        late_parcel() | {"message_received": "2026-09-14T10:00:00Z", "today": "2026-09-15T10:00:01Z"},
    ),
    ("postage_unknown", late_parcel(shipping_paid=...)),
    ("unconfirmed_value", return_wish(reason="quality", window="open")),
    ("conflicting_value", return_wish(order={"delivered_on": "2026-09-10"})),
    ("stale_value", return_wish(window="open") | {"today": "2027-11-23"}),
    ("other_situation", _wish("cancel", order={"latest_delivery": "2026-09-14"}, shipped="yes", confirmed="yes")),
    ("other_situation", _wish("cancel", order={"delivered_on": "2026-09-14"}, confirmed="yes")),
    ("other_situation", _wish("cancel", shipped="yes", confirmed="yes", parcel="lost")),
    ("other_situation", _wish("change_address", shipped="yes", parcel="delivered")),
    ("other_situation", _wish("change_address", shipped="yes", parcel="returning")),
    ("other_situation", _wish("change_address", shipped="yes", parcel="returned")),
    ("other_situation", _wish("change_address", shipped="yes", parcel="lost", protected="no")),
    (
        "other_situation",
        _wish("change_address", order={"latest_delivery": "2026-09-14"}, shipped="yes", parcel="moving"),
    ),
]


@pytest.mark.parametrize(("code", "raw"), FIRES)
def test_a_guard_fires(code: str, raw: Raw) -> None:
    assert code in guards(raw)


SILENT: list[tuple[str, Raw]] = [
    ("already_refunded", late_parcel(already_refunded="0.00")),
    ("already_refunded", late_parcel() | {"done": ["refund"]}),
    ("above_paid", late_parcel(already_refunded="29.99")),
    ("refund_inside_case", late_parcel(claim_id="A1")),
    ("refund_inside_case", late_parcel("ebay-us", {"parcel": "delivered"}, claim_id="A1")),
    ("forfeits_protection", late_parcel(answers={"parcel": "delivered", "protected": "yes"})),
    ("replacement_sent", late_parcel(answers=MOVING) | {"done": ["ship_replacement"]}),
    ("replacement_sent", late_parcel() | {"done": ["refund"]}),
    ("still_moving", late_parcel(answers=MOVING)),
    ("number_does_not_fit_channel", late_parcel("shop-us", {"parcel": "lost"}, number="#1001-B")),
    ("legal_claim_stays", late_parcel(answers=PROTECTED)),
    ("legal_claim_stays", late_parcel("amazon-de", PROTECTED, business=True)),
    ("late_fault_report", return_wish(order={"delivered_on": "2026-09-10"}, reason="damaged")),
    ("late_fault_report", return_wish(order=WINTER, late_choice="accept")),
    ("ship_by_passed", _wish("cancel", order={"ship_by": "2026-09-15"}, **HOLD)),
    ("ship_by_passed", _wish("cannot_ship", order={"ship_by": "2026-09-14"}, confirmed="no")),
    ("withdrawal_not_told", return_wish("amazon-de", {"delivered_on": "2026-09-10"})),
    ("withdrawal_not_told", return_wish("shop-us", window="open")),
    ("withdrawal_not_told", return_wish("shop-eu", reason="damaged")),
    ("withdrawal_not_told", return_wish("shop-eu", {"business": True}, window="open")),
    ("no_signature", _costly("ebay-us", "749.99")),
    ("no_signature", _costly("ebay-us", "900.00", parcel="lost")),
    ("no_signature", _costly("ebay-us", "900.00", currency="CAD")),
    ("no_signature", _costly("amazon-us", "900.00")),
    ("reply_late", late_parcel() | {"message_received": "2026-09-14"}),
    (
        "reply_late",
        late_parcel() | {"message_received": "2026-09-14T10:00:00Z", "today": "2026-09-15T10:00:00Z"},
    ),
    ("reply_late", late_parcel("shop-us", {"parcel": "lost"}) | {"message_received": "2026-01-01"}),
    ("postage_unknown", late_parcel(shipping_paid="0.00")),
    ("postage_unknown", late_parcel(shipping_paid=None)),
    ("postage_unknown", late_parcel(shipping_paid=..., answers={"parcel": "delivered"})),
    ("unconfirmed_value", return_wish(reason="unwanted", window="open")),
    ("conflicting_value", return_wish(window="open")),
    ("stale_value", return_wish(window="open") | {"today": "2027-11-22"}),
    ("other_situation", _wish("cancel", order={"latest_delivery": "2026-09-15"}, shipped="yes", confirmed="yes")),
    ("other_situation", _wish("cancel", order={"latest_delivery": "2026-09-14"}, shipped="no", confirmed="yes")),
    ("other_situation", _wish("change_address", shipped="yes", parcel="moving")),
    ("other_situation", late_parcel()),
]


@pytest.mark.parametrize(("code", "raw"), SILENT)
def test_a_guard_stays_silent(code: str, raw: Raw) -> None:
    assert code not in guards(raw)


def test_an_ordinary_case_has_no_guard() -> None:
    assert guards(late_parcel()) == set()


def test_holding_past_the_ship_by_date_tells_when_the_platform_cancels() -> None:
    """Seven business days after Thursday, 10 September 2026."""
    raw = _wish("cancel", order={"ship_by": "2026-09-10"}, **HOLD)
    (guard,) = (guard for guard in decided(raw).guards if guard.code == "ship_by_passed")
    assert "21 Sep" in guard.message
    assert guard.source is not None


def test_every_guard_speaks_in_sentences_without_names_of_the_program() -> None:
    for _, raw in FIRES:
        for guard in decided(raw).guards:
            assert guard.message.endswith(".")
            assert "None" not in guard.message
