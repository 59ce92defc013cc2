"""The lines of money of the cases: written with each case, and listed where something is still to come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any, Final

from sqlalchemy import Connection, Select, delete, select
from sqlmodel import Session

from app.logic.case import CaseRow, CaseStatus
from app.logic.money_line import RECOVERIES, MoneyLine, MoneyState
from app.store.listing import CASE_COLUMNS, case_row
from app.store.tables import StoredCase, StoredMoney

_C: Final = StoredCase.__table__.c  # type: ignore[attr-defined]
_TABLE: Final = StoredMoney.__table__  # type: ignore[attr-defined]
_M: Final = _TABLE.c
_LINE: Final = tuple(_M[item.name] for item in fields(MoneyLine))


def write_money(session: Session, case_id: int, lines: Iterable[MoneyLine]) -> None:
    """Put the money of a case in the place of what it had."""
    session.execute(delete(_TABLE).where(_M.case_id == case_id))
    session.add_all([StoredMoney(case_id=case_id, **asdict(line)) for line in lines])


def to_recover(connection: Connection) -> Sequence[tuple[CaseRow, MoneyLine]]:
    """Return every claim of an open case that is not filed or not answered yet with its case."""
    lines = [(row[0], MoneyLine(*row[1:])) for row in connection.execute(_claims())]
    rows = {row.id: case_row(row) for row in connection.execute(_with_claims())}
    return [(rows[case_id], line) for case_id, line in lines if case_id in rows]


def _open() -> tuple[Any, Any]:
    return _M.state.in_([MoneyState.TO_FILE, MoneyState.FILED]), _M.kind.in_(RECOVERIES)


def _claims() -> Select[Any]:
    wanted = select(_M.case_id, *_LINE).where(*_open())
    return wanted.order_by(_M.closes_on.is_(None), _M.closes_on, _M.case_id, _M.id)


def _with_claims() -> Select[Any]:
    claimed = select(_M.case_id).where(*_open())
    is_open = (_C.discarded.is_(False), _C.status != CaseStatus.CLOSED)
    return select(*CASE_COLUMNS).where(*is_open, _C.id.in_(claimed))
