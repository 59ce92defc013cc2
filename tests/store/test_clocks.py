"""What is due now is kept up to date minute by minute, as if it were reckoned anew each time."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.logic.cases import CaseBook, CaseQuery, SortKey, View
from app.store.repository import SqliteCases, open_store
from tests.store.sample import DECISION, NOON, draft_of

CODES = ("answer_claim", "refund", "ship", "reply", "open_trace", "watch_tracking")


class Time:
    """A clock that is set forward by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteCases]:
    opened = open_store(tmp_path / "cases.db", tmp_path, NOON)
    yield opened
    opened.close()


@pytest.fixture
def book(store: SqliteCases, time: Time) -> CaseBook:
    return CaseBook(store, time, {"amazon-us": "America/Los_Angeles"})


def add(book: CaseBook, *actions: dict[str, object], number: str = "1") -> int:
    draft = draft_of(number)
    case_id = book.open_case(draft)
    book.finish(case_id, {**DECISION, "actions": list(actions)}, draft)
    return case_id


def action(code: str, starts: timedelta, ends: timedelta) -> dict[str, object]:
    day = (NOON + starts).astimezone(UTC).date().isoformat()
    return {"code": code, "earliest": day, "latest": (NOON + ends).isoformat(), "done": False}


def due(book: CaseBook) -> list[tuple[str, str | None, int | None]]:
    rows = book.rows(CaseQuery(view=View.DUE_NOW, sort=SortKey.COST), 0, 100)
    return [(row.order_number, row.now_action, row.now_order) for row in rows]


def test_minute_by_minute_comes_to_the_same_as_reckoning_anew(book: CaseBook, time: Time, tmp_path: Path) -> None:
    chance = random.Random(7)
    for number in range(40):
        hours = [chance.randrange(-48, 150) for _ in range(2)]
        actions = [
            action(code, timedelta(hours=hour), timedelta(hours=hour + chance.randrange(1, 120)))
            for code, hour in zip(chance.sample(CODES, 2), hours, strict=True)
        ]
        add(book, *actions, number=str(number))
    seen = set()
    for _ in range(30):
        time.now += timedelta(minutes=chance.randrange(1, 900))
        book.refresh_due_now()
        again = open_store(tmp_path / "cases.db", tmp_path, NOON)  # knows of no earlier reckoning
        assert not CaseBook(again, time).refresh_due_now()
        again.close()
        seen.add(tuple(due(book)))
    assert len(seen) > 10, "the list has to have changed for this to prove anything"


def test_a_refresh_without_a_change_says_so(book: CaseBook, time: Time) -> None:
    add(book, action("refund", timedelta(), timedelta(days=9)))
    book.refresh_due_now()
    time.now += timedelta(minutes=1)
    assert not book.refresh_due_now()
    time.now += timedelta(days=7)
    assert book.refresh_due_now()


def test_a_clock_that_was_set_back_is_believed(book: CaseBook, time: Time) -> None:
    add(book, action("open_trace", timedelta(days=3), timedelta(days=9)))
    time.now += timedelta(days=4)
    book.refresh_due_now()
    assert len(due(book)) == 1
    time.now = NOON
    book.refresh_due_now()
    assert due(book) == []


def test_what_becomes_due_next_is_known_with_its_moment(book: CaseBook, time: Time) -> None:
    assert book.next_due() is None
    add(book, action("refund", timedelta(), timedelta(days=9)), number="now")
    add(book, action("open_trace", timedelta(days=5), timedelta(days=9)), number="later")
    add(book, action("file_carrier_claim", timedelta(days=3), timedelta(days=9)), number="soon")
    found = book.next_due()
    assert found is not None
    assert (found[0].order_number, found[1].action) == ("soon", "file_carrier_claim")
    assert found[1].shows_at == datetime(2026, 11, 25, 8, tzinfo=UTC)  # midnight in California
    book.discard(found[0].id)
    after = book.next_due()
    assert after is not None and after[0].order_number == "later"


def test_a_snooze_hides_a_case_until_its_end_and_is_told_as_having_become_due(book: CaseBook, time: Time) -> None:
    case_id = add(book, action("refund", timedelta(), timedelta(days=9)))
    assert len(due(book)) == 1
    book.snooze(case_id, "refund", NOON + timedelta(hours=21), "wait for supplier")
    assert due(book) == []
    row = book.case(case_id).row
    assert (row.snoozed_until, row.snooze_reason) == (NOON + timedelta(hours=21), "wait for supplier")
    time.now += timedelta(hours=22)
    book.refresh_due_now()
    assert len(due(book)) == 1
    assert [(row.id, row.now_action) for row in book.became_due(NOON)] == [(case_id, "refund")]
    book.snooze(case_id, "refund", None)
    assert book.case(case_id).row.snoozed_until is None
