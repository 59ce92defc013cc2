"""Undo instead of "are you sure": what was done to a case, and a line that offers to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.logic.cases import CaseBook
    from app.ui.case_desk import CaseDesk

    Step = Callable[[CaseBook], Any]


class CaseStep(QUndoCommand):
    """One thing done to a case and how it is taken back.

    Args:
        said: what the status line says once it is done, as a past sentence.
        report: shows an error; a step that failed is not kept for undoing.
        already_done: the first `redo` (when it is pushed) has nothing to do.
    """

    def __init__(
        self,
        desk: CaseDesk,
        case_id: int,
        said: str,
        steps: tuple[Step, Step],
        report: Callable[[Exception], None],
        *,
        already_done: bool = False,
    ) -> None:
        super().__init__(said.rstrip("."))
        self.case_id = case_id
        self.said = said
        self._desk = desk
        self._do, self._undo = steps
        self._report = report
        self._already_done = already_done

    def redo(self) -> None:
        """Do it (again)."""
        if self._already_done:
            self._already_done = False
            return
        self._desk.change(self.case_id, self._do, failed=self._on_failed)

    def undo(self) -> None:
        """Take it back."""
        self._desk.change(self.case_id, self._undo, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.setObsolete(True)
        self._report(error)


class UndoLine(QWidget):
    """Say in the status bar what was just done, with a button that takes it back."""

    undo_wanted = Signal()

    def __init__(self, stack: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = stack
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton("Undo", self)
        self.button.setAutoDefault(False)
        self.button.setFlat(True)
        self.button.clicked.connect(self.undo_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.addWidget(self.label)
        row.addWidget(self.button)
        row.addStretch()
        stack.indexChanged.connect(self._on_index_changed)
        self.hide()

    def say(self, text: str) -> None:
        """Say something that cannot be taken back."""
        self.label.setText(text)
        self.button.hide()
        self.show()

    def _on_index_changed(self, index: int) -> None:
        if not isValid(self._stack):
            return  # it empties itself while the window is taken down
        command = self._stack.command(index - 1) if index else None
        undone = self._stack.command(index) if index < self._stack.count() else None
        if isinstance(undone, CaseStep):
            self.say(f"Undone: {undone.said}")
        elif isinstance(command, CaseStep):
            self.label.setText(command.said)
            self.button.setAccessibleName(f"Undo: {command.said}")
            self.button.show()
            self.show()
