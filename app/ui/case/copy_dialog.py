"""Show the message of a case and copy it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.logic.case import CaseStatus, CopiedText
from app.logic.messages.contract import letter_of
from app.ui.case.present import mapping, mappings
from app.ui.case.record import PlainText
from app.ui.lettering import heading, muted, plain, selectable
from app.ui.screen_room import keep_on_screen
from app.ui.wizard.clipboard import copy_text

if TYPE_CHECKING:
    from app.logic.case import Case


def message_of(case: Case) -> CopiedText | None:
    """Return the text to copy: what was copied last, else what the latest decision says; None without a message."""
    if messages := _messages(case):
        return messages[-1]
    message = mapping(case.decision, "message")
    if not message:
        return None
    return CopiedText(
        subject=case.draft.subject if case.draft.subject is not None else str(message.get("subject") or ""),
        body=case.draft.body if case.draft.body is not None else str(message.get("body") or ""),
        language=str(message.get("language") or ""),
        template=str(message.get("template") or ""),
        template_version=str(message.get("template_version") or ""),
        rule=str((case.decision or {}).get("rule") or ""),
        copied_at=datetime.now(UTC),
    )


def what_blocks(case: Case) -> str:
    """Say why the message must not be copied as it stands; empty when it may."""
    if _messages(case):
        return ""
    if case.draft.subject is not None or case.draft.body is not None:
        button = "Go on" if case.row.status is CaseStatus.UNFINISHED else "Go through again"
        return f"You changed this text and have not copied it yet: press “{button}”, and it is checked again there."
    findings = mappings(mapping(case.decision, "message"), "findings")
    return " ".join(str(one.get("message")) for one in findings if one.get("blocking"))


def _messages(case: Case) -> list[CopiedText]:
    """Return the texts that were copied, without the letters to carrier and insurer."""
    return [text for text in case.texts if letter_of(text.template) is None]


class CopyDialog(QDialog):
    """Show subject and text before they go to the clipboard."""

    copied = Signal(object)
    """The text that was copied: a CopiedText."""

    def __init__(self, text: CopiedText, blocked: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setWindowTitle("Copy message")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.state = plain(blocked, self) if blocked else muted("", self)
        self.state.setVisible(bool(blocked))
        box = QVBoxLayout(self)
        if text.subject:
            box.addWidget(selectable(heading(text.subject, self, size=1.0)))
        box.addWidget(PlainText(text.body, "Message", self))
        box.addWidget(self.state)
        box.addLayout(self._button_row(text, blocked))
        self.resize(560, self.sizeHint().height())
        keep_on_screen(self)

    def _button_row(self, text: CopiedText, blocked: str) -> QHBoxLayout:
        row = QHBoxLayout()
        self.copy_both = self._button(
            "Copy &both" if text.subject else "&Copy", f"{text.subject}\n\n{text.body}".strip()
        )
        self.copy_both.setDefault(True)
        buttons = [self.copy_both]
        if text.subject:
            buttons += [self._button("Copy &subject", text.subject), self._button("Copy te&xt", text.body)]
        for button in buttons:
            button.setEnabled(not blocked)
            row.addWidget(button)
        row.addStretch()
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        row.addWidget(close)
        return row

    def _button(self, title: str, text: str) -> QPushButton:
        button = QPushButton(title, self)
        button.setProperty("copies", text)
        button.clicked.connect(self._on_copy)
        return button

    def _on_copy(self) -> None:
        wanted = self.sender().property("copies")
        if copy_text(wanted):
            self._show_state("Copied.")
            self.copied.emit(replace(self._text, copied_at=datetime.now(UTC)))
        else:
            self._show_state("The clipboard did not take it. Click into this window and copy once more.")

    def _show_state(self, text: str) -> None:
        self.state.setText(text)
        self.state.show()
