"""A file of the first version opens with everything in it, and learns its clocks and its money from its events."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.logic import cases
from app.logic.cases import CaseBook, CaseQuery, CaseStatus, SortKey, View
from app.logic.money_line import MoneyKind, MoneyState
from app.store.repository import SqliteCases, open_store

OLD = Path(__file__).parents[1] / "data" / "revision-0001.db"
"""Written by the program of revision 0001: six invented cases, one of them discarded."""
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
ZONES = {"amazon-us": "America/Los_Angeles", "ebay-us": "America/Los_Angeles"}
CURRENCIES = {"amazon-us": "USD", "ebay-us": "USD"}


@pytest.fixture
def old(path: Path) -> Path:
    path.parent.mkdir(mode=0o700)
    shutil.copy(OLD, path)
    return path


def opened(path: Path) -> tuple[SqliteCases, CaseBook]:
    store = open_store(path, path.parent / "backups", NOW)
    return store, CaseBook(store, lambda: NOW, ZONES, CURRENCIES)


def told_before(path: Path) -> dict[str, list[object]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            "events": connection.execute("SELECT id, case_id, kind, at, payload FROM event").fetchall(),
            "texts": connection.execute("SELECT * FROM copied_text").fetchall(),
            "drafts": connection.execute("SELECT * FROM draft").fetchall(),
            "rows": connection.execute(
                "SELECT id, order_number, buyer_name, created_at, updated_at FROM cases"
            ).fetchall(),
        }


def test_nothing_is_lost_and_no_case_looks_changed_lately(old: Path) -> None:
    before = told_before(old)
    store, book = opened(old)
    assert [book.carry_over(), book.carry_over()] == [6, 0]
    store.close()
    assert told_before(old) == before


def test_statuses_clocks_and_money_follow_from_the_events(old: Path) -> None:
    store, book = opened(old)
    book.carry_over()
    late, returned, begun, claimed, by_hand = (book.case(case_id).row for case_id in (1, 2, 3, 4, 6))
    assert [row.status for row in (late, returned, begun, claimed, by_hand)] == [
        CaseStatus.OPEN,
        CaseStatus.CLOSED,
        CaseStatus.UNFINISHED,
        CaseStatus.WAITING_MONEY,
        CaseStatus.CLOSED,
    ]
    assert (late.carrier, late.refunded, late.refund_total) == ("USPS", 0, 2999)
    assert (returned.reason, returned.refunded, returned.costs, returned.closed_at) == (
        *("damaged", 2500, 2500, returned.updated_at),
    )
    assert {clock.code for row, clock in book.open_clocks() if row.id == 1} == {"refund", "open_trace"}
    assert [(row.id, line.kind, line.state) for row, line in book.to_recover()] == [
        (4, MoneyKind.CARRIER, MoneyState.FILED)
    ]
    book.refresh_due_now()
    assert [row.id for row in book.rows(CaseQuery(view=View.DUE_NOW, sort=SortKey.COST), 0, 10)] == [1, 4]
    store.close()


def test_search_still_finds_the_old_texts(old: Path) -> None:
    store, book = opened(old)
    book.carry_over()
    assert book.count(CaseQuery(search="Second Buyer")) == 1
    assert book.count(CaseQuery(search="refund_late")) == 1
    assert book.case(1).texts[0].body == "Hello Test Buyer, refund_late"
    store.close()


def test_carrying_over_goes_on_where_it_was_killed(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "_AT_ONCE", 2)
    store, book = opened(old)
    assert book.carry_over() == 2
    store.close()
    store, book = opened(old)
    assert [book.carry_over() for _ in range(3)] == [2, 2, 0]
    assert book.case(4).row.status is CaseStatus.WAITING_MONEY
    store.close()


def test_a_case_that_went_on_before_it_was_carried_over_keeps_what_happened(old: Path) -> None:
    store, book = opened(old)
    book.tick(1, "refund", True)
    book.carry_over()
    row = book.case(1).row
    assert (row.refunded, row.updated_at) == (2999, NOW)
    assert NOW - row.created_at > timedelta(days=20)
    store.close()
