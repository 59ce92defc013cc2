"""The words for money: what a line is for, how far it has come, what can be done with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from app.logic.money_line import MoneyKind, MoneyLine, MoneyState
from app.logic.money_steps import MoneyStep
from app.logic.told_money import TAKEN_BACK
from app.ui.day_words import spell_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KINDS: Final = {
    MoneyKind.REFUND: "Refund to the buyer",
    MoneyKind.REPLACEMENT: "Replacement",
    MoneyKind.GOODWILL: "Goodwill to the buyer",
    MoneyKind.POSTAGE: "Postage",
    MoneyKind.DEBIT: "Taken by the platform",
    MoneyKind.CARRIER: "Claim with the carrier",
    MoneyKind.INSURANCE: "Claim with the insurer",
    MoneyKind.SAFET: "SAFE-T claim with Amazon",
    MoneyKind.APPEAL: "Appeal with the platform",
}
ADDED: Final = {
    MoneyKind.GOODWILL: "Goodwill to the buyer",
    MoneyKind.REPLACEMENT: "What a replacement cost",
    MoneyKind.POSTAGE: "Return postage or another cost",
    MoneyKind.CARRIER: "A claim with the carrier",
    MoneyKind.INSURANCE: "A claim with the insurer",
    MoneyKind.SAFET: "A SAFE-T claim with Amazon",
    MoneyKind.APPEAL: "An appeal with the platform",
}
"""What a seller can add, and how it is called there."""

_STATES: Final = {
    MoneyState.PLANNED: "planned",
    MoneyState.MADE: "paid",
    MoneyState.TO_FILE: "not filed yet",
    MoneyState.FILED: "filed",
    MoneyState.PAID: "paid to you",
    MoneyState.REFUSED: "refused",
    MoneyState.WRITTEN_OFF: "written off",
}
_MADE: Final = {MoneyKind.REFUND: "refunded", MoneyKind.REPLACEMENT: "sent", MoneyKind.DEBIT: "taken"}
_STEPS: Final = {
    MoneyStep.MAKE: "Paid…",
    MoneyStep.FILE: "Filed…",
    MoneyStep.PAY: "Paid…",
    MoneyStep.REFUSE: "Refused…",
    MoneyStep.CHANGE: "Change amount…",
    MoneyStep.WRITE_OFF: "Write off…",
    MoneyStep.TAKE_UP: "Take up again",
}
_MAKE: Final = {MoneyKind.REFUND: "Refund made…", MoneyKind.REPLACEMENT: "Sent…"}
_NOT_YET: Final = {
    MoneyState.MADE: "Not paid after all",
    MoneyState.FILED: "Not filed after all",
    MoneyState.PAID: "Not paid after all",
    MoneyState.REFUSED: "Not refused after all",
}
_SAID: Final = {
    MoneyStep.MAKE: "paid",
    MoneyStep.FILE: "filed",
    MoneyStep.PAY: "paid to you",
    MoneyStep.REFUSE: "refused",
    MoneyStep.CHANGE: "amount changed",
    MoneyStep.WRITE_OFF: "written off",
    MoneyStep.TAKE_UP: "taken up again",
    MoneyStep.NOT_YET: "taken back",
}


def amount_words(amount: int | None, currency: str | None) -> str:
    """Write minor units as the seller reads them, or that nobody knows them."""
    from app.logic.messages.formats import money_text
    from app.logic.words import INTERFACE_LOCALE

    return "not known yet" if amount is None or currency is None else money_text(amount, currency, INTERFACE_LOCALE)


def state_words(line: MoneyLine) -> str:
    """Say how far a line has come and since when: `filed on 5 Dec 2026`."""
    made = _MADE.get(line.kind) if line.state is MoneyState.MADE else None
    words = made or _STATES[line.state]
    return f"{words} on {spell_day(line.on)}" if line.on is not None else words


def window_words(line: MoneyLine, today: date) -> str:
    """Say how long a claim can still be filed: `closes in 5 days`, `opens 3 Dec`; empty where nothing tells."""
    if line.state is not MoneyState.TO_FILE:
        return ""
    if line.opens_on is not None and line.opens_on > today:
        return f"opens {_day(line.opens_on, today)}"
    if line.closes_on is None:
        return ""
    left = (line.closes_on - today).days
    if left < 0:
        return f"closed on {_day(line.closes_on, today)}"
    return ("closes today", "closes tomorrow")[left] if left < 2 else f"closes in {left} days"


def step_words(line: MoneyLine, step: MoneyStep) -> str:
    """Say on a button what a step does."""
    if step is MoneyStep.NOT_YET:
        return _NOT_YET[line.state]
    if step is MoneyStep.MAKE:
        return _MAKE.get(line.kind, _STEPS[step])
    return "Paid after all…" if step is MoneyStep.PAY and line.state is MoneyState.REFUSED else _STEPS[step]


def said_words(line: MoneyLine, step: MoneyStep) -> str:
    """Say in the status line what was recorded."""
    amount = f" of {amount_words(line.amount, line.currency)}" if line.amount is not None else ""
    return f"{KINDS[line.kind]}{amount}: {_SAID[step]}."


def rest_words(rest: MoneyLine) -> str:
    """Say what became of the rest of a claim that was paid in part."""
    ends = {MoneyState.FILED: "still expected", MoneyState.REFUSED: "refused", MoneyState.WRITTEN_OFF: "written off"}
    return f"The rest of {amount_words(rest.amount, rest.currency)}: {ends[rest.state]}."


def event_words(told: Mapping[str, object]) -> str:
    """Say what an event tells of money: `Claim with the carrier: filed on 5 Dec 2026, $29.99`."""
    try:
        kind = MoneyKind(str(told.get("kind")))
        if told.get(TAKEN_BACK):
            return f"{KINDS[kind]}: taken back"
        state = MoneyState(str(told.get("state")))
    except ValueError:
        return "Money"
    amount, currency, on = told.get("amount"), told.get("currency"), told.get("on")
    day = date.fromisoformat(on) if isinstance(on, str) else None
    line = MoneyLine("", kind, state, amount if isinstance(amount, int) else None, str(currency or "") or None, day)
    known = amount_words(line.amount, line.currency) if line.amount is not None else ""
    parts = (state_words(line), known, str(told.get("reason") or ""))
    return f"{KINDS[kind]}: {', '.join(filter(None, parts))}"


def totals_words(lines: Iterable[MoneyLine]) -> list[str]:
    """Say what the problem cost, what came back and what is left, a sentence for each currency."""
    lines = tuple(lines)
    currencies = dict.fromkeys(line.currency for line in lines if line.currency)
    return [_totals([line for line in lines if line.currency == currency], currency) for currency in currencies]


def _totals(lines: list[MoneyLine], currency: str) -> str:
    cost = sum(line.counted for line in lines if line.is_cost)
    back = sum(line.counted for line in lines if not line.is_cost)
    words = [amount_words(amount, currency) for amount in (cost, back, cost - back)]
    return f"It cost {words[0]}, came back {words[1]}, net {words[2]}."


def _day(day: date, today: date) -> str:
    return spell_day(day) if day.year != today.year else spell_day(day).rpartition(" ")[0]
