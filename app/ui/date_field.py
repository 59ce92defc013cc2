"""A field for a day: typed in many ways, chosen from a calendar, moved by the arrow keys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.ui.day_words import read_day, spell_day, spell_weekday
from app.ui.lettering import em, muted, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_STEPS: Mapping[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
EXAMPLES = "5 Nov, yesterday, -3, +7, mon"


class _DayLine(QLineEdit):
    """A line whose Up and Down keys ask for another day, and Alt+Down for the calendar."""

    moved = Signal(int)
    calendar_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the arrows into days, Alt+Down into the calendar, and leave every other key to the line."""
        step = _STEPS.get(event.key())
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.calendar_wanted.emit()
        elif step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class DateField(QWidget):
    """A day or none. What cannot be read stays as typed and is handed on, so that its owner can say so."""

    edited = Signal()
    """The seller finished typing or chose another day."""

    def __init__(self, name: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._popup: QFrame | None = None
        self.ahead = False
        self.month_first = False
        self.line = _DayLine(self)
        self.line.setPlaceholderText(EXAMPLES)
        self.line.setAccessibleName(name)
        self.line.setMinimumWidth(em(self) * 9)
        self.line.setMaxLength(40)
        self.calendar_button = QToolButton(self)
        self.calendar_button.setText("▾")
        self.calendar_button.setAccessibleName(f"{name}: calendar")
        self.calendar_button.setToolTip("Choose from a calendar (Alt+Down)")
        # Who types on after a day means the next field, not a button.
        self.calendar_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._meant = muted("", self)
        self._meant.setWordWrap(False)
        self._meant.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.line, self.calendar_button, self._meant):
            row.addWidget(widget, 1 if widget is self.line else 0)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_typed)
        self.line.editingFinished.connect(self._on_finished)
        self.line.moved.connect(self._on_moved)
        self.calendar_button.clicked.connect(self._on_calendar_wanted)
        self.line.calendar_wanted.connect(self._on_calendar_wanted)

    def day(self) -> date | None:
        """Return the day, or None when nothing or nothing readable stands in the field."""
        return read_day(self.line.text(), self._today(), ahead=self.ahead, month_first=self.month_first)

    def text(self) -> str:
        """Return the day as YYYY-MM-DD, or what was typed where no day can be read from it."""
        day = self.day()
        return day.isoformat() if day else self.line.text().strip()

    def is_unreadable(self) -> bool:
        """Say whether something stands in the field that is no day."""
        return bool(self.line.text().strip()) and self.day() is None

    def calendar(self) -> QCalendarWidget | None:
        """Return the calendar while it is open."""
        return self._popup.findChild(QCalendarWidget) if self._popup is not None else None

    def set_day(self, day: date | None) -> None:
        """Show a day, or an empty field."""
        self.line.setText(spell_day(day) if day else "")
        tell(self._meant, "")

    def set_text(self, text: str) -> None:
        """Show a day written as YYYY-MM-DD, or any other text as it is."""
        day = read_day(text[:10], self._today())
        if day is None:
            self.line.setText(text)
        else:
            self.set_day(day)

    def _on_typed(self, _text: str) -> None:
        day = self.day()
        tell(self._meant, spell_weekday(day) if day else "")

    def _on_finished(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            self._settle(self.day())

    def _on_moved(self, step: int) -> None:
        try:
            self._settle((self.day() or self._today()) + timedelta(days=step))
        except OverflowError:
            return

    def _on_calendar_wanted(self) -> None:
        day = self.day() or self._today()
        self._popup = QFrame(self, Qt.WindowType.Popup)
        calendar = QCalendarWidget(self._popup)
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(self._on_calendar_chosen)
        calendar.clicked.connect(self._on_calendar_chosen)
        layout = QVBoxLayout(self._popup)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(calendar)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height())))
        self._popup.show()
        calendar.setFocus()

    def _on_calendar_chosen(self, chosen: QDate) -> None:
        if self._popup is not None:
            self._popup.close()
            self._popup.deleteLater()
            self._popup = None
        self._settle(date(chosen.year(), chosen.month(), chosen.day()))

    def _settle(self, day: date | None) -> None:
        if day is not None:
            self.line.setText(spell_day(day))
            tell(self._meant, spell_weekday(day).split(" ")[0])
        self.edited.emit()
