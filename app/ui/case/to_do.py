"""What is to be done in a case: the next thing on top, then the whole list with ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from app.ui.actions import key_text
from app.ui.cards import Card
from app.ui.case.present import Task, span_in_words
from app.ui.flow_layout import FlowLayout
from app.ui.history.cells import moment_tool_tip
from app.ui.history.due import Urgency, due_in_words, put_off_words
from app.ui.lettering import em, muted, tell
from app.ui.wrapping_tick import WrappingTick

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QAction, QResizeEvent

    from app.ui.actions import Actions

_TONES = {Urgency.LATE: "danger", Urgency.SOON: "warning"}


class NextTask(Card):
    """Show what to do next, by when, and buttons to tick it, to put it off, and to take that back."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.clock = muted("", self)
        self.put_off = muted("", self)
        self.done = _button(actions.task_done, "Done", self)
        self.done.setDefault(True)
        self.done.setToolTip(f"Tick it off ({key_text(actions.task_done)}); can be undone")
        self.later = _button(actions.snooze, "Put off…", self)
        self.wake = _button(actions.wake, "Put off no longer", self)
        self.copy = _button(actions.copy_message, "Copy message…", self)
        self.undo = _button(actions.undo, "Undo", self)
        row = FlowLayout()
        for button in (self.done, self.later, self.wake, self.undo, self.copy):
            # No wider than its words, so that one line is enough.
            button.setMaximumWidth(button.fontMetrics().horizontalAdvance(button.text()) + 2 * em(button))
            row.addWidget(button)
        self.body.addWidget(self.clock)
        self.body.addWidget(self.put_off)
        self.body.addLayout(row)

    def show_task(self, task: Task, now: datetime, channel: str | None) -> None:
        """Show a task and its clock."""
        due = due_in_words(task.due, now, task.zone)
        is_put_off = task.is_put_off(now)
        tell(self.put_off, put_off_in_words(task, now))
        self.set_title(task.words)
        said = (f"Next: {task.words}", due.words, self.put_off.text())
        self.setAccessibleName(", ".join(filter(None, said)))
        span = span_in_words(task, now)
        self.clock.setText(
            f"{due.words} ({span})" if due.words and span and span != due.words else due.words or "no time limit"
        )
        self.clock.setToolTip(moment_tool_tip(task.due, now, task.zone, channel) if task.due else "")
        self.set_tone("accent" if is_put_off else _TONES.get(due.urgency, "accent"))
        self.done.setAccessibleName(f"Done: {task.words}")
        self.later.setAccessibleName(f"Put off: {task.words}")
        self.wake.setVisible(is_put_off)
        self.later.setVisible(not is_put_off)
        self.copy.setVisible(task.code == "reply")


def put_off_in_words(task: Task, now: datetime) -> str:
    """Say until when a task is put off and why; nothing where it is not."""
    if task.put_off is None or not task.is_put_off(now):
        return ""
    return put_off_words(task.put_off.until, task.put_off.why, now)


def _button(action: QAction, text: str, parent: QWidget) -> QPushButton:
    """Make a button that does and enables what its action does."""
    button = QPushButton(text, parent)
    button.setAutoDefault(False)
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    return button


class ToDo(Card):
    """List every task with a tick."""

    ticked = Signal(str, bool)
    """An action's code, and whether it is done now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("To do", parent)
        self._lines: list[_Line] = []

    def show_tasks(self, tasks: Sequence[Task], now: datetime, channel: str | None) -> None:
        """Show other tasks; a task that has the keyboard keeps it."""
        holder = self.window().focusWidget()
        focused = next((line.tick.objectName() for line in self._lines if line.tick is holder), None)
        self.clear()
        self._lines = [_Line(task, channel, self) for task in tasks]
        for line in self._lines:
            line.tick.ticked.connect(self.ticked)
            self.body.addWidget(line)
            if line.note is not None:
                self.body.addWidget(line.note)
        self.tell_time(now)
        self.setVisible(bool(tasks))
        for line in self._lines:
            if line.tick.objectName() == focused:
                line.show()
                line.tick.setFocus()

    def tell_time(self, now: datetime) -> None:
        """Say how much time is left for each task."""
        for line in self._lines:
            line.tell_time(now)


class _Line(QWidget):
    """A task with its tick and, at the right end, its time; below where there is no room beside."""

    def __init__(self, task: Task, channel: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._task = task
        self._channel = channel
        self.tick = _Tick(task, self)
        self.when = muted("", self)
        self.when.setWordWrap(False)
        self.when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.note = muted(task.note, parent) if task.note and not task.done else None
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.tick, 1)
        self._row.addWidget(self.when)

    def minimumSizeHint(self) -> QSize:
        """Need no more width than the task has without its time beside it."""
        width = max(self.tick.minimumSizeHint().width(), self.when.minimumSizeHint().width())
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the time beside the task or below it."""
        super().resizeEvent(event)
        needed = self.tick.sizeHint().width() + self._row.spacing() + self.when.sizeHint().width()
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if needed <= event.size().width() else way.TopToBottom)

    def tell_time(self, now: datetime) -> None:
        """Say until when there is time."""
        task = self._task
        put_off = put_off_words(task.put_off.until, "", now) if task.put_off and task.is_put_off(now) else ""
        self.when.setText("done" if task.done else put_off or span_in_words(task, now))
        if task.due is not None:
            self.tick.setToolTip(moment_tool_tip(task.due, now, task.zone, self._channel))
            self.tick.setAccessibleDescription(due_in_words(task.due, now, task.zone).words)


class _Tick(WrappingTick):
    """One task that can be ticked."""

    ticked = Signal(str, bool)

    def __init__(self, task: Task, parent: QWidget) -> None:
        super().__init__(task.words, parent)
        self.setChecked(task.done)
        self.setObjectName(task.key)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self, done: bool) -> None:
        self.ticked.emit(self.objectName(), done)
