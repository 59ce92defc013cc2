"""One case: what it shows, exactly as it was, and what can be done with it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from app.logic.case import Case, CaseRow, CopiedText, Draft
from app.ui.case.copy_dialog import CopyDialog, message_of, what_blocks
from app.ui.case.present import Task, next_task, span_in_words, tasks_of
from app.ui.case.record import PlainText
from tests.ui.running import CONTROL, Key, Running, Start, fill, shown

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SHIFT = Qt.KeyboardModifier.ShiftModifier
MESSAGE = {"language": "en", "subject": "Your order", "body": "Hello,\n  two spaces", "findings": []}


def case_with(decision: dict[str, object] | None = None, draft: Draft | None = None, **row: object) -> Case:
    known = CaseRow(id=1, created_at=NOW, updated_at=NOW, **row)  # type: ignore[arg-type]
    return Case(known, draft or Draft(), decision, (), ())


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
    from app.logic.case import CaseStatus

    case = case_with({"actions": actions}, status=CaseStatus.OPEN)
    task = next_task(case, tasks_of(case, "America/Los_Angeles"))
    assert task is not None and task.code == "refund"
    assert task.latest == datetime(2026, 11, 24, 7, 59, 59, tzinfo=UTC)
    closed = replace(case, row=replace(case.row, status=CaseStatus.CLOSED))
    assert next_task(closed, tasks_of(closed, None)) is None


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [(None, 0, "today"), (None, 4, "by 26 Nov"), (3, 42, "25 Nov – 3 Jan 2027"), (-2, 4, "by 26 Nov"), (1, None, "")],
)
def test_the_time_for_a_task_is_said_briefly(earliest: int | None, latest: int | None, words: str) -> None:
    first, last = (None if days is None else NOW + timedelta(days=days) for days in (earliest, latest))
    assert span_in_words(Task("refund", "Refund", first, last, done=False), NOW) == words


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


def _tick_of(running: Running, action: str) -> QCheckBox:
    (tick,) = (box for box in shown(running.page.pane.to_do, QCheckBox) if box.objectName() == action)
    assert isinstance(tick, QCheckBox)
    return tick


def _text(body: str) -> CopiedText:
    return CopiedText("Your order", body, "en", "refund_late", "1", "rule", NOW)
