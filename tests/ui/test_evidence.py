"""Photos and papers of a case: dropped, refused, looked at, taken out and brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from app.logic.evidence import EvidenceRefused
from app.ui.case.evidence_card import EvidenceCard
from app.ui.case.evidence_door import together
from app.ui.case.papers import Papers
from tests.ui.running import CONTROL, Key, Running, Start, fill

LINK = b"%PDF-1.4\nproof of posting"


def picture(path: Path, colour: str = "orange") -> Path:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))
    return path


def paper(path: Path) -> Path:
    path.write_bytes(LINK)
    return path


def papers(running: Running) -> Papers:
    assert running.program.desktop.papers is not None
    return running.program.desktop.papers


def card(running: Running) -> EvidenceCard:
    return running.page.pane.evidence


def settle(running: Running) -> None:
    """Wait for the copies, for the store, and for the pictures that are read once it has answered."""
    for _ in range(3):
        while not papers(running).tasks.is_idle():
            QTest.qWait(2)
        running.settle()


def drop(running: Running, *paths: Path, on: QWidget | None = None) -> bool:
    """Drop files as a file manager does; return whether they were taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    pane = on or running.page.pane
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(20, 20), copy, mime, left, none)
    enter.ignore()
    QApplication.sendEvent(pane, enter)
    if enter.isAccepted():
        QApplication.sendEvent(pane, QDropEvent(QPointF(20, 20), copy, mime, left, none, QEvent.Type.Drop))
    settle(running)
    return enter.isAccepted()


def names(running: Running) -> list[str]:
    return [file.name for file in card(running).files]


@pytest.fixture
def running(start: Start, data_dir: Path) -> Running:
    fill(data_dir, open_=1)
    running = start()
    running.choose(0)
    return running


def test_dropped_files_are_copied_listed_undone_and_there_after_a_restart(
    running: Running, start: Start, data_dir: Path, tmp_path: Path
) -> None:
    assert card(running).hint.isVisible()
    assert drop(running, picture(tmp_path / "box.png"), paper(tmp_path / "proof.pdf"))
    assert names(running) == ["box.png", "proof.pdf"]
    assert running.window.undo_line.label.text() == "2 files added."
    assert len(list((data_dir / "evidence" / "1").iterdir())) == 2
    running.press(Key.Key_Z, CONTROL)
    assert names(running) == [] and card(running).hint.isVisible()
    running.window.actions_.redo.trigger()
    settle(running)
    assert names(running) == ["box.png", "proof.pdf"]
    running.close()
    again = start()
    again.choose(0)
    settle(again)
    assert names(again) == ["box.png", "proof.pdf"]


def test_a_picture_is_shown_small_and_a_paper_as_a_symbol(running: Running, tmp_path: Path) -> None:
    drop(running, picture(tmp_path / "box.png", "#ff0000"), paper(tmp_path / "proof.pdf"))
    shown = card(running).list.item(0).icon().pixmap(48, 48).toImage()
    assert shown.pixelColor(shown.width() // 2, shown.height() // 2) == QColor("#ff0000")
    spoken = card(running).list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("proof.pdf, PDF document, 25 bytes, added ")
    name, kind, added = card(running).list.item(1).text().split("\n")
    assert (name, kind) == ("proof.pdf", "PDF document, 25 bytes")
    room = card(running).list.viewport().width() - 48 - 20
    assert card(running).list.fontMetrics().horizontalAdvance(added) < room
    assert (
        card(running).list.visualItemRect(card(running).list.item(1)).height()
        >= 3 * card(running).fontMetrics().height()
    )
    assert added in card(running).list.item(1).toolTip()


def test_what_is_refused_is_said_at_once_and_the_rest_is_added(running: Running, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "virus.jpg").write_bytes(b"MZ program")
    drop(running, tmp_path / "folder", tmp_path / "virus.jpg", paper(tmp_path / "proof.pdf"))
    assert names(running) == ["proof.pdf"]
    (box,) = (one for one in running.window.findChildren(QMessageBox) if one.isVisible())
    assert "“folder” is a folder." in box.text() and "“virus.jpg” is neither a photo nor a PDF" in box.text()
    assert "The other files were added." in box.informativeText()
    box.close()


def test_the_same_file_twice_is_there_once_and_said(running: Running, tmp_path: Path) -> None:
    drop(running, paper(tmp_path / "proof.pdf"))
    drop(running, paper(tmp_path / "copy.pdf"))
    assert names(running) == ["proof.pdf"]
    assert running.window.undo_line.label.text() == "“copy.pdf”: the case holds this already."


def test_delete_takes_a_file_out_and_undo_brings_it_back(running: Running, data_dir: Path, tmp_path: Path) -> None:
    drop(running, paper(tmp_path / "proof.pdf"))
    card(running).list.setFocus()
    card(running).list.setCurrentRow(0)
    running.press(Key.Key_Delete)
    assert names(running) == []
    assert running.window.undo_line.label.text() == "proof.pdf removed."
    assert len(list((data_dir / "evidence" / "1").iterdir())) == 1
    running.press(Key.Key_Z, CONTROL)
    assert names(running) == ["proof.pdf"]


def test_a_picture_on_the_clipboard_is_pasted_and_nothing_is_said_to_be_nothing(running: Running) -> None:
    card(running).add.setFocus()
    shot = QImage(60, 40, QImage.Format.Format_RGB32)
    shot.fill(QColor("green"))
    QApplication.clipboard().setImage(shot)
    running.press(Key.Key_V, CONTROL)
    settle(running)
    assert [(file.name, file.media) for file in card(running).files] == [("pasted picture.png", "image/png")]
    QApplication.clipboard().setText("no picture")
    running.press(Key.Key_V, CONTROL)
    assert running.window.undo_line.label.text() == "There is no picture and no file on the clipboard."


class Opener(QObject):
    """Stand where the system's viewer would."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[bytes] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()).read_bytes())


@pytest.fixture
def opener() -> Iterator[Opener]:
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "show")  # type: ignore[arg-type]  # the stub asks for bytes, which fail
    yield opener
    QDesktopServices.unsetUrlHandler("file")


def test_enter_opens_the_file_as_it_is(running: Running, tmp_path: Path, opener: Opener) -> None:
    drop(running, paper(tmp_path / "proof.pdf"))
    card(running).list.setFocus()
    card(running).list.setCurrentRow(0)
    running.press(Key.Key_Return)
    assert opener.opened == [LINK]


def test_a_file_gone_from_the_folder_is_said(running: Running, data_dir: Path, tmp_path: Path) -> None:
    drop(running, paper(tmp_path / "proof.pdf"))
    for stored in (data_dir / "evidence" / "1").iterdir():
        stored.unlink()
    card(running).list.setCurrentRow(0)
    card(running).open.click()
    (box,) = (one for one in running.window.findChildren(QMessageBox) if one.isVisible())
    assert box.text() == "“proof.pdf” is not in the folder of this case any more."
    box.close()


def test_nothing_but_files_can_be_dropped_and_nothing_without_a_case(start: Start, tmp_path: Path) -> None:
    running = start()
    assert not drop(running, paper(tmp_path / "proof.pdf"))
    mime = QMimeData()
    mime.setText("a text")
    event = QDragEnterEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(running.page.pane, event)
    assert not event.isAccepted()


def test_closing_in_the_middle_of_a_copy_keeps_what_is_whole(
    running: Running, start: Start, data_dir: Path, tmp_path: Path
) -> None:
    papers(running).evidence.add([paper(tmp_path / "proof.pdf")])
    running.close()
    again = start()
    again.choose(0)
    settle(again)
    stored = list((data_dir / "evidence" / "1").iterdir()) if (data_dir / "evidence" / "1").exists() else []
    assert len(stored) == len(names(again)) and not [path for path in stored if path.suffix == ".partial"]


def test_many_refusals_are_one_sentence_each_up_to_a_number() -> None:
    many = together([EvidenceRefused(f"“{number}” is empty.", "Save it once more.") for number in range(20)])
    assert many.what.count("\n") == 8 and many.what.endswith("And 12 more.")
    assert many.todo == "Save it once more."
