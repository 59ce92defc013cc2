"""Recognise what can be recognised without doubt in a pasted order page, mail or line of a sheet."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.logic.channels import NUMBER_SHAPES, family_of_number

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_PASTE = 200_000
"""Characters; an order page has a few thousand."""

_GROUPED = {kind: re.compile(f"(?<![0-9-]){NUMBER_SHAPES[kind]}(?![0-9-])") for kind in ("amazon", "ebay")}
"""Numbers in groups, which stand for themselves wherever they are found."""

_NAMED = re.compile(r"\border(?:\s+(?:number|no\.?|id))?\s*[:#]?\s*#?\s*([0-9]{4,14})(?![0-9-])", re.IGNORECASE)
_ALONE = re.compile(r"#?([A-Za-z]{0,6}-?[0-9]{3,14})")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a paste told: the order number and its family, or a whole request as `amends decide` takes it."""

    number: str | None = None
    family: str | None = None
    request: Mapping[str, Any] = field(default_factory=dict)


def recognise(text: str) -> Pasted:
    """Find the order number; the family is None where the number does not tell it."""
    stripped = text.strip()
    if stripped.startswith("{"):
        return _request(stripped)
    for family, pattern in _GROUPED.items():
        if found := pattern.search(stripped):
            return Pasted(found[0], family)
    if found := _NAMED.search(stripped) or _ALONE.fullmatch(stripped):
        return Pasted(found[1], _family_of_digits(found[1]))
    return Pasted()


def _family_of_digits(number: str) -> str | None:
    # Short numbers are as often an own shop's: only the long ones are certain to be Etsy's.
    return family_of_number(number) if len(number) >= 9 else None


def _request(text: str) -> Pasted:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return Pasted()
    order = told.get("order") if isinstance(told, dict) else None
    number = order.get("number") if isinstance(order, dict) else None
    if not isinstance(number, str):
        return Pasted()
    request = {key: value for key, value in told.items() if key not in ("today", "seller")}
    return Pasted(number, family_of_number(number), request)
