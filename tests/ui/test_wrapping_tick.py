"""Ticks with long words: whole in any width, clicked on either line."""

from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.logic.decision import Action, Decision
from app.logic.outcome_words import ACTIONS
from app.ui.case.present import Task
from app.ui.case.to_do import ToDo
from app.ui.lettering import em
from app.ui.theme import ThemeSwitch
from app.ui.wizard.answer_cards import ToDoCard
from app.ui.wizard.two_pane import RIGHT_EM, scrolled
from app.ui.wrapping_tick import WrappingTick
from bench.walks import NOW

LONGEST = max(ACTIONS.values(), key=len)


@pytest.mark.parametrize("ems", [RIGHT_EM, 14])
def test_no_card_of_the_wizard_is_wider_than_its_pane(qtbot: QtBot, theme: ThemeSwitch, ems: int) -> None:
    card = ToDoCard()
    area = scrolled(card)
    qtbot.addWidget(area)
    area.resize(em(card) * ems, 400)
    days = date(2026, 11, 26), date(2027, 1, 2)
    request = SimpleNamespace(channel=SimpleNamespace(time_zone=None), today=NOW.date())
    actions = tuple(Action(code, *days, False) for code in ACTIONS)
    card.show_actions(cast("Decision", SimpleNamespace(actions=actions, refund=None, request=request)))
    area.show()
    assert len(card.ticks) == len(ACTIONS) - 1  # the reply is ticked by sending it
    assert card.width() <= area.viewport().width()
    assert {tick.accessibleName() for tick in card.ticks} <= set(ACTIONS.values())


def test_no_line_of_a_case_is_wider_than_its_pane(qtbot: QtBot, theme: ThemeSwitch) -> None:
    card = ToDo()
    area = scrolled(card)
    qtbot.addWidget(area)
    tasks = [Task(code, code, words, NOW, NOW.replace(year=2027), False) for code, words in ACTIONS.items()]
    card.show_tasks(tasks, NOW, "amazon-us")
    for ems in (29, 14):
        area.resize(em(card) * ems, 400)
        area.show()
        QTest.qWait(1)
        assert card.width() <= area.viewport().width()


def test_long_words_break_and_their_second_line_ticks_too(qtbot: QtBot, theme: ThemeSwitch) -> None:
    tick = WrappingTick(LONGEST)
    qtbot.addWidget(tick)
    line = tick.sizeHint().height()
    width = tick.sizeHint().width() * 2 // 3
    tick.resize(width, tick.heightForWidth(width))
    tick.show()
    assert tick.height() > line
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(width // 2, tick.height() - 3))
    assert tick.isChecked()
    assert tick.text() == LONGEST
