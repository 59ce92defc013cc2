"""The names a template may use, each with the plain value behind it.

Every value is text, a whole number or yes/no, or None where it is not known. Days that a message announces are None
once they are over, so that no sentence promises a day in the past.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from app.logic.calendar import add_days
from app.logic.claims import claims_open
from app.logic.facts import Origin, Situation
from app.logic.fees import kept_back
from app.logic.messages.formats import percent_text, shortened
from app.logic.messages.view import View
from app.logic.money import in_withdrawal, share
from app.logic.plain_text import clean_line
from app.logic.window import last_return_day

Plain = str | int | None
Value = Callable[[View], Plain]

FIELDS: Final = ("delay_reason", "what_arrived", "why_wrong")
"""What only the seller can add; an interface offers them beside the draft."""

PLATFORMS: Final = {"amazon": "Amazon", "ebay": "eBay", "etsy": "Etsy"}
_LONGEST_FIELD: Final = 300
_SIGNATURE_LINES: Final = 5


def _signature(view: View) -> str | None:
    lines = [clean_line(line) for line in (view.seller.signature or "").splitlines()]
    shop = clean_line(view.seller.shop_name or "")
    # A signature that already ends with the shop's name must not say it twice.
    kept = [shortened(line) for line in lines if line and line != shop]
    return "\n".join(kept[:_SIGNATURE_LINES]) or None


def _tax_unknown(view: View) -> bool:
    known = view.order.tax_paid is not None or "tax_paid" in view.order.known_none
    return view.channel.region in ("us", "ca") and not known


def _refund_total(view: View) -> str | None:
    refund = view.decision.refund
    return view.money(refund.total) if refund and refund.lines else None


def _refund_in_full(view: View) -> bool:
    refund = view.decision.refund
    if refund is None or not refund.lines or view.order.units < view.order.quantity:
        return False
    order = view.order
    knows_all = order.item_price is not None and (
        order.shipping_paid is not None or "shipping_paid" in order.known_none
    )
    return knows_all and refund.total >= order.paid()


def _refund_within(view: View) -> int | None:
    clock = view.number("refund.deadline")
    return clock.number if clock else None


def _refund_within_unit(view: View) -> str | None:
    clock = view.number("refund.deadline")
    return clock.unit if clock else None


def _claim_from(view: View) -> str | None:
    """Write the day on which the platform opens its claims for this order; None once it has passed."""
    opens = claims_open(view.request, view.policy)
    return view.coming(opens[0]) if opens else None


def _window_closed_on(view: View) -> str | None:
    # An answered window has no day that we could name.
    read = next((fact for fact in view.decision.facts if fact.fact == "window"), None)
    if read is None or read.value != "closed" or read.origin is not Origin.CALENDAR:
        return None
    return view.past(last_return_day(view.request, view.policy))


def _return_by(view: View) -> str | None:
    """Write the last day to return: that of the window, or the later one the law gives from the notice on."""
    request = view.request
    days = [last_return_day(request, view.policy)]
    law = view.policy.law(request.buyer_region(), "withdrawal.send_back_days", request.ordered_on())
    if law and request.is_withdrawal_buyer() and request.situation is Situation.RETURN:
        days.append(add_days(request.order.return_requested_on or request.today, law.number))
    return view.coming(max(filter(None, days), default=None))


def _self_cancel_minutes(view: View) -> int | None:
    entry = view.number("cancel.self_cancel_minutes")
    return entry.number if entry else None


def _field(name: str) -> Value:
    return lambda view: shortened(clean_line(view.fields.get(name, "")), _LONGEST_FIELD).rstrip(".。") or None


def _fact(name: str) -> Value:
    return lambda view: view.facts.get(name)


def _parcel(view: View) -> Plain:
    # What could not be delivered and is here again is told by the situation, not by the parcel's state.
    return view.facts.get("parcel") or ("returned" if view.request.situation is Situation.RETURN_ARRIVED else None)


def _line(*codes: str) -> Value:
    return lambda view: next((view.money(amount) for code in codes if (amount := view.line(code))), None)


def _percent_kept(view: View) -> Plain:
    fee = kept_back(view.request, view.decision.resolution, view.policy)
    return percent_text(fee.percent, view.locale) if fee and fee.percent else None


def _goods_value(view: View) -> Plain:
    order = view.order
    return None if order.item_price is None else view.money(share(order.item_price, order.units, order.quantity))


def _refunded_to_buyer(view: View) -> Plain:
    """Write what the buyer has got back so far: earlier refunds, and this one once it is ticked."""
    refund, back = view.decision.refund, view.order.already_refunded or 0
    if refund and any(view.done(code) for code in ("refund", "refund_in_claim", "refund_when_back")):
        back += refund.total
    return view.money(back or None)


def _trouble(view: View) -> Plain:
    """Name what a carrier has to answer for; None where nothing tells it."""
    facts, parcel = view.facts, view.facts.get("parcel")
    if view.request.answered.get("reason") == "damaged":
        return "damaged"
    if parcel == "delivered" or (facts.get("claim") == "not_received" and facts.get("proof") in ("signature", "scan")):
        return "denied"
    if parcel in ("lost", "stalled"):
        return parcel
    if parcel in ("moving", "untracked") and facts.get("overdue") == "yes":
        return "late"
    return "missing" if facts.get("claim") == "not_received" else None


def _due(*codes: str) -> Value:
    return lambda view: next((day for code in codes if (day := view.due(code))), None)


def _done(*codes: str) -> Value:
    return lambda view: any(view.done(code) for code in codes)


def _has(code: str) -> Value:
    return lambda view: code in view.actions


_ORDER: Final[Mapping[str, Value]] = {
    "order_number": lambda view: clean_line(view.order.number),
    "item": lambda view: view.name(view.order.item),
    "units": lambda view: view.order.units,
    "quantity": lambda view: view.order.quantity,
    "buyer_name": lambda view: view.name(view.order.buyer_name),
    "service": lambda view: view.name(view.order.service),
    "carrier": lambda view: view.name(view.order.carrier),
    "tracking_number": lambda view: view.name(view.order.tracking_number),
    "claim_id": lambda view: view.name(view.order.claim_id),
    "shop_name": lambda view: view.name(view.seller.shop_name),
    "insurer": lambda view: view.name(view.seller.insurer),
    "signature": _signature,
}

_PLACE: Final[Mapping[str, Value]] = {
    "family": lambda view: view.channel.family,
    "platform": lambda view: PLATFORMS.get(view.channel.family),
    "american": lambda view: view.channel.region in ("us", "other") and view.locale == "en_US",
    "consumer_law": lambda view: view.request.is_withdrawal_buyer(),
    "seller_abroad": lambda view: view.request.seller_abroad(),
}

_FACTS: Final[Mapping[str, Value]] = {
    "situation": lambda view: str(view.request.situation),
    "again": lambda view: view.request.happened is not None and view.request.message_received is None,
    "reason": lambda view: view.request.answered.get("reason"),
    "parcel": _parcel,
    "trouble": _trouble,
    **{name: _fact(name) for name in ("checked", "buyer_choice", "fault", "returnable", "offer")},
    **{name: _fact(name) for name in ("came_back_as", "arrived", "refunded", "claim", "proof")},
}

_DAYS: Final[Mapping[str, Value]] = {
    "today": lambda view: view.day(view.request.today),
    "shipped_on": lambda view: view.day(view.order.shipped_on),
    "delivered_on": lambda view: view.day(view.order.delivered_on),
    "last_scan_on": lambda view: view.day(view.order.last_scan_on),
    "ship_by": lambda view: view.coming(view.order.ship_by),
    "arrives_by": lambda view: view.coming(view.order.latest_delivery),
    "was_due_on": lambda view: view.past(view.order.latest_delivery),
    "new_ship_date": lambda view: view.coming(view.order.new_ship_date),
    "ordered_on": lambda view: view.day(view.order.ordered_at and view.request.ordered_on()),
    "latest_delivery": lambda view: view.day(view.order.latest_delivery),
    "returned_on": lambda view: view.day(view.order.returned_on),
    "debited_on": lambda view: view.day(view.order.debited_on),
    "wait_until": lambda view: view.due("follow_up_choice") or view.due("check_on_wait_until"),
    "claim_from": _claim_from,
    "window_closed_on": _window_closed_on,
    "return_by": _return_by,
    "inquiry_from": lambda view: view.begins("open_trace"),
    "cancel_by": _due("cancel_on_channel"),
    "refund_by": _due("refund", "refund_in_claim"),
    "dispatch_by": _due("ship_replacement"),
    "faster_by": _due("ship_faster"),
    "authorise_by": _due("authorise_return"),
    "label_by": _due("send_label"),
}

_DONE: Final[Mapping[str, Value]] = {
    "cancelled_already": _done("cancel_on_channel"),
    "refunded_already": _done("refund", "refund_in_claim"),
    "photos_taken": _done("take_photos"),
    "shipped_already": _done("ship"),
    "sent_faster": _done("ship_faster"),
    "dispatched": _done("ship_replacement"),
    "authorised_already": _done("authorise_return"),
    "label_sent": _done("send_label"),
    "asked_to_stop": _done("try_intercept"),
    "inquiry_opened": _done("open_trace"),
    "proof_checked": _done("check_proof_of_delivery"),
    "carrier_claimed": _done("file_carrier_claim"),
    "inquiry": _has("open_trace"),
    "intercept": _has("try_intercept"),
}

_MONEY: Final[Mapping[str, Value]] = {
    "refund_total": _refund_total,
    "refund_in_full": _refund_in_full,
    "refund_within": _refund_within,
    "refund_within_unit": _refund_within_unit,
    "includes_postage": lambda view: bool(view.line("outbound_postage")),
    "tax_unknown": _tax_unknown,
    "already_refunded": lambda view: view.money(view.line("already_refunded")),
    "late_fee": lambda view: view.late_fee(),
    "percent_kept": _percent_kept,
    "amount_kept": _line("late_fee", "deduction"),
    "item_amount": _line("item"),
    "postage_amount": _line("outbound_postage"),
    "tax_amount": _line("tax"),
    "return_postage_amount": _line("return_postage"),
    "earlier_refunds": lambda view: view.money(view.order.already_refunded or None),
    "goods_value": _goods_value,
    "insured_amount": lambda view: view.money(view.order.insured_amount or None),
    "refunded_to_buyer": _refunded_to_buyer,
    "withdrawal": lambda view: in_withdrawal(view.request, view.policy),
    "self_cancel_minutes": _self_cancel_minutes,
}

NAMES: Final[Mapping[str, Value]] = MappingProxyType(
    {**_ORDER, **_PLACE, **_FACTS, **_DAYS, **_DONE, **_MONEY, **{name: _field(name) for name in FIELDS}}
)
"""Every name there is; `contract.py` says which template may use which."""
