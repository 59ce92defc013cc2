"""Text with fields in it: `{{ buyer_name }}` stands for a value; every other brace is a brace.

A brace that was typed is stored as `{{ '{' }}`, so that nothing typed can turn into a field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "buyer_name": "buyer's name",
        "order_number": "order number",
        "item": "item",
        "tracking_number": "tracking number",
        "carrier": "carrier",
        "shipped_on": "day of dispatch",
        "refund_total": "refund",
        "shop_name": "shop name",
        "platform": "place of sale",
    }
)
"""The values that own sentences may hold, with the words on their chips; the keys are names of `names.py`."""

_BRACE: Final = "{{ '{' }}"
_FIELD: Final = re.compile(r"\{\{ (?:(" + "|".join(FIELDS) + r")|'\{') \}\}")


class Piece(NamedTuple):
    """A run of letters, or a field where `field` is its name."""

    text: str
    field: str | None = None


def pieces_of(stored: str) -> tuple[Piece, ...]:
    """Take a stored text apart; what looks like a field and is none stays the letters it is."""
    found: list[Piece] = []
    letters, at = "", 0
    for match in _FIELD.finditer(stored):
        letters += stored[at : match.start()]
        at = match.end()
        if match[1] is None:
            letters += "{"
        else:
            found += [*_run(letters), Piece("", match[1])]
            letters = ""
    return (*found, *_run(letters + stored[at:]))


def stored_form(pieces: tuple[Piece, ...]) -> str:
    """Put pieces together as they are stored."""
    return "".join(f"{{{{ {piece.field} }}}}" if piece.field else piece.text.replace("{", _BRACE) for piece in pieces)


def filled(stored: str, values: Mapping[str, str | int | None]) -> str:
    """Return a stored text with its values; a line that needs an unknown one is left out."""
    lines: list[list[str] | None] = [[]]
    for piece in pieces_of(stored):
        if piece.field:
            value = values.get(piece.field)
            lines[-1] = None if value is None or lines[-1] is None else [*lines[-1], str(value)]
            continue
        first, *more = piece.text.split("\n")
        lines[-1] = None if lines[-1] is None else [*lines[-1], first]
        lines += [[line] for line in more]
    return "\n".join("".join(line) for line in lines if line is not None).strip()


def _run(letters: str) -> list[Piece]:
    return [Piece(letters)] if letters else []
