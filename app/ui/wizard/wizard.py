"""The wizard: three steps on Qt's own QWizard, saved while the seller works."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget, QWizard
from shiboken6 import isValid

from app.logic.json_form import to_json
from app.ui.lettering import em
from app.ui.wizard.answer_page import AnswerPage
from app.ui.wizard.happened_page import HappenedPage
from app.ui.wizard.order_page import OrderPage
from app.ui.wizard.step_list import StepList
from app.ui.wizard.two_pane import NARROW_EM

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent

    from app.logic.cases import CopiedText
    from app.ui.wizard.conversation import Conversation
    from app.ui.wizard.session import WizardSession

SAVE_EVERY = 1000
"""Milliseconds: at most one save a second while typing."""

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

    _others_counted = Signal(int)

    def __init__(self, conversation: Conversation, session: WizardSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.conversation = conversation
        self.session = session
        # One timer for all steps: passing a page on the way to the next one does not enter it.
        self._entering = QTimer(self)
        self._entering.setSingleShot(True)
        self._wanted: str | None = None
        self._saved = conversation.state
        self._is_over = False
        self.sent = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_EVERY)
        self.order_page = OrderPage(conversation, self)
        self.happened_page = HappenedPage(conversation, self)
        self.answer_page = AnswerPage(conversation, self)
        self.steps = StepList(self)
        self.lines = tuple(StepList(page, upright=False) for page in self._pages())
        self._build()
        self._connect()
        self._go_to(conversation.state.step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let digits and the keys of tiles choose wherever the focus is, unless it is in a field."""
        text = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_key = plain and len(text) == 1 and text.isalnum()
        if is_key and self.currentPage() is self.happened_page and self.happened_page.press_key(text):
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Finish, unless the text may not go out as it stands. What the rules said is stored with the case."""
        decision = self.conversation.road.decision
        if decision is None or self.currentPage() is not self.answer_page or self.answer_page.refuses_to_finish():
            return
        self._is_over = True
        self._timer.stop()
        self.sent = self.answer_page.is_copied()
        self.session.finished(to_json(decision), self.conversation.state.draft(), sent=self.sent)
        super().accept()
        self.case_finished.emit()

    def reject(self) -> None:
        """Close: an unfinished case is kept."""
        self._is_over = True
        self.save_now()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the case when the window goes."""
        self.save_now()
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

    def save_now(self) -> None:
        """Store what is not stored yet."""
        self._timer.stop()
        state = self.conversation.state
        if state != self._saved and not state.is_empty():
            self._saved = state
            self.session.save(state.draft())

    def _build(self) -> None:
        self.setWindowTitle("New case" if self.conversation.state.is_empty() else "Case")
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        self.setSideWidget(self.steps)
        pages = self._pages()
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
        self.setMinimumSize(QSize(320, 300))
        self.resize(_LARGEST)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.save_now)
        self._entering.timeout.connect(self._on_entering)
        self.conversation.changed.connect(self._on_told)
        self.conversation.noted.connect(self._on_told)
        self._others_counted.connect(self._on_others_counted)
        self.currentIdChanged.connect(self._on_step)
        self.customButtonClicked.connect(self._on_custom_button)
        self.happened_page.answered_all.connect(self._on_answered_all)
        self.answer_page.copied.connect(self._on_copied)
        self.answer_page.checked.connect(self._on_checked)
        self.answer_page.question_wanted.connect(self._on_question_wanted)
        self.answer_page.ticked.connect(self._on_ticked)

    def _pages(self) -> tuple[OrderPage, HappenedPage, AnswerPage]:
        return self.order_page, self.happened_page, self.answer_page

    def _go_to(self, step: int) -> None:
        """Start, and go on to the step where the seller stopped, as far as the answers carry."""
        self.restart()
        while self.currentId() + 1 < step:
            before = self.currentId()
            self.next()
            if self.currentId() == before:
                return

    def _arrange(self) -> None:
        narrow = self.width() < NARROW_EM * em(self)
        self.steps.setVisible(not narrow)
        for line in self.lines:
            line.setVisible(narrow)

    def _on_told(self) -> None:
        if self._is_over:
            return
        if not self._timer.isActive():
            self._timer.start()

    def _on_step(self, page_id: int) -> None:
        if page_id < 0:
            return
        self.conversation.state = replace(self.conversation.state, step=page_id + 1)
        for steps in (self.steps, *self.lines):
            steps.show_step(page_id + 1)
        self.save_now()
        if self.page(page_id) is self.answer_page and (decision := self.conversation.road.decision) is not None:
            self.session.decided(to_json(decision), self.conversation.state.draft())
        self._entering.start()
        if self.page(page_id) is self.happened_page:
            self._look_for_others()

    def _on_entering(self) -> None:
        """Let the page take the focus, after QWizard gave it away."""
        page = self.currentPage()
        if isinstance(page, OrderPage | HappenedPage | AnswerPage):
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
        self._is_over = True
        # Stored first: what Undo brings back is all of it.
        self.save_now()
        self.session.discarded()
        super().reject()
        self.discarded.emit()
