"""The policy values while the program runs: read and changed in the background, each change undone at will."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.logic.channels import load_channels
from app.logic.policy_folder import FolderState, PolicyFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from app.logic.own_policy import OwnValue
    from app.logic.policy_table import PolicyRow, PolicyTable
    from app.logic.policy_update import PolicyUpdate
    from app.ui.tasks import BackgroundTasks


class PolicyHome(QObject):
    """Hold the way to the seller's folder of policies; every step is told when it is done."""

    table_read = Signal(object)
    """Every value as it stands: a PolicyTable."""

    changed = Signal(str)
    """Something else counts from now on; what was done, in a sentence."""

    update_read = Signal(object)
    """A newer file was checked and can be applied: a PolicyUpdate."""

    failed = Signal(object)
    """Why a step could not be done: an Exception; nothing was changed."""

    def __init__(
        self, folder: PolicyFolder, tasks: BackgroundTasks, today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.today = today
        self._folder = folder
        self._tasks = tasks
        self._undo: list[tuple[str, FolderState]] = []

    def load(self) -> None:
        """Read every value; `table_read` brings them."""
        self._tasks.run(partial(_table, self._folder, self.today()), self.table_read.emit, self.failed.emit)

    def add(self, values: Iterable[OwnValue], said: str) -> None:
        """Let own values count."""
        self._change(partial(self._folder.add, tuple(values), self.today()), said)

    def take_back(self, rows: Iterable[PolicyRow]) -> None:
        """Let the built-in values of some rows count again."""
        subjects = [row.subject for row in rows]
        said = "The built-in value counts again." if len(subjects) == 1 else "The built-in values count again."
        self._change(partial(self._folder.take_back, subjects, self.today()), said)

    def read_file(self, path: Path) -> None:
        """Check a newer policy file; `update_read` brings what it would change."""
        self._tasks.run(partial(self._folder.read_update, path, self.today()), self.update_read.emit, self.failed.emit)

    def apply(self, update: PolicyUpdate) -> None:
        """Let a newer file count."""
        self._change(partial(self._folder.apply, update), f"The newer {update.name} counts from now on.")

    def drop_file(self, name: str) -> None:
        """Let a built-in file count again."""
        self._change(partial(self._folder.drop_file, name), f"The built-in {name} counts again.")

    def put_aside(self, name: str) -> None:
        """Rename a damaged file, so that it is read no more."""
        self._change(partial(self._folder.put_aside, name), f"{name} was renamed to {name}.broken.")

    def can_undo(self) -> bool:
        """Say whether a step can be taken back."""
        return bool(self._undo)

    def undo(self) -> None:
        """Take the last step back."""
        if self._undo:
            said, before = self._undo.pop()
            restored = partial(self._on_changed, f"Taken back: {said}", is_undo=True)
            self._tasks.run(partial(self._folder.restore, before), restored, self.failed.emit)

    def _change(self, work: Callable[[], FolderState], said: str) -> None:
        self._tasks.run(work, partial(self._on_changed, said), self.failed.emit)

    def _on_changed(self, said: str, before: FolderState, *, is_undo: bool = False) -> None:
        if not is_undo:
            self._undo.append((said, before))
        self.changed.emit(said)
        self.load()


def _table(folder: PolicyFolder, today: date) -> PolicyTable:
    return folder.table(load_channels(), today)
