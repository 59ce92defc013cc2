"""What problems cost: cases and money by month, situation, reason, SKU or carrier, and how much of it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final

MOST_BARS: Final = 12
"""How many lines a picture shows one by one; the others are summed up in one more."""


class CostBy(StrEnum):
    """What the cases are put together by."""

    MONTH = "month"
    SITUATION = "situation"
    REASON = "reason"
    SKU = "sku"
    CARRIER = "carrier"


class CostPeriod(StrEnum):
    """Which cases count, by the month they were opened in; the present month is one of them."""

    THIS_MONTH = "this_month"
    THREE_MONTHS = "three_months"
    TWELVE_MONTHS = "twelve_months"
    ALL = "all"


_MONTHS: Final = {CostPeriod.THIS_MONTH: 1, CostPeriod.THREE_MONTHS: 3, CostPeriod.TWELVE_MONTHS: 12}


@dataclass(frozen=True, slots=True)
class CostQuery:
    """Which cases are summed up, and by what.

    `currency`: cases in this currency and those without any amount; None for the latter alone, so that sums never mix.
    `since`: the first day in UTC, as the months are those of UTC. An empty `channel` means all.
    """

    by: CostBy
    currency: str | None
    since: date | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line: money in minor units of the query's currency.

    `key` is the month (`2026-11`), the code or the text that the cases have in common, empty where it is unknown.
    `costs` is all that was paid, refunds among it; `recovered` what came back. `merged`: how many lines it sums up.
    """

    key: str
    cases: int = 0
    refunded: int = 0
    costs: int = 0
    recovered: int = 0
    merged: int = 0

    @property
    def net(self) -> int:
        """Return what is left to the seller; negative where more came back than was paid."""
        return self.costs - self.recovered


@dataclass(frozen=True, slots=True)
class CostChoices:
    """What there is to choose from: how many cases each currency and each channel has; None where none is known."""

    currencies: Mapping[str | None, int]
    channels: Mapping[str | None, int]

    @property
    def cases(self) -> int:
        """Return how many cases there are."""
        return sum(self.currencies.values())

    def usual_currency(self) -> str | None:
        """Return the currency of most cases; None while no case has one."""
        known = {currency: cases for currency, cases in self.currencies.items() if currency}
        return min(known, key=lambda currency: (-known[currency], currency), default=None)


def choices_of(counted: Iterable[tuple[str | None, str | None, int]]) -> CostChoices:
    """Put together what was counted by currency and channel."""
    currencies: Counter[str | None] = Counter()
    channels: Counter[str | None] = Counter()
    for currency, channel, cases in counted:
        currencies[currency] += cases
        channels[channel] += cases
    return CostChoices(currencies, channels)


def period_begins(period: CostPeriod, now: datetime) -> date | None:
    """Return the first day of a period in UTC, None where every case counts."""
    months = _MONTHS.get(period)
    if months is None:
        return None
    today = now.astimezone(UTC).date()
    count = max(12, today.year * 12 + today.month - months)  # the calendar begins with the year 1
    return date(count // 12, count % 12 + 1, 1)


def summed(lines: Iterable[CostLine], key: str = "") -> CostLine:
    """Add lines up into one."""
    parts = tuple(lines)
    return CostLine(
        key,
        cases=sum(line.cases for line in parts),
        refunded=sum(line.refunded for line in parts),
        costs=sum(line.costs for line in parts),
        recovered=sum(line.recovered for line in parts),
        merged=len(parts),
    )


def ordered(lines: Iterable[CostLine], by: CostBy) -> tuple[CostLine, ...]:
    """Put months in their order without a gap, and everything else by what it cost, then by its cases."""
    if by is CostBy.MONTH:
        return _without_gaps({line.key: line for line in lines})
    return tuple(sorted(lines, key=lambda line: (-line.net, -line.cases, line.key)))


def pictured(lines: Sequence[CostLine], by: CostBy, most: int = MOST_BARS) -> tuple[CostLine, ...]:
    """Keep what a picture has room for: the latest months, or what cost most, and all others as one line."""
    if len(lines) <= most:
        return tuple(lines)
    if by is CostBy.MONTH:
        return (summed(lines[:-most]), *lines[-most:])
    return (*lines[:most], summed(lines[most:]))


def _without_gaps(by_month: Mapping[str, CostLine]) -> tuple[CostLine, ...]:
    """Add the months in which nothing happened: a picture of time that leaves them out misleads."""
    if not by_month:
        return ()
    first, last = _month_number(min(by_month)), _month_number(max(by_month))
    keys = (f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))
    return tuple(by_month.get(key, CostLine(key)) for key in keys)


def _month_number(key: str) -> int:
    year, month = key.split("-")
    return int(year) * 12 + int(month) - 1
