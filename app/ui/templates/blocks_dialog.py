"""Own text blocks of each language: added, changed and removed; every change counts at once and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.logic.wording.blocks import LONGEST_BLOCK, LONGEST_NAME, MOST_BLOCKS, TextBlock, in_order
from app.ui.lettering import em, muted
from app.ui.screen_room import keep_on_screen
from app.ui.templates.language_names import language_name
from app.ui.text_box import TextBox

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SIZE: Final = (720, 440)
_ANY_HEIGHT: Final = 10_000
_PAUSE_MS: Final = 400
"""How long a seller pauses before what was typed is stored."""
_HINT: Final = "In a draft, the button “Text blocks” puts one in where the cursor is. Nothing there is replaced."


class BlocksDialog(QDialog):
    """Keep named texts for the drafts of a language."""

    changed = Signal(object)
    """The blocks by language as they stand."""

    def __init__(
        self,
        blocks: Mapping[str, tuple[TextBlock, ...]],
        languages: Sequence[str],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._blocks = dict(blocks)
        self._is_changed = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.hand_on)
        self._removed: list[tuple[str, TextBlock]] = []
        self.setWindowTitle("Text blocks")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.language = QComboBox(self)
        self.language.setAccessibleName("Language of the text blocks")
        for each in languages:
            self.language.addItem(language_name(each), each)
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        self.list = QListWidget(self)
        self.list.setAccessibleName("Text blocks")
        self.name = QLineEdit(self)
        self.name.setMaxLength(LONGEST_NAME)
        self.text = TextBox(LONGEST_BLOCK, 9, self)
        self.text.setAccessibleName("Text of the block")
        self.text.setMinimumHeight(3 * em(self))
        self.text.setMaximumHeight(_ANY_HEIGHT)
        self.add = _button("&Add", self)
        self.remove = _button("&Remove", self)
        self.undo = _button("&Undo remove", self)
        self.leave = _button("Close", self)
        self._lay_out()
        self._connect()
        self._refill(0)

    @property
    def shown(self) -> str:
        """Return the language whose blocks are shown."""
        return str(self.language.currentData())

    def _lay_out(self) -> None:
        left, right, row, buttons = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        left.addWidget(self.language)
        left.addWidget(self.list, 1)
        for title, field in (("&Name", self.name), ("&Text", self.text)):
            label = QLabel(title, self)
            label.setBuddy(field)
            right.addWidget(label)
            right.addWidget(field, 1 if field is self.text else 0)
        right.addWidget(muted(_HINT, self))
        row.addLayout(left, 1)
        row.addLayout(right, 2)
        for button in (self.add, self.remove, self.undo):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addLayout(buttons)
        self.list.setMinimumWidth(10 * em(self))
        self.resize(*_SIZE)
        keep_on_screen(self)

    def _connect(self) -> None:
        self.language.currentIndexChanged.connect(self._on_language)
        self.list.currentRowChanged.connect(self._show)
        self.name.editingFinished.connect(self._on_named)
        self.text.textChanged.connect(self._on_text_changed)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.undo.clicked.connect(self._on_undo)
        self.leave.clicked.connect(self.reject)
        delete = QAction(self)
        delete.setShortcuts([QKeySequence("Delete")])
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self._on_remove)
        self.list.addAction(delete)

    def done(self, result: int) -> None:
        """Take over a name that is still being typed."""
        self._on_named()
        self.hand_on()
        super().done(result)

    def hand_on(self) -> None:
        """Let the blocks be stored as they stand."""
        if self._is_changed:
            self._is_changed = False
            self._pause.stop()
            self.changed.emit(dict(self._blocks))

    def _here(self) -> tuple[TextBlock, ...]:
        return self._blocks.get(self.shown, ())

    def _put(self, blocks: tuple[TextBlock, ...]) -> None:
        self._blocks[self.shown] = in_order(blocks)
        self._is_changed = True
        self._pause.start()

    def _refill(self, row: int) -> None:
        blocked = self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([block.name for block in self._here()])
        self.list.setCurrentRow(min(row, len(self._here()) - 1))
        self.list.blockSignals(blocked)
        self._show()

    def _chosen(self) -> TextBlock | None:
        row = self.list.currentRow()
        return self._here()[row] if 0 <= row < len(self._here()) else None

    def _show(self, *_: object) -> None:
        block = self._chosen()
        for widget in (self.name, self.text, self.remove):
            widget.setEnabled(block is not None)
        self.add.setEnabled(len(self._here()) < MOST_BLOCKS)
        self.undo.setEnabled(bool(self._removed))
        self.name.setText(block.name if block else "")
        blocked = self.text.blockSignals(True)
        self.text.setPlainText(block.text if block else "")
        self.text.blockSignals(blocked)

    def _replace(self, old: TextBlock, new: TextBlock) -> None:
        others = list(self._here())
        others[others.index(old)] = new
        self._put(tuple(others))

    def _on_language(self, *_: object) -> None:
        self._refill(0)

    def _on_named(self) -> None:
        block, name = self._chosen(), self.name.text().strip()
        if block is None or not name or name == block.name:
            return
        renamed = block._replace(name=name)
        self._replace(block, renamed)
        self._refill(self._here().index(renamed))

    def _on_text_changed(self) -> None:
        block = self._chosen()
        if block is not None:
            self._replace(block, block._replace(text=self.text.toPlainText()[:LONGEST_BLOCK]))

    def _on_add(self) -> None:
        self._on_named()
        block = TextBlock(f"Text {len(self._here()) + 1}", "")
        self._put((*self._here(), block))
        self._refill(self._here().index(block))
        self.name.setFocus()
        self.name.selectAll()

    def _on_remove(self) -> None:
        block, row = self._chosen(), self.list.currentRow()
        if block is not None:
            self._removed.append((self.shown, block))
            self._put(tuple(each for at, each in enumerate(self._here()) if at != row))
            self._refill(row)

    def _on_undo(self) -> None:
        language, block = self._removed.pop()
        self.language.setCurrentIndex(self.language.findData(language))
        self._put((*self._here(), block))
        self._refill(self._here().index(block))


def _button(title: str, parent: QWidget) -> QPushButton:
    button = QPushButton(title, parent)
    button.setAutoDefault(False)
    return button
