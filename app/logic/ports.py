"""What the logic needs from the outside: a place that keeps cases, and the one error it may answer with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from app.logic.case import Case, CaseClock, CaseQuery, CaseRow, Change, View
from app.logic.costs import CostChoices, CostLine, CostQuery
from app.logic.money_line import MoneyLine
from app.logic.related import Likeness


class StoreError(Exception):
    """Say in three sentences what went wrong, what is safe, and what to do about it."""

    def __init__(self, what: str, safe: str, todo: str) -> None:
        super().__init__(f"{what} {safe} {todo}")
        self.what = what
        self.safe = safe
        self.todo = todo


class CaseStore(Protocol):
    """Keep cases; every method is one transaction and raises StoreError only."""

    def add(self, change: Change) -> int:
        """Store a new case and return its id."""
        ...

    def change(self, case_id: int, step: Callable[[Case], Change | None]) -> None:
        """Read a case, let `step` say what changes, and store that, with nobody writing in between."""
        ...

    def carry_over(self, step: Callable[[Case], Change], most: int) -> int:
        """Write anew what follows from the events of cases of an older version; return how many."""
        ...

    def case(self, case_id: int) -> Case:
        """Return a case with everything that happened to it."""
        ...

    def rows(self, query: CaseQuery, offset: int, limit: int) -> Sequence[CaseRow]:
        """Return one page of the list."""
        ...

    def count(self, query: CaseQuery) -> int:
        """Return how many cases the list would show."""
        ...

    def counts(self) -> dict[View, int]:
        """Return how many cases each view holds."""
        ...

    def latest_unfinished(self) -> Case | None:
        """Return the unfinished case that was worked on last."""
        ...

    def not_closed(self, order_number: str, channel: str | None) -> Sequence[CaseRow]:
        """Return the cases of an order that are not closed yet, the latest first."""
        ...

    def near(self, likeness: Likeness) -> tuple[Likeness, Sequence[CaseRow]]:
        """Return the cases that may be related to a case, with what erased cases are known by."""
        ...

    def refresh_due_now(self, now: datetime) -> bool:
        """Work out anew what is due now in every open case; return whether anything changed."""
        ...

    def next_due(self, now: datetime) -> tuple[CaseRow, CaseClock] | None:
        """Return the clock that becomes due next, with its case."""
        ...

    def became_due(self, since: datetime, now: datetime) -> Sequence[CaseRow]:
        """Return a row for each thing that became due between two moments, what costs most first."""
        ...

    def open_clocks(self) -> Sequence[tuple[CaseRow, CaseClock]]:
        """Return every clock of every open case with its case, the one that ends first before the others."""
        ...

    def cost_lines(self, query: CostQuery) -> Sequence[CostLine]:
        """Return the sums of each month, situation, reason, SKU or carrier, in no particular order."""
        ...

    def cost_choices(self) -> CostChoices:
        """Return how many cases each currency and each channel has."""
        ...

    def to_recover(self) -> Sequence[tuple[CaseRow, MoneyLine]]:
        """Return every claim not settled yet with its case, the window that closes first before the others."""
        ...
