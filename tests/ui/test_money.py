"""Money in the case pane: every line with its steps, ticked with care, and each step undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel

from app.logic.answer import Desk
from app.logic.case import Case, CaseStatus, Draft
from app.logic.cases import CaseBook
from app.logic.channels import load_channels
from app.logic.decision import Decision
from app.logic.json_form import decision_json
from app.logic.money_line import MoneyState
from app.paths import Paths
from app.store.repository import open_store
from app.ui.cards import LinkButton
from app.ui.case.money_dialog import AddMoneyDialog, MoneyDialog
from bench.walks import NOW
from tests.requests import Raw, late_parcel
from tests.store.sample import NOON
from tests.ui.running import CONTROL, Key, Running, Start, shown, texts

DAYS: Raw = {"ordered_at": "2026-10-28", "shipped_on": "2026-10-30", "latest_delivery": "2026-11-08"}
LATE = late_parcel(**DAYS)
CLAIMED = late_parcel(**DAYS, claim_id="A1", number="111-0000002-0000002")
Open = Callable[..., Running]


def store(folder: Path, desk: Desk, *raws: Raw) -> None:
    """Store cases whose message was sent, as the wizard stores them."""
    paths = Paths.below(folder)
    paths.make_folders()
    cases = open_store(paths.cases, paths.backups, NOON)
    channels = load_channels()
    zones = {name: channel.time_zone for name, channel in channels.items()}
    book = CaseBook(cases, lambda: NOW, zones, {name: channel.currency for name, channel in channels.items()})
    for raw in raws:
        request = {key: value for key, value in raw.items() if key != "today"}
        decided = desk.decide(request)
        assert isinstance(decided, Decision)
        case_id = book.open_case(Draft(request, step=3))
        book.finish(case_id, decision_json(decided), Draft(request, step=3))
    cases.close()


@pytest.fixture
def opened(start: Start, data_dir: Path, desk: Desk) -> Open:
    """Start on the cases of some requests and choose the first one."""

    def open_(*raws: Raw) -> Running:
        store(data_dir, desk, *(raws or (LATE,)))
        running = start()
        running.window.actions_.views["all"].trigger()
        running.settle()
        running.choose(0)
        return running

    return open_


def press(running: Running, name: str) -> None:
    """Press a button of the money card by its words."""
    (button,) = (each for each in _links(running) if each.accessibleName() == name)
    button.click()
    running.settle()


def undo(running: Running) -> None:
    running.window.actions_.undo.trigger()
    running.settle()


def dialog(running: Running) -> MoneyDialog:
    found = running.program.desktop.money.dialog
    assert found is not None, "no dialog is open"
    return found


def case(running: Running) -> Case:
    found = running.page.pane.case
    assert found is not None
    return found


def undo_text(running: Running) -> str:
    return running.window.undo_line.label.text()


def money(running: Running) -> list[tuple[str, str, int | None]]:
    return [(line.key, line.state.value, line.amount) for line in running.page.pane.money]


def test_every_line_says_what_it_is_how_far_it_came_and_what_can_be_done(opened: Open) -> None:
    running = opened()
    said = texts(running.page.pane.money_card)
    assert said == [
        *("Money", "Refund to the buyer", "$29.99", "planned"),
        *("Claim with the carrier", "$29.99", "not filed yet, closes in 37 days"),
    ]
    assert [button.text() for button in _links(running)] == [
        *("Refund made…", "Change amount…", "Write off…", "Filed…", "Change amount…", "Write off…", "Add…")
    ]


def test_a_tick_with_nothing_against_it_records_what_is_planned_today(opened: Open) -> None:
    running = opened()
    running.press(Key.Key_D, CONTROL)
    assert undo_text(running) == "Done: Refund the buyer."
    assert money(running)[0] == ("refund", "made", 2999)
    assert "refunded on 22 Nov 2026" in texts(running.page.pane.money_card)
    assert "It cost $29.99, came back $0.00, net $29.99." in texts(running.page.pane.money_card)
    running.press(Key.Key_Z, CONTROL)
    assert money(running)[0] == ("refund", "planned", 2999)
    assert not _tick(running, "refund").isChecked()


def test_unticking_and_undoing_it_leaves_what_was_recorded(opened: Open) -> None:
    running = opened()
    press(running, "Refund to the buyer: Refund made…")
    dialog(running).amount.setText("20")
    dialog(running).accept()
    running.settle()
    _tick(running, "refund").click()
    running.settle()
    assert money(running)[0] == ("refund", "planned", 2000)
    undo(running)
    assert money(running)[0] == ("refund", "made", 2000)
    assert _tick(running, "refund").isChecked()


def test_a_heavy_warning_is_ticked_before_a_refund_counts(opened: Open) -> None:
    running = opened(CLAIMED)
    _tick(running, "refund").click()
    running.settle()
    asked = dialog(running)
    assert "A claim is open for this order. Answer it with the platform first." in texts(asked)
    QTest.keyClick(asked.amount, Qt.Key.Key_Return)
    assert "Tick first that you have checked what to watch out for." in texts(asked)
    assert money(running)[0] == ("refund", "planned", 2999)
    assert asked.checked.hasFocus()
    QTest.keyClick(asked.checked, Qt.Key.Key_Space)
    QTest.keyClick(asked.amount, Qt.Key.Key_Return)
    running.settle()
    assert money(running)[0] == ("refund", "made", 2999)


def test_a_step_given_up_leaves_its_task_unticked(opened: Open) -> None:
    running = opened(CLAIMED)
    _tick(running, "refund").click()
    running.settle()
    dialog(running).reject()
    running.settle()
    assert not _tick(running, "refund").isChecked()
    assert running.program.desktop.money.dialog is None


def test_another_open_case_of_the_order_is_told_before_paying(opened: Open) -> None:
    running = opened(LATE, LATE)
    running.press(Key.Key_D, CONTROL)
    assert any("another case that is not closed" in text for text in texts(dialog(running)))


def test_more_than_was_paid_and_days_that_cannot_be_are_said_while_typing(opened: Open) -> None:
    running = opened()
    press(running, "Refund to the buyer: Refund made…")
    asked = dialog(running)
    assert (asked.amount.text(), asked.day.text()) == ("29.99", "2026-11-22")
    asked.amount.selectAll()
    QTest.keyClicks(asked.amount, "31,50")
    running.settle()
    assert "With this, 31.50 USD goes back to the buyer, who can get 29.99 USD at most." in texts(asked)
    asked.day.line.setText("tomorrow")
    asked.accept()
    assert "23 Nov 2026 is still to come. Record it once it has happened." in texts(asked)
    asked.amount.setText("abc")
    asked.accept()
    assert "Type an amount such as 25.00." in texts(asked)
    assert money(running)[0] == ("refund", "planned", 2999)


def file_claim(running: Running) -> None:
    """Do everything there is to do, so that only the answer to the carrier claim is waited for."""
    running.press(Key.Key_D, CONTROL)
    _tick(running, "open_trace").click()
    running.settle()
    press(running, "Claim with the carrier: Filed…")
    dialog(running).accept()
    running.settle()
    assert case(running).row.status is CaseStatus.WAITING_MONEY


def type_paid(running: Running, amount: str) -> MoneyDialog:
    """Type what came of the carrier claim."""
    press(running, "Claim with the carrier: Paid…")
    asked = dialog(running)
    asked.amount.selectAll()
    QTest.keyClicks(asked.amount, amount)
    running.settle()
    return asked


def test_a_claim_is_followed_to_its_payment_and_closes_the_case(opened: Open) -> None:
    running = opened()
    file_claim(running)
    asked = type_paid(running, "29.99")
    assert not asked.rest.isVisible()
    asked.accept()
    running.settle()
    assert undo_text(running) == "Claim with the carrier of $29.99: paid to you."
    assert case(running).row.status is CaseStatus.CLOSED
    assert "It cost $29.99, came back $29.99, net $0.00." in texts(running.page.pane.money_card)


def test_more_than_was_claimed_is_checked_first_when_it_is_paid_and_when_it_is_mended(opened: Open) -> None:
    running = opened()
    file_claim(running)
    asked = type_paid(running, "9999")
    assert "9999.00 USD is more than the 29.99 USD that you claimed. Check what really came in." in texts(asked)
    asked.accept()
    assert asked.isVisible() and "Tick first that you have checked what to watch out for." in texts(asked)
    asked.amount.selectAll()
    QTest.keyClicks(asked.amount, "29.99")
    asked.accept()
    running.settle()
    press(running, "Claim with the carrier: Change amount…")
    asked = dialog(running)
    asked.amount.selectAll()
    QTest.keyClicks(asked.amount, "9999")
    assert asked.checked.isVisible()
    asked.checked.click()
    asked.accept()
    running.settle()
    assert ("carrier", "paid", 999900) in money(running)


def test_a_part_that_is_paid_asks_what_becomes_of_the_rest(opened: Open) -> None:
    running = opened()
    file_claim(running)
    before = money(running)
    asked = type_paid(running, "20")
    assert any("the rest of $9.99" in text.replace("&", "") for text in texts(asked))
    asked.accept()
    assert asked.isVisible()
    assert "Choose what becomes of the rest: it is neither paid nor refused yet." in texts(asked)
    asked.rest.choose(MoneyState.FILED)
    asked.accept()
    running.settle()
    assert [line for line in money(running) if line[0] != "refund"] == [
        ("carrier", "paid", 2000),
        ("own.carrier.1", "filed", 999),
    ]
    assert undo_text(running).endswith("The rest of $9.99: still expected.")
    assert case(running).row.status is CaseStatus.WAITING_MONEY
    undo(running)
    assert money(running) == before
    assert case(running).row.status is CaseStatus.WAITING_MONEY


@pytest.mark.parametrize(("end", "reason"), [(MoneyState.REFUSED, ""), (MoneyState.WRITTEN_OFF, "not worth it")])
def test_a_rest_that_is_not_expected_lets_the_case_close(opened: Open, end: MoneyState, reason: str) -> None:
    running = opened()
    file_claim(running)
    asked = type_paid(running, "20")
    asked.rest.choose(end)
    if reason:
        asked.accept()
        assert any(text.startswith("Say why nothing more") for text in texts(asked))
        QTest.keyClicks(asked.reason, reason)
    asked.accept()
    running.settle()
    assert ("own.carrier.1", end.value, 999) in money(running)
    assert case(running).row.status is CaseStatus.CLOSED
    assert "It cost $29.99, came back $20.00, net $9.99." in texts(running.page.pane.money_card)
    assert (reason in " ".join(texts(running.page.pane.money_card))) or not reason


def test_the_keyboard_stays_where_it_was(opened: Open) -> None:
    running = opened()
    _tick(running, "open_trace").setFocus()
    QTest.keyClick(_tick(running, "open_trace"), Qt.Key.Key_Space)
    running.settle()
    assert _tick(running, "open_trace").hasFocus() and _tick(running, "open_trace").isChecked()
    name = "Claim with the carrier: Filed…"
    (button,) = (each for each in _links(running) if each.accessibleName() == name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    running.settle()
    dialog(running).accept()
    running.settle()
    focused = running.window.focusWidget()
    assert focused is not None and focused.accessibleName() == "Claim with the carrier: Paid…"


def test_writing_off_needs_a_reason_and_lets_the_case_close(opened: Open) -> None:
    running = opened()
    running.press(Key.Key_D, CONTROL)
    assert not running.window.actions_.close_case.isEnabled()
    press(running, "Claim with the carrier: Write off…")
    asked = dialog(running)
    asked.accept()
    assert any(text.startswith("Say why nothing more") for text in texts(asked))
    QTest.keyClicks(asked.reason, "postage had no cover")
    asked.accept()
    running.settle()
    assert running.window.actions_.close_case.isEnabled()
    assert "written off on 22 Nov 2026. postage had no cover" in texts(running.page.pane.money_card)
    assert "file_carrier_claim" not in {box.objectName() for box in shown(running.page.pane.to_do, QCheckBox)}
    told = texts(running.page.pane.events)
    assert "Claim with the carrier: written off on 22 Nov 2026, $29.99, postage had no cover" in told
    press(running, "Claim with the carrier: Take up again")
    undo(running)
    assert "Claim with the carrier: taken back" in texts(running.page.pane.events)
    press(running, "Claim with the carrier: Take up again")
    assert not running.window.actions_.close_case.isEnabled()


def test_a_cost_and_a_claim_are_added_and_undone(opened: Open) -> None:
    running = opened()
    press(running, "Add a cost or a claim")
    asked = dialog(running)
    assert isinstance(asked, AddMoneyDialog)
    QTest.keyClicks(asked.amount, "5")
    asked.accept()
    running.settle()
    assert undo_text(running) == "Goodwill to the buyer of $5.00 added."
    assert ("own.goodwill.1", "made", 500) in money(running)
    press(running, "Add a cost or a claim")
    asked = dialog(running)
    assert isinstance(asked, AddMoneyDialog)
    asked.kind.setCurrentText("A claim with the insurer")
    asked.amount.setText("40.00")
    asked.day.set_day(None)
    asked.accept()
    running.settle()
    assert ("own.insurance.1", "to_file", 4000) in money(running)
    undo(running)
    undo(running)
    assert [key for key, _, _ in money(running)] == ["refund", "carrier"]


def test_every_control_of_a_dialog_has_a_name_and_its_sentence(opened: Open) -> None:
    running = opened(CLAIMED)
    running.press(Key.Key_D, CONTROL)
    asked = dialog(running)
    assert (asked.amount.accessibleName(), asked.day.line.accessibleName()) == ("Amount in USD", "Day")
    assert asked.reason.accessibleName() == "Reason"
    assert asked.checked.accessibleDescription().startswith("A claim is open")
    asked.amount.setText("")
    asked.accept()
    assert asked.amount.accessibleDescription() == "Type the amount, such as 25.00."
    labels = [label for label in shown(asked, QLabel) if isinstance(label, QLabel) and label.wordWrap()]
    assert labels
    assert all(label.height() >= label.heightForWidth(label.width()) for label in labels)


def _links(running: Running) -> list[LinkButton]:
    found = shown(running.page.pane.money_card, LinkButton)
    return [each for each in found if isinstance(each, LinkButton)]


def _tick(running: Running, action: str) -> QCheckBox:
    (tick,) = (box for box in shown(running.page.pane.to_do, QCheckBox) if box.objectName() == action)
    assert isinstance(tick, QCheckBox)
    return tick
