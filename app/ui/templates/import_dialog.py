"""What a folder of templates would change, shown before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.logic.wording.template_folder import Import
from app.logic.wording.template_list import template_title
from app.ui.lettering import em, plain, tell, wrong
from app.ui.screen_room import keep_on_screen
from app.ui.templates.code_edit import fixed_font
from app.ui.templates.language_names import language_name

if TYPE_CHECKING:
    from app.logic.wording.own_templates import OwnTemplates

_MOST_SAID: Final = 5
_SIZE: Final = (860, 520)


class ImportDialog(QDialog):
    """List the templates that would change with their differences; nothing counts before Take over."""

    taken = Signal(object)
    """The Import to let count."""

    def __init__(self, incoming: Import, own: OwnTemplates, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._incoming = incoming
        self._own = own
        self.setWindowTitle("Take templates over")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.head = plain(_summary(incoming), self)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Templates that would change")
        self.list.setMaximumWidth(20 * em(self))
        self.list.setWordWrap(True)
        for each in incoming.changes:
            self.list.addItem(f"{template_title(each.name)}\n{language_name(each.language)}")
        self.difference = QPlainTextEdit(self)
        self.difference.setReadOnly(True)
        self.difference.setTabChangesFocus(True)
        self.difference.setAccessibleName("What would change in it")
        self.difference.setFont(fixed_font(self))
        self.left_out = wrong("", self)
        tell(self.left_out, _left_out(incoming))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.take = self.buttons.addButton("&Take over", QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setEnabled(bool(incoming.changes))
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_row)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.setCurrentRow(0)

    def accept(self) -> None:
        """Let the templates count."""
        self.taken.emit(self._incoming)
        super().accept()

    def _lay_out(self) -> None:
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(self.list)
        row.addWidget(self.difference, 1)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        column.addWidget(self.left_out)
        column.addWidget(self.buttons)
        self.resize(*_SIZE)
        keep_on_screen(self)

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._incoming.changes):
            change = self._incoming.changes[row]
            built_in = self._own.built_in_text(change.language, change.name)
            self.difference.setPlainText(change.difference(built_in))


def _summary(incoming: Import) -> str:
    number = len(incoming.changes)
    if not number:
        return "Nothing in this folder would change a template."
    return f"{number} templates would change. Lines with - go, lines with + come. It can be undone."


def _left_out(incoming: Import) -> str:
    said = incoming.left_out[:_MOST_SAID]
    more = len(incoming.left_out) - len(said)
    return "\n".join(("Left out:", *said, *((f"and {more} more",) if more else ()))) if said else ""
