"""Say what a related case has in common with this one, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.logic.currencies import is_currency
from app.logic.related import OF_THE_BUYER, Tie
from app.ui.labels import resolution_label, situation_label, status_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.logic.case import CaseRow
    from app.logic.related import RelatedCase

_TIES: Final = {
    Tie.SAME_ORDER: "same order",
    Tie.SAME_BUYER: "same buyer",
    Tie.SAME_NAME: "same name, perhaps another person",
    Tie.SAME_SKU: "same SKU",
    Tie.SAME_REASON: "same reason",
    Tie.SAME_CARRIER: "same carrier",
}


SIMILAR: Final = "Similar cases and how they ended"


def buyers_title(cases: Sequence[RelatedCase]) -> str:
    """Head the cases that may be the buyer's: a name alone is not called a person."""
    sure = [one.is_of_buyer for one in cases]
    if all(sure):
        return "The buyer's other cases"
    return "The buyer's other cases and the same name" if any(sure) else "The same name"


def ties_in_words(one: RelatedCase) -> str:
    """Say what is the same, `Same SKU, same carrier`; of the buyer's own cases only what shows that they are."""
    sure = [tie for tie in one.ties if tie in OF_THE_BUYER]
    said = ", ".join(_TIES[tie] for tie in sure or one.ties)
    return said[:1].upper() + said[1:]


def case_in_words(row: CaseRow) -> str:
    """Name a case by its order and its problem."""
    return " · ".join(filter(None, (row.order_number or "Without an order number", situation_label(row.situation))))


def ending_in_words(row: CaseRow) -> str:
    """Say how a case ended or where it stands, and what it cost and brought back."""
    money = (_money("refunded", row.refunded, row), _money("recovered", row.recovered, row))
    return " · ".join(filter(None, (status_label(row.status), *money, resolution_label(row.resolution))))


def _money(what: str, amount: int, row: CaseRow) -> str:
    if not amount or row.currency is None or not is_currency(row.currency):
        return ""
    # Imported here: most cases have nothing to say about money yet.
    from app.logic.messages.formats import money_text
    from app.logic.words import INTERFACE_LOCALE

    return f"{what} {money_text(amount, row.currency, INTERFACE_LOCALE)}"
