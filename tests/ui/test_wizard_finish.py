"""Finishing in the whole program: the history says that a message was sent only when it was copied."""

from __future__ import annotations

from PySide6.QtWidgets import QWizard

from app.logic.cases import EventKind
from bench.walks import WALKS, Walker, go
from tests.ui.running import CONTROL, Key, Running, Start


def happened(running: Running) -> list[EventKind]:
    """Return what happened to the case that is shown."""
    case = running.page.pane.case
    return [event.kind for event in case.events] if case is not None else []


def test_a_case_finished_without_sending_is_never_said_to_be_sent(start: Start) -> None:
    running = start()
    running.press(Key.Key_N, CONTROL)
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None
    wizard = door.wizard
    go(Walker(wizard), WALKS[0])
    wizard.answer_page.draft.body.insertPlainText("One more word. ")
    wizard.button(QWizard.WizardButton.FinishButton).click()
    running.settle()
    assert running.window.undo_line.label.text() == "Finished without sending."
    assert EventKind.FINISHED in happened(running)
    running.window.activateWindow()
    running.settle()
    running.press(Key.Key_Z, CONTROL)
    running.page.work.undo_stack.redo()
    running.settle()
    assert happened(running).count(EventKind.FINISHED) == 2
    assert EventKind.SENT not in happened(running)
