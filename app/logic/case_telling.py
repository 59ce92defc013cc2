"""Put into the words of events what happens to a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Final

from app.logic.case import Case, Draft, EventKind, NewEvent, RawRequest
from app.logic.case_history import History, actions_by_code
from app.logic.case_round import TO_PLATFORM
from app.logic.money_line import MoneyLine

Happening = tuple[EventKind, Mapping[str, object]]
"""A kind of event and what is told of it."""

_NEVER_STORED: Final = ("today", "seller")


def kept_of(request: RawRequest) -> RawRequest:
    """Return what is kept of a request: all but what is told anew with each decision."""
    return {key: value for key, value in request.items() if key not in _NEVER_STORED}


def told_of(line: MoneyLine) -> dict[str, object]:
    """Return what an event tells of a line of money."""
    told = {item.name: getattr(line, item.name) for item in fields(MoneyLine) if item.name != "key"}
    known = {name: value for name, value in told.items() if value not in (None, "")}
    return {
        "line": line.key,
        **{name: value.isoformat() if isinstance(value, date) else value for name, value in known.items()},
    }


def filed_by(decision: Mapping[str, object]) -> dict[str, object]:
    """Name what sending the text of a decision does besides answering the buyer."""
    message = decision.get("message")
    to_platform = isinstance(message, Mapping) and message.get("recipient") == "platform"
    filed = [code for code in TO_PLATFORM if code in actions_by_code(decision)] if to_platform else []
    return {"done": filed} if filed else {}


def ticked(case: Case, action: str, event: Happening) -> Draft:
    """Carry a tick into the request, so that the next decision and its message know of it.

    What was done in an earlier round is told as done before.
    """
    history = History.of(case.events)
    history.add(NewEvent(event[0], datetime.now(UTC), event[1]))
    place, code = history.place_of(action)
    key = "done" if place is history.current else "earlier"
    listed = case.draft.request.get(key)
    codes = [each for each in listed if each != code] if isinstance(listed, list | tuple) else []
    codes += [code] if code in place.done else []
    return replace(case.draft, request={**case.draft.request, key: codes})
