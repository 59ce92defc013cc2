"""The words of the cost page: its columns, its groups and what its amounts look like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.logic.costs import CostBy, CostPeriod
from app.ui.labels import situation_label

if TYPE_CHECKING:
    from app.logic.costs import CostLine

BY_TITLES: Final = {
    CostBy.MONTH: "Month",
    CostBy.SITUATION: "Problem",
    CostBy.REASON: "Reason",
    CostBy.SKU: "SKU",
    CostBy.CARRIER: "Carrier",
}
PERIOD_TITLES: Final = {
    CostPeriod.THIS_MONTH: "This month",
    CostPeriod.THREE_MONTHS: "Last 3 months",
    CostPeriod.TWELVE_MONTHS: "Last 12 months",
    CostPeriod.ALL: "All time",
}
SUM_TITLES: Final = ("Cases", "Refunds", "All costs", "Came back", "Net cost")
NO_AMOUNT: Final = "–"
_UNKNOWN: Final = {
    CostBy.MONTH: "Month not known",
    CostBy.SITUATION: "Not chosen yet",
    CostBy.REASON: "No reason given",
    CostBy.SKU: "No SKU",
    CostBy.CARRIER: "No carrier known",
}


def line_title(line: CostLine, by: CostBy) -> str:
    """Name what the cases of a line have in common."""
    if line.merged:
        return f"Earlier ({line.merged:,} months)" if by is CostBy.MONTH else f"Other ({line.merged:,})"
    if not line.key:
        return _UNKNOWN[by]
    match by:
        case CostBy.MONTH:
            return _month_words(line.key)
        case CostBy.SITUATION:
            return situation_label(line.key)
        case CostBy.REASON:
            return _reason_words(line.key)
        case _:
            return line.key


def amount_words(amount: int, currency: str | None) -> str:
    """Write minor units as the seller reads them; a dash where no case has a currency."""
    from app.logic.messages.formats import money_text
    from app.logic.words import INTERFACE_LOCALE

    return money_text(amount, currency, INTERFACE_LOCALE) if currency else NO_AMOUNT


def sums_of(line: CostLine) -> tuple[int, ...]:
    """Return the numbers of a line in the order of `SUM_TITLES`; the first counts cases, the others are money."""
    return line.cases, line.refunded, line.costs, line.recovered, line.net


def sum_words(line: CostLine, currency: str | None) -> tuple[str, ...]:
    """Write the numbers of a line for the seller to read."""
    cases, *money = sums_of(line)
    return f"{cases:,}", *(amount_words(amount, currency) for amount in money)


def _month_words(key: str) -> str:
    from datetime import date

    from babel.dates import format_date

    from app.logic.words import INTERFACE_LOCALE

    return str(format_date(date.fromisoformat(f"{key}-01"), "MMM y", locale=INTERFACE_LOCALE))


def _reason_words(reason: str) -> str:
    from app.logic.words import CHOICES

    return CHOICES.get(("reason", reason)) or reason.replace("_", " ").capitalize()
