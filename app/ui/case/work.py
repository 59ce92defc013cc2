"""Carry out what the seller does to a case: each step is stored in the background and can be taken back."""

from __future__ import annotations

from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from app.ui.labels import action_label, follow_up_title
from app.ui.undo import CaseStep

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from app.logic.case import CopiedText, Draft
    from app.logic.cases import CaseBook
    from app.logic.money_line import MoneyLine
    from app.ui.case_desk import CaseDesk

    Snoozed = tuple[datetime | None, str]
    """Until when, and why."""


class CaseWork(QObject):
    """The steps a seller can take with a case, on one undo stack."""

    def __init__(self, desk: CaseDesk, report: Callable[[Exception], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._desk = desk
        self._report = report

    def tick(self, case_id: int, action: str, *, done: bool) -> None:
        """Tick an action, or take its tick away."""
        said = f"{'Done' if done else 'Not done'}: {action_label(action)}."
        do, undo = (methodcaller("tick", case_id, action, state) for state in (done, not done))
        self._step(case_id, said, do, undo)

    def money(self, case_id: int, line: MoneyLine, said: str, rest: MoneyLine | None = None) -> None:
        """Record how far a line of money has come, together with what is left of it."""
        # The rest first: the case does not close in between.
        lines = (line,) if rest is None else (rest, line)
        self._step(case_id, said, partial(_record_money, case_id, lines), partial(_take_back_money, case_id, lines))

    def snooze(self, case_id: int, action: str, to: Snoozed, before: Snoozed, said: str) -> None:
        """Put an action off until a moment (None: no longer), in place of the snooze it had before."""
        do, undo = (methodcaller("snooze", case_id, action, *snoozed) for snoozed in (to, before))
        self._step(case_id, said, do, undo)

    def close(self, case_id: int) -> None:
        """Close a case."""
        self._step(case_id, "Case closed.", methodcaller("close", case_id), methodcaller("reopen", case_id))

    def reopen(self, case_id: int) -> None:
        """Open a closed case again."""
        self._step(case_id, "Case reopened.", methodcaller("reopen", case_id), methodcaller("close", case_id))

    def discard(self, case_id: int) -> None:
        """Take a case out of every view."""
        self._step(case_id, "Case discarded.", methodcaller("discard", case_id), methodcaller("restore", case_id))

    def discarded(self, case_id: int) -> None:
        """Let a discarding that is stored already be taken back."""
        steps = methodcaller("discard", case_id), methodcaller("restore", case_id)
        self._step(case_id, "Case discarded.", *steps, already_done=True)

    def finished(self, case_id: int, decision: Mapping[str, object], draft: Draft, *, sent: bool = True) -> None:
        """Let a Finish that is stored already be taken back."""
        again = partial(_finish, case_id, decision, draft, sent)
        said = "Sent and finished." if sent else "Finished without sending."
        self._step(case_id, said, again, methodcaller("undo_finish", case_id), already_done=True)

    def ended(self, case_id: int, what: str, drafts: tuple[Draft, Draft], told: Mapping[str, object]) -> None:
        """Let the end of a case that is stored already be taken back; `drafts` are those after and before it."""
        after, before = drafts
        again = methodcaller("happened", case_id, what, after, told)
        back = methodcaller("take_back_happening", case_id, before)
        self._step(case_id, f"{follow_up_title(what)}.", again, back, already_done=True)

    def dropped(self, case_id: int, what: str, drafts: tuple[Draft, Draft], told: Mapping[str, object]) -> None:
        """Let a round that was dropped already be begun again; `drafts` are those with and without it."""
        with_it, without = drafts
        again = methodcaller("take_back_happening", case_id, without)
        back = methodcaller("happened", case_id, what, with_it, told)
        self._step(case_id, f"Taken back: {follow_up_title(what)}.", again, back, already_done=True)

    def thanked(self, case_id: int, draft: Draft) -> None:
        """Let it be taken back that a message needs no answer, as it is stored already."""
        again = partial(_need_no_reply, case_id, draft)
        self._step(case_id, "No response needed.", again, methodcaller("undo_finish", case_id), already_done=True)

    def opened_examples(self, case_ids: list[int]) -> None:
        """Let example cases that are stored already be taken away again."""
        again, back = partial(_each, "restore", case_ids), partial(_each, "discard", case_ids)
        self._step(case_ids[0], f"{len(case_ids)} example cases added.", again, back, already_done=True)

    def note(self, case_id: int, text: str) -> None:
        """Add a note; notes are part of what happened and stay."""
        self._desk.change(case_id, methodcaller("add_note", case_id, text))

    def copied(self, case_id: int, text: CopiedText) -> None:
        """Keep a text as it was copied."""
        self._desk.change(case_id, methodcaller("record_copied", case_id, text))

    def evidence_added(self, case_id: int, told: Sequence[Mapping[str, object]]) -> None:
        """Keep files that were copied into the case's folder."""
        said = f"{told[0]['name']} added." if len(told) == 1 else f"{len(told)} files added."
        self._step(case_id, said, partial(_add_files, case_id, told), partial(_remove_files, case_id, told))

    def evidence_removed(self, case_id: int, told: Mapping[str, object]) -> None:
        """Take a file out of the case."""
        steps = partial(_remove_files, case_id, (told,)), partial(_add_files, case_id, (told,))
        self._step(case_id, f"{told['name']} removed.", *steps)

    def _step(
        self,
        case_id: int,
        said: str,
        do: Callable[[CaseBook], Any],
        undo: Callable[[CaseBook], Any],
        *,
        already_done: bool = False,
    ) -> None:
        step = CaseStep(self._desk, case_id, said, (do, undo), self._report, already_done=already_done)
        self.undo_stack.push(step)


def _finish(case_id: int, decision: Mapping[str, object], draft: Draft, sent: bool, book: CaseBook) -> None:
    book.finish(case_id, decision, draft, sent=sent)


def _record_money(case_id: int, lines: Sequence[MoneyLine], book: CaseBook) -> None:
    for line in lines:
        book.record_money(case_id, line)


def _take_back_money(case_id: int, lines: Sequence[MoneyLine], book: CaseBook) -> None:
    for line in reversed(lines):
        book.take_back_money(case_id, line.key)


def _add_files(case_id: int, told: Sequence[Mapping[str, object]], book: CaseBook) -> None:
    for one in told:
        book.add_evidence(case_id, one)


def _remove_files(case_id: int, told: Sequence[Mapping[str, object]], book: CaseBook) -> None:
    for one in told:
        book.remove_evidence(case_id, str(one["file"]))


def _need_no_reply(case_id: int, draft: Draft, book: CaseBook) -> None:
    book.save_draft(case_id, draft)
    book.no_reply_needed(case_id)


def _each(what: str, case_ids: list[int], book: CaseBook) -> None:
    for case_id in case_ids:
        getattr(book, what)(case_id)
