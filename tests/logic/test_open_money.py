"""A case is not closed while money is open."""

import pytest

from app.logic.open_money import open_money


def decision(code: str, *, done: bool = False, total: object = "23.00") -> dict[str, object]:
    return {"actions": [{"code": code, "done": done}], "refund": {"currency": "USD", "total": total}}


@pytest.mark.parametrize(
    ("code", "channel", "sentence"),
    [
        ("refund", "amazon-us", "The refund of $23.00 is still open."),
        ("refund_when_back", "etsy", "The refund of $23.00 is still open."),
        ("cancel_on_channel", "etsy", "The cancellation, which pays the buyer back, is still open."),
        ("cancel_on_channel", "amazon-us", None),
        ("open_trace", "etsy", None),
    ],
)
def test_open_money_is_named(code: str, channel: str, sentence: str | None) -> None:
    assert open_money(decision(code), channel) == sentence
    assert open_money(decision(code, done=True), channel) is None


def test_a_refund_without_a_readable_amount_is_open_all_the_same() -> None:
    assert open_money(decision("refund", total=None), None) == "The refund is still open."
    assert open_money({"actions": [{"code": "refund"}]}, "etsy") == "The refund is still open."
    assert open_money(None, None) is None
