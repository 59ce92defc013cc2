"""A log a seller can send to anybody: what happened and where in the program, never what was typed."""

from __future__ import annotations

import logging
import time
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from app.logic.private_file import make_private_file

LARGEST_FILE: Final = 256 * 1024
OLD_FILES: Final = 2
PLAIN_KEYS: Final = frozenset(
    {
        "action",
        "backup_files",
        "cases",
        "case_id",
        "channel",
        "command",
        "error",
        "event",
        "family",
        "kind",
        "language",
        "milliseconds",
        "platform",
        "python",
        "qt",
        "resolution",
        "revision",
        "rule",
        "situation",
        "sqlite",
        "status",
        "step",
        "template",
        "version",
        "view",
        "where",
    }
)
"""The only things a line may tell: none of them can hold a name, an address, an order number or a text."""

_LONGEST_VALUE: Final = 400
_CODE_FOLDER: Final = Path(__file__).resolve().parent.parent


class PrivateFileHandler(RotatingFileHandler):
    """A rotating file that only the seller may read."""

    def _open(self) -> TextIOWrapper:
        make_private_file(Path(self.baseFilename))
        return super()._open()


class Log:
    """Write lines of an event and known keys; with no file to write to it stays silent."""

    def __init__(self, path: Path | None = None) -> None:
        self._logger = logging.Logger("amends", logging.INFO)  # noqa: LOG001  # of its own: nothing else may write
        self._handler = _open_handler(path)
        self._logger.addHandler(self._handler)

    def write(self, event: str, **values: object) -> None:
        """Write what happened. A key that is not known as harmless is named without its value."""
        told = " ".join(f"{key}={_harmless(key, value)}" for key, value in values.items())
        self._logger.info("%s", f"{_one_line(event)} {told}".strip())

    def log_crash(self, error: BaseException) -> None:
        """Write the kind of an error and the places in the code, without its text and without any value."""
        self._logger.error("%s", "\n".join(crash_lines(error)))

    def close(self) -> None:
        """Let go of the file."""
        self._logger.removeHandler(self._handler)
        self._handler.close()


def crash_lines(error: BaseException) -> list[str]:
    """Describe an error by its kind and the places in the code: safe to show, to copy and to send."""
    frames = traceback.extract_tb(error.__traceback__, limit=-50)
    places = [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    because = [] if cause is None else [f"  because of {type(cause).__module__}.{type(cause).__qualname__}"]
    return [f"crash {type(error).__module__}.{type(error).__qualname__}", *places, *because]


def _open_handler(path: Path | None) -> logging.Handler:
    if path is None:
        return logging.NullHandler()
    try:
        handler = PrivateFileHandler(path, maxBytes=LARGEST_FILE, backupCount=OLD_FILES, encoding="utf-8")
    except OSError:
        # The program is worth more than its log.
        return logging.NullHandler()
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.handleError = _keep_going  # type: ignore[method-assign]
    return handler


class _Formatter(logging.Formatter):
    # In UTC: a log that is sent elsewhere has no zone of its own.
    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"


def _keep_going(record: logging.LogRecord) -> None:
    """Leave out a line that a full disk refuses, rather than print it to a terminal nobody reads."""


def _harmless(key: str, value: object) -> str:
    if key not in PLAIN_KEYS:
        return "(left out)"
    return _one_line(str(value))[:_LONGEST_VALUE]


def _one_line(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _place(filename: str) -> str:
    """Return a path inside the program; elsewhere only the file's name, for folders can hold a person's name."""
    path = Path(filename)
    return path.relative_to(_CODE_FOLDER).as_posix() if path.is_relative_to(_CODE_FOLDER) else path.name
