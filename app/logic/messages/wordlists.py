"""What a platform does not allow in a message: shapes and phrases, read from resources/checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.logic.messages.scripts import ALONE_AFTER, ALONE_BEFORE, LETTER, flattened, has_wide
from app.logic.resource_file import ResourceError, check_fields, read_toml
from app.logic.resources import resource_folder

_REQUIRED: Final = ("code", "message", "source")
_FIELDS: Final = (*_REQUIRED, "detect", "words", "unless", "only_in", "fix")
_WORDS: Final = re.compile(f"{LETTER}+")
# Neither ASCII nor signs such as € or a curly quotation mark.
_LETTER_BEYOND_ASCII: Final = re.compile("[^\x00-\xbf\u2000-\u20ff]")
_BEGINNING: Final = 4
_CHOICE: Final = re.compile(r"\(([^()]*)\)")
_FIRST_WORD: Final = re.compile(f"{LETTER}+")
_GAPS: Final = re.compile(r"(\.\.\.|\*|\([^()]*\))")
_PIECES: Final = re.compile(r"(\s*\.\.\.\s*|\s+|[*()|])")
_SIGNS: Final = {"*": f"{LETTER}*", "(": "(?:", ")": ")", "|": "|"}
# A number of the order, which is masked, counts as one character of the words between.
_GAP: Final = r"\b(?:\x7f++|[^.!?\n\x7f]|\n(?!\n)){0,40}?\b"
_WIDE_GAP: Final = r"(?:\x7f++|[^.!?。！？，,、\n\x7f]){0,12}?"
_TELLING, _TELLING_WIDE = 5, 2
"""Characters of a piece that few texts have by chance, in ASCII and beyond."""


class Phrase(NamedTuple):
    """A phrase to look for; `key` is a piece that stands in every folded text with it, perhaps inside a word."""

    text: str
    key: str
    inside: bool = False

    def find(self, flat: str) -> Iterator[tuple[int, int]]:
        """Find the phrase in a text that was made `flat`."""
        return (match.span() for match in _pattern(self.text).finditer(flat))


class Rule(NamedTuple):
    """One thing that is not allowed; `only_in` is empty where it holds for every situation.

    A phrase that stands inside one of `unless` is allowed: "please cancel" in "no need to cancel".
    """

    code: str
    message: str
    source: str
    detect: str | None
    phrases: tuple[Phrase, ...]
    unless: tuple[str, ...]
    only_in: tuple[str, ...]
    fix: str | None


class RuleList(NamedTuple):
    """Everything a family of platforms does not allow.

    Hundreds of phrases are told apart quickly by how the first word of their key begins; keys that can begin anywhere
    are searched for one by one, those beyond ASCII only in a text beyond ASCII.
    """

    shapes: tuple[Rule, ...]
    phrases: Mapping[str, tuple[tuple[Rule, Phrase], ...]]
    by_beginning: Mapping[str, tuple[str, ...]]
    anywhere: tuple[str, ...]
    beyond_ascii: tuple[str, ...]

    def found_in(self, text: str) -> Iterator[tuple[Rule, int, int]]:
        """Find what is not allowed in a text."""
        flat = flattened(text)
        folded = fold(flat)
        # By identity: a rule is as long as its lists, and takes long to hash.
        spans: dict[int, tuple[Rule, list[tuple[int, int]]]] = {}
        for rule, phrase in self._near(folded):
            spans.setdefault(id(rule), (rule, []))[1].extend(phrase.find(flat))
        for rule, found in spans.values():
            unless = _allowed(rule.unless) if found else ()
            allowed = [span for each in unless if each.key in folded for span in each.find(flat)]
            for start, end in found:
                if not any(first < end and start < last for first, last in allowed):
                    yield rule, start, end

    def _near(self, folded: str) -> Iterator[tuple[Rule, Phrase]]:
        """Give the phrases that a text may hold."""
        beginnings = {word[:_BEGINNING] for word in _WORDS.findall(folded)} & self.by_beginning.keys()
        near = {key for beginning in beginnings for key in self.by_beginning[beginning] if key in folded}
        near.update(key for key in self.anywhere if key in folded)
        if not folded.isascii() and _LETTER_BEYOND_ASCII.search(folded):
            near.update(key for key in self.beyond_ascii if key in folded)
        return (each for key in near for each in self.phrases[key])


def fold(flat: str) -> str:
    """Return a flat text with single spaces, the way the keys of phrases are written."""
    return " ".join(flat.split())


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    small = phrase.lower()
    wide = has_wide(small)
    body = "".join(_piece(piece, wide=wide) for piece in _PIECES.split(small))
    after = ALONE_AFTER if re.search(rf"{LETTER}\)?$", small) else ""
    first = _FIRST_WORD.match(small)
    if first:
        # A pattern that begins with its letters is searched for many times as fast as one that looks back first.
        return re.compile(f"{first[0]}(?<!{LETTER}{first[0]}){body[len(first[0]) :]}{after}")
    before = ALONE_BEFORE if re.match(LETTER, _CHOICE.sub(r"\1", small)) else ""
    return re.compile(before + body + after)


def _piece(piece: str, *, wide: bool) -> str:
    if "..." in piece:
        return _WIDE_GAP if wide else _GAP
    if piece.isspace():
        return r"\s+"
    return _SIGNS.get(piece) or re.escape(piece)


def phrase(text: str) -> Phrase:
    """Return a phrase as it stands in a list, ready to be looked for by the longest piece that is always in it."""
    pieces = _GAPS.split(text.lower())
    # Every other one is the gap before it; a piece right after an ending or a choice can stand inside a word.
    # Of two alike the last: requests begin with the same few words.
    longest = max(range(0, len(pieces), 2), key=lambda at: (len(pieces[at].strip()), at))
    key = pieces[longest]
    inside = longest > 0 and pieces[longest - 1] != "..." and not key[:1].isspace()
    return Phrase(" ".join(text.split()), " ".join(key.split()), inside)


def _spelled_out(text: str) -> Iterator[Phrase]:
    """Give a phrase, or where its choices leave no piece to look for, one for each of the most telling choice."""
    found = phrase(text)
    choices = list(_CHOICE.finditer(text))
    if not choices or len(found.key) >= (_TELLING if found.key.isascii() else _TELLING_WIDE):
        yield found
        return
    choice = max(choices, key=lambda each: min(map(len, each[1].split("|"))))
    for each in choice[1].split("|"):
        yield from _spelled_out(text[: choice.start()] + each + text[choice.end() :])


def phrases_in(texts: Iterable[str]) -> tuple[Phrase, ...]:
    """Return the phrases that a list writes down."""
    return tuple(dict.fromkeys(each for text in texts for each in _spelled_out(text)))


@lru_cache(maxsize=32)
def _allowed(texts: tuple[str, ...]) -> tuple[Phrase, ...]:
    return phrases_in(texts)


@lru_cache(maxsize=8)
def rules_of(family: str, folder: Path | None = None) -> RuleList:
    """Return what a family of platforms does not allow; ResourceError on a mistake in its file."""
    path = (folder or resource_folder() / "checks") / f"{family}.toml"
    tables = read_toml(path)
    sources = tables.get("sources", {})
    rules = [_rule(path.name, number, row, sources) for number, row in enumerate(tables.get("rule", []), 1)]
    phrases: dict[str, tuple[tuple[Rule, Phrase], ...]] = {}
    for rule in rules:
        for each in rule.phrases:
            phrases[each.key] = (*phrases.get(each.key, ()), (rule, each))
    open_keys = {each.key for rule in rules for each in rule.phrases if each.inside}
    ascii_keys = {key for key in phrases if key.isascii()}
    return RuleList(
        shapes=tuple(rule for rule in rules if rule.detect),
        phrases=phrases,
        by_beginning=_by_beginning(ascii_keys - open_keys),
        anywhere=tuple(sorted(ascii_keys & open_keys)),
        beyond_ascii=tuple(key for key in phrases if not key.isascii()),
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
        phrases=phrases_in(text for texts in row.get("words", {}).values() for text in texts),
        unless=tuple(text for texts in row.get("unless", {}).values() for text in texts),
        only_in=tuple(row.get("only_in", ())),
        fix=row.get("fix"),
    )


def _address(where: str, named: str | list[str], sources: dict[str, str]) -> str:
    first = named[0] if isinstance(named, list) else named
    if first not in sources:
        raise ResourceError(f"{where}: the source {first!r} does not stand in [sources]")
    return sources[first]
