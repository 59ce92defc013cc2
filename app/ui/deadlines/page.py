"""The page of deadlines and policy values: what counts where, who says so, and what the seller says instead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.ui.deadlines.chosen import chosen
from app.ui.deadlines.files_bar import FilesBar
from app.ui.deadlines.model import DeadlinesModel
from app.ui.deadlines.search_bar import SearchBar
from app.ui.deadlines.side import SidePane, push_button
from app.ui.deadlines.table import DeadlinesTable
from app.ui.deadlines.update_dialog import UpdateDialog
from app.ui.lettering import em, muted, plain
from app.ui.screen_room import keep_on_screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.logic.policy_table import PolicyRow, PolicyTable
    from app.logic.policy_update import PolicyUpdate
    from app.ui.deadlines.home import PolicyHome

_SIZE: Final = (1120, 620)
_SIDE_EMS: Final = 20
_WIDE_EMS: Final = 60
_READING: Final = "Reading the policy values…"


class DeadlinesPage(QDialog):
    """List every policy value; beside it where it comes from and what can be done about it."""

    def __init__(self, home: PolicyHome, channels_used: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._all: PolicyTable | None = None
        self.update_dialog: UpdateDialog | None = None
        self.setWindowTitle("Deadlines and policy values")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.search = SearchBar(tuple(channels_used), self)
        self.files = FilesBar(self)
        self.model = DeadlinesModel(self)
        self.table = DeadlinesTable(self.model, self)
        self.side = SidePane(home, self)
        self.count = muted("", self)
        self.newer = push_button("&Read a newer file…", "Check a newer policy file and see what it changes", self)
        self.undo = push_button("&Undo", "Take back what was done last here", self)
        self.leave = push_button("&Close", "Close this window", self)
        self.state = plain(_READING, self)
        self._lay_out()
        self._connect()
        self._add_keys()
        home.load()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.read_file(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the details below the list where there is no room beside it."""
        super().resizeEvent(event)
        is_wide = self.width() >= _WIDE_EMS * em(self)
        wanted = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self.split.orientation() != wanted:
            self.split.setOrientation(wanted)
            self.split.setSizes([3 * self.width(), self.width()] if is_wide else [self.height(), self.height()])

    def read_file(self, path: Path) -> None:
        """Check a newer policy file and show what it changes."""
        self._say(f"Checking {path.name}…")
        self._home.read_file(path)

    def chosen_rows(self) -> list[PolicyRow]:
        """Return the values the seller marked, from the top."""
        return [self.model.rows[index.row()] for index in self.table.selectionModel().selectedRows()]

    def _lay_out(self) -> None:
        self.split = split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.side)
        split.setStretchFactor(0, 1)
        split.setSizes([_SIZE[0] - _SIDE_EMS * em(self), _SIDE_EMS * em(self)])
        row = QHBoxLayout()
        for widget in (self.newer, self.undo, self.state, self.leave):
            row.addWidget(widget, 1 if widget is self.state else 0)
        box = QVBoxLayout(self)
        box.addWidget(self.search)
        box.addWidget(self.files)
        box.addWidget(split, 1)
        box.addWidget(self.count)
        box.addLayout(row)
        self.resize(*_SIZE)
        keep_on_screen(self)

    def _connect(self) -> None:
        home = self._home
        home.table_read.connect(self._on_table_read)
        home.changed.connect(self._say)
        home.failed.connect(self._on_failed)
        home.update_read.connect(self._on_update_read)
        self.search.wish_changed.connect(self._refill)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.table.activated.connect(self._on_activated)
        self.files.drop_wanted.connect(home.drop_file)
        self.files.aside_wanted.connect(home.put_aside)
        self.newer.clicked.connect(self._on_newer)
        self.undo.clicked.connect(home.undo)
        self.leave.clicked.connect(self.reject)

    def _add_keys(self) -> None:
        keys = QKeySequence.StandardKey
        for key, slot in ((keys.Find, self.search.go_to_line), (keys.Undo, self._home.undo)):
            action = QAction(self)
            action.setShortcuts(key)
            action.triggered.connect(slot)
            self.addAction(action)

    def _on_table_read(self, table: PolicyTable) -> None:
        self._all = table
        self.search.offer_places(table.rows)
        self.files.show_files(table.own_files, table.problem)
        self._refill()
        if self.state.text() == _READING:
            self._say("")

    def _refill(self, *_: object) -> None:
        if self._all is None:
            return
        marked = [row.subject for row in self.chosen_rows()]
        rows = chosen(self._all.rows, self.search.wish())
        self.model.show_rows(rows)
        self._mark([at for at in map(self.model.row_of, marked) if at >= 0])
        open_ = sum(row.wants_a_look for row in rows)
        self.count.setText(f"{len(rows)} shown, {open_} of them not confirmed or not known.")
        self._on_selection_changed()

    def _mark(self, numbers: list[int]) -> None:
        """Mark rows again after others came; at first the one that most wants a look."""
        numbers = numbers or ([0] if self.model.rows else [])
        flags = QItemSelectionModel.SelectionFlag
        selection = self.table.selectionModel()
        for number in numbers:
            selection.select(self.model.index(number, 0), flags.Select | flags.Rows)
        if numbers:
            selection.setCurrentIndex(self.model.index(numbers[0], 0), flags.NoUpdate)

    def _on_selection_changed(self, *_: object) -> None:
        self.side.show_rows(self.chosen_rows(), self._all.rows if self._all is not None else ())
        self.undo.setEnabled(self._home.can_undo())

    def _on_activated(self, *_: object) -> None:
        self.side.ask()

    def _on_newer(self) -> None:
        dialog = QFileDialog(self, "Read a newer policy file", "", "Policy files (*.toml)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _on_file_selected(self, path: str) -> None:
        self.read_file(Path(path))

    def _on_update_read(self, update: PolicyUpdate) -> None:
        self._say("")
        own = sum(row.has_own for row in self._all.rows) if self._all is not None else 0
        self.update_dialog = UpdateDialog(update, own, self)
        self.update_dialog.applied.connect(self._home.apply)
        self.update_dialog.destroyed.connect(self._on_update_gone)
        self.update_dialog.open()

    def _on_update_gone(self) -> None:
        self.update_dialog = None

    def _on_failed(self, error: Exception) -> None:
        parts = [str(getattr(error, name, "")) for name in ("what", "safe", "todo")]
        self._say(" ".join(part for part in parts if part) or str(error))

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.undo.setEnabled(self._home.can_undo())


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one file that is being dropped, or None."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
