"""The words a person sees for situations, questions and choices. Plain English throughout."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from app.logic.facts import Situation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

INTERFACE_LOCALE = "en"


@lru_cache(maxsize=4096)
def day_words(day: date) -> str:
    """Write a day for the seller to read: 14 Nov 2026."""
    from babel.dates import format_date

    return format_date(day, "d MMM y", locale=INTERFACE_LOCALE)


class Tile(NamedTuple):
    """A situation as the wizard offers it: the buyer's words, and what it is about."""

    title: str
    detail: str


SITUATIONS: Mapping[Situation, Tile] = MappingProxyType(
    {
        Situation.NOT_RECEIVED: Tile("Where is my order?", "Late, lost, or in the wrong place"),
        Situation.RETURN: Tile("I want to return it", "Broken, wrong, or no longer wanted"),
        Situation.CANCEL: Tile("Please cancel", "The order is no longer wanted"),
        Situation.CHANGE_ITEM: Tile("Another size or colour", "Something else in this order"),
        Situation.FASTER_SHIPPING: Tile("Send it sooner", "It is needed earlier"),
        Situation.CHANGE_ADDRESS: Tile("Send it elsewhere", "The address is no longer right"),
        Situation.CANNOT_SHIP: Tile("I cannot send it", "Out of stock, damaged, wrong price"),
        Situation.RETURN_ARRIVED: Tile("A parcel came back", "A return, or undelivered"),
        Situation.CLAIM_OPENED: Tile("They opened a claim", "A claim or a case with the platform"),
        Situation.PLATFORM_REFUNDED: Tile("The platform refunded them", "And took the money from you"),
    }
)


class Wording(NamedTuple):
    """A question: what is asked, why, and where the seller finds the answer."""

    title: str
    why: str
    where: str = ""


QUESTIONS: Mapping[str, Wording] = MappingProxyType(
    {
        "shipped": Wording("Has the parcel left you?", "After that it cannot be cancelled or changed."),
        "confirmed": Wording(
            "Did you press “Confirm shipment”?",
            "A confirmed order can no longer be cancelled, only refunded.",
            "Manage Orders shows the order as “Shipped” once it is confirmed.",
        ),
        "official_request": Wording(
            "Did the request come as “Order cancellation request from Amazon customer”?",
            "Cancelling on a plain message counts against your cancellation rate.",
            "Look at the subject of the message, or for “Buyer requested cancellation” on the order.",
        ),
        "self_cancel_open": Wording(
            "Was the order placed so recently that the buyer can still cancel it alone?",
            "The marketplace gives the buyer a short time to cancel without you.",
            "Compare the time of the order with the clock.",
        ),
        "willing": Wording(
            "Will you send it by a faster service at your own cost?",
            "You do not have to, and the buyer may not be asked to pay more.",
        ),
        "ship_by": Wording("Ship by which day?", "It decides whether the order is already late."),
        "ship_overdue": Wording("Has the ship-by date passed?", "It decides whether the order is already late."),
        "can_ship": Wording("Can you send it on a firm date?", "A late order is sent now, or cancelled by you."),
        "parcel": Wording("What does the carrier's tracking show?", "It decides whether to wait, trace or refund."),
        "latest_delivery": Wording(
            "Deliver by which day at the latest?", "Until then the buyer is asked to wait; after it, to choose."
        ),
        "overdue": Wording("Has the latest delivery date passed?", "Until then the buyer is asked to wait."),
        "protected": Wording(
            "Does the marketplace's protection cover this parcel?",
            "If you refund a covered order yourself, you may not get the money back.",
            "Look at the label where you bought it, and at the first scan in the carrier's tracking. If you cannot"
            " find it, keep this open and look it up before you refund.",
        ),
        "reason": Wording("Why does the buyer send it back?", "It decides who pays for the return."),
        "authorised": Wording(
            "Has Amazon already authorised this return?",
            "Amazon authorises most returns by itself and gives the label.",
            "Manage Returns shows the status of the request.",
        ),
        "returnable": Wording(
            "Can this kind of item be returned?",
            "Perishable, personalised, or sealed for hygiene and opened: it cannot.",
        ),
        "delivered_on": Wording("On which day was it delivered?", "The time to return runs from that day."),
        "category": Wording("What kind of item is it?", "The time to return differs, and here it matters."),
        "window": Wording(
            "Is the time to return still open?",
            "After it you decide whether to take it back.",
            "The marketplace shows the last day to return on the order.",
        ),
        "offer": Wording("What do you offer?", "The message offers exactly this."),
        "late_choice": Wording("The time to return is over. Take it back anyway?", "You do not have to."),
        "came_back_as": Wording("Why did the parcel come back?", "What could not be delivered is refunded in full."),
        "arrived": Wording(
            "What was in the parcel?", "Open it and look before you refund: it decides how much goes back."
        ),
        "refunded": Wording(
            "Has the buyer been paid back in full?",
            "The platform may have refunded before you saw the parcel. Nobody should be paid twice.",
            "Manage Orders shows every refund of the order, and who made it.",
        ),
        "claim": Wording("What does the buyer claim?", "Each kind of claim needs another answer."),
        "proof": Wording(
            "What proves the delivery?",
            "A signature counts more than a scan.",
            "The carrier's tracking page says “signed by” where there is a signature; ask the carrier for a copy.",
        ),
        "item_back": Wording("Is the item back with you?", "A refund is due only for what came back."),
        "contest": Wording("Can you show that the item is as described?", "Without proof the claim is usually lost."),
        "answer_by": Wording(
            "Answer the claim by which day?",
            "After it the platform decides without you. Leave it empty if it is not shown.",
        ),
        "shipped_on": Wording("On which day did it leave?", "The carrier's times run from that day."),
        "returned_on": Wording("On which day did it come back to you?", "The time to refund runs from that day."),
        "wait_until": Wording("Until which day does the buyer wait?", "After it the choice counts as a refund."),
        "debited_for": Wording("What did the platform take the money for?", "Each has its own way to contest it."),
        "debited_on": Wording("On which day was the money taken?", "The time to contest it runs from that day."),
        "own_fault": Wording("Was the mistake yours?", "What was your mistake cannot be contested."),
        "still_open": Wording(
            "Can it still be contested?",
            "After that the money stays with the buyer.",
            "The platform's notice about the debit says until when.",
        ),
        "deduction_percent": Wording(
            "How much do you keep back of the item's price, in percent?",
            "Only for the worth that was lost; the message says it and why.",
        ),
        "item_price": Wording(
            "What did the buyer pay for the item?",
            "The refund is worked out from it. Of several units: the sum of all.",
        ),
        "partial_amount": Wording("How much do you offer back?", "The buyer keeps the item and gets this amount."),
        "new_ship_date": Wording("On which day will it leave?", "The message promises this day."),
    }
)

_PROTECTION: Mapping[str, str] = MappingProxyType(
    {
        "amazon": "All of this is needed: the label was bought in Buy Shipping as “Claims Protected”, and the carrier's"
        " first scan was by the ship-by date{}.",
        "etsy": "All of this is needed: sent with tracking, shipped in time, and within the total that Etsy protects.",
    }
)


def protection_words(family: str, ship_by: date | None) -> str:
    """Say what the protection of a place of sale asks for; empty where there is none."""
    return _PROTECTION.get(family, "").format(f", {day_words(ship_by)}" if ship_by else "")


CHOICES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("shipped", "yes"): "Yes, it has left",
        ("shipped", "no"): "Not yet",
        ("confirmed", "yes"): "Yes, it is confirmed",
        ("confirmed", "no"): "No",
        ("official_request", "yes"): "Yes, as an official request",
        ("official_request", "no"): "No, only as a message",
        ("self_cancel_open", "yes"): "Yes, just now",
        ("self_cancel_open", "no"): "No, earlier",
        ("willing", "yes"): "Yes, free of charge",
        ("willing", "no"): "No, as ordered",
        ("ship_overdue", "yes"): "Yes, it has passed",
        ("ship_overdue", "no"): "No",
        ("can_ship", "yes"): "Yes",
        ("can_ship", "no"): "No, I cannot send it",
        ("parcel", "moving"): "It is moving",
        ("parcel", "stalled"): "The carrier has not scanned it for days",
        ("parcel", "lost"): "The carrier says it is lost",
        ("parcel", "delivered"): "Delivered",
        ("parcel", "returning"): "On its way back to me",
        ("parcel", "returned"): "It came back to me",
        ("parcel", "untracked"): "It was sent without tracking",
        ("overdue", "yes"): "Yes, it has passed",
        ("overdue", "no"): "No",
        ("protected", "yes"): "Yes, all of it is met",
        ("protected", "no"): "No",
        ("checked", "yes"): "The carrier answered: delivered",
        ("checked", "no"): "Not asked yet",
        ("buyer_choice", "open"): "Not chosen yet",
        ("buyer_choice", "refund"): "The buyer wants the money back",
        ("buyer_choice", "wait"): "The buyer will wait",
        ("buyer_choice", "replacement"): "The buyer wants a new one",
        ("remedy", "refund"): "Money back",
        ("remedy", "replacement"): "Send a new one",
        ("remedy", "decline"): "Neither: stand by the delivery",
        ("fault", "seller"): "The seller answers for it",
        ("fault", "buyer"): "The buyer changed their mind",
        ("reason", "damaged"): "Damaged",
        ("reason", "defective"): "Does not work",
        ("reason", "wrong_item"): "Wrong item",
        ("reason", "missing_parts"): "Parts are missing",
        ("reason", "not_as_described"): "Not as described",
        ("reason", "arrived_late"): "Arrived too late",
        ("reason", "unwanted"): "No longer wanted",
        ("reason", "ordered_by_mistake"): "Ordered by mistake",
        ("reason", "better_price"): "Found a better price",
        ("reason", "wrong_size"): "Too small or too large",
        ("reason", "quality"): "Not good enough for the buyer",
        ("reason", "incompatible"): "Does not fit what the buyer has",
        ("authorised", "yes"): "Yes",
        ("authorised", "no"): "No, it waits for me",
        ("returnable", "yes"): "Yes, it can be returned",
        ("returnable", "no"): "No: perishable, personalised or opened hygiene item",
        ("window", "open"): "Still open",
        ("window", "closed"): "Over",
        ("offer", "return"): "Return it and get the money back",
        ("offer", "replacement"): "A new one",
        ("offer", "part"): "The missing or faulty part",
        ("offer", "exchange"): "An exchange",
        ("offer", "partial"): "Keep it and get part of the money back",
        ("offer", "keep"): "Keep it and get the money back",
        ("late_choice", "accept"): "Yes, as goodwill",
        ("late_choice", "decline"): "No",
        ("came_back_as", "return"): "The buyer returned it",
        ("came_back_as", "refused"): "The buyer refused it",
        ("came_back_as", "unclaimed"): "Nobody collected it",
        ("came_back_as", "bad_address"): "The address was not right",
        ("arrived", "as_sent"): "The item as I sent it",
        ("arrived", "used"): "The item, used",
        ("arrived", "incomplete"): "The item, but something is missing",
        ("arrived", "damaged"): "The item, damaged",
        ("arrived", "wrong_item"): "Another item",
        ("arrived", "empty"): "Nothing: it was empty",
        ("refunded", "no"): "No, or only in part",
        ("refunded", "seller"): "Yes, by me",
        ("refunded", "platform"): "Yes, by the platform",
        ("claim", "not_received"): "It did not arrive",
        ("claim", "not_as_described"): "It is not as described",
        ("claim", "not_refunded"): "The refund is missing",
        ("proof", "signature"): "A signature",
        ("proof", "scan"): "The carrier's delivery scan",
        ("proof", "none"): "Nothing",
        ("item_back", "yes"): "Yes",
        ("item_back", "no"): "No",
        ("contest", "yes"): "Yes, with photos or the listing",
        ("contest", "no"): "No: take it back",
        ("debited_for", "claim"): "A claim",
        ("debited_for", "return"): "A return",
        ("own_fault", "yes"): "Yes",
        ("own_fault", "no"): "No",
        ("still_open", "yes"): "Yes, there is time",
        ("still_open", "no"): "No, the time is over",
        ("category", "general"): "None of these",
        ("category", "apple"): "Apple product",
        ("category", "baby"): "Baby item",
        ("category", "renewed"): "Renewed",
        ("category", "mattress"): "Mattress",
        ("category", "wedding"): "Wedding registry",
        ("category", "renewed_premium"): "Renewed Premium",
        ("category", "baby_registry"): "Baby registry",
        ("category", "electronics_media"): "Electronics, camera, office, music, film or game",
    }
)
