"""The clocks of the open cases: written with each case, and looked through for what is due now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, delete, or_, select, update
from sqlmodel import Session

from app.logic.case import CaseClock, CaseRow
from app.logic.case_clocks import TURNS, due_now, order_of
from app.store.listing import CASE_COLUMNS, case_row
from app.store.tables import StoredCase, StoredClock

_CASES: Final = StoredCase.__table__  # type: ignore[attr-defined]
_CLOCKS: Final = StoredClock.__table__  # type: ignore[attr-defined]
_C: Final = _CASES.c
_K: Final = _CLOCKS.c
_CLOCK: Final = tuple(_K[item.name] for item in fields(CaseClock))
_NOW: Final = ("now_order", "now_action", "now_due_at")
_AT_ONCE: Final = 5_000
"""How many cases are written in one go."""


def write_clocks(session: Session, case_id: int, clocks: Iterable[CaseClock]) -> None:
    """Put the clocks of a case in the place of those it had."""
    session.execute(delete(_CLOCKS).where(_K.case_id == case_id))
    session.add_all([StoredClock(case_id=case_id, **asdict(clock)) for clock in clocks])


def now_columns(clocks: tuple[CaseClock, ...], now: datetime) -> dict[str, Any]:
    """Return what a case stores of what is due now."""
    found = due_now(clocks, now)
    told = (None, None, None) if found is None else (found[0], found[1].action, found[1].due_at)
    return dict(zip(_NOW, told, strict=True))


def refresh_due_now(connection: Connection, now: datetime, since: datetime | None = None) -> bool:
    """Work out for every case what is due now; return whether anything changed.

    Since an earlier moment at which that was done, only the cases whose clocks turned in between are looked at.
    """
    if since is None or since > now:
        return _refresh(connection, now, _present(), _shown(now))
    cases = [row.case_id for row in connection.execute(_turned(since, now))]
    is_changed = False
    for start in range(0, len(cases), _AT_ONCE):
        part = cases[start : start + _AT_ONCE]
        of_part = _present().where(_C.id.in_(part)), _shown(now).where(_K.case_id.in_(part))
        is_changed = _refresh(connection, now, *of_part) or is_changed
    return is_changed


def next_due(connection: Connection, now: datetime) -> tuple[CaseRow, CaseClock] | None:
    """Return the clock that becomes due next, with its case."""
    wanted = select(_K.case_id, *_CLOCK).join(_CASES, _C.id == _K.case_id)
    wanted = wanted.where(_C.discarded.is_(False), _K.shows_at > now).order_by(_K.shows_at, _K.stake, _K.id).limit(1)
    for case_id, *clock in connection.execute(wanted):
        row = connection.execute(select(*CASE_COLUMNS).where(_C.id == case_id)).one()
        return case_row(row), CaseClock(*clock)
    return None


def _refresh(connection: Connection, now: datetime, present: Select[Any], shown: Select[Any]) -> bool:
    stored = {row.id: tuple(row)[1:] for row in connection.execute(present)}
    fresh = dict(_due_by_case(connection, now, shown))
    changed = [
        {"case": case_id, **columns}
        for case_id, columns in fresh.items()
        if stored.get(case_id) != tuple(columns.values())
    ]
    changed += [{"case": case_id, **now_columns((), now)} for case_id in stored.keys() - fresh.keys()]
    for start in range(0, len(changed), _AT_ONCE):
        connection.execute(_UPDATE, changed[start : start + _AT_ONCE])
    return bool(changed)


def became_due(connection: Connection, since: datetime, now: datetime) -> Sequence[CaseRow]:
    """Return a row for each clock that began to show between two moments, what costs most first.

    What is due now in a row (`now_order`, `now_action`, `now_due_at`) is the action of that clock.
    """
    told = connection.execute(
        select(_K.case_id, *_CLOCK).where(_K.shows_at > since, _K.shows_at <= now).order_by(_K.case_id, _K.id)
    )
    clocks = [(case_id, CaseClock(*clock)) for case_id, *clock in told]
    rows: dict[int, CaseRow] = {}
    cases = list(dict.fromkeys(case_id for case_id, _ in clocks))
    for start in range(0, len(cases), _AT_ONCE):
        part = select(*CASE_COLUMNS).where(_C.discarded.is_(False), _C.id.in_(cases[start : start + _AT_ONCE]))
        rows.update((row.id, case_row(row)) for row in connection.execute(part))
    found = [_told_of(rows[case_id], clock, now) for case_id, clock in clocks if case_id in rows]
    return sorted(found, key=_most_costly_first)


def _told_of(row: CaseRow, clock: CaseClock, now: datetime) -> CaseRow:
    return replace(row, now_order=order_of(clock, now), now_action=clock.action, now_due_at=clock.due_at)


def _most_costly_first(row: CaseRow) -> tuple[int, bool, float, int]:
    due = row.now_due_at
    return row.now_order or 0, due is None, due.timestamp() if due else 0.0, row.id


def open_clocks(connection: Connection) -> Sequence[tuple[CaseRow, CaseClock]]:
    """Return every clock that has an end with its case, the one that ends first before the others."""
    rows = {row.id: case_row(row) for row in connection.execute(_with_clocks())}
    wanted = select(_K.case_id, *_CLOCK).where(_K.due_at.is_not(None)).order_by(_K.due_at, _K.id)
    found = connection.execute(wanted)
    return [(rows[case_id], CaseClock(*clock)) for case_id, *clock in found if case_id in rows]


_UPDATE: Final = update(_CASES).where(_C.id == bindparam("case")).values({name: bindparam(name) for name in _NOW})


def _present() -> Select[Any]:
    return select(_C.id, *(_C[name] for name in _NOW)).where(_C.now_order.is_not(None))


def _with_clocks() -> Select[Any]:
    return select(*CASE_COLUMNS).where(_C.discarded.is_(False), _C.id.in_(select(_K.case_id)))


def _shown(now: datetime) -> Select[Any]:
    return select(_K.case_id, *_CLOCK).where(_K.shows_at <= now).order_by(_K.case_id)


def _turned(since: datetime, now: datetime) -> Select[Any]:
    """Select the cases of which a clock began to show, came near its end or passed it."""
    ends = [_K.due_at.between(since + before, now + before) for before in TURNS]
    return select(_K.case_id).where(or_(_K.shows_at.between(since, now), *ends)).distinct()


def _due_by_case(connection: Connection, now: datetime, shown: Select[Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for case_id, rows in groupby(connection.execute(shown), key=lambda row: row[0]):
        yield case_id, now_columns(tuple(CaseClock(*row[1:]) for row in rows), now)
