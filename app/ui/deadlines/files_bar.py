"""Name the newer policy files in use, and a damaged one, each with the way back."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.cards import Card
from app.ui.day_words import spell_day
from app.ui.lettering import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from app.logic.resource_file import OwnFileError


_DAMAGED: Final = (
    "Your cases and messages are safe, and the built-in values are shown here. No case is decided until the file is"
    " mended or put aside. Putting it aside renames it; nothing in it is lost."
)


class FilesBar(QWidget):
    """One line for each file of the seller's that stands before a built-in one; nothing without any."""

    drop_wanted = Signal(str)
    """Take a newer file back: its name."""

    aside_wanted = Signal(str)
    """Rename a damaged file: its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._lines: list[QWidget] = []
        self.buttons: dict[str, QPushButton] = {}
        self.hide()

    def show_files(self, files: Mapping[str, date], problem: OwnFileError | None) -> None:
        """Show the newer files with the day they were checked, and what is wrong with a damaged one."""
        for line in self._lines:
            self._box.removeWidget(line)
            line.deleteLater()
        self._lines, self.buttons = [], {}
        for name, checked in files.items():
            text = f"{name}: the newer file you read counts, checked on {spell_day(checked)}."
            self._add(name, plain(text, self), "Back to the built-in file", self._on_drop)
        if problem is not None:
            self._add_problem(problem)
        self.setVisible(bool(self._lines))

    def _add_problem(self, problem: OwnFileError) -> None:
        """Say what is wrong, what is safe and what to do; the words of the reader of the file are in the tip."""
        card = Card(f"Your policy file {problem.file} is damaged and cannot be read", self)
        card.set_tone("danger")
        said = plain(_DAMAGED, card)
        said.setToolTip(escape(problem.what))
        card.setToolTip(escape(problem.what))
        card.setAccessibleDescription(f"{_DAMAGED} {problem.what}")
        button = self._button(problem.file, "Put it aside", self._on_aside, card)
        card.body.addWidget(said)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(card)
        self._lines.append(card)

    def _button(self, name: str, title: str, slot: Callable[..., None], parent: QWidget) -> QPushButton:
        button = self.buttons[name] = QPushButton(title, parent)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{title}: {name}")
        button.clicked.connect(partial(slot, name))
        return button

    def _add(self, name: str, label: QWidget, title: str, slot: Callable[..., None]) -> None:
        line = QWidget(self)
        button = self._button(name, title, slot, line)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        row.addWidget(button)
        self._box.addWidget(line)
        self._lines.append(line)

    def _on_drop(self, name: str, _checked: bool = False) -> None:
        self.drop_wanted.emit(name)

    def _on_aside(self, name: str, _checked: bool = False) -> None:
        self.aside_wanted.emit(name)
