"""The question that the cost page puts to the case book, and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.costs import CostBy, CostLine, CostQuery, ordered, pictured, summed

if TYPE_CHECKING:
    from datetime import date

    from app.logic.cases import CaseBook
    from app.logic.costs import CostChoices

_NO_MONEY: Final = (
    "No money has moved in these cases so far. Tick off a refund or record a payment in a case, and it counts here."
)
_CURRENCY_APART: Final = "Each currency is counted by itself; nothing is converted."
_MIXED: Final = "Cases without an amount count with every currency."


class Counted(NamedTuple):
    """What there is to choose from, what was asked, and its lines in their order."""

    choices: CostChoices
    query: CostQuery
    lines: tuple[CostLine, ...]

    @property
    def pictured(self) -> tuple[CostLine, ...]:
        """Return the lines that a picture has room for."""
        return pictured(self.lines, self.query.by)

    @property
    def total(self) -> CostLine:
        """Return what all lines come to."""
        return summed(self.lines)

    @property
    def note(self) -> str:
        """Say what a reader of the numbers has to know, empty where there is nothing."""
        if not self.lines:
            return ""
        if not (self.total.costs or self.total.recovered):
            return _NO_MONEY
        if len([currency for currency in self.choices.currencies if currency]) < 2:
            return ""
        return f"{_CURRENCY_APART} {_MIXED}" if None in self.choices.currencies else _CURRENCY_APART


def count(
    by: CostBy, currency: str | None, since: date | None, channel: str, known: CostChoices | None, book: CaseBook
) -> Counted:
    """Ask the case book; a currency that no case has, or none, means that of most cases.

    `known`: what there is to choose from, where it was asked for already.
    """
    choices = known or book.cost_choices()
    chosen = currency if currency and currency in choices.currencies else choices.usual_currency()
    query = CostQuery(by, chosen, since, channel)
    lines = book.cost_lines(query)
    return Counted(choices, query, ordered(lines, by))
