"""The wizard: three steps on Qt's own QWizard, saved while the seller works."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget, QWizard, QWizardPage
from shiboken6 import isValid

from app.logic.json_form import to_json
from app.ui.lettering import em
from app.ui.wizard.answer_page import AnswerPage
from app.ui.wizard.happened_page import HappenedPage
from app.ui.wizard.keeping import Keeping
from app.ui.wizard.next_page import NextPage
from app.ui.wizard.order_page import OrderPage
from app.ui.wizard.step_list import NEXT_STEPS, STEPS, StepList
from app.ui.wizard.two_pane import NARROW_EM

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent

    from app.logic.cases import CopiedText
    from app.logic.claim_answers import ClaimAnswer
    from app.ui.wizard.conversation import Conversation
    from app.ui.wizard.session import WizardSession

StepPage = OrderPage | NextPage | HappenedPage | AnswerPage

_Button = QWizard.WizardButton
_DISCARD = _Button.CustomButton1
_SENT, _NOT_SENT, _NOTHING_TO_SEND = "&Sent, finish", "Fini&sh without sending", "&Finish"
_LARGEST = QSize(1080, 640)
"""Fits a screen of 1366 × 768 with a task bar."""


class CaseWizard(QWizard):
    """Lead from an order problem to a copied message; the case exists from the first answer on."""

    discarded = Signal()
    """The seller threw the case away; its owner can bring it back."""

    case_finished = Signal()
    """The seller is done and the case is stored; `sent` says whether the message went out."""

    round_ended = Signal()
    """What happened next leaves nothing to write: it ended the case, or was only a thank you."""

    round_dropped = Signal()
    """The seller took back that something new happened; the case stands as it stood before."""

    claim_answered = Signal(object)
    """The ClaimAnswer to record in the case, which stands as it stood before the wizard."""

    _others_counted = Signal(int)

    def __init__(self, conversation: Conversation, session: WizardSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.conversation = conversation
        self.session = session
        # One timer for all steps: passing a page on the way to the next one does not enter it.
        self._entering = QTimer(self)
        self._entering.setSingleShot(True)
        self._wanted: str | None = None
        self.sent = False
        self._keeping = Keeping(conversation, session, self)
        self.order_page = OrderPage(conversation, self)
        self.next_page = NextPage(conversation, conversation.round, self) if conversation.round else None
        self.happened_page = HappenedPage(conversation, self)
        self.answer_page = AnswerPage(conversation, self)
        steps = STEPS if self.next_page is None else NEXT_STEPS
        self.steps = StepList(self, steps=steps)
        self.lines = tuple(StepList(page, upright=False, steps=steps) for page in self.pages())
        self._build()
        self._connect()
        self._go_to(conversation.state.step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let digits and the keys of tiles choose wherever the focus is, unless it is in a field."""
        text = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_key = plain and len(text) == 1 and text.isalnum()
        page = self.currentPage()
        if is_key and isinstance(page, HappenedPage | NextPage) and page.press_key(text):
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Finish, unless the text may not go out as it stands. What the rules said is stored with the case."""
        decision = self.conversation.road.decision
        if decision is None or self.currentPage() is not self.answer_page or self.answer_page.refuses_to_finish():
            return
        self._keeping.end()
        self.sent = self.answer_page.is_copied()
        self.session.finished(to_json(decision), self.conversation.state.draft(), sent=self.sent)
        super().accept()
        self.case_finished.emit()

    def reject(self) -> None:
        """Close: an unfinished case is kept."""
        self._keeping.end()
        self._keeping.leave()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the case when the window goes."""
        self._keeping.leave()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the list of steps to the top of a narrow window."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "steps"):
            self._arrange()

    def sizeHint(self) -> QSize:
        """Ask for room that a small screen has."""
        return _LARGEST

    def validateCurrentPage(self) -> bool:
        """Let a wizard that is over close, whatever its page still asks for."""
        return self._keeping.is_over or super().validateCurrentPage()

    def save_now(self) -> None:
        """Store what is not stored yet."""
        self._keeping.save_now()

    def _build(self) -> None:
        self.setWindowTitle("New case" if self.conversation.state.is_empty() else "Case")
        if self.next_page is not None:
            self.setWindowTitle("Something new happened")
            # A new message is asked for where it belongs: with what happened.
            self.order_page.message.hide()
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        self.setSideWidget(self.steps)
        pages = self.pages()
        for column, line in zip((page.column for page in pages), self.lines, strict=True):
            column.insertWidget(0, line)
        for page in pages:
            self.addPage(page)
        option = QWizard.WizardOption
        self.setOption(option.NoBackButtonOnStartPage)
        self.setOption(option.HaveCustomButton1)
        self.setOption(option.IndependentPages)
        self.setButtonText(_Button.BackButton, "&Back")
        self.setButtonText(_Button.NextButton, "Ne&xt")
        self.setButtonText(_Button.FinishButton, _NOT_SENT)
        self.setButtonText(_Button.CancelButton, "C&lose")
        self.setButtonText(_DISCARD, "Discard")
        forward = [_Button.BackButton, _Button.NextButton, _Button.FinishButton, _Button.CancelButton]
        self.setButtonLayout([_DISCARD, _Button.Stretch, *forward])
        self.button(_Button.CancelButton).setToolTip("What you told is kept: the case stays under Unfinished")
        self.button(_DISCARD).setToolTip("Throw this case away; Undo in the main window brings it back")
        if self.next_page is not None:
            self.setButtonText(_DISCARD, "Take back")
            self.button(_DISCARD).setToolTip("Take back what was told now; the case stands as it stood before")
        self.setMinimumSize(QSize(320, 300))
        self.resize(_LARGEST)

    def _connect(self) -> None:
        self._entering.timeout.connect(self._on_entering)
        self._others_counted.connect(self._on_others_counted)
        self.currentIdChanged.connect(self._on_step)
        self.customButtonClicked.connect(self._on_custom_button)
        self.happened_page.answered_all.connect(self._on_answered_all)
        self.happened_page.only_thanks.connect(self._on_only_thanks)
        self.happened_page.other_wanted.connect(self.back)
        if self.next_page is not None:
            self.next_page.chosen.connect(self._on_chosen)
            self.next_page.close_wanted.connect(self._on_close_wanted)
            self.next_page.claim_answered.connect(self._on_claim_answered)
        self.answer_page.copied.connect(self._on_copied)
        self.answer_page.checked.connect(self._on_checked)
        self.answer_page.question_wanted.connect(self._on_question_wanted)
        self.answer_page.ticked.connect(self._on_ticked)

    def pages(self) -> tuple[StepPage, ...]:
        """Return the pages in their order."""
        later = () if self.next_page is None else (self.next_page,)
        return self.order_page, *later, self.happened_page, self.answer_page

    def _step(self, page: QWizardPage) -> int:
        """Return the step of a page: 1 the order, 2 what happened, 3 the answer."""
        return 1 if page is self.order_page else 3 if page is self.answer_page else 2

    def _go_to(self, step: int) -> None:
        """Start, and go on to the step where the seller stopped, as far as the answers carry."""
        self.restart()
        new_round = self.conversation.round
        # What was chosen before a restart is not asked again.
        is_chosen = new_round is not None and new_round.is_stored
        while self._step(self.currentPage()) < step or (is_chosen and self.currentPage() is self.next_page):
            before = self.currentId()
            self.next()
            if self.currentId() == before:
                return

    def _arrange(self) -> None:
        narrow = self.width() < NARROW_EM * em(self)
        self.steps.setVisible(not narrow)
        for line in self.lines:
            line.setVisible(narrow)

    def _on_step(self, page_id: int) -> None:
        if page_id < 0:
            return
        step = self._step(self.page(page_id))
        self.conversation.state = replace(self.conversation.state, step=step)
        for steps in (self.steps, *self.lines):
            steps.show_step(step)
        if self.page(page_id) in (self.happened_page, self.answer_page):
            self._keeping.store_round()
        self.save_now()
        if self.page(page_id) is self.answer_page and (decision := self.conversation.road.decision) is not None:
            self.session.decided(to_json(decision), self.conversation.state.draft())
        self._entering.start()
        if self.page(page_id) is self.happened_page:
            self._look_for_others()

    def _on_entering(self) -> None:
        """Let the page take the focus, after QWizard gave it away."""
        page = self.currentPage()
        if isinstance(page, OrderPage | NextPage | HappenedPage | AnswerPage):
            page.enter()
        if page is self.happened_page and self._wanted is not None:
            page.change(self._wanted)
        self._wanted = None

    def _look_for_others(self) -> None:
        """Ask whether this order has other open cases; the answer comes when the store has time."""
        number, channel = self.conversation.state.order.get("number"), self.conversation.state.channel
        if isinstance(number, str) and channel is not None:
            self.session.look_for_others(number, channel, self._tell_others)

    def _tell_others(self, count: int) -> None:
        # Called on the background thread, where the wizard may be gone by now; the signal changes the thread.
        if isValid(self):
            self._others_counted.emit(count)

    def _on_others_counted(self, count: int) -> None:
        self.conversation.others = count
        self.happened_page.show_others(count)

    def _on_answered_all(self) -> None:
        if self.currentPage() is self.happened_page:
            self.next()

    def _on_chosen(self) -> None:
        self.next()
        if self.currentPage() is self.happened_page and self.conversation.road.decision is not None:
            self.next()

    def _on_close_wanted(self) -> None:
        self._keeping.store_round()
        self._end_round()

    def _on_claim_answered(self, answer: ClaimAnswer) -> None:
        self._leave_round()
        self.claim_answered.emit(answer)

    def _on_only_thanks(self) -> None:
        if (new_round := self.conversation.round) is not None:
            self.session.no_reply_needed(new_round.draft_of_thanks(self.conversation.state))
            self._end_round()

    def _end_round(self) -> None:
        self._keeping.end()
        super().accept()
        self.round_ended.emit()

    def _leave_round(self) -> None:
        """Let the case stand as it stood before something new happened, and close."""
        self._keeping.end()
        new_round = self.conversation.round
        is_stored = new_round is not None and new_round.is_stored
        if new_round is not None:
            new_round.drop(self.session)
        super().reject()
        if is_stored:
            self.round_dropped.emit()

    def _on_checked(self) -> None:
        unsent = _NOT_SENT if self.answer_page.has_text() else _NOTHING_TO_SEND
        self.setButtonText(_Button.FinishButton, _SENT if self.answer_page.is_copied() else unsent)

    def _on_copied(self, text: CopiedText) -> None:
        self.save_now()
        self.session.copied(text)
        if self.answer_page.show_next_text():
            return
        finish = self.button(_Button.FinishButton)
        if isinstance(finish, QPushButton):
            finish.setDefault(True)
        finish.setFocus()

    def _on_ticked(self, action: str, done: bool) -> None:
        self.save_now()
        self.session.ticked(action, done=done)

    def _on_question_wanted(self, fact: str) -> None:
        self._wanted = fact
        self.back()

    def _on_custom_button(self, which: int) -> None:
        if which != _DISCARD.value:
            return
        self._keeping.end()
        if self.conversation.round is not None:
            self._leave_round()
            return
        # Stored first: what Undo brings back is all of it.
        self.save_now()
        self.session.discarded()
        super().reject()
        self.discarded.emit()
