"""What a case is: the row in the list, the draft being worked on, the events that made it what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.logic.money_line import MoneyLine

RawRequest = Mapping[str, object]
"""The JSON object of `amends decide`, as the wizard filled it in."""


class CaseStatus(StrEnum):
    """Where a case stands; follows from its events and is never set by hand."""

    UNFINISHED = "unfinished"
    OPEN = "open"
    WAITING_BUYER = "waiting_buyer"
    WAITING_PARCEL = "waiting_parcel"
    WAITING_MONEY = "waiting_money"
    CLOSED = "closed"


WAITING = frozenset({CaseStatus.WAITING_BUYER, CaseStatus.WAITING_PARCEL, CaseStatus.WAITING_MONEY})
"""A case in which the seller has nothing to do until somebody else acts."""


class EventKind(StrEnum):
    """What can happen to a case."""

    OPENED = "opened"
    ANSWERED = "answered"
    DECIDED = "decided"
    COPIED = "copied"
    SENT = "sent"
    SENT_UNDONE = "sent_undone"
    ACTION_DONE = "action_done"
    ACTION_UNDONE = "action_undone"
    REOPENED = "reopened"
    FINISHED = "finished"
    CLOSED = "closed"
    DISCARDED = "discarded"
    RESTORED = "restored"
    NOTE = "note"
    HAPPENED = "happened"
    HAPPENED_UNDONE = "happened_undone"
    NO_REPLY_NEEDED = "no_reply_needed"
    SNOOZED = "snoozed"
    MONEY = "money"
    EVIDENCE_ADDED = "evidence_added"
    EVIDENCE_REMOVED = "evidence_removed"
    ERASED = "erased"


class View(StrEnum):
    """The lists a seller can look at; all but the first and the last are the cases of one status."""

    DUE_NOW = "due_now"
    UNFINISHED = "unfinished"
    OPEN = "open"
    WAITING_BUYER = "waiting_buyer"
    WAITING_PARCEL = "waiting_parcel"
    WAITING_MONEY = "waiting_money"
    CLOSED = "closed"
    ALL = "all"


class SortKey(StrEnum):
    """The columns a list can be sorted by; `COST` puts first what costs most if it is missed."""

    COST = "cost"
    DUE = "due"
    ORDER = "order"
    SITUATION = "situation"
    RESOLUTION = "resolution"
    CHANNEL = "channel"
    STATUS = "status"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Draft:
    """What the seller is working on right now; one per case, overwritten.

    `subject` and `body` are None until the seller edits them. `step` is 1 the order, 2 what happened, 3 the answer.
    `fields` holds what only the seller can add to the text, such as the reason of a delay.
    """

    request: RawRequest = field(default_factory=dict)
    buyer_message: str = ""
    subject: str | None = None
    body: str | None = None
    step: int = 1
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a case, at a moment in UTC; never changed afterwards."""

    id: int
    case_id: int
    kind: EventKind
    at: datetime
    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class NewEvent:
    """Something that happens to a case now and has no id yet."""

    kind: EventKind
    at: datetime
    payload: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CopiedText:
    """A text exactly as it was copied, at a moment in UTC; never changed afterwards."""

    subject: str
    body: str
    language: str
    template: str
    template_version: str
    rule: str
    copied_at: datetime


@dataclass(frozen=True, slots=True)
class Summary:
    """What the list shows of a case: text is empty where unknown, money in minor units, moments in UTC.

    `due_at` is the earliest last moment of the actions not done, `due_action` the action it belongs to; for an action
    without an end it is the opening of the first day (`FIRST_SECOND` at the place of sale). `costs` is everything the
    problem cost so far, `refunded` what of it the buyer got back (from the seller or by a debit), `recovered` what came
    back.
    """

    order_number: str = ""
    buyer_name: str = ""
    item: str = ""
    sku: str = ""
    tracking_number: str = ""
    channel: str | None = None
    situation: str | None = None
    resolution: str | None = None
    status: CaseStatus = CaseStatus.UNFINISHED
    currency: str | None = None
    refund_total: int | None = None
    due_at: datetime | None = None
    due_action: str | None = None
    reason: str | None = None
    carrier: str | None = None
    refunded: int = 0
    costs: int = 0
    recovered: int = 0
    snoozed_until: datetime | None = None
    snooze_reason: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow(Summary):
    """One line of the list; `now_action` is what is due now in the case, None while nothing is.

    `snoozed_action` is what was put off until `snoozed_until`, and `snoozed_due_at` when its time really ends; both are
    told in lists only.
    """

    id: int
    created_at: datetime
    updated_at: datetime
    now_order: int | None = None
    now_action: str | None = None
    now_due_at: datetime | None = None
    erased_at: datetime | None = None
    snoozed_action: str | None = None
    snoozed_due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseClock:
    """The clock of one action that is not done; moments in UTC.

    `shows_at` is when it becomes due now, put off by a snooze (None: never by itself); `due_at` its last moment, or
    the opening of its first day where there is none; `stake` says what it costs when missed, 0 the most.
    """

    action: str
    code: str
    shows_at: datetime | None
    due_at: datetime | None
    stake: int


@dataclass(frozen=True, slots=True)
class Case:
    """A case with everything that happened to it; `decision` is the latest one, with the ticks made since."""

    row: CaseRow
    draft: Draft
    decision: Mapping[str, object] | None
    events: tuple[Event, ...]
    texts: tuple[CopiedText, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What one use case stores: the new present view, and what is added for good."""

    summary: Summary
    draft: Draft
    discarded: bool
    at: datetime
    events: tuple[NewEvent, ...] = ()
    texts: tuple[CopiedText, ...] = ()
    clocks: tuple[CaseClock, ...] = ()
    money: tuple[MoneyLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Which cases a list shows, and in which order; an empty filter lets everything through.

    `opened_from` and `opened_until` are days in the computer's time zone, both included.
    """

    view: View = View.ALL
    search: str = ""
    channels: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()
    opened_from: date | None = None
    opened_until: date | None = None
    sort: SortKey = SortKey.UPDATED
    descending: bool = False
