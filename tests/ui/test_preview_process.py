"""A template that gets out of hand is stopped with its process; the window is answered and stays usable."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.templates.preview_process import NO_START, TOO_LONG, TOO_MUCH, PreviewProcess, worker_command

READY = "import sys; print('{\"ready\": true}', flush=True)\n"
HANG = READY + "for line in sys.stdin:\n    while True: pass"
GROW = READY + "from app.cli.preview_worker import limit_memory; limit_memory()\nsys.stdin.readline(); x = 'x' * 10**10"
DIE = READY + "sys.stdin.readline()"
FLOOD = READY + "sys.stdin.readline()\nwhile True: print('x' * 10000)"
NEVER_READY = "raise SystemExit(3)"
PROGRAMS = {
    "hangs": (HANG, TOO_LONG),
    "grows": (GROW, TOO_MUCH),
    "dies": (DIE, TOO_MUCH),
    "floods": (FLOOD, TOO_MUCH),
}

Answers = list[tuple[str, dict[str, Any]]]
Begin = Callable[..., tuple[PreviewProcess, Answers]]


@pytest.fixture
def begin(qapp: QApplication) -> Iterator[Begin]:
    """Give processes whose answers go into a list, and end them."""
    begun: list[PreviewProcess] = []

    def begin_(*command: str) -> tuple[PreviewProcess, Answers]:
        process, answers = PreviewProcess(command, qapp), Answers()
        process.answered.connect(partial(_note, answers))
        begun.append(process)
        return process, answers

    yield begin_
    for process in begun:
        process.close()
        process.deleteLater()


def _note(answers: Answers, purpose: str, answer: dict[str, Any]) -> None:
    answers.append((purpose, answer))


@pytest.mark.parametrize(("program", "why"), PROGRAMS.values(), ids=PROGRAMS)
def test_a_template_that_gets_out_of_hand_is_stopped(qtbot: QtBot, begin: Begin, program: str, why: str) -> None:
    process, answers = begin(sys.executable, "-c", program)
    process.ask("text", {"text": "x"})
    # While it runs the window goes on: the event loop of this wait is the window's.
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    assert answers == [("text", {"faults": [[None, why]]})]
    assert process.is_idle()
    process.ask("text", {"text": "y"})  # a new process answers
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=20_000)


@pytest.mark.parametrize("command", [(sys.executable, "-c", NEVER_READY), ("/no/such/program",)])
def test_a_process_that_cannot_start_is_told(qtbot: QtBot, begin: Begin, command: tuple[str, ...]) -> None:
    process, answers = begin(*command)
    with qtbot.waitSignal(process.failed, timeout=20_000) as told:
        process.ask("text", {"text": "x"})
    assert told.args == [NO_START] and not answers and process.is_idle()


def test_the_real_process_answers_the_latest_wish_only(qtbot: QtBot, begin: Begin, tmp_path: Path) -> None:
    process, answers = begin(*worker_command(tmp_path))
    for number in range(5):
        process.ask("text", {"template": "refund_lost", "language": "en", "text": f"{{{{ x{number} }}}}"})
    process.ask("odd", {"template": "../x", "language": "en", "text": ""})
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=60_000)
    assert answers[0][1]["faults"][0] == [1, "unknown name 'x4'"]
    assert answers[1][0] == "odd" and "cannot be tried out" in answers[1][1]["faults"][0][1]


def test_the_command_ends_with_its_input(tmp_path: Path, root: Path) -> None:
    done = subprocess.run(
        [*worker_command(tmp_path)], input="no json\n", cwd=root, capture_output=True, text=True, timeout=60, check=True
    )
    ready, answer = done.stdout.splitlines()
    assert ready == '{"ready": true}' and "cannot be tried out" in answer and not done.stderr
