"""Python before 3.12 outlives PySide6 6.12, which takes a reference to None away with every call."""

import sys

from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow


def test_many_calls_into_qt_do_not_use_none_up(qtbot: QtBot) -> None:
    assert MainWindow.__module__.startswith("app.ui")  # importing anything of the window makes the constants safe
    from PySide6.QtWidgets import QLabel

    label = QLabel()
    qtbot.addWidget(label)
    for number in range(20_000):
        label.setEnabled(number % 2 == 0)
    assert sys.version_info >= (3, 12) or sys.getrefcount(None) > 1 << 29
