"""Days as a seller types them: 2026-11-05, 5 Nov, 11/5, today, yesterday, -3, +7, mon."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WORDS = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = ("january february march april may june july august september october november december").split()  # noqa: SIM905  a list of words reads better than a list of quotation marks
_STEP = re.compile(r"([+-])\s?([0-9]{1,3})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})([./-])\s?([0-9]{1,2})(?:\2\s?([0-9]{4}|[0-9]{2})?)?")
_DAY_MONTH = re.compile(r"([0-9]{1,2})\.?\s*([a-z]{3,9})\.?,?\s*([0-9]{4})?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s*([0-9]{1,2}),?\s*([0-9]{4})?")


def read_day(text: str, today: date, *, ahead: bool = False, month_first: bool = False) -> date | None:
    """Return the day that was meant, or None; `ahead` looks for a weekday after today, else before it.

    `month_first` settles 11/5 and 5/11 where both could be meant, as in the United States.
    """
    words = " ".join(text.lower().split())
    try:
        return (
            _relative(words, today, ahead=ahead)
            or _iso(words)
            or _numbers(words, today, month_first=month_first)
            or _named_month(words, today)
        )
    except (ValueError, OverflowError):
        return None


def spell_day(day: date) -> str:
    """Write a day so that it cannot be misread: 5 Nov 2026."""
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"


def spell_weekday(day: date) -> str:
    """Write a day with its weekday: Thu 5 Nov 2026."""
    return f"{_WEEKDAYS[day.weekday()].capitalize()} {spell_day(day)}"


def _relative(words: str, today: date, *, ahead: bool) -> date | None:
    if words in _WORDS:
        return today + timedelta(days=_WORDS[words])
    if step := _STEP.fullmatch(words):
        return today + timedelta(days=int(step[1] + step[2]))
    for names in (_WEEKDAYS, _FULL_WEEKDAYS):
        if words in names:
            distance = (names.index(words) - today.weekday()) % 7
            return today + timedelta(days=distance if ahead else (distance - 7 if distance else 0))
    return None


def _iso(words: str) -> date | None:
    found = _ISO.fullmatch(words)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _numbers(words: str, today: date, *, month_first: bool) -> date | None:
    found = _NUMBERS.fullmatch(words)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] == "/" and month_first:
        first, second = second, first
    if second > 12 >= first:
        first, second = second, first
    return _complete(first, second, found[4], today)


def _named_month(words: str, today: date) -> date | None:
    if found := _DAY_MONTH.fullmatch(words):
        day, month, year = found[1], found[2], found[3]
    elif found := _MONTH_DAY.fullmatch(words):
        month, day, year = found[1], found[2], found[3]
    else:
        return None
    if month not in _FULL_MONTHS and month[:3] + month[3:].removeprefix("t") not in _MONTHS:
        return None
    return _complete(int(day), _MONTHS.index(month[:3]) + 1, year, today)


def _complete(day: int, month: int, year: str | None, today: date) -> date:
    """Add the year that lies nearest to today where none was typed."""
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    nearest: date | None = None
    for candidate in (today.year - 1, today.year, today.year + 1):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if nearest is None or abs((found - today).days) < abs((nearest - today).days):
            nearest = found
    if nearest is None:
        raise ValueError("no such day in these years")
    return nearest
