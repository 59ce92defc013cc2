"""Still to recover: every open claim, the first window on top, recorded from there and saved as it is shown."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester

from app.logic.answer import Desk
from app.logic.money_steps import MoneyStep
from app.ui.recover.page import RecoverPage
from app.ui.recover.table import RecoverModel
from tests.requests import Raw, late_parcel
from tests.ui.running import CONTROL, Key, Running, Start
from tests.ui.test_money import DAYS, LATE, dialog, store

OLD: Raw = {"ordered_at": "2026-09-25", "shipped_on": "2026-09-28", "latest_delivery": "2026-10-10"}
INSURED = late_parcel(**OLD, insured_amount="40.00", number="111-0000003-0000003", item="=1+1")
GERMAN = late_parcel("ebay-de", {"parcel": "stalled"}, **DAYS, number="11-00001-00002", currency="EUR")


@pytest.fixture
def page(start: Start, data_dir: Path, desk: Desk) -> tuple[Running, RecoverPage]:
    """Start on three cases and open the page by its key."""
    store(data_dir, desk, LATE, INSURED, GERMAN)
    running = start()
    return running, open_page(running)


def open_page(running: Running) -> RecoverPage:
    running.press(Key.Key_K, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    found = running.program.desktop.recover_page
    assert found is not None
    return found


def cells(model: RecoverModel) -> list[list[str]]:
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def refreshed(running: Running) -> None:
    running.settle()
    QTest.qWait(250)  # the pause in which further changes are waited for
    running.settle()


def test_claims_are_listed_by_the_window_that_closes_first_with_their_sums(page: tuple[Running, RecoverPage]) -> None:
    _, shown = page
    assert shown.focusWidget() is shown.table
    assert cells(shown.model) == [
        ["closes in 5 days", "111-0000003-0000003 · =1+1", "Claim with the carrier", "not filed yet", "$29.99"],
        ["closes in 5 days", "111-0000003-0000003 · =1+1", "Claim with the insurer", "not filed yet", "$40.00"],
        ["closes in 37 days", "111-0000001-0000001 · Blue mug", "Claim with the carrier", "not filed yet", "$29.99"],
        ["closes in 37 days", "11-00001-00002 · Blue mug", "Claim with the carrier", "not filed yet", "€29.99"],
    ]
    assert shown.sums.text() == (
        "$99.98 still to come back: $99.98 to file, $0.00 filed. "
        "€29.99 still to come back: €29.99 to file, €0.00 filed."
    )
    assert "Test" not in str(cells(shown.model))


def test_a_claim_is_filed_and_paid_from_the_page_and_taken_back(page: tuple[Running, RecoverPage]) -> None:
    running, shown = page
    shown.table.selectRow(1)
    shown.steps[MoneyStep.FILE].click()
    running.settle()
    assert dialog(running).parent() is shown
    dialog(running).accept()
    refreshed(running)
    assert cells(shown.model)[-1][0] == "waits for its money"
    assert shown.table.currentIndex().row() == 3
    assert [step for step, button in shown.steps.items() if button.isEnabled()] == ["pay", "refuse", "write_off"]
    shown.steps[MoneyStep.PAY].click()
    running.settle()
    dialog(running).accept()
    refreshed(running)
    assert len(cells(shown.model)) == 3
    running.window.actions_.undo.trigger()
    refreshed(running)
    assert cells(shown.model)[-1][3] == "filed on 22 Nov 2026"


def test_enter_opens_the_case(page: tuple[Running, RecoverPage]) -> None:
    running, shown = page
    shown.table.selectRow(2)
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    running.settle()
    case = running.page.pane.case
    assert case is not None and case.row.order_number == "111-0000001-0000001"


def test_the_file_holds_what_is_shown(page: tuple[Running, RecoverPage], tmp_path: Path) -> None:
    running, shown = page
    shown.save.click()
    assert shown.export.dialog is not None
    shown.export.dialog.fileSelected.emit(str(tmp_path / "claims.csv"))
    shown.export.dialog.reject()
    running.settle()
    with (tmp_path / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["To file"] for row in rows] == [row[0] for row in cells(shown.model)]
    assert [(row["Amount"], row["Currency"]) for row in rows][1:3] == [("40.00", "USD"), ("29.99", "USD")]
    assert rows[0]["Item"] == "'=1+1"
    assert rows[0]["Last day"] == "2026-11-27"
    assert shown.note.text().startswith("Saved: 4 lines in ")


def test_an_empty_page_says_what_would_stand_there(start: Start) -> None:
    running = start()
    shown = open_page(running)
    assert shown.body.currentWidget() is shown.nothing
    assert shown.nothing.title.text() == "Nothing is still to come back"
    assert not shown.save.isEnabled() and not shown.open_case.isEnabled()


def test_the_model_is_a_model(page: tuple[Running, RecoverPage], qtmodeltester: ModelTester) -> None:
    _, shown = page
    qtmodeltester.check(shown.model)  # type: ignore[no-untyped-call]
    spoken = shown.model.data(shown.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "To file: closes in 5 days"
