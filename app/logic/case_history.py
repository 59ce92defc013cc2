"""Read from the events of a case where it stands: its status, its latest decision, what is still to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.logic.case import CaseStatus, Event, EventKind, NewEvent

SENDING = "reply"
"""The action that is done by sending the message."""


@dataclass(slots=True)
class History:
    """The present of a case, as its events tell it; `add` them in their order."""

    decision: Mapping[str, object] | None = None
    decided: Mapping[str, object] = field(default_factory=dict)
    decided_at: datetime | None = None
    done: set[str] = field(default_factory=set)
    discarded: bool = False
    _finished: int = 0
    _closed: bool = False
    _held_open: bool = False

    @classmethod
    def of(cls, events: Iterable[Event]) -> History:
        """Read a history from its beginning."""
        history = cls()
        for event in events:
            history.add(event)
        return history

    def add(self, event: Event | NewEvent) -> None:
        """Let one more thing happen."""
        match event.kind:
            case EventKind.DECIDED:
                self._decide(event.payload)
                self.decided_at = event.at
            case EventKind.ACTION_DONE:
                self.done.add(str(event.payload.get("action")))
                self._held_open = False
            case EventKind.ACTION_UNDONE:
                self.done.discard(str(event.payload.get("action")))
                self._closed = False
            case EventKind.DISCARDED | EventKind.RESTORED:
                self.discarded = event.kind is EventKind.DISCARDED
            case _:
                self._turn(event.kind)

    def _decide(self, payload: Mapping[str, object]) -> None:
        self.decided = payload
        decision = payload.get("decision")
        self.decision = decision if isinstance(decision, Mapping) else None
        self.done = {code for code, action in actions_by_code(self.decision).items() if action.get("done")}

    def _turn(self, kind: EventKind) -> None:
        match kind:
            case EventKind.SENT:
                self.done.add(SENDING)
            case EventKind.SENT_UNDONE:
                self.done.discard(SENDING)
                self._finished -= 1
                self._held_open = self._finished > 0
            case EventKind.FINISHED:
                self._finished += 1
                self._closed = self._held_open = False
            case EventKind.CLOSED:
                self._closed = True
            case EventKind.REOPENED:
                self._closed, self._held_open = False, True
            case _:
                pass

    def is_finished(self) -> bool:
        """Say whether a Finish stands that could be taken back."""
        return self._finished > 0

    def to_do(self) -> list[Mapping[str, object]]:
        """List the actions of the latest decision that are not done."""
        return [action for code, action in actions_by_code(self.decision).items() if code not in self.done]

    def status(self) -> CaseStatus:
        """Say where the case stands.

        A finished case closes by itself with its last action; one that was reopened waits for the seller.
        """
        if self._closed:
            return CaseStatus.CLOSED
        if not self._finished:
            return CaseStatus.UNFINISHED
        return CaseStatus.OPEN if self._held_open or self.to_do() else CaseStatus.CLOSED

    def present_decision(self) -> Mapping[str, object] | None:
        """Return the latest decision with the ticks made since."""
        if self.decision is None:
            return None
        actions = actions_by_code(self.decision).items()
        return {**self.decision, "actions": [{**action, "done": code in self.done} for code, action in actions]}


def actions_by_code(decision: Mapping[str, object] | None) -> dict[str, Mapping[str, object]]:
    """Return the actions of a decision by their codes, in their order."""
    listed = (decision or {}).get("actions")
    actions = [action for action in listed if isinstance(action, Mapping)] if isinstance(listed, list | tuple) else []
    return {str(action.get("code")): action for action in actions}
