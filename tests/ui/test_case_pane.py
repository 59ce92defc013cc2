"""One case: what it shows, exactly as it was, and what can be done with it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from operator import methodcaller
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from app.logic.answer import Desk
from app.logic.case import Case, CaseRow, CaseStatus, CopiedText, Draft, Event, EventKind
from app.logic.cases import CaseBook
from app.logic.decision import Decision
from app.ui.case.copy_dialog import CopyDialog, message_of, what_blocks
from app.ui.case.policy_words import policy_lines
from app.ui.case.present import next_task, span_in_words, tasks_of
from app.ui.case.record import PlainText
from app.ui.history.cells import Seen, cell_lines
from app.ui.history.due import Due, Urgency, due_in_words
from app.ui.history.model import CaseListModel, Column, LinesRole
from app.ui.labels import follow_up_title
from app.ui.wizard.answer_cards import clock_words
from bench import walks
from tests.store.sample import draft_of
from tests.ui.running import CONTROL, Key, Running, Start, fill, fill_examples, shown, texts

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SHIFT = Qt.KeyboardModifier.ShiftModifier
MESSAGE = {"language": "en", "subject": "Your order", "body": "Hello,\n  two spaces", "findings": []}


def case_with(decision: dict[str, object] | None = None, draft: Draft | None = None, **row: object) -> Case:
    known = CaseRow(id=1, created_at=NOW, updated_at=NOW, **row)  # type: ignore[arg-type]
    # Decided after all its days, so that none of them lies ahead.
    decided = Event(1, 1, EventKind.DECIDED, NOW + timedelta(days=60), {"decision": decision})
    return Case(known, draft or Draft(), decision, (decided,) if decision else (), ())


def test_messages_are_shown_character_by_character(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=1)
    running = start()
    running.choose(0)
    running.program.desk.change(1, lambda book: book.record_copied(1, _text("Dear “Ann”,\n\n  <i>not markup</i>\t✓")))
    running.settle()
    texts = [box.toPlainText() for box in running.page.pane.messages.findChildren(PlainText) if box.isVisible()]
    assert texts == ["Where is my order?", "Dear “Ann”,\n\n  <i>not markup</i>\t✓"]


def test_a_note_is_added_by_keys_and_stays(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=1)
    running = start()
    running.choose(0)
    running.press(Key.Key_O, CONTROL | SHIFT)
    assert running.page.pane.notes.field.hasFocus()
    QTest.keyClicks(running.page.pane.notes.field, "Ask the carrier on Monday")
    running.press(Key.Key_Return)
    assert running.page.pane.notes.field.text() == ""
    running.close()
    again = start()
    again.choose(0)
    case = again.page.pane.case
    assert case is not None and case.events[-1].payload["text"] == "Ask the carrier on Monday"


def test_the_history_names_the_task_the_file_and_what_was_new(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=1)
    running = start()
    running.choose(0)
    until = running.now + timedelta(days=2)
    photo = {"file": f"{'0' * 64}.png", "name": "photo.png", "sha256": "0" * 64, "media": "image/png", "size": 3}

    def go(book: CaseBook) -> None:
        book.snooze(1, "refund", until, "wait for the supplier")
        book.snooze(1, "refund", None)
        book.add_evidence(1, photo)
        book.remove_evidence(1, str(photo["file"]))
        book.happened(1, "buyer_wrote_again", draft_of("A"), {})

    running.program.desk.change(1, go)
    running.settle()
    said = [label.text() for label in running.page.pane.events.findChildren(QLabel) if label.isVisible()]
    local = until.astimezone(running.now.tzinfo)
    assert f"Put off until {local:%a %H:%M}: Refund the buyer (wait for the supplier)" in said
    assert "Put off no longer: Refund the buyer" in said
    assert {"File added: photo.png", "File taken out: photo.png"} <= set(said)
    assert f"Something new happened: {follow_up_title('buyer_wrote_again')}" in said


def test_the_buttons_take_few_lines_at_the_first_size_of_the_window(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=1)
    running = start()
    running.choose(0)
    pane = running.page.pane
    beside = [button for button in (pane.next.done, pane.next.later, pane.next.undo) if button.isVisible()]
    assert len({button.y() for button in beside}) == 1
    assert not pane.next.undo.isFlat()
    below = (pane.go_on, pane.next_round, pane.copy, pane.sheet, pane.close_case)
    assert len({button.y() for button in below if button.isVisible()}) <= 3


def test_an_erased_case_is_called_so(start: Start, data_dir: Path) -> None:
    fill(data_dir, closed=1)
    running = start()
    row = CaseRow(id=1, created_at=NOW, updated_at=NOW, order_number="erased-c8d1c703002aabbc", erased_at=NOW)
    assert cell_lines(row, Column.ORDER, Seen(NOW, None))[0] == "Erased buyer (c8d1c7)"
    running.page.pane.show_case(Case(row, Draft(), None, (), ()), None)
    assert running.page.pane.name.text() == "Erased buyer (c8d1c7)"


def test_a_tick_in_the_list_of_tasks_is_stored_and_can_be_undone(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=1)
    running = start()
    running.choose(0)
    _tick_of(running, "refund").click()
    running.settle()
    assert running.window.undo_line.label.text() == "Done: Refund the buyer."
    running.press(Key.Key_Z, CONTROL)
    assert not _tick_of(running, "refund").isChecked()


def test_the_task_that_ends_first_comes_first_and_a_closed_case_has_none() -> None:
    actions = [
        {"code": "open_trace", "latest": "2026-12-20", "done": False},
        {"code": "refund", "latest": "2026-11-23", "done": False},
        {"code": "reply", "latest": "2026-11-22T18:05:00-08:00", "done": True},
    ]
    case = case_with({"actions": actions}, status=CaseStatus.OPEN)
    task = next_task(case, tasks_of(case, "America/Los_Angeles"), NOW)
    assert task is not None and task.code == "refund"
    assert task.latest == datetime(2026, 11, 24, 7, 59, 59, tzinfo=UTC)
    closed = replace(case, row=replace(case.row, status=CaseStatus.CLOSED))
    assert next_task(closed, tasks_of(closed, None), NOW) is None


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (None, "2026-11-22", "today"),
        ("2026-11-22", "2026-11-22", "today"),
        ("2026-11-22", "2026-11-26", "by 26 Nov"),
        ("2026-11-25", "2027-01-02", "25 Nov – 2 Jan 2027"),
        (None, "2026-11-22T18:05:00-08:00", "by 23 Nov, 02:05"),
        (None, "2026-11-22T15:00:00+00:00", "today 15:00"),
        ("2026-11-23", None, ""),
    ],
)
def test_the_time_for_a_task_is_said_in_days_of_the_place_of_sale(
    earliest: str | None, latest: str | None, words: str
) -> None:
    actions = [{"code": "refund", "earliest": earliest, "latest": latest, "done": False}]
    (task,) = tasks_of(case_with({"actions": actions}), "America/Los_Angeles")
    assert span_in_words(task, NOW) == words


def test_a_task_without_an_end_is_due_from_its_first_day_in_list_and_case(start: Start, data_dir: Path) -> None:
    (case_id,) = fill(data_dir, open_=1)
    running = start()
    looks = {"code": "check_on_latest_delivery", "earliest": "2026-12-01", "latest": None, "done": False}
    always = {"code": "do_not_refund_yourself", "earliest": "2026-11-22", "latest": None, "done": False}
    decision = {"resolution": "share_tracking", "actions": [always, looks]}
    draft = Draft({"channel": "amazon-us", "situation": "not_received"})
    running.program.desk.change(case_id, methodcaller("record_decision", case_id, decision, draft))
    running.settle()
    running.window.actions_.views["all"].trigger()
    running.settle()
    running.choose(0)
    pane, model = running.page.pane, running.page.history.model
    assert cells(model) == ("from 1 Dec", "Look whether it has arrived")
    assert (pane.next.title.text(), pane.next.clock.text()) == ("Look whether it has arrived", "from 1 Dec")
    assert "from 1 Dec" in texts(pane.to_do)
    due = model.row_at(0)
    assert due is not None
    later = due_in_words(due.due_at, walks.NOW + timedelta(days=12), "America/Los_Angeles")
    assert later == Due("since 1 Dec", Urgency.SOON)


def test_list_and_case_tell_the_same_day_as_the_wizard(start: Start, data_dir: Path, desk: Desk) -> None:
    fill_examples(data_dir, desk)
    running = start()
    running.window.actions_.refresh.trigger()
    running.choose(0)
    pane, model = running.page.pane, running.page.history.model
    assert model.data(model.index(0, 0)) == "today"
    assert pane.next.title.text() == "Refund the buyer"
    assert pane.next.clock.text() == "today"
    decided = desk.answer(pane.case.draft.request) if pane.case is not None else None
    assert isinstance(decided, Decision)
    wizard = [clock_words(action, decided) for action in decided.actions if action.code == "refund"]
    assert wizard == ["by 22 Nov 2026 (today)"]


def test_a_case_shows_the_refund_line_by_line(start: Start, data_dir: Path, desk: Desk) -> None:
    fill_examples(data_dir, desk)
    running = start()
    running.choose(0)
    lines = texts(running.page.pane.refund)
    assert lines == ["Item", "$25.00", "price of the item", "Delivery", "$4.99", *lines[5:6], "Total", "$29.99"]


def test_what_would_change_a_decision_is_said_once_and_short(start: Start, data_dir: Path, desk: Desk) -> None:
    fill_examples(data_dir, desk)
    running = start()
    running.choose(0)
    outcome = running.page.pane.outcome
    outcome.unfold.setChecked(True)
    lines = texts(outcome)
    assert "If the carrier shows the parcel moving → Let the buyer choose: refund now, or wait" in lines
    assert "If the marketplace's protection covers it → Do not refund yourself: the marketplace covers it" in lines
    assert [line for line in lines if "?" in line and "href" not in line] == []
    assert [line for line in lines if line.startswith("The parcel has left")] == [outcome.reasons.text()]


def test_values_name_their_source_and_how_sure_it_is() -> None:
    entry = {"value": 15, "unit": "calendar_days", "checked_on": "2026-11-22", "confidence": "conflict"}
    listed = [
        {**entry, "key": "carrier.usps.claim", "source": "https://www.example.org/a?b=1&c=2 ; a phone call"},
        {"key": "carrier.royal_mail.last", "value": 1, "unit": "years", "source": "x", "confidence": "official"},
        {"key": "later.kind", "value": {"a_b": 1}, "source": "javascript://x", "confidence": "<b>"},
    ]
    link = '<a href="https://www.example.org/a?b=1&amp;c=2">example.org</a>'
    doubt = "Sources disagree; the value safer for you is used, checked on 22 Nov 2026"
    assert policy_lines({"policy": [*listed, "odd"]}) == [
        ("USPS takes claims after: 15 calendar days", f"{doubt}: {link}, a phone call"),
        ("Royal Mail takes no claims later than: 1 year", "From an official page: x"),
        ("Later kind: a b 1", "&lt;b&gt;: javascript://x"),
    ]


def test_every_value_of_the_rules_has_words(desk: Desk) -> None:
    policies = [desk.rulebook.policy(channel) for channel in desk.rulebook.channels.values()]
    layers = [layer for policy in policies for those in (policy.layers, *policy.laws.values()) for layer in those]
    keys = {key for layer in layers for key in layer}
    said = {key: policy_lines({"policy": [{"key": key}]})[0][0] for key in keys}
    assert keys
    assert {
        key: words
        for key, words in said.items()
        if words.startswith(key.replace("_", " ").replace(".", " ").capitalize())
    } == {}


def test_clocks_in_the_case_go_on_by_themselves(start: Start, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(data_dir, open_=1)
    running = start()
    running.choose(0)
    pane = running.page.pane
    assert pane.next.clock.text() == "tomorrow (by 23 Nov)"
    tick = _tick_of(running, "refund")
    tick.setFocus()
    monkeypatch.setattr(pane, "_clock", lambda: walks.NOW + timedelta(hours=1))
    running.page.history.minute_passed.emit()
    assert _tick_of(running, "refund") is tick and tick.hasFocus()
    monkeypatch.setattr(pane, "_clock", lambda: walks.NOW + timedelta(days=3))
    running.page.history.minute_passed.emit()
    assert pane.next.clock.text() == "2 days late (by 23 Nov)"


def test_odd_stored_json_shows_what_it_can() -> None:
    case = case_with({"actions": ["x", {"code": "new_action", "latest": "someday"}, 7], "message": "no object"})
    assert [(task.words, task.latest) for task in tasks_of(case, None)] == [("New action", None)]
    assert message_of(case) is None


def test_copying_reads_the_clipboard_back(qtbot: QtBot) -> None:
    case = case_with({"message": MESSAGE, "rule": "r"})
    text = message_of(case)
    assert text is not None
    dialog = CopyDialog(text, what_blocks(case))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.copied) as copied:
        dialog.copy_both.click()
    assert QApplication.clipboard().text() == "Your order\n\nHello,\n  two spaces"
    assert dialog.state.text() == "Copied."
    assert copied.args is not None and copied.args[0].body == MESSAGE["body"]


def test_the_reason_not_to_copy_names_the_button_that_is_there() -> None:
    changed = Draft(body="my own words")
    assert "“Go on”" in what_blocks(case_with({"message": MESSAGE}, changed))
    assert "“Go through again”" in what_blocks(case_with({"message": MESSAGE}, changed, status=CaseStatus.OPEN))


def test_the_title_of_a_folded_card_is_never_cut(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=1)
    running = start()
    running.choose(0)
    unfold = running.page.pane.outcome.unfold
    for width in (unfold.width(), 120):
        unfold.resize(width, unfold.heightForWidth(width))
        lines = unfold.fontMetrics().horizontalAdvance(unfold.text()) // width + 1
        assert unfold.height() >= lines * unfold.fontMetrics().height()


@pytest.mark.parametrize("edited", [None, "my own words"])
def test_a_text_that_was_not_checked_is_not_copied(qtbot: QtBot, edited: str | None) -> None:
    finding = {"code": "placeholder", "message": "[E-MAIL] is still open.", "blocking": edited is None}
    case = case_with({"message": {**MESSAGE, "findings": [finding]}}, Draft(body=edited))
    text = message_of(case)
    assert text is not None
    dialog = CopyDialog(text, what_blocks(case))
    qtbot.addWidget(dialog)
    assert not dialog.copy_both.isEnabled()
    assert ("[E-MAIL] is still open." if edited is None else "Go on") in dialog.state.text()


def cells(model: CaseListModel) -> tuple[str, str]:
    first, below = model.data(model.index(0, Column.DUE), LinesRole)
    return first, below


def _tick_of(running: Running, action: str) -> QCheckBox:
    (tick,) = (box for box in shown(running.page.pane.to_do, QCheckBox) if box.objectName() == action)
    assert isinstance(tick, QCheckBox)
    return tick


def _text(body: str) -> CopiedText:
    return CopiedText("Your order", body, "en", "refund_late", "1", "rule", NOW)
