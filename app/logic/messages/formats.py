"""Dates, money and names written the way the buyer reads them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from app.logic.currencies import currency_digits

if TYPE_CHECKING:
    from datetime import date

    from app.logic.channels import Channel

LONGEST_NAME: Final = 80
"""Characters of an item title or a name; longer ones are shortened at a word."""

_NEAR: Final = timedelta(days=183)
_ENGLISH: Final = {"uk": "en_GB", "eu": "en_GB", "au": "en_AU", "ca": "en_CA"}


def message_locale(channel: Channel, language: str) -> str:
    """Return the locale a message is written in: the channel's own where it speaks the language."""
    if channel.locale.partition("_")[0] == language:
        return channel.locale
    # English on a marketplace of another language: European readers expect day before month.
    return _ENGLISH.get(channel.region, "en_US") if language == "en" else language


@lru_cache(maxsize=4096)
def day_text(day: date, today: date | None, locale: str) -> str:
    """Write a day as `November 3`, with the year only where it could be mistaken; always without `today`."""
    from babel.dates import format_date, format_skeleton

    if today is None or abs(day - today) > _NEAR:
        return str(format_date(day, "long", locale=locale))
    return str(format_skeleton("MMMMd", day, locale=locale))


@lru_cache(maxsize=4096)
def money_text(amount: int, currency: str, locale: str) -> str:
    """Write minor units as the buyer reads them: 2999 USD in en_US as `$29.99`."""
    from babel.numbers import format_currency

    return str(format_currency(Decimal(amount).scaleb(-currency_digits(currency)), currency, locale=locale))


@lru_cache(maxsize=256)
def percent_text(percent: Decimal, locale: str) -> str:
    """Write a percentage with its sign: 20 in en_US as `20%`."""
    from babel.numbers import format_percent

    return str(format_percent(percent / 100, locale=locale, decimal_quantization=False))


@lru_cache(maxsize=1024)
def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """Shorten a long title at a word and mark it with an ellipsis."""
    if len(text) <= longest:
        return text
    words, _, _ = text[: longest - 1].rpartition(" ")
    # A title without a space in its first half has no word to stop at.
    kept = words if len(words) > longest // 2 else text[: longest - 1]
    return kept.rstrip(" ,;:-–") + "…"
