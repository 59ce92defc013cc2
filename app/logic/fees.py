"""What may be kept back of a return: the fee for a late one, the deduction for a worn one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from app.logic.facts import Resolution
from app.logic.window import OWN_TERMS

if TYPE_CHECKING:
    from app.logic.facts import Request
    from app.logic.policy import Policy, PolicyValue

LATE_FEE, DEDUCTION, PHOTO = "late_fee.percent", "deduction.most_percent", "deduction.photo_percent"
WHOLE = 100
"""Percent: the most that can be deducted where the place of sale sets no lower limit."""


class Fee(NamedTuple):
    """A share of the item's price that is kept back, and the policy value behind it."""

    percent: Decimal
    entry: PolicyValue | None = None


def late_fee(request: Request, policy: Policy) -> Fee | None:
    """Return the fee for a late return; None where the place of sale has no figure or the shop announced none."""
    told = request.order.late_fee_percent
    if request.channel.family in OWN_TERMS:
        announced = request.seller.late_fee_percent if told is None else told
        return Fee(announced) if announced else None
    entry = policy.value(LATE_FEE, request.today)
    if entry is None:
        return None
    return Fee(Decimal(entry.number) if told is None else told, entry) if told != 0 else None


def deduction(request: Request, policy: Policy) -> Fee:
    """Return the deduction that the seller chose; the policy value only where it is as high as can be."""
    percent, entry = request.order.deduction_percent or Decimal(0), policy.value(DEDUCTION, request.today)
    return Fee(percent, entry if entry and percent == entry.number else None)


def kept_back(request: Request, resolution: Resolution, policy: Policy) -> Fee | None:
    """Return what a resolution keeps back, if anything."""
    if resolution is Resolution.REFUND_LESS_LATE_FEE:
        return late_fee(request, policy)
    return deduction(request, policy) if resolution is Resolution.REFUND_LESS_DEDUCTION else None


def photo_needed(request: Request, resolution: Resolution, policy: Policy) -> PolicyValue | None:
    """Return the policy value that asks for a photo of what is kept back; None where none is needed."""
    fee, entry = kept_back(request, resolution, policy), policy.value(PHOTO, request.today)
    return entry if fee and entry and fee.percent >= entry.number else None
