"""The seller's own policy values: kept in one file, and standing before the built-in ones from their day on.

The built-in values stay as they are: without its own entry a value is the built-in one again.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.logic.dated import OWN, Dating, PolicyValue
from app.logic.policy_keys import complaint_about
from app.logic.resource_file import OwnFileError, ResourceError, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

OWN_FILE: Final = "own.toml"
CHANNELS: Final = "channels"
REGIONS: Final = "regions"
_ENTRY_FIELDS: Final = ("key", "value", "unit", CHANNELS, REGIONS)
_ONE_DAY: Final = timedelta(days=1)


class OwnValue(NamedTuple):
    """One value of the seller's own and the place it holds in: a channel, or with `is_law` a region."""

    place: str
    is_law: bool
    entry: PolicyValue

    @property
    def subject(self) -> tuple[bool, str, str]:
        """Return what the value is about, whenever it holds."""
        return (self.is_law, self.place, self.entry.key)


OwnValues = tuple[OwnValue, ...]


def read_own(path: Path) -> OwnValues:
    """Return the seller's own values; none without the file. OwnFileError names the entry and what is wrong with it."""
    if not path.is_file():
        return ()
    try:
        return _ordered(_read(path.name, read_toml(path)))
    except ResourceError as problem:
        raise OwnFileError(path.name, problem) from problem


def own_layer(values: OwnValues, place: str, *, is_law: bool = False) -> Mapping[str, tuple[PolicyValue, ...]]:
    """Return the own entries of a place by key, the oldest first; each ends where the next one begins."""
    layer: dict[str, list[PolicyValue]] = {}
    for own in values:
        if (own.place, own.is_law) == (place, is_law):
            layer.setdefault(own.entry.key, []).append(own.entry)
    return {key: _one_after_the_other(entries) for key, entries in layer.items()}


def own_regions(values: OwnValues) -> set[str]:
    """Return the regions whose law the seller has own values for."""
    return {own.place for own in values if own.is_law}


def with_values(values: OwnValues, more: Iterable[OwnValue]) -> OwnValues:
    """Add own values; one about the same, from the same day on, is replaced."""
    added = tuple(more)
    replaced = {(own.subject, own.entry.valid_from) for own in added}
    return _ordered((*(own for own in values if (own.subject, own.entry.valid_from) not in replaced), *added))


def without(values: OwnValues, subjects: Iterable[tuple[bool, str, str]]) -> OwnValues:
    """Take own values back, whenever they hold; what they are about is named by `OwnValue.subject`."""
    gone = set(subjects)
    return tuple(own for own in values if own.subject not in gone)


def own_text(values: OwnValues, today: date) -> str:
    """Write own values as a policy file."""
    # Imported here: deciding reads own values but never writes them.
    import tomli_w

    head = {"checked_on": today, "undated_from": date.min}
    rows = [_row(own) for own in values]
    return (
        f"# Your own policy values. They stand before the built-in ones from their day on.\n\n{tomli_w.dumps(head)}"
        + (tomli_w.dumps({"entry": rows}) if rows else "")
    )


def _row(own: OwnValue) -> dict[str, Any]:
    entry = own.entry
    row = {
        "key": entry.key,
        "value": list(entry.value) if isinstance(entry.value, tuple) else entry.value,
        "unit": entry.unit,
        REGIONS if own.is_law else CHANNELS: [own.place],
        "valid_from": entry.valid_from,
        "valid_to": entry.valid_to,
        "source": list(entry.source),
        "checked_on": entry.checked_on,
        "confidence": OWN,
        "note": entry.note,
    }
    return {name: value for name, value in row.items() if value is not None}


def _read(file: str, tables: dict[str, Any]) -> OwnValues:
    dating = Dating(file, tables, ("entry",), of_seller=True)
    rows = enumerate(dating.rows(tables, "entry"), start=1)
    return tuple(own for number, row in rows for own in _own_values(dating, f"{file}, entry {number}", row))


def _own_values(dating: Dating, where: str, row: dict[str, Any]) -> Iterable[OwnValue]:
    key, unit = row.get("key"), row.get("unit")
    if isinstance(key, str):
        where += f" ({key[:40]})"
    dating.check_entry(where, row, _ENTRY_FIELDS, required=("key", "value"))
    if not isinstance(key, str) or not isinstance(unit, str | None):
        raise ResourceError(f"{where}: key and unit must be texts")
    if complaint := complaint_about(key, row["value"], unit):
        raise ResourceError(f"{where}: {complaint}")
    value = tuple(row["value"]) if isinstance(row["value"], list) else row["value"]
    entry = dating.entry(where, key, value, unit, row)
    return [OwnValue(place, REGIONS in row, entry) for place in _places(where, row)]


def _places(where: str, row: dict[str, Any]) -> list[str]:
    if (CHANNELS in row) is (REGIONS in row):
        raise ResourceError(f"{where}: name either channels or regions")
    places = row.get(CHANNELS, row.get(REGIONS))
    if not isinstance(places, list) or not all(isinstance(place, str) for place in places):
        raise ResourceError(f"{where}: channels and regions must be lists of texts, not {places!r}")
    return places


def _ordered(values: OwnValues) -> OwnValues:
    ordered = sorted(values, key=lambda own: (own.subject, own.entry.valid_from))
    for one, next_ in pairwise(ordered):
        if (one.subject, one.entry.valid_from) == (next_.subject, next_.entry.valid_from):
            raise ResourceError(
                f"{next_.entry.key}: two values for {next_.place} begin on {next_.entry.valid_from.isoformat()}"
            )
    return tuple(ordered)


def _one_after_the_other(entries: list[PolicyValue]) -> tuple[PolicyValue, ...]:
    """End each entry the day before the next one begins; `entries` has the oldest first."""
    ended = [
        entry._replace(valid_to=later.valid_from - _ONE_DAY) if entry.holds_on(later.valid_from) else entry
        for entry, later in pairwise(entries)
    ]
    return (*ended, entries[-1])
