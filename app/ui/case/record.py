"""What was said and what happened in a case, exactly as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontMetrics, QTextOption
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.logic.case import EventKind
from app.ui.case.present import event_line
from app.ui.case.section import Section, plain_label, selectable_label
from app.ui.history.due import moment_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.logic.case import Case, CopiedText, Event

_MOST_LINES: Final = 14
_LONGEST_NOTE: Final = 2000


class PlainText(QPlainTextEdit):
    """Show a text character by character as it was, as high as it is long."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlainText(text)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName(name)
        self._fit()

    def resizeEvent(self, event: QEvent) -> None:
        """Grow when the lines get shorter."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        document = self.document()
        lines = min(max(1, round(document.size().height())), _MOST_LINES)
        frame = 2 * self.frameWidth() + 2 * round(document.documentMargin())
        self.setFixedHeight(lines * QFontMetrics(self.font()).lineSpacing() + frame + 2)


class Messages(Section):
    """Show the buyer's message and every text that was copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Messages", parent)
        self._shown: QWidget | None = None

    def show_case(self, case: Case, now: datetime) -> None:
        """Show the messages of another case."""
        if self._shown is not None:
            self.box.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = QWidget(self)
        box = QVBoxLayout(self._shown)
        box.setContentsMargins(0, 0, 0, 0)
        if case.draft.buyer_message:
            box.addWidget(plain_label("The buyer wrote", self._shown, muted=True))
            box.addWidget(PlainText(case.draft.buyer_message, "The buyer's message", self._shown))
        for text in case.texts:
            _add_text(box, self._shown, text, now)
        self.box.addWidget(self._shown)
        self.setVisible(bool(case.draft.buyer_message or case.texts))


def _add_text(box: QVBoxLayout, parent: QWidget, text: CopiedText, now: datetime) -> None:
    copied = f"You copied, {moment_in_words(text.copied_at, now)}"
    box.addWidget(plain_label(copied, parent, muted=True))
    if text.subject:
        box.addWidget(selectable_label(text.subject, parent, bold=True))
    box.addWidget(PlainText(text.body, copied, parent))


class Notes(Section):
    """Show the seller's own notes and take new ones."""

    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Notes", parent)
        self._lines = QVBoxLayout()
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Write a note for yourself")
        self.field.setAccessibleName("New note")
        self.field.setMaxLength(_LONGEST_NOTE)
        self.field.returnPressed.connect(self._on_add)
        self.add = QPushButton("Add", self)
        self.add.setAutoDefault(False)
        self.add.setAccessibleName("Add the note")
        self.add.clicked.connect(self._on_add)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.add)
        self.box.addLayout(self._lines)
        self.box.addLayout(row)

    def show_events(self, events: Sequence[Event], now: datetime) -> None:
        """Show the notes among the events."""
        _empty(self._lines)
        for event in events:
            if event.kind is EventKind.NOTE:
                when, _ = event_line(event, now)
                self._lines.addWidget(selectable_label(f"{when}  {event.payload.get('text', '')}", self))

    def _on_add(self) -> None:
        text = self.field.text().strip()
        if text:
            self.written.emit(text)
            self.field.clear()


class Events(Section):
    """Show what happened, the latest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("History", parent)
        self._shown: QWidget | None = None

    def show_events(self, events: Sequence[Event], now: datetime) -> None:
        """Show other events."""
        if self._shown is not None:
            self.box.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = QWidget(self)
        grid = QGridLayout(self._shown)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        for line, event in enumerate(reversed([event for event in events if event.kind is not EventKind.NOTE])):
            when, what = event_line(event, now)
            stamp = plain_label(when, self._shown, muted=True)
            stamp.setWordWrap(False)
            grid.addWidget(stamp, line, 0)
            grid.addWidget(selectable_label(what, self._shown), line, 1)
        self.box.addWidget(self._shown)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
