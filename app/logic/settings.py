"""The seller's settings: one typed object, kept in a TOML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import tomli

from app.logic.decision import BadInput
from app.logic.facts import Seller
from app.logic.ports import StoreError
from app.logic.private_file import write_whole
from app.logic.setting_fields import Theme, read_setting

__all__ = ["LastChoices", "Settings", "Theme", "load_settings", "save_settings"]

_TERMS: Final = Seller()
_KEPT_DAYS: Final = 30
"""How long a buyer stays known after a case closed, as proposed; Amazon asks the same of those who use its data."""

LastChoices = Mapping[str, Mapping[str, str]]
"""Per channel what the seller answered last for a habit: `offer`, `willing`, `carrier`."""

Switches = Mapping[str, Mapping[str, bool]]
"""Per resolution which optional paragraphs its message had last: `photo`, `patience`."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the seller set; None and empty mean not set. Countries are ISO codes, days are calendar days.

    After `erase_after_days` the buyer of a closed case is erased; 0 is never.
    """

    shop_name: str = ""
    signature: str = ""
    ships_from: str | None = None
    return_countries: tuple[str, ...] = ()
    channels_used: tuple[str, ...] = ()
    return_days: int | None = None
    late_fee_percent: Decimal | None = None
    no_returns: bool = False
    wait_days: int = _TERMS.wait_days
    task_days: int = _TERMS.task_days
    insurer: str = ""
    insurer_claim_days: int | None = None
    erase_after_days: int = _KEPT_DAYS
    theme: Theme = Theme.SYSTEM
    message_language: str | None = None
    last_choices: LastChoices = field(default_factory=dict)
    pinned_templates: tuple[str, ...] = ()
    switches: Switches = field(default_factory=dict)

    def seller(self) -> dict[str, object]:
        """Return the JSON object `seller` of a request: what is set, and nothing else."""
        told = {key: _plain(getattr(self, key)) for key in Seller._fields}
        return {
            key: value
            for key, value in told.items()
            if value is not None and value is not False and value not in ("", [])
        }

    def last_choice(self, channel: str, fact: str) -> str | None:
        """Return what the seller answered last for a habit on this channel."""
        return self.last_choices.get(channel, {}).get(fact)

    def with_choice(self, channel: str, fact: str, value: str) -> Settings:
        """Return the settings that remember an answer for next time."""
        of_channel = {**self.last_choices.get(channel, {}), fact: value}
        return replace(self, last_choices={**self.last_choices, channel: of_channel})

    def switches_of(self, resolution: str) -> Mapping[str, bool]:
        """Return which optional paragraphs the message of a resolution had last."""
        return self.switches.get(resolution, {})

    def with_switch(self, resolution: str, name: str, *, is_on: bool) -> Settings:
        """Return the settings that remember an optional paragraph for the next message of a resolution."""
        of_resolution = {**self.switches_of(resolution), name: is_on}
        return replace(self, switches={**self.switches, resolution: of_resolution})


def load_settings(path: Path) -> tuple[Settings, list[str]]:
    """Read the settings, and a sentence for everything that could not be used.

    A missing file gives the defaults; a wrong entry its own default; a file that is no TOML is kept aside.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Settings(), []
    except OSError as problem:
        reason = problem.strerror or "unknown reason"
        return Settings(), [f"The settings in {path.name} cannot be read ({reason}); the defaults are used."]
    try:
        # RecursionError: a file of nothing but opening brackets.
        entries = tomli.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        return Settings(), [_keep_aside(path)]
    return _read_entries(path.name, entries)


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings, readable by the seller only; StoreError when the file cannot be written."""
    # Imported here: deciding reads settings but never writes them.
    import tomli_w

    # A lone half of a surrogate pair can come from the clipboard and has no place in a file.
    content = tomli_w.dumps(_entries(settings)).encode("utf-8", errors="replace")
    try:
        write_whole(path, content)
    except OSError as problem:
        raise StoreError(
            f"The settings could not be saved in {path.name} ({problem.strerror or 'unknown reason'}).",
            "The settings saved before are unchanged, and all cases are safe.",
            "Make room on the disk or allow writing in the settings folder, then change the setting again.",
        ) from problem


def _read_entries(file: str, entries: Mapping[str, object]) -> tuple[Settings, list[str]]:
    known = {item.name for item in fields(Settings)}
    values: dict[str, Any] = {}
    problems = []
    for key, value in entries.items():
        if key not in known:
            problems.append(f"{file}: the entry {key!r} is not known and is left out.")
            continue
        try:
            values[key] = read_setting(key, value)
        except BadInput as problem:
            problems.append(f"{file}: {key} must be {problem.message}; the default is used.")
    return Settings(**values), problems


def _keep_aside(path: Path) -> str:
    aside = path.with_name(f"{path.name}.broken")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.broken-{number}")
    try:
        path.rename(aside)
    except OSError:
        return f"The settings in {path.name} are damaged and cannot be read; the defaults are used."
    return f"The settings in {path.name} were damaged; they are kept as {aside.name}, and the defaults are used."


def _entries(settings: Settings) -> dict[str, object]:
    entries = {item.name: _plain(getattr(settings, item.name)) for item in fields(settings)}
    return {key: value for key, value in entries.items() if value is not None}


def _plain(value: object) -> object:
    """Return a value as TOML and JSON know it."""
    match value:
        case StrEnum() | Decimal():
            return str(value)
        case tuple():
            return list(value)
        case Mapping():
            return {key: _plain(inner) for key, inner in value.items()}
        case _:
            return value
