"""Make the case sheet and the evidence pack: pictures and files in the background, pages on the window's thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QObject, QStandardPaths
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from app.logic.evidence import EvidenceRefused, evidence_of
from app.logic.evidence_pack import cannot_save, safe_name, write_pack
from app.logic.meter import Cancelled, Meter
from app.logic.private_file import write_whole
from app.ui.case.pictures import small_picture
from app.ui.case.sheet_content import SheetChoice, sheet_of
from app.ui.case.sheet_dialog import SheetDialog
from app.ui.case.sheet_pack import pack_title, pieces_of
from app.ui.case.sheet_pages import pdf_of
from app.ui.meter_dialog import MeterDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.logic.case import Case
    from app.logic.case_sheet import Sheet
    from app.logic.evidence_folder import EvidenceFolder
    from app.ui.case.sheet_document import Pictures
    from app.ui.tasks import BackgroundTasks

_PICTURE: Final = 480
"""Pixels of a picture on paper, where it is about three centimetres wide."""


class SheetDoor(QObject):
    """Let one dialog about a case sheet at a time in.

    Args:
        tasks: a thread that holds up no question to the stored cases.
        clock: gives the present moment in the seller's zone.
        report: shows an error.
    """

    def __init__(
        self,
        window: QWidget,
        folder: EvidenceFolder,
        tasks: BackgroundTasks,
        clock: Callable[[], datetime],
        report: Callable[[Exception], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder
        self._tasks = tasks
        self._clock = clock
        self._report = report
        self._case: Case | None = None
        self._meter: Meter | None = None
        self.dialog: SheetDialog | None = None

    def open(self, case: Case) -> None:
        """Ask what to make of a case."""
        if self.dialog is not None:
            self.dialog.raise_()
            return
        self._case = case
        self.dialog = SheetDialog(f"Order {case.row.order_number}" if case.row.order_number else "", self._window)
        self.dialog.pdf_wanted.connect(partial(self._ask_where, "pdf", "PDF document"))
        self.dialog.pack_wanted.connect(partial(self._ask_where, "zip", "ZIP file"))
        self.dialog.print_wanted.connect(self._on_print)
        self.dialog.preview_wanted.connect(self._on_preview)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def close(self) -> None:
        """Stop what is under way."""
        if self._meter is not None:
            self._meter.stop()

    def save(self, path: Path) -> None:
        """Write the PDF, or the pack where the name ends in .zip."""
        self._make(partial(self._write_pack if path.suffix.lower() == ".zip" else self._write_pdf, path))

    def _ask_where(self, ending: str, kind: str) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        number = self._case.row.order_number if self._case is not None else ""
        dialog = QFileDialog(self.dialog, "Save", folder, f"{kind} (*.{ending})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(safe_name(f"Case {number}".strip(), f".{ending}"))
        dialog.fileSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, name: str) -> None:
        self.save(Path(name))

    def _make(self, then: Callable[[Case, Sheet, Pictures], None]) -> None:
        """Read the pictures in the background, then go on with them and the sheet."""
        if self._case is None or self.dialog is None:
            return
        self.dialog.set_busy(True)
        self.dialog.say("")
        case, sheet = self._case, sheet_of(self._case, self._choice(self._case))
        self._tasks.run(
            partial(_pictures, self._folder, case), partial(self._on_pictures, case, sheet, then), self._on_failed
        )

    def _choice(self, case: Case) -> SheetChoice:
        from app.logic.channels import load_channels

        channel = load_channels().get(case.row.channel or "")
        notes = self.dialog is not None and self.dialog.with_notes
        if channel is None:
            return SheetChoice(self._clock(), with_notes=notes)
        return SheetChoice(self._clock(), channel.time_zone, channel.currency, with_notes=notes)

    def _on_pictures(
        self, case: Case, sheet: Sheet, then: Callable[[Case, Sheet, Pictures], None], pictures: Pictures
    ) -> None:
        try:
            then(case, sheet, pictures)
        except (EvidenceRefused, OSError) as problem:
            self._on_failed(problem)

    def _write_pdf(self, path: Path, case: Case, sheet: Sheet, pictures: Pictures) -> None:
        try:
            write_whole(path, pdf_of(sheet, pictures, QLocale()))
        except OSError as problem:
            raise cannot_save(path, problem) from problem
        self._done(f"Saved: {path}")

    def _write_pack(self, path: Path, case: Case, sheet: Sheet, pictures: Pictures) -> None:
        pieces = pieces_of(case, sheet, pdf_of(sheet, pictures, QLocale()), self._folder)
        self._meter = Meter(sum(piece.size for piece in pieces))
        progress = MeterDialog("Packing the files…", self._meter, self.dialog)
        work = partial(write_pack, path, pack_title(sheet), pieces, self._meter.advance, sheet.made_at)
        self._tasks.run(work, partial(self._on_packed, path, progress), partial(self._on_not_packed, progress))

    def _on_packed(self, path: Path, progress: MeterDialog, _: None) -> None:
        progress.finish()
        self._done(f"Saved: {path}")

    def _on_not_packed(self, progress: MeterDialog, error: Exception) -> None:
        progress.finish()
        if isinstance(error, Cancelled):
            self._done("Stopped. Nothing was saved.")
        else:
            self._on_failed(error)

    def _on_print(self) -> None:
        self._make(self._print)

    def _print(self, _: Case, sheet: Sheet, pictures: Pictures) -> None:
        from app.ui.case.sheet_printing import PrintRun

        self._done("")
        PrintRun(sheet, pictures, self._report, self.dialog or self._window).ask()

    def _on_preview(self) -> None:
        self._make(self._preview)

    def _preview(self, _: Case, sheet: Sheet, pictures: Pictures) -> None:
        from app.ui.case.sheet_printing import PrintRun

        self._done("")
        PrintRun(sheet, pictures, self._report, self.dialog or self._window).preview()

    def _done(self, text: str) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(False)
            self.dialog.say(text)

    def _on_failed(self, error: Exception) -> None:
        self._done("")
        self._report(error)

    def _on_finished(self, _: int) -> None:
        self.close()
        self.dialog = None
        self._case = None


def _pictures(folder: EvidenceFolder, case: Case) -> dict[str, QImage]:
    """Read small pictures of the photos; one that cannot be read is told by its kind."""
    found: dict[str, QImage] = {}
    for file in evidence_of(case.events):
        try:
            picture = small_picture(folder.path(case.row.id, file), file, _PICTURE)
        except EvidenceRefused:
            continue
        if picture is not None:
            found[file.file] = picture
    return found
