"""The tables of the case file, as SQLModel classes; rows never leave the store."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, DateTime, Dialect, Enum, ForeignKey, Index, Integer, Text, TypeDecorator
from sqlmodel import Field, SQLModel

from app.logic.case import CaseStatus, EventKind
from app.logic.money_line import MoneyKind, MoneyState

APPLICATION_ID = 0x416D6E64
"""Marks a file as ours in the header of SQLite, `Amnd` in ASCII."""

LISTED = ("due_at", "order_number", "situation", "resolution", "channel", "status", "updated_at")
"""The columns a list can be sorted by."""
FILTERED = ("channel", "situation", "resolution")
"""The columns whose words narrow a list, besides the day a case was opened."""


COUNTED = (
    "currency", "created_at", "status", "situation", "reason", "sku", "carrier", "channel",
    "refunded", "costs", "recovered",
)  # fmt: skip
"""The columns that the costs are summed from."""


class UtcMoment(TypeDecorator[datetime]):
    """Keep an aware moment as UTC and give it back aware."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without offset; turn any other into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs an offset")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that the stored moment is UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class AnyText(TypeDecorator[str]):
    """Keep any text; half of a surrogate pair, which no file can hold, becomes a question mark."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what UTF-8 cannot write."""
        return None if value is None else value.encode("utf-8", errors="replace").decode("utf-8")


def _words(kind: type[StrEnum], name: str) -> Enum:
    """Let the database refuse every word that is not one of `kind`; SQLModel itself does not check."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=20,
        values_callable=lambda words: [word.value for word in words],
    )


def _case_key(*, alone: bool = False) -> Column[int]:
    """Point to a case: once per case where it stands `alone` as the key, else as often as things happen."""
    case = ForeignKey("cases.id", ondelete="RESTRICT")
    return Column(Integer, case, nullable=False, primary_key=alone, index=not alone, autoincrement=False)


class StoredCase(SQLModel, table=True):
    """The present view of a case: what the list shows, money in minor units."""

    __tablename__: ClassVar[str] = "cases"
    __table_args__: ClassVar[tuple[Index, ...]] = (
        *(Index(f"ix_all_by_{key}", "discarded", key, "id") for key in LISTED),
        *(Index(f"ix_view_by_{key}", "discarded", "status", key, "id") for key in LISTED if key != "status"),
        Index("ix_filters", "discarded", "created_at", *FILTERED, "id"),
        Index("ix_due_now", "discarded", "now_order", "now_due_at", "id"),
        Index("ix_due_by_time", "discarded", "now_due_at", "id"),
        Index("ix_costs", "discarded", *COUNTED),
        Index("ix_alike", "discarded", "sku", "id"),
        *(Index(f"ix_same_{key}", "discarded", key, "id") for key in ("reason", "carrier")),
        Index("ix_buyer", "discarded", "buyer_name", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    order_number: str = Field(sa_column=Column(AnyText, nullable=False))
    buyer_name: str = Field(sa_column=Column(AnyText, nullable=False))
    item: str = Field(sa_column=Column(AnyText, nullable=False))
    sku: str = Field(sa_column=Column(AnyText, nullable=False))
    tracking_number: str = Field(sa_column=Column(AnyText, nullable=False))
    channel: str | None = Field(default=None, sa_column=Column(AnyText))
    situation: str | None = Field(default=None, sa_column=Column(AnyText))
    resolution: str | None = Field(default=None, sa_column=Column(AnyText))
    status: CaseStatus = Field(sa_column=Column(_words(CaseStatus, "case_status"), nullable=False))
    discarded: bool = False
    currency: str | None = Field(default=None, sa_column=Column(AnyText))
    refund_total: int | None = None
    due_at: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    due_action: str | None = Field(default=None, sa_column=Column(AnyText))
    reason: str | None = Field(default=None, sa_column=Column(AnyText))
    carrier: str | None = Field(default=None, sa_column=Column(AnyText))
    refunded: int = 0
    costs: int = 0
    recovered: int = 0
    snoozed_until: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    snooze_reason: str = Field(default="", sa_column=Column(AnyText, nullable=False))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    now_order: int | None = None
    now_action: str | None = Field(default=None, sa_column=Column(AnyText))
    now_due_at: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    erased_at: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    created_at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))
    updated_at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))


class StoredDraft(SQLModel, table=True):
    """What is being worked on in a case; apart from the case, so that lists read little."""

    __tablename__: ClassVar[str] = "draft"

    case_id: int = Field(sa_column=_case_key(alone=True))
    request: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    buyer_message: str = Field(sa_column=Column(AnyText, nullable=False))
    subject: str | None = Field(default=None, sa_column=Column(AnyText))
    body: str | None = Field(default=None, sa_column=Column(AnyText))
    step: int


class StoredEvent(SQLModel, table=True):
    """Something that happened; triggers refuse to change or delete it."""

    __tablename__: ClassVar[str] = "event"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(sa_column=_case_key())
    kind: EventKind = Field(sa_column=Column(_words(EventKind, "event_kind"), nullable=False))
    at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))
    payload: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class StoredText(SQLModel, table=True):
    """A text as it was copied; triggers refuse to change or delete it."""

    __tablename__: ClassVar[str] = "copied_text"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(sa_column=_case_key())
    subject: str = Field(sa_column=Column(AnyText, nullable=False))
    body: str = Field(sa_column=Column(AnyText, nullable=False))
    language: str = Field(sa_column=Column(AnyText, nullable=False))
    template: str = Field(sa_column=Column(AnyText, nullable=False))
    template_version: str = Field(sa_column=Column(AnyText, nullable=False))
    rule: str = Field(sa_column=Column(AnyText, nullable=False))
    copied_at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))


class StoredClock(SQLModel, table=True):
    """The clock of one action that is not done, in a case that is not closed."""

    __tablename__: ClassVar[str] = "clock"
    __table_args__: ClassVar[tuple[Index, ...]] = (Index("ix_clock_shows_at", "shows_at"),)

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(sa_column=_case_key())
    action: str = Field(sa_column=Column(AnyText, nullable=False))
    code: str = Field(sa_column=Column(AnyText, nullable=False))
    shows_at: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    due_at: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    stake: int


class StoredMoney(SQLModel, table=True):
    """One line of a case's money, in minor units."""

    __tablename__: ClassVar[str] = "money_line"
    __table_args__: ClassVar[tuple[Index, ...]] = (Index("ix_money_state", "state", "kind", "closes_on"),)

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(sa_column=_case_key())
    key: str = Field(sa_column=Column(AnyText, nullable=False))
    kind: MoneyKind = Field(sa_column=Column(_words(MoneyKind, "money_kind"), nullable=False))
    state: MoneyState = Field(sa_column=Column(_words(MoneyState, "money_state"), nullable=False))
    amount: int | None = None
    currency: str | None = Field(default=None, sa_column=Column(AnyText))
    on: date | None = None
    reason: str = Field(sa_column=Column(AnyText, nullable=False))
    opens_on: date | None = None
    closes_on: date | None = None
    action: str | None = Field(default=None, sa_column=Column(AnyText))


class StoredUpkeep(SQLModel, table=True):
    """Work on a case that was begun and has to be finished, at the next start if the program ends before."""

    __tablename__: ClassVar[str] = "upkeep"

    kind: str = Field(sa_column=Column(Text, primary_key=True))
    case_id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))


class StoredMemory(SQLModel, table=True):
    """What the file remembers about itself, by name."""

    __tablename__: ClassVar[str] = "remembered"

    key: str = Field(sa_column=Column(Text, primary_key=True))
    value: str = Field(sa_column=Column(Text, nullable=False))
