"""The photos and papers of a case: drop them here, look at them, take them out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QStyle, QWidget

from app.logic.evidence import EvidenceFile, evidence_of, size_words
from app.ui.cards import Card
from app.ui.history.due import moment_in_words
from app.ui.lettering import em, muted

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QAction, QImage

    from app.logic.case import Case

PICTURE: Final = 48
"""Pixels of a small picture in the list, on a screen of usual density."""

_MOST_ROWS: Final = 5
_HINT: Final = (
    "Drop or paste photos and PDF files here: the proof of posting, the damage, an invoice. They are copied and kept"
    " unchanged, with everything the camera wrote into them, also the place."
)


class EvidenceCard(Card):
    """List the evidence of the case shown."""

    dropped = Signal(list)
    """The paths of files to add."""

    pasted = Signal()

    opened = Signal(object)
    """An EvidenceFile to look at."""

    removed = Signal(object)
    """An EvidenceFile to take out."""

    shown = Signal(object)
    """The files listed now: a tuple of EvidenceFile."""

    def __init__(self, add: QAction, parent: QWidget | None = None) -> None:
        super().__init__("Photos and papers", parent)
        self.files: tuple[EvidenceFile, ...] = ()
        self.hint = muted(_HINT, self)
        self.list = self._listed()
        self.add = _button("Add files…", self)
        self.add.setToolTip(add.toolTip())
        self.add.clicked.connect(add.trigger)
        self.open = _button("Open", self)
        self.open.clicked.connect(self._on_open)
        self.remove = _button("Remove", self)
        self.remove.setToolTip("Take the file out of the case (Delete); can be undone")
        self.remove.clicked.connect(self._on_remove)
        row = QHBoxLayout()
        for button in (self.add, self.open, self.remove):
            row.addWidget(button)
        row.addStretch()
        self.body.addWidget(self.hint)
        self.body.addWidget(self.list)
        self.body.addLayout(row)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.pasted)
        self._on_row(-1)
        for widget in (self.list, self.open, self.remove):
            widget.hide()

    def show_case(self, case: Case, now: datetime) -> None:
        """List the evidence of a case; what was chosen stays chosen."""
        files = evidence_of(case.events)
        if files == self.files and self.list.count() == len(files):
            return
        chosen = self.list.currentRow()
        self.files = files
        self.list.clear()
        for file in files:
            self.list.addItem(self._item(file, now))
        self.list.setCurrentRow(min(chosen, len(files) - 1))
        self.hint.setVisible(not files)
        self.list.setVisible(bool(files))
        self.open.setVisible(bool(files))
        self.remove.setVisible(bool(files))
        self.list.setFixedHeight(self._height())
        self.shown.emit(files)

    def show_picture(self, file: str, picture: QImage) -> None:
        """Put a small picture beside the file of this stored name."""
        for row, one in enumerate(self.files):
            if one.file == file:
                self.list.item(row).setIcon(QIcon(QPixmap.fromImage(picture)))

    def _listed(self) -> QListWidget:
        listed = QListWidget(self)
        listed.setIconSize(QSize(PICTURE, PICTURE))
        listed.setUniformItemSizes(True)
        listed.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        listed.setAccessibleName("Photos and papers of this case")
        listed.itemActivated.connect(self._on_open)
        listed.currentRowChanged.connect(self._on_row)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), listed)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_remove)
        return listed

    def _item(self, file: EvidenceFile, now: datetime) -> QListWidgetItem:
        kind, added = f"{file.kind}, {size_words(file.size)}", f"added {moment_in_words(file.at, now)}"
        lines = f"{file.name}\n{kind}\n{added}"
        item = QListWidgetItem(self.style().standardIcon(QStyle.StandardPixmap.SP_FileIcon), lines)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{file.name}, {kind}, {added}")
        item.setToolTip(f"{lines}\nSHA-256 {file.sha256}")
        # A list with equal rows takes the height of the first, which may have no picture yet.
        item.setSizeHint(QSize(0, max(PICTURE, 3 * em(self)) + 8))
        return item

    def _height(self) -> int:
        rows = min(self.list.count(), _MOST_ROWS)
        return rows * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth() if rows else 0

    def _chosen(self) -> EvidenceFile | None:
        row = self.list.currentRow()
        return self.files[row] if 0 <= row < len(self.files) else None

    def _on_row(self, row: int) -> None:
        self.open.setEnabled(row >= 0)
        self.remove.setEnabled(row >= 0)

    def _on_open(self, _: object = None) -> None:
        if (file := self._chosen()) is not None:
            self.opened.emit(file)

    def _on_remove(self) -> None:
        if (file := self._chosen()) is not None:
            self.removed.emit(file)


class FileDrop(QObject):
    """Let files be dropped anywhere on a widget, and mark its card while they hover over it."""

    def __init__(self, over: QWidget, card: EvidenceCard) -> None:
        super().__init__(card)
        self._card = card
        over.setAcceptDrops(True)
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files, and nothing else."""
        match event.type():
            case QEvent.Type.DragEnter if isinstance(event, QDragEnterEvent) and self._takes(event.mimeData()):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                self._card.set_tone("accent")
                return True
            case QEvent.Type.DragLeave:
                self._card.set_tone(None)
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self._card.set_tone(None)
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                self._card.dropped.emit(_paths(event.mimeData()))
                return True
        return False

    def _takes(self, mime: QMimeData) -> bool:
        return self._card.isVisible() and bool(_paths(mime))


def _paths(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def _button(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAutoDefault(False)
    return button
