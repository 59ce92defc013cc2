"""What a seller can say of a line of money: which steps it offers, what is refused, what is warned of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from app.logic.currencies import amount_text
from app.logic.decision import Guard
from app.logic.money_line import MoneyKind, MoneyLine, MoneyState
from app.logic.words import day_words


class MoneyStep(StrEnum):
    """A step of a line of money; the last two take an earlier one back."""

    MAKE = "make"
    FILE = "file"
    PAY = "pay"
    REFUSE = "refuse"
    CHANGE = "change"
    WRITE_OFF = "write_off"
    TAKE_UP = "take_up"
    NOT_YET = "not_yet"


_STATE_AFTER: Final = {
    MoneyStep.MAKE: MoneyState.MADE,
    MoneyStep.FILE: MoneyState.FILED,
    MoneyStep.PAY: MoneyState.PAID,
    MoneyStep.REFUSE: MoneyState.REFUSED,
    MoneyStep.WRITE_OFF: MoneyState.WRITTEN_OFF,
}
_STEPS: Final = {
    MoneyState.PLANNED: (MoneyStep.MAKE, MoneyStep.CHANGE, MoneyStep.WRITE_OFF),
    MoneyState.MADE: (MoneyStep.CHANGE, MoneyStep.NOT_YET),
    MoneyState.TO_FILE: (MoneyStep.FILE, MoneyStep.CHANGE, MoneyStep.WRITE_OFF),
    MoneyState.FILED: (MoneyStep.PAY, MoneyStep.REFUSE, MoneyStep.CHANGE, MoneyStep.WRITE_OFF, MoneyStep.NOT_YET),
    MoneyState.PAID: (MoneyStep.CHANGE, MoneyStep.NOT_YET),
    MoneyState.REFUSED: (MoneyStep.PAY, MoneyStep.NOT_YET),
    MoneyState.WRITTEN_OFF: (MoneyStep.TAKE_UP,),
}
TO_BUYER: Final = (MoneyKind.REFUND, MoneyKind.GOODWILL)
"""Money that goes back to the buyer, which can be at most what was paid."""

ABOVE_CLAIMED: Final = "above_claimed"
"""The guard of a claim that brought more than was claimed: mostly a slip of the fingers, so it is checked first."""

LONGEST_REASON: Final = 300
WHY_WANTED: Final = "Say why nothing more is to come of it, so that the case can be understood later."
_TAKERS: Final = {
    MoneyKind.CARRIER: "The carrier",
    MoneyKind.INSURANCE: "The insurer",
    MoneyKind.SAFET: "Amazon",
    MoneyKind.APPEAL: "The platform",
}


class Entry(NamedTuple):
    """What the seller typed: an amount in minor units, a day, a reason; None for what was left empty."""

    amount: int | None = None
    on: date | None = None
    reason: str = ""


class MoneyPast(NamedTuple):
    """What an entry is held against: the day it is, the day of the order, money in minor units.

    `paid` is what the buyer paid with what else is owed, `returned` what went back to the buyer apart from the line
    itself, `claimed` what a claim asked for; None where it is unknown.
    """

    today: date
    ordered_on: date | None = None
    paid: int | None = None
    returned: int = 0
    claimed: int | None = None


def steps_for(line: MoneyLine) -> tuple[MoneyStep, ...]:
    """Return what can be done with a line, the next step first."""
    steps = _STEPS[line.state]
    if line.kind is MoneyKind.DEBIT:  # what the platform took is taken
        return tuple(step for step in steps if step is not MoneyStep.NOT_YET)
    return steps


def wants_day(line: MoneyLine, step: MoneyStep) -> bool:
    """Say whether a step has a day: a plan has none."""
    moved = step is MoneyStep.CHANGE and line.state in (MoneyState.MADE, MoneyState.FILED, MoneyState.PAID)
    return moved or step in _STATE_AFTER


def wants_amount(step: MoneyStep) -> bool:
    """Say whether a step has an amount: what is refused or written off has none."""
    return step in (MoneyStep.MAKE, MoneyStep.FILE, MoneyStep.PAY, MoneyStep.CHANGE)


def after(line: MoneyLine, step: MoneyStep, entry: Entry) -> MoneyLine:
    """Return a line as it stands after a step."""
    if step is MoneyStep.TAKE_UP or step is MoneyStep.NOT_YET:
        return replace(line, state=_state_before(line), on=None, reason="")
    state = _STATE_AFTER.get(step, line.state)
    amount = entry.amount if wants_amount(step) else line.amount
    on = entry.on if wants_day(line, step) else line.on
    return replace(line, state=state, amount=amount, on=on, reason=entry.reason)


def rest_of(line: MoneyLine, step: MoneyStep, entry: Entry) -> int | None:
    """Return what a claim leaves open that was paid in part, in minor units; None where it leaves nothing."""
    if step is not MoneyStep.PAY or line.amount is None or not entry.amount:
        return None
    return line.amount - entry.amount if 0 < entry.amount < line.amount else None


def rest_line(line: MoneyLine, rest: int, state: MoneyState, entry: Entry) -> MoneyLine:
    """Return what becomes of the rest of a claim as a line without a key: filed (still expected), refused, given up."""
    on = line.on if state is MoneyState.FILED else entry.on
    reason = entry.reason if state is MoneyState.WRITTEN_OFF else ""
    return MoneyLine("", line.kind, state, rest, line.currency, on, reason)


def not_done(line: MoneyLine) -> MoneyLine:
    """Return a line as it stands when its action was not done after all."""
    return replace(line, state=MoneyState.PLANNED if line.is_cost else MoneyState.TO_FILE, on=None)


def can_claim(kind: MoneyKind, channel: str) -> bool:
    """Say whether a place of sale knows a kind of money: SAFE-T is Amazon's, a shop of one's own has no platform."""
    if kind is MoneyKind.SAFET:
        return channel.startswith("amazon")
    return kind is not MoneyKind.APPEAL or not channel.startswith("shop")


def _state_before(line: MoneyLine) -> MoneyState:
    if line.is_cost:
        return MoneyState.PLANNED
    return MoneyState.FILED if line.state in (MoneyState.PAID, MoneyState.REFUSED) else MoneyState.TO_FILE


def refusals(line: MoneyLine, step: MoneyStep, entry: Entry, past: MoneyPast) -> dict[str, str]:
    """Return what cannot stand: the field (`amount`, `on`, `reason`) and the sentence why."""
    found: dict[str, str] = {}
    if wants_amount(step):
        found |= _amount_refused(entry)
    if wants_day(line, step):
        found |= _day_refused(line, step, entry.on, past)
    if step is MoneyStep.WRITE_OFF and not entry.reason.strip():
        found["reason"] = WHY_WANTED
    return found


def _amount_refused(entry: Entry) -> dict[str, str]:
    if entry.amount is None:
        return {"amount": "Type the amount, such as 25.00."}
    if entry.amount <= 0:
        return {"amount": "Type an amount above zero, or write the line off instead."}
    return {}


def _day_refused(line: MoneyLine, step: MoneyStep, on: date | None, past: MoneyPast) -> dict[str, str]:
    if on is None:
        return {"on": "Type the day, such as 5 Nov or today."}
    if on > past.today:
        return {"on": f"{day_words(on)} is still to come. Record it once it has happened."}
    if past.ordered_on is not None and on < past.ordered_on:
        return {"on": f"That is before the order of {day_words(past.ordered_on)}."}
    answered = step in (MoneyStep.PAY, MoneyStep.REFUSE) and line.state is MoneyState.FILED
    if answered and line.on is not None and on < line.on:
        return {"on": f"The claim was filed on {day_words(line.on)}, so it cannot be answered before."}
    return {}


def money_guards(line: MoneyLine, step: MoneyStep, entry: Entry, past: MoneyPast) -> tuple[Guard, ...]:
    """Return what to watch out for in an entry that can stand."""
    found = (_above_paid(line, step, entry, past), _above_claimed(line, step, entry, past))
    return (*(guard for guards in found for guard in guards), *_outside_window(line, step, entry))


def _above_paid(line: MoneyLine, step: MoneyStep, entry: Entry, past: MoneyPast) -> Iterator[Guard]:
    pays = step in (MoneyStep.MAKE, MoneyStep.CHANGE) and line.kind in TO_BUYER
    if not pays or entry.amount is None or past.paid is None or line.currency is None:
        return
    total = entry.amount + past.returned
    if total > past.paid:
        more, paid = (f"{amount_text(amount, line.currency)} {line.currency}" for amount in (total, past.paid))
        yield Guard("above_paid", f"With this, {more} goes back to the buyer, who can get {paid} at most.")


def _above_claimed(line: MoneyLine, step: MoneyStep, entry: Entry, past: MoneyPast) -> Iterator[Guard]:
    comes_in = step is MoneyStep.PAY or (step is MoneyStep.CHANGE and line.state is MoneyState.PAID)
    if line.is_cost or not comes_in or entry.amount is None or line.currency is None:
        return
    asked = line.amount if step is MoneyStep.PAY else past.claimed
    most, whose = (past.paid, "the buyer paid") if asked is None else (asked, "you claimed")
    if most is not None and entry.amount > most:
        more, known = (f"{amount_text(amount, line.currency)} {line.currency}" for amount in (entry.amount, most))
        yield Guard(ABOVE_CLAIMED, f"{more} is more than the {known} that {whose}. Check what really came in.")


def _outside_window(line: MoneyLine, step: MoneyStep, entry: Entry) -> Iterator[Guard]:
    if step is not MoneyStep.FILE or entry.on is None:
        return
    taker = _TAKERS.get(line.kind, "They")
    if line.opens_on is not None and entry.on < line.opens_on:
        text = f"{taker} takes this claim from {day_words(line.opens_on)} on. Filed earlier, it may be refused."
        yield Guard("early_claim", text)
    if line.closes_on is not None and entry.on > line.closes_on:
        text = f"{taker} took this claim until {day_words(line.closes_on)}. It may be refused as too late."
        yield Guard("late_claim", text)
