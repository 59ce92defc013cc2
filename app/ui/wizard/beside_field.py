"""What can be told in the same block as a question and may stay empty: the day it left, the delivery charge."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QLineEdit, QWidget

from app.ui.date_field import DateField
from app.ui.lettering import em, muted
from app.ui.typed_amounts import plain_amount
from app.ui.wizard.state import ABSENT

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.logic.beside import Beside

AHEAD = "This day lies ahead. Type the day on which it left, or choose “Not yet”."
NO_DAY = "Needed here: a day, such as 5 Nov, 2026-11-05, yesterday, -3, +7 or mon."


class BesideField(QWidget):
    """An optional field: beside an answer for a day, with its label above for an amount."""

    edited = Signal()
    """The seller typed here or chose a day."""

    def __init__(self, wanted: Beside, today: Callable[[], date], parent: QWidget, *, month_first: bool) -> None:
        super().__init__(parent)
        self.wanted = wanted
        self._today = today
        self.editor: DateField | QLineEdit
        if wanted.kind == "date":
            self.editor = DateField(wanted.name, today, self)
            self.editor.month_first = month_first
            self.editor.edited.connect(self.edited)
            self.line: QLineEdit = self.editor.line
        else:
            self.editor = self.line = QLineEdit(self)
            self.line.setAccessibleName(wanted.name)
        self.line.textEdited.connect(self.edited)
        self._build()

    def _build(self) -> None:
        is_day = self.wanted.kind == "date"
        label = muted(self.wanted.label, self) if is_day else QLabel(self.wanted.label, self)
        label.setWordWrap(False)
        label.setBuddy(self.line)
        self.editor.setMaximumWidth(em(self) * (18 if is_day else 12))
        self.line.setMinimumWidth(em(self) * (11 if is_day else 8))
        direction = QBoxLayout.Direction
        row = QBoxLayout(direction.LeftToRight if is_day else direction.TopToBottom, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8 if is_day else 3)
        row.addWidget(label)
        row.addWidget(self.editor)

    def value(self) -> Any:
        """Return what stands in the field as the request wants it; ABSENT while it is empty."""
        text = self.editor.text().strip()
        if not text:
            return ABSENT
        return text if isinstance(self.editor, DateField) else plain_amount(text)

    def show_value(self, value: Any) -> None:
        """Show what is known."""
        text = value if isinstance(value, str) else ""
        if isinstance(self.editor, DateField):
            self.editor.set_text(text)
        else:
            self.editor.setText(text)

    def problem(self) -> str:
        """Say why what stands in the field cannot be read, or nothing."""
        if not isinstance(self.editor, DateField):
            return ""
        day = self.editor.day()
        # At the place of sale it may still be the day before.
        is_ahead = day is not None and day > self._today() + timedelta(days=1)
        return AHEAD if is_ahead else NO_DAY if self.editor.is_unreadable() else ""

    def type_first(self, text: str) -> None:
        """Go on typing here: a key that is no digit was pressed on the answers."""
        self.line.setFocus()
        self.line.selectAll()
        self.line.insert(text)
        self.edited.emit()
