"""Questions to the list of cases: sorted, filtered and paged in the database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, func, select, text

from app.logic.case import CaseQuery, CaseRow, CaseStatus, SortKey, View
from app.store.search import match_expression
from app.store.tables import StoredCase, StoredClock

# As Core columns: a list reads rows, not objects that would have to be tracked.
_TABLE: Final = StoredCase.__table__  # type: ignore[attr-defined]
_C: Final = _TABLE.c
_K: Final = StoredClock.__table__.c  # type: ignore[attr-defined]
_F: Final = _TABLE.alias("filtered").c
CASE_COLUMNS: Final = tuple(column for column in _C if column.name != "discarded")
_SORT: Final = {
    SortKey.COST: _C.due_at,
    SortKey.DUE: _C.due_at,
    SortKey.ORDER: _C.order_number,
    SortKey.SITUATION: _C.situation,
    SortKey.RESOLUTION: _C.resolution,
    SortKey.CHANNEL: _C.channel,
    SortKey.STATUS: _C.status,
    SortKey.UPDATED: _C.updated_at,
}
FOUND: Final = text("SELECT rowid FROM case_search WHERE case_search MATCH :found_by")


def page(query: CaseQuery, offset: int, limit: int) -> Select[Any]:
    """Select one page of the list."""
    # The page is found in the index alone; only its rows are then read.
    wanted = ids(query).offset(offset).limit(limit)
    put_off = _put_off(_K.action).label("snoozed_action"), _put_off(_K.due_at).label("snoozed_due_at")
    return select(*CASE_COLUMNS, *put_off).where(_C.id.in_(wanted)).order_by(*_order(query))


def ids(query: CaseQuery) -> Select[Any]:
    """Select the cases of a list in its order, by their ids."""
    return _filtered(select(_C.id), query).order_by(*_order(query))


def size(query: CaseQuery) -> Select[Any]:
    """Count the cases of a list."""
    return _filtered(select(func.count()).select_from(_TABLE), query)


def views() -> Select[Any]:
    """Count the cases by status."""
    return select(_C.status, func.count()).where(_C.discarded.is_(False)).group_by(_C.status)


def due_now() -> Select[Any]:
    """Count the cases in which something is due now."""
    return select(func.count()).select_from(_TABLE).where(_C.discarded.is_(False), _C.now_order.is_not(None))


def not_closed(order_number: str, channel: str | None) -> Select[Any]:
    """Select the cases of an order that are not closed, the latest first."""
    wanted = select(*CASE_COLUMNS).where(_C.discarded.is_(False), _C.order_number == order_number)
    wanted = wanted.where(_C.status != CaseStatus.CLOSED)
    if channel is not None:
        wanted = wanted.where(_C.channel == channel)
    return wanted.order_by(_C.updated_at.desc(), _C.id.desc())


def latest_unfinished() -> Select[Any]:
    """Select the id of the unfinished case that was worked on last."""
    wanted = select(_C.id).where(_C.discarded.is_(False), _C.status == CaseStatus.UNFINISHED)
    return wanted.order_by(_C.updated_at.desc(), _C.id.desc()).limit(1)


def case_row(row: Row[Any]) -> CaseRow:
    """Turn a row of the database into a line of the list."""
    return CaseRow(**row._mapping)  # noqa: SLF001  # SQLAlchemy's public name, kept apart from column names


def _put_off(column: ColumnElement[Any]) -> ScalarSelect[Any]:
    """Select one thing of the clock that shows again when the snooze of a case ends."""
    found = select(column).where(_K.case_id == _C.id, _K.shows_at == _C.snoozed_until)
    return found.order_by(_K.id).limit(1).scalar_subquery()


def _filtered(wanted: Select[Any], query: CaseQuery) -> Select[Any]:
    wanted = wanted.where(_C.discarded.is_(False))
    if query.view is View.DUE_NOW:
        wanted = wanted.where(_is_due(query))
    elif query.view is not View.ALL:
        wanted = wanted.where(_C.status == CaseStatus(query.view.value))
    conditions = _conditions(query)
    if conditions:
        # Apart, because its one index holds all they ask about: the rows themselves lie too far apart on the disk.
        wanted = wanted.where(_C.id.in_(select(_F.id).where(_F.discarded.is_(False), *conditions)))
    found_by = match_expression(query.search)
    if query.search.strip():
        # Signs alone are in no index: they find nothing, rather than everything.
        found = _C.id.in_(FOUND.bindparams(found_by=found_by)) if found_by else _C.id.is_(None)
        wanted = wanted.where(found)
    return wanted


def _is_due(query: CaseQuery) -> ColumnElement[bool]:
    is_due: ColumnElement[bool] = _C.now_order.is_not(None)
    if query.sort is not SortKey.COST:
        # In another order the index of that order is walked, and those that are due are looked up.
        is_due = _C.id.in_(select(_F.id).where(_F.discarded.is_(False), _F.now_order.is_not(None)))
    return is_due


def _conditions(query: CaseQuery) -> list[ColumnElement[bool]]:
    wanted = {"channel": query.channels, "situation": query.situations, "resolution": query.resolutions}
    conditions: list[ColumnElement[bool]] = [_F[column].in_(words) for column, words in wanted.items() if words]
    if query.opened_from is not None:
        conditions.append(_F.created_at >= _begin(query.opened_from))
    if query.opened_until is not None:
        conditions.append(_F.created_at < _begin(query.opened_until, days_later=1))
    return conditions


def _order(query: CaseQuery) -> tuple[ColumnElement[Any], ...]:
    if query.sort is SortKey.COST and query.view is View.DUE_NOW:
        return _C.now_order.asc(), _C.now_due_at.asc(), _C.id.asc()
    column = _SORT[query.sort]
    if query.sort is SortKey.DUE and query.view is View.DUE_NOW:
        column = _C.now_due_at  # what the list says is due there
    if query.descending:
        return column.desc().nulls_last(), _C.id.desc()
    return column.asc().nulls_last(), _C.id.asc()


def _begin(day: date, days_later: int = 0) -> datetime:
    """Return the first moment of a day on this computer; outside the calendar the nearest moment in it."""
    try:
        return (datetime.combine(day, time()) + timedelta(days=days_later)).astimezone().astimezone(UTC)
    except (OverflowError, ValueError, OSError):
        end = datetime.max if day.year > 1 else datetime.min  # noqa: DTZ901  # UTC is set on the next line
        return end.replace(tzinfo=UTC)
