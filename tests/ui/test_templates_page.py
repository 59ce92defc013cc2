"""The page of message templates: found, worded, tried, saved, taken back, imported; nothing typed is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.templates.page import TemplatesPage
from tests.ui.running import CONTROL, Key, Running, Start

SHIFT = Qt.KeyboardModifier.ShiftModifier
NO_KEY = Qt.KeyboardModifier.NoModifier
OWN = (
    "Order {{ order_number }}\n\n{{ greeting() }}\n\nYour {{ item }} in order {{ order_number }}.\n\n{{ closing() }}\n"
)


@pytest.fixture
def running(start: Start, data_dir: Path) -> Running:
    (data_dir / "settings.toml").write_text(
        'channels_used = ["amazon-us"]\nshop_name = "Mug Corner"\n', encoding="utf-8"
    )
    return start()


@pytest.fixture
def page(running: Running) -> Iterator[TemplatesPage]:
    """Open the page as its key does."""
    running.press(Key.Key_T, CONTROL | SHIFT)
    running.settle()
    page = running.program.wording.page
    assert page is not None and page.isVisible() and not page.isModal()
    yield page
    if running.program.wording.page is not None:
        running.program.wording.page.close()


def press(running: Running, widget: QWidget, key: Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
    QTest.keyClick(widget, key, modifiers)
    running.settle()
    running.settle()


def search(running: Running, page: TemplatesPage, text: str) -> None:
    page.list.search.selectAll()
    QTest.keyClicks(page.list.search, text)
    running.settle()


def tried(qtbot: QtBot, running: Running) -> None:
    """Wait until the preview shows what is in the field."""
    qtbot.wait(150)
    qtbot.waitUntil(running.program.wording.process.is_idle, timeout=60_000)


def faults(page: TemplatesPage) -> list[str]:
    return [page.editor.findings.item(row).text() for row in range(page.editor.findings.count())]


def type_own(qtbot: QtBot, running: Running, page: TemplatesPage, text: str) -> None:
    page.editor.text.setFocus()
    page.editor.text.selectAll()
    page.editor.text.insertPlainText(text)
    tried(qtbot, running)


def test_a_template_is_found_and_shown_as_a_buyer_gets_it(qtbot: QtBot, running: Running, page: TemplatesPage) -> None:
    search(running, page, "it is lost")
    assert page.list.list.item(0).text() == "It is lost: refund it now" and page.list.list.currentRow() == 0
    assert page.list.count.text().endswith(" shown, 0 in your own words.")
    tried(qtbot, running)
    preview = page.editor.preview
    assert preview.subject.text() == "Order 123-1234567-1234567: your refund"
    assert preview.body.toPlainText().endswith("Kind regards,\nMug Corner")
    preview.done.click()
    tried(qtbot, running)
    assert preview.subject.text().endswith(": refunded")
    preview.units.setCurrentIndex(preview.units.findText("1 of 3 units"))
    tried(qtbot, running)
    assert "1 of 3 units" in preview.body.toPlainText()
    assert page.editor.built_in.toPlainText() == page.editor.text.toPlainText()
    search(running, page, "no such words")
    assert page.list.count.text() == "Nothing found." and not page.editor.isEnabled()


def test_what_is_wrong_is_said_with_its_line_and_not_saved(qtbot: QtBot, running: Running, page: TemplatesPage) -> None:
    search(running, page, "it is lost")
    type_own(qtbot, running, page, OWN + "{{ '9' * 999 }}")
    assert faults(page) == ["Line 8: a template cannot use the operator * here"]
    assert not page.save.isEnabled()
    press(running, page.editor.text, Key.Key_S, CONTROL)
    assert "Not saved" in page.state.text() and running.program.wording.home.own.text("en", "refund_lost") is None
    page.editor.text.moveCursor(page.editor.text.textCursor().MoveOperation.Start)
    page.editor.findings.setCurrentRow(0)
    press(running, page.editor.findings, Key.Key_Return)
    assert page.editor.text.textCursor().blockNumber() == 7


def test_own_wording_is_saved_taken_back_and_restored(qtbot: QtBot, running: Running, page: TemplatesPage) -> None:
    own = running.program.wording.home.own
    search(running, page, "it is lost")
    type_own(qtbot, running, page, OWN)
    press(running, page.editor.text, Key.Key_S, CONTROL)
    assert own.text("en", "refund_lost") == OWN
    assert page.editor.state.text() == "Your own wording counts."
    assert page.list.list.item(0).text() == "It is lost: refund it now\nYour own wording"
    page.back.click()
    running.settle()
    running.settle()
    assert own.text("en", "refund_lost") is None and page.state.text() == "The built-in wording counts again."
    page.undo.click()
    running.settle()
    running.settle()
    assert own.text("en", "refund_lost") == OWN and page.editor.text.toPlainText() == OWN
    assert page.versions.isEnabled()
    type_own(qtbot, running, page, "x")
    page.versions.menu().actions()[0].trigger()
    assert page.editor.text.toPlainText() == OWN


def test_nothing_typed_is_lost_by_looking_elsewhere(qtbot: QtBot, running: Running, page: TemplatesPage) -> None:
    search(running, page, "it is lost")
    type_own(qtbot, running, page, "half a thought")
    search(running, page, "wait as agreed")
    assert "half a thought" not in page.editor.text.toPlainText()
    search(running, page, "it is lost")
    assert page.editor.text.toPlainText() == "half a thought"
    page.close()
    running.settle()
    running.window.actions_.templates.trigger()
    running.settle()
    again = running.program.wording.page
    assert again is not None
    search(running, again, "it is lost")
    assert again.editor.text.toPlainText() == "half a thought"
    search(running, again, "wait as agreed")


def test_pinned_templates_stand_on_top_and_stay_there(running: Running, page: TemplatesPage) -> None:
    search(running, page, "wait as agreed")
    page.list.list.setFocus()
    press(running, page.list.list, Key.Key_T, CONTROL)
    page.list.search.clear()
    assert page.list.list.item(0).text() == "★ Wait as agreed"
    running.settle()
    assert running.program.home.current.pinned_templates == ("wait_agreed",)
    page.list.choose("wait_agreed")
    press(running, page.list.list, Key.Key_T, CONTROL)
    assert not running.program.home.current.pinned_templates


def test_an_import_shows_what_it_changes_and_can_be_undone(
    running: Running, page: TemplatesPage, tmp_path: Path
) -> None:
    (tmp_path / "in" / "en").mkdir(parents=True)
    (tmp_path / "in" / "en" / "wait_agreed.txt.j2").write_text(OWN, encoding="utf-8")
    (tmp_path / "in" / "en" / "evil.exe").write_text("x", encoding="utf-8")
    home = running.program.wording.home
    home.read_folder(tmp_path / "in")
    running.settle()
    dialog = page.import_dialog
    assert dialog is not None and dialog.list.count() == 1
    assert "+Your {{ item }} in order {{ order_number }}." in dialog.difference.toPlainText()
    assert "evil.exe: no message has this name" in dialog.left_out.text()
    assert home.own.text("en", "wait_agreed") is None
    dialog.take.click()
    running.settle()
    running.settle()
    assert home.own.text("en", "wait_agreed") == OWN
    home.export(tmp_path / "out")
    running.settle()
    assert (tmp_path / "out" / "en" / "wait_agreed.txt.j2").read_text(encoding="utf-8") == OWN
    page.undo.click()
    running.settle()
    running.settle()
    assert home.own.text("en", "wait_agreed") is None
