"""What stands in an empty list: what to do at the first start, and how to widen a search that found nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


class EmptyPage(QWidget):
    """Say calmly that there is nothing here, and what could be done."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(title, self)
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        self.title.setFont(font)
        self.text = QLabel(text, self)
        for label in (self.title, self.text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch()
        self.buttons.addStretch()
        box = QVBoxLayout(self)
        box.setSpacing(12)
        box.setContentsMargins(32, 32, 32, 32)
        box.addStretch(2)
        box.addWidget(self.title)
        box.addWidget(self.text)
        box.addLayout(self.buttons)
        box.addStretch(3)

    def add_button(self, text: str, *, default: bool = False) -> QPushButton:
        """Add a button before the right margin."""
        button = QPushButton(text, self)
        button.setDefault(default)
        button.setAutoDefault(False)
        self.buttons.insertWidget(self.buttons.count() - 1, button)
        return button


class FirstStart(EmptyPage):
    """Tell a new seller what Amends does and how to begin."""

    def __init__(self, new_case: QAction, examples: QAction, parent: QWidget | None = None) -> None:
        super().__init__(
            "No cases yet",
            "Does a buyer write “Where is my order?”, or do they want to return something? Start a case: Amends asks "
            "a few questions, says what the rules of the marketplace ask of you, and writes the message for you to "
            "copy. Everything stays on this computer.",
            parent,
        )
        self.new_case = self.add_button(f"New case ({new_case.shortcut().toString()})", default=True)
        self.new_case.clicked.connect(new_case.trigger)
        self.examples = self.add_button("Try with example orders")
        self.examples.clicked.connect(examples.trigger)


class NothingFound(EmptyPage):
    """Say that the search or the filters hide every case."""

    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Nothing found", "No case in this view fits the search and the filters.", parent)
        self.clear = self.add_button("Clear search and filters", default=True)
        self.clear.clicked.connect(self.clear_wanted)


class NothingHere(EmptyPage):
    """Say that a view holds no case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Nothing here", "", parent)

    def show_text(self, title: str, text: str) -> None:
        """Say what is not here, and what would be."""
        self.title.setText(title)
        self.text.setText(text)


class CannotRead(EmptyPage):
    """Say why the cases cannot be read, in the store's three sentences."""

    retry_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.retry = self.add_button("Try again", default=True)
        self.retry.clicked.connect(self.retry_wanted)

    def show_error(self, what: str, rest: str) -> None:
        """Show what happened, and below it what is safe and what to do."""
        self.title.setText(what)
        self.text.setText(rest)
