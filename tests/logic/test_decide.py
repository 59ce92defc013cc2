"""A whole decision in its JSON form, and that nothing a request can hold brings more than a decision or a refusal."""

import json
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.logic.channels import load_channels
from app.logic.decide import decide
from app.logic.decision import BadInput, Decision, Question
from app.logic.facts import FACT_VALUES, SOURCE_VALUES, Situation
from app.logic.json_form import to_json
from app.logic.order_fields import AMOUNTS, ANSWER_KEYS, DAYS, LINES, MOMENTS, ORDER_KEYS
from app.logic.reading import SELLER_KEYS, read_request
from app.logic.resolutions import ACTION_CODES
from tests.requests import NUMBERS, Raw, answer, ask_about, asked, decided, late_parcel, rulebook

EXAMPLE: Raw = {
    "situation": "not_received",
    "channel": "amazon-us",
    "today": "2026-11-22",
    "message_language": "en",
    "message_received": "2026-11-21T18:05:00-08:00",
    "done": ["refund"],
    "order": {
        "number": "111-0000001-0000001",
        "buyer_name": "Test Buyer",
        "item": "Blue mug",
        "sku": "SKU-1",
        "quantity": 1,
        "currency": "USD",
        "item_price": "25.00",
        "shipping_paid": "4.99",
        "service": "Standard",
        "ordered_at": "2026-11-01T10:00:00-08:00",
        "ship_by": "2026-11-03",
        "shipped_on": "2026-11-03",
        "carrier": "USPS",
        "tracking_number": "9400100000000000000000",
        "latest_delivery": "2026-11-14",
    },
    "answers": {"parcel": "stalled", "protected": "no"},
}


def test_the_contracts_example_is_answered_as_the_contract_shows() -> None:
    form: dict[str, Any] = to_json(answer(EXAMPLE))
    assert (form["resolution"], form["rule"]) == ("refund_late", "not_received.overdue_silent.refund")
    assert form["facts"] == {
        "shipped": {"value": "yes", "from": "order"},
        "parcel": {"value": "stalled", "from": "answer"},
        "overdue": {"value": "yes", "from": "calendar"},
        "protected": {"value": "no", "from": "answer"},
        "remedy": {"value": "refund", "from": "default"},
    }
    assert {"fact": "protected", "value": "yes", "resolution": "marketplace_refunds"} in form["would_change"]
    refund = form["refund"]
    assert {key: refund[key] for key in ("currency", "planned", "total", "info")} == {
        "currency": "USD",
        "planned": False,
        "total": "29.99",
        "info": [],
    }
    assert [(line["code"], line["amount"]) for line in refund["lines"]] == [
        ("item", "25.00"),
        ("outbound_postage", "4.99"),
    ]
    actions = {action.pop("code"): action for action in form["actions"]}
    reply = {key: actions["reply"][key] for key in ("earliest", "latest", "done")}
    assert reply == {"earliest": None, "latest": "2026-11-22T18:05:00-08:00", "done": False}
    assert actions["refund"]["done"] is True
    for entry in form["policy"]:
        assert set(entry) >= {"key", "value", "source", "checked_on", "confidence"}


def test_a_decision_has_every_key_of_the_contract() -> None:
    assert list(to_json(decided(EXAMPLE))) == [
        "resolution",
        "rule",
        "facts",
        "would_change",
        "reasons",
        "guards",
        "refund",
        "actions",
        "policy",
        "message",
        "more_messages",
    ]


def test_a_question_has_the_form_of_the_contract() -> None:
    assert to_json(answer(ask_about("cancel"))) == {
        "question": {"fact": "shipped", "kind": "choice", "choices": ["yes", "no"]}
    }
    money = ask_about("return", "ebay-us", {"item_price": "5"}, {"reason": "damaged", "offer": "partial"})
    assert to_json(answer(money)) == {"question": {"fact": "partial_amount", "kind": "money", "most": "5.00"}}
    day = ask_about("not_received", answers={"shipped": "no"})
    assert to_json(answer(day)) == {"question": {"fact": "ship_by", "kind": "date"}}


def test_a_question_tells_what_is_known_and_where_it_can_lead() -> None:
    question = asked(late_parcel(answers={"parcel": "delivered", "checked": "yes"}))
    assert question.fact == "protected"
    assert {fact.fact: fact.value for fact in question.known}["parcel"] == "delivered"
    assert set(question.possible) == {"marketplace_refunds", "refund_undelivered"}


def test_the_same_request_gives_the_same_answer() -> None:
    assert to_json(answer(EXAMPLE)) == to_json(answer(json.loads(json.dumps(EXAMPLE))))


@pytest.mark.parametrize("channel", list(load_channels()))
def test_every_channel_decides_the_example(channel: str) -> None:
    number = NUMBERS[channel.partition("-")[0]]
    protected = {"protected": "no"}
    raw = EXAMPLE | {"channel": channel, "order": EXAMPLE["order"] | {"number": number}}
    found = decided(raw | {"answers": {"parcel": "lost"} | protected})
    assert found.resolution == "refund_lost"
    assert found.refund is not None
    assert found.refund.total == 2999


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=[]), max_size=12)
    | st.sampled_from(["", "yes", "2026-09-15", "0", "1e9", "\u202e", "\u0000", "{{ 7 }}", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=4,
)
DATES = st.dates(date(1990, 1, 1), date(2200, 12, 30)).map(str) | st.sampled_from(
    ["2026-09-15", "2025-11-10", "2026-12-24", "2024-02-29"]
)
DATE_TIMES = st.builds(
    lambda day, zone: datetime.combine(day, time(12, 30), zone).isoformat(),
    st.dates(date(1990, 1, 2), date(2200, 12, 30)),
    st.timezones(),
)
PRICES = st.sampled_from(["0", "0.01", "4.99", "25", "750.00", "999999999.99"])
COUNTRIES = st.sampled_from(["US", "DE", "GB", "UK", "CN", "JP", "ZZ"])


def _value(key: str) -> st.SearchStrategy[Any]:
    if key in AMOUNTS or key == "partial_amount":
        return PRICES
    if key in DAYS or key in MOMENTS or key == "new_ship_date":
        return DATES | DATE_TIMES
    if key in LINES:
        return (
            st.just("general") if key == "category" else st.sampled_from(["USPS", "Royal Mail"]) | st.text(max_size=8)
        )
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "quantity": st.integers(1, 5),
        "units": st.integers(1, 5),
        "currency": st.sampled_from(["USD", "EUR", "JPY", "KWD"]),
        "business": st.booleans(),
        "buyer_country": COUNTRIES,
    }
    return kinds.get(key, st.integers(0, 100) | st.floats(0, 100))


def _some(keys: tuple[str, ...]) -> st.SearchStrategy[Raw]:
    return st.fixed_dictionaries({}, optional={key: _value(key) | st.none() for key in keys if key != "number"})


FACTS = st.fixed_dictionaries(
    {}, optional={fact: st.sampled_from(values) for fact, values in {**FACT_VALUES, **SOURCE_VALUES}.items()}
)
SELLERS = st.fixed_dictionaries(
    {},
    optional={
        "ships_from": COUNTRIES,
        "return_countries": st.lists(COUNTRIES, max_size=2),
        "return_days": st.integers(0, 400),
        "no_returns": st.booleans(),
        "wait_days": st.integers(1, 1_000_000),
    },
)
VALID = st.fixed_dictionaries(
    {
        "situation": st.sampled_from([situation.value for situation in Situation]),
        "channel": st.sampled_from(list(load_channels())),
        "order": st.builds(lambda order: {"number": "1"} | order, _some(ORDER_KEYS)),
    },
    optional={
        "today": DATES | DATE_TIMES,
        "answers": st.builds(lambda facts, keys: facts | keys, FACTS, _some(ANSWER_KEYS[-9:])),
        "seller": SELLERS,
        "message_received": DATES | DATE_TIMES,
        "done": st.lists(st.sampled_from(ACTION_CODES), max_size=3),
    },
)
PLACES_OF_JUNK = st.sampled_from(
    [
        *(("order", key) for key in ORDER_KEYS),
        *(("answers", key) for key in (*FACT_VALUES, *ANSWER_KEYS)),
        *(("seller", key) for key in SELLER_KEYS),
        *((key, None) for key in ("situation", "channel", "today", "order", "answers", "seller", "done", "nonsense")),
    ]
)


def _answer_or_refuse(raw: object) -> None:
    """Decide, and check that a refusal names its field and an answer can be written."""
    try:
        found = decide(read_request(raw, rulebook()), rulebook())
    except BadInput as problem:
        assert problem.field
        assert problem.message
        assert str(problem).isprintable()
    else:
        assert isinstance(found, Decision | Question)
        json.dumps(to_json(found), allow_nan=False)


@settings(max_examples=300)
@given(VALID)
def test_a_request_of_valid_values_is_decided_asked_or_refused(raw: Raw) -> None:
    _answer_or_refuse(raw)


@settings(max_examples=300)
@given(VALID, PLACES_OF_JUNK, JUNK)
def test_junk_in_one_place_is_refused_or_taken_as_text(raw: Raw, place: tuple[str, str | None], junk: object) -> None:
    first, second = place
    _answer_or_refuse(raw | {first: junk if second is None else {**raw.get(first, {}), second: junk}})


@given(JUNK)
def test_pure_junk_is_refused(junk: object) -> None:
    with pytest.raises(BadInput):
        read_request(junk, rulebook())


def test_what_a_place_settles_for_every_order_is_said_of_the_place() -> None:
    raw = ask_about("cancel", "shop-us", order={"item_price": "10.00"}, answers={"shipped": "no"})
    assert decided(raw).reasons[-1] == "Where it was sold, a message is enough to cancel."
