"""The answer to a claim, heard through "Something new happened": it records the money and ends the case."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from app.logic.answer import Desk
from app.logic.case import CaseStatus
from bench.walks import Walker
from tests.requests import Raw, ask_about
from tests.ui.running import Running, Start, texts
from tests.ui.test_money import LATE, Open, case, dialog, file_claim, money, opened, store, undo
from tests.ui.test_next_in_window import choose

__all__ = ["opened"]


def open_next(running: Running) -> Walker:
    """Choose "Something new happened" in the menu."""
    assert running.window.actions_.something_new.isEnabled()
    running.window.actions_.something_new.trigger()
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None
    QTest.qWaitForWindowExposed(door.wizard)
    QTest.qWait(1)
    return Walker(door.wizard)


def titles(walker: Walker) -> list[str]:
    """Return how it is called what can have happened next."""
    page = walker.wizard.next_page
    assert page is not None
    return [button.tile.title for button in page.board.buttons]


def test_a_claim_that_is_not_filed_is_not_answered(opened: Open) -> None:
    assert "The carrier pays" not in titles(open_next(opened(LATE)))


def test_the_carriers_answer_comes_first_once_a_claim_is_filed(opened: Open) -> None:
    running = opened(LATE)
    file_claim(running)
    assert titles(open_next(running))[:2] == ["The carrier pays", "The carrier refuses"]


@pytest.mark.parametrize(("code", "state"), [("carrier_pays", "paid"), ("carrier_refuses", "refused")])
def test_an_answer_is_recorded_with_its_day_and_closes_the_case(opened: Open, code: str, state: str) -> None:
    running = opened(LATE)
    file_claim(running)
    choose(open_next(running), code)
    running.settle()
    assert dialog(running).day.text() == "2026-11-22"
    dialog(running).accept()
    running.settle()
    assert ("carrier", state, 2999) in money(running)
    assert case(running).row.status is CaseStatus.CLOSED
    undo(running)
    assert case(running).row.status is CaseStatus.WAITING_MONEY


def test_an_answer_given_up_leaves_the_case_as_it_was(opened: Open) -> None:
    running = opened(LATE)
    file_claim(running)
    before = money(running), case(running).events
    choose(open_next(running), "carrier_pays")
    running.settle()
    dialog(running).reject()
    running.settle()
    assert (money(running), case(running).events) == before


def appeal() -> Raw:
    """Ask about money that the platform took without a fault of the seller's."""
    order = {"item_price": "25.00", "shipping_paid": "4.99", "ordered_at": "2026-10-28", "debited_on": "2026-11-15"}
    answers = {"debited_for": "claim", "own_fault": "no", "still_open": "yes", "refunded": "platform"}
    return ask_about("platform_refunded", "amazon-us", order, answers)


@pytest.mark.parametrize(("code", "state"), [("platform_pays", "paid"), ("platform_refuses", "refused")])
def test_an_appeal_is_answered_with_its_money(start: Start, data_dir: Path, desk: Desk, code: str, state: str) -> None:
    store(data_dir, desk, appeal())
    running = start()
    running.window.actions_.views["all"].trigger()
    running.settle()
    running.choose(0)
    assert case(running).row.resolution == "appeal_debit"
    walker = open_next(running)
    shown = titles(walker)
    assert shown[:2] == ["The platform pays", "The platform refuses"]
    assert not {"It was granted", "It was refused"} & set(shown)
    choose(walker, code)
    running.settle()
    dialog(running).accept()
    running.settle()
    assert [line for line in money(running) if line[0] == "appeal"] == [("appeal", state, 2999)]
    assert any("Appeal with the platform" in text for text in texts(running.page.pane.events))
    assert case(running).row.status is CaseStatus.CLOSED
    undo(running)
    assert case(running).row.status is not CaseStatus.CLOSED
