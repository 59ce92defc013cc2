"""What it costs: pictures, the same as a table, and as a file of exactly what is shown."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.modeltest import ModelTester
from shiboken6 import isValid
from sqlalchemy import insert

from app.logic.case import CaseStatus
from app.logic.costs import CostBy, CostLine, CostPeriod
from app.paths import Paths
from app.store.repository import open_store
from app.store.tables import StoredCase
from app.ui.costs.page import CostPage
from app.ui.costs.table import CostTableModel
from app.ui.theme import DARK, LIGHT, ThemeSwitch
from bench.walks import NOW
from tests.ui.running import CONTROL, Key, Running, Start, texts
from tests.ui.running import fill as running_fill

Role = Qt.ItemDataRole
LAST_MONTH = NOW - timedelta(days=30)


def stored(**told: object) -> dict[str, object]:
    """Return a case as the file holds it."""
    text = dict.fromkeys(("order_number", "buyer_name", "item", "sku", "tracking_number", "snooze_reason"), "")
    known = {"channel": "amazon-us", "situation": "return", "reason": None, "carrier": None, "currency": "USD"}
    money = dict.fromkeys(("refunded", "costs", "recovered"), 0)
    state = {"status": CaseStatus.OPEN, "discarded": False, "created_at": NOW, "updated_at": NOW}
    return {**text, **known, **money, **state, **told}


def fill(folder: Path, *cases: dict[str, object]) -> None:
    """Store cases whose money has already moved."""
    paths = Paths.below(folder)
    paths.make_folders()
    store = open_store(paths.cases, paths.backups, NOW)
    with store._writing.begin() as connection:
        connection.execute(insert(StoredCase), list(cases))
    store.close()


def open_page(running: Running) -> CostPage:
    """Open the page as Ctrl+K does, and wait until it is filled."""
    running.window.activateWindow()
    QTest.qWaitForWindowActive(running.window, 500)
    running.press(Key.Key_K, CONTROL)
    page = running.program.desktop.cost_page
    assert page is not None and page.isVisible()
    QTest.qWaitForWindowExposed(page)
    running.settle()
    assert page.counted is not None and page.body.charts is not None
    return page


def choose_tab(running: Running, page: CostPage, by: CostBy) -> None:
    """Put the cases together by something else."""
    page.tabs.setCurrentIndex(list(CostBy).index(by))
    running.settle()


def table(page: CostPage) -> list[list[str]]:
    """Return what the table shows."""
    model = page.body.model
    cells = [[model.index(row, column) for column in range(model.columnCount())] for row in range(model.rowCount())]
    return [[str(cell.data()) for cell in row] for row in cells]


def test_the_sums_of_each_month_are_shown_for_the_currency_of_most_cases(start: Start, data_dir: Path) -> None:
    fill(
        data_dir,
        stored(created_at=LAST_MONTH, refunded=2999, costs=3499, recovered=1000),
        stored(costs=500, recovered=900),
        stored(currency="EUR", costs=77_700),
    )
    running = start()
    page = open_page(running)
    assert table(page) == [
        ["Oct 2026", "1", "$29.99", "$34.99", "$10.00", "$24.99"],
        ["Nov 2026", "1", "$0.00", "$5.00", "$9.00", "-$4.00"],
    ]
    assert [number.text() for number in page.figures.numbers] == ["2", "$29.99", "$39.99", "$19.00", "$20.99"]
    assert page.body.currentWidget() is page.body.charts
    assert "Each currency is counted by itself" in page.note.text()

    box = page.filters.currency_box
    assert [box.itemText(place) for place in range(box.count())] == ["USD", "EUR"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    running.settle()
    assert table(page) == [["Nov 2026", "1", "€0.00", "€777.00", "€0.00", "€777.00"]]


def test_a_screen_reader_hears_each_line_of_the_pictures_and_each_cell(start: Start, data_dir: Path) -> None:
    fill(data_dir, stored(reason="damaged", costs=500), stored(costs=100))
    running = start()
    page = open_page(running)
    choose_tab(running, page, CostBy.REASON)
    assert page.body.charts is not None
    told = [picture.view.accessibleDescription() for picture in page.body.charts.pictures]
    assert told[:2] == [
        "Damaged: Cases 1; No reason given: Cases 1",
        "Damaged: Net cost $5.00; No reason given: Net cost $1.00",
    ]
    assert told[2] == "Damaged: Refunds $0.00, Came back $0.00; No reason given: Refunds $0.00, Came back $0.00"
    cell = page.body.model.index(0, 5)
    assert cell.data(Role.AccessibleTextRole) == "Damaged, Net cost: $5.00"


def test_of_many_skus_the_picture_shows_twelve_and_the_table_all(start: Start, data_dir: Path) -> None:
    fill(data_dir, *(stored(sku=f"SKU-{number:02}", costs=100 * number) for number in range(1, 31)))
    running = start()
    page = open_page(running)
    choose_tab(running, page, CostBy.SKU)
    shown = page.body.shown_lines
    assert [line.key for line in shown[:12]] == [f"SKU-{number}" for number in range(30, 18, -1)]
    assert (shown[12].merged, shown[12].cases, shown[12].costs) == (18, 18, 100 * sum(range(1, 19)))
    page.as_table.click()
    assert page.body.currentWidget() is page.body.table
    assert len(page.body.shown_lines) == 30


@pytest.mark.parametrize("as_table", [False, True])
def test_the_file_holds_exactly_what_is_shown(start: Start, data_dir: Path, tmp_path: Path, as_table: bool) -> None:
    fill(
        data_dir,
        *(stored(sku=f"SKU-{number:02}", costs=100) for number in range(12)),
        stored(sku="=HYPERLINK(1)", costs=300, recovered=1000),
        stored(sku="-5", costs=2000),
    )
    running = start()
    page = open_page(running)
    choose_tab(running, page, CostBy.SKU)
    if as_table:
        page.as_table.click()
        page.body.table.sortByColumn(5, Qt.SortOrder.AscendingOrder)
    page.save.click()
    dialog = page.export.dialog
    assert dialog is not None and dialog.isVisible()
    target = tmp_path / "costs.csv"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    running.settle()

    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["SKU", "Cases", "Refunds", "All costs", "Came back", "Net cost", "Currency"]
    assert len(rows) - 1 == len(page.body.shown_lines) == (14 if as_table else 13)
    if as_table:
        assert rows[1] == ["'=HYPERLINK(1)", "1", "0.00", "3.00", "10.00", "-7.00", "USD"]
        assert rows[-1] == ["-5", "1", "0.00", "20.00", "0.00", "20.00", "USD"]
    else:
        assert rows[-1] == ["Other (2)", "2", "0.00", "4.00", "10.00", "-6.00", "USD"]
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".partial"] == []
    assert str(target) in page.note.text()


def test_a_file_that_cannot_be_written_is_told_and_nothing_else_happens(start: Start, data_dir: Path) -> None:
    fill(data_dir, stored())
    running = start()
    page = open_page(running)
    page.export.write([["Month"]], str(data_dir / "missing" / "costs.csv"))
    running.settle()
    assert page.note.text().startswith("The file could not be written (No such file or directory).")


def test_period_and_place_narrow_and_an_empty_answer_offers_the_way_back(start: Start, data_dir: Path) -> None:
    fill(data_dir, stored(created_at=NOW - timedelta(days=800), channel="etsy"), stored())
    running = start()
    page = open_page(running)
    assert [row[0] for row in table(page)] == ["Nov 2026"]
    place = page.filters.place_box
    assert [place.itemText(row) for row in range(place.count())] == ["All places", "Etsy", "amazon.com"]
    place.setCurrentIndex(1)
    place.activated.emit(1)
    running.settle()
    assert page.body.currentWidget() is page.body.none_found
    assert not page.save.isVisible()
    page.body.none_found.findChildren(QPushButton)[0].click()
    running.settle()
    assert page.filters.period is CostPeriod.ALL
    assert len(table(page)) == 27  # from September 2024 on, no month left out


def test_without_cases_the_page_says_what_to_do_and_starts_one(start: Start) -> None:
    running = start()
    page = open_page(running)
    assert page.body.currentWidget() is page.body.no_cases
    assert "Nothing to count yet" in texts(page)
    page.body.no_cases.findChildren(QPushButton)[0].click()
    running.settle()
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None


def test_cases_without_money_say_so(start: Start, data_dir: Path) -> None:
    fill(data_dir, stored())
    page = open_page(start())
    assert page.note.text().startswith("No money has moved in these cases so far.")


def test_the_page_follows_what_happens_to_a_case(start: Start, data_dir: Path) -> None:
    case_id, _ = running_fill(data_dir, open_=2)
    running = start()
    page = open_page(running)
    assert [row[:2] for row in table(page)] == [["Nov 2026", "2"]]
    running.program.desk.change(case_id, lambda book: book.discard(case_id))
    running.settle()
    QTest.qWait(250)  # the pause in which more may happen
    running.settle()
    assert [row[:2] for row in table(page)] == [["Nov 2026", "1"]]


def test_another_theme_is_worn_at_once(start: Start, data_dir: Path, theme: ThemeSwitch) -> None:
    fill(data_dir, stored(costs=500))
    page = open_page(start())
    for worn, scheme in (("dark", DARK), ("light", LIGHT)):
        theme.use(worn)
        QTest.qWait(1)
        assert page.body.charts is not None
        image = page.body.charts.pictures[1].view.grab().toImage()
        colours = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}
        assert {scheme.window, scheme.danger} <= colours
        assert QColor(DARK.danger if worn == "light" else LIGHT.danger).name() not in colours


def test_the_pictures_take_neither_keys_nor_wheel_nor_clicks(start: Start, data_dir: Path) -> None:
    fill(data_dir, *(stored(sku=f"SKU-{number:02}", costs=100) for number in range(30)))
    running = start()
    page = open_page(running)
    choose_tab(running, page, CostBy.SKU)
    page.resize(500, 400)
    QTest.qWait(1)
    charts = page.body.charts
    assert charts is not None
    view = charts.pictures[0].view
    under = QApplication.widgetAt(view.mapToGlobal(view.rect().center()))
    assert under is None or not view.isAncestorOf(under)
    middle = QPointF(charts.viewport().rect().center())
    turned = QWheelEvent(
        middle, charts.viewport().mapToGlobal(middle), QPointF(0, -120).toPoint(), QPointF(0, -120).toPoint(),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(charts.viewport(), turned)
    assert charts.verticalScrollBar().value() > 0
    assert view.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_at_double_text_size_every_label_has_a_line_of_its_own(start: Start, data_dir: Path) -> None:
    fill(data_dir, *(stored(sku=f"SKU-{number:02}", costs=100) for number in range(30)))
    running = start()
    page = open_page(running)
    choose_tab(running, page, CostBy.SKU)
    font = page.font()
    font.setPointSizeF(2 * font.pointSizeF())
    page.setFont(font)
    QTest.qWait(1)
    assert page.body.charts is not None
    view = page.body.charts.pictures[0].view
    assert view.height() >= 13 * view.fontMetrics().height()
    assert page.width() <= 1366 and page.height() <= 680


def test_the_page_is_opened_once_closed_and_opened_again(start: Start, data_dir: Path) -> None:
    fill(data_dir, stored())
    running = start()
    page = open_page(running)
    running.press(Key.Key_K, CONTROL)
    assert running.program.desktop.cost_page is page
    page.close()
    QTest.qWait(1)
    assert not isValid(page)
    assert open_page(running) is not page


def test_closing_before_the_answer_is_here_leaves_nothing_behind(start: Start, data_dir: Path) -> None:
    fill(data_dir, stored())
    running = start()
    running.program.desktop.open_costs()
    page = running.program.desktop.cost_page
    assert page is not None
    page.close()
    running.settle()
    assert running.program.desktop.cost_page is None


def test_the_table_keeps_the_rules_of_a_model_and_sorts_by_every_column(qtmodeltester: ModelTester) -> None:
    model = CostTableModel()
    lines = [CostLine("b", 1, 2, 30, 1), CostLine("A", 3, 1, 20, 5), CostLine("c", 2, 3, 10, 9)]
    model.show_lines(lines, CostBy.SKU, "USD")
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]
    chosen = QPersistentModelIndex(model.index(0, 0))
    for column, expected in enumerate(["Abc", "bcA", "Abc", "cAb", "bAc", "cAb"]):
        model.sort(column)
        assert "".join(line.key for line in model.lines) == expected
        model.sort(column, Qt.SortOrder.DescendingOrder)
        assert "".join(line.key for line in model.lines) == expected[::-1]
        assert chosen.data() == "b"
    model.sort(-1)
    assert list(model.lines) == lines
