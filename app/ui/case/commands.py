"""Connect the actions of one case with the case that is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.logic.case import CaseStatus
from app.logic.case_history import History
from app.logic.money_lines import moved_by
from app.logic.open_money import holds_open

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.logic.case import Case, CopiedText
    from app.ui.actions import Actions
    from app.ui.case.pane import CasePane
    from app.ui.case.work import CaseWork


class CaseCommands(QObject):
    """Do with the shown case what its buttons, menus and keys say."""

    go_on_wanted = Signal(object)
    """The Case to open in the wizard."""

    next_wanted = Signal(object)
    """The Case in which something new happened."""

    money_wanted = Signal(int, object, str)
    """A step of money to take: the id of the case, its MoneyLine and the MoneyStep."""

    money_ticked = Signal(int, object, bool)
    """An action that moves money was ticked: the id of the case, its MoneyLine, and whether it is done now."""

    money_added = Signal(int)
    """A cost or a claim is to be added to the case with this id."""

    letters_wanted = Signal(object)
    """The Case to write to the carrier or insurer about."""

    note_begun = Signal()

    left = Signal()
    """The shown case is gone."""

    said = Signal(str)

    def __init__(self, actions: Actions, pane: CasePane, work: CaseWork, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._pane = pane
        self._work = work
        self._window = window
        self._close_tip = actions.close_case.toolTip()
        actions.go_on.triggered.connect(self._on_go_on)
        actions.task_done.triggered.connect(self._on_task_done)
        actions.note.triggered.connect(self.note_begun)
        actions.close_case.triggered.connect(self._on_close)
        actions.reopen_case.triggered.connect(self._on_reopen)
        actions.discard.triggered.connect(self._on_discard)
        actions.copy_message.triggered.connect(self._on_copy_message)
        actions.letters.triggered.connect(self._on_letters)
        actions.something_new.triggered.connect(self._on_something_new)
        pane.ticked.connect(self._on_ticked)
        pane.money_card.step_wanted.connect(self._on_money_step)
        pane.money_card.add_wanted.connect(self._on_money_added)
        pane.note_written.connect(self._on_note_written)

    def enable(self) -> None:
        """Enable what can be done with the shown case."""
        do, case = self._actions, self._pane.case
        status = case.row.status if case is not None else None
        is_known = case is not None and case.row.erased_at is None
        do.discard.setEnabled(case is not None)
        for action in (do.go_on, do.note, do.add_files, do.case_sheet, do.erase_buyer):
            action.setEnabled(is_known)
        do.something_new.setEnabled(is_known and case is not None and case.decision is not None)
        do.task_done.setEnabled(self._pane.task is not None)
        self._enable_close(case)
        do.reopen_case.setEnabled(status is CaseStatus.CLOSED)
        has_message = case is not None and (bool(case.texts) or case.decision is not None)
        do.copy_message.setEnabled(is_known and has_message)
        do.letters.setEnabled(is_known and case is not None and _has_letters(case))

    def _enable_close(self, case: Case | None) -> None:
        """Keep a case open while money is, and say why."""
        is_open = case is not None and case.row.status is not CaseStatus.CLOSED
        money = holds_open(History.of(case.events), self._pane.money) if case is not None and is_open else None
        close = self._actions.close_case
        close.setEnabled(is_open and money is None)
        close.setToolTip(f"{money} Tick it off first, or write it off under Money." if money else self._close_tip)
        self._pane.show_open_money(money)

    def _on_go_on(self) -> None:
        if self._pane.case is not None:
            self.go_on_wanted.emit(self._pane.case)

    def _on_something_new(self) -> None:
        if self._pane.case is not None:
            self.next_wanted.emit(self._pane.case)

    def _on_task_done(self) -> None:
        if self._pane.case is not None and self._pane.task is not None:
            self._tick(self._pane.case.row.id, self._pane.task.key, done=True)

    def _on_ticked(self, action: str, done: bool) -> None:
        if self._pane.case is not None:
            self._tick(self._pane.case.row.id, action, done=done)

    def _tick(self, case_id: int, action: str, *, done: bool) -> None:
        """Tick an action; one that moves money is looked at first."""
        line = moved_by(action, self._pane.money)
        if line is None:
            self._work.tick(case_id, action, done=done)
        else:
            self.money_ticked.emit(case_id, line, done)

    def _on_money_step(self, key: str, step: str) -> None:
        line = self._pane.money_card.line(key)
        if self._pane.case is not None and line is not None:
            self.money_wanted.emit(self._pane.case.row.id, line, step)

    def _on_money_added(self) -> None:
        if self._pane.case is not None:
            self.money_added.emit(self._pane.case.row.id)

    def _on_note_written(self, text: str) -> None:
        if self._pane.case is not None:
            self._work.note(self._pane.case.row.id, text)

    def _on_close(self) -> None:
        if self._pane.case is not None:
            self._work.close(self._pane.case.row.id)

    def _on_reopen(self) -> None:
        if self._pane.case is not None:
            self._work.reopen(self._pane.case.row.id)

    def _on_discard(self) -> None:
        if self._pane.case is not None:
            self._work.discard(self._pane.case.row.id)
            self.left.emit()

    def _on_copy_message(self) -> None:
        from app.ui.case.copy_dialog import CopyDialog, message_of, what_blocks

        case = self._pane.case
        text = message_of(case) if case is not None else None
        if case is None or text is None:
            self.said.emit("This case has no message to copy.")
            return
        dialog = CopyDialog(text, what_blocks(case), self._window)
        dialog.copied.connect(partial(self._on_copied, case.row.id))
        dialog.open()

    def _on_letters(self) -> None:
        if self._pane.case is not None:
            self.letters_wanted.emit(self._pane.case)

    def _on_copied(self, case_id: int, text: CopiedText) -> None:
        self._work.copied(case_id, text)


def _has_letters(case: Case) -> bool:
    from app.logic.messages.letters import letters_to_offer

    return case.decision is not None and bool(letters_to_offer(case.decision))
