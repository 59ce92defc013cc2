"""What each template may use: the names every message has, and those of its resolution."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from app.logic.facts import Resolution

EVERYWHERE: Final = (
    "order_number",
    "item",
    "units",
    "quantity",
    "buyer_name",
    "shop_name",
    "signature",
    "situation",
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
}

CONTRACT: Final[Mapping[Resolution, tuple[str, ...]]] = MappingProxyType(
    {resolution: tuple(dict.fromkeys(names.split())) for resolution, names in _OWN.items()}
)
"""The further names of each resolution's template."""


@cache
def allowed_names(resolution: Resolution) -> tuple[str, ...]:
    """Return every name the template of a resolution may use."""
    return tuple(dict.fromkeys((*EVERYWHERE, *CONTRACT[resolution])))
