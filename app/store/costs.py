"""What problems cost, summed up in the database: one index holds all that is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, Subquery, Text, func, select, union_all

from app.logic.case import CaseStatus
from app.logic.costs import CostBy, CostChoices, CostLine, CostQuery, choices_of
from app.store.tables import StoredCase

_C: Final = StoredCase.__table__.c  # type: ignore[attr-defined]
_SUMS: Final = ("refunded", "costs", "recovered")


def lines(query: CostQuery) -> Select[Any]:
    """Select the sums of each month, situation, reason, SKU or carrier."""
    found = _found(query)
    counted = func.count().label("cases")
    # Without a type every sum of whole numbers is a whole number; one of no rows does not occur in a group.
    sums = [func.sum(found.c[name]).label(name) for name in _SUMS]
    return select(found.c.key, counted, *sums).group_by(found.c.key)


def choices() -> Select[Any]:
    """Count the cases by currency and channel."""
    wanted = select(_C.currency, _C.channel, func.count().label("cases"))
    wanted = wanted.where(_C.discarded.is_(False), _C.status != CaseStatus.UNFINISHED)
    return wanted.group_by(_C.currency, _C.channel)


def cost_line(row: Row[Any]) -> CostLine:
    """Turn a row of the database into a line."""
    return CostLine(**row._mapping)  # noqa: SLF001  # SQLAlchemy's public name, kept apart from column names


def cost_choices(rows: Iterable[Row[Any]]) -> CostChoices:
    """Put together what was counted by currency and channel."""
    return choices_of((row.currency, row.channel, row.cases) for row in rows)


def _found(query: CostQuery) -> Subquery:
    """Return the cases as key and money; those without currency apart, as `OR` would read the rows themselves."""
    wanted = [_wanted(query, _C.currency.is_(None))]
    if query.currency is not None:
        wanted.append(_wanted(query, _C.currency == query.currency))
    return union_all(*wanted).subquery()


def _wanted(query: CostQuery, currency: ColumnElement[bool]) -> Select[Any]:
    wanted = select(_key(query.by).label("key"), *(_C[name] for name in _SUMS)).where(_C.discarded.is_(False), currency)
    # A draft has cost nothing yet, and may never be a case.
    wanted = wanted.where(_C.status != CaseStatus.UNFINISHED)
    if query.since is not None:
        wanted = wanted.where(_C.created_at >= datetime.combine(query.since, time(), UTC))
    return wanted.where(_C.channel == query.channel) if query.channel else wanted


def _key(by: CostBy) -> ColumnElement[str]:
    if by is CostBy.MONTH:
        return func.substr(_C.created_at, 1, len("2026-11"), type_=Text)
    return func.coalesce(_C[by.value], "", type_=Text)
