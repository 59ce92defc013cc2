"""What a platform does not allow in a message: shapes and phrases, read from resources/checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.logic.messages.patterns import LatePattern
from app.logic.resource_file import ResourceError, check_fields, read_toml
from app.logic.resources import resource_folder

_REQUIRED: Final = ("code", "message", "source")
_FIELDS: Final = (*_REQUIRED, "detect", "words", "only_in", "fix")
_WORDS: Final = re.compile(r"\w+")
_BEGINNING: Final = 4
_WIDE: Final = LatePattern(r"[\u3040-\u30ff\u4e00-\u9fff]")


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
    """Return what a family of platforms does not allow; ResourceError on a mistake in its file."""
    path = (folder or resource_folder() / "checks") / f"{family}.toml"
    tables = read_toml(path)
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


def _rule(file: str, number: int, row: dict[str, Any], sources: dict[str, str]) -> Rule:
    where = f"{file}, rule {row.get('code', number)}"
    check_fields(where, row, _FIELDS, _REQUIRED)
    if ("detect" in row) is ("words" in row):
        raise ResourceError(f"{where}: give either detect or words")
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
        raise ResourceError(f"{where}: the source {first!r} does not stand in [sources]")
    return sources[first]
