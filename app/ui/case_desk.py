"""The seller's cases as the window sees them: every question is answered later, nothing holds the window up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.logic.cases import CaseBook
    from app.ui.tasks import BackgroundTasks

T = TypeVar("T")


class CaseDesk(QObject):
    """Ask the case book in the background; it is opened there by the first question, so a start need not wait.

    Args:
        open_book: opens the stored cases; called on the background thread, again after it failed.
    """

    changed = Signal(int)
    """The id of a case that something happened to."""

    def __init__(
        self, tasks: BackgroundTasks, open_book: Callable[[], CaseBook], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._open_book = open_book
        self._book: CaseBook | None = None

    def ask(
        self,
        question: Callable[[CaseBook], T],
        answered: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Put a question to the case book; `answered` gets the answer on the window's thread."""
        self._tasks.run(lambda: question(self.book()), answered, failed)

    def change(
        self,
        case_id: int,
        step: Callable[[CaseBook], Any],
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Let something happen to a case and tell everybody who shows it."""
        self.ask(step, _Told(self, case_id, done), failed)

    def forget_book(self) -> None:
        """Open the stored cases anew with the next question; only for work that runs on the background thread."""
        self._book = None

    def book(self) -> CaseBook:
        """Return the case book, opened if need be; only for work that runs on the background thread."""
        if self._book is None:
            self._book = self._open_book()
        return self._book


class _Told:
    """Announce a change once it is stored."""

    def __init__(self, desk: CaseDesk, case_id: int, done: Callable[[], None] | None) -> None:
        self._desk = desk
        self._case_id = case_id
        self._done = done

    def __call__(self, _: object) -> None:
        if self._done is not None:
            self._done()
        self._desk.changed.emit(self._case_id)
