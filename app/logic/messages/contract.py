"""What each template may use: the names every message has, and those of its resolution."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from app.logic.facts import Resolution
from app.logic.messages.sources import LATER_PARTS, LETTER_PARTS, PARTS

EVERYWHERE: Final = (
    "order_number",
    "item",
    "units",
    "quantity",
    "buyer_name",
    "shop_name",
    "signature",
    "situation",
    "again",
    "checked",
    "today",
    "family",
    "platform",
    "american",
    "consumer_law",
)
"""Names every template may use, whether or not it does."""

REQUIRED: Final = ("order_number", "item")
"""Names without which the buyer cannot tell what a message is about."""

_SUM = "already_refunded includes_postage refund_in_full refund_total tax_unknown "
_PAID_NOW = _SUM + "refund_by refunded_already "
_CANCELLED = _SUM + "cancel_by cancelled_already "
_AFTER_ARRIVAL = "refund_within refund_within_unit "
_RETURN = "authorise_by authorised_already seller_abroad "
_SENT = "carrier shipped_on tracking_number "
_INQUIRY = "carrier inquiry inquiry_from inquiry_opened "
_DELIVERED = "carrier delivered_on "
_NEW_PARCEL = "dispatch_by dispatched "
_BACK = "returned_on "
_LINES = "item_amount postage_amount tax_amount return_postage_amount "
_REFUNDED_RETURN = _PAID_NOW + _LINES + _BACK
_KEPT_BACK = "percent_kept amount_kept "
_TIMELINE = _SENT + "delivered_on earlier_refunds last_scan_on latest_delivery ordered_on returned_on "
_CLAIM = _TIMELINE + "claim_id "
_DEBIT = _TIMELINE + "debited_on what_arrived why_wrong "

_OWN: Final[Mapping[Resolution, str]] = {
    Resolution.BUYER_CANCELS: "self_cancel_minutes",
    Resolution.ASK_FOR_CANCEL_REQUEST: "ship_by",
    Resolution.CANCEL_ORDER: _CANCELLED,
    Resolution.REFUND_UNSENT: _PAID_NOW,
    Resolution.RETURN_AFTER_DELIVERY: _SENT + _AFTER_ARRIVAL + "delivered_on return_by",
    Resolution.CANCEL_AND_REORDER: _CANCELLED,
    Resolution.REQUEST_CANCEL_AND_REORDER: "ship_by",
    Resolution.REFUND_AND_REORDER: _PAID_NOW,
    Resolution.UPGRADE_FREE: "arrives_by carrier faster_by sent_faster tracking_number",
    Resolution.KEEP_SERVICE: "arrives_by service ship_by",
    Resolution.EXPLAIN_DELIVERY_TIME: _SENT + "arrives_by parcel service",
    Resolution.ADDRESS_LOCKED: _SENT + _AFTER_ARRIVAL + "asked_to_stop intercept",
    Resolution.DELIVERED_AS_ADDRESSED: _DELIVERED + "proof_checked",
    Resolution.REFUND_WHEN_BACK: _SUM + _AFTER_ARRIVAL + "tracking_number",
    Resolution.REFUND_NOW_BACK: _PAID_NOW,
    Resolution.SEND_AGAIN: _NEW_PARCEL + "carrier parcel",
    Resolution.MARKETPLACE_REFUNDS: _SENT + _INQUIRY + "arrives_by claim_from delivered_on last_scan_on parcel",
    Resolution.REFUND_LOST: _PAID_NOW + "carrier",
    Resolution.CONFIRM_SHIP_DATE: "arrives_by carrier ship_by shipped_already tracking_number",
    Resolution.SHIP_LATE: "carrier delay_reason new_ship_date shipped_already tracking_number",
    Resolution.CANCEL_UNSHIPPABLE: _CANCELLED,
    Resolution.CHECK_DELIVERY: _DELIVERED + "inquiry_opened proof_checked tracking_number",
    Resolution.REFUND_UNDELIVERED: _PAID_NOW + _DELIVERED,
    Resolution.STAND_BY_DELIVERY: _DELIVERED + "tracking_number",
    Resolution.SHARE_TRACKING: _SENT + _INQUIRY + "arrives_by last_scan_on parcel",
    Resolution.REFUND_OR_WAIT: _INQUIRY + "tracking_number wait_until was_due_on",
    Resolution.REFUND_LATE: _PAID_NOW + "buyer_choice was_due_on",
    Resolution.WAIT_AGREED: "wait_until",
    Resolution.RETURN_AUTHORISED: _AFTER_ARRIVAL + "fault offer reason",
    Resolution.ACCEPT_RETURN_SELLER_PAYS: _SUM + _AFTER_ARRIVAL + "label_by label_sent reason",
    Resolution.SEND_REPLACEMENT: _NEW_PARCEL + "reason",
    Resolution.SEND_PART: _NEW_PARCEL + "reason",
    Resolution.OFFER_PARTIAL_REFUND: "fault reason refund_total seller_abroad wait_until",
    Resolution.REFUND_KEEP_ITEM: _PAID_NOW + "fault reason",
    Resolution.DECLINE_RETURN: "returnable window_closed_on",
    Resolution.ACCEPT_RETURN: _RETURN + _SUM + _AFTER_ARRIVAL + "return_by",
    Resolution.ACCEPT_EXCHANGE: _RETURN + "dispatched return_by",
    Resolution.ACCEPT_LATE_RETURN: _RETURN + _AFTER_ARRIVAL + "late_fee window_closed_on",
    Resolution.REFUND_RETURN_IN_FULL: _REFUNDED_RETURN + "reason",
    Resolution.REFUND_RETURN: _REFUNDED_RETURN,
    Resolution.REFUND_LESS_LATE_FEE: _REFUNDED_RETURN + _KEPT_BACK + "window_closed_on",
    Resolution.REFUND_LESS_DEDUCTION: _REFUNDED_RETURN + _KEPT_BACK + "arrived photos_taken what_arrived withdrawal",
    Resolution.DISPUTE_RETURN: _BACK + "arrived photos_taken refunded what_arrived",
    Resolution.RETURN_SETTLED: _BACK + "came_back_as earlier_refunds refunded",
    Resolution.CLAIM_FROM_MARKETPLACE: _TIMELINE + "arrived what_arrived",
    Resolution.CLAIM_SHOW_REFUND: _CLAIM + "refunded",
    Resolution.CLAIM_SHOW_PROTECTION: _CLAIM + "claim_from",
    Resolution.CLAIM_SHOW_DELIVERY: _CLAIM + "claim_from proof",
    Resolution.CLAIM_REFUND: _CLAIM + _PAID_NOW.replace("includes_postage ", "") + "claim",
    Resolution.CLAIM_ACCEPT_RETURN: _CLAIM + _SUM + _AFTER_ARRIVAL + "label_by label_sent",
    Resolution.CLAIM_CONTEST: _CLAIM + "why_wrong",
    Resolution.CLAIM_SHOW_NO_RETURN: _CLAIM + _AFTER_ARRIVAL,
    Resolution.APPEAL_DEBIT: _DEBIT.replace("what_arrived ", ""),
    Resolution.FILE_SAFET: _DEBIT,
}

_SHIPMENT: Final = _SENT + "delivered_on goods_value last_scan_on latest_delivery service trouble was_due_on "
_LOSS: Final = _SHIPMENT + "inquiry_opened insured_amount refunded_to_buyer "
LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "carrier_trace": _SHIPMENT,
        "carrier_claim": _LOSS,
        "insurer_claim": _LOSS + "carrier_claimed insurer",
    }
)
"""The letters to the carrier and to the insurer of the goods, with the names of each; they belong to no resolution."""

NOT_FOR_CARRIERS: Final = frozenset({"buyer_name", "platform", "situation", "checked", "consumer_law"})
"""Names that no letter may use: who bought, and what passed between buyer and seller, does not concern a carrier."""

_TO_THE_BUYER_TOO: Final[Mapping[Resolution, str]] = {
    Resolution.CLAIM_REFUND: _PAID_NOW + "claim",
    Resolution.CLAIM_ACCEPT_RETURN: _SUM + _AFTER_ARRIVAL + "label_by label_sent",
}

SILENT: Final = frozenset({Resolution.ACCEPT_DEBIT})
"""Resolutions in which there is nothing to send."""

TO_PLATFORM: Final = frozenset(
    {
        Resolution.CLAIM_FROM_MARKETPLACE,
        Resolution.CLAIM_SHOW_REFUND,
        Resolution.CLAIM_SHOW_PROTECTION,
        Resolution.CLAIM_SHOW_DELIVERY,
        Resolution.CLAIM_REFUND,
        Resolution.CLAIM_ACCEPT_RETURN,
        Resolution.CLAIM_CONTEST,
        Resolution.CLAIM_SHOW_NO_RETURN,
        Resolution.APPEAL_DEBIT,
        Resolution.FILE_SAFET,
    }
)
"""Resolutions whose text goes to the platform."""

_AFTER_ARRIVING: Final = frozenset(
    {
        Resolution.REFUND_RETURN_IN_FULL,
        Resolution.REFUND_RETURN,
        Resolution.REFUND_LESS_LATE_FEE,
        Resolution.REFUND_LESS_DEDUCTION,
        Resolution.DISPUTE_RETURN,
        Resolution.RETURN_SETTLED,
    }
)

BUYER, PLATFORM, CARRIER, INSURER = "buyer", "platform", "carrier", "insurer"
"""Who a text is for."""


def _to_the_buyer_too(resolution: str) -> str:
    return f"{resolution}.{BUYER}"


CONTRACT: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {name: tuple(dict.fromkeys(names.split())) for name, names in _OWN.items()}
    | {_to_the_buyer_too(name): tuple(dict.fromkeys(names.split())) for name, names in _TO_THE_BUYER_TOO.items()}
    | {name: tuple(dict.fromkeys(names.split())) for name, names in LETTERS.items()}
)
"""The further names of each template.

Its name is the resolution's, with `.buyer` for a second text to the buyer, or that of a letter.
"""


@cache
def templates_of(resolution: Resolution) -> tuple[str, ...]:
    """Name the templates of a resolution, the one for its first text first; none where there is nothing to send."""
    names = (resolution.value, _to_the_buyer_too(resolution))
    return tuple(name for name in names if name in CONTRACT)


def parts_of(template: str) -> tuple[str, ...]:
    """Name the files of shared parts that a template can use."""
    if template in LETTERS:
        return (PARTS, LETTER_PARTS)
    return (PARTS, LATER_PARTS) if template in TO_PLATFORM or template in _AFTER_ARRIVING else (PARTS,)


def recipient_of(template: str) -> str:
    """Say who the text of a template is for."""
    if template in LETTERS:
        return INSURER if template == "insurer_claim" else CARRIER
    return PLATFORM if template in TO_PLATFORM else BUYER


def letter_of(template: str) -> str | None:
    """Return the letter that a text was written from, whose template may name its language; None for a message."""
    name = template.rpartition("/")[2]
    return name if name in LETTERS else None


def declared_names(resolution: Resolution) -> frozenset[str]:
    """Return every name that a text of a resolution may use."""
    return frozenset(name for template in templates_of(resolution) for name in allowed_names(template))


@cache
def allowed_names(template: str) -> tuple[str, ...]:
    """Return every name a template may use."""
    kept_back = NOT_FOR_CARRIERS if template in LETTERS else frozenset()
    return tuple(name for name in dict.fromkeys((*EVERYWHERE, *CONTRACT[template])) if name not in kept_back)
