"""The settings page: saved at once, wrong entries named where they are."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.logic.settings import load_settings
from app.ui.settings.fields import ChoiceField, CountryField, SeveralField, TextField, TickField
from app.ui.settings.page import SettingsPage
from tests.ui.running import CONTROL, Key, Running, Start


def open_page(running: Running) -> SettingsPage:
    """Open the settings as Ctrl+, does."""
    running.press(Key.Key_Comma, CONTROL)
    page = running.program.desktop.settings_page
    assert page is not None and page.isVisible()
    return page


def test_every_change_is_saved_at_once_and_found_after_a_restart(start: Start, data_dir: Path) -> None:
    running = start()
    page = open_page(running)
    fields = page.fields
    name, countries, ships, channels, returns = (
        fields[key] for key in ("shop_name", "return_countries", "ships_from", "channels_used", "no_returns")
    )
    assert isinstance(name, TextField) and isinstance(countries, SeveralField) and isinstance(ships, CountryField)
    assert isinstance(channels, SeveralField) and isinstance(returns, TickField)
    QTest.keyClicks(name.edit, "Example <Shop>")
    countries.combo.activated.emit(countries.combo.findData("GB"))
    countries.combo.activated.emit(countries.combo.findData("US"))
    ships.combo.activated.emit(ships.combo.findData("DE"))
    channels.combo.activated.emit(channels.combo.findData("amazon-us"))
    channels.combo.activated.emit(channels.combo.findData("etsy"))
    returns.tick.click()
    page.close()
    running.settle()

    settings, problems = load_settings(data_dir / "settings.toml")
    assert problems == []
    assert (settings.shop_name, settings.ships_from, settings.no_returns) == ("Example <Shop>", "DE", True)
    assert settings.return_countries == ("GB", "US")
    assert settings.channels_used == ("amazon-us", "etsy")
    running.close()
    assert start().program.home.current == settings


@pytest.mark.parametrize("typed", ["-3", "soon", "1.5", "٣"])
def test_a_wrong_number_is_named_at_its_field_and_not_saved(start: Start, typed: str) -> None:
    running = start()
    page = open_page(running)
    field = page.fields["return_days"]
    assert isinstance(field, TextField)
    QApplication.clipboard().setText(typed)
    field.edit.paste()
    assert field.problem.isVisible()
    assert "must be" in field.problem.text()
    page.save()
    assert "return_days" not in running.program.home.current.seller()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "30")
    page.save()
    assert not field.problem.isVisible()
    assert running.program.home.current.seller()["return_days"] == 30
    page.close()


def test_the_insurer_and_the_clocks_are_told_to_every_decision(start: Start) -> None:
    running = start()
    page = open_page(running)
    for name, typed in (("insurer", "Example Insurance"), ("insurer_claim_days", "45"), ("task_days", "3")):
        field = page.fields[name]
        assert isinstance(field, TextField)
        field.edit.selectAll()
        QTest.keyClicks(field.edit, typed)
    page.save()
    told = running.program.home.current.seller()
    assert (told["insurer"], told["insurer_claim_days"], told["task_days"]) == ("Example Insurance", 45, 3)
    wait = page.fields["wait_days"]
    assert isinstance(wait, TextField)
    wait.edit.selectAll()
    QTest.keyClick(wait.edit, Qt.Key.Key_Delete)
    assert "whole number of days" in wait.problem.text()
    page.close()


def test_the_theme_changes_at_once_here_and_in_the_menu(start: Start) -> None:
    running = start()
    page = open_page(running)
    field = page.fields["theme"]
    assert isinstance(field, ChoiceField)
    field.combo.activated.emit(field.combo.findData("dark"))
    page.save()
    assert running.window.actions_.themes["dark"].isChecked()
    assert QApplication.palette().color(QPalette.ColorRole.Window).lightnessF() < 0.5
    page.close()
    running.window.actions_.themes["light"].trigger()
    assert QApplication.palette().color(QPalette.ColorRole.Window).lightnessF() > 0.5
    assert running.program.home.current.theme == "light"


def test_half_written_settings_are_named_and_kept_aside(start: Start, data_dir: Path) -> None:
    (data_dir / "settings.toml").write_text('shop_name = "Exa', encoding="utf-8")
    page = open_page(start())
    assert "settings.toml.broken" in page.state.text()
    assert (data_dir / "settings.toml.broken").read_text(encoding="utf-8") == 'shop_name = "Exa'
    page.close()


def test_settings_that_cannot_be_saved_say_so_and_still_count(start: Start, data_dir: Path) -> None:
    running = start()
    page = open_page(running)
    (data_dir / "settings.toml").mkdir()  # a folder in its place: writing fails for every user
    field = page.fields["shop_name"]
    assert isinstance(field, TextField)
    QTest.keyClicks(field.edit, "Example")
    page.save()
    running.settle()
    assert "could not be saved" in page.state.text()
    assert running.program.home.current.shop_name == "Example"
    page.close()


def test_a_country_is_taken_away_by_its_chip(start: Start) -> None:
    running = start()
    page = open_page(running)
    field = page.fields["return_countries"]
    assert isinstance(field, SeveralField)
    field.combo.activated.emit(field.combo.findData("FR"))
    QTest.keyClick(field.chips[0], Qt.Key.Key_Backspace)
    assert field.codes == ()
    page.close()


def test_a_place_of_sale_is_added_by_typing_a_part_of_its_name(start: Start) -> None:
    running = start()
    page = open_page(running)
    field = page.fields["channels_used"]
    assert isinstance(field, SeveralField)
    field.combo.setFocus()
    line = field.combo.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "co.uk")
    completer = field.combo.completer()
    popup = completer.popup() if completer is not None else None
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert field.codes == ("amazon-uk",)
    assert [chip.accessibleName() for chip in field.chips] == ["amazon.co.uk, remove"]
    running.settle()
    assert line.text() == "Add a place of sale…"
    page.close()


def test_many_places_of_sale_leave_the_other_settings_in_sight_and_cut_nothing(start: Start) -> None:
    running = start()
    page = open_page(running)
    field = page.fields["channels_used"]
    assert isinstance(field, SeveralField)
    for channel in ("amazon-us", "amazon-other", "ebay-uk", "etsy", "shop-us", "shop-other"):
        field.combo.activated.emit(field.combo.findData(channel))
    running.settle()
    assert field.height() >= field.sizeHint().height()
    hint = next(label for label in field.findChildren(QLabel) if "order number" in label.text())
    assert hint.height() >= hint.heightForWidth(hint.width())
    days = page.fields["return_days"]
    assert days.mapTo(page, days.rect().bottomLeft()).y() < page.height()
    page.close()


def test_a_place_of_sale_of_a_later_version_is_kept(start: Start, data_dir: Path) -> None:
    data_dir.mkdir(exist_ok=True)
    (data_dir / "settings.toml").write_text('channels_used = ["etsy", "later-place"]\n', encoding="utf-8")
    page = open_page(start())
    field = page.fields["channels_used"]
    assert isinstance(field, SeveralField)
    assert "later-place" in field.codes or "later-place" in page.state.text()
    page.close()
