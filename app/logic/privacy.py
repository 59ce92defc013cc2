"""When a buyer is forgotten: some days after the case closed, or now; and when to ask before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from app.logic.case import CaseRow
from app.logic.related import Likeness, RelatedCase, sort_related

LONGEST_PAUSE: Final = timedelta(days=60)
"""A clock that moved on by more since the last look may be wrong: nothing is erased before the seller says so."""

_AT_ONCE: Final = 50


class Doubt(StrEnum):
    """Why the seller is asked before anything is erased."""

    FIRST_TIME = "first_time"
    CLOCK_JUMPED = "clock_jumped"


@dataclass(frozen=True, slots=True)
class Due:
    """The cases whose term is over; `doubt` says why to ask first, `pause` the days since the last look."""

    cases: tuple[int, ...] = ()
    doubt: Doubt | None = None
    pause: int = 0


class PrivacyStore(Protocol):
    """Erase people from where cases are kept; every method raises StoreError only."""

    def due(self, closed_before: datetime) -> Sequence[int]:
        """Return the cases closed before a moment whose buyer is still known and whose money is settled."""
        ...

    def of_buyer(self, likeness: Likeness) -> tuple[Likeness, Sequence[CaseRow]]:
        """Return the cases of the same order or name, discarded ones too, with what erased ones are known by."""
        ...

    def erase(self, case_ids: Iterable[int], now: datetime, *, from_copies: bool) -> None:
        """Erase the buyer of these cases, all of them or none; `sweep` has to follow."""
        ...

    def sweep(self, copies_before: datetime | None, now: datetime) -> None:
        """Remove the traces of erased cases and the backups made before a moment; finish what was interrupted."""
        ...

    def last_check(self) -> tuple[datetime | None, bool]:
        """Return when was last looked for what is due, or the latest change before; and whether it ever was."""
        ...

    def remember_check(self, now: datetime) -> None:
        """Keep when was looked for what is due."""
        ...


class Privacy:
    """Forget buyers; `clock` gives aware moments."""

    def __init__(self, store: PrivacyStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def due(self, days: int | None) -> Due:
        """Return the cases closed more than `days` ago; None: nothing is ever due. Finishes what was interrupted.

        Where nothing is due, this counts as a look.
        """
        now = self._now()
        self._store.sweep(None, now)
        if days is None:
            return Due()
        found = Due(tuple(self._store.due(now - timedelta(days=days))), *self._doubt(now))
        if found.cases:
            return found
        if found.doubt is not Doubt.CLOCK_JUMPED:
            self._store.sweep(now - timedelta(days=days), now)
        self._store.remember_check(now)
        return Due()

    def erase_due(self, due: Due, days: int) -> int:
        """Erase what is due and the backups that are as old; return how many cases."""
        now = self._now()
        for first in range(0, len(due.cases), _AT_ONCE):
            self._store.erase(due.cases[first : first + _AT_ONCE], now, from_copies=False)
        self._store.sweep(now - timedelta(days=days), now)
        self._store.remember_check(now)
        return len(due.cases)

    def of_buyer(self, row: CaseRow) -> tuple[RelatedCase, ...]:
        """Return the other cases that may be the same buyer's and whose buyer is still known, the surest first."""
        likeness, rows = self._store.of_buyer(Likeness.of_row(row))
        known = [each for each in rows if each.erased_at is None]
        return sort_related(likeness, known, most=len(known)).buyers

    def erase(self, case_ids: Iterable[int]) -> None:
        """Erase the buyer of these cases now, from every backup too."""
        now = self._now()
        self._store.erase(case_ids, now, from_copies=True)
        self._store.sweep(None, now)

    def _doubt(self, now: datetime) -> tuple[Doubt | None, int]:
        last, is_again = self._store.last_check()
        pause = now - last if last is not None else timedelta()
        if pause > LONGEST_PAUSE:
            return Doubt.CLOCK_JUMPED, pause.days
        return None if is_again else Doubt.FIRST_TIME, pause.days

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)
