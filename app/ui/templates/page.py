"""The page of message templates: every message of every language, in the seller's own words where they wish."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.ui.lettering import plain
from app.ui.screen_room import keep_on_screen
from app.ui.templates.editor_pane import EditorPane
from app.ui.templates.import_dialog import ImportDialog
from app.ui.templates.list_pane import ListPane
from app.ui.templates.versions_menu import VersionsMenu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.logic.wording.template_folder import Import
    from app.logic.wording.template_list import ListedTemplate
    from app.ui.templates.home import TemplateHome
    from app.ui.templates.preview_process import PreviewProcess

_SIZE: Final = (1180, 630)
_LIST_WIDTH: Final = 270


class TemplatesPage(QDialog):
    """Choose a template, word it, see it on an example, and let it count."""

    pins_changed = Signal(object)

    def __init__(
        self,
        home: TemplateHome,
        process: PreviewProcess,
        language: str,
        pinned: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._home = home
        self.import_dialog: ImportDialog | None = None
        self.setWindowTitle("Message templates")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = ListPane(home.languages, pinned, self)
        self.editor = EditorPane(process, self)
        self.save = _button("&Save as your own", "Let this wording count (Ctrl+S)", self)
        self.back = _button("&Back to built-in", "Let the built-in wording count again; can be undone", self)
        self.versions = VersionsMenu(home.own, self)
        self.undo = _button("U&ndo", "Take back what was saved, taken back or imported last", self)
        self.take_over = _button("&Import…", "Take templates over from a folder; shows first what would change", self)
        self.give_away = _button("E&xport…", "Write your own templates into a folder", self)
        self.leave = _button("Close", "Close this window", self)
        self.state = plain("", self)
        self._lay_out()
        self._connect()
        self.list.language.setCurrentIndex(max(0, self.list.language.findData(language)))
        home.load(self.language)
        self.list.search.setFocus()

    @property
    def language(self) -> str:
        """Return the language whose templates are shown."""
        return str(self.list.language.currentData())

    def done(self, result: int) -> None:
        """Keep what was typed and not saved for the next time."""
        self._keep_draft()
        super().done(result)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.editor)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, _SIZE[0] - _LIST_WIDTH])
        buttons = QHBoxLayout()
        for widget in (self.save, self.versions, self.back, self.undo):
            buttons.addWidget(widget)
        buttons.addWidget(self.state, 1)
        for widget in (self.take_over, self.give_away, self.leave):
            buttons.addWidget(widget)
        column = QVBoxLayout(self)
        column.addWidget(split, 1)
        column.addLayout(buttons)
        self.resize(*_SIZE)
        keep_on_screen(self)

    def _connect(self) -> None:
        home = self._home
        home.listed.connect(self._on_listed)
        home.changed.connect(self._on_changed)
        home.said.connect(self.state.setText)
        home.failed.connect(self._on_failed)
        home.import_read.connect(self._on_import_read)
        self.list.language_chosen.connect(self._on_language)
        self.list.template_chosen.connect(self._on_chosen)
        self.list.pins_changed.connect(self.pins_changed)
        self.editor.edited.connect(self._on_edited)
        self.versions.text_chosen.connect(self.editor.take)
        self.save.clicked.connect(self._on_save)
        self.back.clicked.connect(self._on_back)
        self.undo.clicked.connect(home.undo)
        self.take_over.clicked.connect(self._on_import)
        self.give_away.clicked.connect(self._on_export)
        self.leave.clicked.connect(self.reject)
        self._key(QKeySequence.StandardKey.Save, self._on_save)
        self._key(QKeySequence.StandardKey.Find, self._on_find)

    def _key(self, key: QKeySequence.StandardKey, slot: Callable[[], None]) -> None:
        action = QAction(self)
        action.setShortcuts(key)
        action.triggered.connect(slot)
        self.addAction(action)

    def _keep_draft(self) -> None:
        listed = self.editor.listed
        if listed is None:
            return
        key, typed = (self.editor.language, listed.name), self.editor.typed()
        if typed is None:
            self._home.drafts.pop(key, None)
        else:
            self._home.drafts[key] = typed

    def _on_find(self) -> None:
        self.list.search.setFocus()
        self.list.search.selectAll()

    def _on_language(self, language: str) -> None:
        self._keep_draft()
        self._home.load(language)

    def _on_listed(self, language: str, listed: tuple[ListedTemplate, ...]) -> None:
        if language == self.language:
            self._keep_draft()
            self.list.show_templates(listed)

    def _on_chosen(self, listed: ListedTemplate | None) -> None:
        if listed is not None and listed == self.editor.listed and self.editor.language == self.language:
            return
        self._keep_draft()
        draft = self._home.drafts.get((self.language, listed.name)) if listed else None
        self.editor.show_template(listed, self.language, draft)
        self.versions.show_versions(self.language, listed.name if listed else "")

    def _on_edited(self) -> None:
        listed, typed = self.editor.listed, self.editor.typed()
        if listed is None:
            return
        self.save.setEnabled(typed is not None and self.editor.is_good())
        self.back.setEnabled(listed.own is not None)
        self.undo.setEnabled(self._home.can_undo())
        counts = "The built-in wording counts." if listed.own is None else "Your own wording counts."
        self.editor.say(f"{counts} What you typed is not saved yet." if typed is not None else counts)

    def _on_save(self) -> None:
        listed, typed = self.editor.listed, self.editor.typed()
        if listed is None or typed is None:
            return
        if not self.editor.is_good():
            self.state.setText("Not saved: something is wrong with the text; see the list below it.")
            return
        self._home.save(self.language, listed.name, typed, listed.own)
        self.editor.listed = listed._replace(own=typed)  # what is typed from here on is new again

    def _on_back(self) -> None:
        listed = self.editor.listed
        if listed is not None:
            self._home.remove(self.language, listed.name, listed.own)
            self.editor.listed = listed._replace(own=None)
            self.editor.take(listed.built_in)  # Undo in the field brings back what was in it

    def _on_changed(self, said: str) -> None:
        self.state.setText(said)
        self._keep_draft()
        self.editor.listed = None  # whatever it is now, it is shown anew
        self._home.load(self.language)

    def _on_failed(self, error: Exception) -> None:
        parts = [str(getattr(error, name, "")) for name in ("what", "safe", "todo")]
        self.state.setText(" ".join(part for part in parts if part) or str(error))
        self._keep_draft()
        self._home.load(self.language)

    def _on_import(self) -> None:
        self._ask_folder("Take templates over from a folder", self._on_import_folder)

    def _on_export(self) -> None:
        self._ask_folder("Write your own templates into a folder", self._on_export_folder)

    def _ask_folder(self, title: str, slot: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(slot)
        dialog.open()

    def _on_import_folder(self, folder: str) -> None:
        self._home.read_folder(Path(folder))

    def _on_export_folder(self, folder: str) -> None:
        self._home.export(Path(folder))

    def _on_import_read(self, incoming: Import) -> None:
        self.import_dialog = ImportDialog(incoming, self._home.own, self)
        self.import_dialog.taken.connect(self._home.apply)
        self.import_dialog.destroyed.connect(self._on_import_gone)
        self.import_dialog.open()

    def _on_import_gone(self) -> None:
        self.import_dialog = None


def _button(title: str, tip: str, parent: QWidget) -> QPushButton:
    button = QPushButton(title, parent)
    button.setAutoDefault(False)
    button.setToolTip(tip)
    return button
