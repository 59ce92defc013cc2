"""What a place of sale and a situation settle beforehand: fixed facts, possible values, the table for the place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from app.logic.facts import FACT_VALUES, Situation
from app.logic.situations import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.logic.table import Pair, Table

FOLLOWS_SHIPPED = "confirmed"
CONFIRMED_WITH_SHIPPED: tuple[Pair, ...] = (
    (("shipped", "no"), (FOLLOWS_SHIPPED, "yes")),
    (("shipped", "yes"), (FOLLOWS_SHIPPED, "no")),
)
"""Outside Amazon nothing is confirmed apart: an order is confirmed exactly when it is shipped."""

PROTECTION_FAMILIES = ("amazon", "etsy")
ON_PLATFORMS = frozenset({Situation.CLAIM_OPENED, Situation.PLATFORM_REFUNDED})
"""Situations in which a platform decides: an own shop has none above it."""


@lru_cache(maxsize=64)
def happens_at(family: str, situation: Situation) -> bool:
    """Say whether a situation can come about at a place of sale."""
    return family != "shop" or situation not in ON_PLATFORMS


@lru_cache(maxsize=64)
def fixed_facts(family: str, situation: Situation) -> Mapping[str, str]:
    """Return the facts that have no meaning at a place or in a situation, with the value they are fixed to."""
    fixed: dict[str, str] = {}
    if situation is Situation.CANNOT_SHIP:
        fixed["shipped"] = "no"
    if family != "amazon":
        fixed |= {"official_request": "yes", "self_cancel_open": "no", "authorised": "no"}
        if "shipped" in fixed:
            fixed["confirmed"] = fixed["shipped"]
    if family not in PROTECTION_FAMILIES:
        fixed["protected"] = "no"
    return fixed


@lru_cache(maxsize=64)
def settled_columns(family: str, situation: Situation) -> frozenset[str]:
    """Name the facts that a seller cannot change at a place: the fixed ones, and what only follows another."""
    follows = () if family == "amazon" else (FOLLOWS_SHIPPED,)
    return frozenset((*fixed_facts(family, situation), *follows))


@lru_cache(maxsize=64)
def domain(family: str, situation: Situation) -> Mapping[str, tuple[str, ...]]:
    """Return the values that every fact can take at a place and in a situation."""
    values = dict(FACT_VALUES)
    if situation is not Situation.NOT_RECEIVED:
        values["remedy"] = tuple(value for value in values["remedy"] if value != "decline")
    return values | {fact: (value,) for fact, value in fixed_facts(family, situation).items()}


@lru_cache(maxsize=64)
def table_for(family: str, situation: Situation) -> Table:
    """Return the table of a situation with what cannot be at a place."""
    return at_place(TABLES[situation], family)


def at_place(table: Table, family: str) -> Table:
    """Return a table with what cannot be at a place."""
    return table if family == "amazon" else table.also_impossible(CONFIRMED_WITH_SHIPPED)
