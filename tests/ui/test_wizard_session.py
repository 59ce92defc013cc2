"""The case behind the wizard, in a real case file: opened by the first answer, finished, discarded, taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWizard
from pytestqt.qtbot import QtBot

from app.logic.answer import Desk
from app.logic.cases import CaseBook, CaseQuery, CaseStatus, EventKind, View
from app.store.repository import open_store
from app.ui.theme import ThemeSwitch
from app.ui.wizard.conversation import Conversation
from app.ui.wizard.session import CaseSession
from app.ui.wizard.state import WizardState
from bench.walks import SETTINGS, WALKS, Walker, go
from tests.ui.conftest import show_wizard

Open = Callable[..., Walker]


@pytest.fixture
def book(tmp_path: Path, now: datetime) -> Iterator[CaseBook]:
    """Give the cases of an empty case file."""
    store = open_store(tmp_path / "cases.sqlite3", tmp_path / "backups", now)
    yield CaseBook(store, lambda: now)
    store.close()


@pytest.fixture
def open_stored(qtbot: QtBot, book: CaseBook, desk: Desk, theme: ThemeSwitch, now: datetime) -> Open:
    """Open a wizard whose case is stored at once."""

    def open_(case_id: int | None = None) -> Walker:
        state = WizardState.from_draft(book.case(case_id).draft) if case_id is not None else None
        session = CaseSession(lambda: book, lambda work: work(), case_id)
        return show_wizard(qtbot, Conversation(desk, SETTINGS, state, clock=lambda: now), session)

    return open_


def only_case(book: CaseBook) -> int:
    """Return the id of the only case there is."""
    (row,) = book.rows(CaseQuery(View.ALL), 0, 10)
    return row.id


def test_a_finished_case_is_found_again_with_its_text(open_stored: Open, book: CaseBook) -> None:
    walker = open_stored()
    copied = go(walker, WALKS[0])
    walker.wizard.accept()
    case = book.case(only_case(book))
    assert case.row.status is CaseStatus.OPEN
    assert (case.row.order_number, case.row.resolution) == ("111-0000001-0000001", "refund_late")
    assert [text.body for text in case.texts] == [copied]
    kinds = [event.kind for event in case.events]
    assert kinds[0] is EventKind.OPENED and kinds[-1] is EventKind.FINISHED
    assert kinds.index(EventKind.DECIDED) < kinds.index(EventKind.COPIED) < kinds.index(EventKind.SENT)


def test_a_case_finished_without_copying_is_not_said_to_be_sent(open_stored: Open, book: CaseBook) -> None:
    walker = open_stored()
    go(walker, WALKS[0])
    finish = walker.wizard.button(QWizard.WizardButton.FinishButton)
    assert finish.text() == "&Sent, finish"
    walker.wizard.answer_page.draft.body.insertPlainText("One more word. ")
    assert finish.text() == "Fini&sh without sending"
    finish.click()
    case = book.case(only_case(book))
    assert EventKind.SENT not in [event.kind for event in case.events]
    assert (case.row.status, case.events[-1].kind) == (CaseStatus.OPEN, EventKind.FINISHED)


def test_a_text_that_is_blocked_is_not_finished_with(open_stored: Open, book: CaseBook) -> None:
    walker = open_stored()
    go(walker, WALKS[0])
    page = walker.wizard.answer_page
    page.draft.body.insertPlainText("Mail me at a@b.example, or at c@d.example. ")
    said = [label.text() for label in page.checks.findChildren(QLabel)]
    assert said.count("Amazon allows no e-mail address in a message to a buyer.") == 1
    walker.wizard.button(QWizard.WizardButton.FinishButton).click()
    assert walker.wizard.isVisible()
    assert page.problem.text().startswith("Not finished: Amazon wants buyers and sellers to stay within its own")
    assert book.case(only_case(book)).row.status is CaseStatus.UNFINISHED


def test_closing_in_the_middle_leaves_an_unfinished_case_to_go_on_with(open_stored: Open, book: CaseBook) -> None:
    walker = open_stored()
    walker.paste("111-0000001-0000001")
    walker.wizard.next()
    walker.choose_tile("not_received")
    walker.answer("shipped", "yes")
    walker.wizard.close()
    case = book.unfinished_latest()
    assert case is not None and case.draft.step == 2
    again = open_stored(case.row.id)
    assert again.wizard.conversation.state.answers == {"shipped": "yes"}
    again.answer("parcel", "lost")
    again.wizard.close()
    assert book.case(case.row.id).draft.request["answers"] == {"shipped": "yes", "parcel": "lost"}
    assert book.count(CaseQuery(View.ALL)) == 1


def test_a_discarded_case_can_be_brought_back(open_stored: Open, book: CaseBook) -> None:
    walker = open_stored()
    walker.paste("111-0000001-0000001")
    walker.wizard.next()
    case_id = only_case(book)
    walker.wizard.button(walker.wizard.WizardButton.CustomButton1).click()
    assert book.count(CaseQuery(View.ALL)) == 0
    book.restore(case_id)
    assert book.case(case_id).draft.request["order"] == {"number": "111-0000001-0000001"}


def test_another_open_case_of_the_order_is_told(open_stored: Open, book: CaseBook) -> None:
    first = open_stored()
    go(first, WALKS[0])
    first.wizard.accept()
    second = open_stored()
    go(second, WALKS[3])
    assert second.wizard.happened_page.others.text().startswith("This order has another case")
    assert second.wizard.answer_page.watch.isVisibleTo(second.wizard.answer_page)


def test_the_own_case_is_no_other_case(open_stored: Open, book: CaseBook) -> None:
    first = open_stored()
    go(first, WALKS[0])
    first.wizard.accept()
    again = open_stored(only_case(book))
    assert again.wizard.happened_page.others.text() == ""


def test_a_tick_is_kept_with_the_case(open_stored: Open, book: CaseBook) -> None:
    walker = open_stored()
    go(walker, WALKS[0])
    next(tick for tick in walker.wizard.answer_page.to_do.ticks if tick.code == "refund").click()
    walker.wizard.close()
    case = book.case(only_case(book))
    assert case.draft.request["done"] == ["refund"]
    assert EventKind.ACTION_DONE in [event.kind for event in case.events]


def test_a_reopened_case_starts_with_its_earlier_answers(open_stored: Open, book: CaseBook) -> None:
    first = open_stored()
    go(first, WALKS[0])
    first.wizard.accept()
    again = open_stored(only_case(book))
    assert again.wizard.currentPage() is again.wizard.answer_page
    again.wizard.back()
    again.wizard.happened_page.change("parcel")
    again.answer("parcel", "lost")
    decision = again.wizard.conversation.road.decision
    assert decision is not None and decision.resolution == "refund_lost"


def test_the_reason_of_a_delay_is_kept_with_the_case_and_apart_from_its_request(
    open_stored: Open, book: CaseBook
) -> None:
    walker = open_stored()
    go(walker, WALKS[0])
    request = walker.wizard.conversation.state.request
    walker.wizard.conversation.note_field("delay_reason", "a storm")
    walker.wizard.close()
    draft = book.case(only_case(book)).draft
    assert (draft.request, draft.fields) == (request, {"delay_reason": "a storm"})
    assert open_stored(only_case(book)).wizard.conversation.state.fields == {"delay_reason": "a storm"}
