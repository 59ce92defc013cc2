"""Invented orders to try the program with: one for every situation, dated as if they were of this week."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.logic.case import Draft
from app.logic.resources import resource_folder

if TYPE_CHECKING:
    from pathlib import Path

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:]+[+-]\d{2}:\d{2})?")
_WHAT_HAPPENED = 2


def example_drafts(today: date, folder: Path | None = None) -> list[Draft]:
    """Return a draft for every example, moved from the day it was written on to today."""
    paths = sorted((folder or resource_folder() / "examples").glob("*.json"))
    return [_draft(json.loads(path.read_text(encoding="utf-8")), today) for path in paths]


def _draft(example: dict[str, Any], today: date) -> Draft:
    later = today - date.fromisoformat(example["written_on"])
    request = {key: _moved(value, later) for key, value in example["request"].items()}
    return Draft(request, example["buyer_message"], step=_WHAT_HAPPENED)


def _moved(value: object, later: timedelta) -> object:
    """Move every day and every moment in a JSON value."""
    if isinstance(value, dict):
        return {key: _moved(inner, later) for key, inner in value.items()}
    if isinstance(value, str) and _DAY.fullmatch(value):
        kind = datetime if "T" in value else date
        return (kind.fromisoformat(value) + later).isoformat()
    return value
