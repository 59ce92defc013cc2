"""Cases that belong to another one: the buyer's other cases, and similar ones with how they ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.logic.case import CaseRow, CaseStatus, RawRequest

_NAMELESS_FAMILY: Final = "amazon"
"""Where the seller is told a name only, and many buyers have the same."""

_MOST: Final = 5
"""How many of a kind are worth a look."""


class Tie(StrEnum):
    """What two cases have in common, the strongest first."""

    SAME_ORDER = "same_order"
    SAME_BUYER = "same_buyer"
    SAME_NAME = "same_name"
    SAME_SKU = "same_sku"
    SAME_REASON = "same_reason"
    SAME_CARRIER = "same_carrier"


OF_THE_BUYER: Final = frozenset({Tie.SAME_ORDER, Tie.SAME_BUYER})
"""What tells that it is the same person."""
_PERSONAL: Final = OF_THE_BUYER | {Tie.SAME_NAME}
_WEIGHTS: Final = {Tie.SAME_SKU: 4, Tie.SAME_REASON: 2, Tie.SAME_CARRIER: 1}


@dataclass(frozen=True, slots=True)
class Likeness:
    """What related cases are looked for by; empty where unknown. `case_id` is the case itself, which is left out.

    `hidden_number` is what an erased case keeps of the same order number.
    """

    case_id: int | None = None
    order_number: str = ""
    hidden_number: str = ""
    buyer_name: str = ""
    channel: str | None = None
    sku: str = ""
    reason: str | None = None
    carrier: str | None = None

    @classmethod
    def of_row(cls, row: CaseRow) -> Likeness:
        """Look for what is like a stored case."""
        told = {name: getattr(row, name) for name in ("order_number", "buyer_name", "channel", *_ALIKE.values())}
        return cls(case_id=row.id, **told)

    @classmethod
    def of_request(cls, request: RawRequest, case_id: int | None = None) -> Likeness:
        """Look for what is like a case that is just being typed; an answer outranks the order."""
        told = {**_part(request, "order"), **_part(request, "answers")}
        known = {name: value.strip() for name, value in told.items() if isinstance(value, str)}
        channel = request.get("channel")
        return cls(
            case_id=case_id,
            order_number=known.get("number", ""),
            buyer_name=known.get("buyer_name", ""),
            channel=channel if isinstance(channel, str) else None,
            sku=known.get("sku", ""),
            reason=known.get("reason") or None,
            carrier=known.get("carrier") or None,
        )

    def ties_to(self, row: CaseRow) -> tuple[Tie, ...]:
        """Return what another case has in common with this one, the strongest first."""
        found = [Tie.SAME_ORDER] if row.order_number and row.order_number in self._numbers() else []
        if folded(self.buyer_name) and folded(self.buyer_name) == folded(row.buyer_name):
            found.append(Tie.SAME_BUYER if self._knows_buyers(row) else Tie.SAME_NAME)
        alike = (
            tie for tie, name in _ALIKE.items() if getattr(self, name) and getattr(self, name) == getattr(row, name)
        )
        return (*found, *alike)

    def _numbers(self) -> tuple[str, str]:
        return self.order_number, self.hidden_number

    def _knows_buyers(self, row: CaseRow) -> bool:
        """Say whether a name means a person: on the same platform, but not where only names are told."""
        family = _family(self.channel)
        return bool(family) and family == _family(row.channel) and family != _NAMELESS_FAMILY


_ALIKE: Final = {Tie.SAME_SKU: "sku", Tie.SAME_REASON: "reason", Tie.SAME_CARRIER: "carrier"}


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """Another case with what it has in common, the strongest tie first."""

    row: CaseRow
    ties: tuple[Tie, ...]

    @property
    def is_of_buyer(self) -> bool:
        """Say whether it is the same person's."""
        return bool(OF_THE_BUYER & set(self.ties))


@dataclass(frozen=True, slots=True)
class Related:
    """The buyer's other cases with those of the same name, and the cases that are most alike."""

    buyers: tuple[RelatedCase, ...] = field(default=())
    similar: tuple[RelatedCase, ...] = field(default=())

    def __bool__(self) -> bool:
        """Say whether there is anything to show."""
        return bool(self.buyers or self.similar)


def sort_related(likeness: Likeness, rows: Iterable[CaseRow], most: int = _MOST) -> Related:
    """Tell a buyer's own cases from similar ones and keep `most` of each: the closest ones, then the latest."""
    found = [RelatedCase(row, likeness.ties_to(row)) for row in rows if row.id != likeness.case_id]
    found.sort(key=lambda one: one.row.updated_at, reverse=True)
    buyers = [one for one in found if _PERSONAL & set(one.ties)]
    similar = [one for one in found if one.ties and not _PERSONAL & set(one.ties)]
    buyers.sort(key=lambda one: list(Tie).index(one.ties[0]))
    # How a case ended can only be learned from one that has ended.
    similar.sort(key=lambda one: (-sum(_WEIGHTS[tie] for tie in one.ties), one.row.status is not CaseStatus.CLOSED))
    return Related(tuple(buyers[:most]), tuple(similar[:most]))


def folded(name: str) -> str:
    """Return a name as it is compared: without regard to capitals and spaces."""
    return " ".join(name.casefold().split())


def written_as(name: str) -> frozenset[str]:
    """Return the ways in which a name is usually written."""
    name = " ".join(name.split())
    return frozenset({name, name.lower(), name.upper(), name.title(), name.casefold()}) if name else frozenset()


def _family(channel: str | None) -> str:
    return (channel or "").partition("-")[0]


def _part(request: RawRequest, key: str) -> Mapping[str, object]:
    part = request.get(key)
    return part if isinstance(part, Mapping) else {}
