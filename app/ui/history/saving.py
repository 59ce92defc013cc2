"""Save what is seen as a file: the list for a spreadsheet, all clocks for a phone."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.logic.meter import Cancelled, Meter
from app.ui.meter_dialog import MeterDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from app.logic.case import CaseQuery
    from app.logic.cases import CaseBook
    from app.ui.case_desk import CaseDesk

    Writing = Callable[[Path, Meter, CaseBook], str]
    """Write a file in the background and return what to say of it."""

_CSV: Final = "CSV files (*.csv)"
_CALENDAR: Final = "Calendar files (*.ics)"


class Saving(QObject):
    """Ask where to, write there in the background, and say how it went.

    Args:
        clock: gives the present moment in the seller's zone.
        zones: the IANA zone of each place of sale that has one.
    """

    said = Signal(str)

    def __init__(
        self, desk: CaseDesk, clock: Callable[[], datetime], zones: Mapping[str, str | None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._clock = clock
        self._zones = zones
        self._window = window
        self.dialog: QFileDialog | None = None
        self._progress: MeterDialog | None = None

    def save_list(self, query: CaseQuery, name: str) -> None:
        """Save exactly the cases that a query lists, in its order."""
        self._ask(f"{name}.csv", _CSV, partial(_write_list, query, dict(self._zones), self._clock()))

    def save_clocks(self) -> None:
        """Save every clock of every open case."""
        self._ask("Amends clocks.ics", _CALENDAR, partial(_write_clocks, self._clock()))

    def write(self, writing: Writing, path: str) -> None:
        """Write a file in the background, with its progress shown once it takes longer than a moment."""
        meter = Meter()
        self._progress = MeterDialog(f"Writing {Path(path).name}…", meter, self._window)
        self._desk.ask(partial(writing, Path(path), meter), self._on_written, self._on_failed)

    def _ask(self, name: str, kind: str, writing: Writing) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, "Save", folder, kind)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(partial(self.write, writing))
        self.dialog = dialog
        dialog.open()

    def _on_written(self, words: str) -> None:
        self._finish()
        self.said.emit(words)

    def _on_failed(self, error: Exception) -> None:
        self._finish()
        if isinstance(error, Cancelled):
            self.said.emit("Stopped; no file was written.")
            return
        if not isinstance(error, OSError):
            raise error
        self.said.emit(
            f"The file could not be written ({error.strerror or 'the system gives no reason'}). Your cases are "
            "untouched; choose another folder or close the program that has the file open."
        )

    def _finish(self) -> None:
        if self._progress is not None:
            self._progress.finish()
            self._progress = None


def _write_list(
    query: CaseQuery, zones: Mapping[str, str | None], now: datetime, path: Path, meter: Meter, book: CaseBook
) -> str:
    from app.logic.case_csv import list_as_csv
    from app.logic.private_file import write_whole
    from app.ui.history.saved_line import TITLES, saved_line

    meter.total = book.count(query)
    content, lines = list_as_csv(partial(book.rows, query), TITLES, partial(saved_line, query.view, zones, now), meter)
    write_whole(path, content)
    return f"Saved: {lines:,} {'case' if lines == 1 else 'cases'} in {path}"


def _write_clocks(now: datetime, path: Path, meter: Meter, book: CaseBook) -> str:
    from app.logic.calendar_file import calendar_file
    from app.logic.private_file import write_whole

    clocks = book.open_clocks()
    meter.total = len(clocks)
    write_whole(path, calendar_file(clocks, now, meter))
    return (
        f"Saved: {len(clocks):,} {'clock' if len(clocks) == 1 else 'clocks'} in {path}. Open it on your phone or in "
        "your calendar; a later file replaces its entries."
    )
