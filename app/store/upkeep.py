"""What the file still has to do and what it remembers about itself."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session

from app.store.tables import StoredCase, StoredMemory, StoredUpkeep

CARRY_OVER: Final = "carry_over"
"""A case of an older version, whose clocks and money are not worked out yet."""
SWEEP: Final = "sweep"
"""An erased case, whose files and traces are not removed yet."""
SWEEP_COPIES: Final = "sweep_copies"
"""The same, and no backup may know the case any more, however young it is."""

_SALT: Final = "salt"
_CHECKED_AT: Final = "erasing_checked_at"
_SALT_BYTES: Final = 16

_UPKEEP: Final = StoredUpkeep.__table__  # type: ignore[attr-defined]
_MEMORY: Final = StoredMemory.__table__  # type: ignore[attr-defined]
_C: Final = StoredCase.__table__.c  # type: ignore[attr-defined]


def waiting(connection: Connection | Session, kind: str, most: int = -1) -> Sequence[int]:
    """Return the cases that work of a kind is left for, the oldest first."""
    wanted = select(_UPKEEP.c.case_id).where(_UPKEEP.c.kind == kind).order_by(_UPKEEP.c.case_id).limit(most)
    return connection.execute(wanted).scalars().all()


def begin(connection: Connection | Session, kind: str, case_ids: Iterable[int]) -> None:
    """Note work that has to be finished even if the program ends before."""
    rows = [{"kind": kind, "case_id": case_id} for case_id in case_ids]
    if rows:
        connection.execute(insert(_UPKEEP).on_conflict_do_nothing(), rows)


def finish(connection: Connection | Session, kind: str, case_ids: Iterable[int]) -> None:
    """Note that work is done."""
    for case_id in case_ids:
        connection.execute(delete(_UPKEEP).where(_UPKEEP.c.kind == kind, _UPKEEP.c.case_id == case_id))


def salt_of(connection: Connection | Session) -> bytes:
    """Return the salt for order numbers, made when it is needed first; it never leaves the file."""
    known = _recalled(connection, _SALT)
    if known is None:
        known = secrets.token_hex(_SALT_BYTES)
        _remember(connection, _SALT, known)
    return bytes.fromhex(known)


def known_salt(connection: Connection | Session) -> bytes | None:
    """Return the salt where there is one already, as a file has in which somebody was erased."""
    known = _recalled(connection, _SALT)
    return bytes.fromhex(known) if known else None


def last_checked(connection: Connection | Session) -> datetime | None:
    """Return when was last looked for what is to be erased; before the first look, when a case changed last."""
    known = _recalled(connection, _CHECKED_AT)
    if known is not None:
        return datetime.fromisoformat(known)
    changed: datetime | None = connection.execute(select(func.max(_C.updated_at))).scalar_one()
    return changed


def was_checked(connection: Connection | Session) -> bool:
    """Say whether this file was ever looked through for what is to be erased."""
    return _recalled(connection, _CHECKED_AT) is not None


def remember_check(connection: Connection | Session, now: datetime) -> None:
    """Keep when was looked for what is to be erased."""
    _remember(connection, _CHECKED_AT, now.isoformat())


def _recalled(connection: Connection | Session, key: str) -> str | None:
    return connection.execute(select(_MEMORY.c.value).where(_MEMORY.c.key == key)).scalar_one_or_none()


def _remember(connection: Connection | Session, key: str, value: str) -> None:
    stored = insert(_MEMORY).values(key=key, value=value)
    connection.execute(stored.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
