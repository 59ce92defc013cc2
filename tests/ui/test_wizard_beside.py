"""What is told beside a question: the day it left, the delivery charge, the reason of a delay, when a message came."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.logic.decision import Decision
from app.ui.wizard.question_block import QuestionBlock
from app.ui.wizard.state import WizardState
from bench.walks import WALKS, RememberingSession, Walker
from tests.ui.conftest import OpenWizard

Key = Qt.Key
LATE = WALKS[0].order
NUMBER = {"number": "111-0000001-0000001"}
OVERDUE = {**NUMBER, "buyer_name": "Test Buyer", "ship_by": "2026-11-20", "shipped_on": None}


def at_question(walker: Walker, order: Mapping[str, Any], tile: str = "not_received") -> QuestionBlock:
    """Walk to the first question about an order."""
    walker.paste(json.dumps({"channel": "amazon-us", "order": dict(order)}))
    walker.press(Key.Key_Return)
    walker.choose_tile(tile)
    return block_of(walker)


def block_of(walker: Walker) -> QuestionBlock:
    """Return the open question."""
    block = walker.wizard.happened_page.block
    assert block is not None
    return block


def type_keys(walker: Walker, text: str) -> None:
    """Type where the focus is, which the first key may move, and press Enter."""
    for letter in text:
        QTest.keyClicks(walker.wizard.focusWidget(), letter)
    walker.press(Key.Key_Return)


def known(walker: Walker) -> list[str]:
    """Return the lines of the card of what is known, without its links."""
    card = walker.wizard.happened_page.known
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible() and label is not card.title]


def known_texts(walker: Walker) -> list[str]:
    """Return the lines of the card of what is known, on the page or not."""
    return [label.text() for label in walker.wizard.happened_page.known.findChildren(QLabel)]


def without(order: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    """Return an order of which less is known."""
    return {key: value for key, value in order.items() if key not in keys}


def test_one_digit_says_that_it_left_and_the_day_stays_unknown(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    at_question(walker, NUMBER)
    walker.digit(1)
    assert walker.wizard.conversation.state.answers == {"shipped": "yes"}
    assert block_of(walker).question.fact == "parcel"


@pytest.mark.parametrize("typed", ["-3", "yesterday", "19 nov"])
def test_a_typed_day_says_that_it_left_and_when(open_wizard: OpenWizard, typed: str) -> None:
    walker = open_wizard()
    block = at_question(walker, NUMBER)
    if typed[0].isdigit():
        assert block.beside is not None
        block.beside.line.setFocus()
    type_keys(walker, typed)
    day = "2026-11-21" if typed == "yesterday" else "2026-11-19"
    assert walker.wizard.conversation.state.answers == {"shipped": "yes", "shipped_on": day}
    outcome = walker.wizard.conversation.road.question
    assert outcome is not None and outcome.fact == "parcel"
    assert any(f"left on {int(day[-2:])} Nov 2026" in line for line in known(walker))


def test_a_day_that_cannot_be_read_keeps_the_question_and_the_typing(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    block = at_question(walker, NUMBER)
    type_keys(walker, "some day")
    assert walker.wizard.conversation.state.answers == {}
    assert block.problem.isVisible() and "5 Nov" in block.problem.text()
    assert block.beside is not None and block.beside.line.text() == "some day"


def test_a_parcel_cannot_have_left_next_week(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    block = at_question(walker, NUMBER)
    type_keys(walker, "+7")
    assert walker.wizard.conversation.state.answers == {}
    assert "lies ahead" in block.problem.text()


def test_an_answer_that_stops_mattering_is_one_greyed_line(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    at_question(walker, NUMBER)
    type_keys(walker, "-3")
    walker.wizard.happened_page.change_tile.click()
    walker.choose_tile("cannot_ship")
    idle = walker.wizard.happened_page.idle
    assert [label.text() for label in idle.findChildren(QLabel) if "19 Nov" in label.text() and label.isVisible()] == [
        "The parcel has left on 19 Nov 2026"
    ]
    assert walker.wizard.conversation.state.answers["shipped_on"] == "2026-11-19"


def test_not_yet_takes_the_day_back(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    at_question(walker, NUMBER)
    type_keys(walker, "-3")
    walker.wizard.happened_page.change("shipped")
    block = block_of(walker)
    assert block.beside is not None and block.beside.line.text() == "19 Nov 2026"
    walker.answer("shipped", "no")
    assert walker.wizard.conversation.state.answers == {"shipped": "no"}
    assert "The parcel has not left yet" in known(walker)


def test_what_the_buyer_paid_for_delivery_is_asked_beside_the_price(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    at_question(walker, without(LATE, "item_price", "shipping_paid"))
    walker.answer("parcel", "stalled")
    walker.answer("protected", "no")
    type_keys(walker, "$25")
    block = block_of(walker)
    assert block.beside is not None and block.beside.line.hasFocus()
    type_keys(walker, "4,99")
    page = walker.wizard.answer_page
    assert walker.wizard.currentPage() is page
    assert page.headline.text() == "It is late: refund $29.99 now"
    assert walker.wizard.conversation.state.answers["shipping_paid"] == "4.99"
    assert "The buyer paid $25.00 for the item, and $4.99 for delivery" in known_texts(walker)
    codes = [guard.code for guard in decision_of(walker).guards]
    assert "postage_unknown" not in codes


def test_tab_goes_from_the_price_to_delivery_and_from_the_answer_to_its_day(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    block = at_question(walker, NUMBER)
    walker.press(Key.Key_Tab)
    assert block.beside is not None and block.beside.line.hasFocus()
    walker = open_wizard()
    at_question(walker, without(LATE, "item_price", "shipping_paid"))
    walker.answer("parcel", "stalled")
    walker.answer("protected", "no")
    walker.press(Key.Key_Tab)
    block = block_of(walker)
    assert block.beside is not None and block.beside.line.hasFocus()


def test_delivery_can_stay_unknown(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    at_question(walker, without(LATE, "item_price", "shipping_paid"))
    walker.answer("parcel", "stalled")
    walker.answer("protected", "no")
    type_keys(walker, "25")
    walker.press(Key.Key_Return)
    assert walker.wizard.currentPage() is walker.wizard.answer_page
    assert "postage_unknown" in [guard.code for guard in decision_of(walker).guards]


def test_a_wrong_delivery_charge_is_said_and_never_dropped(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    at_question(walker, without(LATE, "item_price", "shipping_paid"))
    walker.answer("parcel", "stalled")
    walker.answer("protected", "no")
    type_keys(walker, "25")
    type_keys(walker, "free")
    block = block_of(walker)
    assert block.problem.text() == "Type an amount such as 25.00."
    assert block.beside is not None and block.beside.line.text() == "free"


def test_delivery_is_not_asked_where_the_order_tells_it(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    at_question(walker, without(LATE, "item_price"))
    walker.answer("parcel", "stalled")
    walker.answer("protected", "no")
    assert block_of(walker).beside is None


def test_each_fact_is_known_once_and_as_a_statement(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    at_question(walker, without(LATE, "latest_delivery", "shipped_on"))
    walker.answer("shipped", "yes")
    walker.answer("parcel", "stalled")
    type_keys(walker, "-8")
    lines = known(walker)
    assert lines == [
        "The parcel has left",
        "The carrier has not scanned the parcel for days",
        "Latest delivery date was 14 Nov 2026: passed 8 days ago",
    ]


def test_the_reason_of_a_delay_goes_into_the_text_and_is_kept(
    open_wizard: OpenWizard, session: RememberingSession, qtbot: QtBot
) -> None:
    walker = open_wizard()
    to_late_answer(walker)
    page = walker.wizard.answer_page
    assert page.own.isVisible()
    page.own.lines["delay_reason"].line.setFocus()
    QTest.keyClicks(walker.wizard.focusWidget(), "our supplier delivered late")
    assert "our supplier delivered late." in page.draft.body.toPlainText()
    walker.press(Key.Key_Return)
    assert "our supplier delivered late." in QApplication.clipboard().text()
    walker.wizard.close()
    again = open_wizard(WizardState.from_draft(session.drafts[-1]))
    assert "our supplier delivered late." in again.wizard.answer_page.draft.body.toPlainText()
    assert not again.wizard.answer_page.draft.offer.isVisible()


def test_an_edited_text_outlives_the_reason_typed_after_it(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    to_late_answer(walker)
    page = walker.wizard.answer_page
    mine = page.draft.body.toPlainText() + "\nThank you."
    page.draft.body.setPlainText(mine)
    page.own.lines["delay_reason"].line.setFocus()
    QTest.keyClicks(walker.wizard.focusWidget(), "a storm")
    assert page.draft.body.toPlainText() == mine
    assert page.draft.take.isVisible()


def test_enter_copies_again_after_the_text_changed(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    to_late_answer(walker)
    walker.press(Key.Key_Return)
    assert walker.wizard.answer_page.draft.copied.text()
    walker.wizard.answer_page.own.lines["delay_reason"].line.setFocus()
    type_keys(walker, "a storm")
    assert walker.wizard.isVisible()
    assert "a storm" in QApplication.clipboard().text()


def test_other_answers_have_no_such_field(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    at_question(walker, LATE)
    walker.answer("parcel", "stalled")
    walker.answer("protected", "no")
    assert not walker.wizard.answer_page.own.isVisible()


def test_a_message_counts_as_received_now_until_told_otherwise(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    message = walker.wizard.order_page.message
    message.text.setFocus()
    walker.paste("Where is it?")
    request = walker.wizard.conversation.state.request
    assert str(request["message_received"]).startswith("2026-11-22T")
    assert message.received.currentText() == "Just now" and "just now" in message.note.text()
    message.text.clear()
    assert "message_received" not in walker.wizard.conversation.state.request
    assert message.received.currentText() == "Not told"


def test_a_time_that_was_told_is_never_replaced(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    received = "2026-11-20T10:00:00-08:00"
    walker.paste(json.dumps({"channel": "amazon-us", "order": NUMBER, "message_received": received}))
    message = walker.wizard.order_page.message
    message.text.setFocus()
    walker.paste("Where is it?")
    assert walker.wizard.conversation.state.request["message_received"] == received
    message.received.setCurrentIndex(0)
    message.received.activated.emit(0)
    walker.paste(" Hello?")
    assert "message_received" not in walker.wizard.conversation.state.request


def to_late_answer(walker: Walker) -> None:
    """Walk to the answer about a parcel that leaves late."""
    at_question(walker, OVERDUE)
    walker.answer("can_ship", "yes")
    type_keys(walker, "+2")
    assert decision_of(walker).resolution == "ship_late"


def decision_of(walker: Walker) -> Decision:
    """Return the decision."""
    decision = walker.wizard.conversation.road.decision
    assert decision is not None
    return decision
