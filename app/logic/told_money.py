"""What the seller said of the money of a case: it outranks what follows from decisions, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from app.logic.case_round import Round
from app.logic.money_line import RECOVERIES, MoneyKind, MoneyState

PLANS: Final = frozenset({MoneyState.PLANNED, MoneyState.TO_FILE})
"""States of money that has not moved and was not asked for yet."""

TAKEN_BACK: Final = "taken_back"
"""Marks an event by which a line stands again as it did before it was told last."""

_DOES: Final = frozenset({MoneyState.MADE, MoneyState.FILED, MoneyState.PAID, MoneyState.REFUSED})
"""States that say that the action of a line was done; money that is written off leaves it as it is."""

_ANSWERED: Final = frozenset({MoneyState.PAID, MoneyState.REFUSED, MoneyState.WRITTEN_OFF})

Place = tuple[Round, str]
"""An action: its round and its code."""


def round_of(key: str) -> int | None:
    """Return the round that a line of money follows from; None for one that the seller added."""
    kind, _, number = key.partition("@")
    if number.isdigit():
        return int(number)
    return 1 if kind in tuple(MoneyKind) else None


@dataclass(slots=True)
class ToldMoney:
    """What was said last of each line, with the place of its action as `code@round`; and what was said before."""

    lines: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _before: dict[str, list[tuple[Mapping[str, Any] | None, Place | None, bool]]] = field(default_factory=dict)

    def tell(self, told: Mapping[str, Any], at: datetime, place: Place | None) -> None:
        """Take what is said of a line; where an action makes or files it, the action is done with it."""
        line = str(told.get("line"))
        was_done = place is not None and place[1] in place[0].done
        self._before.setdefault(line, []).append((self.lines.get(line), place, was_done))
        self.lines[line] = {**told, "at": at, **({"action": _name(place)} if place else {})}
        if place is not None:
            state = told.get("state")
            _set_done(place, state in _DOES or (state == MoneyState.WRITTEN_OFF and was_done))

    def take_back(self, line: str) -> None:
        """Let a line stand as it did before it was told last."""
        if not self._before.get(line):
            return
        before, place, was_done = self._before[line].pop()
        self.lines.pop(line, None)
        if before is not None:
            self.lines[line] = before
        if place is not None:
            _set_done(place, was_done)

    def follow(self, place: Place, *, done: bool) -> None:
        """Let what was told of a line follow a tick of its action."""
        for line, told in self.lines.items():
            if told.get("action") == _name(place) and (told.get("state") in _DOES) is not done:
                self.lines[line] = {**told, "state": _state_after(told, done), "on": None}

    def decide(self, current: Round) -> None:
        """Let a new decision take the place of what was planned in its round; what moved has moved."""
        for line, told in list(self.lines.items()):
            if told.get("state") in PLANS and round_of(line) == current.number:
                self._forget(line)
            code, _, number = str(told.get("action") or "").partition("@")
            if told.get("state") in _DOES and number == str(current.number):
                current.done.add(code)

    def drop_round(self, number: int) -> None:
        """Forget what was said of the money of a round that is taken back."""
        for line in [line for line in self.lines if round_of(line) == number]:
            self._forget(line)

    def is_open(self) -> bool:
        """Say whether something is still to come of a line that was told."""
        return any(told.get("state") in (*PLANS, MoneyState.FILED) for told in self.lines.values())

    def given_up(self) -> Iterable[str]:
        """Name by `code@round` the actions whose money was written off."""
        told = (told for told in self.lines.values() if told.get("state") == MoneyState.WRITTEN_OFF)
        return (str(line.get("action")) for line in told)

    def answered(self) -> Iterable[str]:
        """Name by `code@round` the claims that were paid, refused or given up."""
        return (str(told.get("action")) for told in self.lines.values() if told.get("state") in _ANSWERED)

    def _forget(self, line: str) -> None:
        del self.lines[line]
        self._before.pop(line, None)


def _name(place: Place) -> str:
    return f"{place[1]}@{place[0].number}"


def _set_done(place: Place, done: bool) -> None:
    owner, code = place
    if done:
        owner.done.add(code)
    else:
        owner.done.discard(code)


def _state_after(told: Mapping[str, Any], done: bool) -> MoneyState:
    is_claim = told.get("kind") in RECOVERIES
    if done:
        return MoneyState.FILED if is_claim else MoneyState.MADE
    return MoneyState.TO_FILE if is_claim else MoneyState.PLANNED
