"""Show the main window with the example orders: first start, list, case, settings, empty search, narrow."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from app.bootstrap import Program
from app.logic.case import CaseQuery, CopiedText
from app.logic.decision import Decision
from app.logic.json_form import to_json
from app.paths import Paths
from app.ui.history.filters import Filter
from app.ui.single_instance import SingleInstance
from bench.storage import fill_cases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QApplication, QWidget

    from app.logic.answer import Desk
    from app.logic.cases import CaseBook

ANSWERS = {
    "not_received": {"parcel": "stalled", "protected": "no"},
    "return": {"authorised": "no", "offer": "replacement"},
    "change_item": {"confirmed": "no"},
    "faster_shipping": {"willing": "yes"},
    "change_address": {"parcel": "moving"},
}


def window_pictures(application: QApplication, now: datetime, size: QSize, theme: str) -> Iterator[tuple[str, QWidget]]:
    """Run the program on a folder of its own and yield the name of each picture and what it shows."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.below(Path(folder))
        paths.make_folders()
        paths.settings.write_text(f'theme = "{theme}"\nchannels_used = ["amazon-us", "etsy"]\n', encoding="utf-8")
        program = Program(application, paths, SingleInstance(paths.data), lambda: now)
        program.show()
        program.window.resize(size)
        yield from _pictures(program, size)
        program.window.close()


def _pictures(program: Program, size: QSize) -> Iterator[tuple[str, QWidget]]:
    window = program.window
    _settle(program)
    yield "main-1-first-start", window
    window.actions_.examples.trigger()
    _settle(program)
    program.desk.ask(lambda book: _decide(book, program.rules.desk()))
    _settle(program)
    yield from _due_now(program)
    window.actions_.views["open"].trigger()
    window.actions_.refresh.trigger()
    _settle(program)
    window.page.history.table.selectRow(0)
    _settle(program)
    yield "main-2-case", window
    window.page.pane.outcome.unfold.setChecked(True)
    window.actions_.task_done.trigger()
    window.page.history.filters.add(Filter("opened", "29"))
    _settle(program)
    yield "main-3-why-and-undo", window
    window.page.history.search.setText("a word that nobody wrote")
    QTest.qWait(200)
    _settle(program)
    yield "main-4-nothing-found", window
    window.actions_.clear.trigger()
    window.resize(620, size.height())
    _settle(program)
    yield "main-5-narrow", window
    window.page.pane.outcome.unfold.setChecked(False)
    window.page.history.case_entered.emit()
    _settle(program)
    yield "main-6-narrow-case", window
    window.actions_.back.trigger()
    window.resize(size)
    window.actions_.views["all"].trigger()
    _settle(program)
    yield "main-7-all", window
    program.desktop.open_settings()
    _settle(program)
    page = program.desktop.settings_page
    if page is not None:
        yield "settings", page
        page.close()
    program.deadlines.open()
    _settle(program)
    if program.deadlines.page is not None:
        yield "deadlines", program.deadlines.page
        program.deadlines.page.close()
    yield from _money(program)


def _due_now(program: Program) -> Iterator[tuple[str, QWidget]]:
    """Show what is due now, put one task off and take up the rest."""
    window = program.window
    window.actions_.views["due_now"].trigger()
    window.actions_.refresh.trigger()
    _settle(program)
    window.page.history.table.selectRow(0)
    _settle(program)
    yield "main-8-due-now", window
    window.actions_.snooze.trigger()
    _settle(program)
    dialog = window.page.snoozing.dialog
    if dialog is not None:
        yield "snooze", dialog
        dialog.why.setText("wait for the supplier")
        dialog.buttons[-1].click()
        yield "snooze-after-the-deadline", dialog
        dialog.buttons[-1].click()
    window.actions_.views["all"].trigger()
    _settle(program)
    yield "main-9-put-off", window
    window.actions_.views["closed"].trigger()
    _settle(program)
    yield "main-10-empty-view", window


def _money(program: Program) -> Iterator[tuple[str, QWidget]]:
    """Pay a refund, file a claim, and show the money of the case, what is to come back and what it all cost."""
    window = program.window
    program.desk.ask(partial(_pay, case_id=1))
    _settle(program)
    window.actions_.refresh.trigger()
    window.page.history.search.setText("111-0000001-0000001")
    QTest.qWait(200)
    _settle(program)
    window.page.history.table.selectRow(0)
    _settle(program)
    pane = window.page.pane
    pane.look_at(pane.money_card)
    yield "main-11-money", window
    window.actions_.something_new.trigger()
    _settle(program)
    door = program.desktop.door
    if door is not None and door.wizard is not None:
        yield "wizard-next", door.wizard
        door.wizard.close()
    program.desktop.open_recover()
    _settle(program)
    if program.desktop.recover_page is not None:
        yield "recover", program.desktop.recover_page
        program.desktop.recover_page.close()


def cost_pictures(application: QApplication, now: datetime, theme: str) -> Iterator[tuple[str, QWidget]]:
    """Run the program on some hundred invented cases and show what they cost."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.below(Path(folder))
        paths.make_folders()
        paths.settings.write_text(f'theme = "{theme}"\n', encoding="utf-8")
        fill_cases(paths.cases, paths.backups, 400)
        program = Program(application, paths, SingleInstance(paths.data), lambda: now)
        program.show()
        _settle(program)
        program.desktop.open_costs()
        _settle(program)
        if program.desktop.cost_page is not None:
            yield "costs", program.desktop.cost_page
            program.desktop.cost_page.close()
        program.window.close()


def _pay(book: CaseBook, case_id: int) -> None:
    for action in ("refund", "file_carrier_claim"):
        book.tick(case_id, action, done=True)


def _decide(book: CaseBook, desk: Desk) -> None:
    """Go through the example cases as a seller would, and leave some of them unfinished."""
    for row in book.rows(CaseQuery(), 0, 50):
        case = book.case(row.id)
        answers = {**_mapping(case.draft.request.get("answers")), **ANSWERS.get(str(row.situation), {})}
        request = {**case.draft.request, "answers": answers}
        if row.situation not in ANSWERS or answers.get("reason") == "unwanted":
            continue
        decision = desk.answer(request)
        if isinstance(decision, Decision) and decision.message is not None:
            message = decision.message
            words = (message.subject, message.body, message.language, message.template, message.template_version)
            book.record_copied(row.id, CopiedText(*words, decision.rule, row.created_at))
            book.finish(row.id, to_json(decision), replace(case.draft, request=request, step=3))


def _mapping(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, dict) else {}


def _settle(program: Program) -> None:
    QTest.qWait(60)
    while not hasattr(program, "tasks") or not program.tasks.is_idle():
        QTest.qWait(10)
    QTest.qWait(60)
