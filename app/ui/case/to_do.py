"""What is to be done in a case: the next thing on top, then the whole list with ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.case.present import Task, span_in_words
from app.ui.case.section import Section, plain_label
from app.ui.history.cells import moment_tool_tip
from app.ui.history.due import Urgency, due_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QAction

_BARS = {Urgency.LATE: "danger", Urgency.SOON: "warning"}


class NextTask(Section):
    """Show what to do next, by when, and a button to tick it."""

    def __init__(self, done: QAction, copy: QAction, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.clock = plain_label("", self, muted=True)
        self.done = QPushButton("Done", self)
        self.done.setDefault(True)
        self.done.setAutoDefault(False)
        self.done.setToolTip(f"Tick it off ({done.shortcut().toString()}); can be undone")
        self.done.clicked.connect(done.trigger)
        self.copy = QPushButton("Copy message…", self)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(copy.trigger)
        row = QHBoxLayout()
        row.addWidget(self.done)
        row.addWidget(self.copy)
        row.addStretch()
        self.box.addWidget(self.clock)
        self.box.addLayout(row)

    def show_task(self, task: Task, now: datetime, zone: str | None, channel: str | None) -> None:
        """Show a task and its clock."""
        due = due_in_words(task.latest, now)
        self.title.setText(task.words)
        self.setAccessibleName(f"Next: {task.words}, {due.words}")
        span = span_in_words(task, now)
        self.clock.setText(
            f"{due.words} ({span})" if due.words and span and span != due.words else due.words or "no time limit"
        )
        self.clock.setToolTip(moment_tool_tip(task.latest, now, zone, channel) if task.latest else "")
        self.set_bar(_BARS.get(due.urgency, "accent"))
        self.done.setAccessibleName(f"Done: {task.words}")
        self.copy.setVisible(task.code == "reply")


class ToDo(Section):
    """List every task with a tick."""

    ticked = Signal(str, bool)
    """An action's code, and whether it is done now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("To do", parent)
        self._lines: QWidget | None = None

    def show_tasks(self, tasks: Sequence[Task], now: datetime, zone: str | None, channel: str | None) -> None:
        """Show other tasks."""
        if self._lines is not None:
            self.box.removeWidget(self._lines)
            self._lines.hide()
            self._lines.deleteLater()
        self._lines = QWidget(self)
        box = QVBoxLayout(self._lines)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for task in tasks:
            box.addLayout(self._line(self._lines, task, now, zone, channel))
        self.box.addWidget(self._lines)
        self.setVisible(bool(tasks))

    def _line(self, parent: QWidget, task: Task, now: datetime, zone: str | None, channel: str | None) -> QHBoxLayout:
        tick = _Tick(task, parent)
        tick.ticked.connect(self.ticked)
        when = plain_label("done" if task.done else span_in_words(task, now), parent, muted=True)
        when.setWordWrap(False)
        when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        when.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        if task.latest is not None:
            tick.setToolTip(moment_tool_tip(task.latest, now, zone, channel))
            tick.setAccessibleDescription(due_in_words(task.latest, now).words)
        line = QHBoxLayout()
        line.addWidget(tick, 1)
        line.addWidget(when)
        return line


class _Tick(QCheckBox):
    """One task that can be ticked."""

    ticked = Signal(str, bool)

    def __init__(self, task: Task, parent: QWidget) -> None:
        super().__init__(task.words, parent)
        self.setChecked(task.done)
        self.setObjectName(task.code)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self, done: bool) -> None:
        self.ticked.emit(self.objectName(), done)
