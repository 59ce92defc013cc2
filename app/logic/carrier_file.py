"""Read the carrier file and find every mistake in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, cast

from app.logic.calendar import CLOCK_UNITS
from app.logic.dated import CONFIDENCES, Dating, PolicyValue
from app.logic.resource_file import ResourceError, check_fields, read_toml
from app.logic.resources import resource_folder

if TYPE_CHECKING:
    from pathlib import Path

StepKind = Literal["trace", "claim", "last"]
STEP_KINDS: Final = ("trace", "claim", "last")
COUNTED_FROM: Final = ("shipped", "expected_delivery", "last_scan")

_REQUIRED: Final = ("id", "name", "aliases", "tracking_page", "tracking_confidence")
_FIELDS: Final = (*_REQUIRED, "home_aliases", "country", "international", "step", "cover")


class Step(NamedTuple):
    """Name a day in a carrier's procedure: an amount of time (`entry`) after something happened to the parcel.

    `kind` is trace (a search is possible from then on), claim (so is a claim) or last (last day for both).
    """

    kind: StepKind
    counted_from: str
    entry: PolicyValue

    @property
    def amount(self) -> int:
        """Return how much time, in `unit`."""
        return self.entry.number

    @property
    def unit(self) -> str:
        """Return the unit of time, one of calendar.CLOCK_UNITS."""
        return self.entry.unit or ""


class Carrier(NamedTuple):
    """Describe one carrier, or its parcels to other countries.

    `tracking_page` holds `{number}` where the tracking number goes, unless the page has a form to fill in.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    home_aliases: tuple[str, ...]
    country: str | None
    international: bool
    tracking_page: str
    tracking_confidence: str
    steps: tuple[Step, ...] = ()
    cover: PolicyValue | None = None


def load_carriers(resources: Path | None = None) -> dict[str, Carrier]:
    """Return every carrier by its id; ResourceError names the carrier, the entry and what is wrong with it."""
    path = (resources or resource_folder()) / "carriers.toml"
    tables = read_toml(path)
    dating = Dating(path.name, tables, ("carrier",))
    carriers: dict[str, Carrier] = {}
    for number, row in enumerate(dating.rows(tables, "carrier"), start=1):
        carrier = _carrier(f"{path.name}, carrier {number} ({row.get('id', 'without an id')})", dating, row)
        if carrier.id in carriers:
            raise ResourceError(f"{path.name}, carrier {number}: the id {carrier.id!r} is taken already")
        carriers[carrier.id] = carrier
    return carriers


def _carrier(where: str, dating: Dating, row: dict[str, Any]) -> Carrier:
    _check(where, row)
    return Carrier(
        id=row["id"],
        name=row["name"],
        aliases=tuple(row["aliases"]),
        home_aliases=tuple(row.get("home_aliases", ())),
        country=row.get("country"),
        international=row.get("international", False),
        tracking_page=row["tracking_page"],
        tracking_confidence=row["tracking_confidence"],
        steps=tuple(
            _step(f"{where}, step {number}", dating, row["id"], step)
            for number, step in enumerate(dating.rows(row, "step"), start=1)
        ),
        cover=_cover(f"{where}, cover", dating, row["id"], dating.table(where, row, "cover"))
        if "cover" in row
        else None,
    )


def _check(where: str, row: dict[str, Any]) -> None:
    check_fields(where, row, _FIELDS, _REQUIRED)
    for name in ("id", "name", "tracking_page", "country"):
        if not isinstance(row.get(name, ""), str):
            raise ResourceError(f"{where}: {name} must be a text, not {row[name]!r}")
    for name in ("aliases", "home_aliases"):
        _check_texts(where, name, row.get(name, []))
    if not isinstance(row.get("international", False), bool):
        raise ResourceError(f"{where}: international must be true or false, not {row['international']!r}")
    if row["tracking_confidence"] not in CONFIDENCES:
        raise ResourceError(f"{where}: unknown tracking_confidence {row['tracking_confidence']!r}")


def _check_texts(where: str, name: str, value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ResourceError(f"{where}: {name} must be a list of texts, not {value!r}")


def _step(where: str, dating: Dating, carrier: str, row: dict[str, Any]) -> Step:
    own = ("kind", "value", "unit", "counted_from")
    dating.check_entry(where, row, own, own)
    for name, allowed in (("kind", STEP_KINDS), ("unit", CLOCK_UNITS), ("counted_from", COUNTED_FROM)):
        if row[name] not in allowed:
            raise ResourceError(f"{where}: {name} is {row[name]!r}; allowed are {', '.join(allowed)}")
    if type(row["value"]) is not int or row["value"] < 0:
        raise ResourceError(f"{where}: value must be a whole number, not {row['value']!r}")
    key = f"carrier.{carrier}.{row['kind']}"
    entry = dating.entry(where, key, row["value"], row["unit"], row)
    return Step(cast("StepKind", row["kind"]), row["counted_from"], entry)


def _cover(where: str, dating: Dating, carrier: str, row: dict[str, Any]) -> PolicyValue:
    own = ("value", "unit")
    dating.check_entry(where, row, own, own)
    for name in own:
        if not isinstance(row[name], str):
            raise ResourceError(f"{where}: {name} must be a text, not {row[name]!r}")
    return dating.entry(where, f"carrier.{carrier}.cover", row["value"], row["unit"], row)
