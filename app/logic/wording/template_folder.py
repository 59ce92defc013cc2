"""Own templates as a folder to give away or to take over; one from outside is looked through before anything counts."""

from __future__ import annotations

import os
import stat
from difflib import unified_diff
from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.messages.contract import CONTRACT
from app.logic.messages.sources import EVERY_PART, SUFFIX, TemplateError, read_source
from app.logic.messages.template_check import check_text
from app.logic.ports import StoreError
from app.logic.private_file import make_private_folder, write_whole
from app.logic.wording.own_templates import source_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.logic.wording.own_templates import OwnTemplates

_MOST_FILES: Final = 1_000
_MOST_LOOKED_AT: Final = 5_000


class Incoming(NamedTuple):
    """One template of a folder from outside; `before` is what counts now, None where the built-in one does."""

    language: str
    name: str
    text: str
    before: str | None

    def difference(self, built_in: str) -> str:
        """Return line by line what would change."""
        old = built_in if self.before is None else self.before
        return "\n".join(unified_diff(old.splitlines(), self.text.splitlines(), "now", "new", lineterm=""))


class Import(NamedTuple):
    """What a folder from outside holds: what would change, and a sentence for each file that is left out."""

    changes: tuple[Incoming, ...]
    left_out: tuple[str, ...]


def read_import(folder: Path, own: OwnTemplates, languages: Sequence[str]) -> Import:
    """Look through a folder; StoreError when it is none or holds far too much. Nothing is changed."""
    changes: list[Incoming] = []
    left_out: list[str] = []
    for language, file in _files(folder, languages, left_out):
        name = source_name(file)
        reason = _refusal(file, name)
        text = "" if reason else _text(file)
        if not reason and text is not None and name not in EVERY_PART:
            faults = check_text(language, name, text, own.folder, own.built_in)
            reason = f"line {faults[0].line or 1}: {faults[0].message}" if faults else ""
        if reason or text is None:
            left_out.append(f"{language}/{file.name}: {reason or 'it cannot be read as text'}.")
        elif text != (before := _before(own, language, name)):
            changes.append(Incoming(language, name, text, before))
    return Import(tuple(changes), tuple(left_out))


def apply_import(incoming: Import, own: OwnTemplates) -> None:
    """Let the templates of a folder count; what counted before stays among the earlier versions."""
    for each in incoming.changes:
        own.save(each.language, each.name, each.text)


def export_templates(own: OwnTemplates, target: Path, languages: Sequence[str]) -> int:
    """Write every own template into a folder, one folder per language, and return how many; StoreError if it fails."""
    number = 0
    try:
        for language in languages:
            for name in sorted(own.own_names(language)):
                text = own.text(language, name)
                if text is not None:
                    make_private_folder(target / language)
                    write_whole(target / language / f"{name}{SUFFIX}", text.encode())
                    number += 1
    except OSError as problem:
        raise StoreError(
            f"The templates could not be written ({problem.strerror or 'unknown reason'}).",
            "Your own templates are unchanged.",
            "Choose another folder.",
        ) from problem
    return number


def _files(folder: Path, languages: Sequence[str], left_out: list[str]) -> Iterator[tuple[str, Path]]:
    """Give the files of the language folders in a folder; links and what has another name are left out."""
    taken = 0
    for inner in _entries(folder):
        if inner.name not in languages or inner.is_symlink() or not inner.is_dir():
            left_out.append(f"{inner.name[:100]}: it is no folder of a language.")
            continue
        for file in _entries(inner):
            taken += 1
            if taken > _MOST_FILES:
                raise StoreError(
                    f"The folder holds more than {_MOST_FILES} files.", "Nothing was changed.", "Choose another folder."
                )
            yield inner.name, file


def _entries(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as found:
            names = [entry.name for entry, _ in zip(found, range(_MOST_LOOKED_AT), strict=False)]
    except OSError as problem:
        raise StoreError(
            f"The folder {folder.name} cannot be read ({problem.strerror or 'unknown reason'}).",
            "Nothing was changed.",
            "Choose a folder that holds one folder per language, such as en.",
        ) from problem
    return [folder / name for name in sorted(names)]


def _refusal(file: Path, name: str) -> str:
    if not file.name.endswith(SUFFIX) or (name not in CONTRACT and name not in EVERY_PART):
        return "no message has this name"
    try:
        kind = file.lstat().st_mode
    except OSError:
        return "it cannot be read"
    return "" if stat.S_ISREG(kind) else "it is no ordinary file"


def _text(file: Path) -> str | None:
    try:
        return read_source(file).text
    except TemplateError:
        return None


def _before(own: OwnTemplates, language: str, name: str) -> str | None:
    try:
        return own.text(language, name)
    except TemplateError:
        return None
