"""The places of sale: where an order was placed decides whose rules, clocks and holidays apply."""

import re
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.logic.resource_file import ResourceError, check_fields, read_toml
from app.logic.resources import resource_folder

FAMILIES: Final = ("amazon", "ebay", "etsy", "shop")
REGIONS: Final = ("us", "ca", "uk", "eu", "jp", "au", "other")

# ASCII digits only: `\d` would take the digits of every script for an order number.
NUMBER_SHAPES: Final = {
    "amazon": "[0-9]{3}-[0-9]{7}-[0-9]{7}",
    "ebay": "[0-9]{2}-[0-9]{5}-[0-9]{5}",
    "etsy": "[0-9]+",
}
"""How the order numbers of each kind look, as regular expressions."""

_NUMBER_PATTERNS: Final = {kind: re.compile(shape) for kind, shape in NUMBER_SHAPES.items()}


class Channel(NamedTuple):
    """Describe one place of sale in one country, or in none.

    Attributes:
        country: ISO 3166 alpha-2, whose public holidays count; None skips weekends only.
        time_zone: IANA name; None is the computer's own zone.
        currency: ISO 4217, the default for an order that names none.
        order_number: kind of order number: amazon, ebay, etsy or any.
    """

    id: str
    family: str
    region: str
    currency: str
    language: str
    locale: str
    order_number: str
    has_subject: bool
    country: str | None = None
    time_zone: str | None = None


def load_channels(resources: Path | None = None) -> dict[str, Channel]:
    """Return every place of sale by its id, in the order of the file; ResourceError on a mistake in it."""
    path = (resources or resource_folder()) / "channels.toml"
    return {name: _channel(path.name, name, table) for name, table in read_toml(path).items()}


def _channel(file: str, name: str, table: object) -> Channel:
    if not isinstance(table, dict):
        raise ResourceError(f"{file}, {name}: expected a table of its own, [{name}]")
    known = [field for field in Channel._fields if field != "id"]
    check_fields(f"{file}, {name}", table, known, [field for field in known if field not in Channel._field_defaults])
    for key in known:
        _check_type(file, name, key, table.get(key))
    _check_words(file, name, table)
    return Channel(id=name, **table)


def _check_type(file: str, name: str, key: str, value: object) -> None:
    wanted = bool if key == "has_subject" else str
    if value is not None and not isinstance(value, wanted):
        kind = "true or false" if wanted is bool else "text in quotation marks"
        raise ResourceError(f"{file}, {name}: {key} must be {kind}, not {value!r}")


def _check_words(file: str, name: str, table: dict[str, Any]) -> None:
    allowed = {"family": FAMILIES, "region": REGIONS, "order_number": (*_NUMBER_PATTERNS, "any")}
    for key, words in allowed.items():
        if table[key] not in words:
            raise ResourceError(f"{file}, {name}: {key} is {table[key]!r}; allowed are {', '.join(words)}")


def family_of_number(number: str) -> str | None:
    """Return the family whose order numbers look like this one; None for anything else."""
    for kind, pattern in _NUMBER_PATTERNS.items():
        if pattern.fullmatch(number.strip()):
            return kind
    return None


def number_fits(channel: Channel, number: str) -> bool:
    """Tell whether an order number looks like those of this place; an own shop takes any."""
    pattern = _NUMBER_PATTERNS.get(channel.order_number)
    return pattern is None or pattern.fullmatch(number.strip()) is not None
