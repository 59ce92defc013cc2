"""Letters to carrier and insurer: chosen, edited, copied and kept with the case, by keys and read like a seller."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.logic.answer import Desk
from app.logic.case import Draft
from app.logic.decision import Decision
from app.logic.json_form import to_json
from app.ui.case.copy_dialog import message_of
from app.ui.case.letter_dialog import LetterDialog
from bench.walks import NOW
from tests.ui.running import CONTROL, Key, Running, Start, fill, texts

SHIFT = Qt.KeyboardModifier.ShiftModifier
LOST: dict[str, Any] = {
    "situation": "not_received",
    "channel": "amazon-us",
    "order": {
        "number": "111-0000001-0000001",
        "buyer_name": "Buyer 1",
        "item": "Blue mug",
        "item_price": "25.00",
        "shipping_paid": "4.99",
        "carrier": "USPS",
        "tracking_number": "9400100000000000000000",
        "shipped_on": "2026-11-03",
        "latest_delivery": "2026-11-14",
    },
    "answers": {"parcel": "lost", "protected": "no"},
}


@pytest.fixture
def running(start: Start, data_dir: Path, desk: Desk) -> Iterator[Running]:
    """Give a program that shows the case of a lost parcel."""
    fill(data_dir, open_=1)
    one = start()
    decide(one, desk, LOST)
    one.choose(0)
    yield one


def decide(running: Running, desk: Desk, request: dict[str, Any]) -> None:
    """Let the one stored case be decided by the real rules."""
    decision = desk.answer(request)
    assert isinstance(decision, Decision)
    stored = to_json(decision)
    running.program.desk.change(1, lambda book: book.record_decision(1, stored, Draft(request)))
    running.settle()
    running.window.actions_.views["all"].trigger()
    running.settle()
    running.choose(0)


def open_letters(running: Running) -> LetterDialog:
    """Open the letters of the shown case as its keys do."""
    running.window.activateWindow()  # the offscreen desktop does not do it when a dialog closes
    QTest.qWaitForWindowActive(running.window)
    running.press(Key.Key_L, CONTROL | SHIFT)
    assert running.program.desktop.letters is not None
    dialog = running.program.desktop.letters.dialog
    assert dialog is not None
    return dialog


def rows(dialog: LetterDialog) -> list[str]:
    """Return the letters on offer as they are read."""
    return [dialog.choice.item(row).text() for row in range(dialog.choice.count())]


def test_a_claim_is_chosen_edited_and_copied_by_keys_and_stays_with_the_case(running: Running) -> None:
    dialog = open_letters(running)
    assert rows(dialog) == [
        "Search request to the carrier (on your list)",
        "Claim to the carrier (on your list)",
        "Claim to the insurer",
    ]
    assert dialog.choice.hasFocus()
    QTest.keyClick(dialog.choice, Key.Key_Down)
    body = dialog.sheet.editor.body
    body.setFocus()
    QTest.keyClicks(body, "Case 77. ")
    QTest.keyClick(dialog.sheet.editor.subject, Key.Key_Return)
    running.settle()
    copied = QApplication.clipboard().text()
    assert copied.startswith("Claim for compensation: parcel 9400100000000000000000, our order 111-0000001-0000001\n\n")
    assert "Case 77. Dear USPS team," in copied and "Buyer 1" not in copied
    assert dialog.sheet.editor.copied.text() == "✓ Copied"
    case = running.page.pane.case
    assert case is not None
    (kept,) = case.texts
    assert (f"{kept.subject}\n\n{kept.body}", kept.template) == (copied, "en/carrier_claim")
    message = message_of(case)
    assert message is not None and message.template == "en/refund_lost"


def test_a_letter_with_a_hole_is_not_copied(running: Running) -> None:
    QApplication.clipboard().setText("before")
    dialog = open_letters(running)
    dialog.sheet.editor.body.appendPlainText("Yours, [NAME]")
    dialog.sheet.editor.copy_both.click()
    assert QApplication.clipboard().text() == "before"
    assert dialog.sheet.problem.text().startswith("Not copied. A placeholder is left in the text.")


def test_a_paper_that_is_not_at_hand_leaves_the_letter_and_nothing_typed_is_lost(running: Running) -> None:
    dialog = open_letters(running)
    sheet = dialog.sheet
    QTest.keyClicks(sheet.editor.body, "Typed. ")
    tick = next(tick for tick in sheet.papers.ticks if tick.text() == "proof of posting")
    tick.setFocus()
    QTest.keyClick(tick, Key.Key_Space)
    text = sheet.editor.texts()[1]
    assert text.startswith("Typed. Dear USPS team,") and "- proof of posting" not in text
    dialog.reject()
    running.settle()
    again = open_letters(running).sheet
    assert again.editor.texts()[1] == text
    assert not again.editor.offer.isVisible()
    unticked = [tick.text() for tick in again.papers.ticks if not tick.isChecked()]
    assert unticked == ["proof of posting"]


def test_what_was_ticked_in_the_case_is_told_in_the_letter(running: Running) -> None:
    assert "Refunded by us to the buyer" not in open_letters(running).sheets[1].editor.texts()[1]
    running.program.desktop.letters.dialog.reject()  # type: ignore[union-attr]
    for action in ("refund", "open_trace"):
        running.page.work.tick(1, action, done=True)
        running.settle()
    claim = open_letters(running).sheets[1].editor.texts()[1]
    assert "Refunded by us to the buyer: $29.99" in claim
    assert "We have asked you to search for it." in claim


def test_a_letter_is_written_as_it_was_decided_however_late(
    running: Running, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "_clock", lambda: NOW + timedelta(days=400))
    assert "According to your tracking it is lost." in open_letters(running).sheet.editor.texts()[1]


def test_an_order_that_was_not_sent_has_no_letters(running: Running, desk: Desk) -> None:
    letters = running.window.actions_.letters
    assert letters.isEnabled()
    unsent = {key: value for key, value in LOST["order"].items() if key in ("number", "item", "item_price")}
    answers = {"shipped": "no", "confirmed": "no", "official_request": "yes"}
    request = {**LOST, "situation": "cancel", "order": unsent, "answers": answers}
    decide(running, desk, request)
    assert not letters.isEnabled()


def test_a_copied_letter_is_told_apart_in_the_history(running: Running) -> None:
    open_letters(running).sheet.editor.copy_body.click()
    running.settle()
    assert "Letter copied: trace request to the carrier" in texts(running.page.pane.events)
