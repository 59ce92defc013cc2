"""What a clock has to say stands in sight where the action is: in the wizard's answer and in the case."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.logic.json_form import decision_json
from app.ui.case.present import Task
from app.ui.case.to_do import ToDo
from app.ui.wizard.answer_cards import ToDoCard
from tests.requests import decided, late_parcel

OVER = "The last day for this was 30 Oct 2026. The carrier can refuse it now: ask once, or write the loss off."
CODE = "file_carrier_claim"
NOW = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("America/Los_Angeles"))


def _sentences(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_the_answer_says_that_a_claim_is_too_late_and_still_lists_it(qtbot: QtBot) -> None:
    card = ToDoCard()
    qtbot.addWidget(card)
    card.show_actions(decided(late_parcel() | {"today": "2026-11-22"}))
    assert "file_carrier_claim" in [tick.code for tick in card.ticks]
    assert _sentences(card).count(OVER) == 2  # the search and the claim
    card.show_actions(decided(late_parcel() | {"today": "2026-11-22", "done": ["open_trace", "file_carrier_claim"]}))
    assert OVER not in _sentences(card)


def test_the_case_says_it_too_until_the_task_is_ticked(qtbot: QtBot) -> None:
    card = ToDo()
    qtbot.addWidget(card)
    task = Task(CODE, CODE, "Claim from the carrier", None, None, done=False, note=OVER)
    card.show_tasks([task], NOW, "amazon-us")
    assert OVER in _sentences(card)
    card.show_tasks([replace(task, done=True)], NOW, "amazon-us")
    assert OVER not in _sentences(card)


def test_only_an_action_with_something_to_say_carries_it_in_the_stored_decision() -> None:
    stored = decision_json(decided(late_parcel() | {"today": "2026-11-22"}))["actions"]
    assert isinstance(stored, list)
    told = {action["code"]: (action.get("note"), action.get("too_late")) for action in stored}
    assert told == {"refund": (None, None), "open_trace": (OVER, True), "file_carrier_claim": (OVER, True)}
