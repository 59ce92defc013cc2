"""The refund line by line, in minor units; percentages and shares are rounded half up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.logic.decision import Refund, RefundLine
from app.logic.facts import Resolution
from app.logic.fees import kept_back
from app.logic.resolutions import pays_now, plans_refund
from app.logic.window import withdrawal_end, withdrawal_law

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.logic.facts import Request
    from app.logic.policy import Policy, PolicyValue

CANCELLED = frozenset(
    {
        Resolution.CANCEL_ORDER,
        Resolution.REFUND_UNSENT,
        Resolution.CANCEL_AND_REORDER,
        Resolution.REFUND_AND_REORDER,
        Resolution.CANCEL_UNSHIPPABLE,
    }
)
UNDELIVERED = frozenset(
    {
        Resolution.REFUND_WHEN_BACK,
        Resolution.REFUND_NOW_BACK,
        Resolution.REFUND_LOST,
        Resolution.REFUND_LATE,
    }
)
GOODWILL = frozenset({Resolution.REFUND_UNDELIVERED})
CHANGE_OF_MIND = frozenset({Resolution.RETURN_AFTER_DELIVERY})


def share(amount: int, part: int, whole: int) -> int:
    """Return part/whole of an amount, rounded half up."""
    return (2 * amount * part + whole) // (2 * whole)


class Reckoning(NamedTuple):
    """A refund and the policy values that decided it."""

    refund: Refund | None
    because: tuple[PolicyValue, ...] = ()


def needs_item_price(request: Request, resolution: Resolution) -> bool:
    """Say whether money is paid now and the price that it depends on is unknown."""
    return pays_now(resolution, request.channel.family) and request.order.item_price is None


def reckon(request: Request, resolution: Resolution, facts: Mapping[str, str], policy: Policy) -> Reckoning:
    """Work out the refund of a resolution; None where no money moves, or a planned one cannot be told yet."""
    now = pays_now(resolution, request.channel.family)
    if resolution is Resolution.OFFER_PARTIAL_REFUND:
        return Reckoning(_partial(request))
    if not now and (not plans_refund(resolution) or request.order.item_price is None):
        return Reckoning(None)
    postage, because = _outbound_postage(request, resolution, facts, policy)
    fee, terms = _fee(request, resolution, policy)
    lines = [_item(request), *fee, *postage, *_tax(request)]
    owed, info = _return_postage(request, _at_fault(resolution, facts))
    lines = _less_earlier_refunds(request, lines) + owed
    return Reckoning(Refund(request.order.currency, not now, tuple(lines), tuple(info)), because + terms)


def _at_fault(resolution: Resolution, facts: Mapping[str, str]) -> str | None:
    """Name who answers for the return; a claim that the seller gives in to is the seller's fault."""
    return "seller" if resolution is Resolution.CLAIM_ACCEPT_RETURN else facts.get("fault")


def _fee(request: Request, resolution: Resolution, policy: Policy) -> tuple[list[RefundLine], tuple[PolicyValue, ...]]:
    """Return what is kept back of the item's price, as a negative line, and the terms that allow it."""
    fee = kept_back(request, resolution, policy)
    if fee is None or not fee.percent:
        return [], ()
    part, whole = fee.percent.as_integer_ratio()
    amount = share(_item(request).amount, part, whole * 100)
    is_late = resolution is Resolution.REFUND_LESS_LATE_FEE
    percent = f"{fee.percent.normalize():f} %"
    reason = f"{percent} for the late return" if is_late else f"{percent} for the condition in which it came back"
    line = RefundLine("late_fee" if is_late else "deduction", -amount, reason)
    return [line], (fee.entry,) if fee.entry else ()


def _partial(request: Request) -> Refund:
    amount = request.order.partial_amount or 0
    line = RefundLine("partial", amount, "offered so that the buyer keeps the item")
    return Refund(request.order.currency, planned=True, lines=(line,))


def _item(request: Request) -> RefundLine:
    order = request.order
    amount = share(order.item_price or 0, order.units, order.quantity)
    whole = "price of the item" if order.quantity == 1 else f"price of {order.units} of {order.quantity} units"
    return RefundLine("item", amount, whole)


def _tax(request: Request) -> list[RefundLine]:
    order = request.order
    if not order.tax_paid:
        return []
    reason = "tax paid" if order.all_units() else "tax in proportion"
    return [RefundLine("tax", share(order.tax_paid, order.units, order.quantity), reason)]


def _outbound_postage(
    request: Request, resolution: Resolution, facts: Mapping[str, str], policy: Policy
) -> tuple[list[RefundLine], tuple[PolicyValue, ...]]:
    """Return the delivery charge where it is owed for the whole line, and the law that says so."""
    order = request.order
    if not order.shipping_paid or not order.all_units():
        return [], ()
    reason = _postage_reason(resolution, facts)
    if reason:
        return [RefundLine("outbound_postage", order.shipping_paid, reason)], ()
    if _may_withdraw(resolution, facts) and in_withdrawal(request, policy):
        amount = max(0, order.shipping_paid - (order.express_surcharge or 0))
        law = withdrawal_law(request, policy)
        line = RefundLine("outbound_postage", amount, "standard delivery, owed by law on a change of mind")
        return [line], (law,) if law else ()
    return [], ()


def _may_withdraw(resolution: Resolution, facts: Mapping[str, str]) -> bool:
    """Say whether a return can be a change of mind; of a claim for its refund nobody knows more."""
    is_claimed_return = resolution is Resolution.CLAIM_REFUND and facts.get("claim") == "not_refunded"
    return facts.get("fault") == "buyer" or resolution in CHANGE_OF_MIND or is_claimed_return


def _postage_reason(resolution: Resolution, facts: Mapping[str, str]) -> str | None:
    if resolution in CANCELLED:
        return "delivery, as the order is not sent"
    if resolution in UNDELIVERED or (resolution, facts.get("claim")) == (Resolution.CLAIM_REFUND, "not_received"):
        return "delivery, as the parcel did not arrive"
    if resolution in GOODWILL:
        return "delivery, as goodwill"
    return "delivery, as the fault is ours" if _at_fault(resolution, facts) == "seller" else None


def in_withdrawal(request: Request, policy: Policy) -> bool:
    """Say whether a change of mind falls under the law of the EU or the UK on the day it was declared.

    Without a delivery day the latest delivery date stands for it; without either the time has not begun.
    """
    if not request.is_withdrawal_buyer():
        return False
    if request.order.delivered_on is None and request.order.latest_delivery is None:
        return True
    end = withdrawal_end(request, policy, request.order.delivered_on or request.order.latest_delivery)
    return end is not None and request.return_asked_on() <= end[0]


def _return_postage(request: Request, fault: str | None) -> tuple[list[RefundLine], list[RefundLine]]:
    """Return the buyer's return postage as owed by the seller, or else as information only."""
    amount = request.order.return_postage
    if not amount:
        return [], []
    if fault == "seller":
        return [RefundLine("return_postage", amount, "return postage, as the fault is ours")], []
    if request.seller_abroad():
        return [RefundLine("return_postage", amount, "return postage, as we take returns abroad only")], []
    return [], [RefundLine("return_postage", amount, "return postage stays with the buyer")]


def _less_earlier_refunds(request: Request, lines: list[RefundLine]) -> list[RefundLine]:
    """Take earlier refunds off, so that all refunds together stay within what the buyer paid and none is negative."""
    earlier = request.order.already_refunded or 0
    planned = sum(line.amount for line in lines)
    if request.order.all_units():
        off = min(earlier, planned)
    else:
        off = min(planned, max(0, planned + earlier - request.order.paid()))
    if not off:
        return lines
    return [*lines, RefundLine("already_refunded", -off, "refunded before")]
