"""What was said and what happened in a case, exactly as it was."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QTextOption
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.logic.buyer_messages import BuyerText, buyer_messages
from app.logic.case import EventKind
from app.ui.cards import Card, clear_layout
from app.ui.case.present import event_line, file_names
from app.ui.day_words import spell_day
from app.ui.history.due import moment_in_words
from app.ui.lettering import heading, muted, plain, selectable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent

    from app.logic.case import Case, CopiedText, Event

_MOST_LINES: Final = 14
_LONGEST_NOTE: Final = 2000


class PlainText(QPlainTextEdit):
    """Show a text character by character as it was, as high as it is long, but of at most `most_lines`."""

    def __init__(
        self, text: str, name: str, parent: QWidget | None = None, most_lines: int | None = _MOST_LINES
    ) -> None:
        super().__init__(parent)
        self._most_lines = most_lines
        if most_lines is None:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page around it, unless it was chosen and has more to show."""
        if self._most_lines is not None and self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def _fit(self) -> None:
        document = self.document()
        lines = max(1, round(document.size().height()))
        if self._most_lines is not None:
            lines = min(lines, self._most_lines)
        frame = 2 * self.frameWidth() + 2 * round(document.documentMargin())
        self.setFixedHeight(lines * QFontMetrics(self.font()).lineSpacing() + frame + 2)


class Messages(Card):
    """Show the buyer's message and every text that was copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Messages", parent)

    def show_case(self, case: Case, now: datetime) -> None:
        """Show the messages of another case."""
        self.clear()
        told: list[tuple[datetime, BuyerText | CopiedText]] = [(each.known_at, each) for each in buyer_messages(case)]
        # A clock that was put back must not show an answer before what it answers.
        sent = [(max(each.copied_at, case.row.created_at), each) for each in case.texts]
        for _, text in sorted([*told, *sent], key=_moment_of):
            if isinstance(text, BuyerText):
                wrote = f"The buyer wrote, {_received_words(text, now)}"
                self.body.addWidget(muted(wrote, self))
                self.body.addWidget(PlainText(text.text, wrote, self, most_lines=None))
            else:
                self._add(text, now)
        self.setVisible(bool(told or sent))

    def _add(self, text: CopiedText, now: datetime) -> None:
        copied = f"You copied, {moment_in_words(text.copied_at, now)}"
        self.body.addWidget(muted(copied, self))
        if text.subject:
            self.body.addWidget(selectable(heading(text.subject, self, size=1.0)))
        self.body.addWidget(PlainText(text.body, copied, self, most_lines=None))


def _received_words(message: BuyerText, now: datetime) -> str:
    """Say when a message came, to the minute where that is told; else when it was put into the case."""
    try:
        received = datetime.fromisoformat(message.received) if message.received else None
    except ValueError:
        received = None
    if received is None or message.received is None:
        return f"put in {moment_in_words(message.known_at, now)}"
    return moment_in_words(received, now) if received.tzinfo else spell_day(received.date())


def _moment_of(dated: tuple[datetime, object]) -> datetime:
    return dated[0]


class Notes(Card):
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
        self.body.addLayout(self._lines)
        self.body.addLayout(row)

    def show_events(self, events: Sequence[Event], now: datetime) -> None:
        """Show the notes among the events."""
        clear_layout(self._lines)
        for event in events:
            if event.kind is EventKind.NOTE:
                when, _ = event_line(event, now)
                self._lines.addWidget(selectable(plain(f"{when}  {event.payload.get('text', '')}", self)))

    def _on_add(self) -> None:
        text = self.field.text().strip()
        if text:
            self.written.emit(text)
            self.field.clear()


class Events(Card):
    """Show what happened, the latest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("History", parent)

    def show_events(self, events: Sequence[Event], now: datetime) -> None:
        """Show other events."""
        self.clear()
        lines = QWidget(self)
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        names = file_names(events)
        for line, event in enumerate(reversed([event for event in events if event.kind is not EventKind.NOTE])):
            when, what = event_line(event, now, names)
            stamp = muted(when, lines)
            stamp.setWordWrap(False)
            grid.addWidget(stamp, line, 0)
            grid.addWidget(selectable(plain(what, lines)), line, 1)
        self.body.addWidget(lines)
