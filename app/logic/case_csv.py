"""A list of cases as CSV, however long it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from app.logic.case import CaseRow
from app.logic.csv_text import csv_text
from app.logic.meter import Meter

_AT_ONCE: Final = 2_000


def list_as_csv(
    page: Callable[[int, int], Sequence[CaseRow]],
    titles: Sequence[str],
    say: Callable[[CaseRow], Sequence[object]],
    meter: Meter,
) -> tuple[bytes, int]:
    """Return the whole list as UTF-8 with a byte-order mark, and how many cases it holds.

    Args:
        page: returns so many rows (second) from a place on (first); an empty page ends the list.
        say: writes a row, a cell for each of the `titles`.

    Raise Cancelled once the meter was stopped.
    """
    lines: list[Sequence[object]] = []
    while rows := page(len(lines), _AT_ONCE):
        lines += [say(row) for row in rows]
        meter.advance(len(rows))
    return csv_text([titles, *lines]).encode("utf-8", errors="replace"), len(lines)
