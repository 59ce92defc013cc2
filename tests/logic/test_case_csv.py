"""A list of cases becomes one CSV file, page by page, and no cell of it a formula."""

import csv
import io
from datetime import UTC, datetime

import pytest

from app.logic.case import CaseRow
from app.logic.case_csv import list_as_csv
from app.logic.meter import Cancelled, Meter

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def rows(count: int) -> list[CaseRow]:
    return [CaseRow(id=n, created_at=AT, updated_at=AT, buyer_name=f'=HYPERLINK("{n}")') for n in range(count)]


def test_every_row_of_every_page_is_written_once_and_in_order() -> None:
    found, meter = rows(4_500), Meter(4_500)
    content, written = list_as_csv(
        lambda start, amount: found[start : start + amount],
        ("Id", "Buyer"),
        lambda row: (row.id, row.buyer_name),
        meter,
    )
    assert content.startswith(b"\xef\xbb\xbf"), "by which a spreadsheet knows UTF-8"
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert lines[0] == ["Id", "Buyer"]
    assert [line[0] for line in lines[1:]] == [str(row.id) for row in found]
    assert lines[1][1] == '\'=HYPERLINK("0")'
    assert (written, meter.done) == (4_500, 4_500)


def test_an_empty_list_is_a_file_with_its_titles() -> None:
    content, written = list_as_csv(lambda _start, _amount: [], ("Id", "Buyer"), lambda _: (), Meter())
    assert (content.decode("utf-8-sig").strip(), written) == ("Id,Buyer", 0)


def test_it_can_be_stopped() -> None:
    meter = Meter()
    meter.stop()
    with pytest.raises(Cancelled):
        list_as_csv(lambda start, amount: rows(10)[start : start + amount], ("Id",), lambda row: (row.id,), meter)
