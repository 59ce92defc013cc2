"""Buyers are forgotten by the clock, by hand, and all at once; nothing goes before the seller could see what."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.logic.cases import CaseBook, View
from app.logic.privacy import Privacy
from app.paths import Paths
from app.store.repository import SqliteCases, open_store
from app.ui.case.related_card import CaseList
from app.ui.privacy_dialog import BuyerDialog, DueDialog, ErasingDialog, EverythingDialog
from app.ui.wizard.related_strip import RelatedStrip
from bench.walks import NOW
from tests.store.sample import DECISION, draft_of
from tests.ui.running import Running, Start, fill, texts

NAME = "Zwölfinger"
OLD = Path(__file__).parents[1] / "data" / "revision-0001.db"


def closed_long_ago(folder: Path, days: int, *, looked: int | None = None, channel: str = "etsy") -> int:
    """Store a case that closed some days before now; the program looked for what is due `looked` days ago."""
    paths = Paths.below(folder)
    paths.make_folders()
    store = open_store(paths.cases, paths.backups, NOW)
    if looked is not None:
        privacy_of(store, paths, NOW - timedelta(days=looked)).due(30)
    book = CaseBook(store, lambda: NOW - timedelta(days=days))
    draft = draft_of("1000000001", buyer_name=NAME)
    draft = type(draft)({**draft.request, "channel": channel}, f"{NAME} asks", step=3)
    case_id = book.open_case(draft)
    refund = {"code": "refund", "earliest": None, "latest": "2026-11-22", "done": False}
    book.finish(case_id, {**DECISION, "actions": [refund]}, draft)
    book.tick(case_id, "refund", True)
    store.close()
    return case_id


def privacy_of(store: SqliteCases, paths: Paths, now: datetime) -> Privacy:
    return Privacy(store.privacy(paths.backups, paths.evidence), lambda: now.astimezone(UTC))


def knows(folder: Path, name: str) -> bool:
    return any(name.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def dialog_of(running: Running, kind: type[ErasingDialog]) -> ErasingDialog:
    dialog = running.program.privacy.dialog
    assert isinstance(dialog, kind)
    assert dialog.isVisible()
    assert dialog.cancel.isDefault()
    return dialog


def test_a_buyer_whose_case_closed_long_ago_is_erased_at_the_start(start: Start, data_dir: Path) -> None:
    closed_long_ago(data_dir, 31, looked=1)
    running = start()
    assert running.window.undo_line.label.text() == "The buyer of 1 case was erased."
    assert not knows(data_dir, NAME)
    running.page.history.views.choose(View.ALL)
    running.settle()
    running.choose(0)
    said = texts(running.page.pane)
    assert any("Personal data erased on 22 Nov 2026" in line for line in said)
    assert not any("sha256" in line for line in said)
    do = running.window.actions_
    assert not any(action.isEnabled() for action in (do.go_on, do.note, do.copy_message, do.erase_buyer, do.letters))


def test_a_younger_case_and_one_without_a_term_keep_their_buyer(start: Start, data_dir: Path) -> None:
    closed_long_ago(data_dir, 29, looked=1)
    running = start()
    assert knows(data_dir, NAME)
    running.close()
    (data_dir / "settings.toml").write_text("erase_after_days = 0\n")
    closed_long_ago(data_dir, 500, looked=1)
    again = start()
    assert again.program.privacy.dialog is None
    assert knows(data_dir, NAME)


@pytest.mark.parametrize(("looked", "said"), [(None, "From now on"), (100, "If the clock is wrong")])
def test_the_first_time_and_after_a_jump_the_seller_is_asked(
    start: Start, data_dir: Path, looked: int | None, said: str
) -> None:
    closed_long_ago(data_dir, 40, looked=looked)
    running = start()
    dialog = dialog_of(running, DueDialog)
    assert any(said in label.text() for label in dialog.findChildren(QLabel))
    dialog.cancel.click()
    running.settle()
    assert knows(data_dir, NAME)
    running.program.privacy.look()
    running.settle()
    dialog_of(running, DueDialog).erase.click()
    running.settle()
    assert not knows(data_dir, NAME)


def test_erase_this_buyer_shows_all_cases_and_takes_the_ticked_ones(start: Start, data_dir: Path) -> None:
    for channel in ("etsy", "etsy", "ebay-us"):
        closed_long_ago(data_dir, 1, looked=1, channel=channel)
    running = start()
    running.page.history.views.choose(View.ALL)
    running.settle()
    running.choose(0)
    running.window.actions_.erase_buyer.trigger()
    running.settle()
    dialog = dialog_of(running, BuyerDialog)
    assert isinstance(dialog, BuyerDialog)
    assert len(dialog.chosen()) == dialog.list.count() == 3
    assert dialog.erase.text() == "Erase 3 cases"
    dialog.erase.click()
    running.settle()
    assert not knows(data_dir, NAME)
    assert running.window.undo_line.label.text() == "The buyers of 3 cases were erased."


def test_everything_goes_once_the_word_is_typed(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=3)
    (data_dir / "backups" / "copy.db").write_bytes(b"Buyer 1")
    running = start()
    running.choose(0)
    running.window.actions_.erase_everything.trigger()
    running.settle()
    dialog = dialog_of(running, EverythingDialog)
    assert isinstance(dialog, EverythingDialog)
    QTest.keyClicks(dialog.word, "erase")
    assert not dialog.erase.isEnabled()
    dialog.word.clear()
    QTest.keyClicks(dialog.word, "ERASE")
    dialog.erase.click()
    running.settle()
    assert running.counts()["All"] == "0"
    assert running.page.pane.case is None
    assert not knows(data_dir, "Buyer 1")
    assert running.window.undo_line.label.text() == "Everything was erased."


def test_a_file_of_the_first_version_gets_its_clocks_after_the_start(start: Start, data_dir: Path) -> None:
    Paths.below(data_dir).make_folders()
    shutil.copy(OLD, data_dir / "cases.db")
    running = start()
    assert running.counts()["Waiting for money"] == "1"
    row = running.program.desk.book().case(1).row
    assert (row.carrier, row.now_action) == ("USPS", "refund")


def test_related_cases_are_listed_and_one_click_away(start: Start, data_dir: Path) -> None:
    first, second = closed_long_ago(data_dir, 2, looked=1), closed_long_ago(data_dir, 1, looked=1)
    running = start()
    running.page.reveal(second)
    running.settle()
    card = running.page.pane.related
    assert card.isVisible()
    assert not card.similar.isVisible()
    assert "Same order, same buyer" in card.buyers.item(0).text()
    assert "refunded $29.99" in card.buyers.item(0).text()
    _click(card.buyers)
    running.settle()
    assert running.page.pane.case is not None
    assert running.page.pane.case.row.id == first


def test_the_wizard_tells_of_the_buyers_other_cases_while_the_order_is_typed(start: Start, data_dir: Path) -> None:
    closed_long_ago(data_dir, 2, looked=1)
    running = start()
    running.window.actions_.new_case.trigger()
    running.settle()
    door = running.program.desktop.door
    assert door is not None
    assert door.wizard is not None
    strip = door.wizard.findChild(RelatedStrip)
    assert strip is not None
    assert not strip.isVisible()
    number = door.wizard.order_page.fields["number"].line
    QTest.keyClicks(number, "1000000001")
    QTest.qWait(350)  # the pause in which a seller types on
    running.settle()
    assert strip.isVisible()
    assert any("Same order" in line for line in texts(strip))


def _click(listed: CaseList) -> None:
    place = listed.visualItemRect(listed.item(0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
