"""Carry files into a case and out of it: copied in the background, shown small, opened by the system."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from app.logic.evidence import ENDINGS, EvidenceFile, EvidenceRefused, evidence_of
from app.logic.meter import Cancelled, Meter
from app.ui.case.evidence_card import PICTURE, FileDrop
from app.ui.case.pictures import small_picture
from app.ui.meter_dialog import MeterDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.logic.case import Case
    from app.logic.evidence_folder import EvidenceFolder
    from app.ui.case.pane import CasePane
    from app.ui.case.work import CaseWork
    from app.ui.tasks import BackgroundTasks

_MOST_KEPT: Final = 200
"""Small pictures kept in memory."""
_MOST_NAMED: Final = 8


class Taken(NamedTuple):
    """What came of adding files: what is to be kept, the names of those the case held already, and the refusals."""

    told: tuple[dict[str, object], ...]
    held: tuple[str, ...]
    refused: tuple[EvidenceRefused, ...]


class EvidenceDoor(QObject):
    """Answer what the evidence card asks for.

    Args:
        tasks: a thread of its own, so that a long copy holds up no question to the stored cases.
        report: shows an error.
    """

    said = Signal(str)

    def __init__(
        self,
        pane: CasePane,
        work: CaseWork,
        folder: EvidenceFolder,
        tasks: BackgroundTasks,
        report: Callable[[Exception], None],
    ) -> None:
        super().__init__(pane)
        self._pane = pane
        self._card = pane.evidence
        self._work = work
        self._folder = folder
        self._tasks = tasks
        self._report = report
        self._pictures: dict[str, QImage | None] = {}
        self._meters: list[Meter] = []
        FileDrop(pane, self._card)
        self._card.dropped.connect(self.add)
        self._card.pasted.connect(self.paste)
        self._card.opened.connect(self.open)
        self._card.removed.connect(self.remove)
        self._card.shown.connect(self._on_shown)
        self._on_shown(self._card.files)

    def choose(self) -> None:
        """Let the seller choose files to add."""
        dialog = QFileDialog(self._pane, "Add photos and papers")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*.{ending}" for ending in (*ENDINGS.values(), "jpeg"))
        dialog.setNameFilters([f"Photos and PDF files ({endings})", "All files (*)"])
        dialog.filesSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add(self, paths: Sequence[Path]) -> None:
        """Copy files into the case that is shown."""
        if paths:
            self._take(partial(take_files, self._folder, paths=tuple(paths)))

    def paste(self) -> None:
        """Add the files or the picture on the clipboard, such as a shot of the tracking page."""
        mime = QGuiApplication.clipboard().mimeData()
        picture = QImage(mime.imageData()) if mime.hasImage() else QImage()
        if paths := [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]:
            self.add(paths)
        elif not picture.isNull():
            self._take(partial(take_picture, self._folder, picture=picture))
        else:
            self.said.emit("There is no picture and no file on the clipboard.")

    def _take(self, take: Callable[..., Taken]) -> None:
        case = self._pane.case
        if case is None:
            return
        meter = Meter()
        dialog = MeterDialog("Copying the files…", meter, self._pane)
        self._meters.append(meter)
        done, failed = partial(self._on_taken, case.row.id, meter, dialog), partial(self._on_failed, meter, dialog)
        self._tasks.run(partial(take, case=case, meter=meter), done, failed)

    def open(self, file: EvidenceFile) -> None:
        """Show a file in the program that the system has for it."""
        try:
            path = self._folder.path(self._case_id(), file)
        except EvidenceRefused as refused:
            self._report(refused)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.said.emit(f"This system has no program that opens {file.kind}s.")

    def remove(self, file: EvidenceFile) -> None:
        """Take a file out of the case; it can be undone."""
        self._work.evidence_removed(self._case_id(), told_of(file))

    def close(self) -> None:
        """Stop what is under way, and keep what is copied."""
        for meter in self._meters:
            meter.stop()
        self._tasks.close()

    def _case_id(self) -> int:
        return self._pane.case.row.id if self._pane.case is not None else 0

    def _on_chosen(self, names: list[str]) -> None:
        self.add([Path(name) for name in names])

    def _on_taken(self, case_id: int, meter: Meter, dialog: MeterDialog, taken: Taken) -> None:
        self._end(meter, dialog)
        if taken.told:
            self._work.evidence_added(case_id, taken.told)
        elif taken.held:
            self.said.emit(f"{_names(taken.held)}: the case holds this already.")
        if taken.refused:
            self._report(together(taken.refused))

    def _on_failed(self, meter: Meter, dialog: MeterDialog, error: Exception) -> None:
        self._end(meter, dialog)
        self._report(error)

    def _end(self, meter: Meter, dialog: MeterDialog) -> None:
        self._meters.remove(meter)
        dialog.finish()

    def _on_shown(self, files: tuple[EvidenceFile, ...]) -> None:
        case_id, points = self._case_id(), round(PICTURE * self._pane.devicePixelRatioF())
        for file in files:
            if (picture := self._pictures.get(file.file)) is not None:
                self._card.show_picture(file.file, picture)
            elif file.is_picture and file.file not in self._pictures:
                read = partial(_picture, self._folder, case_id, file, points)
                self._tasks.run(read, partial(self._on_picture, file.file))

    def _on_picture(self, file: str, picture: QImage | None) -> None:
        if len(self._pictures) >= _MOST_KEPT:
            self._pictures.pop(next(iter(self._pictures)))
        self._pictures[file] = picture
        if picture is not None:
            self._card.show_picture(file, picture)


def take_files(folder: EvidenceFolder, *, paths: Sequence[Path], case: Case, meter: Meter) -> Taken:
    """Copy files into the folder of a case, one after the other; what a stop leaves out is simply not there."""
    meter.total = sum(map(_size, paths))
    files, told, held, refused = list(evidence_of(case.events)), [], [], []
    for path in paths:
        try:
            one = folder.take(case.row.id, path, files, meter.advance)
        except EvidenceRefused as refusal:
            refused.append(refusal)
        except Cancelled:
            break
        else:
            if one is None:
                held.append(path.name)
            else:
                told.append(one)
                files.append(_file(one, case))
    return Taken(tuple(told), tuple(held), tuple(refused))


def take_picture(folder: EvidenceFolder, *, picture: QImage, case: Case, meter: Meter) -> Taken:
    """Keep a picture without a file as a PNG."""
    with TemporaryDirectory(prefix="amends-") as private:
        path = Path(private) / "pasted picture.png"
        if not picture.save(str(path)):
            refusal = EvidenceRefused("The picture on the clipboard cannot be kept.", "Save it as a file and add that.")
            return Taken((), (), (refusal,))
        return take_files(folder, paths=(path,), case=case, meter=meter)


def together(refused: Sequence[EvidenceRefused]) -> EvidenceRefused:
    """Return one refusal that says all of them."""
    if len(refused) == 1:
        return refused[0]
    lines = [one.what for one in refused[:_MOST_NAMED]]
    if len(refused) > _MOST_NAMED:
        lines.append(f"And {len(refused) - _MOST_NAMED} more.")
    todo = "\n".join(dict.fromkeys(one.todo for one in refused))
    return EvidenceRefused("\n".join(lines), todo, "The other files were added.")


def told_of(file: EvidenceFile) -> dict[str, object]:
    """Return what an event tells of a file."""
    return {"file": file.file, "name": file.name, "sha256": file.sha256, "size": file.size, "media": file.media}


def _file(told: dict[str, object], case: Case) -> EvidenceFile:
    size = told["size"]
    texts = {key: str(told[key]) for key in ("file", "name", "sha256", "media")}
    return EvidenceFile(size=size if isinstance(size, int) else 0, at=case.row.updated_at, **texts)


def _picture(folder: EvidenceFolder, case_id: int, file: EvidenceFile, points: int) -> QImage | None:
    try:
        return small_picture(folder.path(case_id, file), file, points)
    except EvidenceRefused:
        return None  # said when the seller opens it


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # said when it is its turn


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names[:_MOST_NAMED])
