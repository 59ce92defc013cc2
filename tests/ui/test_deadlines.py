"""The page of deadlines: every value with its source, own values, newer files, all by keyboard."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import tomli_w
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialogButtonBox, QLabel
from pytestqt.modeltest import ModelTester

from app.bootstrap import Rules
from app.logic.own_policy import OWN_FILE, read_own
from app.logic.policy import SEASON_KEY
from app.logic.resources import resource_folder
from app.paths import Paths
from app.ui.deadlines.model import Column
from app.ui.deadlines.own_dialog import ValueDialog
from app.ui.deadlines.page import DeadlinesPage
from app.ui.deadlines.season_dialog import SeasonDialog
from bench.walks import NOW
from tests.ui.running import CONTROL, Key, Running, Start, texts

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def running(start: Start, data_dir: Path) -> Running:
    (data_dir / "settings.toml").write_text('channels_used = ["amazon-us", "ebay-us"]\n', encoding="utf-8")
    return start()


@pytest.fixture
def page(running: Running) -> Iterator[DeadlinesPage]:
    """Open the page as its key does."""
    running.press(Key.Key_P, CONTROL | SHIFT)
    running.settle()
    page = running.program.deadlines.page
    assert page is not None and page.isVisible() and not page.isModal()
    yield page
    page.close()


def choose(page: DeadlinesPage, place: str, key: str) -> None:
    number = next(at for at, row in enumerate(page.model.rows) if (row.place, row.key) == (place, key))
    index, flags = page.model.index(number, 0), QItemSelectionModel.SelectionFlag
    page.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)


def cell(page: DeadlinesPage, place: str, key: str, column: Column) -> str:
    number = next(at for at, row in enumerate(page.model.rows) if (row.place, row.key) == (place, key))
    return str(page.model.data(page.model.index(number, column)))


def newer_etsy(folder: Path, *, value: int = 36) -> Path:
    tables = tomllib.loads((resource_folder() / "policies" / "etsy.toml").read_text(encoding="utf-8"))
    next(entry for entry in tables["entry"] if entry["key"] == "reply.clock")["value"] = value
    path = folder / "etsy.toml"
    path.write_text(tomli_w.dumps(tables | {"checked_on": NOW.date() + timedelta(days=1)}), encoding="utf-8")
    return path


def drop(page: DeadlinesPage, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    left = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none))


def test_the_season_stands_first_and_says_where_it_comes_from(page: DeadlinesPage) -> None:
    assert page.model.rows[0].key == SEASON_KEY
    assert {row.place for row in page.model.rows if not row.is_law and not row.carrier} == {"amazon-us", "ebay-us"}
    details = page.side.details
    assert details.value.text() == "2026/27: nothing announced"
    assert details.sure.text() == "Not confirmed by anybody."
    assert '<a href="https://www.aboutamazon.com/' in details.sources.text()
    assert details.sources.openExternalLinks()
    assert page.side.own.text() == "&Enter the dates…" and not page.side.confirm.isEnabled()
    assert "not confirmed or not known" in page.count.text()


def test_the_model_keeps_to_the_rules_of_qt(page: DeadlinesPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.model, force_py=True)  # type: ignore[no-untyped-call]
    page.model.sort(Column.VALUE)
    page.model.sort(-1)


def test_search_place_and_sureness_narrow_the_list(page: DeadlinesPage) -> None:
    QTest.keyClicks(page.search.line, "refund there amazon.com")
    assert [row.key for row in page.model.rows] == ["refund.deadline"]
    page.search.line.clear()
    page.search.shown.setCurrentIndex(page.search.shown.findData("open"))
    assert page.model.rows and all(row.wants_a_look for row in page.model.rows)
    page.search.places.setCurrentIndex(page.search.places.findText("Consumer law"))
    assert page.model.rows and all(row.is_law for row in page.model.rows)
    page.search.places.setCurrentIndex(page.search.places.findText("Carriers"))
    assert page.model.rows and all(row.carrier for row in page.model.rows)
    assert not page.side.own.isEnabled() and not page.side.confirm.isEnabled()
    QTest.keyClicks(page.search.line, "no such value")
    assert page.model.rowCount() == 0 and not page.side.own.isEnabled()
    assert "Choose a value" in " ".join(texts(page.side.details))
    page.search.line.clear()
    page.search.shown.setCurrentIndex(0)
    page.search.places.setCurrentIndex(page.search.places.findText("Everywhere"))
    assert len({row.place for row in page.model.rows}) > 26


def test_a_click_on_a_title_sorts_and_the_marked_value_stays_marked(page: DeadlinesPage) -> None:
    choose(page, "amazon-us", "safet.days")
    page.table.sortByColumn(Column.TITLE, Qt.SortOrder.AscendingOrder)
    titles = [str(page.model.data(page.model.index(row, Column.TITLE))).lower() for row in range(page.model.rowCount())]
    assert titles == sorted(titles)
    assert [row.key for row in page.chosen_rows()] == ["safet.days"]


def test_an_own_value_counts_at_once_and_is_taken_back(page: DeadlinesPage, running: Running, data_dir: Path) -> None:
    choose(page, "amazon-us", "refund.deadline")
    QTest.keyClick(page.side.own, Key.Key_Space)
    dialog = page.side.dialog
    assert isinstance(dialog, ValueDialog) and dialog.value.line.text() == "4"
    assert dialog.focusWidget() is dialog.value.line
    dialog.value.line.selectAll()
    QTest.keyClicks(dialog.value.line, "soon")
    dialog.accept()
    assert dialog.isVisible() and "a whole number such as 14" in dialog.problem.text()
    dialog.value.line.selectAll()
    QTest.keyClicks(dialog.value.line, "6")
    QTest.keyClicks(dialog.source, "<b>Case 7</b>")
    QTest.keyClick(dialog.source, Key.Key_Return)
    running.settle()
    assert cell(page, "amazon-us", "refund.deadline", Column.VALUE) == "6 calendar days"
    assert cell(page, "amazon-us", "refund.deadline", Column.SURE) == "your own"
    assert "&lt;b&gt;Case 7&lt;/b&gt;" in page.side.details.sources.text()
    assert page.side.details.built_in.text().startswith("Built in: 4 calendar days (as sellers report it")
    policy = Rules(Paths.below(data_dir), lambda: NOW).desk().rulebook
    found = policy.policy(policy.channels["amazon-us"]).value("refund.deadline", NOW.date())
    assert found is not None and (found.number, found.confidence) == (6, "own")

    page.side.back.click()
    running.settle()
    assert cell(page, "amazon-us", "refund.deadline", Column.VALUE) == "4 calendar days"
    page.activateWindow()
    page.table.setFocus()
    QTest.qWait(1)
    QTest.keyClick(page.table, Key.Key_Z, CONTROL)
    running.settle()
    assert cell(page, "amazon-us", "refund.deadline", Column.VALUE) == "6 calendar days"
    assert "Taken back" in page.state.text()
    page.undo.click()
    running.settle()
    assert not (data_dir / "policies" / OWN_FILE).exists()


def test_rules_already_read_are_read_again(page: DeadlinesPage, running: Running, data_dir: Path) -> None:
    desk = running.program.rules.desk()
    before = desk.rulebook.policy(desk.rulebook.channels["etsy"])
    choose(page, "amazon-us", "reply.clock")
    page.side.confirm.click()
    running.settle()
    assert desk.rulebook.policy(desk.rulebook.channels["etsy"]) is not before


def test_the_season_is_entered_by_kind_of_item(page: DeadlinesPage, running: Running, data_dir: Path) -> None:
    choose(page, "amazon-us", SEASON_KEY)
    page.table.activated.emit(page.table.currentIndex())
    dialog = page.side.dialog
    assert isinstance(dialog, SeasonDialog)
    assert "31 Jan 2026" in " ".join(texts(dialog))
    dialog.accept()
    assert "at least one date" in dialog.problem.text()
    dialog.until["general"].line.setText("31 jan")
    dialog.until["apple"].line.setText("whenever")
    dialog.accept()
    assert "31 Jan 2027 for apple" in dialog.problem.text()
    dialog.until["apple"].line.setText("15 Jan")
    dialog.accept()
    running.settle()
    (own,) = read_own(data_dir / "policies" / OWN_FILE)
    assert own.entry.table["return_until"] == {"general": date(2027, 1, 31), "apple": date(2027, 1, 15)}
    assert (own.entry.valid_from, own.entry.valid_to) == (date(2026, 11, 1), date(2026, 12, 31))
    assert "general until 31 Jan 2027" in cell(page, "amazon-us", SEASON_KEY, Column.VALUE)


def test_several_values_are_noted_as_checked_in_one_go(page: DeadlinesPage, running: Running, data_dir: Path) -> None:
    page.search.shown.setCurrentIndex(page.search.shown.findData("open"))
    before = page.model.rowCount()
    page.table.selectAll()
    number = int(page.side.confirm.text().split()[-1])
    page.side.confirm.click()
    running.settle()
    own = read_own(data_dir / "policies" / OWN_FILE)
    assert len(own) == number > 5
    assert page.model.rowCount() == before - number
    assert not page.side.dialog


def test_one_value_is_said_for_every_place_with_the_same(page: DeadlinesPage, running: Running, data_dir: Path) -> None:
    choose(page, "ebay-us", "return.window.general")
    assert page.side.details.value.text() == "not known"
    page.side.own.click()
    dialog = page.side.dialog
    assert isinstance(dialog, ValueDialog)
    dialog.value.line.setText("30")
    dialog.scope.setCurrentIndex(1)
    dialog.accept()
    running.settle()
    places = {own.place for own in read_own(data_dir / "policies" / OWN_FILE)}
    assert {"ebay-us", "ebay-de", "amazon-ca"} <= places


def test_a_newer_file_shows_what_it_changes_and_counts_once_applied(
    page: DeadlinesPage, running: Running, tmp_path: Path, data_dir: Path
) -> None:
    drop(page, newer_etsy(tmp_path))
    running.settle()
    dialog = page.update_dialog
    assert dialog is not None
    cells = [dialog.table.item(0, column) for column in range(3)]
    assert [cell.text() for cell in cells if cell] == ["Changed", "Etsy", "Time to answer a message"]
    assert not (data_dir / "policies").exists()
    dialog.buttons.button(QDialogButtonBox.StandardButton.Apply).click()
    running.settle()
    assert (data_dir / "policies" / "etsy.toml").is_file()
    page.files.buttons["etsy.toml"].click()
    running.settle()
    assert not (data_dir / "policies" / "etsy.toml").exists() and not page.files.isVisible()


def test_a_broken_file_is_refused_with_a_sentence(page: DeadlinesPage, running: Running, tmp_path: Path) -> None:
    (tmp_path / "etsy.toml").write_text("[[", encoding="utf-8")
    drop(page, tmp_path / "etsy.toml")
    running.settle()
    assert page.update_dialog is None
    assert page.state.text().startswith("etsy.toml is no valid TOML")


def test_a_damaged_own_file_is_named_and_put_aside(start: Start, data_dir: Path) -> None:
    (data_dir / "policies").mkdir()
    (data_dir / "policies" / OWN_FILE).write_text("[[", encoding="utf-8")
    running = start()
    assert any("own.toml cannot be used" in text for text in texts(running.window.undo_line))
    running.window.actions_.deadlines.trigger()
    running.settle()
    page = running.program.deadlines.page
    assert page is not None and page.model.rowCount() > 100
    said = texts(page.files)
    assert said[0] == "Your policy file own.toml is damaged and cannot be read"
    assert "Your cases and messages are safe" in said[1] and "TOML" not in " ".join(said)
    assert any("own.toml is no valid TOML" in part.toolTip() for part in page.files.findChildren(QLabel))
    page.files.buttons[OWN_FILE].click()
    running.settle()
    assert not page.files.isVisible() and (data_dir / "policies" / "own.toml.broken").exists()
    page.close()


def test_large_text_puts_the_details_below_and_keeps_the_window_small(page: DeadlinesPage) -> None:
    assert page.height() < 680 and page.split.orientation() == Qt.Orientation.Horizontal
    page.resize(500, 600)
    QApplication.sendPostedEvents()
    assert page.split.orientation() == Qt.Orientation.Vertical
    assert page.table.isColumnHidden(Column.CHECKED) and not page.table.isColumnHidden(Column.VALUE)


def test_every_control_has_a_name_and_a_place_for_the_keyboard(page: DeadlinesPage) -> None:
    for widget in (page.search.line, page.search.places, page.search.shown, page.table):
        assert widget.accessibleName() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert page.table.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection


def test_every_value_is_shown_in_full_at_the_first_size_of_the_window(page: DeadlinesPage) -> None:
    table, words = page.table, page.table.fontMetrics()
    for row in range(page.model.rowCount()):
        text = str(page.model.data(page.model.index(row, Column.VALUE)))
        lines = table.rowHeight(row) // words.lineSpacing()
        assert words.horizontalAdvance(text) < table.columnWidth(Column.VALUE) * lines, text
    announced = words.horizontalAdvance("2026/27: nothing announced yet")
    assert announced < table.columnWidth(Column.VALUE) < table.width() // 2
