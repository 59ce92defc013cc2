"""Tables as CSV that a spreadsheet opens as text and numbers, never as formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as CSV with a byte-order mark, by which spreadsheets know that it is UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([defused(str(cell)) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()


def defused(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula; a plain number stays one."""
    if _NUMBER.fullmatch(cell) or not cell.lstrip(" ").startswith(_BEGINS_FORMULA):
        return cell
    return "'" + cell
