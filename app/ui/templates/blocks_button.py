"""A button beside a draft that offers the own text blocks of its language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.logic.wording.blocks import TextBlock


class BlocksButton(QPushButton):
    """Offer text blocks in a menu; who owns the draft inserts what is chosen where the cursor is."""

    chosen = Signal(str)
    """The text to insert."""

    blocks_wanted = Signal()
    """The seller wants to see or change the blocks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Text &blocks", parent)
        self.setAutoDefault(False)
        self.setToolTip("Put a text of your own in where the cursor is")
        self.setMenu(QMenu(self))
        self.show_blocks({}, "")

    def show_blocks(self, blocks: Mapping[str, tuple[TextBlock, ...]], language: str) -> None:
        """Offer the blocks of a language."""
        menu = self.menu()
        menu.clear()
        for block in blocks.get(language, ()):
            action = menu.addAction(block.name.replace("&", "&&"))
            action.setToolTip(block.text)
            action.triggered.connect(partial(self._on_chosen, block.text))
        menu.addSeparator()
        menu.addAction("&Change text blocks…").triggered.connect(self.blocks_wanted)

    def _on_chosen(self, text: str, _checked: bool = False) -> None:
        self.chosen.emit(text)
