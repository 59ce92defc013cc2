"""Amounts in a text, read the way its readers read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from app.logic.currencies import currency_digits
from app.logic.messages.patterns import LatePattern

_DOLLARS: Final = ("USD", "CAD", "AUD", "MXN", "SGD", "NZD", "HKD", "TWD")
_SYMBOLS: Final = {
    "US$": ("USD",),
    "CA$": ("CAD",),
    "C$": ("CAD",),
    "$US": ("USD",),
    "$CA": ("CAD",),
    "$ US": ("USD",),
    "$ CA": ("CAD",),
    "$AU": ("AUD",),
    "£GB": ("GBP",),
    "A$": ("AUD",),
    "AU$": ("AUD",),
    "JP¥": ("JPY",),
    "CN¥": ("CNY",),
    "$": _DOLLARS,
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "円": ("JPY",),
    "元": ("CNY",),
    "人民币": ("CNY",),
    "RMB": ("CNY",),
    "ドル": _DOLLARS,
    "米ドル": ("USD",),
    "ユーロ": ("EUR",),
    "ポンド": ("GBP",),
    "美元": ("USD",),
    "美金": ("USD",),
    "美刀": ("USD",),
    "加元": ("CAD",),
    "澳元": ("AUD",),
    "欧元": ("EUR",),
    "英镑": ("GBP",),
    "日元": ("JPY",),
    "日圆": ("JPY",),
}
_WORDS: Final = {
    "euro": ("EUR",),
    "euros": ("EUR",),
    "us-dollar": ("USD",),
    "us dollar": ("USD",),
    "us dollars": ("USD",),
    "dollar": _DOLLARS,
    "dollars": _DOLLARS,
    "bucks": _DOLLARS,
    "dólar": _DOLLARS,
    "dólares": _DOLLARS,
    "dollaro": _DOLLARS,
    "dollari": _DOLLARS,
    "yen": ("JPY",),
    "yenes": ("JPY",),
}
"""Words for money; a pound is a weight, too, and stays out."""

_CODES: Final = ("USD", "CAD", "AUD", "EUR", "GBP", "JPY", "CNY", "SEK", "PLN", "CHF", "MXN", "SGD")
_MEANINGS: Final = {**_SYMBOLS, **_WORDS, **{code: (code,) for code in _CODES}}
_TYPED_SMALL: Final = {code.lower(): (code,) for code in ("EUR", "USD", "GBP", "JPY")}
"""Codes that are typed in small letters, too; "5 sek" are seconds."""

# The longest first: "US$" ends with "$".
_MARKS: Final = tuple(sorted((*_SYMBOLS, *_CODES), key=len, reverse=True))
_AFTER: Final = LatePattern(
    r"[ \u00a0\u202f]?(?:("
    + "|".join(map(re.escape, _MARKS))
    + ")|((?i:"
    + "|".join(sorted(map(re.escape, (*_WORDS, *_TYPED_SMALL)), key=len, reverse=True))
    + ")))"
)
_NUMBER: Final = re.compile(
    r"\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)"
    r"|\d+(?:[.,](?:\d{1,2}(?!\d)|[-\u2013\u2014]{1,2}))?(?!\d)"
)
_CENTS: Final = re.compile(r"(.*)[.,](\d{1,2})")
_GAPS: Final = " \u00a0\u202f"


class Amount(NamedTuple):
    """An amount found in a text, in minor units; `currencies` are those its mark can mean."""

    start: int
    end: int
    minor: int
    currencies: tuple[str, ...]


def amounts_in(text: str, currency: str) -> Iterator[Amount]:
    """Find the amounts of a text; a number without a sign of money is none."""
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        before, after = _mark_before(text, start), _mark_after(text, end)
        mark = before or after
        if mark:
            left = text.rindex(before, 0, start) if before else start
            right = end if before or not after else text.index(after, end) + len(after)
            yield Amount(left, right, _minor(match[0], currency_digits(currency)), _meaning(mark))


def _meaning(mark: str) -> tuple[str, ...]:
    return _MEANINGS.get(mark) or _WORDS.get(mark.lower()) or _TYPED_SMALL[mark.lower()]


def _mark_before(text: str, start: int) -> str | None:
    stretch = text[max(0, start - 5) : start]
    stretch = stretch[:-1] if stretch[-1:] in _GAPS else stretch
    if not stretch.endswith(_MARKS):
        return None
    mark = next(mark for mark in _MARKS if stretch.endswith(mark))
    # Letters before it make it part of a word.
    return None if mark.isascii() and mark.isalpha() and _is_latin(stretch[: -len(mark)][-1:]) else mark


def _mark_after(text: str, end: int) -> str | None:
    found = _AFTER.match(text, end)
    if found is None:
        return None
    mark = str(found[1] or found[2])
    return None if mark[-1].isalpha() and _is_latin(text[found.end() : found.end() + 1]) else mark


def _is_latin(character: str) -> bool:
    """Say whether a character goes on with a word of letters; between Han and kana words need no blank."""
    return character.isalnum() and character < "\u3000"


def _minor(number: str, digits: int) -> int:
    # One or two digits after the last point or comma are cents; three make a group of thousands.
    whole, cents = number, ""
    found = _CENTS.fullmatch(number)
    if found:
        whole, cents = found[1], found[2]
    whole = re.sub(r"\D", "", whole)
    return int(whole + cents.ljust(digits, "0")[:digits]) if digits else int(whole)
