"""`amends rules`: prove the decision tables, or show one."""

from __future__ import annotations

from app.cli.ending import FAILED, GOOD, tell
from app.logic.channel_facts import happens_at
from app.logic.channels import load_channels
from app.logic.facts import Situation
from app.logic.proof import flaws, table_lines
from app.logic.situations import TABLES


def check_rules() -> int:
    """Print every gap and overlap; exit code 1 when there is one."""
    channels = load_channels()
    found = flaws(channels)
    for flaw in found:
        print(flaw)
    if not found:
        rules = sum(len(table.rules) for table in TABLES.values())
        print(f"{rules} rules in {len(TABLES)} tables: exactly one matches every case on {len(channels)} channels.")
    return FAILED if found else GOOD


def show_rules(situation: str, channel: str | None) -> int:
    """Print the table of a situation, on one channel only what can happen there; exit code 2 for a wrong name."""
    channels = load_channels()
    if situation not in set(Situation):
        return _refuse("situation", situation, list(Situation))
    if channel is not None and channel not in channels:
        return _refuse("channel", channel, list(channels))
    if channel is not None and not happens_at(channels[channel].family, Situation(situation)):
        return tell(f"situation: {situation} cannot happen on {channel}, where no platform decides")
    for line in table_lines(Situation(situation), channels[channel] if channel else None):
        print(line)
    return GOOD


def _refuse(field: str, given: str, allowed: list[str]) -> int:
    return tell(f"{field}: {given!r} is not known; allowed are {', '.join(allowed)}")
