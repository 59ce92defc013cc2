"""Starting, failing and stopping: one window per folder, three sentences for every failure, no text lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from app.logic.resource_file import ResourceError
from app.paths import Paths
from app.ui.not_stored import NotStored
from app.ui.single_instance import SingleInstance
from app.ui.tasks import BackgroundTasks
from app.ui.theme import is_dark
from tests.ui.running import CONTROL, Key, Start, fill


def boxes() -> list[QMessageBox]:
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]


def test_a_file_that_is_no_database_is_told_in_three_sentences_and_left_alone(start: Start, data_dir: Path) -> None:
    cases = data_dir / "cases.db"
    cases.write_bytes(b"my shopping list " * 300)
    running = start()
    page = running.page.history.cannot_read
    assert page.isVisible()
    assert page.title.text() and page.text.text().count(".") >= 2
    assert boxes() == []
    assert cases.read_bytes() == b"my shopping list " * 300

    cases.unlink()
    page.retry.click()
    running.settle()
    assert running.page.history.first_start.isVisible()


def test_a_store_that_fails_later_says_so_and_the_window_goes_on(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=1, to_do="report_to_channel")
    running = start()
    running.choose(0)
    store = running.program.store._store
    assert store is not None
    store.close()
    for file in data_dir.glob("cases.db*"):
        file.rename(file.with_name("away-" + file.name))
    (data_dir / "cases.db").mkdir()
    running.press(Key.Key_E, CONTROL)
    assert [box.informativeText().count("\n\n") for box in boxes()] == [1]
    assert not running.page.work.undo_stack.canUndo() or running.page.work.undo_stack.command(0).isObsolete()
    boxes()[0].close()


def test_a_wizard_that_cannot_store_says_so_without_taking_the_keyboard(start: Start, data_dir: Path) -> None:
    running = start()
    store = running.program.store._store
    assert store is not None
    store.close()
    for file in data_dir.glob("cases.db*"):
        file.rename(file.with_name("away-" + file.name))
    (data_dir / "cases.db").mkdir()
    running.window.actions_.new_case.trigger()
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None
    running.settle()
    field = door.wizard.order_page.fields["buyer_name"].line
    field.setFocus()
    for word in ("Ann", "Bo", "Cy"):
        QTest.keyClicks(field, word)
        door.wizard.save_now()
        running.settle()
    (bar,) = (bar for bar in door.wizard.findChildren(NotStored) if bar.isVisible())
    assert "not stored" in bar.text.text()
    assert boxes() == []
    assert door.wizard.focusWidget() is field and field.text() == "AnnBoCy"
    door.wizard.reject()
    running.settle()
    (box,) = boxes()  # once more before the case is gone from the screen
    box.close()


def test_an_error_in_a_slot_shows_a_dialog_and_copies_no_personal_data(start: Start) -> None:
    running = start()
    running.search("typed before the crash")

    def fails() -> None:
        raise ValueError("secret buyer name")

    with capture_exceptions():  # pytest-qt's own hook steps back for this block
        running.program.reporter.install()
        QTimer.singleShot(0, fails)
        QApplication.processEvents()
    (box,) = boxes()
    assert "stored" in box.informativeText()
    button = next(button for button in box.findChildren(QPushButton) if button.text() == "Copy details")
    button.click()
    details = QApplication.clipboard().text()
    assert "ValueError" in details and "secret" not in details and str(Path.home()) not in details
    assert box.isVisible()
    box.close()
    assert running.page.history.search.text() == "typed before the crash"
    assert "secret" not in Paths.below(running.program.paths.data).log.read_text(encoding="utf-8")


def test_a_damaged_file_of_rules_is_named(start: Start) -> None:
    running = start()
    running.program.reporter.show(ResourceError("amazon.toml is no valid TOML: line 3"))
    (box,) = boxes()
    assert "amazon.toml" in box.text()
    assert box.informativeText().count("\n\n") == 1
    box.close()


def test_a_second_start_on_the_same_folder_raises_the_first_window(start: Start, qtbot: QtBot, data_dir: Path) -> None:
    running = start()
    running.window.showMinimized()
    second = SingleInstance(data_dir)
    assert second.raise_first()
    qtbot.waitUntil(lambda: not running.window.isMinimized())
    running.close()
    assert not SingleInstance(data_dir).raise_first()


def test_a_socket_left_behind_by_a_killed_program_does_not_stop_the_next(start: Start, data_dir: Path) -> None:
    first = SingleInstance(data_dir)
    first.listen()
    del first
    running = start()
    assert running.page.isVisible()
    assert SingleInstance(data_dir).raise_first()


def test_a_folder_with_a_very_long_name_still_has_one_window(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / ("long " * 30)
    folder.mkdir()
    first = SingleInstance(folder)
    first.listen()
    with qtbot.waitSignal(first.started_again):
        assert SingleInstance(folder).raise_first()
    first.close()


def test_work_is_done_in_order_and_what_is_under_way_is_finished_on_closing(qtbot: QtBot) -> None:
    tasks = BackgroundTasks()
    done: list[int] = []
    for number in range(50):
        tasks.run(lambda number=number: number, done.append)  # type: ignore[misc]
    tasks.close()
    assert done == list(range(50))
    tasks.run(lambda: 99, done.append)
    assert 99 not in done


def test_an_error_that_nobody_takes_is_announced(qtbot: QtBot) -> None:
    tasks = BackgroundTasks()

    def fails() -> None:
        raise OSError("no room")

    with qtbot.waitSignal(tasks.failed) as failed:
        tasks.run(fails)
    assert failed.args is not None and isinstance(failed.args[0], OSError)
    tasks.close()


@pytest.mark.parametrize("how", ["close", "quit"])
def test_closing_lets_go_of_the_files(start: Start, data_dir: Path, how: str) -> None:
    running = start()
    if how == "close":
        running.window.close()
    else:
        running.window.actions_.quit.trigger()
    assert not running.window.isVisible()
    assert not (data_dir / "cases.db-wal").exists()
    assert not (data_dir / "amends.socket").exists()


def test_closing_the_program_keeps_what_was_typed_in_the_last_second(start: Start, data_dir: Path) -> None:
    fill(data_dir, unfinished=1)
    running = start()
    running.page.resume.go_on.click()
    running.settle()
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None
    conversation = door.wizard.conversation
    conversation.replace(replace(conversation.state, buyer_message="Where is my order? It is a gift."))
    running.close()
    again = start()
    again.page.resume.go_on.click()
    again.settle()
    door = again.program.desktop.door
    assert door is not None and door.wizard is not None
    assert door.wizard.conversation.state.buyer_message == "Where is my order? It is a gift."


def test_damaged_settings_are_named_at_the_start(start: Start, data_dir: Path) -> None:
    (data_dir / "settings.toml").write_bytes(b"\xff\xfe")
    assert "settings.toml" in start().window.undo_line.label.text()


def test_everything_the_program_makes_is_open_to_the_seller_only(start: Start, data_dir: Path) -> None:
    data_dir.rmdir()
    paths = Paths.below(data_dir)
    running = start(show=False)
    assert not data_dir.exists()
    running.show()
    assert [folder.stat().st_mode & 0o077 for folder in (paths.data, paths.backups, paths.logs)] == [0, 0, 0]
    assert paths.cases.stat().st_mode & 0o077 == 0


def test_the_next_start_wears_the_last_theme_at_once(start: Start) -> None:
    running = start()
    running.window.actions_.themes["dark"].trigger()
    running.settle()
    running.close()
    again = start(show=False)
    assert is_dark(again.window.palette())
    again.show()
    assert again.window.actions_.themes["dark"].isChecked()
    again.window.actions_.themes["light"].trigger()
