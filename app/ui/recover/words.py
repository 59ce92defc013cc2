"""The words of the page of claims: its columns, its sums, its file."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from app.ui.case.money_words import KINDS, amount_words, state_words, window_words
from app.ui.channel_names import channel_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.logic.recoveries import Outstanding, Recovery


class Column(IntEnum):
    """The columns in their order."""

    WINDOW = 0
    ORDER = 1
    CLAIM = 2
    STATE = 3
    AMOUNT = 4


TITLES: Final = {
    Column.WINDOW: "To file",
    Column.ORDER: "Order",
    Column.CLAIM: "Claim",
    Column.STATE: "State",
    Column.AMOUNT: "Amount",
}
_FILE_TITLES: Final = (
    *("To file", "Order", "Item", "Place", "Claim", "State", "Amount", "Currency", "First day", "Last day"),
)


def cell_words(each: Recovery, column: Column) -> str:
    """Return what a cell shows."""
    match column:
        case Column.WINDOW:
            return "waits for its money" if each.is_filed else window_words(each.line, each.today) or "no limit known"
        case Column.ORDER:
            return " · ".join(filter(None, (each.row.order_number, each.row.item)))
        case Column.CLAIM:
            return KINDS[each.line.kind]
        case Column.AMOUNT:
            return amount_words(each.line.amount, each.line.currency)
        case Column.STATE:
            return state_words(each.line)


def sum_words(sums: Iterable[Outstanding]) -> str:
    """Say what is outstanding, a sentence for each currency."""
    return " ".join(_sum(each) for each in sums)


def _sum(each: Outstanding) -> str:
    if each.currency is None:
        return f"{each.unknown:,} of an amount that nobody knows."
    total, to_file, filed = (
        amount_words(amount, each.currency) for amount in (each.to_file + each.filed, each.to_file, each.filed)
    )
    unknown = f", {each.unknown:,} of an amount that nobody knows" if each.unknown else ""
    return f"{total} still to come back: {to_file} to file, {filed} filed{unknown}."


def file_rows(listed: Sequence[Recovery]) -> list[list[str]]:
    """Return the lines as they are shown, with plain amounts (`29.99`) and days (`2026-12-01`)."""
    from app.logic.currencies import amount_text

    rows = [list(_FILE_TITLES)]
    for each in listed:
        row, line = each.row, each.line
        known = line.amount is not None and line.currency is not None
        rows.append(
            [
                cell_words(each, Column.WINDOW),
                row.order_number,
                row.item,
                channel_name(row.channel) if row.channel else "",
                cell_words(each, Column.CLAIM),
                cell_words(each, Column.STATE),
                amount_text(line.amount or 0, line.currency or "") if known else "",
                line.currency or "",
                line.opens_on.isoformat() if line.opens_on else "",
                line.closes_on.isoformat() if line.closes_on else "",
            ]
        )
    return rows
