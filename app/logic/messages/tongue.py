"""The language of a text, told by its small words or its script, and texts that say nothing but thank you."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from app.logic.messages.patterns import LatePattern
from app.logic.messages.wordlists import Phrase, fold, phrase
from app.logic.resource_file import read_toml
from app.logic.resources import resource_folder

_WORDS: Final = re.compile(r"[^\W\d_]+")
_KANA: Final = LatePattern(r"[\u3041-\u30ff]")
_HAN: Final = LatePattern(r"[\u4e00-\u9fff]")
_SENTENCE_ENDS: Final = re.compile(r"[.!?。！？\n]+")
_FEWEST_WORDS: Final = 12
_LONGEST_CLOSING: Final = 4


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return read_toml(resource_folder() / "checks" / "languages.toml")


@lru_cache(maxsize=1)
def _small_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _tables()["small_words"].items()}


@lru_cache(maxsize=1)
def _thanks() -> tuple[Phrase, ...]:
    return tuple(phrase(text) for texts in _tables()["thanks"].values() for text in texts)


def language_of(text: str) -> str | None:
    """Tell the language of a text; None for a short one, or one that could be several."""
    wide = 0 if text.isascii() else sum(1 for pattern in (_HAN, _KANA) for _ in pattern.finditer(text))
    if wide > len(text) / 5:
        return "ja" if _KANA.search(text) else "zh"
    words = _WORDS.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return None
    counts = sorted(
        ((sum(word in small for word in words), name) for name, small in _small_words().items()), reverse=True
    )
    (most, name), (next_most, _) = counts[:2]
    return name if most >= len(words) / 10 and most > 1.5 * next_most else None


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
    thanked = False
    for sentence in map(str.strip, _SENTENCE_ENDS.split(text)):
        if not sentence or _is_frame(sentence):
            continue
        if not _is_thanks(sentence):
            return False
        thanked = True
    return thanked


def _is_frame(sentence: str) -> bool:
    words = sentence.split()
    return len(words) <= _LONGEST_CLOSING and not (_is_wide(sentence) or _is_thanks(sentence))


def _is_wide(text: str) -> bool:
    return not text.isascii() and _HAN.search(text) is not None


def _is_thanks(sentence: str) -> bool:
    folded = fold(sentence)
    return any(each.key in folded and any(start == 0 for start, _ in each.find(sentence)) for each in _thanks())
