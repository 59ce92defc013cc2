"""Something new happened to a case: chosen by one key, answered with what is known, kept beside what was before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWizard
from pytestqt.qtbot import QtBot

from app.logic.answer import Desk
from app.logic.buyer_messages import buyer_messages
from app.logic.case import Case, Draft
from app.logic.case_round import WROTE_AGAIN
from app.logic.cases import CaseBook, CaseStatus, EventKind
from app.logic.decision import Decision
from app.logic.json_form import to_json
from app.logic.next_round import draft_behind, past_of
from app.store.repository import open_store
from app.ui.theme import ThemeSwitch
from app.ui.wizard.conversation import Conversation
from app.ui.wizard.new_round import NewRound
from app.ui.wizard.session import CaseSession
from app.ui.wizard.state import WizardState
from bench.walks import SETTINGS, WALKS, Walker
from tests.ui.conftest import show_wizard

Key = Qt.Key
LATE = next(walk.order for walk in WALKS if walk.tile == "not_received")
ARRIVED = next(walk.order for walk in WALKS if walk.tile == "faulty")
MOVING = {"parcel": "moving", "protected": "no"}
FAULTY = {"reason": "damaged", "authorised": "no", "offer": "return"}


@pytest.fixture
def book(tmp_path: Path, now: datetime) -> Iterator[CaseBook]:
    """Give the cases of an empty case file."""
    store = open_store(tmp_path / "cases.sqlite3", tmp_path / "backups", now)
    yield CaseBook(store, lambda: now)
    store.close()


class Next:
    """Cases that were decided, and the wizard on what happened next in one of them."""

    def __init__(self, qtbot: QtBot, book: CaseBook, desk: Desk, now: datetime) -> None:
        self.book = book
        self._qtbot = qtbot
        self._desk = desk
        self._now = now

    def decided(
        self, situation: str, order: Mapping[str, Any], answers: Mapping[str, Any], *, sent: bool = True
    ) -> int:
        """Store a case whose message was sent; return its id."""
        request = {"situation": situation, "channel": "amazon-us", "order": dict(order), "answers": dict(answers)}
        request["message_received"] = "2026-11-21T12:00:00-08:00"
        decision = self._desk.answer(request)
        assert isinstance(decision, Decision)
        draft = Draft(request, buyer_message="Where is it?", step=3)
        case_id = self.book.open_case(draft)
        self.book.finish(case_id, to_json(decision), draft, sent=sent)
        return case_id

    def open(self, case_id: int, *, resumed: bool = False) -> Walker:
        """Open the wizard as the button in the case does, or go on with what was begun."""
        case = self.book.case(case_id)
        past = past_of(case, "USD", resumed=resumed)
        assert past is not None
        chosen = str(case.draft.request["happened"]) if resumed else None
        new_round = NewRound(past, draft_behind(case) if resumed else case.draft, chosen)
        state = WizardState.from_draft(case.draft) if resumed else None
        conversation = Conversation(self._desk, SETTINGS, state, lambda: self._now, new_round=new_round)
        if resumed:
            new_round.take_as_stored(conversation.told())
        session = CaseSession(lambda: self.book, lambda work: work(), case_id)
        return show_wizard(self._qtbot, conversation, session)

    def kinds(self, case_id: int) -> list[str]:
        """Return what happened to a case."""
        return [event.kind.value for event in self.book.case(case_id).events]


@pytest.fixture
def following(qtbot: QtBot, book: CaseBook, desk: Desk, theme: ThemeSwitch, now: datetime) -> Next:
    """Give cases in which something new can happen."""
    QApplication.clipboard().clear()
    return Next(qtbot, book, desk, now)


def choose(walker: Walker, code: str) -> None:
    """Press the key of what happened."""
    page = walker.wizard.next_page
    assert page is not None
    key = next(button.key for button in page.board.buttons if button.tile.id == code)
    walker.press(Key(ord(key)))


def asked(walker: Walker) -> str:
    """Return the fact of the open question."""
    block = walker.wizard.happened_page.block
    assert block is not None
    return block.question.fact


def known(walker: Walker) -> list[str]:
    """Return the lines of what is known."""
    return [label.text() for label in walker.wizard.happened_page.known.findChildren(QLabel)]


def resolution(walker: Walker) -> str:
    """Return what was decided."""
    decision = walker.wizard.conversation.road.decision
    assert decision is not None
    return decision.resolution.value


def steps_shown(walker: Walker) -> list[str]:
    """Return the list of steps."""
    return [label.text() for label in walker.wizard.steps.findChildren(QLabel)]


def test_what_can_have_happened_is_shown_as_tiles_the_likeliest_first(following: Next) -> None:
    walker = following.open(following.decided("not_received", LATE, MOVING))
    page = walker.wizard.next_page
    assert walker.wizard.currentPage() is page and page is not None
    titles = [button.tile.title for button in page.board.buttons]
    assert titles[:3] == ["The buyer wants the money back", "The buyer will wait", "The buyer wants a new one"]
    assert "".join(button.key for button in page.board.buttons).startswith("1234567890Q")
    assert page.board.buttons[0].hasFocus()
    assert steps_shown(walker) == ["✓  The order", "2  What happened next", "3  The answer"]
    assert walker.wizard.windowTitle() == "Something new happened"


def test_nothing_is_stored_before_something_is_chosen(following: Next) -> None:
    case_id = following.decided("not_received", LATE, MOVING)
    before = following.book.case(case_id)
    walker = following.open(case_id)
    walker.wizard.save_now()
    walker.wizard.reject()
    assert following.book.case(case_id) == before


def test_one_key_leads_to_the_answer_where_nothing_else_is_to_be_known(following: Next) -> None:
    case_id = following.decided("not_received", LATE, MOVING)
    walker = following.open(case_id)
    choose(walker, "buyer_chose_refund")
    assert walker.wizard.currentPage() is walker.wizard.answer_page
    assert resolution(walker) == "refund_late"
    walker.press(Key.Key_Return)
    assert "29.99" in QApplication.clipboard().text()
    assert walker.presses == 2
    walker.press(Key.Key_Return)
    assert following.kinds(case_id)[-5:] == ["happened", "decided", "copied", "sent", "finished"]


def test_from_the_parcel_that_is_back_to_the_copied_reply_in_six_presses(following: Next) -> None:
    case_id = following.decided("return", ARRIVED, FAULTY)
    walker = following.open(case_id)
    choose(walker, "return_back")
    assert asked(walker) == "returned_on"
    walker.press(Key.Key_Return)
    walker.answer("refunded", "no")
    walker.answer("arrived", "as_sent")
    assert resolution(walker) == "refund_return_in_full"
    walker.press(Key.Key_Return)
    assert QApplication.clipboard().text().startswith("Hello Test Buyer")
    assert walker.presses <= 6
    decision = walker.wizard.conversation.road.decision
    assert decision is not None
    assert str(decision.request.order.returned_on) == "2026-11-22"


def test_the_usual_day_can_be_typed_over(following: Next) -> None:
    walker = following.open(following.decided("return", ARRIVED, FAULTY))
    choose(walker, "return_back")
    QTest.keyClicks(walker.wizard.focusWidget(), "-2")
    walker.press(Key.Key_Return)
    assert walker.wizard.conversation.state.answers["returned_on"] == "2026-11-20"
    assert "It came back on 20 Nov 2026" in known(walker)


def test_the_day_it_came_back_is_said_once(following: Next) -> None:
    walker = following.open(following.decided("return", ARRIVED, FAULTY))
    choose(walker, "return_back")
    walker.press(Key.Key_Return)
    said = known(walker)
    assert sum("22 Nov 2026" in line for line in said if "back" in line.lower() or "return" in line.lower()) == 1
    assert "The buyer returned it" in said


def test_what_the_case_set_is_shown_as_known_and_can_be_changed(following: Next) -> None:
    walker = following.open(following.decided("not_received", ARRIVED, {"protected": "no"}))
    choose(walker, "carrier_proved")
    assert resolution(walker) == "stand_by_delivery"
    decision = walker.wizard.conversation.road.decision
    assert decision is not None
    assert {fact.fact: fact.origin for fact in decision.facts}["checked"] == "case"
    walker.wizard.back()
    QTest.qWait(1)
    assert any(line.startswith("Neither refund nor replacement") for line in known(walker))
    walker.wizard.happened_page.change("remedy")
    walker.answer("remedy", "refund")
    assert resolution(walker) == "refund_undelivered"
    assert "remedy" not in walker.wizard.conversation.state.from_case


def test_earlier_decisions_and_texts_stay_as_they_were(following: Next) -> None:
    case_id = following.decided("not_received", LATE, MOVING)
    before = following.book.case(case_id)
    walker = following.open(case_id)
    choose(walker, "carrier_lost")
    walker.press(Key.Key_Return)
    walker.press(Key.Key_Return)
    after = following.book.case(case_id)
    assert after.events[: len(before.events)] == before.events
    assert after.texts[: len(before.texts)] == before.texts
    rounds = [event.payload for event in after.events if event.kind is EventKind.DECIDED]
    assert [decision_of(payload) for payload in rounds] == ["refund_or_wait", "refund_lost"]
    assert after.draft.buyer_message == ""


def decision_of(payload: Mapping[str, Any]) -> str:
    """Return what was decided."""
    return str(payload["decision"]["resolution"])


def test_what_ends_a_case_asks_once_and_closes_it(following: Next) -> None:
    case_id = following.decided("not_received", LATE, MOVING)
    walker = following.open(case_id)
    choose(walker, "arrived_after_all")
    page = walker.wizard.next_page
    assert page is not None
    assert page.closing.isVisible() and page.close_case.hasFocus()
    assert "happened" not in following.kinds(case_id)
    walker.press(Key.Key_Return)
    case = following.book.case(case_id)
    assert case.row.status is CaseStatus.CLOSED
    assert not walker.wizard.isVisible()
    following.book.take_back_happening(case_id, case.draft)
    assert following.book.case(case_id).row.status is not CaseStatus.CLOSED


def test_back_leads_to_what_happened_without_loss(following: Next) -> None:
    case_id = following.decided("return", ARRIVED, FAULTY)
    walker = following.open(case_id)
    choose(walker, "return_back")
    walker.press(Key.Key_Return)
    walker.wizard.back()
    QTest.qWait(1)
    page = walker.wizard.next_page
    assert page is not None and walker.wizard.currentPage() is page
    assert [button.tile.id for button in page.board.buttons if button.isChecked()] == ["return_back"]
    choose(walker, "claim_came")
    assert asked(walker) == "answer_by"
    walker.wizard.back()
    QTest.qWait(1)
    choose(walker, "return_back")
    assert walker.wizard.conversation.state.answers["returned_on"] == "2026-11-22"
    kinds = following.kinds(case_id)
    assert kinds.count("happened") - kinds.count("happened_undone") == 1


def test_taken_back_the_case_stands_as_before(following: Next) -> None:
    case_id = following.decided("return", ARRIVED, FAULTY)
    before = following.book.case(case_id)
    walker = following.open(case_id)
    choose(walker, "return_back")
    assert following.book.case(case_id).row.status is CaseStatus.UNFINISHED
    walker.wizard.button(QWizard.WizardButton.CustomButton1).click()
    after = following.book.case(case_id)
    assert (after.row.status, after.draft) == (before.row.status, before.draft)


def test_a_round_goes_on_after_a_restart(following: Next) -> None:
    case_id = following.decided("return", ARRIVED, FAULTY)
    walker = following.open(case_id)
    choose(walker, "return_back")
    walker.press(Key.Key_Return)
    walker.wizard.reject()
    again = following.open(case_id, resumed=True)
    assert again.wizard.currentPage() is again.wizard.happened_page
    assert asked(again) == "refunded"
    assert again.wizard.happened_page.headline.text() == "The return is here"
    again.answer("refunded", "no")
    again.answer("arrived", "as_sent")
    assert resolution(again) == "refund_return_in_full"
    assert following.kinds(case_id).count("happened") == 1
    again.wizard.button(QWizard.WizardButton.CustomButton1).click()
    assert following.book.case(case_id).row.resolution == "accept_return_seller_pays"


def wrote_again(following: Next, case_id: int, text: str) -> Walker:
    """Paste what the buyer wrote again and go on."""
    walker = following.open(case_id)
    choose(walker, WROTE_AGAIN)
    walker.paste(text)
    assert "happened" not in following.kinds(case_id)
    walker.press(Key.Key_Return)
    return walker


def test_a_new_message_has_a_clock_before_it_is_answered_and_the_older_one_stays(following: Next) -> None:
    case_id = following.decided("not_received", LATE, MOVING, sent=False)
    walker = wrote_again(following, case_id, "Still nothing!")
    case = following.book.case(case_id)
    assert case.draft.buyer_message == "Still nothing!"
    assert {"reply", "reply@1"} <= actions(case)
    assert walker.wizard.happened_page.board.isVisible()
    walker.choose_tile("not_received")
    walker.answer("parcel", "lost")
    assert resolution(walker) == "refund_lost"
    assert walker.presses <= 5


def actions(case: Case) -> set[str]:
    """Return what is to be done, by its key."""
    assert case.decision is not None
    listed = case.decision["actions"]
    assert isinstance(listed, list)
    return {str(action["key"]) for action in listed if not action["done"]}


def test_mere_thanks_need_no_answer(following: Next) -> None:
    case_id = following.decided("not_received", LATE, MOVING)
    before = following.book.case(case_id)
    walker = wrote_again(following, case_id, "Thank you!")
    page = walker.wizard.happened_page
    assert page.thanks.isVisible() and page.thanks.y() < page.board.y()
    walker.press(Key.Key_T)
    case = following.book.case(case_id)
    assert not walker.wizard.isVisible()
    assert case.row.status is before.row.status
    assert case.row.situation == "not_received"
    assert actions(case) == actions(before)
    assert following.kinds(case_id)[-2:] == ["happened", "no_reply_needed"]
    following.book.undo_finish(case_id)
    assert actions(following.book.case(case_id)) == actions(before) | {"reply"}


def test_a_pasted_message_is_kept_when_the_window_goes(following: Next) -> None:
    case_id = following.decided("not_received", LATE, MOVING)
    walker = following.open(case_id)
    choose(walker, WROTE_AGAIN)
    walker.paste("Hello?")
    walker.wizard.close()
    assert following.book.case(case_id).draft.buyer_message == "Hello?"
    again = following.open(case_id, resumed=True)
    assert again.wizard.happened_page.board.isVisible()
    assert again.wizard.next_page is not None
    assert again.wizard.next_page.message.text.toPlainText() == "Hello?"


def test_the_link_to_something_else_leads_to_what_happened_next(following: Next) -> None:
    walker = following.open(following.decided("return", ARRIVED, FAULTY))
    choose(walker, "return_back")
    walker.wizard.happened_page.change_tile.click()
    assert walker.wizard.currentPage() is walker.wizard.next_page


def test_the_order_can_be_corrected_before_something_is_chosen(following: Next) -> None:
    case_id = following.decided("not_received", LATE, MOVING)
    walker = following.open(case_id)
    walker.wizard.back()
    QTest.qWait(1)
    assert not walker.wizard.order_page.message.isVisible()
    fields = walker.wizard.order_page.fields
    fields["item_price"].line.setFocus()
    fields["item_price"].line.selectAll()
    QTest.keyClicks(fields["item_price"].line, "30.00")
    walker.wizard.next()
    QTest.qWait(1)
    choose(walker, "buyer_chose_refund")
    decision = walker.wizard.conversation.road.decision
    assert decision is not None and decision.refund is not None
    assert decision.refund.total == 3499


@pytest.mark.parametrize("width", [1080, 420])
def test_every_tile_is_readable(following: Next, width: int) -> None:
    walker = following.open(following.decided("not_received", LATE, MOVING))
    walker.wizard.resize(width, 640)
    QTest.qWait(1)
    page = walker.wizard.next_page
    assert page is not None
    for button in page.board.buttons:
        assert button.height() >= button.heightForWidth(button.width())
        assert button.accessibleName() == button.tile.title


def test_every_message_of_the_buyer_stays_with_the_case(following: Next) -> None:
    case_id = following.decided("not_received", LATE, MOVING)
    wrote_again(following, case_id, "Thank you!").press(Key.Key_T)
    choose(walker := following.open(case_id), "carrier_lost")
    walker.press(Key.Key_Return)
    walker.press(Key.Key_Return)
    messages = buyer_messages(following.book.case(case_id))
    assert [message.text for message in messages] == ["Where is it?", "Thank you!"]
