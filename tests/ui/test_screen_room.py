"""No window opens larger than the screen, whatever it was the last time."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QScreen

from app.ui.screen_room import within
from tests.ui.running import CONTROL, Key, Start

SMALL = QRect(0, 24, 683, 360)  # what twice the scale leaves of 1366 × 768


@given(*[st.integers(-5000, 5000)] * 2, *[st.integers(1, 6000)] * 2)
def test_any_place_ends_in_the_room(x: int, y: int, width: int, height: int) -> None:
    place = within(QRect(x, y, width, height), SMALL, 24)
    assert SMALL.contains(place.adjusted(0, 0, 8, 32))
    if SMALL.contains(QRect(x, y, width + 8, height + 32)):
        assert place == QRect(x, y, width, height)


def test_main_window_and_wizard_fit_a_small_screen_and_stay_where_they_were(
    start: Start, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = start()
    large.window.setGeometry(500, 300, 1240, 660)
    large.close()
    monkeypatch.setattr(QScreen, "availableGeometry", _small)
    running = start()
    assert SMALL.contains(running.window.geometry())
    running.press(Key.Key_N, CONTROL)
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None
    assert door.wizard.width() <= SMALL.width() and door.wizard.height() <= SMALL.height()
    door.wizard.reject()


def test_a_screen_with_room_gets_the_window_as_it_was_left(start: Start) -> None:
    first = start()
    assert (first.window.width(), first.window.height()) == (1240, 660)
    first.window.setGeometry(300, 200, 900, 600)
    first.close()
    again = start()
    assert again.window.size() == QSize(900, 600)
    assert (again.window.geometry().topLeft() - QPoint(300, 200)).manhattanLength() <= 8  # the frame


def _small(_: QScreen) -> QRect:
    return SMALL
