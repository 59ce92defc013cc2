"""What only the seller can add to a text, in fields beside the draft: the honest reason of a delay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.logic.beside import FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

LONGEST = 300
"""Characters; the text shortens what is longer."""


class OwnFields(QWidget):
    """Show the fields that the present text has; the text follows while the seller types."""

    typed = Signal(str, str)
    """The name of a field and what stands in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        self.lines = {name: _OwnLine(name, self) for name in FIELDS}
        for line in self.lines.values():
            line.told.connect(self.typed)
            column.addWidget(line)

    def show_fields(self, names: Collection[str], values: Mapping[str, str]) -> None:
        """Show the fields that a text declares, with what was typed into them before."""
        for name, line in self.lines.items():
            line.setVisible(name in names)
            line.show_text(values.get(name, ""))
        self.setVisible(any(name in names for name in self.lines))


class _OwnLine(QWidget):
    told = Signal(str, str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        wording = FIELDS[name]
        label = QLabel(wording.title, self)
        self.line = QLineEdit(self)
        self.line.setMaxLength(LONGEST)
        self.line.setAccessibleName(wording.title)
        self.line.setAccessibleDescription(wording.why)
        label.setBuddy(self.line)
        # The explanation stands in the field while it is empty: a large text leaves no line to spare.
        self.line.setPlaceholderText(wording.why)
        self.line.setToolTip(wording.why)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self.line, 1)
        self.line.textEdited.connect(self._on_edited)

    def show_text(self, text: str) -> None:
        """Show what is kept, without moving the cursor of somebody who types."""
        if self.line.text() != text:
            self.line.setText(text)

    def _on_edited(self, text: str) -> None:
        self.told.emit(self._name, text)
