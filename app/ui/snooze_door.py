"""Put the next task of the shown case off, and take that back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.history.due import put_off_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from app.ui.actions import Actions
    from app.ui.case.pane import CasePane
    from app.ui.case.present import Task
    from app.ui.case.work import CaseWork
    from app.ui.snooze_dialog import SnoozeDialog


class SnoozeDoor(QObject):
    """Ask until when, and let the work store it.

    Args:
        clock: gives the present moment in the seller's zone.
    """

    def __init__(
        self, actions: Actions, pane: CasePane, work: CaseWork, clock: Callable[[], datetime], window: QWidget
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._pane = pane
        self._work = work
        self._clock = clock
        self._window = window
        self.dialog: SnoozeDialog | None = None
        actions.snooze.triggered.connect(self._on_snooze)
        actions.wake.triggered.connect(self._on_wake)

    def enable(self) -> None:
        """Enable what can be done with the next task of the shown case."""
        task = self._pane.task
        self._actions.snooze.setEnabled(task is not None)
        self._actions.wake.setEnabled(task is not None and task.is_put_off(self._clock()))

    def _on_snooze(self) -> None:
        from app.logic.snooze import choices
        from app.ui.snooze_dialog import SnoozeDialog

        case, task, now = self._pane.case, self._pane.task, self._clock()
        if case is None or task is None:
            return
        moments = choices(now, _country(case.row.channel), task.latest)
        self.dialog = SnoozeDialog(task, moments, now, self._window)
        self.dialog.chosen.connect(partial(self._put_off, case.row.id, task))
        self.dialog.destroyed.connect(self._on_gone)
        self.dialog.open()

    def _put_off(self, case_id: int, task: Task, until: datetime, why: str) -> None:
        words = put_off_words(until, why, self._clock())
        self._work.snooze(case_id, task.key, (until, why), _snooze_of(task), f"{task.words}: {words}.")

    def _on_wake(self) -> None:
        case, task = self._pane.case, self._pane.task
        if case is not None and task is not None:
            said = f"{task.words}: put off no longer."
            self._work.snooze(case.row.id, task.key, (None, ""), _snooze_of(task), said)

    def _on_gone(self) -> None:
        self.dialog = None


def _snooze_of(task: Task) -> tuple[datetime | None, str]:
    return (task.put_off.until, task.put_off.why) if task.put_off is not None else (None, "")


def _country(channel: str | None) -> str | None:
    """Return the country whose public holidays a place of sale keeps."""
    from app.logic.channels import load_channels

    place = load_channels().get(channel or "")
    return place.country if place is not None else None
