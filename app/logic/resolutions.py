"""What follows from each resolution: the actions the seller has to do."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from app.logic.facts import Resolution

if TYPE_CHECKING:
    from collections.abc import Mapping

_ACTIONS = {
    Resolution.BUYER_CANCELS: "hold_parcel",
    Resolution.ASK_FOR_CANCEL_REQUEST: "hold_parcel decide_at_ship_by",
    Resolution.CANCEL_ORDER: "cancel_on_channel",
    Resolution.REFUND_UNSENT: "refund do_not_ship",
    Resolution.RETURN_AFTER_DELIVERY: "confirm_shipment watch_tracking refund_when_back",
    Resolution.CANCEL_AND_REORDER: "cancel_on_channel",
    Resolution.REQUEST_CANCEL_AND_REORDER: "hold_parcel decide_at_ship_by",
    Resolution.REFUND_AND_REORDER: "refund do_not_ship",
    Resolution.UPGRADE_FREE: "ship_faster",
    Resolution.KEEP_SERVICE: "",
    Resolution.EXPLAIN_DELIVERY_TIME: "check_on_latest_delivery",
    Resolution.ADDRESS_LOCKED: "try_intercept watch_tracking",
    Resolution.DELIVERED_AS_ADDRESSED: "check_proof_of_delivery",
    Resolution.REFUND_WHEN_BACK: "watch_tracking refund_when_back",
    Resolution.REFUND_NOW_BACK: "refund",
    Resolution.SEND_AGAIN: "ship_replacement open_trace",
    Resolution.MARKETPLACE_REFUNDS: "do_not_refund_yourself open_trace follow_claim",
    Resolution.REFUND_LOST: "refund open_trace file_carrier_claim file_insurance_claim",
    Resolution.CONFIRM_SHIP_DATE: "ship",
    Resolution.SHIP_LATE: "ship confirm_shipment",
    Resolution.CANCEL_UNSHIPPABLE: "cancel_on_channel",
    Resolution.CHECK_DELIVERY: "open_trace check_proof_of_delivery",
    Resolution.REFUND_UNDELIVERED: "refund",
    Resolution.STAND_BY_DELIVERY: "",
    Resolution.SHARE_TRACKING: "check_on_latest_delivery open_trace",
    Resolution.REFUND_OR_WAIT: "follow_up_choice open_trace",
    Resolution.REFUND_LATE: "refund open_trace file_carrier_claim file_insurance_claim",
    Resolution.WAIT_AGREED: "check_on_wait_until",
    Resolution.RETURN_AUTHORISED: "refund_when_back",
    Resolution.ACCEPT_RETURN_SELLER_PAYS: "send_label refund_when_back",
    Resolution.SEND_REPLACEMENT: "ship_replacement",
    Resolution.SEND_PART: "ship_replacement",
    Resolution.OFFER_PARTIAL_REFUND: "follow_up_choice",
    Resolution.REFUND_KEEP_ITEM: "refund",
    Resolution.DECLINE_RETURN: "",
    Resolution.ACCEPT_RETURN: "authorise_return refund_when_back",
    Resolution.ACCEPT_EXCHANGE: "authorise_return ship_replacement",
    Resolution.ACCEPT_LATE_RETURN: "authorise_return inspect_return",
    Resolution.REFUND_RETURN_IN_FULL: "refund",
    Resolution.REFUND_RETURN: "refund",
    Resolution.REFUND_LESS_LATE_FEE: "refund take_photos",
    Resolution.REFUND_LESS_DEDUCTION: "refund take_photos",
    Resolution.DISPUTE_RETURN: "take_photos report_to_channel",
    Resolution.RETURN_SETTLED: "",
    Resolution.CLAIM_FROM_MARKETPLACE: "file_safet appeal_claim",
    Resolution.CLAIM_SHOW_REFUND: "answer_claim",
    Resolution.CLAIM_SHOW_PROTECTION: "answer_claim",
    Resolution.CLAIM_SHOW_DELIVERY: "answer_claim",
    Resolution.CLAIM_REFUND: "answer_claim refund_in_claim",
    Resolution.CLAIM_ACCEPT_RETURN: "answer_claim send_label",
    Resolution.CLAIM_CONTEST: "answer_claim",
    Resolution.CLAIM_SHOW_NO_RETURN: "answer_claim",
    Resolution.ACCEPT_DEBIT: "",
    Resolution.APPEAL_DEBIT: "appeal_claim",
    Resolution.FILE_SAFET: "file_safet appeal_claim",
}

ACTIONS: Mapping[Resolution, tuple[str, ...]] = MappingProxyType(
    {resolution: tuple(codes.split()) for resolution, codes in _ACTIONS.items()}
)
"""The actions of every resolution, before those that this order has no use for are left out."""

ACTION_CODES: tuple[str, ...] = tuple(dict.fromkeys(("reply", *(code for codes in ACTIONS.values() for code in codes))))
"""Every action there is."""

REFUNDING = frozenset({"refund", "refund_in_claim"})
PLANNING = frozenset({"refund_when_back", "send_label"})


def pays_now(resolution: Resolution, family: str) -> bool:
    """Say whether a resolution gives money back now; Amazon does not charge before shipment."""
    codes = ACTIONS[resolution]
    return any(code in REFUNDING for code in codes) or ("cancel_on_channel" in codes and family != "amazon")


def plans_refund(resolution: Resolution) -> bool:
    """Say whether money will follow later."""
    return resolution is Resolution.OFFER_PARTIAL_REFUND or any(code in PLANNING for code in ACTIONS[resolution])
