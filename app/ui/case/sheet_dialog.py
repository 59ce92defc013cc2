"""Ask what to make of a case: its sheet as a PDF or on paper, or everything as one pack for a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.lettering import heading, muted, plain, tell
from app.ui.screen_room import keep_on_screen
from app.ui.wrapping_tick import WrappingTick

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

_SHEET: Final = (
    "The whole case for somebody who knows nothing of it: the order and the shipment, what was decided and why, every"
    " message word for word, the money, the events and the list of photos and papers."
)
_PACK: Final = (
    "One ZIP file to send with a claim: the sheet, the texts, the buyer's messages, tracking and dates, and the photos"
    " and papers themselves, unchanged and with their checksums."
)


class SheetDialog(QDialog):
    """Offer the case sheet and the evidence pack of one case."""

    pdf_wanted = Signal()
    print_wanted = Signal()
    preview_wanted = Signal()
    pack_wanted = Signal()

    def __init__(self, order: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Case sheet and evidence pack")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.notes = WrappingTick("With my notes and warnings, the sources of the rules, and what was taken back", self)
        self.notes.setToolTip("Leave it off for everything that goes to somebody else")
        self.pdf = self._button("&Save as PDF…", self.pdf_wanted)
        self.pdf.setDefault(True)
        self.print = self._button("&Print…", self.print_wanted)
        self.preview = self._button("Pre&view…", self.preview_wanted)
        self.pack = self._button("Save evidence pac&k (ZIP)…", self.pack_wanted)
        self.state = muted("", self)
        self.state.hide()
        self._lay_out(order)
        self.resize(520, self.sizeHint().height())
        keep_on_screen(self)
        self.pdf.setFocus()

    @property
    def with_notes(self) -> bool:
        """Say whether the seller's notes go with it."""
        return self.notes.isChecked()

    def say(self, text: str) -> None:
        """Say what was done."""
        tell(self.state, text)

    def set_busy(self, busy: bool) -> None:
        """Let nothing be begun twice."""
        for button in (self.pdf, self.print, self.preview, self.pack):
            button.setEnabled(not busy)

    def _lay_out(self, order: str) -> None:
        sheet = QGridLayout()
        for column, button in enumerate((self.pdf, self.print, self.preview)):
            sheet.addWidget(button, 0, column)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setSpacing(8)
        box.addWidget(muted(order, self))
        box.addWidget(self.notes)
        box.addWidget(heading("Case sheet", self, size=1.1))
        box.addWidget(plain(_SHEET, self))
        box.addLayout(sheet)
        box.addSpacing(6)
        box.addWidget(heading("Evidence pack", self, size=1.1))
        box.addWidget(plain(_PACK, self))
        box.addWidget(self.pack, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.state)
        box.addWidget(close)

    def _button(self, title: str, pressed: SignalInstance) -> QPushButton:
        button = QPushButton(title, self)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button
