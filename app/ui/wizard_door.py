"""Open the wizard over the main window and take up what comes out of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.logic.json_form import to_json
from app.logic.next_round import draft_behind, is_in_round, past_of
from app.logic.ports import StoreError
from app.ui.not_stored import NotStored
from app.ui.screen_room import keep_on_screen
from app.ui.wizard.conversation import Conversation
from app.ui.wizard.new_round import NewRound
from app.ui.wizard.related_strip import RelatedStrip
from app.ui.wizard.session import CaseSession
from app.ui.wizard.state import WizardState
from app.ui.wizard.wizard import CaseWizard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from app.logic.answer import Desk
    from app.logic.case import Case, Draft
    from app.logic.claim_answers import ClaimAnswer
    from app.ui.case_desk import CaseDesk
    from app.ui.main_window import MainWindow
    from app.ui.settings.home import SettingsHome
    from app.ui.tasks import BackgroundTasks
    from app.ui.wizard.wizard import StepPage


class WizardDoor(QObject):
    """Let one wizard at a time in; what it stores goes through the case desk in order."""

    claim_answered = Signal(int, object, str)
    """The id of a case, the MoneyLine of its claim, the MoneyStep to record."""

    def __init__(
        self,
        window: MainWindow,
        desk: CaseDesk,
        tasks: BackgroundTasks,
        home: SettingsHome,
        rules: Callable[[], Desk],
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._tasks = tasks
        self._home = home
        self._rules = rules
        self._clock = clock
        self.wizard: CaseWizard | None = None
        self._session: CaseSession | None = None
        self._is_discarded = False
        self._not_stored: StoreError | None = None
        self._bars: tuple[NotStored, ...] = ()

    def open(self, case: Case | None = None) -> None:
        """Open the wizard for a new case or an existing one; raise it when it is open already."""
        resumed = self._round_of(case, resumed=True) if case is not None and is_in_round(case) else None
        self._open(case, resumed)

    def open_next(self, case: Case) -> None:
        """Open the wizard on what happened next in a case that was decided."""
        self._open(case, self._round_of(case, resumed=False))

    def _open(self, case: Case | None, new_round: NewRound | None) -> None:
        if self.wizard is None:
            self.wizard = self._new_wizard(case, new_round)
            keep_on_screen(self.wizard)
            self.wizard.open()
        self.wizard.raise_()
        self.wizard.activateWindow()

    def _round_of(self, case: Case, *, resumed: bool) -> NewRound | None:
        """Return the round that begins, or the one that was begun; None where nothing was decided before."""
        channel = self._rules().rulebook.channels.get(case.row.channel or "")
        past = past_of(case, channel.currency, resumed=resumed) if channel is not None else None
        if past is None:
            return None
        happened = case.draft.request.get("happened") if resumed else None
        before = draft_behind(case) if resumed else case.draft
        return NewRound(past, before, happened if isinstance(happened, str) else None)

    def save(self) -> None:
        """Keep what was typed in the last second, because the program is about to end."""
        if self.wizard is not None:
            self.wizard.save_now()

    def _new_wizard(self, case: Case | None, new_round: NewRound | None) -> CaseWizard:
        begins = new_round is not None and new_round.chosen is None
        state = WizardState.from_draft(case.draft) if case is not None and not begins else None
        conversation = Conversation(self._rules(), self._home.current, state, self._clock, new_round=new_round)
        if new_round is not None and not begins:
            new_round.take_as_stored(conversation.told())
        session = CaseSession(self._desk.book, self._run, case.row.id if case is not None else None)
        wizard = CaseWizard(conversation, session, self._window)
        RelatedStrip(wizard.order_page, conversation, self._desk, partial(_case_of, session))
        conversation.setParent(wizard)
        conversation.settings_changed.connect(self._home.replace)
        wizard.case_finished.connect(self._on_case_finished)
        wizard.discarded.connect(self._on_discarded)
        wizard.round_ended.connect(self._on_round_ended)
        wizard.round_dropped.connect(self._on_round_dropped)
        wizard.claim_answered.connect(self._on_claim_answered)
        wizard.finished.connect(self._on_wizard_left)
        self._session = session
        self._is_discarded = False
        self._not_stored = None
        self._bars = tuple(_bar_on(page) for page in wizard.pages())
        return wizard

    def _run(self, work: Callable[[], None]) -> None:
        self._tasks.run(work, partial(self._on_stored, self._session), self._on_not_stored)

    def _on_not_stored(self, error: Exception) -> None:
        """Tell it at the top of the wizard while that is open; a dialog at each step would take the keyboard away."""
        if not isinstance(error, StoreError):
            self._tasks.failed.emit(error)
            return
        self._not_stored = error
        if self.wizard is not None and self.wizard.isVisible():
            for bar in self._bars:
                bar.show_error(error)

    def _on_stored(self, session: CaseSession | None, _: None) -> None:
        self._not_stored = None
        if session is not None and session.case_id is not None:
            self._desk.changed.emit(session.case_id)

    def _on_case_finished(self) -> None:
        if self.wizard is None or (decision := self.wizard.conversation.road.decision) is None:
            return
        finished = partial(self._take_finished, to_json(decision), self.wizard.conversation.state.draft())
        self._when_stored(partial(finished, self.wizard.sent))

    def _on_round_ended(self) -> None:
        new_round = self.wizard.conversation.round if self.wizard is not None else None
        if self.wizard is None or new_round is None:
            return
        state, told = self.wizard.conversation.state, self.wizard.conversation.told()
        if new_round.is_message:
            self._when_stored(partial(self._take_thanks, new_round.draft_of_thanks(state)))
        else:
            self._when_stored(partial(self._take_ended, new_round, state.draft(), told))

    def _on_round_dropped(self) -> None:
        new_round = self.wizard.conversation.round if self.wizard is not None else None
        if self.wizard is not None and new_round is not None:
            state, told = self.wizard.conversation.state, self.wizard.conversation.told()
            self._when_stored(partial(self._take_dropped, new_round, state.draft(), told))

    def _on_claim_answered(self, answer: ClaimAnswer) -> None:
        self._when_stored(partial(self._take_claim_answer, answer))

    def _take_claim_answer(self, answer: ClaimAnswer, case_id: int | None) -> None:
        if case_id is not None:
            self.claim_answered.emit(case_id, answer.line, answer.step.value)

    def _on_discarded(self) -> None:
        self._is_discarded = True  # told before what the leaving asked for is answered
        self._when_stored(self._take_discarded)

    def _on_wizard_left(self, _: int) -> None:
        self._when_stored(self._show_case)
        if self.wizard is not None:
            # Deleted later: `case_finished` and `discarded` come after this and still look at it.
            self.wizard.destroyed.connect(self._on_wizard_gone)
            self.wizard.deleteLater()

    def _when_stored(self, then: Callable[[int | None], None]) -> None:
        """Call `then` with the id of the case once everything the wizard told is stored."""
        self._tasks.run(partial(_case_of, self._session), then)

    def _take_finished(self, decision: Mapping[str, object], draft: Draft, sent: bool, case_id: int | None) -> None:
        if case_id is not None:
            self._window.page.work.finished(case_id, decision, draft, sent=sent)

    def _take_thanks(self, draft: Draft, case_id: int | None) -> None:
        if case_id is not None:
            self._window.page.work.thanked(case_id, draft)

    def _take_ended(self, new_round: NewRound, draft: Draft, told: Mapping[str, object], case_id: int | None) -> None:
        if case_id is not None and new_round.chosen is not None:
            self._window.page.work.ended(case_id, new_round.chosen, (draft, new_round.before), told)

    def _take_dropped(self, new_round: NewRound, draft: Draft, told: Mapping[str, object], case_id: int | None) -> None:
        if case_id is not None and new_round.chosen is not None:
            self._window.page.work.dropped(case_id, new_round.chosen, (draft, new_round.before), told)

    def _take_discarded(self, case_id: int | None) -> None:
        if case_id is not None:
            self._window.page.work.discarded(case_id)

    def _show_case(self, case_id: int | None) -> None:
        if self._not_stored is not None:
            self._tasks.failed.emit(self._not_stored)
        if case_id is None:
            return
        if self._is_discarded:
            self._window.page.forget(case_id)
        else:
            self._window.page.reveal(case_id)

    def _on_wizard_gone(self) -> None:
        self.wizard = None


def _bar_on(page: StepPage) -> NotStored:
    bar = NotStored(page)
    page.column.insertWidget(0, bar)
    return bar


def _case_of(session: CaseSession | None) -> int | None:
    return session.case_id if session is not None else None
