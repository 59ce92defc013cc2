"""Read the files of rules that ship with the program, and name what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomli

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


class ResourceError(ValueError):
    """Name the file, the entry in it and what is wrong with it."""


class OwnFileError(ResourceError):
    """Name a file in the seller's own folder that cannot be used, in three sentences for a window."""

    safe = "Nothing was decided with it, and your cases are not touched."
    todo = (
        "Choose View, Deadlines and policy values, and put the file aside there; or mend it, or take it out of the"
        " folder `policies`."
    )

    def __init__(self, file: str, problem: object) -> None:
        super().__init__(str(problem))
        self.file = file
        self.what = f"Your own policy file {file} cannot be used: {problem}."


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file; ResourceError when it cannot be read or is no TOML."""
    try:
        return parse_toml(path.name, path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise ResourceError(f"{path.name} cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise ResourceError(f"{path.name} is no valid TOML: {problem}") from problem


def parse_toml(name: str, text: str) -> dict[str, Any]:
    """Return the tables of a text in TOML; ResourceError when it is none."""
    try:
        return tomli.loads(text)
    except RecursionError:
        raise ResourceError(f"{name} is no valid TOML: nested too deeply") from None
    except ValueError as problem:  # a number of ten thousand digits is one as well
        raise ResourceError(f"{name} is no valid TOML: {problem}") from problem


def check_fields(where: str, table: Mapping[str, object], allowed: Iterable[str], required: Iterable[str] = ()) -> None:
    """Refuse a table with a field that is not allowed, or without a required one."""
    known = dict.fromkeys(allowed)
    for name in table:
        if name not in known:
            raise ResourceError(f"{where}: unknown field {name!r}; allowed are {', '.join(known)}")
    for name in required:
        if name not in table:
            raise ResourceError(f"{where}: the field {name!r} is missing")
