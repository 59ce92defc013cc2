"""`amends decide`: one request or one a line in, one answer or one a line out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.cli.ending import GOOD, QUESTION, tell
from app.cli.streams import CannotRead, name_of, opened, write_json
from app.logic.answer import Desk
from app.logic.decision import BadInput, Question
from app.logic.json_form import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    except NotJson:
        raise
    except UnicodeDecodeError:
        raise NotJson("not UTF-8") from None
    except json.JSONDecodeError as problem:
        raise NotJson(f"not JSON: {problem.msg} at line {problem.lineno}, column {problem.colno}") from None
    except (ValueError, RecursionError):
        raise NotJson("not JSON that can be a request") from None


def _refuse_constant(name: str) -> object:
    raise NotJson(f"{name} is no JSON number")


def decide_one(file: str | None, own_policies: Path | None = None) -> int:
    """Answer the one request of a file or of standard input; the exit code tells decision, question or bad input."""
    try:
        with opened(file) as stream:
            text = stream.read(LONGEST_REQUEST + 1)
        answer = Desk(own_policies=own_policies).answer(parse(text))
    except NotJson as problem:
        return tell(f"{name_of(file)}: {problem}")
    except (CannotRead, BadInput) as problem:
        return tell(str(problem))
    write_json(to_json(answer), indent=2)
    return QUESTION if isinstance(answer, Question) else GOOD


def decide_lines(file: str | None, own_policies: Path | None = None) -> int:
    """Answer one request a line; a line that cannot be answered gets its error in its place."""
    desk = Desk(own_policies=own_policies)
    try:
        for line in _lines(file):
            write_json(_answer_line(desk, line))
    except CannotRead as problem:
        return tell(str(problem))
    return GOOD


def _lines(file: str | None) -> Iterator[bytes]:
    """Yield the lines that are not blank; of a line that is far too long only its beginning."""
    with opened(file) as stream:
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
