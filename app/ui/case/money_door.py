"""Take a step of a line of money: at once where nothing speaks against it, else through a dialog."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.logic.money_steps import Entry, MoneyStep, after, can_claim, not_done, refusals
from app.ui.case.money_asking import MoneyAsking
from app.ui.case.money_dialog import AddMoneyDialog, MoneyAsked, MoneyDialog
from app.ui.case.money_words import ADDED, KINDS, amount_words, rest_words, said_words
from app.ui.labels import action_label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from app.logic.answer import Desk
    from app.logic.case import Case
    from app.logic.cases import CaseBook
    from app.logic.money_line import MoneyLine
    from app.logic.settings import Settings
    from app.ui.case.work import CaseWork
    from app.ui.case_desk import CaseDesk

_AT_ONCE: Final = (MoneyStep.TAKE_UP, MoneyStep.NOT_YET)


class MoneyDoor(QObject):
    """Let one step of money at a time through.

    Args:
        rules: gives the desk that answers requests; only asked in the background.
        settings: gives the seller's settings.
        report: shows an error.
    """

    given_up = Signal(int)
    """The id of a case in which a step was not taken after all: what was ticked for it is not done."""

    def __init__(
        self,
        window: QWidget,
        desk: CaseDesk,
        work: CaseWork,
        rules: Callable[[], Desk],
        settings: Callable[[], Settings],
        clock: Callable[[], datetime],
        report: Callable[[Exception], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._work = work
        self._rules = rules
        self._settings = settings
        self._clock = clock
        self._report = report
        self._is_asking = False
        self.dialog: MoneyDialog | None = None

    def take(self, case_id: int, line: MoneyLine, step: MoneyStep, over: QWidget | None = None) -> None:
        """Take a step of a line, through its dialog (over the main window or another) where it has anything to ask."""
        if step in _AT_ONCE:
            self._record(case_id, step, after(line, step, Entry()))
        else:
            question = partial(_ask, self._asking(), case_id, line.key, step)
            self._ask(case_id, question, partial(self._show, over=over))

    def tick(self, case_id: int, line: MoneyLine, *, done: bool) -> None:
        """Take the step that a tick stands for; what is planned is recorded as of today where nothing speaks up."""
        if done:
            step = MoneyStep.MAKE if line.is_cost else MoneyStep.FILE
            self._ask(case_id, partial(_ask, self._asking(), case_id, line.key, step), self._on_tick)
        else:
            self._work.money(case_id, not_done(line), f"Not done: {action_label(line.action or '')}.")

    def add(self, case_id: int) -> None:
        """Let the seller add a cost or a claim."""
        self._ask(case_id, partial(_ask_new, self._asking(), case_id), self._show_new)

    def _asking(self) -> Callable[[], MoneyAsking]:
        return partial(_asking, self._rules, self._settings().seller(), self._clock())

    def _ask(
        self,
        case_id: int,
        question: Callable[[CaseBook], MoneyAsked | None],
        then: Callable[[MoneyAsked], None],
    ) -> None:
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
        elif not self._is_asking:  # a key pressed twice means one step
            self._is_asking = True
            answered = partial(self._on_answered, case_id, then)
            self._desk.ask(question, answered, partial(self._on_failed, case_id))

    def _on_answered(self, case_id: int, then: Callable[[MoneyAsked], None], asked: MoneyAsked | None) -> None:
        self._is_asking = False
        if asked is None:
            self.given_up.emit(case_id)
        else:
            then(asked)

    def _on_failed(self, case_id: int, error: Exception) -> None:
        self._is_asking = False
        self.given_up.emit(case_id)
        self._report(error)

    def _on_tick(self, asked: MoneyAsked) -> None:
        entry = asked.preset()._replace(on=asked.past.today)
        refused = refusals(asked.line, asked.step, entry, asked.past)
        if refused or asked.all_guards(asked.line, entry):
            self._show(asked)
        else:
            line = after(asked.line, asked.step, entry)
            self._work.money(asked.case.row.id, line, f"Done: {action_label(line.action or '')}.")

    def _show(self, asked: MoneyAsked, over: QWidget | None = None) -> None:
        dialog = MoneyDialog(asked, over or self._window)
        dialog.recorded.connect(partial(self._on_recorded, asked))
        self._open(asked, dialog)

    def _show_new(self, asked: MoneyAsked) -> None:
        channel = asked.case.row.channel or ""
        dialog = AddMoneyDialog(asked, [kind for kind in ADDED if can_claim(kind, channel)], self._window)
        dialog.recorded.connect(partial(self._on_added, asked.case))
        self._open(asked, dialog)

    def _open(self, asked: MoneyAsked, dialog: MoneyDialog) -> None:
        self.dialog = dialog
        dialog.rejected.connect(partial(self.given_up.emit, asked.case.row.id))
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self, _: int) -> None:
        self.dialog = None

    def _on_recorded(self, asked: MoneyAsked, line: MoneyLine, rest: MoneyLine | None) -> None:
        keyed = self._asking()().keyed(asked.case, rest) if rest is not None else None
        self._record(asked.case.row.id, asked.step, line, keyed)

    def _on_added(self, case: Case, line: MoneyLine, _: MoneyLine | None) -> None:
        keyed = self._asking()().keyed(case, line)
        self._work.money(
            case.row.id, keyed, f"{KINDS[keyed.kind]} of {amount_words(keyed.amount, keyed.currency)} added."
        )

    def _record(self, case_id: int, step: MoneyStep, line: MoneyLine, rest: MoneyLine | None = None) -> None:
        said = said_words(line, step) if rest is None else f"{said_words(line, step)} {rest_words(rest)}"
        self._work.money(case_id, line, said, rest)


def _asking(rules: Callable[[], Desk], seller: Mapping[str, object], now: datetime) -> MoneyAsking:
    return MoneyAsking(rules(), seller, now)


def _ask(
    asking: Callable[[], MoneyAsking], case_id: int, key: str, step: MoneyStep, book: CaseBook
) -> MoneyAsked | None:
    return asking().ask(case_id, key, step, book)


def _ask_new(asking: Callable[[], MoneyAsking], case_id: int, book: CaseBook) -> MoneyAsked:
    return asking().ask_new(case_id, book)
