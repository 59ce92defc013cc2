"""What is still to come back: claims not filed or not answered yet, the first window that closes before the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from app.logic.calendar import day_in_zone
from app.logic.case import CaseRow
from app.logic.money_line import MoneyLine, MoneyState


class Recovery(NamedTuple):
    """A claim with its case, and the day it is now where the order was sold."""

    row: CaseRow
    line: MoneyLine
    today: date

    @property
    def is_filed(self) -> bool:
        """Say whether it was filed and only waits for its money."""
        return self.line.state is MoneyState.FILED


class Outstanding(NamedTuple):
    """What is outstanding in one currency, in minor units; `unknown` counts claims whose amount nobody knows."""

    currency: str | None
    to_file: int
    filed: int
    unknown: int


def recoveries(
    found: Iterable[tuple[CaseRow, MoneyLine]], now: datetime, zones: Mapping[str, str | None]
) -> tuple[Recovery, ...]:
    """Put claims in their order: what is to be filed by its last day, then what was filed by that day."""
    listed = [Recovery(row, line, day_in_zone(now, zones.get(row.channel or ""))) for row, line in found]
    return tuple(sorted(listed, key=_place))


def outstanding(listed: Iterable[Recovery]) -> tuple[Outstanding, ...]:
    """Sum claims by currency, as they come."""
    by_currency: dict[str | None, list[Recovery]] = {}
    for each in listed:
        by_currency.setdefault(each.line.currency, []).append(each)
    return tuple(
        Outstanding(
            currency,
            sum(each.line.amount or 0 for each in those if not each.is_filed),
            sum(each.line.amount or 0 for each in those if each.is_filed),
            sum(each.line.amount is None for each in those),
        )
        for currency, those in by_currency.items()
    )


def _place(each: Recovery) -> tuple[bool, date, int]:
    day = each.line.on if each.is_filed else each.line.closes_on
    return each.is_filed, day or date.max, each.row.id
