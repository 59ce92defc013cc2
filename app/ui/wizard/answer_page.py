"""The third step: the resolution in one sentence, the message to copy, and everything behind it."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget, QWizard, QWizardPage

from app.logic.cases import CopiedText
from app.logic.headline import headline
from app.logic.messages.contract import PLATFORM, declared_names, parts_of, templates_of
from app.logic.messages.names import PLATFORMS
from app.logic.messages.sources import SUFFIX
from app.ui.channel_names import channel_name
from app.ui.lettering import heading, muted, plain, tell, wrong
from app.ui.refund_card import RefundCard
from app.ui.wizard.answer_cards import ChangesCard, ChecksCard, ToDoCard, WatchCard, WhyCard
from app.ui.wizard.clipboard import copy_text
from app.ui.wizard.happened_page import OTHERS
from app.ui.wizard.own_fields import OwnFields
from app.ui.wizard.shape_pane import SideCards
from app.ui.wizard.text_tabs import TextTabs
from app.ui.wizard.two_pane import TwoPane

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.logic.decision import Decision, Finding, Message
    from app.logic.messages.sources import TemplateError
    from app.logic.policy import Policy
    from app.ui.wizard.conversation import Conversation
    from app.ui.wizard.draft_editor import DraftEditor

_UNSIGNED = "No signature yet: set your shop name or a signature under Settings."
_LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "ja": "Japanese",
    "zh": "Chinese",
}


class AnswerPage(QWizardPage):
    """Show the decision and its message; copy it once nothing blocks it."""

    copied = Signal(object)
    """A text was copied and read back: the CopiedText."""

    checked = Signal()
    """The text was looked through again, or copied: whether it may go out and has gone may have changed."""

    question_wanted = Signal(str)
    """The seller wants to answer this fact differently."""

    ticked = Signal(str, bool)
    """An action was ticked or not."""

    def __init__(self, conversation: Conversation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conversation = conversation
        self._copied_bodies: dict[int, str] = {}
        self.column = QVBoxLayout(self)
        self.setAccessibleName("The answer")
        self.setFinalPage(True)
        self.headline = heading("", self)
        self.problem = wrong(parent=self)
        self.own = OwnFields(self)
        self.unsigned = muted(_UNSIGNED, self)
        self.texts = TextTabs(self)
        self.nothing = plain("There is nothing to send. Finish keeps the case with this answer.", self)
        self.checks = ChecksCard(self)
        self.to_do = ToDoCard(self)
        self.why = WhyCard(self)
        self.changes = ChangesCard(self)
        self.refund = RefundCard(self)
        self.watch = WatchCard(self)
        self.cards = (self.checks, self.watch, self.to_do, self.refund, self.why, self.changes)
        self._build()
        self._connect()

    @property
    def draft(self) -> DraftEditor:
        """Return the editor of the text that is shown."""
        return self.texts.draft

    def enter(self) -> None:
        """Show the answer with the focus on Copy: Enter is all that is left to press."""
        self.texts.choose(0)
        self.show_state()
        if self._messages():
            self.texts.wait_for_copy()
        else:
            self.wizard().button(QWizard.WizardButton.FinishButton).setFocus()
            self.checked.emit()

    def show_next_text(self) -> bool:
        """Go on to the text that was not copied yet; False when there is none."""
        has_next = self.texts.choose(self.texts.place + 1)
        if has_next:
            self.texts.wait_for_copy()
        return has_next

    def show_state(self) -> None:
        """Show what the rules say now; a step that has no answer yet shows nothing."""
        decision = self._conversation.road.decision
        if decision is None:
            return
        self.headline.setText(headline(decision))
        self.own.show_fields(declared_names(decision.resolution), self._conversation.state.fields)
        settings = self._conversation.settings
        self.unsigned.setVisible(decision.message is not None and not (settings.shop_name or settings.signature))
        self._show_messages(decision)
        self.to_do.show_actions(decision)
        self.why.show_reasons(decision)
        self.changes.show_alternatives(decision)
        self.refund.show_refund(decision.refund)
        others = (OTHERS,) if self._conversation.others else ()
        notices = _about(decision, self._conversation.desk.renderer.notices)
        self.watch.show_guards(decision, (*others, *map(_own_wording_words, notices)))

    def present_message(self) -> Message | None:
        """Return the message as it stands in the fields, checked."""
        decision, messages = self._conversation.road.decision, self._messages()
        if decision is None or not messages:
            return None
        subject, body = self.draft.texts()
        shown = messages[self.texts.place]
        return self._conversation.desk.checked(shown._replace(subject=subject, body=body), decision)

    def _messages(self) -> tuple[Message, ...]:
        """Return the texts of the decision, the first one first."""
        decision = self._conversation.road.decision
        if decision is None or decision.message is None:
            return ()
        return (decision.message, *decision.more_messages)

    def is_copied(self) -> bool:
        """Say whether every text was copied as it stands here."""
        bodies = {place: self.texts.drafts[place].texts()[1] for place in range(len(self._messages()))}
        return bool(bodies) and bodies == {place: self._copied_bodies.get(place) for place in bodies}

    def has_text(self) -> bool:
        """Say whether there is something to send."""
        return bool(self._messages())

    def refuses_to_finish(self) -> bool:
        """Say why a text that the place of sale blocks is not finished with, and go to the place."""
        shown = self.texts.place
        for place in range(len(self._messages())):
            self.texts.choose(place)
            if self._refuses("Not finished"):
                return True
        self.texts.choose(shown)
        return False

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.headline)
        column.addWidget(self.own)
        column.addWidget(self.texts, 1)
        column.addWidget(self.unsigned)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.problem)
        panes = TwoPane(left, SideCards(self.cards), self, strip_on_top=False)
        panes.narrowed.connect(self._on_narrowed)
        self.column.addWidget(panes)

    def _connect(self) -> None:
        self._conversation.changed.connect(self._on_conversation_changed)
        self.own.typed.connect(self._on_field_typed)
        self.texts.edited.connect(self._on_edited)
        self.texts.subject_wanted.connect(self._on_copy_subject)
        self.texts.body_wanted.connect(self._on_copy_body)
        self.texts.both_wanted.connect(self._on_copy_both)
        self.texts.chosen.connect(self._on_text_chosen)
        self.checks.wanted.connect(self._on_position_wanted)
        self.changes.wanted.connect(self.question_wanted)
        self.to_do.ticked.connect(self._on_ticked)

    def _show_messages(self, decision: Decision) -> None:
        messages = self._messages()
        self.texts.offer([f"To {_name_of(message, decision)}" for message in messages])
        self.nothing.setVisible(not messages)
        self.checks.setVisible(bool(messages))
        for place, message in enumerate(messages):
            self._show_message(place, message, decision)
        if messages:
            self._show_findings()

    def _show_message(self, place: int, message: Message, decision: Decision) -> None:
        channel, state, draft = decision.request.channel, self._conversation.state, self.texts.drafts[place]
        limit = _longest(self._conversation.desk.rulebook.policy(channel), message, decision)
        language = _LANGUAGES.get(message.language, message.language)
        told = f"To {_name_of(message, decision)}, in {language}"
        draft.show_addressee(told, has_subject=channel.has_subject, limit=limit)
        own = state.second_texts if place else (state.subject, state.body)
        draft.show_texts((message.subject, message.body), *own)
        if (edited := draft.edited_texts()) != own:
            # Kept as typed, yet nothing but the text of the rules: from now on it follows them.
            self._note(place, *edited)

    def _note(self, place: int, subject: str | None, body: str | None) -> None:
        note = self._conversation.note_second_texts if place else self._conversation.note_texts
        note(subject, body)

    def _show_findings(self) -> tuple[Finding, ...]:
        message = self.present_message()
        findings = message.findings if message else ()
        channel = self._conversation.state.channel
        self.checks.show_findings(findings, channel_name(channel) if channel else "the place of sale")
        self.draft.underline(findings)
        self.checked.emit()
        return findings

    def _refuses(self, what: str) -> bool:
        blocking = next((finding for finding in self._show_findings() if finding.blocking), None)
        if blocking is None:
            return False
        tell(self.problem, f"{what}: {blocking.message}")
        self.draft.show_position(blocking)
        return True

    def _copy(self, subject: str, body: str) -> None:
        message = self.present_message()
        decision = self._conversation.road.decision
        if message is None or decision is None:
            return
        if self._refuses("Not copied"):
            return
        if not copy_text("\n\n".join(part for part in (subject, body) if part)):
            tell(self.problem, "The clipboard did not take the text. It is safe here: select it and press Ctrl+C.")
            return
        tell(self.problem, "")
        self.draft.mark_copied(subject or None, body or None)
        if body:
            self._copied_bodies[self.texts.place] = body
        self.checked.emit()
        now = self._conversation.now().astimezone(UTC)
        text = CopiedText(
            subject, body, message.language, message.template, message.template_version, decision.rule, now
        )
        self.copied.emit(text)

    def _on_copy_subject(self) -> None:
        self._copy(self.draft.texts()[0], "")

    def _on_copy_body(self) -> None:
        self._copy("", self.draft.texts()[1])

    def _on_copy_both(self) -> None:
        self._copy(*self.draft.texts())

    def _on_edited(self) -> None:
        self._note(self.texts.place, *self.draft.edited_texts())
        # What was copied is not what stands here any more: Enter copies again before it finishes.
        self.draft.copy_body.setDefault(True)
        tell(self.problem, "")
        self._show_findings()

    def _on_field_typed(self, name: str, text: str) -> None:
        self._conversation.note_field(name, text)
        decision = self._conversation.road.decision
        if decision is not None:
            self.draft.copy_body.setDefault(True)
            self._show_messages(decision)

    def _on_text_chosen(self) -> None:
        tell(self.problem, "")
        self._show_findings()

    def _on_position_wanted(self, finding: Finding) -> None:
        self.draft.show_position(finding)

    def _on_ticked(self, action: str, done: bool) -> None:
        self._conversation.replace(self._conversation.state.with_tick(action, done=done))
        self.ticked.emit(action, done)

    def _on_conversation_changed(self) -> None:
        if self.isVisible():
            self.show_state()

    def _on_narrowed(self, narrow: bool) -> None:
        for card in (self.why, self.refund, self.to_do):
            card.set_open(not narrow)


def _about(decision: Decision, notices: Iterable[TemplateError]) -> tuple[TemplateError, ...]:
    """Leave out what is wrong with templates that this message is not made of."""
    templates = templates_of(decision.resolution)
    names = {name for template in templates for name in (template, *parts_of(template))}
    files = [Path(decision.request.message_language, f"{name}{SUFFIX}") for name in names]
    # Own words in their one file are said in every message.
    return tuple(
        notice for notice in notices if notice.file.suffix == ".toml" or Path(*notice.file.parts[-2:]) in files
    )


def _name_of(message: Message, decision: Decision) -> str:
    """Name who a text is for."""
    if message.recipient == PLATFORM:
        return PLATFORMS.get(decision.request.channel.family, "the platform")
    return decision.request.order.buyer_name or "the buyer"


def _longest(policy: Policy, message: Message, decision: Decision) -> int | None:
    """Return how long a message may be, where the platform says so; it says nothing of what is written to itself."""
    entry = policy.value("message.max_characters", decision.request.today) if message.recipient != PLATFORM else None
    return entry.value if entry is not None and isinstance(entry.value, int) else None


def _own_wording_words(problem: TemplateError) -> str:
    return f"Your own wording is not used, the built-in one stands here. What is wrong with yours: {problem}"
