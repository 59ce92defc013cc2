"""What the logic needs from the outside: a place that keeps cases, and the one error it may answer with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.logic.case import Case, CaseQuery, CaseRow, Change, View


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
