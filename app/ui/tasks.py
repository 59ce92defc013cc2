"""Work that would hold up the window, done one after the other on a single thread."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None


@dataclass(frozen=True, slots=True)
class _Outcome:
    job: _Job
    value: Any = None
    error: Exception | None = None


class BackgroundTasks(QObject):
    """Run work in the order it was asked for and hand each result back on the window's thread.

    The work gets and returns plain data: an object of Qt that dies on this thread would take the program with it.
    """

    failed = Signal(object)
    """An error that nobody else took: an Exception."""

    idle = Signal()
    """Everything that was asked for is answered."""

    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._outcomes: deque[_Outcome] = deque()
        self._waiting = 0
        self._thread: Thread | None = None
        self._closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Queue work; `done` gets its result, `failed` its error (without it the signal `failed` does)."""
        if self._closed:
            return
        self._waiting += 1
        self._jobs.put(_Job(work, done, failed))
        if self._thread is None:
            self._thread = Thread(target=self._work, name="amends-background", daemon=True)
            self._thread.start()

    def is_idle(self) -> bool:
        """Say whether nothing is under way."""
        return self._waiting == 0

    def close(self) -> None:
        """Finish what was asked for, hand the results back and take no more."""
        self._closed = True
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None
            self._on_arrived()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._outcomes.append(_outcome(job))
            self._arrived.emit()

    def _on_arrived(self) -> None:
        while self._outcomes:
            outcome = self._outcomes.popleft()
            self._waiting -= 1
            try:
                self._hand_back(outcome)
            finally:
                if self._waiting == 0:
                    self.idle.emit()

    def _hand_back(self, outcome: _Outcome) -> None:
        if outcome.error is None:
            _tell(outcome.job.done, outcome.value)
        elif outcome.job.failed is not None:
            _tell(outcome.job.failed, outcome.error)
        else:
            self.failed.emit(outcome.error)


def _outcome(job: _Job) -> _Outcome:
    try:
        return _Outcome(job, value=job.work())
    except Exception as error:  # noqa: BLE001  every error is shown, none may end the thread
        return _Outcome(job, error=error)


def _tell(receiver: Callable[[Any], None] | None, value: Any) -> None:
    """Call a receiver unless the widget it belongs to is gone by now."""
    if receiver is None:
        return
    method = receiver.func if isinstance(receiver, partial) else receiver
    owner = getattr(method, "__self__", None)
    if not isinstance(owner, QObject) or isValid(owner):
        receiver(value)
