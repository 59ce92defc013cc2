"""One letter in the dialog: its text to edit, and the papers that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.logic.messages.letters import Papers
from app.ui.lettering import heading, muted, tell, wrong
from app.ui.wizard.draft_editor import DraftEditor, Texts, as_shown
from app.ui.wrapping_tick import WrappingTick

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.logic.decision import Decision, Finding, Message
    from app.ui.case.letter_writing import Letter

TITLES = {
    "carrier_trace": "Search request to the carrier",
    "carrier_claim": "Claim to the carrier",
    "insurer_claim": "Claim to the insurer",
}


class LeftTexts(NamedTuple):
    """What the seller made of a letter, and what it was written as."""

    texts: Texts
    written: Texts


class LetterSheet(QWidget):
    """A letter as the seller edits it, checked with each change.

    Args:
        check: returns an edited letter about a decision with what is wrong with it.
        left: the letter as the seller left it before, if it was changed.
    """

    def __init__(
        self, letter: Letter, check: Callable[[Message, Decision], Message], left: LeftTexts | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._letter = letter
        self._check = check
        message = letter.message
        self.editor = DraftEditor(self)
        self.editor.body.setAccessibleName("Letter")
        self.editor.copy_body.setText("&Copy text")
        self.editor.copy_body.setAccessibleName("Copy text")
        self.editor.show_addressee(f"To the {message.recipient}", has_subject=True, limit=None)
        self._show_texts(left)
        self.editor.subject.setCursorPosition(0)
        self.problem = wrong(parent=self)
        self.papers = PaperTicks(Papers.of(as_shown(message.body)))
        self.papers.tick_listed(self.editor.texts()[1])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.editor, 1)
        column.addWidget(self.problem)
        self.editor.edited.connect(self._on_edited)
        self.papers.changed.connect(self._on_papers_changed)
        self._show_findings()

    def _show_texts(self, left: LeftTexts | None) -> None:
        written = self._letter.message.subject, self._letter.message.body
        if left is None or left.written == written:
            self.editor.show_texts(written, None, None)
        if left is not None:
            self.editor.show_texts(written, *left.texts)

    @property
    def name(self) -> str:
        """Return the name of the letter's template."""
        return self._letter.name

    def message(self) -> Message:
        """Return the letter as it stands in the fields, checked."""
        subject, body = self.editor.texts()
        return self._check(self._letter.message._replace(subject=subject, body=body), self._letter.decision)

    def left(self) -> LeftTexts | None:
        """Return the letter as it stands if the seller changed it."""
        if self.editor.edited_texts() == (None, None):
            return None
        return LeftTexts(self.editor.texts(), (self._letter.message.subject, self._letter.message.body))

    def refusal(self) -> str:
        """Say what has to be changed before the letter may be copied; empty where nothing has."""
        return " ".join(dict.fromkeys(finding.message for finding in self._show_findings() if finding.blocking))

    def say(self, sentence: str) -> None:
        """Say under the letter what is wrong with it, or nothing."""
        tell(self.problem, sentence)

    def _show_findings(self) -> tuple[Finding, ...]:
        findings = self.message().findings
        self.editor.underline(findings)
        self.say(" ".join(dict.fromkeys(finding.message for finding in findings)))
        return findings

    def _on_edited(self) -> None:
        self._show_findings()

    def _on_papers_changed(self) -> None:
        texts = self._letter.message.subject, self._letter.message.body
        subject, body = self.editor.texts()
        self.editor.show_texts(texts, subject, self.papers.papers.listed(body, self.papers.wanted()))
        self._show_findings()


class PaperTicks(QWidget):
    """The papers a letter lists; one that is not at hand is unticked and leaves the letter."""

    changed = Signal()

    def __init__(self, papers: Papers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers = papers
        self.ticks = [WrappingTick(name, self) for name in papers.names]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading("Papers to attach", self, size=1.0))
        column.addWidget(muted("Take the tick from what you do not have; it leaves the letter.", self))
        for tick in self.ticks:
            tick.setChecked(True)
            tick.toggled.connect(self.changed)
            column.addWidget(tick)
        column.addStretch(1)
        self.setVisible(bool(papers.names))

    def wanted(self) -> list[str]:
        """Return the papers that are ticked."""
        return [tick.text() for tick in self.ticks if tick.isChecked()]

    def tick_listed(self, body: str) -> None:
        """Tick the papers that a text lists."""
        listed = Papers.of(body).names
        for tick in self.ticks:
            blocked = tick.blockSignals(True)
            tick.setChecked(tick.text() in listed)
            tick.blockSignals(blocked)
