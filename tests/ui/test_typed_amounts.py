"""Amounts as sellers type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.typed_amounts import plain_amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("25", "25"),
        ("$25", "25"),
        ("US$ 25.00", "25.00"),
        ("25,00", "25.00"),
        ("25,00 €", "25.00"),
        ("1,234.50", "1234.50"),
        ("1.234,50 EUR", "1234.50"),
        ("¥2,500", "2500"),
        ("20 %", "20"),
        (" 4.99 ", "4.99"),
    ],
)
def test_reads_an_amount_as_it_was_meant(typed: str, amount: str) -> None:
    assert plain_amount(typed) == amount


@pytest.mark.parametrize("typed", ["cheap", "-5", "1e3", "1,2,3", "", "$"])
def test_what_is_no_amount_is_left_to_be_refused(typed: str) -> None:
    assert plain_amount(typed) == typed


@given(st.text(max_size=40))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(plain_amount(text), str)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_plain_amount_stays_itself(amount: object) -> None:
    assert plain_amount(str(amount)) == str(amount)
