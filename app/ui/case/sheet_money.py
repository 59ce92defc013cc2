"""What the problem cost and what came back, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from app.logic.case_sheet import Block, Grid, Words
from app.logic.money_lines import MoneyKind, MoneyLine, MoneyState, money_lines
from app.logic.told_money import TAKEN_BACK
from app.ui.case.money_words import KINDS, event_words
from app.ui.case.sheet_words import amount_words
from app.ui.day_words import spell_day

if TYPE_CHECKING:
    from app.logic.case_history import History
    from app.ui.case.sheet_content import SheetChoice

_STATES: Final = {
    MoneyState.PLANNED: "planned",
    MoneyState.MADE: "paid out",
    MoneyState.TO_FILE: "to be filed",
    MoneyState.FILED: "filed",
    MoneyState.PAID: "paid to the seller",
    MoneyState.REFUSED: "refused",
    MoneyState.WRITTEN_OFF: "written off",
}


def money_blocks(history: History, choice: SheetChoice) -> Iterator[Block]:
    """Yield every line of money with its state, and the sums of what is settled."""
    lines = money_lines(history, choice.zone, choice.currency)
    if not lines:
        return
    yield Grid(("What", "State", "Amount", "Reason"), tuple(map(_row, lines)), (32, 28, 16, 24))
    yield from (Words(sums, "strong") for sums in sums_of(lines))


def sums_of(lines: Iterable[MoneyLine]) -> list[str]:
    """Say what was paid out and what came back, a sentence for each currency."""
    lines = tuple(lines)
    currencies = dict.fromkeys(line.currency for line in lines if line.currency)
    return [_sums([line for line in lines if line.currency == currency], currency) for currency in currencies]


def money_words(told: Mapping[str, object]) -> str:
    """Say what an event tells of money: `Claim with the carrier: paid to the seller, $29.99`."""
    if told.get(TAKEN_BACK):
        return event_words(told)
    try:
        kind, state = MoneyKind(str(told.get("kind"))), MoneyState(str(told.get("state")))
    except ValueError:
        return "Money"
    currency, reason = told.get("currency"), str(told.get("reason") or "")
    amount = amount_words(told.get("amount"), currency if isinstance(currency, str) else None)
    day = _day(told.get("on"))
    words = f"{_state_words(kind, state)} on {spell_day(day)}" if day else _state_words(kind, state)
    return f"{KINDS[kind]}: {', '.join(filter(None, (words, amount, reason)))}"


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _state_words(kind: MoneyKind, state: MoneyState) -> str:
    return "made" if kind is MoneyKind.REPLACEMENT and state is MoneyState.MADE else _STATES[state]


def _row(line: MoneyLine) -> tuple[str, str, str, str]:
    amount = amount_words(line.amount, line.currency) or "not known yet"
    return KINDS[line.kind], _state(line), amount, line.reason


def _state(line: MoneyLine) -> str:
    words = _state_words(line.kind, line.state)
    if line.on is not None:
        return f"{words} on {spell_day(line.on)}"
    return f"{words} by {spell_day(line.closes_on)}" if line.state is MoneyState.TO_FILE and line.closes_on else words


def _sums(lines: list[MoneyLine], currency: str) -> str:
    cost = sum(line.counted for line in lines if line.is_cost)
    back = sum(line.counted for line in lines if not line.is_cost)
    cost_words, back_words, net = (amount_words(amount, currency) for amount in (cost, back, cost - back))
    return f"Paid out so far: {cost_words}. Came back so far: {back_words}. Left with the seller: {net}."
