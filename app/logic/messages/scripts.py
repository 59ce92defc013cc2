"""Characters of several scripts brought to one form, so that a check need not know how something was typed."""

from __future__ import annotations

from typing import Final

LETTER: Final = r"[0-9A-Za-z_\u00c0-\u00ff]"
"""A letter or digit of a word between blanks; Han and kana, in which words need none, are no such letters.

No character beyond 255: a pattern with a range of Han takes milliseconds to compile.
"""

ALONE_BEFORE: Final = rf"(?<!{LETTER})"
ALONE_AFTER: Final = rf"(?!{LETTER})"
"""Where a word begins and ends, also between Han and kana, where `\\b` sees none."""

_FIRST_WIDE, _LAST_WIDE = "\u3005", "\u9fff"
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS: Final = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"), " ")
_HYPHENS: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212\ufe63"), "-")
_NARROW: Final = _FULL_WIDTH | _BLANKS | _HYPHENS | {0xFFE5: "¥", 0xFFE1: "£"}


def narrowed(text: str) -> str:
    """Return a text of the same length without full-width letters, rare blanks and rare hyphens."""
    return text if text.isascii() else text.translate(_NARROW)


def flattened(text: str) -> str:
    """Return a text of the same length in small letters with straight apostrophes."""
    lowered = text.lower()
    if len(lowered) != len(text):
        # A few capitals have small letters of two characters.
        lowered = "".join(small if len(small := each.lower()) == 1 else each for each in text)
    return lowered.replace("’", "'")


def has_wide(text: str) -> bool:
    """Say whether a text has kana, Han or what stands between them."""
    return not text.isascii() and max(text) >= _FIRST_WIDE


def count_wide(text: str) -> int:
    """Count kana and Han."""
    return sum(_FIRST_WIDE <= each <= _LAST_WIDE for each in text) if has_wide(text) else 0
