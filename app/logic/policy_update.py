"""Newer policy files: checked entirely, compared with what is in use, and only then put into the seller's folder."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.logic.channels import FAMILIES
from app.logic.policy_file import LAW_FILE, PolicyFile, read_policy_file, read_policy_tables
from app.logic.resource_file import OwnFileError, ResourceError, parse_toml, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.logic.dated import PolicyValue

POLICY_FILES: Final = (*(f"{family}.toml" for family in FAMILIES), LAW_FILE)
MOST_BYTES: Final = 500_000
"""The largest built-in file has a tenth of it."""
_LONGEST_LINE: Final = 4_000
_LONGEST_COMPLAINT: Final = 300
_ONE_DAY: Final = timedelta(days=1)


class RefusedFile(ValueError):
    """Say in a sentence why a file is not taken as a policy file."""


class Change(NamedTuple):
    """What a newer file does to one value; `old` is missing for an added value, `new` for a removed one.

    Attributes:
        places: channels or regions for which the change is the same.
    """

    places: tuple[str, ...]
    key: str
    old: PolicyValue | None
    new: PolicyValue | None

    @property
    def kind(self) -> str:
        """Return added, removed, changed or restated: another value, or the same one with other sources or days."""
        if self.old is None or self.new is None:
            return "removed" if self.new is None else "added"
        same = (self.old.value, self.old.unit) == (self.new.value, self.new.unit)
        return "restated" if same and self.old.valid_from == self.new.valid_from else "changed"


class PolicyUpdate(NamedTuple):
    """Hold a newer file that was checked but not yet taken: its name in the folder, its text, what it changes."""

    name: str
    text: str
    checked_on: date
    replaces: date
    changes: tuple[Change, ...]


def file_in_use(name: str, built_in: Path, own: Path) -> PolicyFile:
    """Return the seller's copy of a policy file if its sources were read later than the built-in one's, else that."""
    shipped = read_policy_file(built_in / name)
    newer = _own_copy(own / name)
    return newer if newer is not None and newer.checked_on > shipped.checked_on else shipped


def _own_copy(path: Path) -> PolicyFile | None:
    if not path.is_file():
        return None
    try:
        return read_policy_tables(path.name, read_toml(path), is_law=path.name == LAW_FILE)
    except ResourceError as problem:
        raise OwnFileError(path.name, problem) from problem


def read_update(path: Path, built_in: Path, own: Path, today: date) -> PolicyUpdate:
    """Check a file completely and say what it changes; RefusedFile says which file and entry is wrong and why."""
    text = _text_of(path)
    try:
        tables = parse_toml(path.name, text)
        name = _name_of(path.name, tables, built_in)
        newer = read_policy_tables(path.name, tables, is_law=name == LAW_FILE)
    except (ResourceError, RecursionError) as problem:
        raise RefusedFile(f"{_short(str(problem) or 'nested too deeply')}. Nothing was changed.") from None
    present = file_in_use(name, built_in, own)
    _check_age(path.name, newer, present, today)
    if missing := [place for place in present.places if place not in newer.places]:
        raise RefusedFile(f"{path.name}: {missing[0]} is missing from its list of places. Nothing was changed.")
    return PolicyUpdate(name, text, newer.checked_on, present.checked_on, tuple(_changes(present, newer)))


def _text_of(path: Path) -> str:
    # A pipe or a device would be read for ever.
    if not path.is_file():
        raise RefusedFile(f"{path.name} is no file. Choose a policy file such as amazon.toml.")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        text = content.decode("utf-8-sig")
    except OSError as problem:
        raise RefusedFile(f"{path.name} cannot be read: {problem.strerror or 'unknown reason'}.") from None
    except UnicodeDecodeError:
        raise RefusedFile(f"{path.name} is no text in UTF-8, so it is no policy file.") from None
    if len(content) > MOST_BYTES:
        raise RefusedFile(f"{path.name} is larger than {MOST_BYTES // 1000} kB, so it is no policy file.")
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > _LONGEST_LINE:
            raise RefusedFile(f"{path.name}, line {number} is longer than {_LONGEST_LINE} characters.")
    return text


def _name_of(given: str, tables: dict[str, Any], built_in: Path) -> str:
    """Return which policy file this is a later version of, by the places it lists: it may have been renamed."""
    if "regions" in tables:
        return LAW_FILE
    listed = tables.get("channels")
    places = {place for place in listed if isinstance(place, str)} if isinstance(listed, list) else set()
    for name in POLICY_FILES:
        if not places.isdisjoint(read_policy_file(built_in / name).places):
            return name
    raise ResourceError(f"{given}: it lists no place of sale that Amends knows under `channels`, nor `regions`")


def _check_age(name: str, newer: PolicyFile, present: PolicyFile, today: date) -> None:
    checked, before = newer.checked_on.isoformat(), present.checked_on.isoformat()
    if newer.checked_on > today + _ONE_DAY:  # a day ahead: it may be tomorrow already where it was written
        raise RefusedFile(f"{name} says it was checked on {checked}, a day that has not come yet. Nothing was changed.")
    if newer.checked_on <= present.checked_on:
        raise RefusedFile(
            f"{name} was checked on {checked}, and what Amends uses on {before}: it is not newer. Nothing was changed."
        )


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST_COMPLAINT else f"{sentence[:_LONGEST_COMPLAINT]}…"


_Periods = dict[date, "PolicyValue"]
"""The entries of one key by the day they begin on."""


def _changes(present: PolicyFile, newer: PolicyFile) -> Iterator[Change]:
    """Yield the changes in the order of the newer file's places, equal ones of several places as one."""
    found: dict[str, Change] = {}
    for place in newer.places:
        before, after = _by_key(present, place), _by_key(newer, place)
        for key in sorted(before.keys() | after.keys()):
            for old, new in _changes_of(before.get(key, {}), after.get(key, {})):
                name = repr((key, _told(old), _told(new)))  # entries may hold tables, which have no hash
                one = found.get(name) or Change((), key, old, new)
                found[name] = one._replace(places=(*one.places, place))
    yield from found.values()


def _by_key(file: PolicyFile, place: str) -> dict[str, _Periods]:
    """Return what a file says of a place; its own entries stand before those of all places."""
    periods: dict[str, _Periods] = {}
    for layer in (file.of(None), file.of(place)):
        for key, entries in layer.items():
            periods.setdefault(key, {}).update((entry.valid_from, entry) for entry in entries)
    return periods


def _changes_of(before: _Periods, after: _Periods) -> Iterator[tuple[PolicyValue | None, PolicyValue | None]]:
    for start in sorted(before.keys() | after.keys()):
        old, new = before.get(start), after.get(start)
        if old is None or new is None:
            # Another value may have held on that day already, or hold on it now.
            yield old or _holding(before, start), new or _holding(after, start)
        elif _told(old) != _told(new) and not _only_ended(old, new, after):
            yield old, new


def _holding(periods: _Periods, day: date) -> PolicyValue | None:
    return next((entry for entry in periods.values() if entry.holds_on(day)), None)


def _only_ended(old: PolicyValue, new: PolicyValue, after: _Periods) -> bool:
    """Tell whether an entry only ends because the next one begins, which is told as a change of its own."""
    followed = new.valid_to is not None and new.valid_to < date.max and new.valid_to + _ONE_DAY in after
    return followed and _told(old._replace(valid_to=new.valid_to)) == _told(new)


def _told(entry: PolicyValue | None) -> tuple[object, ...] | None:
    """Return what an entry says; that its file was checked on another day is no change."""
    return None if entry is None else tuple(entry._replace(checked_on=date.min))
