"""Name the newer policy files in use, and a damaged one, each with the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.day_words import spell_day
from app.ui.lettering import plain, wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from app.logic.resource_file import OwnFileError


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
            text = f"{problem.what} Only the built-in values are shown, and nothing is decided before it is mended."
            self._add(problem.file, wrong(text, self), "Put it aside", self._on_aside)
        self.setVisible(bool(self._lines))

    def _add(self, name: str, label: QWidget, title: str, slot: Callable[..., None]) -> None:
        line = QWidget(self)
        button = QPushButton(title, line)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{title}: {name}")
        button.clicked.connect(partial(slot, name))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        row.addWidget(button)
        self._box.addWidget(line)
        self._lines.append(line)
        self.buttons[name] = button

    def _on_drop(self, name: str, _checked: bool = False) -> None:
        self.drop_wanted.emit(name)

    def _on_aside(self, name: str, _checked: bool = False) -> None:
        self.aside_wanted.emit(name)
