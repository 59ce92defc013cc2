"""Where a case stands follows from what happened to it; tried on the real store."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.logic.cases import CaseBook, CaseQuery, CaseStatus, Draft, EventKind, SortKey, StoreError, View
from app.logic.moments import moment_in_utc, stored_amount
from app.store.repository import open_store
from tests.store.sample import DECISION, NOON, Clock, draft_of, text_of


@pytest.fixture
def book(tmp_path: Path) -> Iterator[CaseBook]:
    store = open_store(tmp_path / "cases.db", tmp_path / "backups", NOON)
    yield CaseBook(store, Clock(), {"amazon-us": "America/Los_Angeles"})
    store.close()


def finished(book: CaseBook, *ticked: str) -> int:
    case_id = book.open_case(draft_of())
    book.finish(case_id, DECISION, draft_of())
    for action in ticked:
        book.tick(case_id, action, True)
    return case_id


def close_if_money_allows(book: CaseBook, case_id: int) -> None:
    with suppress(StoreError):
        book.close(case_id)


def status(book: CaseBook, case_id: int) -> CaseStatus:
    return book.case(case_id).row.status


def kinds(book: CaseBook, case_id: int) -> list[EventKind]:
    return [event.kind for event in book.case(case_id).events]


def test_a_case_exists_from_the_first_answer_on(book: CaseBook) -> None:
    case_id = book.open_case(Draft(request={"answers": {"shipped": "yes"}}))
    case = book.case(case_id)
    assert case.row.status is CaseStatus.UNFINISHED
    assert (case.row.order_number, case.row.channel) == ("", None)
    assert case.decision is None
    assert [event.kind for event in case.events] == [EventKind.OPENED]


def test_the_draft_comes_back_as_it_was_left(book: CaseBook) -> None:
    case_id = book.open_case(Draft())
    draft = Draft(draft_of().request, "Hi\n„where“?", "Subject", "", 3)
    book.save_draft(case_id, draft)
    assert book.case(case_id).draft == draft


def test_today_and_the_seller_are_never_stored(book: CaseBook) -> None:
    request = {**draft_of().request, "today": "2026-11-22", "seller": {"shop_name": "Secret"}}
    case_id = book.open_case(Draft(request))
    book.record_decision(case_id, DECISION, Draft(request))
    assert "Secret" not in repr(book.case(case_id))
    assert book.case(case_id).draft.request == draft_of().request


def test_finish_leaves_the_case_open_until_everything_is_done(book: CaseBook) -> None:
    case_id = finished(book)
    assert status(book, case_id) is CaseStatus.OPEN
    book.tick(case_id, "refund", True)
    assert status(book, case_id) is CaseStatus.OPEN
    book.tick(case_id, "open_trace", True)
    assert status(book, case_id) is CaseStatus.CLOSED
    book.tick(case_id, "open_trace", False)
    assert status(book, case_id) is CaseStatus.OPEN


def test_finish_closes_a_case_with_nothing_left_to_do(book: CaseBook) -> None:
    case_id = book.open_case(draft_of())
    book.finish(case_id, {**DECISION, "actions": DECISION["actions"][:1]}, draft_of())  # type: ignore[index]
    assert status(book, case_id) is CaseStatus.CLOSED


def test_finishing_without_sending_leaves_the_reply_to_do(book: CaseBook) -> None:
    case_id = book.open_case(draft_of())
    book.finish(case_id, {**DECISION, "actions": DECISION["actions"][:1]}, draft_of(), sent=False)  # type: ignore[index]
    case = book.case(case_id)
    assert (case.row.status, case.row.due_action) == (CaseStatus.OPEN, "reply")
    assert EventKind.SENT not in kinds(book, case_id) and EventKind.FINISHED in kinds(book, case_id)
    book.undo_finish(case_id)
    assert status(book, case_id) is CaseStatus.UNFINISHED


def test_finish_can_be_undone(book: CaseBook) -> None:
    case_id = finished(book)
    book.undo_finish(case_id)
    case = book.case(case_id)
    assert case.row.status is CaseStatus.UNFINISHED
    assert case.row.due_action == "reply"
    assert case.decision is not None
    assert [action["done"] for action in case.decision["actions"]] == [False] * 3  # type: ignore[attr-defined]


def test_undoing_the_second_finish_leaves_the_first(book: CaseBook) -> None:
    case_id = finished(book, "refund", "open_trace")
    book.reopen(case_id)
    book.finish(case_id, DECISION, draft_of())
    book.undo_finish(case_id)
    assert status(book, case_id) is CaseStatus.OPEN


def test_a_tick_shows_in_the_decision_and_in_the_next_request(book: CaseBook) -> None:
    case_id = finished(book, "refund")
    case = book.case(case_id)
    assert case.decision is not None
    done = {action["code"]: action["done"] for action in case.decision["actions"]}  # type: ignore[attr-defined]
    assert done == {"reply": True, "refund": True, "open_trace": False}
    assert case.draft.request["done"] == ["refund"]
    book.tick(case_id, "refund", False)
    assert book.case(case_id).draft.request["done"] == []


def test_the_next_clock_is_the_earliest_of_what_is_left(book: CaseBook) -> None:
    case_id = book.open_case(draft_of())
    book.record_decision(case_id, DECISION, draft_of())
    row = book.case(case_id).row
    assert (row.due_action, row.due_at) == ("reply", datetime(2026, 11, 23, 2, 5, tzinfo=UTC))
    book.finish(case_id, DECISION, draft_of())
    row = book.case(case_id).row
    assert (row.due_action, row.due_at) == ("refund", datetime(2026, 11, 23, 7, 59, 59, tzinfo=UTC))
    book.tick(case_id, "refund", True)
    book.close(case_id)
    assert book.case(case_id).row.due_at is None


def test_the_row_shows_money_in_minor_units(book: CaseBook) -> None:
    row = book.case(finished(book)).row
    assert (row.currency, row.refund_total, row.resolution) == ("USD", 2999, "refund_late")


def test_an_answer_outranks_the_order_in_the_row(book: CaseBook) -> None:
    request = {**draft_of().request, "answers": {"tracking_number": "1Z1"}}
    assert book.case(book.open_case(Draft(request))).row.tracking_number == "1Z1"


def test_the_same_decision_is_kept_once(book: CaseBook) -> None:
    case_id = book.open_case(draft_of())
    ticked = replace(draft_of(), request={**draft_of().request, "done": ("refund",)})
    for _ in range(3):
        book.record_decision(case_id, DECISION, ticked)
    book.record_decision(case_id, {**DECISION, "resolution": "refund_lost"}, draft_of())
    assert kinds(book, case_id).count(EventKind.DECIDED) == 2
    assert book.case(case_id).row.resolution == "refund_lost"


def test_a_decision_is_kept_with_the_message_it_answered(book: CaseBook) -> None:
    case_id = finished(book)
    book.save_draft(case_id, Draft(draft_of().request, "A later message"))
    decided = next(event for event in book.case(case_id).events if event.kind is EventKind.DECIDED)
    assert decided.payload["buyer_message"] == "Where is my order?"
    assert decided.payload["decision"] == DECISION


def test_copied_texts_are_kept_exactly(book: CaseBook) -> None:
    case_id = book.open_case(draft_of())
    for body in ("First\r\n  text", "Second – „text“"):
        book.record_copied(case_id, text_of(body))
    assert book.case(case_id).texts == (text_of("First\r\n  text"), text_of("Second – „text“"))


def test_close_and_reopen(book: CaseBook) -> None:
    case_id = finished(book, "refund")
    book.close(case_id)
    assert status(book, case_id) is CaseStatus.CLOSED
    book.reopen(case_id)
    assert status(book, case_id) is CaseStatus.OPEN


def test_reopening_a_case_that_closed_by_itself_keeps_it_open(book: CaseBook) -> None:
    case_id = finished(book, "refund", "open_trace")
    book.reopen(case_id)
    assert status(book, case_id) is CaseStatus.OPEN


def test_asking_twice_happens_once(book: CaseBook) -> None:
    case_id = finished(book)
    for _ in range(2):
        book.tick(case_id, "refund", True)
        book.close(case_id)
        book.discard(case_id)
    for _ in range(2):
        book.restore(case_id)
        book.reopen(case_id)
    counted = kinds(book, case_id)
    assert len(counted) == len(set(counted))


def test_a_discarded_case_is_in_no_view_and_comes_back(book: CaseBook) -> None:
    case_id = book.open_case(draft_of())
    book.discard(case_id)
    assert book.counts() == dict.fromkeys(View, 0)
    assert book.rows(CaseQuery(), 0, 10) == []
    assert book.unfinished_latest() is None
    assert book.open_cases_for_order("111-4829301-1234567", None) == []
    book.restore(case_id)
    assert book.counts()[View.UNFINISHED] == 1


def test_the_case_to_go_on_with_is_the_one_touched_last(book: CaseBook) -> None:
    first, second = book.open_case(draft_of()), book.open_case(draft_of())
    book.save_draft(first, draft_of())
    finished(book)
    latest = book.unfinished_latest()
    assert latest is not None
    assert latest.row.id == first != second


def test_open_cases_of_an_order_are_found_by_number_and_channel(book: CaseBook) -> None:
    first, closed = book.open_case(draft_of()), finished(book, "refund", "open_trace")
    found = book.open_cases_for_order(" 111-4829301-1234567 ", "amazon-us")
    assert [row.id for row in found] == [first]
    assert closed not in [row.id for row in book.open_cases_for_order("111-4829301-1234567", None)]
    assert book.open_cases_for_order("111-4829301-1234567", "etsy") == []
    assert book.open_cases_for_order("  ", None) == []


def test_a_note_is_an_event(book: CaseBook) -> None:
    case_id = book.open_case(draft_of())
    book.add_note(case_id, "Called the carrier")
    assert book.case(case_id).events[-1].payload == {"text": "Called the carrier"}


def test_a_case_that_is_not_there_is_said_plainly(book: CaseBook) -> None:
    for ask in (book.case, book.close, book.undo_finish):
        with pytest.raises(StoreError, match="no case with the number 7"):
            ask(7)


@settings(max_examples=30)
@given(
    steps=st.lists(
        st.sampled_from(["finish", "undo", "close", "reopen", "discard", "restore", "tick", "untick", "decide"]),
        max_size=12,
    )
)
def test_after_any_steps_the_views_agree_with_the_case(
    steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cases")
    store = open_store(folder / "cases.db", folder / "backups", NOON)
    book = CaseBook(store, Clock())
    case_id = book.open_case(draft_of())
    does = {
        "finish": lambda: book.finish(case_id, DECISION, draft_of()),
        "undo": lambda: book.undo_finish(case_id),
        "close": lambda: close_if_money_allows(book, case_id),
        "reopen": lambda: book.reopen(case_id),
        "discard": lambda: book.discard(case_id),
        "restore": lambda: book.restore(case_id),
        "tick": lambda: book.tick(case_id, "refund", True),
        "untick": lambda: book.tick(case_id, "refund", False),
        "decide": lambda: book.record_decision(case_id, {**DECISION, "rule": "other"}, draft_of()),
    }
    for step in steps:
        does[step]()
    case, counts = book.case(case_id), book.counts()
    hidden = kinds(book, case_id).count(EventKind.DISCARDED) > kinds(book, case_id).count(EventKind.RESTORED)
    assert counts[View.ALL] == (0 if hidden else 1)
    assert counts[View(case.row.status.value)] == counts[View.ALL]
    assert (case.row.status is CaseStatus.CLOSED) <= (case.row.due_at is None)
    store.close()


def test_amounts_and_moments_are_read_as_the_decision_writes_them() -> None:
    assert [stored_amount(amount) for amount in ("29.99", "2999", "-0.50", None, "", "a")] == [
        2999, 2999, -50, None, None, None,
    ]  # fmt: skip
    assert moment_in_utc("2026-11-22", "Asia/Tokyo") == datetime(2026, 11, 22, 14, 59, 59, tzinfo=UTC)
    assert moment_in_utc("9999-12-31", "Pacific/Apia") is not None
    assert [moment_in_utc(value, "Nowhere/Land") for value in (None, "soon", 3, "2026-11-22")] == [None] * 4


def test_cases_without_an_end_are_sorted_by_the_day_from_which_something_can_be_done(book: CaseBook) -> None:
    days = {"late": ("2026-11-24", None), "soon": (None, "2026-11-23"), "always": ("2026-11-22", None)}
    ids = {}
    for name, (earliest, latest) in days.items():
        ids[name] = book.open_case(draft_of())
        action = {"code": "follow_claim", "earliest": earliest, "latest": latest, "done": False}
        book.finish(ids[name], {**DECISION, "actions": [action]}, draft_of())
    rows = book.rows(CaseQuery(sort=SortKey.DUE), 0, 10)
    assert [row.id for row in rows] == [ids["soon"], ids["late"], ids["always"]]
    assert [row.due_at for row in rows[1:]] == [datetime(2026, 11, 24, 8, 0, 1, tzinfo=UTC), None]
