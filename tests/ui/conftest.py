"""Wizards and windows in the program's own dress, with the real rules and templates behind them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.logic.answer import Desk
from app.logic.settings import Settings
from app.store.repository import open_store
from app.ui.theme import ThemeSwitch
from app.ui.wizard.conversation import Conversation
from app.ui.wizard.session import WizardSession
from app.ui.wizard.state import WizardState
from app.ui.wizard.wizard import CaseWizard
from bench.walks import NOW, SETTINGS, RememberingSession, Walker
from tests.ui.running import Running, Start

OpenWizard = Callable[..., Walker]


@pytest.fixture(scope="session")
def now() -> datetime:
    """Give the moment at which all of these tests happen."""
    return NOW


@pytest.fixture(scope="session")
def desk(now: datetime) -> Desk:
    """Give the real rules and templates, read once."""
    return Desk(clock=lambda: now)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> ThemeSwitch:
    """Dress the program as it is dressed for a seller."""
    switch = ThemeSwitch(qapp)
    switch.use("light")
    return switch


@pytest.fixture
def session() -> RememberingSession:
    """Give a session that remembers what the wizard stores."""
    return RememberingSession()


def show_wizard(qtbot: QtBot, conversation: Conversation, session: WizardSession) -> Walker:
    """Show a wizard and wait until keys reach it."""
    wizard = CaseWizard(conversation, session)
    conversation.setParent(wizard)
    qtbot.addWidget(wizard)
    wizard.show()
    qtbot.waitExposed(wizard)
    qtbot.wait(1)
    return Walker(wizard)


@pytest.fixture
def open_wizard(
    qtbot: QtBot, desk: Desk, theme: ThemeSwitch, session: RememberingSession, now: datetime
) -> Iterator[OpenWizard]:
    """Open a wizard as the main window does, new or with an earlier state."""

    def open_(state: WizardState | None = None, settings: Settings = SETTINGS) -> Walker:
        QApplication.clipboard().clear()
        return show_wizard(qtbot, Conversation(desk, settings, state, clock=lambda: now), session)

    yield open_


@pytest.fixture(scope="session")
def empty_cases(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Make an empty case file once; a copy of it is quicker than the migrations."""
    path = tmp_path_factory.mktemp("cases") / "cases.db"
    open_store(path, path.parent, NOW).close()
    return path.read_bytes()


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, desk: Desk, data_dir: Path, empty_cases: bytes, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Start]:
    """Start the whole program on this test's folder, as often as asked; each is closed at the end."""
    monkeypatch.setattr("sys.excepthook", sys.excepthook)  # the program takes it over; put back afterwards
    running: list[Running] = []

    def start_(*, show: bool = True) -> Running:
        cases = data_dir / "cases.db"
        if data_dir.exists() and not cases.exists():
            cases.touch(mode=0o600)
            cases.write_bytes(empty_cases)
        running.append(Running(qapp, data_dir, desk))
        if show:
            running[-1].show()
        return running[-1]

    yield start_
    for one in running:
        one.close()
        one.window.deleteLater()
    QTest.qWait(1)
