"""Print a case sheet: the system's own dialog and preview, the same pages as in the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog

from app.logic.evidence import EvidenceRefused
from app.ui.case.sheet_pages import page_layout, paint_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.logic.case_sheet import Sheet
    from app.ui.case.sheet_document import Pictures


class PrintRun(QObject):
    """One sheet on its way to a printer; it lives as long as its dialog."""

    def __init__(self, sheet: Sheet, pictures: Pictures, report: Callable[[Exception], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._sheet = sheet
        self._pictures = pictures
        self._report = report
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setPageLayout(page_layout(QLocale()))
        self.printer.setDocName(sheet.title)

    def ask(self) -> None:
        """Ask which printer and which pages, then print."""
        dialog = QPrintDialog(self.printer, self._parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.accepted.connect(self._on_accepted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def preview(self) -> None:
        """Show the pages as they will be printed."""
        dialog = QPrintPreviewDialog(self.printer, self._parent)
        dialog.setWindowTitle(f"{self._sheet.title}: print preview")
        dialog.paintRequested.connect(self._on_paint)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self.deleteLater)
        dialog.resize(720, 600)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _on_accepted(self) -> None:
        self._on_paint(self.printer)

    def _on_paint(self, printer: QPrinter) -> None:
        chosen = printer.printRange() is QPrinter.PrintRange.PageRange
        pages = range(printer.fromPage(), printer.toPage() + 1) if chosen and printer.fromPage() else None
        try:
            paint_pages(printer, self._sheet, self._pictures, pages)
        except OSError:
            self._report(
                EvidenceRefused(
                    "The case sheet was not printed: the printer does not take it.",
                    "Look whether it is switched on, choose another one, or save the sheet as a PDF.",
                    "The case is unchanged.",
                )
            )
