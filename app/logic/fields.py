"""Read single values of a request: each is checked by its kind, and a wrong one is refused by its dotted name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from app.logic.calendar import day_in_zone
from app.logic.currencies import currency_digits, minor_units
from app.logic.decision import BadInput
from app.logic.plain_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.logic.facts import Moment

LONGEST_LINE = 500
LONGEST_TEXT = 2_000
MOST_DIGITS = 12
FIRST_YEAR, LAST_YEAR = 1990, 2200
DAY_WANTED = f"Type a day such as 5 Nov or 2026-11-05, in the years {FIRST_YEAR} to {LAST_YEAR}."
_AMOUNT = re.compile(r"[0-9]+(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PERCENT = "Type a percentage from 0 to {}, such as 20."
_COUNTRY = re.compile(r"[A-Z]{2}")


def require_mapping(field: str, value: object) -> Mapping[str, object]:
    """Return an object of a request, or refuse anything else."""
    if not isinstance(value, Mapping):
        raise BadInput(field, "missing; an object is needed" if value is None else "an object with named values")
    return value


def refuse_unknown(prefix: str, given: Mapping[str, object], allowed: Iterable[str]) -> None:
    """Refuse the first key that is not known."""
    known = dict.fromkeys(allowed)
    for key in given:
        if key not in known:
            raise BadInput(prefix + (clean_line(key)[:60] or "(nameless)"), f"unknown; allowed are {', '.join(known)}")


def one_of(field: str, value: object, allowed: Sequence[str]) -> str:
    """Return a value that must be one of a list."""
    if not isinstance(value, str) or value not in allowed:
        given = "missing" if value is None else "not allowed"
        raise BadInput(field, f"{given}; allowed are {', '.join(allowed)}")
    return value


class FieldReader:
    """Read values of a place of sale, whose time zone tells which day a moment belongs to."""

    def __init__(self, time_zone: str | None) -> None:
        self._zone = time_zone

    def moment(self, field: str, value: object) -> Moment | None:
        """Read a date, or a date-time with offset."""
        if value is None:
            return None
        try:
            if not isinstance(value, str):
                raise ValueError
            moment = date.fromisoformat(value) if _DAY.fullmatch(value) else datetime.fromisoformat(value)
            if not FIRST_YEAR <= moment.year <= LAST_YEAR or not _DAY.match(value):
                raise ValueError
        except ValueError:
            raise BadInput(
                field,
                f"a date such as 2026-11-22 or a date-time with offset, in the years {FIRST_YEAR} to {LAST_YEAR}",
                DAY_WANTED,
            ) from None
        if isinstance(moment, datetime) and moment.tzinfo is None:
            raise BadInput(field, "a date-time needs an offset, such as 2026-11-22T10:00:00-08:00")
        return moment

    def day(self, field: str, value: object) -> date | None:
        """Read a date; a date-time becomes the day it is in the place's time zone."""
        moment = self.moment(field, value)
        return None if moment is None else day_in_zone(moment, self._zone)

    def line(self, field: str, value: object) -> str | None:
        """Read a text on one line; an empty one counts as none."""
        if value is None:
            return None
        if not isinstance(value, str):
            raise BadInput(field, "a text in quotation marks")
        if len(value) > LONGEST_LINE:
            raise BadInput(field, f"a text of at most {LONGEST_LINE} characters")
        return clean_line(value) or None

    def lines(self, field: str, value: object) -> str | None:
        """Read a text that may have several lines."""
        if value is None:
            return None
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            raise BadInput(field, f"a text of at most {LONGEST_TEXT} characters")
        return "\n".join(clean_line(line) for line in value.strip().splitlines()) or None

    def count(self, field: str, value: object, least: int = 1) -> int | None:
        """Read a whole number."""
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= 10**6:
            raise BadInput(
                field, f"a whole number from {least} to 1000000", f"Type a whole number, {least} or more, such as 2."
            )
        return value

    def flag(self, field: str, value: object) -> bool:
        """Read true or false; missing is false."""
        if value is not None and not isinstance(value, bool):
            raise BadInput(field, "true or false")
        return bool(value)

    def country(self, field: str, value: object) -> str | None:
        """Read a two-letter country code."""
        if value is None:
            return None
        if not isinstance(value, str) or not _COUNTRY.fullmatch(value.upper()):
            raise BadInput(field, "a country code of two letters, such as US")
        return "GB" if value.upper() == "UK" else value.upper()

    def percent(self, field: str, value: object, most: Decimal = Decimal(100)) -> Decimal | None:
        """Read a percentage from 0 to `most`, as a number or a text."""
        if value is None:
            return None
        try:
            if isinstance(value, bool) or not isinstance(value, int | float | str):
                raise InvalidOperation
            if isinstance(value, str) and not _AMOUNT.fullmatch(value):
                raise InvalidOperation
            percent = Decimal(str(value))
        except InvalidOperation:
            raise BadInput(field, f"a percentage from 0 to {most}", _PERCENT.format(most)) from None
        if not percent.is_finite() or not 0 <= percent <= most:
            raise BadInput(field, f"a percentage from 0 to {most}", _PERCENT.format(most))
        return percent

    def amount(self, field: str, value: object, currency: str) -> int | None:
        """Read an amount of money from a text such as "25.00" into minor units."""
        if value is None:
            return None
        digits = currency_digits(currency)
        example = "2500" if digits == 0 else f"25.{'0' * digits}"
        wanted = f'an amount of {currency} as a text such as "{example}"'
        spoken = f"Type an amount such as {example}."
        if not isinstance(value, str) or len(value) > MOST_DIGITS + 1 or not _AMOUNT.fullmatch(value):
            raise BadInput(field, wanted, spoken)
        if value.partition(".")[2][digits:].strip("0"):
            raise BadInput(field, wanted, spoken)
        return minor_units(value, currency)
