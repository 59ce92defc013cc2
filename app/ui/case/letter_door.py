"""Open the letters of a case: written in the background, kept with the case once they are copied."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.case.letter_dialog import LetterDialog
from app.ui.case.letter_writing import write_letters

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from app.logic.answer import Desk
    from app.logic.case import Case
    from app.logic.settings import Settings
    from app.ui.case.letter_sheet import LeftTexts
    from app.ui.case.letter_writing import Letter
    from app.ui.tasks import BackgroundTasks

_NOTHING = (
    "There is no letter to write: as far as this case tells, nothing was sent, or it has to be gone through again."
)


class LetterDoor(QObject):
    """Let one dialog of letters at a time in; what was typed and not copied is there again until the program ends.

    Args:
        rules: gives the desk that decides and writes; asked for in the background.
    """

    copied = Signal(int, object)
    """The id of a case and the CopiedText of it."""

    said = Signal(str)

    def __init__(
        self, window: QWidget, tasks: BackgroundTasks, rules: Callable[[], Desk], clock: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._rules = rules
        self._clock = clock
        self._left: dict[int, dict[str, LeftTexts]] = {}
        self.dialog: LetterDialog | None = None

    def open(self, case: Case, settings: Settings) -> None:
        """Write the letters of a case and show them."""
        self._tasks.run(partial(self._write, case, settings), partial(self._show, case.row.id))

    def _write(self, case: Case, settings: Settings) -> tuple[Letter, ...]:
        return write_letters(self._rules(), case, settings)

    def _show(self, case_id: int, letters: tuple[Letter, ...]) -> None:
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
        elif letters:
            left = self._left.get(case_id, {})
            self.dialog = LetterDialog(letters, self._rules().checked, self._clock, left, self._window)
            self.dialog.copied.connect(partial(self.copied.emit, case_id))
            self.dialog.finished.connect(partial(self._on_finished, case_id))
            self.dialog.open()
        else:
            self.said.emit(_NOTHING)

    def _on_finished(self, case_id: int, _: int) -> None:
        if self.dialog is not None:
            self._left[case_id] = self.dialog.left()
            self.dialog = None
