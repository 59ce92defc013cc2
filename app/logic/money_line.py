"""One line of what a problem costs the seller or brings back, from planned to settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class MoneyKind(StrEnum):
    """What money is for: the first five cost the seller, the others bring back."""

    REFUND = "refund"
    REPLACEMENT = "replacement"
    GOODWILL = "goodwill"
    POSTAGE = "postage"
    DEBIT = "debit"
    CARRIER = "carrier"
    INSURANCE = "insurance"
    SAFET = "safet"
    APPEAL = "appeal"


class MoneyState(StrEnum):
    """How far a line has come: costs are planned and made, claims to be filed, filed, then paid or refused."""

    PLANNED = "planned"
    MADE = "made"
    TO_FILE = "to_file"
    FILED = "filed"
    PAID = "paid"
    REFUSED = "refused"
    WRITTEN_OFF = "written_off"


RECOVERIES: Final = (MoneyKind.CARRIER, MoneyKind.INSURANCE, MoneyKind.SAFET, MoneyKind.APPEAL)
_SETTLED: Final = frozenset({MoneyState.MADE, MoneyState.PAID, MoneyState.REFUSED, MoneyState.WRITTEN_OFF})


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Money of a case; `amount` in minor units, None while nobody knows it.

    `key` names the line within its case. `on` is the day it was made, filed, paid, refused or written off;
    `opens_on` and `closes_on` are the first and the last day to file a claim. `action` is the key of the action that
    makes or files it.
    """

    key: str
    kind: MoneyKind
    state: MoneyState
    amount: int | None = None
    currency: str | None = None
    on: date | None = None
    reason: str = ""
    opens_on: date | None = None
    closes_on: date | None = None
    action: str | None = None

    @property
    def is_cost(self) -> bool:
        """Say whether it costs the seller."""
        return self.kind not in RECOVERIES

    @property
    def is_settled(self) -> bool:
        """Say whether nothing more is to come of it."""
        return self.state in _SETTLED

    @property
    def counted(self) -> int:
        """Return what it cost or brought back so far, in minor units."""
        return (self.amount or 0) if self.state in (MoneyState.MADE, MoneyState.PAID) else 0
