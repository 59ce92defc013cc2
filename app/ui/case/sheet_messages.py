"""The messages of a case in the order of their time, each exactly as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from app.logic.buyer_messages import buyer_messages as received_in
from app.logic.case_sheet import Quote
from app.ui.case.sheet_words import stamp
from app.ui.day_words import spell_day
from app.ui.history.due import in_sellers_zone

if TYPE_CHECKING:
    from app.logic.case import Case

_RECIPIENTS: Final = {
    "buyer": "the buyer",
    "platform": "the platform",
    "marketplace": "the platform",
    "carrier": "the carrier",
    "insurer": "the insurer",
}


def messages(case: Case, now: datetime) -> Iterator[Quote]:
    """Yield what the buyer wrote and what the seller copied, the earliest first."""
    both = [*_received(case, now), *((at, quote) for at, _, quote in _copied(case, now))]
    yield from (quote for _, quote in sorted(both, key=_time))


def buyer_messages(case: Case, now: datetime) -> list[Quote]:
    """Return what the buyer wrote."""
    return [quote for _, quote in _received(case, now)]


def copied_texts(case: Case, now: datetime) -> list[tuple[str, Quote]]:
    """Return what the seller copied, each with a short name: `01 to the buyer, 22 Nov 2026`."""
    return [
        (f"{number:02} to {to}, {spell_day(in_sellers_zone(at, now).date())}", quote)
        for number, (at, to, quote) in enumerate(_copied(case, now), start=1)
    ]


def _time(dated: tuple[datetime, Quote]) -> datetime:
    return dated[0]


def _received(case: Case, now: datetime) -> Iterator[tuple[datetime, Quote]]:
    """Yield each message of the buyer once, with the moment it was received, or kept where that is not told."""
    for message in received_in(case):
        received = _moment(message.received)
        when = f"received {stamp(received, now)}" if received else f"kept {stamp(message.known_at, now)}"
        yield received or message.known_at, Quote(f"The buyer wrote ({when})", message.text)


def _copied(case: Case, now: datetime) -> Iterator[tuple[datetime, str, Quote]]:
    for text in case.texts:
        to = _recipient(text.template)
        head = f"You wrote to {to} (copied {stamp(text.copied_at, now)})"
        yield text.copied_at, to, Quote(head, text.body, text.subject)


def _recipient(template: str) -> str:
    from app.logic.messages.contract import recipient_of

    return _RECIPIENTS.get(recipient_of(template.rpartition("/")[2]), "the buyer")


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
