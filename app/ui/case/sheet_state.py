"""Say in a sentence where a case stands, and what is claimed: from whom, how much, and when it was filed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from app.logic.case import EventKind
from app.logic.money_lines import RECOVERIES, MoneyKind, MoneyLine, MoneyState
from app.ui.case.sheet_words import amount_words
from app.ui.day_words import spell_day
from app.ui.history.due import in_zone

if TYPE_CHECKING:
    from app.logic.case import Event
    from app.logic.case_history import History

_MOVED: Final = {
    MoneyKind.REFUND: "refunded",
    MoneyKind.REPLACEMENT: "replacement sent",
    MoneyKind.GOODWILL: "goodwill paid:",
    MoneyKind.POSTAGE: "postage paid:",
    MoneyKind.DEBIT: "the platform took",
}
_CLAIMS: Final = {
    MoneyKind.CARRIER: "claim with the carrier",
    MoneyKind.INSURANCE: "claim with the insurer",
    MoneyKind.SAFET: "SAFE-T claim with Amazon",
    MoneyKind.APPEAL: "appeal with the platform",
}
_TAKERS: Final = {
    MoneyKind.CARRIER: "the carrier",
    MoneyKind.INSURANCE: "the insurer",
    MoneyKind.SAFET: "Amazon, as a SAFE-T claim",
    MoneyKind.APPEAL: "the platform, as an appeal",
}
_ANSWERS: Final = {
    MoneyState.PAID: "paid to the seller",
    MoneyState.REFUSED: "refused",
    MoneyState.WRITTEN_OFF: "written off",
}


def standing_words(lines: Iterable[MoneyLine], decided: str) -> str:
    """Say what moved and what became of the claims; `decided`, the latest decision, while nothing has moved."""
    said = [words for line in lines if (words := _line_words(line))]
    return _capital("; ".join(said)) if said else decided


def claim_lines(
    lines: Iterable[MoneyLine], history: History, standing: Iterable[Event], carrier: str, zone: str | None
) -> Iterator[tuple[str, str]]:
    """Yield what is asked of whom, with the day it was filed and what came of it."""
    standing = tuple(standing)
    for line in lines:
        if line.kind in RECOVERIES:
            taker = f"{_TAKERS[line.kind]} {carrier}" if line.kind is MoneyKind.CARRIER else _TAKERS[line.kind]
            filed = _filed(line, standing)
            asked = amount_words(filed.amount if filed else line.amount, line.currency) or "an amount not known yet"
            day = (filed.on if filed else None) or _ticked_on(line, history, zone)
            parts = (f"{asked} from {taker.strip()}", _filed_words(line, day), _answer_words(line))
            yield "Claimed" if day or line.state is MoneyState.FILED else "Claim", ", ".join(filter(None, parts))


def _line_words(line: MoneyLine) -> str:
    amount = amount_words(line.amount, line.currency)
    if line.is_cost:
        moved = line.state is MoneyState.MADE
        return " ".join(filter(None, (_MOVED[line.kind], amount, _on(line.on)))) if moved else ""
    if line.state is MoneyState.TO_FILE:
        return ""
    state = "filed" if line.state is MoneyState.FILED else _ANSWERS[line.state]
    paid = f": {amount}" if line.state is MoneyState.PAID and amount else ""
    return " ".join(filter(None, (_CLAIMS[line.kind], state, _on(line.on)))) + paid


def _filed(line: MoneyLine, standing: Iterable[Event]) -> MoneyLine | None:
    """Return a claim as it was told to be filed, with its amount and day then."""
    told = [event.payload for event in standing if event.kind is EventKind.MONEY]
    filed = [one for one in told if one.get("line") == line.key and one.get("state") == MoneyState.FILED]
    if not filed:
        return line if line.state is MoneyState.FILED else None
    amount, on = filed[-1].get("amount"), filed[-1].get("on")
    day = date.fromisoformat(on[:10]) if isinstance(on, str) else None
    known = amount if isinstance(amount, int) else line.amount
    return MoneyLine(line.key, line.kind, MoneyState.FILED, known, line.currency, on=day)


def _ticked_on(line: MoneyLine, history: History, zone: str | None) -> date | None:
    """Return the day on which the action that files a claim was ticked."""
    if line.action is None:
        return None
    owner, code = history.place_of(line.action)
    at = history.done_at.get(f"{code}@{owner.number}")
    return in_zone(at, zone).date() if at is not None and code in owner.done else None


def _filed_words(line: MoneyLine, day: date | None) -> str:
    if day is not None or line.state is MoneyState.FILED:
        return " ".join(filter(None, ("filed", _on(day))))
    if line.state is not MoneyState.TO_FILE:
        return ""
    return f"not filed yet; it can be until {spell_day(line.closes_on)}" if line.closes_on else "not filed yet"


def _answer_words(line: MoneyLine) -> str:
    if line.state not in _ANSWERS:
        return ""
    amount = amount_words(line.amount, line.currency) if line.state is MoneyState.PAID else ""
    return " ".join(filter(None, (amount, _ANSWERS[line.state], _on(line.on))))


def _on(day: date | None) -> str:
    return f"on {spell_day(day)}" if day else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
