"""The case file under the eyes of data protection: whose term is over, who is erased, which traces are left."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.store import erasing, related, sweep, upkeep
from app.store.engine import transaction
from app.store.failures import told_plainly

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.logic.case import CaseRow
    from app.logic.related import Likeness


class SqlitePrivacy:
    """Erase people from the case file, from the folder of its evidence and from its backups."""

    def __init__(self, path: Path, engines: tuple[Engine, Engine], backups: Path, evidence: Path) -> None:
        self._path = path
        self._reading, self._writing = engines
        self._backups = backups
        self._evidence = evidence

    def due(self, closed_before: datetime) -> Sequence[int]:
        """Return the cases closed before a moment whose buyer is still known and whose money is settled."""
        with told_plainly(self._path), self._reading.connect() as connection:
            return connection.execute(erasing.due(closed_before)).scalars().all()

    def of_buyer(self, likeness: Likeness) -> tuple[Likeness, Sequence[CaseRow]]:
        """Return the cases of the same order or name, discarded ones too, with what erased ones are known by."""
        with told_plainly(self._path), self._reading.connect() as connection:
            likeness = related.with_hidden_number(connection, likeness)
            return likeness, related.of_buyer(connection, likeness)

    def erase(self, case_ids: Iterable[int], now: datetime, *, from_copies: bool) -> None:
        """Erase the buyer of these cases, all of them or none; `sweep` has to follow.

        With `from_copies` no backup may know them any more, however young it is.
        """
        wanted = tuple(case_ids)
        with told_plainly(self._path), transaction(self._writing) as session:
            salt = upkeep.salt_of(session)
            for case_id in wanted:
                erasing.erase_case(session, case_id, salt, now)
            upkeep.begin(session, upkeep.SWEEP_COPIES if from_copies else upkeep.SWEEP, wanted)

    def sweep(self, copies_before: datetime | None, now: datetime) -> None:
        """Remove the traces of erased cases and the backups made before a moment; finish what was interrupted."""
        with told_plainly(self._path), self._reading.connect() as connection:
            thorough = upkeep.waiting(connection, upkeep.SWEEP_COPIES)
            erased = sorted({*thorough, *upkeep.waiting(connection, upkeep.SWEEP)})
        if erased:
            sweep.drop_folders(self._evidence / str(case_id) for case_id in erased)
            with told_plainly(self._path), self._bare() as connection:
                sweep.write_anew(self._path, connection)
        if thorough or copies_before is not None:
            sweep.drop_copies(self._path, self._backups, None if thorough else copies_before, now)
        if erased:
            with told_plainly(self._path), self._writing.begin() as connection:
                for kind in (upkeep.SWEEP, upkeep.SWEEP_COPIES):
                    upkeep.finish(connection, kind, erased)

    def last_check(self) -> tuple[datetime | None, bool]:
        """Return when was last looked for what is due, or the latest change before; and whether it is the first."""
        with told_plainly(self._path), self._reading.connect() as connection:
            return upkeep.last_checked(connection), upkeep.was_checked(connection)

    def remember_check(self, now: datetime) -> None:
        """Keep when was looked for what is due."""
        with told_plainly(self._path), self._writing.begin() as connection:
            upkeep.remember_check(connection, now)

    @contextmanager
    def _bare(self) -> Iterator[sqlite3.Connection]:
        """Give the one connection outside of any transaction."""
        pooled = self._reading.raw_connection()
        try:
            connection = pooled.driver_connection
            if not isinstance(connection, sqlite3.Connection):
                raise TypeError("the case file is kept by SQLite")
            yield connection
        finally:
            pooled.close()
