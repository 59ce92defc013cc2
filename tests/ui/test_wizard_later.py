"""What happened later in a case: the tiles for it, the day to answer by, two texts of one answer, and none at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWizard

from app.logic.decision import Decision
from bench.walks import WALKS, RememberingSession, Walker
from tests.ui.conftest import OpenWizard

Key = Qt.Key
ARRIVED = next(walk.order for walk in WALKS if walk.tile == "faulty")
NOT_ARRIVED = (("refunded", "no"), ("claim", "not_received"), ("protected", "no"), ("proof", "none"))


def go_to(walker: Walker, tile: str, order: Mapping[str, Any] = ARRIVED, channel: str = "amazon-us") -> None:
    """Walk to the first question of a situation."""
    walker.paste(json.dumps({"channel": channel, "order": dict(order)}))
    walker.press(Key.Key_Return)
    walker.choose_tile(tile)


def answer(walker: Walker, *answers: tuple[str, str]) -> Decision:
    """Answer to the end and return the decision."""
    for fact, value in answers:
        walker.answer(fact, value)
    decision = walker.wizard.conversation.road.decision
    assert decision is not None
    return decision


def known(walker: Walker) -> list[str]:
    """Return the lines of what is known."""
    return [label.text() for label in walker.wizard.happened_page.known.findChildren(QLabel)]


def asked(walker: Walker) -> str:
    """Return the fact of the open question."""
    block = walker.wizard.happened_page.block
    assert block is not None
    return block.question.fact


def test_the_day_to_answer_by_is_offered_first_and_may_stay_empty(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    go_to(walker, "claim_opened")
    assert asked(walker) == "answer_by"
    question = walker.wizard.conversation.road.question
    assert question is not None and len(question.possible) == 7
    walker.press(Key.Key_Return)
    assert asked(walker) == "refunded"
    assert "No day to answer the claim by is shown" in known(walker)


def test_a_day_to_answer_by_is_the_last_day_of_the_answer(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    go_to(walker, "claim_opened")
    for key in (Key.Key_Plus, Key.Key_1, Key.Key_Return):
        walker.press(key)
    assert any(line.startswith("The claim is to be answered by 23 Nov 2026") for line in known(walker))
    decision = answer(walker, *NOT_ARRIVED)
    latest = {str(action.latest) for action in decision.actions if action.code.endswith("claim")}
    assert latest == {"2026-11-23"}


def test_a_day_that_the_order_tells_is_shown_and_not_asked(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    go_to(walker, "claim_opened", {**ARRIVED, "answer_by": "2026-11-25"})
    assert asked(walker) == "refunded"
    assert any("25 Nov 2026" in line for line in known(walker))
    walker.wizard.happened_page.change("answer_by")
    assert asked(walker) == "answer_by"
    walker.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for key in (Key.Key_Plus, Key.Key_2, Key.Key_Return):
        walker.press(key)
    assert walker.wizard.conversation.state.answers["answer_by"] == "2026-11-24"


def test_a_claim_is_answered_first_and_then_the_buyer(open_wizard: OpenWizard, session: RememberingSession) -> None:
    walker = open_wizard()
    go_to(walker, "claim_opened")
    walker.press(Key.Key_Return)
    decision = answer(walker, *NOT_ARRIVED)
    page = walker.wizard.answer_page
    assert [page.texts.tabs.tabText(place) for place in range(2)] == ["To Amazon", "To Test Buyer"]
    walker.press(Key.Key_Return)
    assert decision.message is not None
    assert QApplication.clipboard().text() == decision.message.body
    assert page.texts.place == 1
    walker.press(Key.Key_Return)
    assert QApplication.clipboard().text() == decision.more_messages[0].body
    assert [text.template for text in session.texts] == ["en/claim_refund", "en/claim_refund.buyer"]
    assert walker.wizard.button(QWizard.WizardButton.FinishButton).hasFocus()


def test_own_words_in_both_texts_are_kept(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    go_to(walker, "claim_opened")
    walker.press(Key.Key_Return)
    answer(walker, *NOT_ARRIVED)
    page = walker.wizard.answer_page
    for place, words in enumerate(("For the platform. ", "For the buyer. ")):
        page.texts.choose(place)
        QTest.keyClicks(page.draft.body, words)
    state = walker.wizard.conversation.state
    again = open_wizard(state)
    bodies = [draft.body.toPlainText() for draft in again.wizard.answer_page.texts.drafts]
    assert bodies[0].startswith("For the platform. Hello Amazon team,")
    assert bodies[1].startswith("For the buyer. Hello Test Buyer,")


def test_each_text_is_checked_by_the_rules_of_its_reader(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    go_to(walker, "claim_opened")
    walker.press(Key.Key_Return)
    answer(walker, *NOT_ARRIVED)
    page = walker.wizard.answer_page
    found = []
    for place in (0, 1):
        page.texts.choose(place)
        QTest.keyClicks(page.draft.body, "See www.example.com ")
        message = page.present_message()
        assert message is not None
        found.append({finding.code for finding in message.findings if finding.blocking})
    assert found == [set(), {"web_address"}]


def test_where_nothing_is_to_be_sent_enter_finishes(open_wizard: OpenWizard, session: RememberingSession) -> None:
    walker = open_wizard()
    go_to(walker, "platform_refunded")
    decision = answer(walker, ("own_fault", "yes"))
    page = walker.wizard.answer_page
    assert decision.message is None
    assert page.nothing.isVisible() and not page.texts.isVisible() and not page.checks.isVisible()
    walker.press(Key.Key_Return)
    assert session.calls[-1] == "finished"
    assert session.texts == []


def test_an_own_shop_is_not_offered_what_only_a_platform_does(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    walker.paste(json.dumps({"channel": "shop-us", "order": {**ARRIVED, "number": "#1001"}}))
    walker.press(Key.Key_Return)
    page = walker.wizard.happened_page
    offered = [button.tile.id for button in page.board.buttons if not button.isHidden()]
    assert offered[-1] == "return_arrived"
    assert not page.press_key("P")
    assert page.press_key("9")


@pytest.mark.parametrize("value", ["seller", "platform"])
def test_who_has_refunded_can_be_changed_where_it_was_assumed(open_wizard: OpenWizard, value: str) -> None:
    walker = open_wizard()
    go_to(walker, "return_arrived", ARRIVED, "amazon-uk")
    decision = answer(walker, ("came_back_as", "return"), ("reason", "damaged"), ("arrived", "as_sent"))
    assert decision.resolution == "refund_return_in_full"
    assert "The buyer has not been paid back in full" in known(walker)
    walker.wizard.back()
    QTest.qWait(1)
    walker.wizard.happened_page.change("refunded")
    walker.answer("refunded", value)
    changed = walker.wizard.conversation.road.decision
    assert changed is not None and changed.resolution == "return_settled"
