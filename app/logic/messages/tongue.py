"""The language of a text, told by its small words or its script, and texts that say nothing but thank you."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from app.logic.messages.patterns import LatePattern
from app.logic.messages.scripts import count_wide, flattened, has_wide
from app.logic.messages.wordlists import Phrase, fold, phrases_in
from app.logic.resource_file import read_toml
from app.logic.resources import resource_folder

_WORDS: Final = re.compile(r"[^\W\d_]+")
_KANA: Final = LatePattern(r"[\u3041-\u30ff]")
_LINES: Final = re.compile(r"[^\n]+")
# Between Han and kana a mark ends a clause without a blank.
_CLAUSE_ENDS: Final = re.compile(r"[.!?,;:\u2014-]+(?=\s|$)|[。、]|(?<=[^\x00-\x7f])[,!?;:]|[,!?;:](?=[^\x00-\x7f])")
_SENTENCE_END: Final = ".!?。"
_FEWEST_WORDS: Final = 12
_LONGEST_CLOSING: Final = 4
_LONGEST_THANKS: Final = 11
_LONGEST_WIDE: Final = 34
_LONGEST_WIDE_FILLER: Final = 14
_NEAR_BEGINNING: Final = 2
"""Characters before the thanks: a blank, or the opening mark of a Spanish exclamation."""


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return read_toml(resource_folder() / "checks" / "languages.toml")


@lru_cache(maxsize=1)
def _small_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _tables()["small_words"].items()}


@lru_cache(maxsize=4)
def _phrases(table: str) -> tuple[Phrase, ...]:
    return phrases_in(text for texts in _tables()[table].values() for text in texts)


def languages_told() -> tuple[str, ...]:
    """List the languages that are told apart."""
    return (*_small_words(), *(name for name in _tables()["thanks"] if name not in _small_words()))


def language_of(text: str) -> str | None:
    """Tell the language of a text; None for a short one, or one that could be several."""
    wide = count_wide(text)
    if wide > len(text) / 5:
        return _of_script(text, wide)
    words = _WORDS.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return None
    counts = sorted(
        ((sum(word in small for word in words), name) for name, small in _small_words().items()), reverse=True
    )
    (most, name), (next_most, _) = counts[:2]
    return name if most >= len(words) / 10 and most > 1.5 * next_most else None


def _of_script(text: str, wide: int) -> str | None:
    """Tell Japanese from Chinese: some kana can stand in a Chinese text, and a Japanese line can be nearly all Han."""
    kana = sum(1 for _ in _KANA.finditer(text))
    if kana * 5 >= wide:
        return "ja"
    return "zh" if wide >= _FEWEST_WORDS and kana * 20 < wide else None


def other_language(text: str, chosen: str) -> str | None:
    """Return the language of a text that is clearly not in the chosen one."""
    words, small = _WORDS.findall(text.lower()), _small_words().get(chosen)
    # No other language can have nearly as many small words as a text with one in four of its own.
    if small and sum(map(small.__contains__, words)) * 4 > len(words):
        return None
    language = language_of(text)
    return language if language and language != chosen else None


def only_thanks(text: str) -> bool:
    """Say whether a text says thank you and nothing else; greeting and closing do not count."""
    lines = [line for line in _LINES.findall(text) if line.strip()]
    told = [line for number, line in enumerate(lines) if not _is_frame(line, first=number == 0)]
    # Nearly every text ends with something else than thanks, which is seen quickly.
    if not all(_thanks_key().search(fold(flattened(line))) for line in reversed(told)):
        return False
    clauses = [clause for line in told for clause in map(str.strip, _CLAUSE_ENDS.split(line)) if clause]
    if not all(_is_thanks(clause) or _is_filler(clause) for clause in clauses):
        return False
    return any(map(_is_thanks, (*clauses, *lines)))


@lru_cache(maxsize=1)
def _thanks_key() -> re.Pattern[str]:
    """Return the pattern of what every phrase of thanks has one of."""
    return re.compile("|".join(re.escape(each.key) for each in _phrases("thanks")))


def _is_too_long(clause: str) -> bool:
    if len(clause) > _LONGEST_WIDE and has_wide(clause):
        return _length(clause) > _LONGEST_WIDE
    return clause.count(" ") >= _LONGEST_THANKS


def _is_frame(line: str, *, first: bool) -> bool:
    """Say whether a line can be greeting, closing or name: short, and no sentence of its own."""
    if has_wide(line):
        return _is_filler(line) and (first or line.rstrip()[-1:] not in _SENTENCE_END)
    words = line.split()
    return len(words) <= _LONGEST_CLOSING and (first or line.rstrip()[-1:] not in _SENTENCE_END)


def _is_filler(clause: str) -> bool:
    if has_wide(clause):
        return _length(clause) <= _LONGEST_WIDE_FILLER and not any(each.key in clause for each in _phrases("tells"))
    return len(clause.split()) <= 1


def _is_thanks(clause: str) -> bool:
    flat = flattened(clause)
    folded = fold(flat)
    wide = has_wide(clause)
    if _is_too_long(clause):
        return False
    if any(each.key in folded and any(True for _ in each.find(flat)) for each in _phrases("goes_on")):
        return False
    return any(
        each.key in folded and any(wide or start <= _NEAR_BEGINNING for start, _ in each.find(flat))
        for each in _phrases("thanks")
    )


def _length(clause: str) -> int:
    """Count the characters that are not masked."""
    return len(clause) - clause.count("\x7f")
