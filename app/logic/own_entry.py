"""Make own values from what a seller types or confirms, and say which field is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.logic.dated import OWN, PolicyValue
from app.logic.decision import BadInput
from app.logic.own_policy import OwnValue
from app.logic.policy import SEASON_KEY
from app.logic.policy_keys import complaint_about

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from app.logic.policy_table import PolicyRow

NO_SOURCE: Final = "No source noted"
STILL_RIGHT: Final = "You checked it and found it still right."
_WINDOW: Final = "return.window."
_LONGEST_NOTE: Final = 2_000


def can_type(row: PolicyRow) -> bool:
    """Tell whether a value is a single number, amount or word, or the dates of a season, that can be typed."""
    if row.carrier:  # its days are read with the parcel, not with a place of sale
        return False
    if row.key == SEASON_KEY:
        return row.entry is not None
    value = row.entry.value if row.entry else 0
    return isinstance(value, int | str)


def can_confirm(row: PolicyRow) -> bool:
    """Tell whether a value can be confirmed as it stands; a season without dates says nothing yet."""
    if row.entry is None or row.entry.confidence == OWN or row.carrier:
        return False
    return row.key != SEASON_KEY or bool(row.entry.table.get("return_until"))


def unit_of(row: PolicyRow) -> str | None:
    """Return the unit of a value; of a return window that nobody read, days."""
    if row.entry is not None:
        return row.entry.unit
    return "calendar_days" if row.key.startswith(_WINDOW) else None


def still_right(row: PolicyRow, today: date) -> OwnValue:
    """Return the value of a row as the seller's own, checked today, for as long as it was said to hold."""
    if row.entry is None:
        raise BadInput("value", "a value that somebody read")
    entry = row.entry._replace(confidence=OWN, checked_on=today, dated=True, note=STILL_RIGHT)
    return OwnValue(row.place, row.is_law, entry)


def own_values(
    rows: Iterable[PolicyRow],
    value: object,
    unit: str | None,
    days: tuple[date, date | None],
    today: date,
    words: tuple[str, str],
) -> tuple[OwnValue, ...]:
    """Return a typed value for each of the rows, all of one key. Raises BadInput for `value`, `days` or `note`.

    Args:
        days: the first day it holds, and the last one or None.
        words: the seller's source and note, both may be empty.
    """
    first, last = days
    if last is not None and last < first:
        raise BadInput("days", f"the last day must not lie before the first, {first.isoformat()}")
    source, note = (" ".join(text.split()) for text in words)
    if max(len(source), len(note)) > _LONGEST_NOTE:
        raise BadInput("note", f"at most {_LONGEST_NOTE} characters")
    made = [
        OwnValue(
            row.place,
            row.is_law,
            PolicyValue(row.key, value, unit, (source or NO_SOURCE,), today, OWN, first, last, note=note or None),
        )
        for row in rows
    ]
    for own in made:
        if complaint := complaint_about(own.entry.key, value, unit):
            raise BadInput("value", complaint.removeprefix("value must be ").removeprefix("unit must be "))
    return tuple(made)


def season_value(name: str, return_until: Mapping[str, date], days: tuple[date, date]) -> dict[str, Any]:
    """Return the value of a season with its dates. Raises BadInput without a date, or for one before the season."""
    if not return_until:
        raise BadInput("value", "at least one date")
    for category, until in return_until.items():
        if until < days[0]:
            raise BadInput("value", f"a day after the first order, {days[0].isoformat()}, for {category}")
    return {"name": name, "return_until": dict(return_until)}
