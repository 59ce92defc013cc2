"""The clocks of the open cases: written with each case, and looked through for what is due now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, delete, select, update
from sqlmodel import Session

from app.logic.case import CaseClock, CaseRow
from app.logic.case_clocks import due_now
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


def refresh_due_now(connection: Connection, now: datetime) -> bool:
    """Work out for every case what is due now; return whether anything changed."""
    present = {row.id: tuple(row)[1:] for row in connection.execute(_present())}
    fresh = dict(_due_by_case(connection, now))
    changed = [
        {"case": case_id, **columns}
        for case_id, columns in fresh.items()
        if present.get(case_id) != tuple(columns.values())
    ]
    changed += [{"case": case_id, **now_columns((), now)} for case_id in present.keys() - fresh.keys()]
    for start in range(0, len(changed), _AT_ONCE):
        connection.execute(_UPDATE, changed[start : start + _AT_ONCE])
    return bool(changed)


def became_due(since: datetime, now: datetime) -> Select[Any]:
    """Select the cases in which something became due between two moments."""
    shown = select(_K.case_id).where(_K.shows_at > since, _K.shows_at <= now)
    wanted = select(*CASE_COLUMNS).where(_C.discarded.is_(False), _C.now_order.is_not(None), _C.id.in_(shown))
    return wanted.order_by(_C.now_order, _C.now_due_at, _C.id)


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


def _due_by_case(connection: Connection, now: datetime) -> Iterator[tuple[int, Mapping[str, Any]]]:
    shown = select(_K.case_id, *_CLOCK).where(_K.shows_at <= now).order_by(_K.case_id)
    for case_id, rows in groupby(connection.execute(shown), key=lambda row: row[0]):
        yield case_id, now_columns(tuple(CaseClock(*row[1:]) for row in rows), now)
