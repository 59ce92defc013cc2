"""A dated, sourced value, and how the fields that date it are read from a file."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

from app.logic.resource_file import ResourceError, check_fields

CONFIDENCES: Final = ("official", "reported", "secondary", "conflict", "unconfirmed")
OWN: Final = "own"
"""The confidence of a value that the seller wrote themselves; no file that others write may claim it."""
_FIELDS: Final = ("valid_from", "valid_to", "dated", "source", "checked_on", "confidence", "note")
_FILE_FIELDS: Final = ("checked_on", "undated_from", "sources")

_T = TypeVar("_T")


class PolicyValue(NamedTuple):
    """Hold one number or word of a policy, with the days it holds for and where it was read.

    Attributes:
        value: whole number, text, tuple of texts, or a table.
        unit: a unit of time (calendar.CLOCK_UNITS), percent, characters, lines, an ISO currency, or None.
        source: addresses of the pages, at least one; what the seller wrote about a value of their own can be any text.
        valid_to: the last day it holds; None while no end is known.
        dated: False where the page shows no date; `valid_from` is then the file's `undated_from`.
    """

    key: str
    value: Any
    unit: str | None
    source: tuple[str, ...]
    checked_on: date
    confidence: str
    valid_from: date
    valid_to: date | None = None
    dated: bool = True
    note: str | None = None

    @property
    def number(self) -> int:
        """Return the value as a whole number; ResourceError when it is none."""
        return self._as(int)

    @property
    def text(self) -> str:
        """Return the value as text; ResourceError when it is none."""
        return self._as(str)

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the value as a list of words; ResourceError when it is none."""
        return self._as(tuple)

    @property
    def table(self) -> dict[str, Any]:
        """Return the value as a table; ResourceError when it is none."""
        return self._as(dict)

    def _as(self, kind: type[_T]) -> _T:
        if not isinstance(self.value, kind):
            raise ResourceError(f"{self.key}: {self.value!r} cannot be read as {kind.__name__}")
        return self.value

    def holds_on(self, day: date) -> bool:
        """Tell whether the entry holds on a day; both ends belong to it."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Dating:
    """Read the fields that every entry shares: validity, sources, the day of the check, confidence, note.

    A file states once, at its top, the day of the check (`checked_on`), since when undated pages count
    (`undated_from`) and the addresses behind the short names of its sources (`sources`).

    Args:
        of_seller: the seller wrote the file: its sources can be any text, and its confidence is `own`.
    """

    def __init__(
        self, file: str, tables: dict[str, Any], own_fields: tuple[str, ...], *, of_seller: bool = False
    ) -> None:
        self._file = file
        self._of_seller = of_seller
        check_fields(file, tables, (*_FILE_FIELDS, *own_fields))
        self.checked_on = self._day(file, tables, "checked_on")
        self.undated_from = self._day(file, tables, "undated_from")
        self.sources = self.table(file, tables, "sources")

    def table(self, where: str, tables: dict[str, Any], name: str) -> dict[str, Any]:
        """Return a table within another one, empty when it is missing."""
        value = tables.get(name, {})
        if not isinstance(value, dict):
            raise ResourceError(f"{where}: {name} must be a table [{name}], not {value!r}")
        return value

    def rows(self, tables: dict[str, Any], name: str) -> list[dict[str, Any]]:
        """Return the repeated tables [[name]] of the file."""
        value = tables.get(name, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise ResourceError(f"{self._file}: {name} must be written as tables [[{name}]]")
        return value

    def check_entry(self, where: str, row: dict[str, Any], own: tuple[str, ...], required: tuple[str, ...]) -> None:
        """Refuse an entry with an unknown field or without a required one."""
        check_fields(where, row, (*own, *_FIELDS), (*required, "source", "confidence"))

    def entry(self, where: str, key: str, value: object, unit: str | None, row: dict[str, Any]) -> PolicyValue:
        """Return a checked entry; its fields must have passed `check_entry`."""
        first, last, dated = self._validity(where, row)
        return PolicyValue(
            key=key,
            value=value,
            unit=unit,
            source=self._addresses(where, row["source"]),
            checked_on=self._day(where, row, "checked_on") if "checked_on" in row else self.checked_on,
            confidence=self._confidence(where, row["confidence"]),
            valid_from=first,
            valid_to=last,
            dated=dated,
            note=self._note(where, row.get("note")),
        )

    def _day(self, where: str, table: dict[str, Any], name: str) -> date:
        day = table.get(name)
        # A date-time is a date to Python; here it would be a mistake.
        if type(day) is not date:
            raise ResourceError(f"{where}: {name} must be a date such as 2026-01-26, not {day!r}")
        return day

    def _validity(self, where: str, row: dict[str, Any]) -> tuple[date, date | None, bool]:
        dated = row.get("dated", True)
        if not isinstance(dated, bool) or dated is not ("valid_from" in row):
            raise ResourceError(f"{where}: give either valid_from, or dated = false where the source shows no date")
        first = self._day(where, row, "valid_from") if dated else self.undated_from
        last = self._day(where, row, "valid_to") if "valid_to" in row else None
        if last is not None and last < first:
            raise ResourceError(f"{where}: valid_to {last.isoformat()} lies before valid_from {first.isoformat()}")
        return first, last, dated

    def _addresses(self, where: str, source: object) -> tuple[str, ...]:
        names: list[Any] = source if isinstance(source, list) else [source]
        if not names or not all(isinstance(name, str) for name in names):
            raise ResourceError(f"{where}: source must name at least one source, not {source!r}")
        return tuple(self._address(where, name) for name in names)

    def _address(self, where: str, name: str) -> str:
        address = self.sources.get(name, name)
        if self._of_seller and isinstance(address, str) and address.strip():
            return address
        if not isinstance(address, str) or not address.startswith(("https://", "http://")):
            raise ResourceError(f"{where}: the source {name!r} is neither an address nor a name in [sources]")
        return address

    def _confidence(self, where: str, word: object) -> str:
        allowed = (OWN,) if self._of_seller else CONFIDENCES
        if word not in allowed:
            raise ResourceError(f"{where}: unknown confidence {word!r}; allowed are {', '.join(allowed)}")
        return str(word)

    def _note(self, where: str, note: object) -> str | None:
        if note is not None and not isinstance(note, str):
            raise ResourceError(f"{where}: note must be a text, not {note!r}")
        return note
