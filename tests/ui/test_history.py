"""The list: pages from the database, words for what is due, and what a screen reader hears."""

import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from app.logic.answer import Desk
from app.logic.facts import Resolution
from app.logic.moments import moment_in_utc
from app.logic.outcome_words import RESOLUTIONS
from app.ui.day_words import spell_weekday
from app.ui.history.cells import moment_tool_tip
from app.ui.history.delegate import badge_text, fit
from app.ui.history.due import Due, Urgency, due_in_words, moment_in_words
from app.ui.history.model import Column, LinesRole
from tests.ui.running import CONTROL, Key, Running, Start, fill, fill_examples

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=timezone(timedelta(hours=1)))
Role = Qt.ItemDataRole


@pytest.mark.parametrize(
    ("due", "words", "urgency"),
    [
        (NOW - timedelta(days=2), "2 days late", Urgency.LATE),
        (NOW - timedelta(days=1), "1 day late", Urgency.LATE),
        (NOW - timedelta(hours=3), "3 h late", Urgency.LATE),
        (NOW - timedelta(minutes=5), "just late", Urgency.LATE),
        (NOW + timedelta(minutes=20), "in 20 min", Urgency.SOON),
        (NOW + timedelta(hours=3, minutes=5), "in 3 h", Urgency.SOON),
        (NOW.replace(hour=22), "today 22:00", Urgency.SOON),
        (NOW + timedelta(days=1), "tomorrow", Urgency.SOON),
        (NOW + timedelta(days=6), "in 6 days", Urgency.LATER),
        (None, "", Urgency.NONE),
    ],
)
def test_due_is_said_as_a_seller_would(due: datetime | None, words: str, urgency: Urgency) -> None:
    found = due_in_words(due.astimezone(UTC) if due else None, NOW, "Europe/Berlin")
    assert (found.words, found.urgency) == (words, urgency)


@given(st.integers(-20_000_000, 30_000_000).map(lambda minutes: NOW + timedelta(minutes=minutes)))
def test_any_moment_has_words_and_only_the_past_is_late(due: datetime) -> None:
    found = due_in_words(due, NOW, "Europe/Berlin")
    assert found.words
    assert (found.urgency is Urgency.LATE) == (due < NOW)


@pytest.mark.parametrize(
    ("day", "zone", "words", "urgency"),
    [
        ("2026-11-22", "America/Los_Angeles", "today", Urgency.SOON),  # ends on the 23rd for the seller in Berlin
        ("2027-01-02", "America/Los_Angeles", "in 41 days", Urgency.LATER),
        ("2026-11-21", "America/Los_Angeles", "1 day late", Urgency.LATE),
        ("2026-11-22", "Asia/Tokyo", "today", Urgency.SOON),
        ("2026-11-23", "Asia/Tokyo", "tomorrow", Urgency.SOON),
        ("2026-11-23", None, "tomorrow", Urgency.SOON),
    ],
)
def test_a_day_is_the_day_at_the_place_of_sale(day: str, zone: str | None, words: str, urgency: Urgency) -> None:
    due = moment_in_utc(day, zone)
    assert due is not None
    assert due_in_words(due, NOW, zone) == Due(words, urgency)
    spelled = spell_weekday(date.fromisoformat(day))
    assert moment_tool_tip(due, NOW, zone, "amazon-us").startswith(f"{spelled}, until the end of the day")


def test_the_tooltip_of_a_day_tells_when_it_ends_for_the_seller() -> None:
    due = moment_in_utc("2026-11-22", "America/Los_Angeles")
    assert due is not None
    lines = moment_tool_tip(due, NOW, "America/Los_Angeles", "amazon-us").splitlines()
    assert lines == [
        "Sun 22 Nov 2026, until the end of the day (amazon.com time)",
        "Mon 23 Nov 2026, 08:59 (your time)",
    ]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of a test cannot be set here")
def test_what_happened_in_summer_keeps_its_hour_in_winter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        now = datetime(2026, 11, 22, 14, tzinfo=UTC).astimezone()
        copied = datetime(2026, 8, 3, 7, 30, tzinfo=UTC)
        assert moment_in_words(copied, now) == "3 Aug 09:30"
        assert moment_tool_tip(copied, now, None, "etsy") == "Mon 3 Aug 2026, 09:30 (your time)"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_tooltip_adds_the_marketplaces_time_where_it_differs() -> None:
    due = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)
    lines = moment_tool_tip(due, NOW, "America/Los_Angeles", "amazon-us").splitlines()
    assert lines == ["Mon 23 Nov 2026, 03:05 (your time)", "Sun 22 Nov 2026, 18:05 (amazon.com time)"]
    assert len(moment_tool_tip(due, NOW, "Europe/Berlin", "amazon-de").splitlines()) == 1
    assert len(moment_tool_tip(due, NOW, None, "etsy").splitlines()) == 1


def test_the_model_keeps_to_the_rules_of_qt(start: Start, data_dir: Path, qtmodeltester: ModelTester) -> None:
    fill(data_dir, unfinished=3, open_=3)
    running = start()
    for model in (running.page.history.model, running.page.history.views.model):
        qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]


def test_a_long_list_is_fetched_page_by_page_and_every_row_arrives(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=230)
    running = start()
    model = running.page.history.model
    assert model.rowCount() == 230
    assert model.data(model.index(229, Column.ORDER)) is None
    running.settle()
    assert model.data(model.index(229, Column.ORDER)) == "111-0000230-0000230"
    running.page.history.table.scrollToBottom()
    running.settle()
    assert all(number for number in running.orders())


def test_sorting_happens_in_the_database_and_keeps_the_case_marked(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=150)
    running = start()
    running.choose(0)
    by_order = running.window.actions_.sorts[Column.ORDER]
    by_order.trigger()
    by_order.trigger()
    running.settle()
    assert running.orders()[0] == "111-0000150-0000150"
    by_order.trigger()
    running.settle()
    assert running.page.history.table.currentIndex().row() == 0
    assert running.page.pane.name.text() == "Buyer 1"


def test_a_row_says_everything_to_a_screen_reader(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=1, unfinished=1)
    running = start()
    running.press(Key.Key_8, CONTROL)
    model = running.page.history.model
    table = [
        [model.data(model.index(row, column), Role.AccessibleTextRole) for column in Column if column != Column.DUE]
        for row in range(2)
    ]
    assert sorted(table) == [
        ["111-0000001-0000001, Buyer 1 · Item 1", "Where is my order?", "not known yet", "amazon.com", "Unfinished"],
        [
            "111-0000002-0000002, Buyer 2 · Item 2",
            "Where is my order?",
            RESOLUTIONS[Resolution.REFUND_LATE],
            "amazon.com",
            "Open",
        ],
    ]


def test_a_name_like_markup_is_shown_as_it_is_typed(start: Start, data_dir: Path) -> None:
    from app.logic.cases import CaseBook
    from app.paths import Paths
    from app.store.repository import open_store
    from tests.store.sample import NOON, Clock, draft_of

    paths = Paths.below(data_dir)
    store = open_store(paths.cases, paths.backups, NOON)
    CaseBook(store, Clock()).open_case(draft_of(buyer_name="<b>{{ 7*7 }}</b>"))
    store.close()
    running = start()
    running.press(Key.Key_2, CONTROL)
    running.choose(0)
    assert running.page.pane.name.text() == "<b>{{ 7*7 }}</b>"
    assert running.page.pane.name.textFormat() is Qt.TextFormat.PlainText
    tip = running.page.history.model.data(running.page.history.model.index(0, Column.ORDER), Role.ToolTipRole)
    assert "<b>" not in tip and "&lt;b&gt;" in tip


@pytest.mark.parametrize("size", [(1366, 680), (1240, 660)])
@pytest.mark.parametrize("view", ["open", "all"])
def test_a_row_is_shown_in_full_at_the_usual_sizes(
    start: Start, data_dir: Path, desk: Desk, size: tuple[int, int], view: str
) -> None:
    fill_examples(data_dir, desk)
    running = start()
    running.window.resize(*size)
    running.window.actions_.views[view].trigger()
    running.settle()
    table = running.page.history.table
    assert running.orders()
    assert table.isColumnHidden(Column.STATUS) is (view == "open")
    assert table.horizontalHeader().length() == table.viewport().width()
    assert not table.horizontalScrollBar().isVisible()
    assert [text for text in painted(running) if "…" in text] == []


def test_a_narrow_list_keeps_order_numbers_and_deadlines_whole(start: Start, data_dir: Path, desk: Desk) -> None:
    fill_examples(data_dir, desk)
    running = start()
    running.window.resize(640, 680)
    running.settle()
    shown_texts = painted(running)
    assert set(running.orders()) <= set(shown_texts)
    assert [text for text in shown_texts if "…" in text] == []
    running.window.resize(1240, 660)
    running.settle()
    assert "amazon.com" in painted(running)  # there is room for the place again


def painted(running: Running) -> list[str]:
    """Return every line of text in the list as it is drawn."""
    table, model = running.page.history.table, running.page.history.model
    font, lines = table.font(), table.rowHeight(0) // table.fontMetrics().height()
    found = []
    for row in range(model.rowCount()):
        for column in Column:
            texts, width = model.data(model.index(row, column), LinesRole), table.columnWidth(column)
            if table.isColumnHidden(column):
                continue
            if column is Column.CHANNEL:
                found.append(badge_text(texts[0], font, width))
                continue
            icon = table.fontMetrics().ascent() + 7 if column is Column.DUE else 0
            found += [line for part in fit(texts, font, width - 16 - icon, lines) for line in part]
    return found
