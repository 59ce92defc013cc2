"""One open question: its choices with their digits, or a field for a day, an amount or a percentage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.logic.beside import BESIDE
from app.logic.words import QUESTIONS
from app.ui.date_field import DateField
from app.ui.flow_layout import FlowLayout
from app.ui.lettering import em, heading, muted, plain, tell, wrong
from app.ui.typed_amounts import plain_amount
from app.ui.wizard.beside_field import NO_DAY, BesideField
from app.ui.wizard.choice import Choice
from app.ui.wizard.known_lines import title_of, value_words
from app.ui.wizard.state import ABSENT

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from app.logic.decision import Question

MAY_STAY_EMPTY = ("answer_by",)
"""Questions that go on with Enter although nothing was typed."""

_AHEAD = ("new_ship_date", "answer_by", "wait_until")

UNKNOWN = "?"
"""The choice "I do not know": it shows where to look and never counts as an answer."""

_PRESS_A_DIGIT = "Choose an answer: press its digit, or move with the arrow keys and press Enter."
_UNITS = {"money": "An amount such as 25.00", "percent": "A percentage such as 20", "text": ""}
_TYPED_ON = "+-abcdefghijklmnopqrstuvwxyz"
"""The keys by which a day begins that are no digits: -3, yesterday, mon."""


class QuestionBlock(QWidget):
    """Ask one question; `taken` hands the answer on."""

    taken = Signal(object)
    """The answers by fact or key, typed values as text; ABSENT takes one back."""

    grown = Signal(QWidget)
    """A sentence appeared that has to be seen: its label."""

    def __init__(
        self,
        question: Question,
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        month_first: bool = False,
        known: Container[str] = (),
        currency: str = "",
    ) -> None:
        """Ask; `known` holds the keys that the order tells, which need no field beside the question."""
        super().__init__(parent)
        self._currency = currency
        self.question = question
        self.beside: BesideField | None = None
        wanted = BESIDE.get(question.fact)
        if wanted is not None and (question.kind == "choice" or wanted.key not in known):
            self.beside = BesideField(wanted, today, self, month_first=month_first)
            self.beside.edited.connect(self._on_beside_edited)
        self.extra = QVBoxLayout()
        self.choices: tuple[Choice, ...] = ()
        self.field: DateField | QLineEdit | None = None
        self.where = muted("", self)
        self._note = muted("", self)
        self.problem = wrong(parent=self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(7)
        self._add_words()
        if question.kind == "choice":
            self._add_choices()
        else:
            self._add_field(today, month_first=month_first)
        self._tab_beside()
        for label in (self._note, self.where, self.problem):
            label.setVisible(False)
            self._layout.addWidget(label)
        self._layout.addLayout(self.extra)

    def preselect(self, value: Any, note: str = "", beside: Any = None) -> None:
        """Show the answer that Enter would accept, why it stands there, and what was told beside it."""
        if self.beside is not None:
            self.beside.show_value(beside)
        for choice in self.choices:
            choice.setChecked(choice.value == value)
        if isinstance(self.field, DateField):
            self.field.set_text(str(value))
            self.field.line.selectAll()
        elif self.field is not None:
            self.field.setText(str(value))
        tell(self._note, note)

    def press_digit(self, digit: int) -> bool:
        """Choose by a digit and go on; False when there is no such choice."""
        if not 1 <= digit <= len(self.choices):
            return False
        self.choices[digit - 1].setChecked(True)
        self.choices[digit - 1].setFocus()
        self._take(self.choices[digit - 1].value)
        return True

    def accept_present(self) -> None:
        """Take the answer that is shown, or say that one is needed."""
        if self.field is not None:
            if not self._waits_beside():
                self._take_typed()
            return
        focused = next((choice for choice in self.choices if choice.isChecked()), None)
        if focused is None:
            tell(self.problem, _PRESS_A_DIGIT)
            self.grown.emit(self.problem)
        else:
            self._take(focused.value)

    def focus_answer(self) -> None:
        """Put the focus where the answer is given."""
        target = self.field or next((choice for choice in self.choices if choice.isChecked()), None)
        target = target or (self.choices[0] if self.choices else None)
        if target is not None:
            target.setFocus()

    def refuse(self, fact: str, sentence: str) -> None:
        """Say why an answer cannot stand, and go there."""
        tell(self._note, "")
        tell(self.problem, sentence)
        if self.beside is not None and fact == self.beside.wanted.key:
            self.beside.line.setFocus()
        elif self.field is not None:
            self.field.setFocus()
        self.grown.emit(self.problem)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a day be typed without going to its field first."""
        text = event.text().lower()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if self.beside is not None and self.choices and plain and text and text in _TYPED_ON:
            self.beside.type_first(text)
        else:
            super().keyPressEvent(event)

    def _add_words(self) -> None:
        wording = QUESTIONS.get(self.question.fact)
        self._layout.addWidget(heading(title_of(self.question.fact), self, size=1.2))
        if wording is not None:
            self._layout.addWidget(muted(wording.why, self))
        if self.question.hint:
            self._layout.addWidget(plain(self.question.hint, self))

    def _add_choices(self) -> None:
        group = QButtonGroup(self)
        wording = QUESTIONS.get(self.question.fact)
        values = list(self.question.choices)
        if wording is not None and wording.where:
            values.append(UNKNOWN)
        for digit, value in enumerate(values, 1):
            words = "I do not know" if value == UNKNOWN else value_words(self.question.fact, value)
            choice = Choice(value, words, digit, self)
            group.addButton(choice)
            choice.taken.connect(self._take)
            choice.moved.connect(self._on_moved)
            if self.beside is not None and value == "yes":
                choice.setMinimumHeight(self.beside.sizeHint().height())
                self._layout.addLayout(_in_one_line(choice, self.beside))
            else:
                self._layout.addWidget(choice)
            self.choices += (choice,)

    def _add_field(self, today: Callable[[], date], *, month_first: bool) -> None:
        name = title_of(self.question.fact)
        if self.question.kind == "date":
            self.field = DateField(name, today, self)
            self.field.ahead = self.question.fact in _AHEAD
            self.field.month_first = month_first
        else:
            self.field = QLineEdit(self)
            self.field.setAccessibleName(name)
            self.field.setPlaceholderText(_UNITS.get(self.question.kind, ""))
        self.field.setMaximumWidth(em(self) * 26)
        if self.beside is None:
            self._layout.addWidget(self.field)
        else:
            self._layout.addLayout(self._side_by_side(self.field, self.beside))
        if self.question.most is not None:
            unit = f" {self._currency}" if self.question.kind == "money" else ""
            self._layout.addWidget(muted(f"At most {self.question.most}{unit}.", self))

    def _tab_beside(self) -> None:
        """Let Tab go through the block as it is read: what is told beside an answer comes after it."""
        before = self.choices[0] if self.choices else self.field
        if self.beside is not None and before is not None:
            line = before.line if isinstance(before, DateField) else before
            QWidget.setTabOrder(line, self.beside.line)

    def _side_by_side(self, field: QWidget, beside: BesideField) -> FlowLayout:
        own = QWidget(self)
        column = QVBoxLayout(own)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(QLabel(beside.wanted.own, self))
        column.addWidget(field)
        field.setFixedWidth(em(self) * 14)
        return _in_one_line(own, beside)

    def _waits_beside(self) -> bool:
        """Go from the field to an empty one beside it once; Enter again goes on without it."""
        if self.beside is None or self.field is None or not self.field.hasFocus():
            return False
        if not self.field.text().strip() or self.beside.value() is not ABSENT:
            return False
        tell(self.problem, "")
        tell(self._note, self.beside.wanted.missing)
        self.beside.line.setFocus()
        return True

    def _on_beside_edited(self) -> None:
        tell(self.problem, "")
        for choice in self.choices:
            choice.setChecked(choice.value == "yes")

    def _on_moved(self, step: int) -> None:
        present = next((place for place, choice in enumerate(self.choices) if choice.hasFocus()), 0)
        target = self.choices[(present + step) % len(self.choices)]
        target.setFocus()
        target.setChecked(True)

    def _take(self, value: str) -> None:
        tell(self.problem, "")
        if value == UNKNOWN:
            wording = QUESTIONS[self.question.fact]
            tell(self.where, f"{wording.where}\nThe question stays open; everything is kept until you know.")
            self.grown.emit(self.where)
        else:
            self._hand_on(value)

    def _hand_on(self, value: str | None) -> None:
        answers: dict[str, Any] = {self.question.fact: value}
        if self.beside is not None:
            if value != "no" and (problem := self.beside.problem()):
                self.refuse(self.beside.wanted.key, problem)
                return
            answers[self.beside.wanted.key] = ABSENT if value == "no" else self.beside.value()
        self.taken.emit(answers)

    def _take_typed(self) -> None:
        text = self.field.text().strip() if self.field is not None else ""
        if not text and self.question.fact in MAY_STAY_EMPTY:
            self._hand_on(None)
        elif not text:
            tell(self.problem, "Type an answer first.")
        elif isinstance(self.field, DateField) and self.field.is_unreadable():
            tell(self.problem, NO_DAY)
        else:
            is_amount = self.question.kind in ("money", "percent")
            self._hand_on(plain_amount(text) if is_amount else text)


def _in_one_line(*widgets: QWidget) -> FlowLayout:
    """Put widgets beside each other, or one below the other where the window is too narrow."""
    line = FlowLayout(spacing=16)
    for widget in widgets:
        line.addWidget(widget)
    return line
