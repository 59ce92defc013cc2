"""A request is checked key by key: what is accepted, and by which dotted name the rest is refused."""

from datetime import UTC, date, datetime

import pytest

from app.logic.decision import BadInput
from app.logic.facts import Request
from app.logic.reading import read_request
from tests.requests import Raw, ask_about, late_parcel, refused, rulebook


def _read(raw: object, languages: tuple[str, ...] = ("en",)) -> Request:
    return read_request(raw, rulebook(), languages, lambda: datetime(2026, 9, 16, 3, 0, tzinfo=UTC))


def _order(**keys: object) -> Raw:
    return ask_about("not_received", order=keys)


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (None, "request"),
        ([], "request"),
        ("text", "request"),
        (7, "request"),
        ({}, "situation"),
        (ask_about("lost"), "situation"),
        (ask_about("cancel") | {"situation": ["cancel"]}, "situation"),
        (ask_about("cancel") | {"situation": None}, "situation"),
        (ask_about("cancel") | {"channel": "amazon"}, "channel"),
        (ask_about("cancel") | {"channel": {}}, "channel"),
        (ask_about("cancel") | {"colour": "red"}, "colour"),
        (ask_about("cancel") | {"today": None}, "today"),
        (ask_about("cancel") | {"today": 20260915}, "today"),
        (ask_about("cancel") | {"today": "15.09.2026"}, "today"),
        (ask_about("cancel") | {"today": "2026-02-30"}, "today"),
        (ask_about("cancel") | {"today": "2026-09-15T10:00:00"}, "today"),
        (ask_about("cancel") | {"today": "20260915"}, "today"),
        (ask_about("cancel") | {"today": "0001-01-01"}, "today"),
        (ask_about("cancel") | {"today": "9999-12-31T23:59:59-12:00"}, "today"),
        (ask_about("cancel") | {"message_received": "yesterday"}, "message_received"),
        (ask_about("cancel") | {"message_language": "xx"}, "message_language"),
        (ask_about("cancel") | {"message_language": 1}, "message_language"),
        (ask_about("cancel") | {"done": "refund"}, "done"),
        (ask_about("cancel") | {"done": ["refund", "celebrate"]}, "done"),
        (ask_about("cancel") | {"done": [{}]}, "done"),
        (ask_about("cancel") | {"order": None}, "order"),
        (ask_about("cancel") | {"order": []}, "order"),
        (ask_about("cancel") | {"order": {}}, "order.number"),
        (ask_about("cancel") | {"answers": []}, "answers"),
        (ask_about("cancel") | {"seller": "me"}, "seller"),
        ({"situation": "cancel", "channel": "amazon-us"}, "order"),
    ],
)
def test_a_wrong_request_is_refused_by_name(raw: object, field: str) -> None:
    assert refused(raw) == field


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("number", None),
        ("number", ""),
        ("number", "\u0000\u202e"),
        ("number", 111),
        ("number", "1" * 501),
        ("item", ["Blue mug"]),
        ("item_price", 25.0),
        ("item_price", 25),
        ("item_price", "25,00"),
        ("item_price", "-1.00"),
        ("item_price", "1e3"),
        ("item_price", "NaN"),
        ("item_price", "25.001"),
        ("item_price", "$25.00"),
        ("item_price", "٢٥.٠٠"),
        ("item_price", "9" * 20),
        ("shipping_paid", True),
        ("insured_amount", {}),
        ("quantity", 0),
        ("quantity", "2"),
        ("quantity", 1.0),
        ("quantity", True),
        ("quantity", 10**30),
        ("currency", "usd"),
        ("currency", "XYZW"),
        ("currency", 1),
        ("ordered_at", "2026-09-01T10:00:00"),
        ("ordered_at", "2026-13-01"),
        ("shipped_on", 5),
        ("shipped_on", "2026-09-01 10:00"),
        ("wait_until", ""),
        ("business", "yes"),
        ("business", 1),
        ("buyer_country", "Germany"),
        ("buyer_country", "D1"),
        ("late_fee_percent", "101"),
        ("late_fee_percent", -1),
        ("late_fee_percent", True),
        ("late_fee_percent", float("nan")),
        ("late_fee_percent", float("inf")),
        ("late_fee_percent", "20 %"),
        ("colour", "red"),
        ("deduction_percent", 10),
    ],
)
def test_a_wrong_key_of_the_order_is_refused_by_name(key: str, value: object) -> None:
    assert refused(_order(**{key: value})) == f"order.{key}"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("colour", "red"),
        ("parcel", "gone"),
        ("parcel", None),
        ("parcel", True),
        ("shipped", "Yes"),
        ("reason", "ugly"),
        ("item_price", "x"),
        ("shipped_on", "soon"),
        ("partial_amount", 3),
        ("new_ship_date", "2026-09-31"),
        ("deduction_percent", "fifty"),
        ("currency", "dollars"),
    ],
)
def test_a_wrong_answer_is_refused_by_name(key: str, value: object) -> None:
    assert refused(ask_about("not_received", answers={key: value})) == f"answers.{key}"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ships_from", "China"),
        ("return_countries", "US"),
        ("return_countries", ["USA"]),
        ("return_days", -1),
        ("return_days", "30"),
        ("late_fee_percent", 120),
        ("no_returns", "yes"),
        ("wait_days", 1.5),
        ("wait_days", 0),
        ("insurer", ["Example Insurance"]),
        ("insurer_claim_days", 0),
        ("insurer_claim_days", "45"),
        ("signature", "x" * 2001),
        ("password", "x"),
    ],
)
def test_wrong_terms_of_the_seller_are_refused_by_name(key: str, value: object) -> None:
    assert refused(ask_about("cancel", seller={key: value})) == f"seller.{key}"


def test_input_is_checked_before_any_question() -> None:
    assert refused(ask_about("cancel", order={"late_fee_percent": 200})) == "order.late_fee_percent"
    assert refused(ask_about("cancel", answers={"parcel": "gone"})) == "answers.parcel"


@pytest.mark.parametrize("key", ["", "\u0000", "a\nb", "\ud800", "k" * 5000])
def test_a_strange_key_is_refused_on_one_short_line(key: str) -> None:
    for raw in (
        ask_about("cancel") | {key: 1},
        ask_about("cancel", order={key: 1}),
        ask_about("cancel", answers={key: 1}),
    ):
        with pytest.raises(BadInput) as refusal:
            _read(raw)
        text = str(refusal.value)
        assert refusal.value.field.strip(". ")
        assert "\n" not in text
        assert text.isprintable()
        assert len(text) < 1500


def test_a_moment_becomes_the_day_it_is_on_the_channel() -> None:
    moment = "2026-10-03T06:59:59Z"
    days = {
        channel: _read(ask_about("not_received", channel, {"shipped_on": moment}))
        for channel in ("amazon-us", "amazon-de", "amazon-jp")
    }
    assert {channel: request.order.shipped_on for channel, request in days.items()} == {
        "amazon-us": date(2026, 10, 2),
        "amazon-de": date(2026, 10, 3),
        "amazon-jp": date(2026, 10, 3),
    }
    assert _read(ask_about("cancel") | {"today": moment}).today == date(2026, 10, 2)
    assert _read(_order(shipped_on="2026-10-03T07:00:00+00:00")).order.shipped_on == date(2026, 10, 3)


def test_without_today_the_clock_tells_it() -> None:
    raw = ask_about("cancel")
    del raw["today"]
    assert _read(raw).today == date(2026, 9, 15)  # 03:00 UTC is still the 15th on amazon-us
    assert _read(raw | {"channel": "amazon-de"}).today == date(2026, 9, 16)
    assert _read(ask_about("cancel") | {"today": "2026-09-15"}).now is None


def test_null_is_known_to_be_none_and_absent_is_unknown() -> None:
    order = _read(_order(tracking_number=None, delivered_on=None)).order
    assert {"tracking_number", "delivered_on"} <= order.known_none
    assert "shipped_on" not in order.known_none
    assert _read(_order(tracking_number="  ")).order.known_none == {"tracking_number"}


def test_an_answer_outranks_the_order() -> None:
    raw = late_parcel(
        answers={"item_price": "30.00", "latest_delivery": None, "carrier": "UPS", "units": 1, "quantity": 2}
    )
    order = _read(raw).order
    assert (order.item_price, order.latest_delivery, order.carrier, order.units, order.quantity) == (
        3000,
        None,
        "UPS",
        1,
        2,
    )


def test_amounts_are_minor_units_of_the_orders_currency() -> None:
    assert _read(_order(item_price="25")).order.item_price == 2500
    assert _read(_order(item_price="25.5")).order.item_price == 2550
    assert _read(_order(item_price="1.250", currency="KWD")).order.item_price == 1250
    assert _read(_order(item_price="1250", currency="JPY")).order.item_price == 1250
    assert _read(ask_about("cancel", "amazon-uk")).order.currency == "GBP"


@pytest.mark.parametrize("value", ["7.5", 7.5, "7.50"])
def test_percents_are_texts_or_numbers(value: object) -> None:
    assert str(_read(_order(late_fee_percent=value)).order.late_fee_percent).rstrip("0") == "7.5"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (1, 1)),
        ({"quantity": 3}, (3, 3)),
        ({"quantity": 3, "units": 2}, (3, 2)),
        ({"units": 2}, (2, 2)),
        ({"quantity": None}, (1, 1)),
    ],
)
def test_all_units_are_concerned_unless_told(given: Raw, expected: tuple[int, int]) -> None:
    order = _read(_order(**given)).order
    assert (order.quantity, order.units) == expected


def test_units_beyond_the_quantity_are_refused() -> None:
    assert refused(_order(quantity=1, units=2)) == "order.units"
    assert refused(ask_about("cancel", order={"quantity": 1}, answers={"units": 2})) == "answers.units"


def test_the_message_language_is_the_channels_if_it_has_templates() -> None:
    german = ask_about("cancel", "amazon-de")
    assert _read(german, ("en", "de")).message_language == "de"
    assert _read(german, ("en",)).message_language == "en"
    assert _read(german | {"message_language": "en"}, ("en", "de")).message_language == "en"
    with pytest.raises(BadInput, match=r"message_language: .*en, de"):
        _read(german | {"message_language": "fr"}, ("en", "de"))


def test_text_from_outside_is_kept_on_one_clean_line() -> None:
    order = _read(_order(buyer_name=" Ann\u202e\u0000\nLee ", item="Mug \ud800 blue")).order
    assert order.buyer_name == "Ann Lee"
    assert order.item == "Mug blue"


def test_every_key_of_the_example_is_accepted() -> None:
    raw = _order(
        buyer_name="Test Buyer",
        item="Blue mug",
        sku="SKU-1",
        service="Standard",
        units=1,
        tax_paid="1.00",
        already_refunded="0.00",
        category="general",
        express_surcharge="1.00",
        return_postage="2.00",
        return_requested_on="2026-09-10",
        returned_on="2026-09-14",
        insured_amount="25.00",
        business=False,
        buyer_country="US",
        claim_id="A1",
        answer_by="2026-09-16T10:00:00Z",
        late_fee_percent=20,
        debited_on="2026-09-01",
        wait_until="2026-09-20",
    )
    assert _read(raw | {"message_received": "2026-09-14T18:05:00-08:00", "done": ["refund"]}).order.sku == "SKU-1"
