"""The seller's templates while the program runs: read and changed in the background, each change undone at will."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.logic.wording.template_folder import apply_import, export_templates, read_import
from app.logic.wording.template_list import list_templates

if TYPE_CHECKING:
    from pathlib import Path

    from app.logic.wording.own_templates import OwnTemplates
    from app.logic.wording.template_folder import Import
    from app.ui.tasks import BackgroundTasks

    Step = tuple[str, tuple[tuple[str, str, str | None], ...]]


class TemplateHome(QObject):
    """Hold the way to the own templates; every step is told when it is done."""

    listed = Signal(str, object)
    """A language and its templates: a tuple of ListedTemplate."""

    changed = Signal(str)
    """Something else counts from now on; what was done, in a sentence."""

    said = Signal(str)
    """Something was done that changes no template."""

    import_read = Signal(object)
    """A folder was looked through and can be taken over: an Import."""

    failed = Signal(object)
    """Why a step could not be done: an Exception; nothing was changed."""

    def __init__(
        self, own: OwnTemplates, languages: tuple[str, ...], tasks: BackgroundTasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.own = own
        self.languages = languages
        self._tasks = tasks
        self.drafts: dict[tuple[str, str], str] = {}
        """What was typed and not saved, by language and template, until the program ends."""
        self._undo: list[Step] = []

    def load(self, language: str) -> None:
        """Read every template of a language; `listed` brings them."""
        self._tasks.run(
            partial(list_templates, self.own, language), partial(self.listed.emit, language), self.failed.emit
        )

    def save(self, language: str, name: str, text: str, before: str | None) -> None:
        """Let a text count; `before` is the own wording so far."""
        step: Step = ("Your wording counts from now on.", ((language, name, before),))
        self._tasks.run(partial(self.own.save, language, name, text), partial(self._on_done, step), self.failed.emit)

    def remove(self, language: str, name: str, before: str | None) -> None:
        """Let the built-in wording count again."""
        step: Step = ("The built-in wording counts again.", ((language, name, before),))
        self._tasks.run(partial(self.own.remove, language, name), partial(self._on_done, step), self.failed.emit)

    def read_folder(self, folder: Path) -> None:
        """Look through a folder; `import_read` brings what it would change."""
        work = partial(read_import, folder, self.own, self.languages)
        self._tasks.run(work, self.import_read.emit, self.failed.emit)

    def apply(self, incoming: Import) -> None:
        """Let the templates of a folder count."""
        before = tuple((each.language, each.name, each.before) for each in incoming.changes)
        step: Step = (f"{len(before)} templates were taken over.", before)
        self._tasks.run(partial(apply_import, incoming, self.own), partial(self._on_done, step), self.failed.emit)

    def export(self, folder: Path) -> None:
        """Write every own template into a folder."""
        work = partial(export_templates, self.own, folder, self.languages)
        self._tasks.run(work, partial(self._on_exported, folder.name), self.failed.emit)

    def can_undo(self) -> bool:
        """Say whether a step can be taken back."""
        return bool(self._undo)

    def undo(self) -> None:
        """Take the last step back."""
        if self._undo:
            said, before = self._undo.pop()
            done = partial(self._on_undone, f"Taken back: {said}")
            self._tasks.run(partial(_put_all, self.own, before), done, self.failed.emit)

    def _on_done(self, step: Step, _: object) -> None:
        self._undo.append(step)
        self.changed.emit(step[0])

    def _on_undone(self, said: str, _: object) -> None:
        self.changed.emit(said)

    def _on_exported(self, folder: str, number: int) -> None:
        self.said.emit(
            f"{number} own templates were written into {folder}." if number else "You have no own templates."
        )


def _put_all(own: OwnTemplates, texts: tuple[tuple[str, str, str | None], ...]) -> None:
    for language, name, text in texts:
        own.put(language, name, text)
