"""Everything on paper about a case: its photos and papers, its sheet and the pack for a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.logic.evidence_folder import EvidenceFolder
from app.ui.case.evidence_door import EvidenceDoor
from app.ui.tasks import BackgroundTasks

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from app.ui.case.sheet_door import SheetDoor
    from app.ui.main_window import MainWindow


class Papers(QObject):
    """Give evidence and case sheets a thread of their own; the sheet is loaded when it is first asked for.

    Args:
        folder: where the photos and papers of all cases lie.
        clock: gives the present moment in the seller's zone.
        report: shows an error.
    """

    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        clock: Callable[[], datetime],
        report: Callable[[Exception], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._folder = EvidenceFolder(folder)
        self._clock = clock
        self._report = report
        self.tasks = BackgroundTasks(self)
        self.tasks.failed.connect(report)
        self.evidence = EvidenceDoor(window.page.pane, window.page.work, self._folder, self.tasks, report)
        self.evidence.said.connect(window.undo_line.say)
        self.sheet: SheetDoor | None = None
        window.actions_.add_files.triggered.connect(self.evidence.choose)
        window.actions_.case_sheet.triggered.connect(self.open_sheet)

    def open_sheet(self) -> None:
        """Ask what to make of the case that is shown."""
        case = self._window.page.pane.case
        if case is None:
            return
        if self.sheet is None:
            from app.ui.case.sheet_door import SheetDoor

            self.sheet = SheetDoor(self._window, self._folder, self.tasks, self._clock, self._report)
        self.sheet.open(case)

    def close(self) -> None:
        """Stop what is under way, and keep what is there already."""
        if self.sheet is not None:
            self.sheet.close()
        self.evidence.close()
