"""What a command reads and writes: a file or standard input in, JSON out."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator


class CannotRead(Exception):
    """Say which input cannot be read, and why."""


@contextmanager
def opened(file: str | None) -> Iterator[BinaryIO]:
    """Open a file, or standard input; CannotRead for whatever goes wrong while it is read."""
    try:
        if file is not None and file != "-":
            with Path(file).open("rb") as stream:
                yield stream
        elif sys.stdin is None:
            raise CannotRead(f"{name_of(file)}: cannot be read: it is closed")
        else:
            yield sys.stdin.buffer
    except OSError as problem:
        raise CannotRead(f"{name_of(file)}: cannot be read: {problem.strerror or problem}") from problem


def name_of(file: str | None) -> str:
    """Name an input in a sentence."""
    return "standard input" if file in (None, "-") else str(file)


def write_json(form: dict[str, object], indent: int | None = None) -> None:
    """Write one JSON object to standard output; OSError when it is closed."""
    if sys.stdout is None:
        raise OSError("standard output is closed")
    # Bytes, so that the console's own encoding cannot refuse a buyer's name.
    text = json.dumps(form, ensure_ascii=False, indent=indent)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
