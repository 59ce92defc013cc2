"""From the opened wizard to the copied message by keyboard alone, for every situation."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWizard

from app.logic.facts import Situation
from app.ui.wizard.tiles import TILES
from bench.walks import SETTINGS, WALKS, RememberingSession, Walk, Walker, go
from tests.ui.conftest import OpenWizard


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.tile)
def test_copies_the_message_of_every_situation_with_few_presses(open_wizard: OpenWizard, walk: Walk) -> None:
    walker = open_wizard()
    copied = go(walker, walk)
    decision = walker.wizard.conversation.road.decision
    assert decision is not None and decision.message is not None
    assert decision.resolution == walk.resolution
    assert copied == decision.message.body
    assert "111-0000001-0000001" in copied
    assert walker.presses <= walk.most


def test_the_walks_cover_every_tile_and_situation() -> None:
    assert {walk.tile for walk in WALKS} == {tile.id for tile in TILES}
    assert {tile.situation for tile in TILES} == set(Situation)


def test_enter_after_copying_finishes_the_case(open_wizard: OpenWizard, session: RememberingSession) -> None:
    walker = open_wizard()
    go(walker, WALKS[0])
    finish = walker.wizard.button(QWizard.WizardButton.FinishButton)
    assert finish.hasFocus()
    walker.press(Qt.Key.Key_Return)
    assert not walker.wizard.isVisible()
    assert session.calls[-1] == "finished"
    assert session.texts[0].rule.startswith("not_received.")
    assert session.texts[0].body == QApplication.clipboard().text()


def test_a_pasted_order_number_tells_the_channel_in_use(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    walker.paste("Order ID: # 111-0000001-0000001\nYour Seller Order")
    walker.press(Qt.Key.Key_Return)
    state = walker.wizard.conversation.state
    assert (state.order["number"], state.channel) == ("111-0000001-0000001", "amazon-us")
    assert walker.wizard.currentPage() is walker.wizard.happened_page


def test_without_an_import_the_questions_ask_for_what_is_missing(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    walker.paste("111-0000001-0000001")
    walker.press(Qt.Key.Key_Return)
    walker.choose_tile("not_received")
    walker.answer("shipped", "yes")
    walker.answer("parcel", "moving")
    block = walker.wizard.happened_page.block
    assert block is not None and block.question.fact == "latest_delivery"
    for key in (Qt.Key.Key_Minus, Qt.Key.Key_3, Qt.Key.Key_Return):
        walker.press(key)
    assert walker.wizard.conversation.state.answers["latest_delivery"] == "2026-11-19"
    walker.answer("protected", "no")
    assert walker.wizard.currentPage() is walker.wizard.answer_page


def test_the_clipboard_is_offered_when_it_holds_an_order_number(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    QApplication.clipboard().setText("111-0000001-0000001")
    page = walker.wizard.order_page
    page.enter()
    assert page.clipboard_offer.isVisible()
    page.clipboard_offer.click()
    assert walker.wizard.conversation.state.order["number"] == "111-0000001-0000001"


def test_the_clipboard_is_no_longer_offered_once_its_order_was_pasted(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    QApplication.clipboard().setText("111-0000001-0000001")
    page = walker.wizard.order_page
    page.enter()
    assert page.clipboard_offer.isVisible()
    walker.paste("111-0000001-0000001")
    assert not page.clipboard_offer.isVisible()


def test_habits_are_preselected_and_enter_accepts_them(open_wizard: OpenWizard) -> None:
    first = open_wizard()
    go(first, next(walk for walk in WALKS if walk.tile == "faster_shipping"))
    learned = first.wizard.conversation.settings
    assert learned.last_choice("amazon-us", "willing") == "yes"
    walker = open_wizard(settings=learned)
    walk = next(walk for walk in WALKS if walk.tile == "faster_shipping")
    walker.paste(json.dumps({"channel": "amazon-us", "order": dict(walk.order)}))
    walker.press(Qt.Key.Key_Return)
    walker.choose_tile("faster_shipping")
    walker.press(Qt.Key.Key_Return)
    assert walker.wizard.conversation.state.answers == {"willing": "yes"}


def test_facts_about_this_parcel_are_never_preselected(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    go_to_questions(walker)
    block = walker.wizard.happened_page.block
    assert block is not None
    assert not any(choice.isChecked() for choice in block.choices)
    walker.press(Qt.Key.Key_Return)
    assert "digit" in block.problem.text()
    assert walker.wizard.currentPage() is walker.wizard.happened_page


def go_to_questions(walker: Walker) -> None:
    """Walk to the first question about a late parcel."""
    walker.paste(json.dumps({"channel": "amazon-us", "order": dict(WALKS[0].order)}))
    walker.press(Qt.Key.Key_Return)
    walker.choose_tile("not_received")


def test_an_order_number_typed_into_the_paste_box_is_recognised_as_it_stands(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    QTest.keyClicks(walker.wizard.focusWidget(), "111-0000001-0000001")
    assert walker.wizard.conversation.state.order["number"] == "111-0000001-0000001"
    assert walker.wizard.order_page.paste.toPlainText() == "111-0000001-0000001"


def test_the_place_of_sale_is_chosen_as_last_time_and_says_so(open_wizard: OpenWizard) -> None:
    anywhere = replace(SETTINGS, channels_used=())
    first = open_wizard(settings=anywhere)
    first.paste("111-0000001-0000001")
    page = first.wizard.order_page
    assert first.wizard.conversation.state.channel is None and not page.channel.usual.isVisible()
    page.channel.combo.setCurrentIndex(page.channel.combo.findData("amazon-de"))
    page.channel.combo.activated.emit(page.channel.combo.currentIndex())
    assert page.validatePage()
    again = open_wizard(settings=first.wizard.conversation.settings)
    again.paste("111-0000002-0000002")
    page = again.wizard.order_page
    assert again.wizard.conversation.state.channel == "amazon-de"
    assert page.channel.usual.isVisible() and "as last time" in page.channel.combo.accessibleDescription()
    page.channel.combo.setCurrentIndex(page.channel.combo.findData("amazon-us"))
    page.channel.combo.activated.emit(page.channel.combo.currentIndex())
    assert again.wizard.conversation.state.channel == "amazon-us"
    assert not page.channel.usual.isVisible()
    other = open_wizard(settings=first.wizard.conversation.settings)
    other.paste("12-34567-89012")
    assert other.wizard.conversation.state.channel is None
