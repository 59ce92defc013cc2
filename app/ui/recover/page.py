"""Still to recover: a window with every claim that is not filed or not paid yet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.logic.money_steps import MoneyStep, steps_for
from app.logic.recoveries import outstanding, recoveries
from app.ui.costs.export import CostExport
from app.ui.first_start import CannotRead, EmptyPage
from app.ui.flow_layout import FlowLayout
from app.ui.lettering import heading, muted, tell
from app.ui.recover.table import RecoverModel, RecoverTable
from app.ui.recover.words import file_rows, sum_words
from app.ui.screen_room import keep_on_screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QAction

    from app.logic.cases import CaseBook
    from app.logic.recoveries import Recovery
    from app.ui.case_desk import CaseDesk
    from app.ui.tasks import BackgroundTasks

_SIZE: Final = (1000, 560)
_PAUSE_MS: Final = 200
_BLANK: Final = 3
_STEPS: Final = {
    MoneyStep.FILE: ("&Filed…", "Record that the claim was filed"),
    MoneyStep.PAY: ("&Paid…", "Record that the claim was paid"),
    MoneyStep.REFUSE: ("&Refused…", "Record that the claim was refused"),
    MoneyStep.WRITE_OFF: ("&Write off…", "Give the claim up, with a reason"),
}


class RecoverPage(QDialog):
    """List the claims, the window that closes first on top.

    Args:
        clock: gives the present moment.
        undo: takes back what was done last.
    """

    case_wanted = Signal(int)
    """The id of the case to show in the main window."""

    step_wanted = Signal(int, object, str)
    """The id of a case, the MoneyLine of its claim, the MoneyStep to record."""

    def __init__(
        self,
        desk: CaseDesk,
        tasks: BackgroundTasks,
        clock: Callable[[], datetime],
        undo: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self.setWindowTitle("Still to recover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.addAction(undo)
        self.sums = heading("", self, size=1.15)
        self.model = RecoverModel(self)
        self.table = RecoverTable(self.model, self)
        self.nothing = EmptyPage(
            "Nothing is still to come back",
            "A claim with the carrier, the insurer or the platform stands here from the day on which it can be filed "
            "until it is paid, refused or written off.",
            self,
        )
        self.cannot_read = CannotRead(self)
        self.body = QStackedWidget(self)
        self.export = CostExport(tasks, self)
        self.note = muted("", self)
        self.open_case = _button("&Open case", "Show the case in the main window (Enter)", self)
        self.steps = {step: _button(text, tip, self) for step, (text, tip) in _STEPS.items()}
        self.save = _button("Sa&ve as CSV…", "Save exactly these lines for a spreadsheet", self)
        self.leave = _button("&Close", "Close this window", self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self.resize(*_SIZE)
        keep_on_screen(self)

    def load(self) -> None:
        """Read the claims; what is shown stays until they are here."""
        self._desk.ask(partial(_read, self._clock()), self._on_read, self._on_failed)

    def chosen(self) -> Recovery | None:
        """Return the claim that is marked."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.lines[rows[0].row()] if rows else None

    def _lay_out(self) -> None:
        for part in (self.table, self.nothing, self.cannot_read, QWidget(self)):
            self.body.addWidget(part)
        self.body.setCurrentIndex(_BLANK)
        buttons = QWidget(self)
        flow = FlowLayout(buttons)
        for button in (self.open_case, *self.steps.values(), self.save):
            flow.addWidget(button)
        below = QHBoxLayout()
        below.addWidget(buttons, 1)
        below.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setSpacing(10)
        box.addWidget(self.sums)
        box.addWidget(self.body, 1)
        box.addWidget(self.note)
        box.addLayout(below)
        self.note.hide()
        self._enable()

    def _connect(self) -> None:
        self.table.activated.connect(self._on_open)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.open_case.clicked.connect(self._on_open)
        for step, button in self.steps.items():
            button.clicked.connect(partial(self._on_step, step))
        self.save.clicked.connect(self._on_save)
        self.leave.clicked.connect(self.close)
        self.cannot_read.retry_wanted.connect(self.load)
        self.export.said.connect(self._on_said)
        self._desk.changed.connect(self._on_case_changed)
        self._pause.timeout.connect(self.load)

    def _on_read(self, lines: tuple[Recovery, ...]) -> None:
        is_first = self.body.currentIndex() == _BLANK
        before, row = self.chosen(), max(0, self.table.currentIndex().row())
        self.model.show_lines(lines)
        again = self.model.row_of(before.row.id, before.line.key) if before else -1
        if lines:
            self.table.selectRow(again if again >= 0 else min(row, len(lines) - 1))
        tell(self.sums, sum_words(outstanding(lines)))
        self.body.setCurrentWidget(self.table if lines else self.nothing)
        if is_first and lines:
            self.table.setFocus()
        self._enable()

    def _on_failed(self, error: Exception) -> None:
        """Say why in place of the lines; an error of another kind goes to whoever shows crashes."""
        from app.logic.ports import StoreError

        if not isinstance(error, StoreError):
            raise error
        self.cannot_read.show_error(error.what, f"{error.safe} {error.todo}")
        self.body.setCurrentWidget(self.cannot_read)

    def _enable(self, *_: object) -> None:
        chosen = self.chosen()
        possible = steps_for(chosen.line) if chosen else ()
        self.open_case.setEnabled(chosen is not None)
        self.save.setEnabled(bool(self.model.lines))
        for step, button in self.steps.items():
            button.setEnabled(step in possible)

    def _on_open(self, *_: object) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.case_wanted.emit(chosen.row.id)

    def _on_step(self, step: MoneyStep, _checked: bool = False) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.step_wanted.emit(chosen.row.id, chosen.line, step)

    def _on_case_changed(self, _: int) -> None:
        self._pause.start()

    def _on_save(self) -> None:
        self.export.ask(f"Still to recover {self._clock():%Y-%m-%d}.csv", file_rows(self.model.lines))

    def _on_said(self, sentence: str) -> None:
        tell(self.note, sentence)


def _button(text: str, tip: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAutoDefault(False)
    button.setToolTip(tip)
    return button


def _read(now: datetime, book: CaseBook) -> tuple[Recovery, ...]:
    from app.logic.channels import load_channels

    zones = {name: channel.time_zone for name, channel in load_channels().items()}
    return recoveries(book.to_recover(), now, zones)
