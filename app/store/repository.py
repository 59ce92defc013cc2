"""The cases in their file: the logic's CaseStore, on SQLModel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from app.logic.case import (
    Case,
    CaseClock,
    CaseQuery,
    CaseRow,
    CaseStatus,
    Change,
    View,
)
from app.logic.costs import CostChoices, CostLine, CostQuery
from app.logic.erasing import tells_anew
from app.logic.money_line import MoneyLine
from app.logic.private_file import close_to_others
from app.logic.related import Likeness
from app.store import clocks, costs, listing, money, related, upkeep
from app.store.engine import make_engine, transaction, writing_engine
from app.store.failures import is_erased, told_plainly
from app.store.migrate import bring_up_to_date
from app.store.privacy import SqlitePrivacy
from app.store.search import indexed_words
from app.store.tables import StoredCase, StoredDraft
from app.store.whole_case import append, draft_columns, id_of, index_words, present_columns, read_case, rows_of


def open_store(path: Path, backups: Path, now: datetime) -> SqliteCases:
    """Open the case file, made or carried over where that is needed; StoreError when it must not be touched."""
    bring_up_to_date(path, backups, now)
    with suppress(OSError):
        close_to_others(path)
    return SqliteCases(path)


class SqliteCases:
    """Keep cases in one SQLite file; any thread may call, one at a time has the connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reading = make_engine(path)
        self._writing = writing_engine(self._reading)
        self._reckoned_at: datetime | None = None

    def privacy(self, backups: Path, evidence: Path) -> SqlitePrivacy:
        """Return what erases people from this file, from its backups and from the folder of its evidence."""
        return SqlitePrivacy(self._path, (self._reading, self._writing), backups, evidence)

    def close(self) -> None:
        """Let go of the file; SQLite folds its journal in."""
        self._reading.dispose()

    def add(self, change: Change) -> int:
        """Store a new case and return its id."""
        with told_plainly(self._path), transaction(self._writing) as session:
            row = StoredCase(**present_columns(change), created_at=change.at, updated_at=change.at)
            session.add(row)
            session.flush()
            case_id = id_of(row)
            session.add(StoredDraft(case_id=case_id, **draft_columns(change.draft)))
            append(session, case_id, change)
            index_words(session, case_id, indexed_words(change.summary, change.draft, change.texts))
            return case_id

    def change(self, case_id: int, step: Callable[[Case], Change | None]) -> None:
        """Read a case, let `step` say what changes, and store that, with nobody writing in between."""
        with told_plainly(self._path), transaction(self._writing) as session:
            row, draft = rows_of(session, case_id)
            case = read_case(session, row, draft)
            change = step(case)
            if change is None:
                return
            if row.erased_at is not None and tells_anew(case, change):
                raise is_erased(case_id)
            row.sqlmodel_update({**present_columns(change), "updated_at": change.at})
            draft.sqlmodel_update(draft_columns(change.draft))
            append(session, case_id, change)
            words = indexed_words(change.summary, change.draft, (*case.texts, *change.texts))
            if words != indexed_words(case.row, case.draft, case.texts):
                index_words(session, case_id, words)

    def carry_over(self, step: Callable[[Case], Change], most: int) -> int:
        """Write anew what follows from the events of cases of an older version; return how many."""
        with told_plainly(self._path), transaction(self._writing) as session:
            case_ids = upkeep.waiting(session, upkeep.CARRY_OVER, most)
            for case_id in case_ids:
                row, draft = rows_of(session, case_id)
                change = step(read_case(session, row, draft))
                row.sqlmodel_update(present_columns(change))
                append(session, case_id, change)
            upkeep.finish(session, upkeep.CARRY_OVER, case_ids)
            return len(case_ids)

    def case(self, case_id: int) -> Case:
        """Return a case with everything that happened to it."""
        with told_plainly(self._path), transaction(self._reading) as session:
            return read_case(session, *rows_of(session, case_id))

    def rows(self, query: CaseQuery, offset: int, limit: int) -> Sequence[CaseRow]:
        """Return one page of the list."""
        with told_plainly(self._path), self._reading.connect() as connection:
            return [listing.case_row(row) for row in connection.execute(listing.page(query, offset, limit))]

    def count(self, query: CaseQuery) -> int:
        """Return how many cases the list would show."""
        with told_plainly(self._path), self._reading.connect() as connection:
            return int(connection.execute(listing.size(query)).scalar_one())

    def counts(self) -> dict[View, int]:
        """Return how many cases each view holds."""
        with told_plainly(self._path), self._reading.connect() as connection:
            by_status: dict[CaseStatus, int] = dict(connection.execute(listing.views()).all())
            due = int(connection.execute(listing.due_now()).scalar_one())
        counts = {View(status.value): by_status.get(status, 0) for status in CaseStatus}
        return {View.DUE_NOW: due, **counts, View.ALL: sum(counts.values())}

    def latest_unfinished(self) -> Case | None:
        """Return the unfinished case that was worked on last."""
        with told_plainly(self._path), transaction(self._reading) as session:
            case_id = session.execute(listing.latest_unfinished()).scalar_one_or_none()
            return None if case_id is None else read_case(session, *rows_of(session, case_id))

    def not_closed(self, order_number: str, channel: str | None) -> Sequence[CaseRow]:
        """Return the cases of an order that are not closed yet, the latest first."""
        with told_plainly(self._path), self._reading.connect() as connection:
            return [listing.case_row(row) for row in connection.execute(listing.not_closed(order_number, channel))]

    def near(self, likeness: Likeness) -> tuple[Likeness, Sequence[CaseRow]]:
        """Return the cases that may be related to a case, with what erased cases are known by."""
        with told_plainly(self._path), self._reading.connect() as connection:
            likeness = related.with_hidden_number(connection, likeness)
            return likeness, related.near(connection, likeness)

    def refresh_due_now(self, now: datetime) -> bool:
        """Work out anew what is due now in every open case; return whether anything changed."""
        with told_plainly(self._path), self._writing.begin() as connection:
            is_changed = clocks.refresh_due_now(connection, now, self._reckoned_at)
        self._reckoned_at = now
        return is_changed

    def next_due(self, now: datetime) -> tuple[CaseRow, CaseClock] | None:
        """Return the clock that becomes due next, with its case."""
        with told_plainly(self._path), self._reading.connect() as connection:
            return clocks.next_due(connection, now)

    def became_due(self, since: datetime, now: datetime) -> Sequence[CaseRow]:
        """Return a row for each thing that became due between two moments, what costs most first."""
        with told_plainly(self._path), self._reading.connect() as connection:
            return clocks.became_due(connection, since, now)

    def open_clocks(self) -> Sequence[tuple[CaseRow, CaseClock]]:
        """Return every clock of every open case with its case, the one that ends first before the others."""
        with told_plainly(self._path), self._reading.connect() as connection:
            return clocks.open_clocks(connection)

    def cost_lines(self, query: CostQuery) -> Sequence[CostLine]:
        """Return the sums of each month, situation, reason, SKU or carrier, in no particular order."""
        with told_plainly(self._path), self._reading.connect() as connection:
            return [costs.cost_line(row) for row in connection.execute(costs.lines(query))]

    def cost_choices(self) -> CostChoices:
        """Return how many cases each currency and each channel has."""
        with told_plainly(self._path), self._reading.connect() as connection:
            return costs.cost_choices(connection.execute(costs.choices()))

    def to_recover(self) -> Sequence[tuple[CaseRow, MoneyLine]]:
        """Return every claim not settled yet with its case, the window that closes first before the others."""
        with told_plainly(self._path), self._reading.connect() as connection:
            return money.to_recover(connection)
