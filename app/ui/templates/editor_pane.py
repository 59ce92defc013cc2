"""One template: the own wording to edit, the built-in one beside it, what is wrong with it, its preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.lettering import em, heading, muted
from app.ui.templates.code_edit import CodeEdit
from app.ui.templates.preview_pane import PreviewPane

if TYPE_CHECKING:
    from app.logic.wording.template_list import ListedTemplate
    from app.ui.templates.preview_process import PreviewProcess

_LONGEST: Final = 20_000
_HINT: Final = "First line: the subject. Then an empty line, then the message. {{ name }} stands for a value."


class EditorPane(QWidget):
    """Edit the wording of a template; it is tried out while the seller types."""

    edited = Signal()
    """The text in the field changed, or what is wrong with it."""

    def __init__(self, process: PreviewProcess, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.listed: ListedTemplate | None = None
        self.language = "en"
        self._faults: list[tuple[int | None, str]] = []
        self.title = heading("", self, size=1.2)
        self.state = muted("", self)
        self.text = CodeEdit(_LONGEST, self)
        self.text.setAccessibleName("Your own wording")
        self.built_in = QPlainTextEdit(self)
        self.built_in.setReadOnly(True)
        self.built_in.setTabChangesFocus(True)
        self.built_in.setFont(self.text.font())
        self.built_in.setAccessibleName("Built-in wording")
        self.findings = QListWidget(self)
        self.findings.setAccessibleName("What is wrong with the template")
        self.findings.setWordWrap(True)
        self.findings.setMaximumHeight(5 * em(self))
        self.preview = PreviewPane(process, self)
        self._lay_out()
        self.text.textChanged.connect(self._on_text_changed)
        self.preview.faults.connect(self._on_faults)
        self.findings.itemActivated.connect(self._on_finding)
        self.findings.itemClicked.connect(self._on_finding)

    def show_template(self, listed: ListedTemplate | None, language: str, draft: str | None) -> None:
        """Show a template with its own wording, or with what was typed and not saved."""
        self.listed, self.language = listed, language
        self.setEnabled(listed is not None)
        if listed is None:
            return
        self.title.setText(listed.title)
        self.built_in.setPlainText(listed.built_in)
        text = listed.text if draft is None else draft
        if text != self.text.toPlainText():
            blocked = self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(blocked)
        self._try()

    def take(self, text: str) -> None:
        """Put another text into the field; Undo there brings the one before back."""
        cursor = self.text.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)

    def typed(self) -> str | None:
        """Return what is in the field where it differs from what counts."""
        text = self.text.toPlainText()
        return None if self.listed is None or _same(text, self.listed.text) else text

    def is_good(self) -> bool:
        """Say whether nothing is known to be wrong with the text."""
        return not self._faults

    def say(self, state: str) -> None:
        """Say what the field shows."""
        self.state.setText(state)

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.title, self.state, self.text, self.findings, muted(_HINT, self)):
            column.addWidget(widget, 1 if widget is self.text else 0)
        self.tabs = QTabWidget(self)
        self.tabs.addTab(self.preview, "Pre&view")
        self.tabs.addTab(self.built_in, "B&uilt-in wording")
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.tabs)
        split.setSizes([450, 450])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)
        self.findings.hide()

    def _try(self) -> None:
        if self.listed is not None:
            self.preview.show_template(self.listed.name, self.language, text=self.text.toPlainText())
        self.edited.emit()

    def _on_text_changed(self) -> None:
        self._try()

    def _on_faults(self, faults: list[list[Any]]) -> None:
        self._faults = [(line, message) for line, message in faults]
        self.text.mark_lines(line for line, _ in self._faults if line)
        self.findings.clear()
        for line, message in self._faults:
            item = QListWidgetItem(
                f"Line {line}: {message}" if line else message[:1].upper() + message[1:], self.findings
            )
            item.setData(Qt.ItemDataRole.UserRole, line)
        self.findings.setVisible(bool(self._faults))
        self.edited.emit()

    def _on_finding(self, item: QListWidgetItem) -> None:
        line = item.data(Qt.ItemDataRole.UserRole)
        if line:
            self.text.go_to_line(line)


def _same(text: str, other: str) -> bool:
    return text.rstrip("\n") == other.rstrip("\n")
