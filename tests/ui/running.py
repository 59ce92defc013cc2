"""A whole program on a folder of its own, driven by keys and read like a seller reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.bootstrap import Program
from app.logic.answer import Desk
from app.logic.case import CaseStatus
from app.logic.cases import CaseBook
from app.logic.channels import load_channels
from app.logic.decision import Decision
from app.logic.examples import example_drafts
from app.logic.json_form import to_json
from app.paths import Paths
from app.store.repository import open_store
from app.ui.cases_page import CasesPage
from app.ui.main_window import MainWindow
from app.ui.single_instance import SingleInstance
from bench.walks import NOW
from tests.store.sample import DECISION, NOON, Clock, draft_of

Start = Callable[..., "Running"]
_ANSWERS = {"parcel": "stalled", "protected": "no", "confirmed": "no", "willing": "yes", "authorised": "no"}
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class SharedRules:
    """Rules that are read once for all tests."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def desk(self) -> Desk:
        """Return the rules."""
        return self._desk


class Running:
    """One started program; `program.window` is on the screen."""

    def __init__(self, application: QApplication, folder: Path, desk: Desk) -> None:
        paths = Paths.below(folder)
        self.now = NOW
        self.program = Program(application, paths, SingleInstance(paths.data), self._clock)
        self.program.rules = SharedRules(desk)  # type: ignore[assignment]  # only its desk is asked for

    @property
    def window(self) -> MainWindow:
        """Return the main window."""
        return self.program.window

    @property
    def page(self) -> CasesPage:
        """Return the inside of the window."""
        return self.window.page

    def _clock(self) -> datetime:
        return self.now

    def show(self) -> None:
        """Show the window and wait until everything is loaded."""
        self.program.show()
        QTest.qWaitForWindowExposed(self.window)
        _wait_until(lambda: hasattr(self.window, "page"))
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way in the background."""
        QTest.qWait(1)
        _wait_until(self.program.tasks.is_idle)
        QTest.qWait(1)

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)
        self.settle()

    def search(self, text: str) -> None:
        """Type into the search box as Ctrl+F brings it up."""
        self.press(Key.Key_F, CONTROL)
        QTest.keyClicks(self.window.focusWidget(), text)
        QTest.qWait(200)  # the pause in which a seller types on
        self.settle()

    def choose(self, row: int) -> None:
        """Go to a row of the list."""
        self.page.history.table.selectRow(row)
        self.settle()

    def orders(self) -> list[str]:
        """Return the order numbers of the list, from the top."""
        model = self.page.history.model
        return [str(model.data(model.index(row, 1))) for row in range(model.rowCount())]

    def counts(self) -> dict[str, str]:
        """Return the views and what stands behind them."""
        model = self.page.history.views.model
        spoken = [
            str(model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())
        ]
        return dict(line.removesuffix(" cases").split(", ") for line in spoken)

    def close(self) -> None:
        """Close the window as the seller does."""
        self.window.close()


def _wait_until(happened: Callable[[], bool]) -> None:
    for _ in range(5000):
        if happened():
            return
        QTest.qWait(2)
    raise AssertionError("it did not happen within ten seconds")


def shown(widget: QWidget, kind: type[QWidget]) -> list[QWidget]:
    """Return what can be seen of a kind inside a widget."""
    return [child for child in widget.findChildren(kind) if child.isVisible()]


def texts(widget: QWidget) -> list[str]:
    """Return what the labels inside a widget say, as far as they can be seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def fill(folder: Path, *, unfinished: int = 0, open_: int = 0, closed: int = 0, to_do: str = "refund") -> list[int]:
    """Store invented cases in a folder, each with one thing to do; their numbers count up from 111-0000001-0000001."""
    paths = Paths.below(folder)
    paths.make_folders()
    store = open_store(paths.cases, paths.backups, NOON)
    book = CaseBook(store, Clock())
    wanted = [CaseStatus.UNFINISHED] * unfinished + [CaseStatus.OPEN] * open_ + [CaseStatus.CLOSED] * closed
    ids = [_add(book, number, status, to_do) for number, status in enumerate(wanted, start=1)]
    store.close()
    return ids


def fill_examples(folder: Path, desk: Desk) -> None:
    """Store the example orders; those that the rules decide are finished, the others wait for an answer."""
    paths = Paths.below(folder)
    paths.make_folders()
    store = open_store(paths.cases, paths.backups, NOON)
    book = CaseBook(store, Clock(), {name: channel.time_zone for name, channel in load_channels().items()})
    for draft in example_drafts(NOON.date()):
        answers = {**cast("dict[str, object]", draft.request.get("answers", {})), **_ANSWERS}
        request = {**draft.request, "answers": answers}
        case_id = book.open_case(draft)
        decided = desk.answer(request)
        if isinstance(decided, Decision):
            book.finish(case_id, to_json(decided), replace(draft, request=request, step=3))
    store.close()


def _add(book: CaseBook, number: int, status: CaseStatus, to_do: str) -> int:
    draft = draft_of(f"111-{number:07}-{number:07}", buyer_name=f"Buyer {number}", item=f"Item {number}")
    case_id = book.open_case(draft)
    if status is not CaseStatus.UNFINISHED:
        book.finish(case_id, _due(number, to_do), replace(draft, step=3))
    if status is CaseStatus.CLOSED:
        book.tick(case_id, to_do, True)  # with the last thing to do a case closes by itself
    return case_id


def _due(number: int, to_do: str) -> Mapping[str, object]:
    """Return the decision of a case whose refund, or what else there is to do, is due so many days after noon."""
    due = (NOON + timedelta(days=number)).date().isoformat()
    actions = [{"code": to_do, "earliest": None, "latest": due, "done": False}]
    message = {"language": "en", "subject": "Your order", "body": f"Hello {number}", "findings": []}
    return {**DECISION, "actions": [{"code": "reply", "latest": None, "done": False}, *actions], "message": message}
