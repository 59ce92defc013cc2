"""What the buyer wrote in a case, through all of its rounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from app.logic.case import EventKind

if TYPE_CHECKING:
    from app.logic.case import Case


class BuyerText(NamedTuple):
    """A message of the buyer's, when its round began (UTC), and when it was received, as far as that is told.

    `received` is a day or a moment as it stands in the request.
    """

    text: str
    known_at: datetime
    received: str | None


def buyer_messages(case: Case) -> tuple[BuyerText, ...]:
    """Return each message once: those that rounds began with or decisions were taken on, and the one in the draft."""
    found: dict[str, BuyerText] = {}
    for text, at, received in _told(case):
        if isinstance(text, str) and text.strip():
            found.setdefault(text, BuyerText(text, at, received if isinstance(received, str) else None))
    return tuple(found.values())


def _told(case: Case) -> Iterator[tuple[object, datetime, object]]:
    began_at = case.row.created_at
    for event in case.events:
        if event.kind is EventKind.DECIDED:
            request = event.payload.get("request")
            received = request.get("message_received") if isinstance(request, Mapping) else None
            yield event.payload.get("buyer_message"), began_at, received
        elif event.kind is EventKind.HAPPENED:
            began_at = event.at
            yield event.payload.get("message"), began_at, event.payload.get("received")
    yield case.draft.buyer_message, began_at, case.draft.request.get("message_received")
