"""The dated, sourced numbers of a place of sale and of consumer law, looked up for a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from app.logic.calendar import clock_end
from app.logic.dated import PolicyValue
from app.logic.policy_file import LAW_FILE, PolicyFile, read_policy_file
from app.logic.policy_keys import SEASON_KEY
from app.logic.resource_file import ResourceError
from app.logic.resources import resource_folder

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from app.logic.channels import Channel
    from app.logic.facts import Moment

__all__ = ["SEASON_KEY", "Policy", "PolicyValue", "Season", "load_policy"]

Layer = Mapping[str, tuple[PolicyValue, ...]]
"""Entries by key, the oldest first; no two of one key hold on the same day."""


class Season(NamedTuple):
    """A time of year whose orders may come back until a fixed day.

    `return_until` is by category; a category that is missing has no such day. It is empty while nothing was announced.
    """

    name: str
    return_until: Mapping[str, date]
    entry: PolicyValue


class Policy(NamedTuple):
    """Hold the numbers of one place of sale and the laws; built by `load_policy`.

    `layers` are searched in order and the first that knows a key for a day wins: the seller's own values stand before
    the channel's entries, and those before the entries of its whole family. So do own values in `laws`, by region.
    """

    channel: Channel
    layers: tuple[Layer, ...]
    laws: Mapping[str, tuple[Layer, ...]]

    def value(self, key: str, on: date) -> PolicyValue | None:
        """Return the entry of a key that holds on a day; None when there is none for that very day."""
        return _first(self.layers, key, on)

    def rows(self, key: str, on: date | None = None) -> tuple[PolicyValue, ...]:
        """Return every entry of a key, or those that hold on a day, the oldest first and own ones after the others."""
        found = (
            entry for layer in reversed(self.layers) for entry in layer.get(key, ()) if on is None or entry.holds_on(on)
        )
        return tuple(sorted(found, key=lambda entry: entry.valid_from))

    def law(self, region: str, key: str, on: date) -> PolicyValue | None:
        """Return the entry of a region's consumer law (`eu`, `uk`, `us`, `jp`) that holds on a day."""
        return _first(self.laws.get(region, ()), key, on)

    def clock_end(self, entry: PolicyValue, start: Moment) -> Moment:
        """Return when the clock of an entry ends that started at some moment, by the days of the place of sale."""
        return clock_end(start, entry.number, entry.unit or "", self.channel.time_zone, self.channel.country)

    def season(self, ordered_on: date) -> Season | None:
        """Return the season an order of that day falls into, with or without announced days."""
        entry = self.value(SEASON_KEY, ordered_on)
        return self.season_of(entry) if entry else None

    @staticmethod
    def season_of(entry: PolicyValue) -> Season:
        """Read an entry of the key `return.season`."""
        days: Mapping[str, date] = entry.table.get("return_until", {})
        return Season(entry.table["name"], days, entry)

    def last_announced_season(self, before: date) -> Season | None:
        """Return the latest season that began before a day and whose days were announced: a hint, not a rule."""
        seasons = [self.season_of(entry) for entry in self.rows(SEASON_KEY) if entry.valid_from < before]
        announced = [season for season in seasons if season.return_until]
        return announced[-1] if announced else None


def _first(layers: tuple[Layer, ...], key: str, on: date) -> PolicyValue | None:
    for layer in layers:
        for entry in layer.get(key, ()):
            if entry.valid_from <= on and (entry.valid_to is None or on <= entry.valid_to):
                return entry
    return None


def load_policy(channel: Channel, resources: Path | None = None, own_folder: Path | None = None) -> Policy:
    """Return the numbers of a place of sale; ResourceError on any mistake in its file or in the law's.

    Only the family's file and the law's are read, so that a single decision starts quickly. In `own_folder` lie the
    seller's own values and newer policy files, which win; OwnFileError names what is wrong with one of them.
    """
    folder = (resources or resource_folder()) / "policies"
    # Asked once: most sellers never have such a folder, and every start would pay for looking into it.
    own = own_folder if own_folder is not None and own_folder.is_dir() else None
    policy = _policy_of(channel, _in_use(folder, own, f"{channel.family}.toml"), _in_use(folder, own, LAW_FILE))
    return policy if own is None else _with_own(policy, own)


def _in_use(folder: Path, own: Path | None, name: str) -> PolicyFile:
    if own is None:
        return read_policy_file(folder / name)
    # Imported here: a decision without own files needs none of it.
    from app.logic.policy_update import file_in_use

    return file_in_use(name, folder, own)


def _policy_of(channel: Channel, family: PolicyFile, law: PolicyFile) -> Policy:
    if channel.id not in family.places:
        raise ResourceError(f"{channel.family}.toml: the channel {channel.id!r} is missing from its list `channels`")
    laws = {region: (law.of(region),) for region in law.places}
    return Policy(channel, (family.of(channel.id), family.of(None)), laws)


def _with_own(policy: Policy, own: Path) -> Policy:
    from app.logic.own_policy import OWN_FILE, own_layer, own_regions, read_own

    values = read_own(own / OWN_FILE)
    layer = own_layer(values, policy.channel.id)
    laws = {
        region: (own_layer(values, region, is_law=True), *policy.laws.get(region, ())) for region in own_regions(values)
    }
    return policy._replace(layers=(layer, *policy.layers), laws={**policy.laws, **laws})
