"""Prove the tables: unique hit at every place of sale, every rule reachable, every path of questions ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.logic.channel_facts import at_place, domain, happens_at
from app.logic.facts import Situation
from app.logic.situations import TABLES
from app.logic.table import ANY, prove

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.logic.channels import Channel
    from app.logic.table import Table


def flaws(channels: Mapping[str, Channel], tables: Mapping[Situation, Table] = TABLES) -> list[str]:
    """List everything wrong with the tables, each flaw once with the channels it is found on."""
    found: dict[str, list[str]] = {}
    for channel in channels.values():
        for situation, table in _tables_at(channel.family, tables):
            for flaw in prove(at_place(table, channel.family), domain(channel.family, situation)):
                found.setdefault(str(flaw), []).append(channel.id)
    unused = [f"{name}: no channel reaches this rule" for name in sorted(unreached_rules(channels, tables))]
    return [f"{flaw} (on {', '.join(places)})" for flaw, places in found.items()] + unused


def _tables_at(family: str, tables: Mapping[Situation, Table]) -> list[tuple[Situation, Table]]:
    return [(situation, table) for situation, table in tables.items() if happens_at(family, situation)]


def unreached_rules(channels: Mapping[str, Channel], tables: Mapping[Situation, Table] = TABLES) -> set[str]:
    """Name the rules that no combination of facts reaches on any channel."""
    families = {channel.family for channel in channels.values()}
    reached: set[str] = set()
    for family in families:
        for situation, table in _tables_at(family, tables):
            reached |= _reached(table, family, situation)
    return {rule.name for table in tables.values() for rule in table.rules} - reached


def _reached(table: Table, family: str, situation: Situation) -> set[str]:
    local = at_place(table, family)
    standing = (local.standing(combination, {}) for combination in local.combinations(domain(family, situation)))
    return {rule.name for rules in standing for rule in local.rules_in(rules)}


def table_lines(situation: Situation, channel: Channel | None = None) -> list[str]:
    """Draw a table for a person to read: a line per rule, only the rules that a given channel can reach."""
    table = TABLES[situation]
    rules = table.rules
    if channel is not None:
        names = _reached(table, channel.family, situation)
        rules = tuple(rule for rule in rules if rule.name in names)
    rows = [["rule", *table.columns, "resolution"]]
    for rule in rules:
        cells = [" or ".join(rule.cells.get(column, (ANY,))) for column in table.columns]
        rows.append([rule.name.partition(".")[2], *cells, rule.resolution.value])
    return [line.rstrip() for line in _aligned(rows)]


def _aligned(rows: list[list[str]]) -> Iterable[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]
