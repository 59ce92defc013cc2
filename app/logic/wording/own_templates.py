"""The seller's own templates: saved, kept in their earlier versions, taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.messages.contract import CONTRACT
from app.logic.messages.sandbox import LONGEST_SOURCE
from app.logic.messages.sources import EVERY_PART, SUFFIX, read_source, stamp_of, template_file
from app.logic.ports import StoreError
from app.logic.private_file import make_private_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MOST_VERSIONS: Final = 20
"""Earlier versions that are kept of each template."""
_VERSIONS: Final = ".versions"
"""The folder of earlier versions; no language begins with a point."""
_MOMENT: Final = "%Y%m%dT%H%M%S.%fZ"


class Version(NamedTuple):
    """An earlier version of one own template and when it was replaced."""

    moment: datetime
    file: Path


class OwnTemplates:
    """The folder of own templates; each change keeps what was there before.

    Args:
        folder: where own templates lie, one folder per language inside; made when first needed.
        built_in: the same for the built-in ones.
    """

    def __init__(self, folder: Path, built_in: Path, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self.built_in = built_in
        self._clock = clock

    def text(self, language: str, name: str) -> str | None:
        """Return the own wording of a template; None without one. Raises TemplateError when it cannot be read."""
        file = template_file(self.folder, language, name)
        return read_source(file).text if stamp_of(file) else None

    def built_in_text(self, language: str, name: str) -> str:
        """Return the built-in wording of a template."""
        return read_source(template_file(self.built_in, language, name)).text

    def save(self, language: str, name: str, text: str) -> None:
        """Let a text count from now on; StoreError when it cannot be written."""
        check_name(language, name)
        if len(text) > LONGEST_SOURCE:
            raise _refused(f"The text is longer than {LONGEST_SOURCE} characters.", "Shorten it.")
        if text == self._present(language, name):
            return
        try:
            self._keep(language, name)
            file = template_file(self.folder, language, name)
            make_private_folder(file.parent)
            write_whole(file, text.encode("utf-8", errors="replace"))
        except OSError as problem:
            raise _not_written(problem) from problem

    def remove(self, language: str, name: str) -> None:
        """Let the built-in wording count again; the own one stays among the earlier versions."""
        check_name(language, name)
        try:
            self._keep(language, name)
            template_file(self.folder, language, name).unlink(missing_ok=True)
        except OSError as problem:
            raise _not_written(problem) from problem

    def put(self, language: str, name: str, text: str | None) -> None:
        """Save a text, or go back to the built-in one where there is none."""
        if text is None:
            self.remove(language, name)
        else:
            self.save(language, name, text)

    def versions(self, language: str, name: str) -> tuple[Version, ...]:
        """List the earlier versions of a template, the latest first."""
        found = (Version(moment, file) for file in self._kept(language, name) if (moment := _moment_of(file)))
        return tuple(sorted(found, reverse=True))

    def version_text(self, version: Version) -> str:
        """Return the text of an earlier version."""
        return read_source(version.file).text

    def own_names(self, language: str) -> frozenset[str]:
        """Name the templates of a language that the seller has worded."""
        return frozenset(source_name(file) for file in (self.folder / language).glob(f"*{SUFFIX}"))

    def _present(self, language: str, name: str) -> str | None:
        try:
            return self.text(language, name)
        except ValueError:
            return None  # damaged: it differs from every text

    def _kept(self, language: str, name: str) -> list[Path]:
        return list((self.folder / _VERSIONS / language / name).glob(f"*{SUFFIX}"))

    def _keep(self, language: str, name: str) -> None:
        """Copy the present own wording to the earlier versions, and let the oldest go."""
        file = template_file(self.folder, language, name)
        if stamp_of(file) is None:
            return
        kept = self.folder / _VERSIONS / language / name
        make_private_folder(kept)
        moment = self._clock().astimezone(UTC).strftime(_MOMENT)
        write_whole(kept / f"{moment}{SUFFIX}", file.read_bytes())
        for version in self.versions(language, name)[MOST_VERSIONS:]:
            version.file.unlink(missing_ok=True)


def check_name(language: str, name: str) -> None:
    """Refuse a name that no template can have, as one from outside may lead out of the folder."""
    if name not in CONTRACT and name not in EVERY_PART:
        raise _refused(f"There is no message called {name!r}.", "Choose one from the list.")
    if not (2 <= len(language) <= 3 and language.isascii() and language.isalpha() and language.islower()):
        raise _refused(f"There is no language called {language!r}.", "Choose one from the list.")


def source_name(file: Path) -> str:
    """Return the template's name that a file has."""
    return file.name.removesuffix(SUFFIX)


def _moment_of(file: Path) -> datetime | None:
    try:
        return datetime.strptime(source_name(file), _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


def _refused(what: str, todo: str) -> StoreError:
    return StoreError(what, "Nothing was saved.", todo)


def _not_written(problem: OSError) -> StoreError:
    return StoreError(
        f"The wording could not be saved ({problem.strerror or 'unknown reason'}).",
        "What was saved before still counts.",
        "Make room on the disk or allow writing in the folder of own templates, then save again.",
    )
