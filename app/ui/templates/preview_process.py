"""The process in which templates are tried out: started when needed, ended when a template gets out of hand."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from app.logic.resources import program_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Wish = dict[str, Any]

_MOST_MS: Final = 800
"""A try that takes longer is stopped, so that with the stopping it is over within a second."""
_START_MS: Final = 20_000
"""Loading the rules on a slow machine."""
_LONGEST_ANSWER: Final = 2_000_000
TOO_LONG: Final = "it takes longer than a second and was stopped; does it go round in circles?"
TOO_MUCH: Final = "it needs more memory or time than a message can, and was stopped"
NO_START: Final = "The preview cannot be started. Your templates are safe, and you can save them without it."


class PreviewProcess(QObject):
    """Answer one wish at a time; while one is under way only the latest further wish is remembered for each purpose.

    Args:
        command: program and arguments; standard input takes wishes, standard output gives answers, a line each.
    """

    answered = Signal(str, object)
    """For what purpose a wish was and its answer: a dict, as `logic/wording/trial.py` makes it."""

    failed = Signal(str)
    """The preview cannot be had at all."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._process: QProcess | None = None
        self._is_ready = False
        self._waiting: dict[str, Wish] = {}
        self._asked: str | None = None
        self._number = 0
        self._received = b""
        self._told = 0
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._on_too_long)

    def ask(self, purpose: str, wish: Wish) -> None:
        """Have a wish answered; `answered` brings the answer, for a purpose only that of its latest wish."""
        self._waiting.pop(purpose, None)
        self._waiting[purpose] = wish
        if self._process is None:
            self._start()
        self._send()

    def is_idle(self) -> bool:
        """Say whether nothing is asked for."""
        return self._asked is None and not self._waiting

    def close(self) -> None:
        """End the process and forget what was asked."""
        self._waiting.clear()
        self._end()

    def _start(self) -> None:
        self._process = process = QProcess(self)
        self._is_ready = False
        self._received = b""
        self._told = 0
        process.setWorkingDirectory(str(program_folder()))
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_complaint)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._clock.start(_START_MS)
        process.start(self._command[0], list(self._command[1:]))

    def _send(self) -> None:
        if not self._is_ready or self._asked is not None or not self._waiting or self._process is None:
            return
        self._asked = next(iter(self._waiting))
        wish = self._waiting.pop(self._asked)
        self._number += 1
        self._told = 0
        self._process.write(json.dumps({**wish, "id": self._number}).encode() + b"\n")
        self._clock.start(_MOST_MS)

    def _on_output(self) -> None:
        if self._process is None or self.sender() is not self._process:
            return
        fresh = self._process.readAllStandardOutput().data()
        self._received += fresh
        self._told += len(fresh)
        if self._told > _LONGEST_ANSWER:
            self._on_gone()
            return
        *lines, self._received = self._received.split(b"\n")
        for line in lines:
            self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            answer = json.loads(line)
        except ValueError:
            return
        if answer.get("ready"):
            self._is_ready = True
            self._clock.stop()
        elif self._asked is not None:
            self._answer(answer)
        self._send()

    def _answer(self, answer: Wish) -> None:
        purpose, self._asked = self._asked, None
        self._clock.stop()
        if purpose is not None and purpose not in self._waiting:
            self.answered.emit(purpose, answer)

    def _on_complaint(self) -> None:
        if self._process is not None:
            self._process.readAllStandardError()  # nothing a seller could use, and it must not fill up

    def _on_too_long(self) -> None:
        if self._is_ready:
            self._give_up(TOO_LONG)
        else:
            self._fail()

    def _on_finished(self, *_: object) -> None:
        if self.sender() is self._process:
            self._on_gone()

    def _on_gone(self) -> None:
        if self._is_ready:
            self._give_up(TOO_MUCH)
        else:
            self._fail()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._fail()

    def _give_up(self, why: str) -> None:
        """Answer that the template was stopped; what else was asked for goes to a new process."""
        self._end()
        self._answer({"faults": [[None, why]]})
        if self._waiting and self._process is None:
            self._start()

    def _fail(self) -> None:
        self._waiting.clear()
        self._end()
        self._asked = None
        self.failed.emit(NO_START)

    def _end(self) -> None:
        process, self._process = self._process, None
        self._is_ready = False
        self._clock.stop()
        if process is None:
            return
        process.blockSignals(True)
        process.kill()
        process.waitForFinished(200)
        process.deleteLater()


def worker_command(folder: Path) -> tuple[str, ...]:
    """Return how this program starts itself to try templates out, packaged or from its sources."""
    program = (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "app")
    return (*program, "--data-dir", str(folder), "preview-worker")
