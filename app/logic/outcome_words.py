"""The words a person sees for resolutions and actions. Plain English throughout."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from app.logic.facts import Resolution

if TYPE_CHECKING:
    from collections.abc import Mapping

RESOLUTIONS: Mapping[Resolution, str] = MappingProxyType(
    {
        Resolution.BUYER_CANCELS: "The buyer can still cancel it alone",
        Resolution.ASK_FOR_CANCEL_REQUEST: "Hold it, and ask for the official cancellation request",
        Resolution.CANCEL_ORDER: "Cancel the order",
        Resolution.REFUND_UNSENT: "Refund it and do not send it",
        Resolution.RETURN_AFTER_DELIVERY: "Too late to stop: refuse or return it, then refund",
        Resolution.CANCEL_AND_REORDER: "Cancel it; the buyer orders again",
        Resolution.REQUEST_CANCEL_AND_REORDER: "Ask for the official request; the buyer orders again",
        Resolution.REFUND_AND_REORDER: "Refund it; the buyer orders again",
        Resolution.UPGRADE_FREE: "Send it faster, free of charge",
        Resolution.KEEP_SERVICE: "Keep the service as ordered",
        Resolution.EXPLAIN_DELIVERY_TIME: "Explain when it will arrive",
        Resolution.ADDRESS_LOCKED: "The address cannot change now; try to stop the parcel",
        Resolution.DELIVERED_AS_ADDRESSED: "It was delivered to the address on the order",
        Resolution.REFUND_WHEN_BACK: "Refund once it is back",
        Resolution.REFUND_NOW_BACK: "It is back: refund it now",
        Resolution.SEND_AGAIN: "Send a new one",
        Resolution.MARKETPLACE_REFUNDS: "Do not refund yourself: the marketplace covers it",
        Resolution.REFUND_LOST: "It is lost: refund it now",
        Resolution.CONFIRM_SHIP_DATE: "It will leave in time: say so",
        Resolution.SHIP_LATE: "Send it late, with an apology",
        Resolution.CANCEL_UNSHIPPABLE: "Cancel it yourself and apologise",
        Resolution.CHECK_DELIVERY: "Ask around, and ask the carrier for proof",
        Resolution.REFUND_UNDELIVERED: "Refund it as goodwill",
        Resolution.STAND_BY_DELIVERY: "Stand by the delivery, politely",
        Resolution.SHARE_TRACKING: "Share the tracking and ask for patience",
        Resolution.REFUND_OR_WAIT: "Let the buyer choose: refund now, or wait",
        Resolution.REFUND_LATE: "It is late: refund it now",
        Resolution.WAIT_AGREED: "Wait as agreed",
        Resolution.RETURN_AUTHORISED: "The return is authorised: tell the buyer what follows",
        Resolution.ACCEPT_RETURN_SELLER_PAYS: "Take it back at your cost, with a free label",
        Resolution.SEND_REPLACEMENT: "Send a replacement",
        Resolution.SEND_PART: "Send the part",
        Resolution.OFFER_PARTIAL_REFUND: "Offer part of the money back",
        Resolution.REFUND_KEEP_ITEM: "Refund it; the buyer keeps the item",
        Resolution.DECLINE_RETURN: "Decline the return, politely",
        Resolution.ACCEPT_RETURN: "Accept the return",
        Resolution.ACCEPT_EXCHANGE: "Accept the exchange",
        Resolution.ACCEPT_LATE_RETURN: "Accept the late return as goodwill",
        Resolution.REFUND_RETURN_IN_FULL: "The return is here: refund it now, delivery included",
        Resolution.REFUND_RETURN: "The return is here: refund it now",
        Resolution.REFUND_LESS_LATE_FEE: "Late return: refund it now, with the fee kept back",
        Resolution.REFUND_LESS_DEDUCTION: "Worn return: refund it now, with a part kept back",
        Resolution.DISPUTE_RETURN: "Not what you sent: tell the buyer and report it before you refund",
        Resolution.RETURN_SETTLED: "It is back and paid: nothing is left to do",
        Resolution.CLAIM_FROM_MARKETPLACE: "Claim the loss from the marketplace",
        Resolution.CLAIM_SHOW_REFUND: "Answer the claim: the buyer is paid back already",
        Resolution.CLAIM_SHOW_PROTECTION: "Answer the claim: the marketplace's protection covers it",
        Resolution.CLAIM_SHOW_DELIVERY: "Answer the claim with the proof of delivery",
        Resolution.CLAIM_REFUND: "Give in to the claim: refund it there",
        Resolution.CLAIM_ACCEPT_RETURN: "Answer the claim: take it back at your cost",
        Resolution.CLAIM_CONTEST: "Contest the claim with proof",
        Resolution.CLAIM_SHOW_NO_RETURN: "Answer the claim: the item has not come back",
        Resolution.ACCEPT_DEBIT: "Accept the debit: there is nothing to send",
        Resolution.APPEAL_DEBIT: "Appeal the debit",
        Resolution.FILE_SAFET: "Claim the debit back",
    }
)

ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "reply": "Reply to the buyer",
        "hold_parcel": "Hold the parcel",
        "decide_at_ship_by": "No request by then: decide whether to send or cancel",
        "cancel_on_channel": "Cancel the order",
        "confirm_shipment": "Confirm the shipment",
        "ship": "Send the parcel",
        "ship_faster": "Send it by the faster service",
        "do_not_ship": "Stop the parcel from leaving",
        "refund": "Refund the buyer",
        "refund_when_back": "Refund once the parcel is back",
        "inspect_return": "Check what came back",
        "authorise_return": "Authorise the return",
        "send_label": "Send the free return label",
        "open_trace": "Ask the carrier to trace it",
        "file_carrier_claim": "Claim it from the carrier",
        "file_insurance_claim": "Claim it from the insurance",
        "watch_tracking": "Watch the tracking",
        "try_intercept": "Ask the carrier to stop the parcel",
        "check_proof_of_delivery": "Get the proof of delivery",
        "ship_replacement": "Send the replacement",
        "check_on_latest_delivery": "Look whether it has arrived",
        "await_answer": "Ask what became of the claim",
        "follow_claim": "Follow the buyer's claim with the marketplace",
        "check_on_wait_until": "Look whether it has arrived, as agreed",
        "follow_up_choice": "See whether the buyer has chosen",
        "do_not_refund_yourself": "Do not refund it yourself",
        "take_photos": "Take photos of what came back",
        "report_to_channel": "Report the return to the marketplace",
        "answer_claim": "Answer the claim",
        "refund_in_claim": "Refund inside the claim",
        "appeal_claim": "Appeal with the platform",
        "file_safet": "File the SAFE-T claim",
    }
)

DONE_ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "refund": "I have refunded",
        "cancel_on_channel": "I have cancelled it",
        "ship_replacement": "I have sent the replacement",
        "open_trace": "I have asked the carrier",
        "authorise_return": "I have authorised the return",
        "send_label": "I have sent the label",
        "confirm_shipment": "I have confirmed it",
        "ship": "I have sent it",
        "ship_faster": "I have sent it",
        "try_intercept": "I have asked the carrier",
        "take_photos": "I have taken photos",
        "report_to_channel": "I have reported it",
        "answer_claim": "I have answered it",
        "refund_in_claim": "I have refunded inside the claim",
        "appeal_claim": "I have appealed",
        "file_safet": "I have filed it",
    }
)
"""What a tick says: it turns the text into the past tense."""
