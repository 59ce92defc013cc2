"""What the problem cost and what came back, line by line, with what can be done with each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.logic.money_steps import MoneyStep, steps_for
from app.ui.cards import Card, LinkButton, Row
from app.ui.case.money_words import KINDS, amount_words, state_words, step_words, totals_words, window_words
from app.ui.flow_layout import FlowLayout
from app.ui.lettering import heading, muted, plain, selectable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.logic.money_line import MoneyLine


class MoneyCard(Card):
    """List the money of a case; a settled line shows its buttons like any other, so that it can be mended."""

    step_wanted = Signal(str, str)
    """The key of a line and the MoneyStep to take with it."""

    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Money", parent)
        self._lines: tuple[MoneyLine, ...] = ()
        self._rows: list[QWidget] = []

    def show_money(self, lines: Sequence[MoneyLine], today: date) -> None:
        """Show other lines; one whose button has the keyboard keeps it."""
        holder = self.window().focusWidget()
        focused = holder.objectName() if isinstance(holder, LinkButton) and self.isAncestorOf(holder) else ""
        self._rows = []
        self.clear()
        self._lines = tuple(lines)
        for line in lines:
            self._add_line(line, today)
        totals = totals_words(lines) if any(line.counted for line in lines) else []
        for sentence in totals:
            self.body.addWidget(selectable(heading(sentence, self, size=1.0)))
        if not lines:
            self.body.addWidget(muted("No money has moved in this case.", self))
        add = LinkButton("Add…", "Add a cost or a claim", self)
        add.clicked.connect(self.add_wanted)
        self.body.addWidget(_in_a_line([add], self))
        if focused:
            self._focus(focused.rpartition(":")[0])

    def _focus(self, key: str) -> None:
        for row in self._rows:
            button = next((each for each in row.findChildren(LinkButton)), None)
            if button is not None and button.objectName().rpartition(":")[0] == key:
                row.show()
                button.setFocus()

    def _add_line(self, line: MoneyLine, today: date) -> None:
        amount = plain(amount_words(line.amount, line.currency), self)
        amount.setWordWrap(False)
        self.body.addWidget(Row(plain(KINDS[line.kind], self), amount))
        window = window_words(line, today)
        words = ", ".join(filter(None, (state_words(line), window)))
        note = selectable(muted(f"{words}. {line.reason}".strip() if line.reason else words, self))
        note.setAccessibleName(f"{KINDS[line.kind]}, {amount.text()}: {note.text()}")
        self.body.addWidget(note)
        self._rows.append(_in_a_line([self._button(line, step) for step in steps_for(line)], self))
        self.body.addWidget(self._rows[-1])

    def _button(self, line: MoneyLine, step: MoneyStep) -> LinkButton:
        text = step_words(line, step)
        button = LinkButton(text, f"{KINDS[line.kind]}: {text}", self)
        button.setObjectName(f"{line.key}:{step}")
        button.clicked.connect(self._on_clicked)
        return button

    def _on_clicked(self) -> None:
        key, _, step = self.sender().objectName().rpartition(":")
        self.step_wanted.emit(key, step)

    def line(self, key: str) -> MoneyLine | None:
        """Return a line that is shown."""
        return next((line for line in self._lines if line.key == key), None)


def _in_a_line(buttons: Sequence[LinkButton], parent: QWidget) -> QWidget:
    row = QWidget(parent)
    flow = FlowLayout(row, spacing=4)
    for button in buttons:
        flow.addWidget(button)
    return row
