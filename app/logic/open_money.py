"""Say which money of a case is not settled yet, so that it is not closed by oversight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.logic.case_round import ANSWERING, AWAITING
from app.logic.currencies import is_currency
from app.logic.money_line import MoneyKind, MoneyState
from app.logic.money_lines import first_open

if TYPE_CHECKING:
    from app.logic.case_history import History
    from app.logic.money_line import MoneyLine

_NAMES: Final = {
    MoneyKind.REFUND: "refund",
    MoneyKind.REPLACEMENT: "replacement",
    MoneyKind.GOODWILL: "goodwill payment",
    MoneyKind.POSTAGE: "return postage",
    MoneyKind.DEBIT: "debit",
    MoneyKind.CARRIER: "claim from the carrier",
    MoneyKind.INSURANCE: "claim from the insurer",
    MoneyKind.SAFET: "SAFE-T claim",
    MoneyKind.APPEAL: "appeal",
}


def holds_open(history: History, lines: tuple[MoneyLine, ...]) -> str | None:
    """Return why a case cannot be closed; a case that never was finished promised nothing yet."""
    if not any(each.finished for each in history.rounds):
        return None
    return open_money(lines) or _open_claim(history)


def _open_claim(history: History) -> str | None:
    """Return the sentence about a claim of the buyer's that is not answered or not decided yet."""
    left = {action.key.partition("@")[0] for action in history.to_do()}
    if ANSWERING in left:
        return "The claim is not answered yet."
    if f"{AWAITING}.{ANSWERING}" in left:
        return "The platform has not decided the claim yet."
    return None


def open_money(lines: tuple[MoneyLine, ...]) -> str | None:
    """Return the sentence about the first line of money that is not settled; None when all are."""
    line = first_open(lines)
    if line is None:
        return None
    amount = _amount(line)
    name = f"{_NAMES[line.kind]} of {amount}" if amount else _NAMES[line.kind]
    if line.state is MoneyState.FILED:
        return f"The {name} is filed and not answered yet."
    return f"The {name} is not filed yet." if line.state is MoneyState.TO_FILE else f"The {name} is still open."


def _amount(line: MoneyLine) -> str:
    from app.logic.messages.formats import money_text
    from app.logic.words import INTERFACE_LOCALE

    if not line.amount or line.currency is None or not is_currency(line.currency):
        return ""
    return money_text(line.amount, line.currency, INTERFACE_LOCALE)
