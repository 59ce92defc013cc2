"""Template files: where they lie, what is in them, and which of two wins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.resource_file import ResourceError
from app.logic.resources import template_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

SUFFIX: Final = ".txt.j2"
PARTS: Final = "_parts"
LATER_PARTS: Final = "_later_parts"
"""Parts that only the texts about later events use: the others need not read them."""
LETTER_PARTS: Final = "_letter_parts"
"""Parts of the letters to carrier and insurer."""
EVERY_PART: Final = (PARTS, LATER_PARTS, LETTER_PARTS)

_MOST_BYTES: Final = 100_000


class TemplateError(ResourceError):
    """Say which template is wrong, in which line, and what is wrong with it."""

    def __init__(self, file: Path, line: int | None, problem: str) -> None:
        super().__init__(f"{place_in(file, line)}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem


class Source(NamedTuple):
    """The text of one template file; `stamp` changes when the file does."""

    file: Path
    text: str
    stamp: tuple[int, int]


def place_in(file: Path, line: int | None) -> str:
    """Name a template and a line in it as a person would: en/refund_late.txt.j2, line 3."""
    return f"{file.parent.name}/{file.name}" + (f", line {line}" if line else "")


def built_in_folder() -> Path:
    """Return the folder of the built-in message templates, one folder per language inside."""
    return template_folder() / "messages"


def languages(folders: Sequence[Path]) -> tuple[str, ...]:
    """List the languages that have templates, English first."""
    found = {parts.parent.name for folder in folders for parts in folder.glob(f"*/{PARTS}{SUFFIX}")}
    return tuple(sorted(found, key=lambda language: (language != "en", language)))


def template_names(folder: Path, language: str) -> tuple[str, ...]:
    """List the templates of a language in a folder, the shared parts left out."""
    names = (file.name.removesuffix(SUFFIX) for file in (folder / language).glob(f"*{SUFFIX}"))
    return tuple(sorted(name for name in names if name not in EVERY_PART))


def template_file(folder: Path, language: str, name: str) -> Path:
    """Return where a template lies, whether or not it exists."""
    return folder / language / f"{name}{SUFFIX}"


def stamp_of(file: Path) -> tuple[int, int] | None:
    """Return what changes when a file does; None without a file."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def read_source(file: Path) -> Source:
    """Read a template file; TemplateError when it is missing, too large or no text."""
    stamp = stamp_of(file)
    if stamp is None:
        raise TemplateError(file, None, "the file is missing")
    if stamp[1] > _MOST_BYTES:
        raise TemplateError(file, None, f"the file is larger than {_MOST_BYTES} bytes")
    try:
        return Source(file, file.read_text(encoding="utf-8-sig"), stamp)
    except UnicodeDecodeError as problem:
        raise TemplateError(file, None, "the file is not written in UTF-8") from problem
    except OSError as problem:
        raise TemplateError(file, None, f"the file cannot be read: {problem.strerror}") from problem
