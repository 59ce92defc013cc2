"""The keys a policy file may hold, and what kind of value each of them takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, TypeGuard

from app.logic.calendar import CLOCK_UNITS
from app.logic.facts import FACT_VALUES, SOURCE_VALUES

_MONEY: Final = re.compile(r"[0-9]+(\.[0-9]+)?")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_CATEGORY: Final = re.compile(r"[a-z]+(_[a-z]+)*")


_LONGEST_YEARS: Final = 20
_PER_YEAR: Final = {"minutes": 366 * 24 * 60, "hours": 366 * 24, "months": 12, "years": 1}
"""How many of a unit a year has at most; of every other unit 366."""
_MOST: Final = 10_000_000


def _is_number(value: object) -> TypeGuard[int]:
    # True and False are whole numbers to Python.
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST


def _clock(value: object, unit: str | None) -> str | None:
    if not _is_number(value):
        return f"value must be a whole number, not {value!r}"
    if unit not in CLOCK_UNITS:
        return f"unit must be one of {', '.join(CLOCK_UNITS)}, not {unit!r}"
    # No deadline is that long; a slip of the pen would only lead out of the calendar.
    if value > _LONGEST_YEARS * _PER_YEAR.get(unit, 366):
        return f"value must be at most {_LONGEST_YEARS} years, not {value} {unit.replace('_', ' ')}"
    return None


def _percent(value: object, unit: str | None) -> str | None:
    if not _is_number(value) or value > 100 or unit != "percent":
        return f"value must be a whole number from 0 to 100 with the unit percent, not {value!r} {unit}"
    return None


def _money(value: object, unit: str | None) -> str | None:
    if not isinstance(value, str) or not _MONEY.fullmatch(value):
        return f'value must be an amount in quotation marks such as "250.00", not {value!r}'
    if unit is None or not _CURRENCY.fullmatch(unit):
        return f"unit must be a currency such as USD, not {unit!r}"
    return None


def _count(value: object, unit: str | None) -> str | None:
    if not _is_number(value) or unit not in ("characters", "lines"):
        return f"value must be a whole number with the unit characters or lines, not {value!r} {unit}"
    return None


def _categories(value: object, unit: str | None) -> str | None:
    if not isinstance(value, list) or not value or unit is not None:
        return f"value must be a list of categories without a unit, not {value!r}"
    bad = [word for word in value if not isinstance(word, str) or not _CATEGORY.fullmatch(word)]
    return f"a category must be a word in small letters, not {bad[0]!r}" if bad else None


def _fault(value: object, unit: str | None) -> str | None:
    if value not in FACT_VALUES["fault"] or unit is not None:
        return f"value must be {' or '.join(FACT_VALUES['fault'])} without a unit, not {value!r}"
    return None


def _months(value: object, unit: str | None) -> str | None:
    names = ("first_month", "first_day", "last_month", "last_day")
    if not isinstance(value, dict) or set(value) != set(names) or unit is not None:
        return f"value must be a table of {', '.join(names)}, not {value!r}"
    bad = [name for name in names if not _is_number(value[name])]
    return f"{bad[0]} must be a whole number, not {value[bad[0]]!r}" if bad else None


def _season(value: object, unit: str | None) -> str | None:
    if not isinstance(value, dict) or not isinstance(value.get("name"), str) or unit is not None:
        return f"value must be a table with a name, not {value!r}"
    if unknown := set(value) - {"name", "return_until"}:
        return f"value holds the unknown field {min(unknown)!r}; allowed are name and return_until"
    days = value.get("return_until", {})
    if not isinstance(days, dict):
        return f"return_until must be a table of categories and dates, not {days!r}"
    bad = [category for category, day in days.items() if type(day) is not date]
    return f"return_until of {bad[0]} must be a date, not {days[bad[0]]!r}" if bad else None


CATEGORIES_KEY: Final = "return.categories"
SEASON_KEY: Final = "return.season"

_Check = Callable[[object, str | None], str | None]

_CHECKS: Final[Mapping[str, _Check]] = MappingProxyType(
    {
        "appeal.days": _clock,
        "authorise.abroad": _clock,
        "authorise.clock": _clock,
        "cancel.answer": _clock,
        "cancel.auto_cancel": _clock,
        "cancel.self_cancel_minutes": _clock,
        "claim.answer": _clock,
        "claim.closes": _clock,
        "claim.opens": _clock,
        "claim.opens_after_order": _clock,
        "deduction.most_percent": _percent,
        "deduction.photo_percent": _percent,
        "late_fee.percent": _percent,
        "message.max_blank_lines": _count,
        "message.max_characters": _count,
        "protection.cap": _money,
        "refund.deadline": _clock,
        "reply.clock": _clock,
        CATEGORIES_KEY: _categories,
        SEASON_KEY: _season,
        "return.season_orders": _months,
        "safet.days": _clock,
        "signature.threshold": _money,
        # consumer law
        "delay.refund_within": _clock,
        "delay.ship_within": _clock,
        "delay.silence": _clock,
        "deliver_within": _clock,
        "reject.refund_within": _clock,
        "reject.short_term": _clock,
        "rescission.days": _clock,
        "withdrawal.days": _clock,
        "withdrawal.refund_days": _clock,
        "withdrawal.send_back_days": _clock,
        "withdrawal.untold_extension": _clock,
    }
)
_WINDOW: Final = "return.window."
_REASON: Final = "reason_fault."


def complaint_about(key: str, value: object, unit: str | None) -> str | None:
    """Say what is wrong with the key, value or unit of an entry; None when all three fit."""
    check = _check_for(key)
    return check(value, unit) if check else f"the program reads no value of the name {key!r}"


def _check_for(key: str) -> _Check | None:
    if key.startswith(_WINDOW) and _CATEGORY.fullmatch(key.removeprefix(_WINDOW)):
        return _clock
    if key.startswith(_REASON) and key.removeprefix(_REASON) in SOURCE_VALUES["reason"]:
        return _fault
    return _CHECKS.get(key)


def window_category(key: str) -> set[str]:
    """Return the category in the key of a return window as a set; an empty one for every other key."""
    return {key.removeprefix(_WINDOW)} if key.startswith(_WINDOW) else set()
