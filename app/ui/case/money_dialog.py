"""Record one step of a line of money: amount, day, reason, and what to watch out for before it counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.logic.currencies import amount_text
from app.logic.decision import BadInput
from app.logic.fields import FieldReader
from app.logic.money_line import MoneyKind, MoneyState
from app.logic.money_steps import (
    ABOVE_CLAIMED,
    LONGEST_REASON,
    WHY_WANTED,
    Entry,
    MoneyStep,
    after,
    money_guards,
    refusals,
    rest_line,
    rest_of,
    wants_amount,
    wants_day,
)
from app.logic.refund_guards import HEAVY
from app.ui.cards import Card
from app.ui.case.money_rest import RestChoice
from app.ui.case.money_words import ADDED, KINDS, amount_words, step_words
from app.ui.date_field import DateField
from app.ui.lettering import em, heading, plain, selectable, tell, wrong
from app.ui.screen_room import keep_on_screen
from app.ui.typed_amounts import plain_amount
from app.ui.wrapping_tick import WrappingTick

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.logic.case import Case
    from app.logic.decision import Guard
    from app.logic.money_line import MoneyLine
    from app.logic.money_steps import MoneyPast

_WIDTH_EMS: Final = 30
_HEAVY: Final = HEAVY | {ABOVE_CLAIMED}
_CHECK_FIRST: Final = "Tick first that you have checked what to watch out for."


class MoneyAsked(NamedTuple):
    """What a dialog asks about: a line and its step, what to hold it against, the guards of the rules."""

    case: Case
    line: MoneyLine
    step: MoneyStep
    past: MoneyPast
    guards: tuple[Guard, ...] = ()

    def preset(self) -> Entry:
        """Return what is planned, today."""
        return Entry(self.line.amount, self.line.on or self.past.today, self.line.reason)

    def all_guards(self, line: MoneyLine, entry: Entry) -> tuple[Guard, ...]:
        """Return the guards of the rules and those of an entry, each code once."""
        found = (*money_guards(line, self.step, entry, self.past), *self.guards)
        return tuple({guard.code: guard for guard in found}.values())


class MoneyDialog(QDialog):
    """Ask for one step of a line."""

    recorded = Signal(object, object)
    """The MoneyLine as it stands now, and the MoneyLine of what is left of it (None where nothing is)."""

    def __init__(self, asked: MoneyAsked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = asked
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.amount = QLineEdit(self)
        self.day = DateField("Day", self._today, self)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setAccessibleName("Reason")
        self.rest = RestChoice(self)
        self.rest.hide()
        self.problems = {name: wrong("", self) for name in ("amount", "on", "rest", "reason")}
        self.watch = Card("What to watch out for", self)
        self.watch.set_tone("warning")
        self.checked = WrappingTick("I have checked this", self)
        self.hint = wrong("", self)
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._preset()
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def line(self) -> MoneyLine:
        """Return the line that is asked about."""
        return self.asked.line

    @property
    def step(self) -> MoneyStep:
        """Return the step that is recorded."""
        return self.asked.step

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where there is something to type."""
        super().showEvent(event)
        self._first().setFocus()
        self.resize(self.width(), 0)
        self._fit()

    def accept(self) -> None:
        """Hand the line on, or say what cannot stand."""
        entry, refused = self._typed()
        for name, label in self.problems.items():
            tell(label, refused.get(name, ""))
            self._field(name).setAccessibleDescription(refused.get(name, ""))
        tell(self.hint, "" if refused or self._is_checked() else _CHECK_FIRST)
        if refused:
            self._field(next(iter(refused))).setFocus()
            self._fit()
        elif not self._is_checked():
            self.checked.setFocus()
            self._fit()
        else:
            self.recorded.emit(*self.recorded_lines(entry))
            super().accept()

    def recorded_lines(self, entry: Entry) -> tuple[MoneyLine, MoneyLine | None]:
        """Return the line as it stands with an entry, and what becomes of the rest."""
        rest, state = rest_of(self.line, self.step, entry), self.rest.state()
        if rest is None or state is None:
            return after(self.line, self.step, entry), None
        note = "" if state is MoneyState.WRITTEN_OFF else entry.reason
        paid = after(self.line, self.step, entry._replace(reason=note))
        return paid, rest_line(self.line, rest, state, entry)

    def guards(self) -> tuple[Guard, ...]:
        """Return what to watch out for in what is typed now."""
        return self.asked.all_guards(self.line, self._typed()[0])

    def refresh(self, *_: object) -> None:
        """Say anew what to watch out for."""
        self._ask_rest()
        guards = self.guards()
        self.watch.clear()
        for guard in guards:
            self.watch.body.addWidget(selectable(plain(guard.message, self.watch)))
        self.watch.setVisible(bool(guards))
        is_heavy = _is_heavy(guards)
        self.checked.setVisible(is_heavy)
        self.checked.setAccessibleDescription(" ".join(guard.message for guard in guards if guard.code in _HEAVY))
        self._fit()

    def _ask_rest(self) -> None:
        """Ask what becomes of the rest while a claim is paid in part."""
        if self.form.indexOf(self.rest) < 0:
            return
        rest = rest_of(self.line, self.step, self._entry()[0])
        self.form.setRowVisible(self.rest, rest is not None)
        if rest is None:
            tell(self.problems["rest"], "")
        for field, words in (
            (self.rest, f"What becomes of &the rest of {amount_words(rest, self.line.currency)}"),
            (self.reason, "&Reason" if self._gives_up(rest) else "&Note (optional)"),
        ):
            shown = self.form.labelForField(field)
            if isinstance(shown, QLabel):
                shown.setText(words)

    def _gives_up(self, rest: int | None) -> bool:
        return rest is not None and self.rest.state() is MoneyState.WRITTEN_OFF

    def _fit(self) -> None:
        """Grow downwards until every sentence has its lines."""
        box = self.layout()
        if self.isVisible() and box is not None:
            box.activate()
            self.resize(self.width(), max(self.height(), box.totalHeightForWidth(self.width())))
            keep_on_screen(self)

    def _today(self) -> date:
        return self.asked.past.today

    def _is_checked(self) -> bool:
        return self.checked.isChecked() or not _is_heavy(self.guards())

    def _typed(self) -> tuple[Entry, dict[str, str]]:
        entry, unreadable = self._entry()
        refused = {**refusals(self.line, self.step, entry, self.asked.past), **unreadable}
        rest = rest_of(self.line, self.step, entry)
        if rest is not None and self.rest.state() is None:
            refused["rest"] = "Choose what becomes of the rest: it is neither paid nor refused yet."
        if self._gives_up(rest) and not entry.reason:
            refused["reason"] = WHY_WANTED
        return entry, refused

    def _entry(self) -> tuple[Entry, dict[str, str]]:
        """Return what is typed, and what of it cannot be read."""
        unreadable, amount = {}, None
        text = plain_amount(self.amount.text())
        try:
            amount = FieldReader(None).amount("amount", text, self.line.currency or "") if text else None
        except BadInput as problem:
            unreadable["amount"] = problem.spoken
        return Entry(amount, self.day.day(), self.reason.text().strip()), unreadable

    def _preset(self) -> None:
        entry, currency = self.asked.preset(), self.line.currency
        if entry.amount is not None and currency is not None:
            self.amount.setText(amount_text(entry.amount, currency))
        self.amount.setAccessibleName(f"Amount in {currency}")
        is_new = self.step in (MoneyStep.PAY, MoneyStep.REFUSE, MoneyStep.WRITE_OFF, MoneyStep.FILE, MoneyStep.MAKE)
        self.day.set_day(self.asked.past.today if is_new else entry.on)
        self.reason.setText(entry.reason)

    def _lay_out(self) -> None:
        self.setWindowTitle(step_words(self.line, self.step).rstrip("…"))
        self.title = heading(KINDS[self.line.kind], self, size=1.15)
        box = QVBoxLayout(self)
        box.addWidget(self.title)
        box.addLayout(self.form)
        self.add_fields()
        for widget in (self.watch, self.checked, self.hint):
            box.addWidget(widget)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box.addStretch(1)
        box.addWidget(buttons)
        self.resize(_WIDTH_EMS * em(self), self.sizeHint().height())
        keep_on_screen(self)

    def add_fields(self) -> None:
        """Add the fields that the step has."""
        currency = self.line.currency
        if wants_amount(self.step):
            self.add(f"&Amount ({currency})" if currency else "&Amount", self.amount, "amount")
        if self.step is MoneyStep.PAY and self.line.amount is not None:
            self.add("What becomes of &the rest", self.rest, "rest")
        if wants_day(self.line, self.step):
            self.add("&Day", self.day, "on")
        self.add("&Reason" if self.step is MoneyStep.WRITE_OFF else "&Note (optional)", self.reason, "reason")
        for name, field in (("amount", self.amount), ("on", self.day)):
            field.setVisible(self.form.indexOf(field) >= 0)
            self.problems[name].hide()

    def add(self, label: str, field: QWidget, problem: str = "") -> None:
        """Add a field with its label, and the place for what is wrong with it."""
        self.form.addRow(label, field)
        shown = self.form.labelForField(field)
        if isinstance(shown, QLabel):
            shown.setBuddy(field.focusProxy() or field)
        if problem:
            self.form.addRow("", self.problems[problem])

    def _field(self, name: str) -> QWidget:
        return {"amount": self.amount, "on": self.day.line, "rest": self.rest, "reason": self.reason}[name]

    def _first(self) -> QWidget:
        return self.amount if wants_amount(self.step) else self.reason

    def _connect(self) -> None:
        self.amount.textEdited.connect(self.refresh)
        self.rest.currentIndexChanged.connect(self.refresh)
        self.day.line.textChanged.connect(self.refresh)


class AddMoneyDialog(MoneyDialog):
    """Ask for a cost or a claim that the decision does not know of."""

    def __init__(self, asked: MoneyAsked, kinds: Sequence[MoneyKind], parent: QWidget | None = None) -> None:
        self._kinds = tuple(kinds)
        super().__init__(asked, parent)
        self.setWindowTitle("Add money")

    @property
    def line(self) -> MoneyLine:
        """Return the line with the kind that is chosen."""
        kind = MoneyKind(self.kind.currentData()) if hasattr(self, "kind") else self._kinds[0]
        state = MoneyState.PLANNED if replace(self.asked.line, kind=kind).is_cost else MoneyState.TO_FILE
        return replace(self.asked.line, kind=kind, state=state)

    @property
    def step(self) -> MoneyStep:
        """Return that a cost was paid; a claim without a day is still to be filed."""
        if self.line.is_cost:
            return MoneyStep.MAKE
        return MoneyStep.FILE if self.day.line.text().strip() else MoneyStep.CHANGE

    def add_fields(self) -> None:
        """Add the choice of the kind before the other fields."""
        self.title.hide()
        self.kind = QComboBox(self)
        for kind in self._kinds:
            self.kind.addItem(ADDED[kind], kind)
        self.kind.setAccessibleName("What for")
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.add("&What for", self.kind)
        self.day_hint = plain("", self)
        super().add_fields()
        self.form.insertRow(self.form.rowCount() - 2, "", self.day_hint)
        self._on_kind()

    def guards(self) -> tuple[Guard, ...]:
        """Return what to watch out for in what is typed now."""
        return money_guards(self.line, self.step, self._typed()[0], self.asked.past)

    def _first(self) -> QWidget:
        return self.kind

    def _on_kind(self, *_: object) -> None:
        tell(self.day_hint, "" if self.line.is_cost else "Leave the day empty while the claim is still to be filed.")
        self.refresh()


def _is_heavy(guards: Sequence[Guard]) -> bool:
    return any(guard.code in _HEAVY for guard in guards)
