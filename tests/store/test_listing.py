"""Lists are sorted, filtered and paged in the database, and every column has its index."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

import pytest

from app.logic.cases import CaseBook, CaseQuery, CaseRow, CaseStatus, Draft, SortKey, View
from app.store import listing
from app.store.repository import SqliteCases, open_store
from tests.store.sample import DECISION, NOON, Clock, draft_of


def draft_in(channel: str, situation: str, number: str) -> Draft:
    draft = draft_of(number)
    return replace(draft, request={**draft.request, "channel": channel, "situation": situation})


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseBook]:
    """Give thirty cases on three channels: ten unfinished, ten open, ten closed."""
    folder = tmp_path_factory.mktemp("listing")
    store = open_store(folder / "cases.db", folder, NOON)
    book = CaseBook(store, Clock())
    fill(book)
    yield book
    store.close()


def fill(book: CaseBook) -> None:
    for number in range(30):
        channel = ("amazon-us", "ebay-us", "etsy")[number % 3]
        situation = ("not_received", "cancel")[number % 2]
        draft = draft_in(channel, situation, f"{100 - number}")
        case_id = book.open_case(draft)
        if number >= 10:
            latest = f"2026-12-{1 + number % 7:02}"
            actions = [{"code": "refund", "latest": latest if number % 5 else None, "done": False}]
            book.finish(case_id, {**DECISION, "actions": actions}, draft)
        if number >= 20:
            book.tick(case_id, "refund", True)


def column(row: CaseRow, sort: SortKey) -> str | datetime | None:
    values: dict[SortKey, str | datetime | None] = {
        SortKey.COST: row.due_at,
        SortKey.DUE: row.due_at,
        SortKey.ORDER: row.order_number,
        SortKey.SITUATION: row.situation,
        SortKey.RESOLUTION: row.resolution,
        SortKey.CHANNEL: row.channel,
        SortKey.STATUS: row.status,
        SortKey.UPDATED: row.updated_at,
    }
    return values[sort]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SortKey)
@pytest.mark.parametrize("view", View)
def test_pages_join_up_to_the_whole_sorted_list(filled: CaseBook, view: View, sort: SortKey, descending: bool) -> None:
    query = CaseQuery(view=view, sort=sort, descending=descending)
    pages = [filled.rows(query, offset, 7) for offset in range(0, 35, 7)]
    rows = [row for page in pages for row in page]
    assert len({row.id for row in rows}) == len(rows) == filled.count(query) == filled.counts()[view]
    if (view, sort) == (View.DUE_NOW, SortKey.COST):
        assert [row.now_order for row in rows] == sorted(row.now_order or 0 for row in rows)
        return
    by_moment = (view, sort) == (View.DUE_NOW, SortKey.DUE)
    values = [row.now_due_at if by_moment else column(row, sort) for row in rows]
    known = [value for value in values if value is not None]
    assert values == known + [None] * (len(values) - len(known)), "what has no value comes last"
    for earlier, later in pairwise(known):
        assert earlier >= later if descending else earlier <= later  # type: ignore[operator]


def test_views_hold_the_cases_of_their_status(filled: CaseBook) -> None:
    counts = {view: count for view, count in filled.counts().items() if count}
    assert counts == {View.DUE_NOW: 10, View.UNFINISHED: 10, View.OPEN: 10, View.CLOSED: 10, View.ALL: 30}
    for view, status in ((View.UNFINISHED, CaseStatus.UNFINISHED), (View.CLOSED, CaseStatus.CLOSED)):
        assert {row.status for row in filled.rows(CaseQuery(view=view), 0, 50)} == {status}


def test_filters_narrow_the_list_together(filled: CaseBook) -> None:
    query = CaseQuery(channels=("etsy", "ebay-us"), situations=("cancel",), resolutions=("refund_late",))
    rows = filled.rows(query, 0, 50)
    assert {(row.channel, row.situation) for row in rows} == {("etsy", "cancel"), ("ebay-us", "cancel")}
    assert len(rows) == filled.count(query) == 7


def test_a_filter_and_a_search_narrow_the_list_together(filled: CaseBook) -> None:
    assert filled.count(CaseQuery(search="mug", channels=("etsy",))) == 10
    assert [row.order_number for row in filled.rows(CaseQuery(search="98", view=View.UNFINISHED), 0, 5)] == ["98"]


def test_days_are_included_at_both_ends(filled: CaseBook) -> None:
    day = date(2026, 11, 22)
    assert filled.count(CaseQuery(opened_from=day, opened_until=day)) == 30
    assert filled.count(CaseQuery(opened_until=date(2026, 11, 21))) == 0
    assert filled.count(CaseQuery(opened_from=date(2026, 11, 23))) == 0


def test_the_last_day_of_the_calendar_is_a_day(filled: CaseBook) -> None:
    assert filled.count(CaseQuery(opened_from=date.min, opened_until=date.max)) == 30


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SortKey)
@pytest.mark.parametrize("view", View)
def test_a_page_is_found_in_an_index_and_never_sorted(
    store: SqliteCases, view: View, sort: SortKey, descending: bool
) -> None:
    query = CaseQuery(view=view, sort=sort, descending=descending)
    page = listing.ids(query).offset(0).limit(100).compile(store._reading, compile_kwargs={"literal_binds": True})
    with store._reading.connect() as connection:
        plan = " ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {page}"))
    assert "COVERING INDEX" in plan
    assert "TEMP B-TREE" not in plan
