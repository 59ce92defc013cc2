"""Connect to the case file so that what was confirmed survives a crash."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from app.store.failures import no_safe_journal

BUSY_SECONDS = 5
_BEGIN = "amends_begin"


def make_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """Return an engine with one connection, which any thread may use, but only one at a time."""
    engine = create_engine(
        f"sqlite:///{path.as_posix()}",
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        # The text of an error must not carry what the seller typed.
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
    )

    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        _prepare(connection, path, foreign_keys=foreign_keys)

    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def writing_engine(engine: Engine) -> Engine:
    """Return the same engine for transactions that write."""
    # The lock is taken at BEGIN: a transaction that reads first could not get it later without reading again.
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Open a session that commits at its end, or leaves everything as it was."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _prepare(connection: sqlite3.Connection, path: Path, *, foreign_keys: bool) -> None:
    # None: Python would begin transactions by itself, but not before DDL, which then could not be rolled back.
    connection.isolation_level = None
    (journal,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if journal != "wal":
        raise no_safe_journal(path)
    connection.execute("PRAGMA synchronous = FULL")
    # What is erased is written over, not only forgotten.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
