"""Read from the events of a case where it stands: its rounds, its latest decision, what is still to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.logic.case import Event, EventKind, NewEvent
from app.logic.case_round import ASK_AGAIN, AWAITING, SENDING, Round, RoundAction, actions_by_code
from app.logic.told_money import TAKEN_BACK, Place, ToldMoney

__all__ = ["SENDING", "History", "Snooze", "actions_by_code"]

_BESIDE = frozenset({EventKind.NOTE, EventKind.EVIDENCE_ADDED, EventKind.EVIDENCE_REMOVED, EventKind.ERASED})
"""What happens beside the case and does not begin the term of a closed one anew."""


@dataclass(frozen=True, slots=True)
class Snooze:
    """Until when an action was put off, in UTC, and why."""

    until: datetime
    why: str = ""


@dataclass(slots=True)
class History:
    """The present of a case, as its events tell it; `add` them in their order.

    `money` is what the seller said of its money, `done_at` when an action was done (by its key).
    """

    rounds: list[Round] = field(default_factory=lambda: [Round(1)])
    discarded: bool = False
    money: ToldMoney = field(default_factory=ToldMoney)
    snoozed: dict[str, Snooze] = field(default_factory=dict)
    done_at: dict[str, datetime] = field(default_factory=dict)
    last_at: datetime | None = None
    is_closed: bool = False
    is_held_open: bool = False
    _answered: list[Place] = field(default_factory=list)
    _finishes: list[list[Place]] = field(default_factory=list)

    @classmethod
    def of(cls, events: Iterable[Event]) -> History:
        """Read a history from its beginning."""
        history = cls()
        for event in events:
            history.add(event)
        return history

    @property
    def current(self) -> Round:
        """Return the round that is being worked on."""
        return self.rounds[-1]

    @property
    def deciding(self) -> Round:
        """Return the latest round with a decision, or the current one while there is none."""
        return next((each for each in reversed(self.rounds) if each.decision is not None), self.current)

    @property
    def decision(self) -> Mapping[str, Any] | None:
        """Return the latest decision as it was taken."""
        return self.deciding.decision

    @property
    def decided(self) -> Mapping[str, Any]:
        """Return what is stored of the decision of this round; empty while there is none."""
        return self.current.decided

    @property
    def decided_at(self) -> datetime | None:
        """Return when the latest decision was taken."""
        return self.deciding.decided_at

    def add(self, event: Event | NewEvent) -> None:
        """Let one more thing happen."""
        if event.kind not in _BESIDE:
            self.last_at = event.at
        match event.kind:
            case EventKind.DECIDED:
                self.current.decide(event.payload, event.at)
                self.money.decide(self.current)
            case EventKind.HAPPENED:
                self._happen(event)
            case EventKind.HAPPENED_UNDONE:
                self._take_back_happening()
            case EventKind.ACTION_DONE | EventKind.ACTION_UNDONE:
                self._tick(event)
            case EventKind.MONEY:
                self._tell_money(event)
            case EventKind.SNOOZED:
                self._snooze(event.payload)
            case EventKind.DISCARDED | EventKind.RESTORED:
                self.discarded = event.kind is EventKind.DISCARDED
            case _:
                self._turn(event)

    def _happen(self, event: Event | NewEvent) -> None:
        told = event.payload
        self.rounds.append(Round(len(self.rounds) + 1, str(told.get("what") or ""), told, event.at))
        self.current.finished = int(bool(told.get("settles")))
        self.is_closed = self.is_held_open = False

    def _take_back_happening(self) -> None:
        if len(self.rounds) > 1:
            self.money.drop_round(self.rounds.pop().number)

    def _tick(self, event: Event | NewEvent) -> None:
        key = str(event.payload.get("action"))
        owner, code = self.place_of(key)
        self.money.follow((owner, code), done=event.kind is EventKind.ACTION_DONE)
        if event.kind is EventKind.ACTION_DONE:
            owner.done.add(code)
            self.done_at[f"{code}@{owner.number}"] = event.at
            self.snoozed.pop(key, None)
            self.is_held_open = False
        else:
            owner.done.discard(code)
            self.done_at.pop(f"{code}@{owner.number}", None)
            self.is_closed = False

    def place_of(self, key: str) -> tuple[Round, str]:
        """Return the round an action belongs to, and its code."""
        code, _, number = key.partition("@")
        if number.isdigit() and 0 < int(number) <= len(self.rounds):
            return self.rounds[int(number) - 1], code
        holding = (each for each in reversed(self.rounds) if code in each.actions())
        return next(holding, self.current), code

    def _tell_money(self, event: Event | NewEvent) -> None:
        told = event.payload
        if told.get(TAKEN_BACK):
            self.money.take_back(str(told.get("line")))
        else:
            action = told.get("action")
            self.money.tell(told, event.at, self.place_of(action) if isinstance(action, str) else None)
            self.snoozed.pop(str(action), None)
            self.is_held_open = False
        self.is_closed = self.is_closed and not self.money.is_open()

    def _snooze(self, told: Mapping[str, Any]) -> None:
        key, until = str(told.get("action")), told.get("until")
        if isinstance(until, str):
            self.snoozed[key] = Snooze(datetime.fromisoformat(until), str(told.get("why") or ""))
        else:
            self.snoozed.pop(key, None)

    def _turn(self, event: Event | NewEvent) -> None:
        match event.kind:
            case EventKind.SENT:
                self._answered = [*self._answer(self.rounds), *self._file(event)]
            case EventKind.NO_REPLY_NEEDED:
                self._finish(self._answer([self.current]))
            case EventKind.SENT_UNDONE:
                self._take_back_finish()
            case EventKind.FINISHED:
                self._finish(self._answered)
            case EventKind.CLOSED:
                self.is_closed = True
            case EventKind.REOPENED:
                self.is_closed, self.is_held_open = False, True
            case _:
                pass

    def _answer(self, rounds: list[Round]) -> list[Place]:
        """Tick every reply that was open, as a message answers all that the buyer wrote before; return them."""
        waiting = [(each, SENDING) for each in rounds if SENDING not in each.done]
        for each, code in waiting:
            each.done.add(code)
        return waiting

    def _file(self, event: Event | NewEvent) -> list[Place]:
        """Tick what is done by sending the text to the platform; return what was open of it."""
        codes = event.payload.get("done")
        filed = [(self.current, str(code)) for code in codes] if isinstance(codes, list | tuple) else []
        filed = [(each, code) for each, code in filed if code not in each.done]
        for each, code in filed:
            self.money.follow((each, code), done=True)
            each.done.add(code)
            self.done_at[f"{code}@{each.number}"] = event.at
        return filed

    def _finish(self, answered: list[Place]) -> None:
        self._finishes.append(answered)
        self._answered = []
        self.current.finished += 1
        self.is_closed = self.is_held_open = False

    def _take_back_finish(self) -> None:
        for each, code in self._finishes.pop() if self._finishes else ():
            self.money.follow((each, code), done=False)
            each.done.discard(code)
        self.current.finished = max(0, self.current.finished - 1)
        self.is_held_open = self.current.finished > 0

    def is_finished(self) -> bool:
        """Say whether a Finish of this round stands that could be taken back."""
        return self.current.finished > 0

    def actions(self) -> list[RoundAction]:
        """List what is to be done: all of the latest round, and what is left of earlier ones.

        What is known by the same code in a later round is named with the number of its own, as `reply@1`.
        """
        listed: list[RoundAction] = []
        for each in reversed(self.rounds):
            taken = {action.code for action in listed}
            listed += [
                RoundAction(
                    f"{code}@{each.number}" if code in taken else code, code, each.number, told, each.since, done
                )
                for code, told, done in self._standing(each)
            ]
        return [*listed, *self._awaited()]

    def _awaited(self) -> Iterator[RoundAction]:
        """Ask after each claim that was made and not answered, a while after it was made or asked after."""
        answered = set(self.money.answered())
        for each in self.rounds:
            for code in each.awaits(self.rounds[each.number :]):
                key = f"{AWAITING}.{code}@{each.number}"
                asked = self.done_at.get(key) or self.done_at.get(f"{code}@{each.number}") or each.since
                if f"{code}@{each.number}" in answered or asked is None:
                    continue
                earliest = (asked + ASK_AGAIN).date().isoformat()
                told = {"code": AWAITING, "earliest": earliest, "latest": None}
                yield RoundAction(key, AWAITING, each.number, told, asked, done=False)

    def _standing(self, each: Round) -> list[tuple[str, Mapping[str, Any], bool]]:
        later = self.rounds[each.number :]
        is_present = not any(one.decision is not None or one.told.get("settles") for one in later)
        return [
            (code, told, code in each.done)
            for code, told in each.actions().items()
            if is_present or (code not in each.done and all(each.outlives(code, one) for one in later))
        ]

    def to_do(self) -> list[RoundAction]:
        """List the actions that are not done and whose money was not given up."""
        return [action for action in self.to_show() if not action.done]

    def to_show(self) -> list[RoundAction]:
        """List the actions that are done or still to be done: none whose money was given up before it was asked for."""
        given_up = set(self.money.given_up())
        return [each for each in self.actions() if each.done or f"{each.code}@{each.round}" not in given_up]

    def present_decision(self) -> Mapping[str, Any] | None:
        """Return the latest decision with everything that is to be done now, and the ticks made since."""
        if self.decision is None:
            return None
        return {**self.decision, "actions": [action.as_told() for action in self.actions()]}
