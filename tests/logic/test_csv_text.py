"""CSV for spreadsheets: text stays text, numbers stay numbers, nothing becomes a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.csv_text import csv_text, defused


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "-cmd|' /C calc'!A0",
        "＝1",
        "-",
        "+49",
        "--5",
    ],
)
def test_what_a_spreadsheet_would_run_is_shown_as_text(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-5.00", "0", "29.99", "-1", "Blue mug", "SKU-7", "佐藤", "'quoted'", "a=b"])
def test_plain_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert defused(cell) == cell


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=3), max_size=4))
def test_any_text_is_read_back_as_it_was_shown(rows: list[list[str]]) -> None:
    text = csv_text(rows)
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read == [[defused(cell) for cell in row] for row in rows]
