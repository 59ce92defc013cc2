"""Invented cases for the tests of the store, and a clock that always goes on."""

from datetime import UTC, datetime, timedelta

from app.logic.cases import CopiedText, Draft

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DECISION: dict[str, object] = {
    "resolution": "refund_late",
    "rule": "not_received.overdue_silent.refund",
    "facts": {"shipped": {"value": "yes", "from": "order"}},
    "refund": {"currency": "USD", "planned": False, "lines": [], "total": "29.99", "info": []},
    "actions": [
        {"code": "reply", "earliest": None, "latest": "2026-11-22T18:05:00-08:00", "done": False},
        {"code": "refund", "earliest": None, "latest": "2026-11-22", "done": False},
        {"code": "open_trace", "earliest": "2026-11-25", "latest": "2026-12-20", "done": False},
    ],
    "policy": [{"key": "amazon.reply", "value": 24, "source": "x", "checked_on": "2026-11-22"}],
}


class Clock:
    """Give a later moment each time it is asked."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def draft_of(number: str = "111-4829301-1234567", **order: object) -> Draft:
    """Return the draft of a late parcel."""
    known = {"number": number, "buyer_name": "Test Buyer", "item": "Blue mug", "sku": "MUG-7", **order}
    request: dict[str, object] = {"situation": "not_received", "channel": "amazon-us", "order": known, "answers": {}}
    return Draft(request=request, buyer_message="Where is my order?", step=2)


def text_of(body: str) -> CopiedText:
    """Return a text copied at noon."""
    return CopiedText("Your order", body, "en", "refund_late", "1", "not_received.overdue_silent.refund", NOON)
