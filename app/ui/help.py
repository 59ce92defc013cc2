"""The keys of the window, and what program this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.ui.actions import key_text, plain_text
from app.ui.lettering import heading, plain

if TYPE_CHECKING:
    from app.ui.actions import Actions

_IN_THE_WIZARD = (
    ("Choose an answer and go on", "1 – 9"),
    ("Take the answer that is marked", "Enter"),
    ("Back to the step before", "Alt+B"),
)


class KeysDialog(QDialog):
    """List every key."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(32)
        lines = [(plain_text(action), key_text(action)) for action in actions.all()]
        for line, (what, key) in enumerate([*lines, *_IN_THE_WIZARD]):
            grid.addWidget(plain(what, inside), line, 0)
            grid.addWidget(heading(key, inside, size=1.0), line, 1)
        scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(scroll)
        box.addWidget(buttons)
        self.resize(round(30 * self.fontMetrics().height()), 560)


def show_about(parent: QWidget) -> None:
    """Say what Amends is and is not."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "About Amends", f"Amends {__version__}", parent=parent)
    box.setInformativeText(
        "From an order problem to the right answer and its message.\n\n"
        "Amends advises by the published rules of the marketplaces; it is neither one of them nor a lawyer. "
        "It never goes online: your cases stay on this computer.\n\nMIT licence."
    )
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
