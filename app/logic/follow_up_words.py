"""The words a seller chooses from when something new happened. Plain English throughout."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from app.logic.words import Tile

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLLOW_UP_WORDS: Mapping[str, Tile] = MappingProxyType(
    {
        "carrier_delivered": Tile("The carrier says: delivered", "Asked about it, the carrier stands by the delivery"),
        "carrier_proved": Tile("The carrier proved the delivery", "A signature or a photo: you stand by it"),
        "carrier_lost": Tile("The carrier says: lost", "Or has given up the search"),
        "lost_coming_back": Tile("It got lost on its way back", "The carrier says so"),
        "carrier_found": Tile("The carrier found it", "It is on its way after all"),
        "carrier_returning": Tile("It is on its way back", "The carrier returns it to you"),
        "parcel_back": Tile("The parcel is back", "Undelivered, and here with you"),
        "sent": Tile("I sent it", "The parcel has left"),
        "not_there": Tile("Nobody there has it", "The buyer asked at the address on the order"),
        "latest_delivery_passed": Tile("The latest delivery date passed", "And it has not arrived"),
        "ship_by_passed": Tile("The ship-by date passed", "And it has not left"),
        "buyer_chose_refund": Tile("The buyer wants the money back", "Chosen in a message, or told otherwise"),
        "buyer_chose_wait": Tile("The buyer will wait", "Until a day that you agree"),
        "buyer_chose_replacement": Tile("The buyer wants a new one", "Instead of the money"),
        "no_answer_by_the_day": Tile("The agreed day passed", "No answer, and no parcel"),
        "refund_instead": Tile("Money back after all", "No new one can be sent, or the buyer prefers it"),
        "replacement_lost": Tile("The new one got lost", "The carrier says so, or it never arrived"),
        "replacement_back": Tile("The new one came back", "Undelivered, and here with you"),
        "cancel_requested": Tile("The buyer cancels officially", "The request came as the platform wants it"),
        "free_time_over": Tile("The buyer's own time is over", "The buyer could not cancel alone any more"),
        "sent_after_all": Tile("It has left", "Before it could be stopped"),
        "cannot_ship": Tile("I cannot send it", "Out of stock, damaged, wrong price"),
        "came_back": Tile("The parcel is here", "Refused, undelivered or returned"),
        "return_back": Tile("The return is here", "Open it and look before you refund"),
        "right_item_came": Tile("The right item came", "As you sent it"),
        "right_item_worn": Tile("The right item came, used", "Or damaged, or incomplete"),
        "buyer_wants_return": Tile("The buyer sends it back", "And wants the money"),
        "keeps_and_refund": Tile("Money back, no return", "The buyer keeps what there is"),
        "late_return_accepted": Tile("I take it back after all", "As goodwill, though the time is over"),
        "claim_came": Tile("They opened a claim", "A claim or a case with the platform"),
        "claim_item_back": Tile("The item is back", "The refund is due inside the claim"),
        "claim_wrong_item": Tile("Something else came back", "Not the item, or an empty parcel"),
        "claim_decided_against_us": Tile("The claim was decided against me", "The platform took the money"),
        "platform_refunded": Tile("The platform refunded them", "And took the money from you"),
        "buyer_wrote_again": Tile("The buyer wrote again", "A new message, about this or something else"),
        "arrived_after_all": Tile("It arrived", "The buyer has it"),
        "buyer_cancelled": Tile("The buyer cancelled it", "Nothing is left to send"),
        "not_cancelled": Tile("No cancellation came", "You send it as ordered"),
        "cancelled": Tile("It is cancelled", "Nothing is left to do"),
        "cancelled_by_itself": Tile("The platform cancelled it", "By itself, after the ship-by date"),
        "buyer_accepted_partial": Tile("The buyer accepts the offer", "And keeps the item"),
        "both_arrived": Tile("Both arrived", "The first one turned up too"),
        "claim_decided_for_us": Tile("The claim was decided for me", "Or the buyer withdrew it"),
        "exchanged": Tile("It is exchanged", "The old one is back, the other one there"),
        "marketplace_paid": Tile("The marketplace paid the buyer", "Without taking the money from you"),
        "no_answer": Tile("No answer came", "The buyer wrote no more"),
        "not_recovered": Tile("It was refused", "The money does not come back"),
        "nothing_came_back": Tile("Nothing came back", "The buyer keeps it, or sent nothing"),
        "recovered": Tile("It was granted", "The money comes back"),
        "replacement_arrived": Tile("The new one arrived", "The buyer is content"),
        "settled": Tile("It is settled", "Nobody wants anything more"),
    }
)
"""What each follow-up is called where the seller chooses it."""
