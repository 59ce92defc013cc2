"""What a case holds of a person goes, whatever was typed and wherever it stands; codes, days and amounts stay."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.case import EventKind, NewEvent
from app.logic.case_clocks import clocks_of
from app.logic.case_history import History
from app.logic.erasing import Eraser, hidden_number, names_in, text_hash
from app.logic.json_form import to_json
from app.logic.money_lines import money_lines
from app.logic.order_fields import ANSWER_KEYS
from tests.logic.messages.walks import decisions, request_for, situations_at
from tests.requests import late_parcel

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
SALT = b"salt of the file"
MARK = "Zq7x"
NAMED = ("sku", "carrier", "number")
CODES = ("category", "currency", "buyer_country")
"""Chosen from a list, never typed."""
texts = st.text(max_size=40)


def eraser(*names: str) -> Eraser:
    return Eraser(SALT, frozenset(names))


@given(
    st.sampled_from([key for key in ANSWER_KEYS if key not in CODES]),
    texts,
    texts,
    st.sampled_from(["order", "answers"]),
)
def test_no_typed_value_of_an_order_stays(key: str, before: str, after: str, part: str) -> None:
    typed = f"{before} {MARK} {after}"
    erased = eraser(typed).payload({"request": {part: {key: typed}}, "buyer_message": typed})
    assert MARK not in json.dumps(erased, ensure_ascii=False)


@given(
    st.recursive(
        texts.map(lambda text: f"{text} {MARK}"),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.sampled_from(["text", "reasons", "guards", "message", "why", "note", "facts"]), inner),
        ),
        max_leaves=8,
    )
)
def test_no_text_stays_however_deep_it_lies(told: object) -> None:
    assert MARK not in json.dumps(eraser().payload({"decision": told}), ensure_ascii=False)


def test_a_request_of_the_program_stays_but_for_the_person() -> None:
    raw = late_parcel(buyer_name="Test Buyer", sku="MUG-7", reason="damaged")
    erased = eraser("Test Buyer").payload(raw)
    order: Any = erased["order"]
    gone = {"buyer_name", "item", "tracking_number"}
    assert order == {
        **{key: value for key, value in raw["order"].items() if key not in gone},
        "number": hidden_number(raw["order"]["number"], SALT),
    }
    assert {key: erased[key] for key in ("situation", "channel", "answers")} == {
        key: raw[key] for key in ("situation", "channel", "answers")
    }


@given(texts)
def test_erasing_twice_is_erasing_once(text: str) -> None:
    told = {"text": text, "request": {"order": {"number": text, "sku": text, "ship_by": text}}}
    once = eraser().payload(told)
    assert eraser().payload(once) == once


@given(texts, texts)
def test_a_hash_tells_whether_a_text_is_the_same(one: str, other: str) -> None:
    assert (text_hash(one) == text_hash(other)) == (one == other or not (one.strip() or other.strip()))


def test_an_order_number_is_hidden_differently_in_every_file() -> None:
    assert hidden_number("111-1", SALT) == hidden_number(" 111-1 ", SALT) != hidden_number("111-1", b"other salt")
    assert "111" not in hidden_number("erased-111", SALT)


def test_a_sku_with_the_buyers_name_goes() -> None:
    assert eraser("Anna Smith").type_name("MUG anna smith") == ""
    assert eraser("Anna Smith").type_name("MUG-7") == "MUG-7"


def test_names_are_found_in_every_round() -> None:
    rounds = [{"request": {"order": {"buyer_name": "A"}}}, {"request": {"answers": {"buyer_name": "B"}}}]
    assert names_in({"events": rounds}) == {"A", "B"}


@pytest.mark.parametrize("channel", ["amazon-us", "ebay-de"])
def test_clocks_and_money_of_every_decision_are_the_same_once_it_is_erased(channel: str) -> None:
    checked = 0
    for situation in situations_at(channel):
        asked = request_for(channel, situation, {}, {"insured_amount": "25.00", "debited_on": "2026-11-01"})
        for decision in decisions(channel, situation):
            told = {"decision": to_json(decision), "request": asked, "buyer_message": "Where is it?"}
            payload = json.loads(json.dumps(told))
            before, after = after_deciding(payload), after_deciding(eraser("Alex Miller").payload(payload))
            assert clocks_of(before, "UTC") == clocks_of(after, "UTC")
            assert money_lines(before, "UTC", "USD") == money_lines(after, "UTC", "USD")
            assert [action.key for action in before.actions()] == [action.key for action in after.actions()]
            checked += bool(before.actions())
    assert checked > 50


def after_deciding(payload: dict[str, object]) -> History:
    history = History()
    for kind, told in ((EventKind.DECIDED, payload), (EventKind.FINISHED, {})):
        history.add(NewEvent(kind, AT, told))
    return history
