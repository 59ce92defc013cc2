"""Case sheet and evidence pack in the whole program: asked for by keys, saved, refused, and never cut off halfway."""

import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.logic.answer import Desk
from app.ui.case.sheet_dialog import SheetDialog
from app.ui.case.sheet_door import SheetDoor
from tests.store.sample import text_of
from tests.ui.running import CONTROL, Key, Running, Start, fill_examples
from tests.ui.test_evidence import card, drop, paper, papers, picture, settle

SAVED = "Saved: {}"


@pytest.fixture
def running(start: Start, data_dir: Path, desk: Desk) -> Running:
    """Give a case with a message, a copied text, a photo and a paper, on the screen."""
    fill_examples(data_dir, desk)
    running = start()
    running.window.actions_.refresh.trigger()
    running.choose(0)
    case_id = running.page.pane.case.row.id if running.page.pane.case else 0
    running.program.desk.change(
        case_id, lambda book: book.record_copied(case_id, text_of("Hello,\n  two <b>spaces</b>"))
    )
    running.program.desk.change(case_id, lambda book: book.add_note(case_id, "Only for me"))
    settle(running)
    return running


def door(running: Running) -> SheetDoor:
    sheet = papers(running).sheet
    assert sheet is not None
    return sheet


def dialog(running: Running) -> SheetDialog:
    opened = door(running).dialog
    assert opened is not None
    return opened


def box_of(running: Running) -> QMessageBox:
    (box,) = (one for one in running.window.findChildren(QMessageBox) if one.isVisible())
    return box


def test_the_key_for_printing_offers_sheet_and_pack_and_only_with_a_case(start: Start, running: Running) -> None:
    running.press(Key.Key_P, CONTROL)
    opened = dialog(running)
    assert opened.pdf.hasFocus() and not opened.with_notes
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert door(running).dialog is None
    running.page.history.views.choose(running.page.history.views.view.CLOSED)
    running.settle()
    assert not running.window.actions_.case_sheet.isEnabled() and not running.window.actions_.add_files.isEnabled()


def test_the_pdf_is_saved_where_the_seller_says(running: Running, tmp_path: Path) -> None:
    running.press(Key.Key_P, CONTROL)
    dialog(running).pdf.click()
    (chooser,) = dialog(running).findChildren(QFileDialog)
    assert [Path(name).name for name in chooser.selectedFiles()] == ["Case 111-0000001-0000001.pdf"]
    target = tmp_path / "sheet.pdf"
    chooser.fileSelected.emit(str(target))
    chooser.reject()
    settle(running)
    assert dialog(running).state.text() == SAVED.format(target)
    assert target.read_bytes().startswith(b"%PDF-")


def test_the_pack_holds_the_case_in_the_order_of_a_claim(running: Running, tmp_path: Path) -> None:
    drop(running, picture(tmp_path / "box:1.png"), paper(tmp_path / "proof.pdf"))
    running.press(Key.Key_P, CONTROL)
    door(running).save(tmp_path / "pack.zip")
    settle(running)
    assert dialog(running).state.text() == SAVED.format(tmp_path / "pack.zip")
    with ZipFile(tmp_path / "pack.zip") as pack:
        assert pack.namelist() == [
            "1 case sheet.pdf",
            "2 tracking and dates.txt",
            "3 texts/01 to the buyer, 22 Nov 2026.txt",
            "4 messages of the buyer.txt",
            "5 files/01 box_1.png",
            "5 files/02 proof.pdf",
            "contents.txt",
        ]
        texts = {name: pack.read(name).decode("utf-8-sig") for name in pack.namelist() if name.endswith(".txt")}
        assert pack.read("5 files/02 proof.pdf") == (tmp_path / "proof.pdf").read_bytes()
    assert "Tracking number: " in texts["2 tracking and dates.txt"]
    assert "my order was supposed to arrive" in texts["4 messages of the buyer.txt"]
    assert texts["3 texts/01 to the buyer, 22 Nov 2026.txt"].endswith("Hello,\r\n  two <b>spaces</b>")
    contents = texts["contents.txt"]
    places = [contents.index(f"  {name}") for name in pack.namelist() if name != "contents.txt"]
    assert places == sorted(places)
    assert not any("Only for me" in text for text in texts.values())


@pytest.mark.skipif(sys.platform == "win32", reason="Folders cannot be closed to writing this way")
@pytest.mark.parametrize("name", ["sheet.pdf", "pack.zip"])
def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(
    running: Running, tmp_path: Path, name: str
) -> None:
    running.press(Key.Key_P, CONTROL)
    door(running).save(tmp_path / "missing" / name)
    settle(running)
    assert box_of(running).text() == f"“{name}” cannot be saved (No such file or directory)."
    assert dialog(running).pdf.isEnabled()
    box_of(running).close()


def test_a_file_gone_from_the_folder_stops_the_pack_with_its_name(
    running: Running, data_dir: Path, tmp_path: Path
) -> None:
    drop(running, paper(tmp_path / "proof.pdf"))
    for stored in (data_dir / "evidence").glob("*/*"):
        stored.unlink()
    running.press(Key.Key_P, CONTROL)
    door(running).save(tmp_path / "pack.zip")
    settle(running)
    assert box_of(running).text().startswith("“proof.pdf” is not in the folder of this case any more.")
    assert not (tmp_path / "pack.zip").exists()
    box_of(running).close()


def test_a_broken_photo_is_told_by_its_kind_and_kept(running: Running, tmp_path: Path) -> None:
    (tmp_path / "broken.webp").write_bytes(b"RIFF\x10\x00\x00\x00WEBPVP8 broken")
    drop(running, tmp_path / "broken.webp")
    assert [file.kind for file in card(running).files] == ["WEBP picture"]
    running.press(Key.Key_P, CONTROL)
    door(running).save(tmp_path / "sheet.pdf")
    settle(running)
    assert (tmp_path / "sheet.pdf").exists()


def test_the_preview_shows_the_pages(running: Running) -> None:
    running.press(Key.Key_P, CONTROL)
    dialog(running).preview.click()
    settle(running)
    (preview,) = dialog(running).findChildren(QPrintPreviewDialog)
    assert preview.isVisible() and "print preview" in preview.windowTitle()
    preview.reject()
    QTest.qWait(1)
