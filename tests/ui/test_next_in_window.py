"""Something new happened, in the whole program: from the case in the main window and back to it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWizard

from app.logic.answer import Desk
from app.logic.case import CaseStatus
from app.ui.wizard.wizard import CaseWizard
from bench.walks import Walker
from tests.ui.running import CONTROL, Key, Running, Start, fill, fill_examples, texts

SHIFT = Qt.KeyboardModifier.ShiftModifier


def choose_case(running: Running, situation: str) -> int:
    """Go to the open case of a situation and return its id."""
    running.press(Key.Key_8, CONTROL)
    model = running.page.history.model
    found = {row: model.row_at(row) for row in range(model.rowCount())}
    place, case = next((place, row) for place, row in found.items() if row and row.situation == situation)
    running.choose(place)
    return case.id


def open_next(running: Running) -> Walker:
    """Press Ctrl+Shift+N in the main window."""
    running.press(Key.Key_N, CONTROL | SHIFT)
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None
    QTest.qWaitForWindowExposed(door.wizard)
    QTest.qWait(1)
    return Walker(door.wizard)


def choose(walker: Walker, code: str) -> None:
    """Press the key of what happened."""
    page = walker.wizard.next_page
    assert page is not None
    walker.press(Key(ord(next(button.key for button in page.board.buttons if button.tile.id == code))))


def status(running: Running) -> CaseStatus:
    """Return where the shown case stands."""
    assert running.page.pane.case is not None
    return running.page.pane.case.row.status


def test_a_case_without_a_decision_has_nothing_new(start: Start, data_dir: Path) -> None:
    fill(data_dir, unfinished=1)
    running = start()
    running.choose(0)
    assert not running.window.actions_.something_new.isEnabled()


def test_the_end_of_a_case_can_be_taken_back(start: Start, data_dir: Path, desk: Desk) -> None:
    fill_examples(data_dir, desk)
    running = start()
    choose_case(running, "faster_shipping")
    before = status(running)
    assert before is not CaseStatus.CLOSED
    assert running.page.pane.next_round.isEnabled()
    assert running.window.actions_.something_new in running.window.actions_.context_menu(running.window).actions()
    walker = open_next(running)
    choose(walker, "arrived_after_all")
    walker.press(Key.Key_Return)
    running.settle()
    assert status(running) is CaseStatus.CLOSED
    assert running.window.undo_line.label.text() == "It arrived."
    assert any("Something new happened: It arrived" in text for text in texts(running.page.pane.events))
    QTest.mouseClick(running.window.undo_line.button, Qt.MouseButton.LeftButton)
    running.settle()
    assert status(running) is before


def test_a_begun_round_is_offered_again_and_goes_on(start: Start, data_dir: Path, desk: Desk) -> None:
    fill_examples(data_dir, desk)
    running = start()
    case_id = choose_case(running, "not_received")
    walker = open_next(running)
    choose(walker, "claim_came")
    walker.press(Key.Key_Return)
    walker.wizard.reject()
    running.settle()
    assert status(running) is CaseStatus.UNFINISHED
    running.close()

    again = start()
    again.page.show_case(case_id)
    again.settle()
    again.press(Key.Key_Return, CONTROL)
    door = again.program.desktop.door
    assert door is not None and isinstance(door.wizard, CaseWizard)
    QTest.qWait(1)
    page = door.wizard.happened_page
    assert door.wizard.currentPage() is page
    assert page.headline.text() == "They opened a claim"
    assert page.block is not None and page.block.question.fact == "refunded"
    door.wizard.reject()


def test_going_through_a_finished_case_again_asks_nothing_new(start: Start, data_dir: Path, desk: Desk) -> None:
    fill_examples(data_dir, desk)
    running = start()
    choose_case(running, "not_received")
    running.press(Key.Key_Return, CONTROL)
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None
    assert door.wizard.next_page is None
    assert door.wizard.windowTitle() == "Case"
    door.wizard.reject()


def test_what_did_not_happen_is_taken_back_and_can_be_brought_back(start: Start, data_dir: Path, desk: Desk) -> None:
    fill_examples(data_dir, desk)
    running = start()
    choose_case(running, "not_received")
    before = status(running)
    walker = open_next(running)
    choose(walker, "claim_came")
    walker.wizard.button(QWizard.WizardButton.CustomButton1).click()
    running.settle()
    assert status(running) is before
    assert running.window.undo_line.label.text() == "Taken back: They opened a claim."
    QTest.mouseClick(running.window.undo_line.button, Qt.MouseButton.LeftButton)
    running.settle()
    assert status(running) is CaseStatus.UNFINISHED
