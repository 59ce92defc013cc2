"""Nothing the seller told is lost: Back, answers that stop mattering, typed texts, closing in the middle."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.logic.answer import Desk
from app.logic.decision import FactRead
from app.logic.outcome_words import RESOLUTIONS
from app.logic.settings import Settings
from app.ui.date_field import DateField
from app.ui.theme import ThemeSwitch
from app.ui.wizard.conversation import Conversation
from app.ui.wizard.draft_editor import DraftEditor
from app.ui.wizard.road import Road
from app.ui.wizard.state import WizardState
from bench.walks import NOW, SETTINGS, WALKS, RememberingSession, Walker, go
from tests.ui.conftest import OpenWizard, show_wizard

LATE = WALKS[0]


def known_to(road: Road) -> tuple[FactRead, ...]:
    """List the facts that a decision read or that a question knows."""
    if road.decision is not None:
        return road.decision.facts
    return road.question.known if road.question is not None else ()


BROKEN = next(walk for walk in WALKS if walk.tile == "faulty")


@pytest.fixture
def answered(open_wizard: OpenWizard) -> Walker:
    """Give a wizard that stands on the answer of a late parcel, with the message copied."""
    walker = open_wizard()
    go(walker, LATE)
    return walker


def test_back_keeps_every_answer(answered: Walker) -> None:
    told = answered.wizard.conversation.state.request
    answered.wizard.back()
    answered.wizard.back()
    assert answered.wizard.currentPage() is answered.wizard.order_page
    answered.wizard.next()
    answered.wizard.next()
    assert answered.wizard.currentPage() is answered.wizard.answer_page
    assert answered.wizard.conversation.state.request == told


def test_the_copied_mark_stands_only_beside_the_text_that_was_copied(answered: Walker, qtbot: QtBot) -> None:
    page = answered.wizard.answer_page
    copied = page.draft.texts()
    assert page.draft.copied.text() == "✓ Copied"
    for parcel, mark in (("delivered", ""), ("stalled", "✓ Copied")):
        page.question_wanted.emit("parcel")
        qtbot.wait(1)
        answered.answer("parcel", parcel)
        assert answered.wizard.currentPage() is page
        assert (page.draft.texts() == copied) is bool(mark)
        assert page.draft.copied.text() == mark
        assert page.is_copied() is bool(mark)
    page.draft.body.insertPlainText("x")
    assert page.draft.copied.text() == ""
    page.draft.body.setPlainText(copied[1])
    assert page.draft.copied.text() == "✓ Copied"


def test_answers_that_stop_mattering_are_greyed_and_count_again_later(answered: Walker, qtbot: QtBot) -> None:
    page, conversation = answered.wizard.happened_page, answered.wizard.conversation
    answered.wizard.back()
    qtbot.wait(1)
    page.change("parcel")
    answered.answer("parcel", "delivered")
    assert conversation.state.answers["protected"] == "no"
    assert list(conversation.road.idle) == ["protected"]
    answered.wizard.back()
    qtbot.wait(1)
    assert page.idle.isVisible()
    page.change("parcel")
    answered.answer("parcel", "stalled")
    assert list(conversation.road.idle) == []
    decision = conversation.road.decision
    assert decision is not None and decision.resolution == "refund_late"


def test_taking_shape_counts_only_what_the_tile_can_lead_to(open_wizard: OpenWizard) -> None:
    walker = open_wizard(WizardState({"channel": "amazon-us", "order": dict(BROKEN.order)}, step=2))
    walker.choose_tile("changed_mind")
    conversation = walker.wizard.conversation
    assert conversation.road.question is not None and conversation.road.question.fact == "reason"
    assert "accept_return" in conversation.possible
    assert not {"send_part", "send_replacement"} & set(conversation.possible)
    said = [label.text() for label in walker.wizard.happened_page.shape.findChildren(QLabel)]
    assert f"{len({RESOLUTIONS[each] for each in conversation.possible})} answers are possible" in said


def test_a_ticked_refund_is_told_beside_an_answer_that_refunds_nothing(answered: Walker, qtbot: QtBot) -> None:
    page = answered.wizard.answer_page
    next(tick for tick in page.to_do.ticks if tick.code == "refund").click()
    page.question_wanted.emit("parcel")
    qtbot.wait(1)
    answered.answer("parcel", "delivered")
    said = [label.text() for label in page.watch.findChildren(QLabel) if label.isVisible()]
    assert "You ticked that money went back already. Check before you go on." in said


def test_undo_ends_at_the_text_of_the_rules(answered: Walker) -> None:
    draft = answered.wizard.answer_page.draft
    written = draft.texts()[1]
    draft.body.setFocus()
    draft.body.insertPlainText("Mine. ")
    for _ in range(3):
        answered.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert draft.texts()[1] == written


def test_what_would_change_it_leads_to_the_question(answered: Walker, qtbot: QtBot) -> None:
    answered.wizard.answer_page.question_wanted.emit("protected")
    qtbot.wait(1)
    block = answered.wizard.happened_page.block
    assert block is not None and block.question.fact == "protected"
    assert [choice.value for choice in block.choices if choice.isChecked()] == ["no"]


def test_a_derived_fact_is_changed_by_its_date(answered: Walker, qtbot: QtBot) -> None:
    answered.wizard.answer_page.question_wanted.emit("overdue")
    qtbot.wait(1)
    block = answered.wizard.happened_page.block
    assert block is not None and block.question.fact == "latest_delivery"
    assert isinstance(block.field, DateField)
    block.field.line.selectAll()
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_7, Qt.Key.Key_Return):
        answered.press(key)
    decision = answered.wizard.conversation.road.decision
    assert decision is not None and decision.resolution == "share_tracking"
    assert answered.wizard.conversation.state.order["latest_delivery"] == "2026-11-14"


@pytest.mark.parametrize(("fact", "value"), [("parcel", "lost"), ("shipped", "no")])
def test_what_the_order_tells_can_be_changed_and_goes_where_it_said(
    open_wizard: OpenWizard, qtbot: QtBot, fact: str, value: str
) -> None:
    order = {**LATE.order, "delivered_on": "2026-11-10"}
    request = {"situation": "not_received", "channel": "amazon-us", "order": order}
    walker = open_wizard(WizardState(request, step=3))
    decision = walker.wizard.conversation.road.decision
    assert decision is not None
    said = {(each.fact, each.value): each.resolution for each in decision.would_change}
    walker.wizard.answer_page.question_wanted.emit(fact)
    qtbot.wait(1)
    walker.answer(fact, value)
    road = walker.wizard.conversation.road
    assert value in [read.value for read in known_to(road)]
    if road.decision is not None:
        assert road.decision.resolution == said[fact, value]
    assert walker.wizard.conversation.state.order["delivered_on"] == "2026-11-10"


def test_a_situation_that_does_not_fit_says_what_to_do(open_wizard: OpenWizard) -> None:
    walker = open_wizard(WizardState({"channel": "amazon-us", "order": dict(LATE.order)}, step=2))
    walker.choose_tile("cannot_ship")
    assert "Choose what else happened" in walker.wizard.happened_page.problem.text()
    walker.wizard.happened_page.change_tile.click()
    walker.choose_tile("not_received")
    assert not walker.wizard.happened_page.problem.isVisible()


def test_i_do_not_know_shows_where_to_look_and_is_no_answer(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    walker.paste(json.dumps({"channel": "amazon-us", "order": dict(LATE.order)}))
    walker.press(Qt.Key.Key_Return)
    walker.choose_tile("not_received")
    walker.answer("parcel", "stalled")
    walker.digit(3)
    block = walker.wizard.happened_page.block
    assert block is not None and "Look at the label where you bought it" in block.where.text()
    assert "protected" not in walker.wizard.conversation.state.answers


@pytest.mark.parametrize(
    ("channel", "number", "wanted"),
    [
        ("amazon-us", "111-0000001-0000001", "first scan was by the ship-by date, 3 Nov 2026."),
        ("etsy", "1000000001", "within the total that Etsy protects."),
    ],
)
def test_the_protection_question_names_the_conditions_of_its_own_place(
    open_wizard: OpenWizard, channel: str, number: str, wanted: str
) -> None:
    order = {**LATE.order, "number": number}
    walker = open_wizard(WizardState({"situation": "not_received", "channel": channel, "order": order}, step=2))
    walker.answer("parcel", "stalled")
    block = walker.wizard.happened_page.block
    assert block is not None and block.question.fact == "protected"
    said = " ".join(label.text() for label in block.findChildren(QLabel) if label.isVisible())
    assert wanted in said
    assert ("Etsy" in said) is (channel == "etsy") and ("Buy Shipping" in said) is (channel == "amazon-us")


@pytest.mark.parametrize(("settings", "is_hinted"), [(SETTINGS, False), (Settings(channels_used=("amazon-us",)), True)])
def test_a_text_without_a_signature_is_said_to_be_unsigned(
    open_wizard: OpenWizard, settings: Settings, is_hinted: bool
) -> None:
    walker = open_wizard(settings=settings)
    go(walker, LATE)
    assert walker.wizard.answer_page.unsigned.isVisible() is is_hinted


def test_the_two_return_tiles_offer_their_own_reasons(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    walker.paste(json.dumps({"channel": "amazon-us", "order": dict(BROKEN.order)}))
    walker.press(Qt.Key.Key_Return)
    walker.choose_tile("faulty")
    block = walker.wizard.happened_page.block
    assert block is not None
    values = [choice.value for choice in block.choices]
    assert "damaged" in values and "unwanted" not in values


def test_typed_text_outlives_a_tick_until_the_seller_takes_the_new_one(answered: Walker) -> None:
    page, conversation = answered.wizard.answer_page, answered.wizard.conversation
    planned = page.draft.body.toPlainText()
    mine = planned + "\nWe are sorry again."
    page.draft.body.setPlainText(mine)
    next(tick for tick in page.to_do.ticks if tick.code == "refund").click()
    assert (page.draft.body.toPlainText(), conversation.state.draft().body) == (mine, mine)
    assert page.draft.take.isVisible() and page.draft.keep.isVisible()
    page.draft.take.click()
    assert page.draft.body.toPlainText() not in (planned, mine)
    assert conversation.state.draft().body is None
    page.draft.bring_back.click()
    assert (page.draft.body.toPlainText(), conversation.state.draft().body) == (mine, mine)


def test_keep_mine_asks_only_once(answered: Walker) -> None:
    page = answered.wizard.answer_page
    page.draft.body.setPlainText("Order 111-0000001-0000001: our own words.")
    tick = next(tick for tick in page.to_do.ticks if tick.code == "refund")
    tick.click()
    page.draft.keep.click()
    page.show_state()
    assert not page.draft.offer.isVisible()
    assert page.draft.body.toPlainText() == "Order 111-0000001-0000001: our own words."


def test_an_unedited_text_follows_the_ticks(answered: Walker, session: RememberingSession) -> None:
    page = answered.wizard.answer_page
    before = page.draft.body.toPlainText()
    next(tick for tick in page.to_do.ticks if tick.code == "refund").click()
    assert page.draft.body.toPlainText() != before
    assert "I have refunded $29.99" in [tick.text() for tick in page.to_do.ticks]
    assert session.ticks == [("refund", True)]


def test_copy_is_refused_while_something_blocks(answered: Walker) -> None:
    page = answered.wizard.answer_page
    QApplication.clipboard().setText("before")
    page.draft.body.setPlainText(page.draft.body.toPlainText() + "\n[NAME]")
    assert page.checks.toggle.text() == "Change this first"
    assert page.draft.body.extraSelections()
    page.draft.copy_body.click()
    assert QApplication.clipboard().text() == "before"
    assert page.problem.text().startswith("Not copied:")
    assert page.draft.body.textCursor().selectedText() == "[NAME]"


def test_subject_and_both_are_copied_exactly_as_shown(answered: Walker, session: RememberingSession) -> None:
    draft = answered.wizard.answer_page.draft
    draft.copy_subject.click()
    assert QApplication.clipboard().text() == draft.subject.text()
    draft.copy_both.click()
    assert QApplication.clipboard().text() == f"{draft.subject.text()}\n\n{draft.body.toPlainText()}"
    assert (session.texts[-1].subject, session.texts[-1].body) == draft.texts()


def test_nothing_is_stored_before_the_first_answer(open_wizard: OpenWizard, session: RememberingSession) -> None:
    open_wizard().wizard.close()
    assert session.calls == []


def test_closing_in_the_middle_keeps_the_draft(open_wizard: OpenWizard, session: RememberingSession) -> None:
    walker = open_wizard()
    walker.paste(json.dumps({"channel": "amazon-us", "order": dict(LATE.order)}))
    walker.press(Qt.Key.Key_Return)
    walker.choose_tile("not_received")
    walker.answer("parcel", "stalled")
    walker.wizard.close()
    draft = session.drafts[-1]
    assert draft.request["answers"] == {"parcel": "stalled"}
    again = open_wizard(WizardState.from_draft(draft))
    assert again.wizard.currentPage() is again.wizard.happened_page
    again.answer("protected", "no")
    assert again.wizard.currentPage() is again.wizard.answer_page


def test_a_case_is_taken_up_on_its_answer_with_the_typed_text(
    open_wizard: OpenWizard, answered: Walker, session: RememberingSession
) -> None:
    answered.wizard.answer_page.draft.body.setPlainText("Order 111-0000001-0000001: our own words.")
    answered.wizard.close()
    again = open_wizard(WizardState.from_draft(session.drafts[-1]))
    assert again.wizard.currentPage() is again.wizard.answer_page
    assert again.wizard.answer_page.draft.body.toPlainText() == "Order 111-0000001-0000001: our own words."


def test_a_text_from_earlier_is_never_taken_for_the_text_of_another_answer(open_wizard: OpenWizard) -> None:
    request = {"situation": "not_received", "channel": "amazon-us", "order": dict(LATE.order), "answers": {}}
    typed = "Order 111-0000001-0000001: what we wrote last week."
    walker = open_wizard(WizardState(request, body=typed, step=2))
    for fact, value in LATE.answers:
        walker.answer(fact, value)
    draft = walker.wizard.answer_page.draft
    assert draft.body.toPlainText() == typed
    assert draft.take.isVisible()
    draft.take.click()
    assert "refund" in draft.body.toPlainText()


def test_typing_is_saved_at_most_once_a_second(open_wizard: OpenWizard, session: RememberingSession) -> None:
    walker = open_wizard()
    for letter in "A buyer wrote this":
        walker.wizard.order_page.message.text.insertPlainText(letter)
    assert session.calls == []
    walker.wizard.save_now()
    assert session.calls == ["save"]
    assert session.drafts[-1].buyer_message == "A buyer wrote this"


def test_discard_tells_its_owner(open_wizard: OpenWizard, session: RememberingSession, qtbot: QtBot) -> None:
    walker = open_wizard()
    walker.paste("111-0000001-0000001")
    with qtbot.waitSignal(walker.wizard.discarded):
        walker.wizard.button(walker.wizard.WizardButton.CustomButton1).click()
    assert session.calls[-1] == "discarded"
    assert not walker.wizard.isVisible()


def test_blanks_that_do_not_break_do_not_make_a_text_an_edited_one(qtbot: QtBot, theme: ThemeSwitch) -> None:
    editor = DraftEditor()
    qtbot.addWidget(editor)
    editor.show_texts(("Votre commande", "Bonjour,\n\n29,99\u00a0€ vous seront remboursés."), None, None)
    editor.subject.setText("Votre commande 1")
    assert editor.edited_texts() == ("Votre commande 1", None)
    editor.subject.setText("Votre commande")
    assert editor.edited_texts() == (None, None)
    assert not editor.offer.isVisibleTo(editor)


def test_a_text_kept_as_typed_that_is_the_text_of_the_answer_follows_it_again(
    open_wizard: OpenWizard, answered: Walker
) -> None:
    written = answered.wizard.answer_page.draft.body.toPlainText()
    state = answered.wizard.conversation.state
    walker = open_wizard(WizardState(state.request, body=written, step=3))
    page = walker.wizard.answer_page
    assert not page.draft.offer.isVisible()
    next(tick for tick in page.to_do.ticks if tick.code == "refund").click()
    assert not page.draft.offer.isVisible()
    assert page.draft.body.toPlainText() != written


def test_a_finished_answer_that_was_never_edited_comes_back_without_a_question(
    open_wizard: OpenWizard, answered: Walker, session: RememberingSession
) -> None:
    next(tick for tick in answered.wizard.answer_page.to_do.ticks if tick.code == "refund").click()
    answered.wizard.close()
    again = open_wizard(WizardState.from_draft(session.drafts[-1]))
    assert again.wizard.currentPage() is again.wizard.answer_page
    assert not again.wizard.answer_page.draft.offer.isVisible()


def test_a_broken_template_of_the_sellers_own_is_named_beside_the_message(
    qtbot: QtBot, theme: ThemeSwitch, session: RememberingSession, tmp_path: Path
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "refund_late.txt.j2").write_text("Order\n\n{{ buyer }}", encoding="utf-8")
    conversation = Conversation(Desk(tmp_path, lambda: NOW), SETTINGS, clock=lambda: NOW)
    QApplication.clipboard().clear()
    walker = show_wizard(qtbot, conversation, session)
    wizard = walker.wizard
    go(walker, LATE)
    said = " ".join(label.text() for label in wizard.answer_page.watch.findChildren(QLabel))
    assert "Your own wording is not used" in said
    assert "en/refund_late.txt.j2, line 3" in said
    wizard.answer_page.question_wanted.emit("parcel")
    qtbot.wait(1)
    walker.answer("parcel", "delivered")
    decision = conversation.road.decision
    assert decision is not None and decision.resolution == "check_delivery"
    said = " ".join(label.text() for label in wizard.answer_page.watch.findChildren(QLabel))
    assert "Your own wording" not in said
