"""Open the windows in which a seller words messages; what was typed and not saved is there again the next time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from app.logic.settings import Settings
    from app.logic.wording.blocks import Blocks
    from app.logic.wording.own_words import OwnWords
    from app.ui.main_window import MainWindow
    from app.ui.settings.home import SettingsHome
    from app.ui.tasks import BackgroundTasks
    from app.ui.templates.blocks_dialog import BlocksDialog
    from app.ui.templates.home import TemplateHome
    from app.ui.templates.page import TemplatesPage
    from app.ui.templates.preview_process import PreviewProcess
    from app.ui.templates.words_dialog import WordsDialog


class WordingDoor(QObject):
    """Let one window of each kind be open beside the main window.

    Args:
        folder: where the seller's own templates and words lie, or will lie.
        command: starts the process that tries templates out.
    """

    blocks_changed = Signal(object)
    """The own text blocks by language, once they were saved."""

    def __init__(
        self,
        window: MainWindow,
        tasks: BackgroundTasks,
        settings: SettingsHome,
        folder: Path,
        clock: Callable[[], datetime],
        command: Callable[[], tuple[str, ...]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._settings = settings
        self._folder = folder
        self._clock = clock
        self._command = command
        self._home: TemplateHome | None = None
        self._process: PreviewProcess | None = None
        self._typed_words: dict[str, OwnWords] | None = None
        self.page: TemplatesPage | None = None
        self.words_dialog: WordsDialog | None = None
        self.blocks_dialog: BlocksDialog | None = None
        actions = window.actions_
        actions.templates.triggered.connect(self.open_templates)
        actions.words.triggered.connect(self.open_words)
        actions.blocks.triggered.connect(self.open_blocks)
        window.closing.connect(self.close)

    def open_templates(self) -> None:
        """Open the page of message templates, or bring it to the front."""
        if self.page is None:
            from app.ui.templates.page import TemplatesPage

            pinned = self._settings.current.pinned_templates
            self.page = TemplatesPage(self.home, self.process, self._language(), pinned, self._window)
            self._prepare(self.page.editor.preview)
            self.page.pins_changed.connect(self._on_pins_changed)
            self.page.destroyed.connect(self._on_page_gone)
        self._show(self.page)

    def open_words(self) -> None:
        """Open the own greeting, closing and paragraphs."""
        if self.words_dialog is not None:
            self._show(self.words_dialog)
        elif self._typed_words is not None:
            self._show_words(self._typed_words)
        else:
            self._tasks.run(partial(_read_words, self._folder), self._show_words, self._on_failed)

    def open_blocks(self) -> None:
        """Open the own text blocks."""
        if self.blocks_dialog is not None:
            self._show(self.blocks_dialog)
        else:
            self._tasks.run(partial(_read_blocks, self._folder), self._show_blocks, self._on_failed)

    def close(self) -> None:
        """Store what is still being typed, and end the process that tries templates out."""
        if self.blocks_dialog is not None:
            self.blocks_dialog.hand_on()
        if self._process is not None:
            self._process.close()

    @property
    def home(self) -> TemplateHome:
        """Return the way to the own templates."""
        if self._home is None:
            from app.logic.messages.sources import built_in_folder, languages
            from app.logic.wording.own_templates import OwnTemplates
            from app.ui.templates.home import TemplateHome

            own = OwnTemplates(self._folder, built_in_folder(), self._clock)
            self._home = TemplateHome(own, languages([built_in_folder()]), self._tasks, self)
        return self._home

    @property
    def process(self) -> PreviewProcess:
        """Return the process that tries templates out."""
        if self._process is None:
            from app.ui.templates.preview_process import PreviewProcess

            self._process = PreviewProcess(self._command(), self)
        return self._process

    def _language(self) -> str:
        wanted = self._settings.current.message_language or "en"
        return wanted if wanted in self.home.languages else "en"

    def _prepare(self, preview: Any) -> None:
        settings: Settings = self._settings.current
        preview.use(settings.channels_used, settings.seller())

    def _show_words(self, words: dict[str, OwnWords]) -> None:
        from app.ui.templates.words_dialog import WordsDialog

        if self.words_dialog is None:
            language, languages = self._language(), self.home.languages
            self.words_dialog = dialog = WordsDialog(words, languages, self.process, language, self._window)
            self._prepare(dialog.preview)
            dialog.saved.connect(self._on_words_saved)
            dialog.rejected.connect(self._on_words_left)
            dialog.destroyed.connect(self._on_words_gone)
        self._show(self.words_dialog)

    def _show_blocks(self, blocks: Blocks) -> None:
        from app.ui.templates.blocks_dialog import BlocksDialog

        if self.blocks_dialog is None:
            self.blocks_dialog = BlocksDialog(blocks, self.home.languages, self._language(), self._window)
            self.blocks_dialog.changed.connect(self._on_blocks_changed)
            self.blocks_dialog.destroyed.connect(self._on_blocks_gone)
        self._show(self.blocks_dialog)

    def _show(self, dialog: Any) -> None:
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _on_words_saved(self, words: dict[str, OwnWords]) -> None:
        self._typed_words = words  # until they are stored: nothing typed is lost if they cannot be
        self._tasks.run(partial(_write_words, self._folder, words), self._on_words_stored, self._on_failed)

    def _on_words_stored(self, _: object) -> None:
        self._typed_words = None
        self._window.undo_line.say("Your own wording counts from the next message on.")

    def _on_words_left(self) -> None:
        if self.words_dialog is not None and self.words_dialog.is_changed():
            self._typed_words = self.words_dialog.words()
            self._window.undo_line.say("Not saved. What you typed is there when you open your own wording again.")
        else:
            self._typed_words = None

    def _on_blocks_changed(self, blocks: Blocks) -> None:
        self._tasks.run(partial(_write_blocks, self._folder, blocks), failed=self._on_failed)
        self.blocks_changed.emit(blocks)

    def _on_pins_changed(self, pinned: tuple[str, ...]) -> None:
        self._settings.set(pinned_templates=pinned)

    def _on_failed(self, error: Exception) -> None:
        parts = [str(getattr(error, name, "")) for name in ("what", "safe", "todo")]
        self._window.undo_line.say(" ".join(part for part in parts if part) or str(error))

    def _on_page_gone(self) -> None:
        self.page = None
        self._rest()

    def _on_words_gone(self) -> None:
        self.words_dialog = None
        self._rest()

    def _rest(self) -> None:
        """End the process while nobody looks at a preview."""
        if self._process is not None and self.page is None and self.words_dialog is None:
            self._process.close()

    def _on_blocks_gone(self) -> None:
        self.blocks_dialog = None


def _read_words(folder: Path) -> dict[str, OwnWords]:
    from app.logic.wording.own_words import OWN_WORDS_FILE, read_own_words

    return read_own_words(folder / OWN_WORDS_FILE)


def _write_words(folder: Path, words: dict[str, OwnWords]) -> None:
    from app.logic.wording.own_words import OWN_WORDS_FILE, write_own_words

    write_own_words(folder / OWN_WORDS_FILE, words)


def _read_blocks(folder: Path) -> Blocks:
    from app.logic.wording.blocks import BLOCKS_FILE, read_blocks

    return read_blocks(folder / BLOCKS_FILE)


def _write_blocks(folder: Path, blocks: Blocks) -> None:
    from app.logic.wording.blocks import BLOCKS_FILE, write_blocks

    write_blocks(folder / BLOCKS_FILE, blocks)
