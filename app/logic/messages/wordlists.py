"""What a platform does not allow in a message: shapes and phrases, read from resources/checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import tomli

from app.logic.messages.patterns import LatePattern
from app.logic.resources import resource_folder

_FIELDS: Final = {"code", "message", "source", "detect", "words", "only_in", "fix"}
_WORDS: Final = re.compile(r"\w+")
_BEGINNING: Final = 4
_WIDE: Final = LatePattern(r"[\u3040-\u30ff\u4e00-\u9fff]")


class CheckListError(ValueError):
    """Name the file of a check list, the entry in it and what is wrong with it."""


class Phrase(NamedTuple):
    """A phrase to look for; `key` is a piece that stands in every folded text with it."""

    text: str
    key: str

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Find the phrase in a text."""
        return (match.span() for match in _pattern(self.text).finditer(text))


class Rule(NamedTuple):
    """One thing that is not allowed; `only_in` is empty where it holds for every situation."""

    code: str
    message: str
    source: str
    detect: str | None
    phrases: tuple[Phrase, ...]
    only_in: tuple[str, ...]
    fix: str | None


class RuleList(NamedTuple):
    """Everything a family of platforms does not allow.

    Hundreds of phrases are told apart quickly by how the first word of their key begins; keys beyond ASCII are searched
    for one by one, and only in a text beyond ASCII.
    """

    shapes: tuple[Rule, ...]
    phrases: tuple[tuple[Rule, Phrase], ...]
    by_beginning: Mapping[str, tuple[str, ...]]
    beyond_ascii: tuple[str, ...]

    def phrases_near(self, text: str) -> Iterator[tuple[Rule, Phrase]]:
        """Give the phrases that a text may hold."""
        folded = fold(text)
        beginnings = {word[:_BEGINNING] for word in _WORDS.findall(folded)} & self.by_beginning.keys()
        near = {key for beginning in beginnings for key in self.by_beginning[beginning] if key in folded}
        if not folded.isascii():
            near.update(key for key in self.beyond_ascii if key in folded)
        return ((rule, phrase) for rule, phrase in self.phrases if phrase.key in near) if near else iter(())


def fold(text: str) -> str:
    """Return a text the way the keys of phrases are written: small letters, single spaces, straight apostrophes."""
    return " ".join(text.lower().replace("’", "'").split())


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    pieces = re.split(r"(\s*\.\.\.\s*|\s+|\*|')", phrase)
    body = "".join(_piece(piece) for piece in pieces)
    before = r"(?<!\w)" if re.match(r"\w", phrase) and not _WIDE.search(phrase) else ""
    after = r"(?!\w)" if re.search(r"\w$", phrase) and not _WIDE.search(phrase) else ""
    return re.compile(before + body + after, re.IGNORECASE)


def _piece(piece: str) -> str:
    if "..." in piece:
        return r"\b(?:[^.!?\n]|\n(?!\n)){0,40}?\b"
    if piece.isspace():
        return r"\s+"
    return {"*": r"\w*", "'": "['’]"}.get(piece, re.escape(piece))


def phrase(text: str) -> Phrase:
    """Return a phrase as it stands in a list, ready to be looked for."""
    pieces = text.lower().replace("*", "...").split("...")
    return Phrase(text, max(pieces, key=len).strip())


@lru_cache(maxsize=8)
def rules_of(family: str, folder: Path | None = None) -> RuleList:
    """Return what a family of platforms does not allow; CheckListError on a mistake in its file."""
    path = (folder or resource_folder() / "checks") / f"{family}.toml"
    tables = read_list(path)
    sources = tables.get("sources", {})
    rules = [_rule(path.name, number, row, sources) for number, row in enumerate(tables.get("rule", []), 1)]
    phrases = tuple((rule, each) for rule in rules for each in rule.phrases)
    return RuleList(
        shapes=tuple(rule for rule in rules if rule.detect),
        phrases=phrases,
        by_beginning=_by_beginning({each.key for _, each in phrases if each.key.isascii()}),
        beyond_ascii=tuple({each.key: None for _, each in phrases if not each.key.isascii()}),
    )


def _by_beginning(keys: set[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key in sorted(keys):
        first = _WORDS.search(key)
        beginning = first[0][:_BEGINNING] if first else ""
        found[beginning] = (*found.get(beginning, ()), key)
    return found


def read_list(path: Path) -> dict[str, Any]:
    """Read a check list; CheckListError when it cannot be read."""
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as problem:
        raise CheckListError(f"{path.name} cannot be read: {problem}") from problem


def _rule(file: str, number: int, row: dict[str, Any], sources: dict[str, str]) -> Rule:
    where = f"{file}, rule {row.get('code', number)}"
    if unknown := set(row) - _FIELDS:
        raise CheckListError(f"{where}: unknown field {min(unknown)!r}; allowed are {', '.join(sorted(_FIELDS))}")
    for name in ("code", "message", "source"):
        if name not in row:
            raise CheckListError(f"{where}: the field {name!r} is missing")
    if ("detect" in row) is ("words" in row):
        raise CheckListError(f"{where}: give either detect or words")
    return Rule(
        code=row["code"],
        message=row["message"],
        source=_address(where, row["source"], sources),
        detect=row.get("detect"),
        phrases=tuple(phrase(text) for texts in row.get("words", {}).values() for text in texts),
        only_in=tuple(row.get("only_in", ())),
        fix=row.get("fix"),
    )


def _address(where: str, named: str | list[str], sources: dict[str, str]) -> str:
    first = named[0] if isinstance(named, list) else named
    if first not in sources:
        raise CheckListError(f"{where}: the source {first!r} does not stand in [sources]")
    return sources[first]
