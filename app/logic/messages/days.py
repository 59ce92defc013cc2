"""Dates in a text, read the way its readers read them."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

_DIGITS: Final = re.compile(r"\d+")
_REACH: Final = 20
_BEFORE: Final = r"(?<![0-9A-Za-z_\u00c0-\u00ff.,/-])"
_AFTER: Final = r"(?![0-9A-Za-z_\u00c0-\u00ff/]|\.\d)"
_ISO: Final = r"(?P<iso_y>\d{4})(?P<iso_sep>[-/.])(?P<iso_m>\d{1,2})(?P=iso_sep)(?P<iso_d>\d{1,2})"
_SLASHED: Final = r"(?P<s1>\d{1,2})(?P<sep>[/.-])(?P<s2>\d{1,2})(?P=sep)(?P<s_y>\d{4}|\d{2})"
_WIDE: Final = r"(?:(?P<w_y>\d{4}) ?年 ?)?(?P<w_m>\d{1,2}) ?月 ?(?P<w_d>\d{1,2}) ?[日号號]"
_HAN: Final = "一二三四五六七八九十"
_IN_HAN: Final = re.compile(rf"(?P<m>[{_HAN}]{{1,2}})月(?P<d>[{_HAN}]{{1,3}})[日号號]")
_MONTH_FIRST: Final = ("en_US", "en_CA", "ja", "zh")
_LEADING_WORDS: Final = {
    "en": r"on|by|until|till|since|from|before|after|between",
    "de": r"am|vom|bis|zum|ab|seit|dem|den",
    "fr": r"le|du|au",
    "es": r"el|del|al|hasta|desde",
    "it": r"il|del|dal|al|entro",
}
"""Words after which figures such as 3/11 are a date and not a fraction."""

_WIDE_LED: Final = (
    r"(?:(?<=[于於在到至])|(?<=[于於在到至] ))(?P<b1>\d{1,2})(?P<b_sep>/)(?P<b2>\d{1,2})(?![\d/])"
    r"|(?<![\d/.-])(?P<c1>\d{1,2})(?P<c_sep>/)(?P<c2>\d{1,2})"
    r"(?= ?(?:に|まで|頃|ごろ|から|より|以降|以前|着|発|[~〜～(（]|之?前|之?[后後]|至|到|送达|送達|发出|發出))"
)


_FIGURES: Final = (
    ("s1", "sep", "s2"),
    ("b1", "b_sep", "b2"),
    ("c1", "c_sep", "c2"),
    ("l1", "l_sep", "l2"),
    ("p1", "p_sep", "p2"),
)
_MONTHS, _LONGEST_MONTH = 12, 31


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
        elif day := _in_figures(match, part, locale):
            yield day
    if "月" in text:
        yield from _in_han(text)


def _near_digits(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Search only the stretches of a text around its digits, which are few."""
    start = end = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() - _REACH > end:
            yield from pattern.finditer(text, start, end)
            start = digits.start() - _REACH
        end = digits.end() + _REACH
    yield from pattern.finditer(text, start, end)


def _in_figures(match: re.Match[str], part: dict[str, str | None], locale: str) -> Day | None:
    """Read figures between points or slashes; None for such as no calendar has, which are something else."""
    one, sep, two = next(names for names in _FIGURES if part.get(names[0]))
    first, second = int(part[one] or 0), int(part[two] or 0)
    month_first = part.get(sep) != "." and (locale in _MONTH_FIRST or locale.partition("_")[0] in _MONTH_FIRST)
    month, day = (first, second) if month_first else (second, first)
    year = _year(part["s_y"])
    # A year makes it a date, even one that does not exist.
    if year is None and not (1 <= month <= _MONTHS and 1 <= day <= _LONGEST_MONTH):
        return None
    return Day(match.start(one), match.end() if year else match.end(two), month, day, year)


def _in_han(text: str) -> Iterator[Day]:
    """Find days of which month and day are written in Han figures."""
    for match in _IN_HAN.finditer(text):
        yield Day(*match.span(), _han_number(match["m"]), _han_number(match["d"]), None)


def _han_number(figures: str) -> int:
    tens, ten, ones = figures.rpartition("十")
    return (_HAN.index(tens[-1]) + 1 if tens else 1) * 10 * bool(ten) + (_HAN.index(ones[-1]) + 1 if ones else 0)


def _year(text: str | None) -> int | None:
    return int(text) if text else None


@lru_cache(maxsize=32)
def _months(locale: str) -> dict[str, int]:
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            found = get_month_names(width, context, locale)
            names |= {str(name).strip("."): number for number, name in found.items()}
    if locale.startswith(("en", "es", "it", "fr", "de")):
        names.setdefault("Sept", 9)
    # In English "may" and "march" are words of their own.
    small = {} if locale.startswith("en") else {name.lower(): number for name, number in names.items()}
    large = {name.capitalize(): number for name, number in names.items()}
    names = {**{name.upper(): number for name, number in names.items()}, **small, **large, **names}
    return {name: number for name, number in names.items() if not name[0].isdigit()}


@lru_cache(maxsize=32)
def _date_pattern(locale: str) -> re.Pattern[str]:
    language = locale.partition("_")[0]
    names = "|".join(re.escape(name) for name in sorted(_months(locale), key=len, reverse=True)) or "(?!)"
    named = rf"(?P<m1>{names})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y1>\d{{4}}))?"
    led = rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?(?: of| de)? ?(?P<m2>{names})\b"
    led += r"(?:\.(?= \d{4}))?(?:,?(?: de| del)? (?P<y2>\d{4}))?"
    return re.compile(rf"{_BEFORE}(?:{named}|{led}|{_ISO}|{_SLASHED}){_AFTER}|{_WIDE}|{_without_year(language)}")


def _without_year(language: str) -> str:
    """Return the pattern of a day and a month in figures alone."""
    if language in ("ja", "zh"):
        return _WIDE_LED
    led = rf"\b(?i:{_LEADING_WORDS.get(language, '(?!)')}) (?P<l1>\d{{1,2}})(?P<l_sep>/)(?P<l2>\d{{1,2}})"
    led += r"(?![\d/]| ?- ?\d)"
    if language != "de":
        return led
    return rf"{led}|{_BEFORE}(?P<p1>\d{{1,2}})(?P<p_sep>\.) ?(?P<p2>\d{{1,2}})\.(?![\d/]| ?Uhr)"
