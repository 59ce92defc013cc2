"""Ask for a value of the seller's own: what it is, from when on, where, and where it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.logic.decision import BadInput
from app.ui.date_field import DateField
from app.ui.deadlines.value_field import ValueField
from app.ui.deadlines.words import entry_words, places_text, row_place, row_title, sureness_words
from app.ui.lettering import em, heading, muted, tell, wrong
from app.ui.screen_room import keep_on_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from app.logic.own_policy import OwnValue
    from app.logic.policy_table import PolicyRow

_WIDTH_EMS = 34
_LONGEST = 500


class OwnDialog(QDialog):
    """The frame of both dialogs: a head, fields of their own, then the places, the source and a note."""

    saved = Signal(object)
    """The own values to keep: a tuple of OwnValue."""

    first_field: QWidget

    def __init__(
        self, row: PolicyRow, alike: Sequence[PolicyRow], today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.row = row
        self.today = today
        self._alike = tuple(alike)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Your own value")
        self._inside = QWidget(self)
        self.form = QFormLayout(self._inside)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add_head()
        self.add_fields()
        self.scope = QComboBox(self)
        self.scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.source = _line("Source", "The address of the page, or where you read it", self)
        self.note = _line("Note", "Anything you want to remember about it", self)
        self.problem = wrong("", self)
        self._add_rest()
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where there is something to type."""
        super().showEvent(event)
        self.first_field.setFocus()

    def add_fields(self) -> None:
        """Add the fields for the value and its days, and say which is the first to be filled."""
        raise NotImplementedError

    def values(self, rows: Sequence[PolicyRow]) -> tuple[OwnValue, ...]:
        """Return the own values for some rows. Raises BadInput naming the field that is wrong."""
        raise NotImplementedError

    def accept(self) -> None:
        """Hand the values on, or say what is wrong."""
        rows = self._alike if self.scope.currentData() else (self.row,)
        try:
            made = self.values(rows)
        except BadInput as problem:
            tell(self.problem, problem.spoken)
            return
        self.saved.emit(made)
        super().accept()

    def add(self, label: str, field: QWidget, hint: str = "") -> None:
        """Add a field with its label and a hint under it."""
        self.form.addRow(label, field)
        shown = self.form.labelForField(field)
        if isinstance(shown, QLabel):
            shown.setBuddy(field.focusProxy() or field)
        if hint:
            field.setAccessibleDescription(hint)
            self.form.addRow("", muted(hint, self))

    def _add_head(self) -> None:
        self.form.addRow(heading(row_title(self.row), self, size=1.15))
        where = row_place(self.row)
        built_in = self.row.built_in
        said = f"Built in: {entry_words(built_in)}"
        sure = f" ({sureness_words(built_in.confidence).lower()})" if built_in else ""
        self.form.addRow(muted(f"{where}. {said}{sure}.", self))

    def _add_rest(self) -> None:
        self.scope.addItem(f"Only {row_place(self.row)}", False)
        if len(self._alike) > 1:
            named = places_text([row.place for row in self._alike], is_law=self.row.is_law)
            self.scope.addItem(f"All {len(self._alike)} with the same value now: {named}", True)
        self.add("&Where", self.scope)
        self.add("&Source", self.source)
        self.add("&Note", self.note)

    def _lay_out(self) -> None:
        scroll = QScrollArea(self)
        scroll.setWidget(self._inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(scroll, 1)
        box.addWidget(self.problem)
        box.addWidget(buttons)
        self.resize(
            _WIDTH_EMS * em(self), self._inside.sizeHint().height() + buttons.sizeHint().height() + 4 * em(self)
        )
        keep_on_screen(self)


class ValueDialog(OwnDialog):
    """Ask for a number, an amount or a word."""

    def add_fields(self) -> None:
        """Add the value and its first day."""
        self.value = ValueField(self.row, self)
        self.since = DateField("From", self.today, self)
        self.since.set_day(self.today())
        self.first_field = self.value
        self.add("&Value", self.value)
        self.add("&From", self.since, "Orders, returns and clocks from this day on use it. It can be taken back.")

    def values(self, rows: Sequence[PolicyRow]) -> tuple[OwnValue, ...]:
        """Return the typed value for some rows."""
        from app.logic.own_entry import own_values

        first = self.since.day()
        if first is None:
            raise BadInput("days", "a day such as 1 Dec 2026")
        value, unit = self.value.typed()
        return own_values(rows, value, unit, (first, None), self.today(), (self.source.text(), self.note.text()))


def _line(name: str, placeholder: str, parent: QWidget) -> QLineEdit:
    line = QLineEdit(parent)
    line.setAccessibleName(name)
    line.setPlaceholderText(placeholder)
    line.setMaxLength(_LONGEST)
    return line
