"""Requests as a seller's program would send them, and what the rules answer to them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from app.logic.decide import decide
from app.logic.decision import BadInput, Decision, Question
from app.logic.json_form import to_json
from app.logic.reading import read_request
from app.logic.rulebook import Rulebook

Raw = dict[str, Any]
Known = Mapping[str, Any]
NUMBERS = {"amazon": "111-0000001-0000001", "ebay": "11-00001-00001", "etsy": "1000000001", "shop": "#1001"}
TODAY = "2026-09-15"
"""A Tuesday outside every season, with no public holiday near it in the US, the UK or Germany."""


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """Read the rules once for all tests."""
    return Rulebook()


def ask_about(
    situation: str, channel: str = "amazon-us", order: Known | None = None, answers: Known | None = None, **top: object
) -> Raw:
    """Build a request with an order of which only the number is known; `top` replaces other keys."""
    known = {"number": NUMBERS[channel.partition("-")[0]], **(order or {})}
    return {"situation": situation, "channel": channel, "today": TODAY, "order": known, "answers": answers or {}} | top


def late_parcel(channel: str = "amazon-us", answers: Known | None = None, **changes: object) -> Raw:
    """Build the request of a paid parcel that is a week late; `changes` replace keys of the order, `...` drops one."""
    order: Raw = {
        "item": "Blue mug",
        "item_price": "25.00",
        "shipping_paid": "4.99",
        "shipped_on": "2026-08-31",
        "carrier": "USPS",
        "tracking_number": "9400100000000000000000",
        "latest_delivery": "2026-09-08",
    }
    first = {"parcel": "stalled", "protected": "no"}
    order = {key: value for key, value in (order | changes).items() if value is not ...}
    return ask_about("not_received", channel, order, first if answers is None else answers)


def return_wish(channel: str = "amazon-us", order: Known | None = None, **answers: object) -> Raw:
    """Build the request of a buyer who changed their mind about a delivered item."""
    known = {"ordered_at": "2026-08-01", "item_price": "40.00", "shipping_paid": "5.00"}
    family = channel.partition("-")[0]
    first: Raw = {"reason": "unwanted", "returnable": "yes", "offer": "return"}
    first |= {"authorised": "no"} if family == "amazon" else {}
    return ask_about("return", channel, order={**known, **(order or {})}, answers=first | answers)


def answer(raw: object) -> Decision | Question:
    """Return what the rules answer, without a message."""
    return decide(read_request(raw, rulebook()), rulebook())


def decided(raw: object) -> Decision:
    """Return a decision, and fail on a question."""
    found = answer(raw)
    assert isinstance(found, Decision), f"asked for {found.fact}"
    return found


def asked(raw: object) -> Question:
    """Return a question, and fail on a decision."""
    found = answer(raw)
    assert isinstance(found, Question), f"decided for {found.resolution}"
    return found


def refused(raw: object) -> str:
    """Return the field for which a request is refused, and fail when it is not."""
    try:
        found = answer(raw)
    except BadInput as problem:
        assert problem.message
        return problem.field
    raise AssertionError(f"accepted: {to_json(found)}")


def facts_of(raw: object) -> dict[str, tuple[str, str]]:
    """Return the facts read with their value and where it came from."""
    return {fact.fact: (fact.value, fact.origin.value) for fact in decided(raw).facts}


def span(raw: object, action: str) -> tuple[str | None, str | None]:
    """Return the earliest and latest moment of an action."""
    actions = {found.code: found for found in decided(raw).actions}
    assert action in actions, f"{action} is not among {list(actions)}"
    found = actions[action]
    return (
        None if found.earliest is None else found.earliest.isoformat(),
        None if found.latest is None else found.latest.isoformat(),
    )


def codes(raw: object) -> list[str]:
    """Return the codes of the actions."""
    return [action.code for action in decided(raw).actions]


def lines(raw: object) -> dict[str, int]:
    """Return the refund's amounts by line."""
    refund = decided(raw).refund
    assert refund is not None, "no refund"
    return {line.code: line.amount for line in refund.lines}


def guards(raw: object) -> set[str]:
    """Return the codes of the guards."""
    return {guard.code for guard in decided(raw).guards}
