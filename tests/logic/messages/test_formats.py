"""Dates and money are written the way the buyer of a channel reads them, and read back the same."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.messages.days import dates_in
from app.logic.messages.figures import amounts_in
from app.logic.messages.formats import day_text, message_locale, money_text, percent_text, shortened
from tests.logic.messages.walks import desk

LOCALES = ("en_US", "en_GB", "en_CA", "en_AU", "de_DE", "fr_FR", "es_ES", "it_IT", "ja_JP", "zh_CN")
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("channel", "day", "money"),
    [
        ("amazon-us", "November 3", "$1,229.99"),
        ("amazon-uk", "3 November", "US$1,229.99"),
        ("amazon-de", "3 November", "US$1,229.99"),
        ("amazon-au", "3 November", "USD1,229.99"),
        ("shop-eu", "3 November", "US$1,229.99"),
        ("etsy", "November 3", "$1,229.99"),
    ],
)
def test_english_follows_the_channel(channel: str, day: str, money: str) -> None:
    locale = message_locale(desk().rulebook.channels[channel], "en")
    assert day_text(date(2026, 11, 3), TODAY, locale) == day
    assert money_text(122_999, "USD", locale) == money


def test_a_day_far_away_carries_its_year() -> None:
    assert day_text(date(2027, 1, 3), TODAY, "en_US") == "January 3"
    assert day_text(date(2025, 11, 3), TODAY, "en_US") == "November 3, 2025"


def test_currencies_keep_their_digits() -> None:
    assert money_text(1_229, "JPY", "en_US") == "¥1,229"
    assert money_text(5, "GBP", "en_GB") == "£0.05"


def test_percents_keep_their_fraction() -> None:
    assert percent_text(Decimal(20), "en_US") == "20%"
    assert percent_text(Decimal("12.5"), "en_GB") == "12.5%"


@given(day=st.dates(date(2020, 1, 1), date(2035, 12, 31)), locale=st.sampled_from(LOCALES))
def test_every_day_written_is_read_back(day: date, locale: str) -> None:
    text = day_text(day, TODAY, locale)
    (read,) = dates_in(f"Here: {text}.", locale)
    assert (read.month, read.day) == (day.month, day.day)
    assert read.year in (None, day.year)


@given(
    amount=st.integers(0, 10**9),
    currency=st.sampled_from(["USD", "EUR", "GBP", "CAD", "AUD", "JPY"]),
    locale=st.sampled_from(LOCALES),
)
def test_every_amount_written_is_read_back(amount: int, currency: str, locale: str) -> None:
    text = money_text(amount, currency, locale)
    (read,) = amounts_in(f"We refund {text}.", currency)
    assert read.minor == amount
    assert currency in read.currencies


@given(text=st.text(max_size=300), longest=st.integers(10, 100))
def test_a_shortened_text_is_short_and_keeps_its_beginning(text: str, longest: int) -> None:
    short = shortened(text, longest)
    assert len(short) <= longest
    assert short == text or text.startswith(short[:-1])
