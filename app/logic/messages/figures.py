"""Amounts and dates in a text, read the way its readers read them."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from app.logic.currencies import currency_digits

_SYMBOLS: Final = {
    "US$": ("USD",),
    "CA$": ("CAD",),
    "C$": ("CAD",),
    "$US": ("USD",),
    "$CA": ("CAD",),
    "$AU": ("AUD",),
    "£GB": ("GBP",),
    "A$": ("AUD",),
    "AU$": ("AUD",),
    "JP¥": ("JPY",),
    "CN¥": ("CNY",),
    "$": ("USD", "CAD", "AUD", "MXN", "SGD", "NZD", "HKD", "TWD"),
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "￥": ("JPY", "CNY"),
    "円": ("JPY",),
    "元": ("CNY",),
}
_CODES: Final = ("USD", "CAD", "AUD", "EUR", "GBP", "JPY", "CNY", "SEK", "PLN", "CHF", "MXN", "SGD")
# The longest first: "US$" ends with "$".
_MARKS: Final = tuple(sorted((*_SYMBOLS, *_CODES), key=len, reverse=True))
_NUMBER: Final = re.compile(r"\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)")
_GAPS: Final = " \u00a0\u202f"
_DIGITS: Final = re.compile(r"\d+")
_REACH: Final = 20
_ISO: Final = r"(?P<iso_y>\d{4})-(?P<iso_m>\d{1,2})-(?P<iso_d>\d{1,2})"
_SLASHED: Final = r"(?P<s1>\d{1,2})(?P<sep>[/.])(?P<s2>\d{1,2})(?P=sep)(?P<s_y>\d{4}|\d{2})"
_WIDE: Final = r"(?:(?P<w_y>\d{4})年)?(?P<w_m>\d{1,2})月(?P<w_d>\d{1,2})日"


class Amount(NamedTuple):
    """An amount found in a text, in minor units; `currencies` are those its mark can mean."""

    start: int
    end: int
    minor: int
    currencies: tuple[str, ...]


class Day(NamedTuple):
    """A date found in a text; `year` is None where none is written. It need not exist in the calendar."""

    start: int
    end: int
    month: int
    day: int
    year: int | None

    def nearest(self, today: date) -> date:
        """Return the day that is meant, near to another one where no year is written; it must exist."""
        if self.year is not None:
            return date(self.year, self.month, self.day)
        # A leap day exists in one of four years.
        years = [
            year for year in range(today.year - 4, today.year + 5) if (self.month, self.day) != (2, 29) or isleap(year)
        ]
        return min((date(year, self.month, self.day) for year in years), key=lambda day: abs(day - today))

    def is_one_of(self, days: frozenset[date]) -> bool:
        """Say whether it means one of these days."""
        return any(
            (self.month, self.day) == (known.month, known.day) and self.year in (None, known.year, known.year % 100)
            for known in days
        )


def _near_digits(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Search only the stretches of a text around its digits, which are few."""
    start = end = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() - _REACH > end:
            yield from pattern.finditer(text, start, end)
            start = digits.start() - _REACH
        end = digits.end() + _REACH
    yield from pattern.finditer(text, start, end)


def amounts_in(text: str, currency: str) -> Iterator[Amount]:
    """Find the amounts of a text; a number without a sign of money is none."""
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        before, after = _mark_before(text, start), _mark_after(text, end)
        mark = before or after
        if mark:
            left = text.rindex(before, 0, start) if before else start
            right = end if before or not after else text.index(after, end) + len(after)
            yield Amount(left, right, _minor(match[0], currency_digits(currency)), _SYMBOLS.get(mark, (mark,)))


def _mark_before(text: str, start: int) -> str | None:
    stretch = text[max(0, start - 5) : start]
    stretch = stretch[:-1] if stretch[-1:] in _GAPS else stretch
    if not stretch.endswith(_MARKS):
        return None
    mark = next(mark for mark in _MARKS if stretch.endswith(mark))
    # Letters before it make it part of a word.
    return None if mark.isalpha() and stretch[: -len(mark)][-1:].isalnum() else mark


def _mark_after(text: str, end: int) -> str | None:
    stretch = text[end : end + 5]
    stretch = stretch[1:] if stretch[:1] in _GAPS else stretch
    if not stretch.startswith(_MARKS):
        return None
    mark = next(mark for mark in _MARKS if stretch.startswith(mark))
    return None if stretch[len(mark) :][:1].isalnum() else mark


def _minor(number: str, digits: int) -> int:
    # One or two digits after the last point or comma are cents; three make a group of thousands.
    whole, cents = number, ""
    found = re.fullmatch(r"(.*)[.,](\d{1,2})", number)
    if found:
        whole, cents = found[1], found[2]
    whole = re.sub(r"\D", "", whole)
    return int(whole + cents.ljust(digits, "0")[:digits]) if digits else int(whole)


@lru_cache(maxsize=32)
def _months(locale: str) -> dict[str, int]:
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            found = get_month_names(width, context, locale)
            names |= {str(name).strip("."): number for number, name in found.items()}
    return {name: number for name, number in names.items() if not name[0].isdigit()}


@lru_cache(maxsize=32)
def _date_pattern(locale: str) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_months(locale), key=len, reverse=True)) or "(?!)"
    named = rf"(?P<m1>{names})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y1>\d{{4}}))?"
    led = rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?(?: of| de)? (?P<m2>{names})\b"
    led += r"(?:\.(?= \d{4}))?(?:,?(?: de)? (?P<y2>\d{4}))?"
    return re.compile(rf"(?<![\w.,/-])(?:{named}|{led}|{_ISO}|{_SLASHED})(?![\w/]|\.\d)|{_WIDE}")


def dates_in(text: str, locale: str) -> Iterator[Day]:
    """Find the dates of a text, written in words or in figures the way the locale orders them."""
    months = _months(locale)
    for match in _near_digits(_date_pattern(locale), text):
        part = match.groupdict()
        start, end = match.span()
        if part["m1"]:
            yield Day(start, end, months[part["m1"]], int(part["d1"]), _year(part["y1"]))
        elif part["m2"]:
            yield Day(start, end, months[part["m2"]], int(part["d2"]), _year(part["y2"]))
        elif part["iso_y"]:
            yield Day(start, end, int(part["iso_m"]), int(part["iso_d"]), int(part["iso_y"]))
        elif part["w_m"]:
            yield Day(start, end, int(part["w_m"]), int(part["w_d"]), _year(part["w_y"]))
        else:
            yield _in_figures(start, end, part, locale)


def _in_figures(start: int, end: int, part: dict[str, str], locale: str) -> Day:
    first, second = int(part["s1"]), int(part["s2"])
    month_first = locale in ("en_US", "en_CA") and part["sep"] == "/"
    month, day = (first, second) if month_first else (second, first)
    return Day(start, end, month, day, int(part["s_y"]))


def _year(text: str | None) -> int | None:
    return int(text) if text else None
