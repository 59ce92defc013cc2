"""Days as sellers type them, in the words and in the field."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.date_field import DateField
from app.ui.day_words import read_day, spell_day

TODAY = date(2026, 11, 22)
"""A Sunday."""


def today() -> date:
    """Give the day of these tests."""
    return TODAY


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", date(2026, 11, 22)),
        ("Yesterday", date(2026, 11, 21)),
        ("-3", date(2026, 11, 19)),
        ("+7", date(2026, 11, 29)),
        ("mon", date(2026, 11, 16)),
        ("sunday", date(2026, 11, 22)),
        ("2026-11-05", date(2026, 11, 5)),
        ("5 Nov", date(2026, 11, 5)),
        ("Nov 5, 2025", date(2025, 11, 5)),
        ("5.11.", date(2026, 11, 5)),
        ("5.11.2026", date(2026, 11, 5)),
        ("25/12", date(2026, 12, 25)),
        ("12/25/26", date(2026, 12, 25)),
        ("3 jan", date(2027, 1, 3)),
        ("sept 1", date(2026, 9, 1)),
    ],
)
def test_reads_a_day_as_it_was_meant(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "soon", "31 Feb", "2026-13-01", "99/99", "-", "+9999", "5 Foo", "1e3", "٣ Nov"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed, TODAY) is None


def test_the_place_of_sale_settles_which_number_is_the_month() -> None:
    assert read_day("11/5", TODAY, month_first=True) == date(2026, 11, 5)
    assert read_day("11/5/26", TODAY) == date(2026, 5, 11)


def test_a_weekday_ahead_lies_ahead() -> None:
    assert read_day("mon", TODAY, ahead=True) == date(2026, 11, 23)


@given(st.text(max_size=30))
def test_any_text_is_read_or_not_but_never_fails(text: str) -> None:
    assert read_day(text, TODAY) is None or isinstance(read_day(text, TODAY), date)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_spelled_day_is_read_back(day: date) -> None:
    assert read_day(spell_day(day), TODAY) == day
    assert read_day(day.isoformat(), TODAY) == day


def test_arrows_move_a_day_and_the_field_tells_iso(qtbot: QtBot) -> None:
    field = DateField("Shipped on", today)
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(field.edited):
        QTest.keyClick(field.line, Qt.Key.Key_Up)
    assert field.day() == TODAY + timedelta(days=1)
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    assert field.text() == "2026-11-22"
    assert field.line.text() == "22 Nov 2026"


def test_what_cannot_be_read_stays_as_typed(qtbot: QtBot) -> None:
    field = DateField("Shipped on", today)
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, "someday")
    assert field.is_unreadable()
    assert field.text() == field.line.text() == "someday"


@pytest.mark.parametrize("by_keys", [True, False])
def test_a_day_is_chosen_from_the_calendar(qtbot: QtBot, by_keys: bool) -> None:
    field = DateField("Shipped on", today)
    qtbot.addWidget(field)
    field.show()
    field.set_day(date(2026, 11, 5))
    if by_keys:
        QTest.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    else:
        field.calendar_button.click()
    calendar = field.calendar()
    assert calendar is not None and calendar.selectedDate().day() == 5
    calendar.setSelectedDate(calendar.selectedDate().addDays(2))
    calendar.activated.emit(calendar.selectedDate())
    assert field.text() == "2026-11-07"
    assert field.calendar() is None


def test_tab_leaves_a_day_for_the_next_field(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    first, second = (DateField(name, today, page) for name in ("Ship by", "Shipped on"))
    for field in (first, second):
        layout.addWidget(field)
    page.show()
    first.line.setFocus()
    QTest.keyClick(first.line, Qt.Key.Key_Tab)
    assert page.focusWidget() is second.line
