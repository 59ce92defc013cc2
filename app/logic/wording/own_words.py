"""Own greeting, closing and paragraphs of each language, said in every message to a buyer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.facts import Situation
from app.logic.ports import StoreError
from app.logic.private_file import make_private_folder, write_whole
from app.logic.resource_file import ResourceError, check_fields, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OWN_WORDS_FILE: Final = "own_wording.toml"
LONGEST_PASSAGE: Final = 2_000
MOST_PARAGRAPHS: Final = 20
LONGEST_TITLE: Final = 80


class OwnParagraph(NamedTuple):
    """A paragraph before the closing, in every message or only in those of some situations; unticked it waits."""

    title: str
    text: str
    situations: tuple[str, ...] = ()
    is_used: bool = True

    def is_for(self, situation: str) -> bool:
        """Say whether a message about a situation gets it."""
        return self.is_used and bool(self.text.strip()) and (not self.situations or situation in self.situations)


class OwnWords(NamedTuple):
    """What a seller says in one language, in stored form; an empty greeting or closing is the built-in one."""

    greeting: str = ""
    closing: str = ""
    paragraphs: tuple[OwnParagraph, ...] = ()


def read_own_words(file: Path) -> dict[str, OwnWords]:
    """Return the own words by language, none without a file; ResourceError names what is wrong and where."""
    if not file.is_file():
        return {}
    return {language: read_words(f"{file.name}: {language}", table) for language, table in read_toml(file).items()}


def write_own_words(file: Path, words: Mapping[str, OwnWords]) -> None:
    """Store the own words of every language; StoreError when they cannot be written."""
    # Imported here: a message reads own words but never writes them.
    import tomli_w

    tables = {language: words_table(own) for language, own in sorted(words.items()) if own != OwnWords()}
    write_table(file, tomli_w.dumps(tables))


def write_table(file: Path, text: str) -> None:
    """Write one of the seller's own files of words; StoreError when that is not possible."""
    try:
        make_private_folder(file.parent)
        # A lone half of a surrogate pair can come from the clipboard and has no place in a file.
        write_whole(file, text.encode("utf-8", errors="replace"))
    except OSError as problem:
        raise StoreError(
            f"Your wording could not be saved ({problem.strerror or 'unknown reason'}).",
            "What was saved before still counts.",
            "Make room on the disk or allow writing in the folder of own templates, then save again.",
        ) from problem


def read_passage(where: str, value: object, longest: int = LONGEST_PASSAGE) -> str:
    """Return a text of bearable length; ResourceError names where it stands."""
    if not isinstance(value, str) or len(value) > longest:
        raise ResourceError(f"{where} must be a text of at most {longest} characters")
    return value


def read_tables(where: str, value: object, most: int) -> list[dict[str, object]]:
    """Return a list of tables; ResourceError names where it stands."""
    if not isinstance(value, list) or len(value) > most or not all(isinstance(each, dict) for each in value):
        raise ResourceError(f"{where} must be a list of at most {most} tables")
    return value


def read_words(where: str, table: object) -> OwnWords:
    """Return the own words of one language; ResourceError names what is wrong and where."""
    if not isinstance(table, dict):
        raise ResourceError(f"{where} must be a table of the texts in that language")
    check_fields(where, table, ("greeting", "closing", "paragraph"))
    paragraphs = read_tables(f"{where}.paragraph", table.get("paragraph", []), MOST_PARAGRAPHS)
    return OwnWords(
        read_passage(f"{where}.greeting", table.get("greeting", "")),
        read_passage(f"{where}.closing", table.get("closing", "")),
        tuple(_paragraph(f"{where}.paragraph[{number}]", each) for number, each in enumerate(paragraphs, start=1)),
    )


def _paragraph(where: str, table: Mapping[str, object]) -> OwnParagraph:
    check_fields(where, table, ("title", "text", "situations", "used"), ("title", "text"))
    situations, is_used = table.get("situations", []), table.get("used", True)
    if not isinstance(situations, list) or not all(each in list(Situation) for each in situations):
        raise ResourceError(f"{where}.situations must be a list of {', '.join(Situation)}")
    if not isinstance(is_used, bool):
        raise ResourceError(f"{where}.used must be true or false")
    title = read_passage(f"{where}.title", table["title"], LONGEST_TITLE)
    return OwnParagraph(title, read_passage(f"{where}.text", table["text"]), tuple(situations), is_used)


def words_table(own: OwnWords) -> dict[str, object]:
    """Return own words as plain values, as they are stored."""
    said: dict[str, object] = {"greeting": own.greeting, "closing": own.closing}
    said = {key: value for key, value in said.items() if value}
    if own.paragraphs:
        said["paragraph"] = [
            {"title": each.title, "text": each.text, "situations": list(each.situations), "used": each.is_used}
            for each in own.paragraphs
        ]
    return said
