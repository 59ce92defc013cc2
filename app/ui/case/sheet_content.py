"""Say a whole case in the sections of a sheet, for an insurer, a carrier or anybody who knows nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from app.logic.case import EventKind
from app.logic.case_history import History
from app.logic.case_sheet import Block, Exhibits, Grid, Pairs, Section, Sheet, Words
from app.logic.evidence import evidence_of
from app.logic.money_lines import money_lines
from app.logic.standing_events import standing_events
from app.ui.case.present import event_in_words, file_names
from app.ui.case.sheet_messages import messages
from app.ui.case.sheet_money import money_blocks, money_words, sums_of
from app.ui.case.sheet_rounds import headline_of, round_blocks
from app.ui.case.sheet_state import claim_lines, standing_words
from app.ui.case.sheet_words import offset, paid_lines, shipment_lines, stamp, told
from app.ui.labels import channel_label, situation_label, status_label

if TYPE_CHECKING:
    from app.logic.case import Case, Event
    from app.logic.money_lines import MoneyLine

SHIPMENT: Final = "The shipment"
MESSAGES: Final = "Messages, word for word"
_INNER: Final = (
    EventKind.NOTE,
    EventKind.ANSWERED,
    EventKind.FINISHED,
    EventKind.DISCARDED,
    EventKind.RESTORED,
)
"""What happened only inside the program."""


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """What the sheet is made with: `now` in the seller's zone, `zone` the place of sale's IANA zone."""

    now: datetime
    zone: str | None = None
    currency: str | None = None
    with_notes: bool = False


def sheet_of(case: Case, choice: SheetChoice) -> Sheet:
    """Return the sheet of a case as it stands; without notes it tells only facts that still stand."""
    number = case.row.order_number or "without a number"
    return Sheet(
        title=f"Order {number}",
        intro=_intro(choice),
        foot=f"Order {number} · made {stamp(choice.now, choice.now)}",
        sections=tuple(section for section in _sections(case, choice) if section.blocks),
        made_at=choice.now,
    )


def _intro(choice: SheetChoice) -> str:
    zone = choice.now.tzname()
    named = f" ({zone})" if zone and zone != offset(choice.now) else ""
    notes = " It includes the seller's internal notes." if choice.with_notes else ""
    return (
        "Record of a problem with an order, kept by the seller as it happened. In it, “you” means the seller."
        f" Times are those of the seller's clock, {offset(choice.now)}{named} when this was made.{notes}"
    )


def _sections(case: Case, choice: SheetChoice) -> Iterator[Section]:
    history = History.of(case.events)
    order = told(case.draft.request)
    yield Section("In short", tuple(_in_short(case, history, choice)))
    yield Section("The order", (Pairs(tuple(_order_lines(case, order))),))
    parcel = tuple(shipment_lines(order, choice.now))
    yield Section(SHIPMENT, (Pairs(parcel),) if parcel else ())
    yield Section("What happened and what was decided", tuple(round_blocks(history, case, choice)))
    # The history is read from everything, and what a stranger is told from what still stands.
    shown = case if choice.with_notes else replace(case, events=standing_events(case.events))
    yield Section(MESSAGES, tuple(messages(shown, choice.now)))
    yield Section("Money", tuple(money_blocks(history, choice)))
    yield Section("Photos and papers", tuple(_evidence(case, choice.now)))
    yield Section("Everything that happened", tuple(_events(shown, choice.now)))
    if choice.with_notes:
        yield Section("Internal notes of the seller", tuple(_notes(case, choice.now)))


def _in_short(case: Case, history: History, choice: SheetChoice) -> Iterator[Block]:
    lines = money_lines(history, choice.zone, choice.currency)
    decided = headline_of(case.decision) if case.decision is not None else ""
    if where := standing_words(lines, decided):
        yield Words(where, "strong")
    yield Pairs(tuple(_short_lines(case, history, lines, choice)))


def _short_lines(
    case: Case, history: History, lines: tuple[MoneyLine, ...], choice: SheetChoice
) -> Iterator[tuple[str, str]]:
    if case.row.situation:
        yield "Problem", situation_label(case.row.situation)
    yield "Case opened", stamp(case.row.created_at, choice.now)
    if history.decided_at is not None:
        yield "Last decided", stamp(history.decided_at, choice.now)
    carrier = str(told(case.draft.request).get("carrier") or "")
    yield from claim_lines(lines, history, standing_events(case.events), carrier, choice.zone)
    for sums in sums_of(lines):
        yield "Money", sums
    yield "State of the case", status_label(case.row.status)
    if files := evidence_of(case.events):
        yield "Photos and papers", f"{len(files)}, listed below"


def _order_lines(case: Case, order: dict[str, Any]) -> Iterator[tuple[str, str]]:
    row = case.row
    quantity = order.get("quantity")
    known = {
        "Order number": row.order_number,
        "Sold on": channel_label(row.channel),
        "Item": row.item,
        "SKU": row.sku,
        "Quantity": str(quantity) if isinstance(quantity, int) else "",
        "Buyer": row.buyer_name,
    }
    yield from ((name, value) for name, value in known.items() if value)
    yield from paid_lines(order, row.currency or order.get("currency"))


def _evidence(case: Case, now: datetime) -> Iterator[Block]:
    files = evidence_of(case.events)
    if files:
        yield Words(
            "The files were copied unchanged when they were added. SHA-256 is a checksum: it differs as soon as one"
            " character of a file is changed.",
            "small",
        )
        yield Exhibits(tuple((file, f"added {stamp(file.at, now)}") for file in files))


def _events(case: Case, now: datetime) -> Iterator[Block]:
    names = file_names(case.events)
    rows = tuple((stamp(event.at, now), _words(event, now, names)) for event in case.events if event.kind not in _INNER)
    if rows:
        yield Grid(("When", "What"), rows, (28, 72))


def _words(event: Event, now: datetime, names: dict[str, str]) -> str:
    """Say what happened, with the file or the money it happened to."""
    return money_words(event.payload) if event.kind is EventKind.MONEY else event_in_words(event, now, names)


def _notes(case: Case, now: datetime) -> Iterator[Block]:
    notes = [event for event in case.events if event.kind is EventKind.NOTE]
    if notes:
        rows = tuple((stamp(event.at, now), str(event.payload.get("text") or "")) for event in notes)
        yield Grid(("When", "Note"), rows, (28, 72))
    else:
        yield Words("No notes were written.")
