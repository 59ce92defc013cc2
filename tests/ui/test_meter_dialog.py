"""Progress with Cancel: it shows how far the work is and stops it at its next step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.logic.meter import Cancelled, Meter
from app.ui.meter_dialog import MeterDialog


def test_it_follows_the_meter_and_escape_stops_the_work(qtbot: QtBot) -> None:
    meter = Meter(200)
    dialog = MeterDialog("Copying the files…", meter)
    qtbot.addWidget(dialog)
    meter.advance(50)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.value() == 250)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.labelText() == "Stopping…"
    with pytest.raises(Cancelled):
        meter.advance(1)


def test_work_that_is_done_takes_the_dialog_away_and_stops_nothing(qtbot: QtBot) -> None:
    meter = Meter(0)
    dialog = MeterDialog("Packing the files…", meter)
    dialog.show()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.finish()
    meter.advance(1)
    assert meter.done == 1
