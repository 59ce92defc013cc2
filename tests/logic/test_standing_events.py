"""What still stands of a case: nothing that was taken back, and everything else in its order."""

from datetime import UTC, datetime

import pytest

from app.logic.case import Event, EventKind
from app.logic.standing_events import standing_events

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
Kind = EventKind
Told = tuple[EventKind, dict[str, object]]
FILED: Told = (Kind.MONEY, {"line": "carrier", "kind": "carrier", "state": "filed"})
PAID: Told = (Kind.MONEY, {"line": "carrier", "kind": "carrier", "state": "paid"})
TO_FILE: Told = (Kind.MONEY, {"line": "carrier", "kind": "carrier", "state": "to_file"})
BACK: Told = (Kind.MONEY, {"line": "carrier", "kind": "carrier", "taken_back": True})
MADE: Told = (Kind.MONEY, {"line": "refund", "kind": "refund", "state": "made"})
BEGUN: Told = (Kind.HAPPENED, {"what": "carrier_lost"})
DECIDED: Told = (Kind.DECIDED, {"decision": {}})
COPIED: Told = (Kind.COPIED, {})
SENT: Told = (Kind.SENT, {})


def ticked(action: str, *, done: bool = True) -> Told:
    return Kind.ACTION_DONE if done else Kind.ACTION_UNDONE, {"action": action}


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        ([MADE, FILED, BACK], [MADE]),
        ([MADE, FILED, PAID, BACK], [MADE, FILED]),
        ([FILED, PAID, FILED], [FILED]),
        ([FILED, TO_FILE], []),
        ([TO_FILE, FILED, PAID], [TO_FILE, FILED, PAID]),
        ([ticked("a"), ticked("b"), ticked("a", done=False)], [ticked("b")]),
        ([ticked("a", done=False)], []),
        ([DECIDED, COPIED, SENT, (Kind.SENT_UNDONE, {})], [DECIDED, COPIED]),
        ([DECIDED, COPIED, DECIDED], [COPIED, DECIDED]),
        ([DECIDED, BEGUN, DECIDED], [DECIDED, BEGUN, DECIDED]),
        ([DECIDED, BEGUN, DECIDED, COPIED, (Kind.HAPPENED_UNDONE, {})], [DECIDED, COPIED]),
        ([(Kind.SNOOZED, {"action": "a"})], []),
        ([(Kind.CLOSED, {}), (Kind.REOPENED, {})], []),
    ],
)
def test_what_was_taken_back_is_gone_with_its_taking_back(told: list[Told], standing: list[Told]) -> None:
    events = [Event(number, 1, kind, NOON, payload) for number, (kind, payload) in enumerate(told)]
    assert [(event.kind, event.payload) for event in standing_events(events)] == standing
