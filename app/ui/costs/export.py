"""The cost page as a file for a spreadsheet: exactly the lines that are shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.costs.words import BY_TITLES, SUM_TITLES, line_title, sums_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.logic.costs import CostBy, CostLine
    from app.ui.tasks import BackgroundTasks


class CostExport(QObject):
    """Ask where to, and write there in the background."""

    said = Signal(str)
    """A sentence on how it went."""

    def __init__(self, tasks: BackgroundTasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._tasks = tasks
        self.dialog: QFileDialog | None = None

    def ask(self, name: str, rows: Sequence[Sequence[str]]) -> None:
        """Let the seller choose a file, with a name proposed, and write the rows into it."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, "Save as CSV", folder, "CSV files (*.csv)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(name)
        dialog.fileSelected.connect(partial(self.write, rows))
        self.dialog = dialog
        dialog.open()

    def write(self, rows: Sequence[Sequence[str]], path: str) -> None:
        """Write the rows into a file."""
        target = Path(path)
        self._tasks.run(partial(_write, target, rows), partial(self._on_written, target), self._on_failed)

    def _on_written(self, target: Path, lines: int) -> None:
        self.said.emit(f"Saved: {lines:,} lines in {target}")

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        why = error.strerror or "the system gives no reason"
        self.said.emit(
            f"The file could not be written ({why}). Your cases are untouched; choose another folder or close the "
            "program that has the file open."
        )


def table_rows(lines: Sequence[CostLine], by: CostBy, currency: str | None) -> list[list[str]]:
    """Return the lines as they are shown, with amounts as plain numbers (`-5.00`) and the currency beside them."""
    from app.logic.currencies import amount_text

    rows = [[BY_TITLES[by], *SUM_TITLES, "Currency"]]
    for line in lines:
        cases, *money = sums_of(line)
        amounts = [amount_text(amount, currency) if currency else "" for amount in money]
        rows.append([line_title(line, by), str(cases), *amounts, currency or ""])
    return rows


def _write(target: Path, rows: Sequence[Sequence[str]]) -> int:
    """Write beside the target first, so that a full disk leaves an older file as it was; return the lines."""
    from app.logic.csv_text import csv_text

    partial_file = target.with_name(f"{target.name}.partial")
    try:
        partial_file.write_text(csv_text(rows), encoding="utf-8", newline="")
        partial_file.replace(target)
    finally:
        partial_file.unlink(missing_ok=True)
    return len(rows) - 1
