"""The seller's own paragraphs: a list, and the chosen one with its text and the situations it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.logic.situations import TABLES
from app.logic.wording.own_words import LONGEST_PASSAGE, LONGEST_TITLE, MOST_PARAGRAPHS, OwnParagraph
from app.logic.wording.template_list import situation_title
from app.ui.lettering import em, muted
from app.ui.templates.field_edit import FieldEdit

if TYPE_CHECKING:
    from collections.abc import Sequence


class ParagraphsBox(QGroupBox):
    """Add, word and remove paragraphs; they stand before the closing, in the order of the list."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Own paragraphs, before the closing", parent)
        self._paragraphs: list[OwnParagraph] = []
        self.list = QListWidget(self)
        self.list.setAccessibleName("Own paragraphs")
        self.add = QPushButton("&Add", self)
        self.remove = QPushButton("&Remove", self)
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
        self.name = QLineEdit(self)
        self.name.setMaxLength(LONGEST_TITLE)
        self.name.setPlaceholderText("A name for yourself")
        self.text = FieldEdit("Text of the paragraph", LONGEST_PASSAGE, 3, self)
        self.used = QCheckBox("&Use it", self)
        self.situations = QListWidget(self)
        self.situations.setAccessibleName("Only for these problems; none ticked means every message")
        for situation in TABLES:
            item = QListWidgetItem(situation_title(situation), self.situations)
            item.setData(Qt.ItemDataRole.UserRole, str(situation))
            item.setCheckState(Qt.CheckState.Unchecked)
        self._lay_out()
        self._connect()
        self._show()

    def show_paragraphs(self, paragraphs: Sequence[OwnParagraph]) -> None:
        """Show the paragraphs of a language."""
        self._paragraphs = list(paragraphs)
        self._refill(0)

    def paragraphs(self) -> tuple[OwnParagraph, ...]:
        """Return the paragraphs as they stand."""
        return tuple(self._paragraphs)

    def _lay_out(self) -> None:
        buttons, left, right, row = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(), QHBoxLayout(self)
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        left.addWidget(self.list, 1)
        left.addLayout(buttons)
        label = QLabel("Na&me", self)
        label.setBuddy(self.name)
        head = QHBoxLayout()
        head.addWidget(label)
        head.addWidget(self.name, 1)
        head.addWidget(self.used)
        right.addLayout(head)
        right.addWidget(self.text)
        right.addWidget(muted("Only for these problems (none ticked: for all):", self))
        right.addWidget(self.situations, 1)
        self.list.setMaximumWidth(11 * em(self))
        sizes = QSizePolicy.Policy
        for listed in (self.list, self.situations):
            # Their own wish for height would not leave room for the chips.
            listed.setMinimumHeight(5 * em(self))
            listed.setSizePolicy(sizes.Expanding, sizes.Ignored)
        self.setSizePolicy(sizes.Preferred, sizes.Expanding)
        row.addLayout(left)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.list.currentRowChanged.connect(self._show)
        self.name.textEdited.connect(self._on_edited)
        self.text.edited.connect(self._on_edited)
        self.used.clicked.connect(self._on_edited)
        self.situations.itemChanged.connect(self._on_edited)

    def _refill(self, row: int) -> None:
        blocked = self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([each.title or "(no name)" for each in self._paragraphs])
        self.list.setCurrentRow(min(row, len(self._paragraphs) - 1))
        self.list.blockSignals(blocked)
        self._show()

    def _show(self, *_: object) -> None:
        row = self.list.currentRow()
        chosen = self._paragraphs[row] if 0 <= row < len(self._paragraphs) else None
        for widget in (self.name, self.text, self.used, self.situations, self.remove):
            widget.setEnabled(chosen is not None)
        self.add.setEnabled(len(self._paragraphs) < MOST_PARAGRAPHS)
        shown = chosen or OwnParagraph("", "", (), is_used=False)
        self.name.setText(shown.title)
        self.text.show_stored(shown.text)
        self.used.setChecked(shown.is_used)
        blocked = self.situations.blockSignals(True)
        for item in self._items():
            is_for = item.data(Qt.ItemDataRole.UserRole) in shown.situations
            item.setCheckState(Qt.CheckState.Checked if is_for else Qt.CheckState.Unchecked)
        self.situations.blockSignals(blocked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.situations.item(row) for row in range(self.situations.count())]

    def _on_add(self) -> None:
        self._paragraphs.append(OwnParagraph(f"Paragraph {len(self._paragraphs) + 1}", ""))
        self._refill(len(self._paragraphs) - 1)
        self.text.setFocus()
        self.edited.emit()

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._paragraphs):
            del self._paragraphs[row]
            self._refill(max(0, row - 1))
            self.edited.emit()

    def _on_edited(self, *_: object) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._paragraphs):
            return
        ticked = [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        situations = tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in ticked)
        title = self.name.text()
        self._paragraphs[row] = OwnParagraph(title, self.text.stored(), situations, self.used.isChecked())
        self.list.item(row).setText(title or "(no name)")
        self.edited.emit()
