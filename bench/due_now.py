"""What the clocks cost: a file of 100,000 open cases with two clocks each, most of them due now."""

from __future__ import annotations

import random
import tempfile
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import insert, update

from app.logic.case import CaseClock, CaseStatus
from app.logic.cases import CaseBook, CaseQuery, SortKey, View
from app.store.engine import make_engine, writing_engine
from app.store.repository import open_store
from app.store.tables import StoredCase, StoredClock
from bench.storage import NOW, PAGE, fill_cases
from bench.timing import Row, in_turn, seconds

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

MANY = 100_000
ROUNDS = 5
ALL_CLOCKS, FIRST_SIGHT, MINUTE = 4.0, 0.1, 0.5
"""What all clocks may take in the background, the list until it shows, and the look at the clock each minute."""
_CODES = ("answer_claim", "refund", "ship", "reply", "open_trace", "watch_tracking")


class _Time:
    """A clock that is set forward by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_minute(self) -> None:
        """Let a minute pass."""
        self.now += timedelta(minutes=1)


def rows() -> list[Row]:
    """Measure the first reckoning, the list, and the minutes after it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        time = _Time()
        book = _book(Path(folder), time)
        return [_first(book), _list(book), _minutes(book, time), _next(book)]


def _first(book: CaseBook) -> Row:
    taken = seconds(book.refresh_due_now)
    goal = f"at most {ALL_CLOCKS:.0f} s"
    return Row(
        f"all clocks of {MANY:,} open cases, with what changed stored", f"{taken:.2f} s", goal, taken <= ALL_CLOCKS
    )


def _list(book: CaseBook) -> Row:
    due = CaseQuery(view=View.DUE_NOW, sort=SortKey.COST)

    def show() -> None:
        book.rows(due, 0, PAGE)
        book.count(due)
        book.counts()

    taken = in_turn({"list": lambda: seconds(show)}, ROUNDS)["list"]
    return _row(f"Due now over {book.count(due):,} cases: first page and all numbers", taken, FIRST_SIGHT)


def _minutes(book: CaseBook, time: _Time) -> Row:
    def minute() -> float:
        time.pass_minute()
        return seconds(book.refresh_due_now)

    return _row(
        "what became due within a minute, in the background", in_turn({"minute": minute}, ROUNDS)["minute"], MINUTE
    )


def _next(book: CaseBook) -> Row:
    since = NOW - timedelta(minutes=30)
    taken = in_turn({"since": partial(seconds, partial(book.became_due, since))}, ROUNDS)["since"]
    return Row("what became due within half an hour", f"{taken * 1000:.1f} ms", "", None)


def _row(what: str, taken: float, most: float) -> Row:
    return Row(what, f"{taken * 1000:.1f} ms", f"within {most * 1000:.0f} ms", taken <= most)


def _book(folder: Path, time: _Time) -> CaseBook:
    file = folder / "cases.db"
    fill_open_cases(file, folder, MANY)
    return CaseBook(open_store(file, folder, NOW), time)


def fill_open_cases(file: Path, backups: Path, cases: int) -> None:
    """Make a case file with a number of open cases, each with two clocks, the same each time."""
    fill_cases(file, backups, cases)
    engine = make_engine(file)
    with writing_engine(engine).begin() as connection:
        connection.execute(update(StoredCase).values(status=CaseStatus.OPEN))
        chance = random.Random(2)  # noqa: S311  # invented clocks, the same each time
        for first in range(1, cases + 1, 5_000):
            _insert(connection, range(first, min(first + 5_000, cases + 1)), chance)
    engine.dispose()


def _insert(connection: Connection, cases: range, chance: random.Random) -> None:
    clocks = [{"case_id": case, **asdict(_clock(chance))} for case in cases for _ in range(2)]
    connection.execute(insert(StoredClock), clocks)


def _clock(chance: random.Random) -> CaseClock:
    stake = chance.randrange(len(_CODES))
    shows = NOW + timedelta(minutes=chance.randrange(-20 * 24 * 60, 10 * 24 * 60))
    return CaseClock(_CODES[stake], _CODES[stake], shows, shows + timedelta(hours=chance.randrange(1, 300)), stake)
