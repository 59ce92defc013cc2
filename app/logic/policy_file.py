"""Read one policy file and find every mistake in it."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.logic.dated import Dating, PolicyValue
from app.logic.policy_keys import CATEGORIES_KEY, SEASON_KEY, complaint_about, window_category
from app.logic.resource_file import ResourceError, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

LAW_FILE: Final = "law.toml"
_ENTRY_FIELDS: Final = ("key", "value", "unit")


class PolicyFile(NamedTuple):
    """Hold one checked file: the places it covers, and the entries by place (None: all of them) and key.

    `checked_on` is the day on which its sources were read.
    """

    places: tuple[str, ...]
    entries: Mapping[str | None, Mapping[str, tuple[PolicyValue, ...]]]
    checked_on: date

    def of(self, place: str | None) -> Mapping[str, tuple[PolicyValue, ...]]:
        """Return the entries of one place, or with None those of all places, by key."""
        return self.entries.get(place, {})


def read_policy_file(path: Path) -> PolicyFile:
    """Return the entries of a policy file; ResourceError names the file, the entry and what is wrong with it."""
    return read_policy_tables(path.name, read_toml(path), is_law=path.name == LAW_FILE)


def read_policy_tables(name: str, tables: dict[str, Any], *, is_law: bool) -> PolicyFile:
    """Return the entries in the tables of a policy file; ResourceError names the file, the entry and what is wrong."""
    return _Reader(name, tables, is_law=is_law).read()


class _Reader:
    """Turn the tables of one file into entries, naming the entry that is wrong."""

    def __init__(self, file: str, tables: dict[str, Any], *, is_law: bool) -> None:
        self.file = file
        # A law holds in a region, everything else on a channel; the file says `regions` or `channels` accordingly.
        self.scope = "regions" if is_law else "channels"
        self.dating = Dating(file, tables, (self.scope, "groups", "entry"))
        self.places = self._words(f"{file}: {self.scope}", tables.get(self.scope))
        groups = self.dating.table(file, tables, "groups")
        self.groups = {name: self._words(f"{file}: groups.{name}", members) for name, members in groups.items()}
        self.rows = self.dating.rows(tables, "entry")

    def _words(self, where: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
            raise ResourceError(f"{where} must be a list of texts, not {value!r}")
        return tuple(value)

    def read(self) -> PolicyFile:
        collected: dict[str | None, dict[str, list[PolicyValue]]] = defaultdict(lambda: defaultdict(list))
        for number, row in enumerate(self.rows, start=1):
            for place, entry in self._entries(number, row):
                collected[place][entry.key].append(entry)
        self._check_categories([entry for keys in collected.values() for rows in keys.values() for entry in rows])
        return PolicyFile(
            self.places,
            {
                place: {key: self._in_order(place, rows) for key, rows in keys.items()}
                for place, keys in collected.items()
            },
            self.dating.checked_on,
        )

    def _entries(self, number: int, row: dict[str, Any]) -> Iterator[tuple[str | None, PolicyValue]]:
        where = f"{self.file}, entry {number}"
        keys = row.get("key")
        where += f" ({keys})" if keys else ""
        self.dating.check_entry(where, row, (*_ENTRY_FIELDS, self.scope), required=("key", "value"))
        for key in [keys] if isinstance(keys, str) else self._words(f"{where}: key", keys):
            entry = self._entry(where, key, row)
            for place in self._scope_of(where, row):
                yield place, entry

    def _entry(self, where: str, key: str, row: dict[str, Any]) -> PolicyValue:
        value, unit = row["value"], row.get("unit")
        if unit is not None and not isinstance(unit, str):
            raise ResourceError(f"{where}: unit must be a text, not {unit!r}")
        if complaint := complaint_about(key, value, unit):
            raise ResourceError(f"{where}: {complaint}")
        return self.dating.entry(where, key, tuple(value) if isinstance(value, list) else value, unit, row)

    def _check_categories(self, entries: list[PolicyValue]) -> None:
        """Refuse a category that `return.categories` names for no place: a slip of the pen that nobody would read."""
        known = {word for entry in entries if entry.key == CATEGORIES_KEY for word in entry.choices}
        for entry in entries:
            named = set(entry.table.get("return_until", {})) if entry.key == SEASON_KEY else window_category(entry.key)
            if unknown := named - known:
                raise ResourceError(f"{self.file}, {entry.key}: {CATEGORIES_KEY} names no category {min(unknown)!r}")

    def _scope_of(self, where: str, row: dict[str, Any]) -> tuple[str | None, ...]:
        """Return the places an entry names, groups resolved; (None,) when it holds in all of them."""
        if self.scope not in row:
            return (None,)
        named = self._words(f"{where}: {self.scope}", row[self.scope])
        found = [place for name in named for place in self.groups.get(name, (name,))]
        for place in found:
            if place not in self.places:
                raise ResourceError(
                    f"{where}: unknown name {place!r} in {self.scope}; known are {', '.join(self.places)}"
                )
        return tuple(found)

    def _in_order(self, place: str | None, rows: list[PolicyValue]) -> tuple[PolicyValue, ...]:
        ordered = sorted(rows, key=lambda entry: entry.valid_from)
        for earlier, later in pairwise(ordered):
            if earlier.holds_on(later.valid_from):
                raise ResourceError(
                    f"{self.file}, {later.key}: two entries for {place or f'all {self.scope}'} hold on"
                    f" {later.valid_from.isoformat()}; end the earlier one with valid_to"
                )
        return tuple(ordered)
