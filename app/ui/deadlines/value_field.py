"""A field for one policy value: a number with its unit, an amount, or one of two words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from app.logic.calendar import CLOCK_UNITS
from app.logic.decision import BadInput
from app.logic.own_entry import unit_of
from app.logic.policy_words import plain_words
from app.ui.lettering import em

if TYPE_CHECKING:
    from app.logic.policy_table import PolicyRow

_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_AMOUNT: Final = re.compile(r"[0-9]{1,9}([.,][0-9]{1,2})?")
_SIDES: Final = {"buyer": "the buyer", "seller": "you, the seller"}


class ValueField(QWidget):
    """Show the present value and take another one of the same kind."""

    def __init__(self, row: PolicyRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = unit_of(row)
        self._present = row.entry.value if row.entry else ""
        self.line = QLineEdit(str(self._present), self)
        self.line.setMaximumWidth(10 * em(self))
        self.units = QComboBox(self)
        self.sides = QComboBox(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for widget in self._widgets():
            box.addWidget(widget)
            widget.setAccessibleName("Unit" if widget is self.units else "Value")
        box.addStretch()
        for unused in (self.line, self.units, self.sides):
            unused.setHidden(box.indexOf(unused) < 0)

    def typed(self) -> tuple[object, str | None]:
        """Return value and unit. Raises BadInput when it is none of its kind."""
        if self._unit is None:
            return self.sides.currentData(), None
        text = self.line.text().strip()
        if isinstance(self._present, str) and self._present:
            if not _AMOUNT.fullmatch(text):
                raise BadInput("value", "an amount such as 250.00")
            return text.replace(",", "."), self._unit
        if not _WHOLE.fullmatch(text):
            raise BadInput("value", "a whole number such as 14")
        return int(text), self.units.currentData() if self._unit in CLOCK_UNITS else self._unit

    def _widgets(self) -> list[QWidget]:
        if self._unit is None:
            return [self._filled_sides()]
        self.setFocusProxy(self.line)
        if self._unit in CLOCK_UNITS:
            return [self.line, self._filled_units()]
        return [self.line, QLabel("%" if self._unit == "percent" else plain_words(self._unit), self)]

    def _filled_units(self) -> QComboBox:
        for unit in CLOCK_UNITS:
            self.units.addItem(plain_words(unit), unit)
        self.units.setCurrentIndex(self.units.findData(self._unit))
        return self.units

    def _filled_sides(self) -> QComboBox:
        for side, said in _SIDES.items():
            self.sides.addItem(said, side)
        self.sides.setCurrentIndex(max(self.sides.findData(self._present), 0))
        self.setFocusProxy(self.sides)
        return self.sides
