"""Own wording the easy way and text blocks, by keyboard: chips, typed braces, nothing lost by closing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.logic.wording.blocks import BLOCKS_FILE, TextBlock, read_blocks
from app.logic.wording.own_words import OWN_WORDS_FILE, OwnParagraph, read_own_words
from app.ui.templates.blocks_button import BlocksButton
from app.ui.templates.blocks_dialog import BlocksDialog
from app.ui.templates.field_edit import FieldEdit
from app.ui.templates.words_dialog import WordsDialog
from tests.ui.running import CONTROL, Key, Running, Start

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def running(start: Start) -> Running:
    return start()


def open_words(running: Running, *, by_key: bool = True) -> WordsDialog:
    if by_key:
        running.press(Key.Key_W, CONTROL | SHIFT)
    else:
        running.window.actions_.words.trigger()
    running.settle()
    dialog = running.program.wording.words_dialog
    assert dialog is not None and dialog.isVisible()
    return dialog


def open_blocks(running: Running) -> BlocksDialog:
    running.press(Key.Key_B, CONTROL | SHIFT)
    running.settle()
    dialog = running.program.wording.blocks_dialog
    assert dialog is not None and dialog.isVisible()
    return dialog


def chip(dialog: WordsDialog, field: str) -> None:
    next(each for each in dialog.chips if each.property("field") == field).click()


def test_chips_and_typed_braces_are_two_things(qtbot: QtBot) -> None:
    edit = FieldEdit("Greeting", 1_000, 2)
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "{{ item }} ")
    edit.insert_field("item")
    QTest.keyClicks(edit, "!")
    assert edit.stored() == "{{ '{' }}{{ '{' }} item }} {{ item }}!"
    QTest.keyClick(edit, Key.Key_Backspace)
    QTest.keyClick(edit, Key.Key_Backspace)
    assert edit.stored() == "{{ '{' }}{{ '{' }} item }} "
    pasted = QMimeData()
    pasted.setText("\ufffcA\nB")
    pasted.setHtml("<b>other</b>")
    edit.insertFromMimeData(pasted)
    assert edit.stored().endswith(" A\nB")
    stored = edit.stored() + "{{ carrier }}\nx"
    edit.show_stored(stored)
    assert edit.stored() == stored


def test_own_words_are_worded_previewed_and_kept(qtbot: QtBot, running: Running, data_dir: Path) -> None:
    dialog = open_words(running)
    dialog.greeting.setFocus()
    QTest.keyClicks(dialog.greeting, "Hi ")
    chip(dialog, "buyer_name")
    QTest.keyClicks(dialog.greeting, "!")
    dialog.paragraphs.add.click()
    QTest.keyClicks(dialog.paragraphs.text, "We are closed on Sundays.")
    qtbot.wait(150)
    qtbot.waitUntil(running.program.wording.process.is_idle, timeout=60_000)
    said = dialog.preview.body.toPlainText()
    assert said.startswith("Hi Alex Miller!\n") and "\n\nWe are closed on Sundays.\n\n" in said
    dialog.findChildren(QDialogButtonBox)[-1].button(QDialogButtonBox.StandardButton.Save).click()
    running.settle()
    words = read_own_words(data_dir / "templates" / OWN_WORDS_FILE)["en"]
    assert words.greeting == "Hi {{ buyer_name }}!"
    assert words.paragraphs == (OwnParagraph("Paragraph 1", "We are closed on Sundays."),)


def test_what_was_typed_and_not_saved_is_there_again(running: Running, data_dir: Path) -> None:
    dialog = open_words(running)
    QTest.keyClicks(dialog.closing, "Bye")
    QTest.keyClick(dialog, Key.Key_Escape)
    running.settle()
    assert not (data_dir / "templates" / OWN_WORDS_FILE).exists()
    again = open_words(running, by_key=False)
    assert again.closing.stored() == "Bye"
    again.closing.clear()
    again.close()


def test_a_text_that_is_too_long_is_told_and_stays(running: Running, data_dir: Path) -> None:
    dialog = open_words(running)
    dialog.closing.insertPlainText("x" * 2_001)
    dialog.accept()
    assert dialog.isVisible() and "English.closing must be a text of at most 2000" in dialog.problem.text()
    dialog.closing.clear()
    dialog.close()
    running.settle()
    assert not (data_dir / "templates" / OWN_WORDS_FILE).exists()


def test_a_damaged_file_of_words_is_named(running: Running, data_dir: Path) -> None:
    (data_dir / "templates" / OWN_WORDS_FILE).write_text("[[", encoding="utf-8")
    running.press(Key.Key_W, CONTROL | SHIFT)
    assert running.program.wording.words_dialog is None
    assert "own_wording.toml is no valid TOML" in running.window.undo_line.label.text()


def test_two_windows_preview_beside_each_other(qtbot: QtBot, running: Running) -> None:
    dialog = open_words(running)
    running.window.actions_.templates.trigger()
    running.settle()
    page = running.program.wording.page
    assert page is not None
    QTest.keyClicks(dialog.closing, "So long")
    QTest.keyClicks(page.list.search, "wait as agreed")
    process = running.program.wording.process
    qtbot.wait(150)
    qtbot.waitUntil(process.is_idle, timeout=60_000)
    assert "So long\n" not in page.editor.preview.body.toPlainText()
    assert page.editor.preview.subject.text().split(":")[1].startswith(" we wait until")
    assert dialog.preview.subject.text().endswith(": your refund")
    assert dialog.preview.body.toPlainText().endswith("So long")
    page.close()
    dialog.closing.clear()
    dialog.close()


def test_text_blocks_are_added_renamed_removed_and_brought_back(running: Running, data_dir: Path) -> None:
    file = data_dir / "templates" / BLOCKS_FILE
    dialog = open_blocks(running)
    for name, text in (("Holidays", "We are away."), ("Care", "Wash by hand.")):
        dialog.add.click()
        QTest.keyClicks(dialog.name, name)
        QTest.keyClick(dialog.name, Key.Key_Tab)
        QTest.keyClicks(dialog.text, text)
    dialog.list.setCurrentRow(1)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Key.Key_Delete)
    dialog.hand_on()
    running.settle()
    assert read_blocks(file) == {"en": (TextBlock("Care", "Wash by hand."),)}
    dialog.undo.click()
    dialog.close()
    running.settle()
    assert read_blocks(file)["en"] == (TextBlock("Care", "Wash by hand."), TextBlock("Holidays", "We are away."))


def test_the_button_gives_the_text_of_a_block(qtbot: QtBot) -> None:
    button = BlocksButton()
    qtbot.addWidget(button)
    button.show_blocks({"en": (TextBlock("A & B", "{{ x }}"),), "de": (TextBlock("C", "D"),)}, "en")
    titles = [action.text() for action in button.menu().actions() if not action.isSeparator()]
    assert titles == ["A && B", "&Change text blocks…"]
    with qtbot.waitSignal(button.chosen) as chosen:
        button.menu().actions()[0].trigger()
    assert chosen.args == ["{{ x }}"]
