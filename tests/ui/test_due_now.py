"""Due now: what a seller opens the program for, with Done, Put off and Undo by keys alone."""

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from app.logic.case import View
from app.logic.cases import CaseBook
from app.logic.channels import load_channels
from app.paths import Paths
from app.store.repository import open_store
from app.ui.history.due import Urgency
from app.ui.history.model import Column, LinesRole, UrgencyRole
from app.ui.snooze_dialog import SnoozeDialog
from app.ui.theme import ThemeSwitch
from app.ui.view_titles import EMPTY_VIEWS, VIEW_TITLES
from bench.walks import NOW
from tests.store.sample import DECISION, draft_of
from tests.ui.running import CONTROL, Key, Running, Start, fill, texts

Role = Qt.ItemDataRole
HOUR = timedelta(hours=1)


def store(folder: Path, *cases: tuple[str, timedelta], earliest: timedelta = timedelta()) -> None:
    """Store finished cases, each with one action that ends so long after now; the orders are A, B, C."""
    paths = Paths.below(folder)
    paths.make_folders()
    opened = open_store(paths.cases, paths.backups, NOW)
    book = CaseBook(opened, lambda: NOW, {name: channel.time_zone for name, channel in load_channels().items()})
    for letter, (code, left) in zip("ABCDEF", cases, strict=False):
        draft = draft_of(letter, buyer_name=f"Buyer {letter}", item="Blue mug")
        opens = (NOW + earliest).date().isoformat()
        action = {"code": code, "earliest": opens, "latest": (NOW + left).isoformat(), "done": False}
        case_id = book.open_case(draft)
        book.finish(case_id, {**DECISION, "actions": [action], "refund": None}, draft, sent=code != "reply")
    opened.close()


def due_cells(running: Running) -> list[str]:
    """Return what a screen reader says of the first column, row by row."""
    model = running.page.history.model
    return [str(model.data(model.index(row, Column.DUE), Role.AccessibleTextRole)) for row in range(model.rowCount())]


def dialog_of(running: Running) -> SnoozeDialog:
    dialog = running.page.snoozing.dialog
    assert dialog is not None and dialog.isVisible()
    return dialog


def pass_time(running: Running, time: timedelta) -> None:
    """Let time pass and the clock be looked at."""
    running.now += time
    running.page.history._minute.timeout.emit()
    running.settle()


def test_the_program_opens_on_what_costs_most_with_the_time_that_is_left(start: Start, data_dir: Path) -> None:
    store(data_dir, ("watch_tracking", HOUR), ("refund", 5 * HOUR), ("answer_claim", 90 * HOUR), ("reply", 2 * HOUR))
    running = start()
    assert running.page.history.views.view is View.DUE_NOW
    assert running.orders() == ["C", "B", "D", "A"]
    assert due_cells(running) == [
        "in 4 days, Answer the claim",
        "in 5 h, Refund the buyer",
        "in 2 h, Reply to the buyer",
        "in 1 h, Watch the tracking",
    ]
    assert running.counts()["Due now"] == "4"


def test_another_column_sorts_too_and_the_usual_order_comes_back(start: Start, data_dir: Path) -> None:
    store(data_dir, ("reply", 2 * HOUR), ("answer_claim", 90 * HOUR), ("refund", 5 * HOUR))
    running = start()
    found = [running.orders()]
    for action in (running.window.actions_.sorts[Column.DUE], running.window.actions_.sorts[Column.ORDER]):
        action.trigger()
        running.settle()
        found.append(running.orders())
    running.window.actions_.usual_order.trigger()
    running.settle()
    assert [*found, running.orders()] == [["B", "C", "A"], ["A", "C", "B"], ["A", "B", "C"], ["B", "C", "A"]]


def test_each_view_keeps_its_own_order(start: Start, data_dir: Path) -> None:
    store(data_dir, ("reply", 2 * HOUR), ("answer_claim", 90 * HOUR))
    running = start()
    running.press(Key.Key_3, CONTROL)
    assert running.orders() == ["A", "B"], "by what ends first"
    running.window.actions_.sorts[Column.ORDER].trigger()
    running.press(Key.Key_1, CONTROL)
    assert running.orders() == ["B", "A"], "by what costs most"


def test_done_put_off_and_undo_by_keys_alone(start: Start, data_dir: Path) -> None:
    store(data_dir, ("refund", 5 * HOUR), ("reply", 100 * HOUR))
    running = start()
    running.press(Key.Key_F, CONTROL)
    running.press(Key.Key_Down)
    assert running.page.pane.next.title.text() == "Refund the buyer"
    running.press(Key.Key_D, CONTROL)
    assert running.orders() == ["B"]
    running.press(Key.Key_Z, CONTROL)
    assert running.orders() == ["A", "B"]

    running.press(Key.Key_Down)
    running.press(Key.Key_Down)
    assert running.page.pane.name.text() == "Buyer B"
    running.press(Key.Key_H, CONTROL)
    QTest.keyClick(dialog_of(running), Key.Key_3)
    running.settle()
    assert running.orders() == ["A"]
    assert running.window.undo_line.label.text() == "Reply to the buyer: put off until Mon 09:00."
    running.window.activateWindow()
    running.settle()
    running.press(Key.Key_Z, CONTROL)
    assert running.orders() == ["A", "B"]


def test_a_reason_stands_in_every_view_until_the_task_is_due_again(start: Start, data_dir: Path) -> None:
    store(data_dir, ("reply", 95 * HOUR))
    running = start()
    running.choose(0)
    running.window.actions_.snooze.trigger()
    dialog = dialog_of(running)
    QTest.keyClicks(dialog.why, "wait for supplier")
    QTest.mouseClick(dialog.buttons[2], Qt.MouseButton.LeftButton)
    running.settle()
    words = "put off until Mon 09:00: wait for supplier"
    assert words in texts(running.page.pane.next)
    for view in ("open", "all"):
        running.window.actions_.views[view].trigger()
        running.settle()
        assert due_cells(running) == [f"Reply to the buyer: {words}, the time ends in 4 days"]
        model = running.page.history.model
        assert model.data(model.index(0, Column.DUE), LinesRole)[1] == "Reply to the buyer"
        below = model.data(model.index(0, Column.RESOLUTION), LinesRole)[1]
        assert below == "put off, its time ends in 4 days: wait for supplier"
        end = NOW + 95 * HOUR
        assert f"Its time ends: {end:%a} {end.day} {end:%b %Y}, {end:%H:%M}" in str(
            model.data(model.index(0, Column.DUE), Role.ToolTipRole)
        )
        assert model.data(model.index(0, Column.DUE), UrgencyRole) is Urgency.PUT_OFF
        assert model.data(model.index(0, Column.DUE)) == "until Mon 09:00"
        assert words in str(model.data(model.index(0, Column.DUE), Role.ToolTipRole))
    pass_time(running, 24 * HOUR)
    assert due_cells(running) == ["in 3 days, Reply to the buyer"]
    running.press(Key.Key_1, CONTROL)
    assert running.orders() == ["A"]


def test_a_moment_after_the_deadline_warns_before_and_asks_again(start: Start, data_dir: Path) -> None:
    store(data_dir, ("reply", 3 * HOUR))
    running = start()
    running.choose(0)
    running.press(Key.Key_H, CONTROL)
    dialog = dialog_of(running)
    tomorrow = next(button for button in dialog.buttons if "Tomorrow" in button.text())
    deadline = NOW + 3 * HOUR
    assert f"after the deadline ({deadline:%a} {deadline.day} {deadline:%b %Y, %H:%M})" in tomorrow.tile.detail
    assert "after the deadline" not in dialog.buttons[0].tile.detail
    tomorrow.click()
    running.settle()
    assert dialog.isVisible() and running.orders() == ["A"]
    assert "Press again" in tomorrow.accessibleName()
    dialog.buttons[-1].click()  # another one: the first asks no more
    assert "Press again" not in tomorrow.accessibleName()
    dialog.buttons[-1].click()
    running.settle()
    assert running.orders() == []


def test_the_dialog_is_walked_by_arrows_and_left_by_enter_or_escape(start: Start, data_dir: Path) -> None:
    store(data_dir, ("reply", 100 * HOUR))
    running = start()
    running.choose(0)
    running.press(Key.Key_H, CONTROL)
    dialog = dialog_of(running)
    assert dialog.buttons[0].hasFocus()
    QTest.keyClick(dialog.buttons[0], Key.Key_Escape)
    running.settle()
    assert running.orders() == ["A"]
    running.window.activateWindow()
    running.settle()
    running.press(Key.Key_H, CONTROL)
    dialog = dialog_of(running)
    for _ in range(2):
        QTest.keyClick(dialog.focusWidget(), Key.Key_Down)
    assert dialog.buttons[2].hasFocus()
    QTest.keyClick(dialog.buttons[2], Key.Key_Return)
    running.settle()
    assert running.window.undo_line.label.text() == "Reply to the buyer: put off until Mon 09:00."


def test_enter_in_the_reason_only_goes_on_to_the_moments(start: Start, data_dir: Path) -> None:
    store(data_dir, ("reply", 100 * HOUR))
    running = start()
    running.choose(0)
    running.press(Key.Key_H, CONTROL)
    dialog = dialog_of(running)
    assert dialog.why.geometry().bottom() < dialog.buttons[0].geometry().top()
    dialog.why.setFocus()
    QTest.keyClicks(dialog.why, "wait for supplier")
    QTest.keyClick(dialog.why, Key.Key_Return)
    running.settle()
    assert dialog.isVisible() and running.orders() == ["A"]
    assert dialog.buttons[0].hasFocus()
    QTest.keyClick(dialog.buttons[0], Key.Key_Down)
    QTest.keyClick(dialog.focusWidget(), Key.Key_Return)
    running.settle()
    assert running.orders() == []
    assert "wait for supplier" in running.page.pane.next.put_off.text()


def test_what_was_put_off_can_be_taken_up_again_at_once(start: Start, data_dir: Path) -> None:
    store(data_dir, ("reply", 100 * HOUR))
    running = start()
    running.choose(0)
    assert not running.window.actions_.wake.isEnabled()
    running.press(Key.Key_H, CONTROL)
    QTest.keyClick(dialog_of(running), Key.Key_1)
    running.settle()
    assert running.page.pane.next.wake.isVisible() and not running.page.pane.next.later.isVisible()
    running.window.actions_.wake.trigger()
    running.window.activateWindow()
    running.settle()
    assert running.orders() == ["A"]
    running.press(Key.Key_Z, CONTROL)
    assert running.orders() == []


def test_an_empty_list_says_what_comes_next(start: Start, data_dir: Path) -> None:
    store(data_dir, ("file_carrier_claim", 200 * HOUR), earliest=72 * HOUR)
    running = start()
    page = running.page.history.nothing_here
    assert page.isVisible()
    assert page.title.text() == "Nothing to do now"
    day = (NOW + 72 * HOUR).date()
    assert page.text.text() == f"Next comes: Claim it from the carrier (order A), {day:%a} {day.day} {day:%b %Y}."


def test_every_empty_view_says_what_would_stand_there(start: Start, data_dir: Path) -> None:
    fill(data_dir, unfinished=1)
    running = start()
    assert EMPTY_VIEWS.keys() == VIEW_TITLES.keys()
    for view in ("due_now", "open", "waiting_buyer", "waiting_parcel", "waiting_money", "closed"):
        running.window.actions_.views[view].trigger()
        running.settle()
        page = running.page.history.nothing_here
        assert page.isVisible()
        assert (page.title.text(), page.text.text()) == EMPTY_VIEWS[view]


def test_a_minute_brings_what_became_due_and_leaves_the_chosen_case_alone(start: Start, data_dir: Path) -> None:
    store(data_dir, ("watch_tracking", 100 * HOUR), ("reply", 100 * HOUR), ("refund", 5 * HOUR))
    running = start()
    running.choose(1)
    running.press(Key.Key_H, CONTROL)
    QTest.keyClick(dialog_of(running), Key.Key_1)
    running.settle()
    assert running.orders() == ["C", "A"]
    running.choose(1)
    table = running.page.history.table
    pass_time(running, timedelta(minutes=59))
    assert running.orders() == ["C", "A"]
    pass_time(running, timedelta(minutes=1))
    assert running.orders() == ["C", "B", "A"]
    assert (table.currentIndex().row(), running.page.pane.name.text()) == (2, "Buyer A")
    assert running.counts()["Due now"] == "3"


def test_a_long_list_does_not_jump_while_the_clock_goes_on(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=230)
    running = start()
    table = running.page.history.table
    table.scrollToBottom()
    running.settle()
    running.choose(229)
    table.scrollTo(running.page.history.model.index(215, 0), table.ScrollHint.PositionAtTop)
    place = table.verticalScrollBar().value()
    pass_time(running, 72 * HOUR)
    assert table.verticalScrollBar().value() == place
    assert running.page.pane.name.text() == "Buyer 230"
    model = running.page.history.model
    assert model.data(model.index(table.currentIndex().row(), Column.ORDER)) == "111-0000230-0000230"


def test_the_model_keeps_to_the_rules_of_qt_while_rows_come_and_go(
    start: Start, data_dir: Path, qtmodeltester: ModelTester
) -> None:
    store(data_dir, ("refund", 5 * HOUR), ("reply", 100 * HOUR), ("ship", 9 * HOUR))
    running = start()
    qtmodeltester.check(running.page.history.model, force_py=True)  # type: ignore[no-untyped-call]
    running.choose(0)
    for key in (Key.Key_D, Key.Key_Z, Key.Key_D):
        running.press(key, CONTROL)
    assert running.orders() == ["C", "B"]


def test_the_start_says_what_became_due_while_the_program_was_closed(start: Start, data_dir: Path) -> None:
    store(data_dir, ("file_carrier_claim", 200 * HOUR), ("open_trace", 200 * HOUR), earliest=48 * HOUR)
    running = start()
    assert not running.page.history.became_due.isVisible()
    running.close()
    again = start(show=False)
    again.now = NOW + 72 * HOUR
    again.show()
    line = again.page.history.became_due
    assert line.isVisible()
    since = f"{NOW.day} {NOW:%b %H:%M}"
    assert line.text.text() == (
        f"2 things became due since {since}: Claim it from the carrier (A), Ask the carrier to trace it (B)"
    )
    again.press(Key.Key_7, CONTROL)
    line.show_them.click()
    again.settle()
    assert again.page.history.views.view is View.DUE_NOW
    assert again.page.pane.name.text() == "Buyer A"
    assert not line.isVisible()
    again.close()
    assert not start().page.history.became_due.isVisible()


def test_the_line_at_the_start_counts_what_was_put_off_and_follows_what_is_done(start: Start, data_dir: Path) -> None:
    store(data_dir, ("reply", 200 * HOUR), ("refund", 100 * HOUR))
    running = start()
    for row, digit in ((1, Key.Key_3), (0, Key.Key_3)):
        running.choose(row)
        running.window.actions_.snooze.trigger()
        QTest.keyClick(dialog_of(running), digit)
        running.settle()
        running.window.activateWindow()
        running.settle()
    assert running.orders() == []
    running.close()
    again = start(show=False)
    again.now = NOW + 24 * HOUR
    again.show()
    line = again.page.history.became_due
    since = "yesterday " + f"{NOW:%H:%M}"
    assert line.text.text() == (f"2 things became due since {since}: Refund the buyer (B), Reply to the buyer (A)")
    again.choose(0)
    again.window.actions_.task_done.trigger()
    again.settle()
    assert line.text.text() == f"1 thing became due since {since}: Reply to the buyer (A)"
    again.choose(0)
    again.window.actions_.snooze.trigger()
    QTest.keyClick(dialog_of(again), Key.Key_1)
    again.settle()
    assert again.orders() == [] and not line.isVisible()


def test_the_list_is_saved_as_it_is_shown(start: Start, data_dir: Path, tmp_path: Path) -> None:
    fill(data_dir, open_=120, closed=2)
    running = start()
    running.press(Key.Key_3, CONTROL)
    running.window.actions_.sorts[Column.ORDER].trigger()
    running.window.actions_.sorts[Column.ORDER].trigger()
    running.settle()
    running.window.actions_.save_list.trigger()
    target = tmp_path / "list.csv"
    dialog = running.page.saving.dialog
    assert dialog is not None
    dialog.fileSelected.emit(str(target))
    running.settle()
    rows = list(csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8-sig"), newline="")))
    assert [row["Order"] for row in rows] == [f"111-{number:07}-{number:07}" for number in range(120, 0, -1)]
    assert rows[-1] == {
        "Due": "tomorrow",
        "Due on": "2026-11-23 23:59",
        "To do": "Refund the buyer",
        "Put off": "",
        "Order": "111-0000001-0000001",
        "Buyer": "Buyer 1",
        "Item": "Item 1",
        "Problem": "Where is my order?",
        "Resolution": running.page.history.model.data(running.page.history.model.index(0, Column.RESOLUTION)),
        "Place": "amazon.com",
        "Status": "Open",
    }
    assert running.window.undo_line.label.text() == f"Saved: 120 cases in {target}"
    dialog.close()


def test_a_search_and_its_filters_count_for_the_saved_list_too(start: Start, data_dir: Path, tmp_path: Path) -> None:
    fill(data_dir, open_=12)
    running = start()
    running.search("buyer 2")
    running.window.actions_.save_list.trigger()
    dialog = running.page.saving.dialog
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "list.csv"))
    running.settle()
    assert (tmp_path / "list.csv").read_text(encoding="utf-8-sig").count("Buyer 2") == 1
    assert running.window.undo_line.label.text().startswith("Saved: 1 case in")
    dialog.close()


def test_all_clocks_are_saved_for_a_phone(start: Start, data_dir: Path, tmp_path: Path) -> None:
    store(data_dir, ("refund", 5 * HOUR), ("open_trace", 100 * HOUR))
    running = start()
    running.window.actions_.save_clocks.trigger()
    dialog = running.page.saving.dialog
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "clocks.ics"))
    running.settle()
    found = Calendar.from_ical((tmp_path / "clocks.ics").read_bytes()).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in found] == [
        "Refund the buyer: order A",
        "Ask the carrier to trace it: order B",
    ]
    assert running.window.undo_line.label.text().startswith("Saved: 2 clocks in")
    dialog.close()


def test_a_folder_that_takes_no_file_is_said_plainly(start: Start, data_dir: Path, tmp_path: Path) -> None:
    store(data_dir, ("refund", 5 * HOUR))
    running = start()
    running.page.saving.save_clocks()
    dialog = running.page.saving.dialog
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "missing" / "clocks.ics"))
    running.settle()
    assert "could not be written" in running.window.undo_line.label.text()
    assert "Your cases are untouched" in running.window.undo_line.label.text()
    dialog.close()


@pytest.mark.parametrize("times", [1, 2])
def test_the_left_list_has_room_for_its_longest_title(
    start: Start, data_dir: Path, qapp: QApplication, theme: ThemeSwitch, times: int
) -> None:
    usual = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(usual.pointSizeF() * times)
    qapp.setFont(larger)
    try:
        fill(data_dir, open_=1)
        running = start()
        running.window.resize(1240 * times, 660)
        running.settle()
        side = running.page.history.views.side
        assert side.isVisible()
        longest = max(side.fontMetrics().horizontalAdvance(title) for title in VIEW_TITLES.values())
        assert side.viewport().width() > longest + side.fontMetrics().horizontalAdvance(" 99")
    finally:
        qapp.setFont(usual)


def test_the_narrow_window_offers_every_view_with_its_number(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=2)
    running = start()
    running.window.resize(600, 600)
    running.settle()
    drop_down = running.page.history.views.drop_down
    assert drop_down.isVisible()
    assert [drop_down.itemText(row) for row in range(drop_down.count())] == list(VIEW_TITLES.values())
    spoken = drop_down.model().index(2, 0).data(Role.AccessibleTextRole)
    assert spoken == "Open, 2 cases"


def test_a_case_put_off_in_part_says_so_while_something_else_is_due(start: Start, data_dir: Path) -> None:
    paths = Paths.below(data_dir)
    paths.make_folders()
    opened = open_store(paths.cases, paths.backups, NOW)
    book = CaseBook(opened, lambda: NOW)
    actions = [{"code": code, "latest": (NOW + 60 * HOUR).isoformat(), "done": False} for code in ("refund", "reply")]
    case_id = book.open_case(draft_of("A"))
    book.finish(case_id, {**DECISION, "actions": actions, "refund": None}, draft_of("A"), sent=False)
    book.snooze(case_id, "refund", datetime(2026, 11, 23, 9, tzinfo=NOW.tzinfo), "bank is closed")
    opened.close()
    running = start()
    assert due_cells(running) == [
        "in 3 days, Reply to the buyer, Refund the buyer: put off until Mon 09:00: bank is closed"
    ]
    running.choose(0)
    assert running.page.pane.next.title.text() == "Reply to the buyer"
