"""The draft: subject and text as they will be copied, what is wrong underlined, and never a typed word lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.cards import Card
from app.ui.lettering import em, muted, plain
from app.ui.theme import scheme_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.logic.decision import Finding

_CHANGED = "The answer changed, and its text with it. You typed here, so yours was kept."
_FROM_EARLIER = "You typed this text earlier. Keep it, or take the text that belongs to the answer now."

_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")

Texts = tuple[str, str]
"""Subject and body."""


class DraftEditor(QWidget):
    """Show the text the rules lead to until the seller types; from then on the seller's own stays."""

    edited = Signal()
    """The seller changed the subject or the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._generated: Texts | None = None
        self._agreed: Texts | None = None
        self._mine: Texts | None = None
        self._copied: tuple[str | None, str | None] | None = None
        self._limit: int | None = None
        self.recipient = muted("", self)
        self.count = muted("", self)
        self.subject = QLineEdit(self)
        self.subject.setAccessibleName("Subject")
        self.body = QPlainTextEdit(self)
        self.body.setAccessibleName("Message")
        self.body.setTabChangesFocus(True)
        self.copy_subject = _button("Cop&y subject", self)
        self.copy_body = _button("&Copy message", self)
        self.copy_both = _button("Copy bo&th", self)
        self.copied = plain("", self)
        self.offer = Card("", self)
        self._offer_words = plain("", self)
        self.keep = _button("&Keep mine", self)
        self.take = _button("Take the &new text", self)
        self.bring_back = _button("Brin&g mine back", self)
        self._build()
        self._connect()

    def texts(self) -> Texts:
        """Return subject and body exactly as shown."""
        return self.subject.text(), self.body.toPlainText()

    def edited_texts(self) -> tuple[str | None, str | None]:
        """Return subject and body, None for each that the seller did not change."""
        subject, body = self.texts()
        generated = self._generated or ("", "")
        return (None if subject == generated[0] else subject), (None if body == generated[1] else body)

    def show_texts(self, generated: Texts, subject: str | None, body: str | None) -> None:
        """Show what the rules write and what the seller typed over it; ask where both changed."""
        generated = as_shown(generated[0]), as_shown(generated[1])
        texts = generated[0] if subject is None else subject, generated[1] if body is None else body
        typed = texts != generated
        self._generated = generated
        if not typed:
            self._agreed = generated
        if self._fill(texts):
            # Undo is for the seller's typing: it must not lead back to a text of another answer, or to an empty one.
            self.body.document().clearUndoRedoStacks()
        self._show_offer(typed=typed)

    def show_addressee(self, recipient: str, *, has_subject: bool, limit: int | None) -> None:
        """Say to whom the text goes; some places of sale know no subject."""
        self.recipient.setText(recipient)
        for widget in (self.subject, self.copy_subject, self.copy_both):
            widget.setVisible(has_subject)
        self._limit = limit
        self._show_count()

    def mark_copied(self, subject: str | None, body: str | None) -> None:
        """Say that these were copied, None for a part that was not; the mark stands while the fields show the same."""
        self._copied = subject, body
        self._show_copied()

    def underline(self, findings: Sequence[Finding]) -> None:
        """Underline what was found in the text."""
        self.body.setExtraSelections([self._selection(finding) for finding in findings if finding.part == "body"])

    def show_position(self, finding: Finding) -> None:
        """Put the cursor where something was found."""
        if finding.part == "subject":
            self.subject.setSelection(finding.start, finding.end - finding.start)
            self.subject.setFocus()
            return
        cursor = self._cursor(finding)
        self.body.setTextCursor(cursor)
        self.body.setFocus()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.recipient, 1)
        head.addWidget(self.count)
        self.count.setWordWrap(False)
        line = QHBoxLayout()
        label = QLabel("S&ubject", self)
        label.setBuddy(self.subject)
        label.hide()
        line.addWidget(self.subject, 1)
        line.addWidget(self.copy_subject)
        buttons = QHBoxLayout()
        for button in (self.copy_body, self.copy_both):
            buttons.addWidget(button)
        buttons.addWidget(self.copied, 1)
        choose = QHBoxLayout()
        for button in (self.keep, self.take, self.bring_back):
            choose.addWidget(button)
        choose.addStretch(1)
        self.offer.body.addWidget(self._offer_words)
        self.offer.body.addLayout(choose)
        self.offer.set_tone("warning")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (head, line):
            layout.addLayout(part)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.offer)
        layout.addLayout(buttons)
        self.body.setMinimumHeight(em(self) * 5)
        self.offer.hide()

    def _connect(self) -> None:
        self.subject.textChanged.connect(self._on_changed)
        self.body.textChanged.connect(self._on_changed)
        self.keep.clicked.connect(self._on_keep)
        self.take.clicked.connect(self._on_take)
        self.bring_back.clicked.connect(self._on_bring_back)

    def _fill(self, texts: Texts) -> bool:
        """Show a text; say whether it is another one than before."""
        if texts == self.texts():
            return False
        blocked = self.subject.blockSignals(True), self.body.blockSignals(True)
        if self.subject.text() != texts[0]:
            self.subject.setText(texts[0])
        if self.body.toPlainText() != texts[1]:
            # One step of its own in the undo stack: Ctrl+Z brings the former text back.
            cursor = QTextCursor(self.body.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(texts[1])
            self.body.moveCursor(QTextCursor.MoveOperation.Start)
        self.subject.blockSignals(blocked[0])
        self.body.blockSignals(blocked[1])
        self._show_count()
        self._show_copied()
        return True

    def _show_offer(self, *, typed: bool) -> None:
        asks = typed and self._generated != self._agreed
        brings_back = self._mine is not None and not typed
        self.keep.setVisible(asks)
        self.take.setVisible(asks)
        self.bring_back.setVisible(brings_back)
        if asks:
            self._offer_words.setText(_CHANGED if self._agreed is not None else _FROM_EARLIER)
        elif brings_back:
            self._offer_words.setText("This is the new text. Yours is not lost.")
        self.offer.setVisible(asks or brings_back)

    def _on_changed(self) -> None:
        self._show_copied()
        self._show_count()
        self.edited.emit()

    def _on_keep(self) -> None:
        self._agreed = self._generated
        self.offer.hide()
        self.body.setFocus()

    def _on_take(self) -> None:
        if self._generated is not None:
            self._mine = self.texts()
            self._agreed = self._generated
            self._fill(self._generated)
            self._on_changed()
            self._show_offer(typed=False)

    def _on_bring_back(self) -> None:
        if self._mine is not None:
            mine, self._mine = self._mine, None
            self._fill(mine)
            self._on_changed()
            self.offer.hide()

    def _show_copied(self) -> None:
        pairs = zip(self._copied or (), self.texts(), strict=False)
        stands = self._copied is not None and all(copied in (None, shown) for copied, shown in pairs)
        self.copied.setText("✓ Copied" if stands else "")

    def _show_count(self) -> None:
        length = len(self.body.toPlainText())
        self.count.setText(f"{length:,} of {self._limit:,} characters" if self._limit else f"{length:,} characters")

    def _selection(self, finding: Finding) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        scheme = scheme_of(self.palette())
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(QColor(scheme.danger if finding.blocking else scheme.warning))
        mark.cursor, mark.format = self._cursor(finding), form
        return mark

    def _cursor(self, finding: Finding) -> QTextCursor:
        body = self.body.toPlainText()
        cursor = QTextCursor(self.body.document())
        cursor.setPosition(_units(body, finding.start))
        cursor.setPosition(_units(body, finding.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor


def as_shown(text: str) -> str:
    """Return a text as the field gives it back: with plain blanks and line ends, so that both can be compared."""
    return _LINE_END.sub("\n", text).replace("\u00a0", " ")


def _units(text: str, offset: int) -> int:
    """Count as Qt does: UTF-16 units, of which an emoji has two."""
    return len(text[:offset].encode("utf-16-le", errors="surrogatepass")) // 2


def _button(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(text.replace("&", ""))
    return button
