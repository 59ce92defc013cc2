"""`amends decide`: one request or one a line in, one answer or one a line out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.logic.answer import Desk
from app.logic.decision import BadInput, Question
from app.logic.json_form import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

DECIDED, BAD_INPUT, QUESTION = 0, 2, 3
LONGEST_REQUEST = 1_000_000
"""Bytes of one request; an order with its answers takes about one thousand."""


class NotJson(ValueError):
    """Say why a text is no request."""


def parse(text: bytes) -> object:
    """Read one JSON value. Raises NotJson in words for a person."""
    if len(text) > LONGEST_REQUEST:
        raise NotJson(f"longer than {LONGEST_REQUEST} bytes")
    try:
        return json.loads(text.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise NotJson("not UTF-8") from None
    except json.JSONDecodeError as problem:
        raise NotJson(f"not JSON: {problem.msg} at line {problem.lineno}, column {problem.colno}") from None
    except (ValueError, RecursionError):
        raise NotJson("not JSON that can be a request") from None


def _refuse_constant(name: str) -> object:
    raise NotJson(f"{name} is no JSON number")


def decide_one(file: str | None) -> int:
    """Answer the one request of a file or of standard input; the exit code tells decision, question or bad input."""
    desk = Desk()
    try:
        with _opened(file) as stream:
            answer = desk.answer(parse(stream.read(LONGEST_REQUEST + 1)))
    except OSError as problem:
        return _refuse(f"{file}: cannot be read: {problem.strerror or problem}")
    except NotJson as problem:
        return _refuse(f"{file or 'standard input'}: {problem}")
    except BadInput as problem:
        return _refuse(str(problem))
    _write(to_json(answer), indent=2)
    return QUESTION if isinstance(answer, Question) else DECIDED


def decide_lines(file: str | None) -> int:
    """Answer one request a line; a line that cannot be answered gets its error in its place."""
    desk = Desk()
    try:
        with _opened(file) as stream:
            for line in _lines(stream):
                _write(_answer_line(desk, line))
    except OSError as problem:
        return _refuse(f"{file}: cannot be read: {problem.strerror or problem}")
    return DECIDED


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines that are not blank; of a line that is far too long only its beginning."""
    while line := stream.readline(LONGEST_REQUEST + 2):
        tail = line
        while not tail.endswith(b"\n") and (tail := stream.readline(LONGEST_REQUEST)):
            pass
        if line.strip():
            yield line


def _answer_line(desk: Desk, line: bytes) -> dict[str, object]:
    try:
        return to_json(desk.answer(parse(line)))
    except NotJson as problem:
        return {"error": {"field": "line", "message": str(problem)}}
    except BadInput as problem:
        return {"error": {"field": problem.field, "message": problem.message}}


def _opened(file: str | None) -> AbstractContextManager[BinaryIO]:
    if file in (None, "-"):
        from contextlib import nullcontext

        return nullcontext(sys.stdin.buffer)
    return Path(file or "").open("rb")


def _write(form: dict[str, object], indent: int | None = None) -> None:
    # Bytes, so that the console's own encoding cannot refuse a buyer's name.
    text = json.dumps(form, ensure_ascii=False, indent=indent)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return BAD_INPUT
