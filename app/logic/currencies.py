"""Currencies and their digits, from the Unicode data that Babel carries."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=256)
def is_currency(code: str) -> bool:
    """Say whether a code is a currency of ISO 4217."""
    from babel.numbers import is_currency as known

    return known(code)


@lru_cache(maxsize=256)
def currency_digits(code: str) -> int:
    """Return how many digits follow the decimal point: 2 for USD, 0 for JPY."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(code)


def amount_text(amount: int, currency: str) -> str:
    """Write minor units as a plain decimal text: 2999 USD as `29.99`."""
    digits = currency_digits(currency)
    sign = "-" if amount < 0 else ""
    whole = str(abs(amount)).rjust(digits + 1, "0")
    return f"{sign}{whole[:-digits]}.{whole[-digits:]}" if digits else sign + whole


def minor_units(amount: str, currency: str) -> int:
    """Read a plain decimal text, already checked, into minor units: `750.00` USD as 75000."""
    whole, _, fraction = amount.partition(".")
    digits = currency_digits(currency)
    return int(whole + fraction[:digits].ljust(digits, "0"))
