"""Tell which events of a case still stand: what was taken back is left out together with its taking back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from app.logic.case import EventKind
from app.logic.money_line import MoneyState
from app.logic.told_money import PLANS, TAKEN_BACK

if TYPE_CHECKING:
    from app.logic.case import Event

_TAKES_BACK: Final = {
    EventKind.SENT_UNDONE: (EventKind.SENT, EventKind.NO_REPLY_NEEDED),
    EventKind.ACTION_UNDONE: (EventKind.ACTION_DONE,),
    EventKind.EVIDENCE_REMOVED: (EventKind.EVIDENCE_ADDED,),
    EventKind.REOPENED: (EventKind.CLOSED,),
    EventKind.RESTORED: (EventKind.DISCARDED,),
}
"""What each event takes back the latest of."""

_NAMED_BY: Final = {EventKind.ACTION_UNDONE: "action", EventKind.EVIDENCE_REMOVED: "file"}
"""What must be the same in both."""


def standing_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events that were not taken back, in their order; of each round the latest decision only."""
    standing: list[Event] = []
    for event in events:
        if event.kind is EventKind.HAPPENED_UNDONE:
            _drop_round(standing)
        elif event.kind in _TAKES_BACK:
            _drop_latest(standing, _taken_back_by(event))
        elif event.kind is EventKind.SNOOZED or (event.kind is EventKind.MONEY and _is_taken_back(event, standing)):
            continue
        else:
            if event.kind is EventKind.DECIDED:
                _drop_earlier_decision(standing)
            standing.append(event)
    return tuple(standing)


def _taken_back_by(undoing: Event) -> Callable[[Event], bool]:
    kinds, name = _TAKES_BACK[undoing.kind], _NAMED_BY.get(undoing.kind)

    def is_meant(event: Event) -> bool:
        return event.kind in kinds and (name is None or event.payload.get(name) == undoing.payload.get(name))

    return is_meant


def _drop_latest(standing: list[Event], is_meant: Callable[[Event], bool]) -> None:
    for place in range(len(standing) - 1, -1, -1):
        if is_meant(standing[place]):
            del standing[place]
            return


def _drop_round(standing: list[Event]) -> None:
    """Leave out what happened last, and what was decided for it; a text that was copied then stays copied."""
    begun = _latest(standing, EventKind.HAPPENED)
    if begun is not None:
        standing[begun:] = [event for event in standing[begun + 1 :] if event.kind is not EventKind.DECIDED]


def _drop_earlier_decision(standing: list[Event]) -> None:
    decided, begun = _latest(standing, EventKind.DECIDED), _latest(standing, EventKind.HAPPENED)
    if decided is not None and (begun is None or decided > begun):
        del standing[decided]


def _latest(standing: list[Event], kind: EventKind) -> int | None:
    return next((place for place in range(len(standing) - 1, -1, -1) if standing[place].kind is kind), None)


def _is_taken_back(told: Event, standing: list[Event]) -> bool:
    """Say whether an event of money only puts a line back to what it was, and leave out what it takes back."""
    line = told.payload.get("line")
    of_line = [event for event in standing if event.kind is EventKind.MONEY and event.payload.get("line") == line]
    latest = of_line[-1] if of_line else None
    if told.payload.get(TAKEN_BACK):
        if latest is not None:
            standing.remove(latest)
        return True
    if latest is None or _reached(told) >= _reached(latest):
        return False
    standing.remove(latest)
    return True


def _reached(told: Event) -> int:
    """Order how far a line has come: planned, asked for, settled."""
    state = told.payload.get("state")
    return 0 if state in PLANS else 1 if state == MoneyState.FILED else 2
