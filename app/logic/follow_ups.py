"""What can have happened next after each resolution, and what it changes in what is known of the case."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.case_round import WROTE_AGAIN
from app.logic.channel_facts import happens_at
from app.logic.facts import Resolution, Situation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class FollowUp(NamedTuple):
    """Something that can have happened next.

    It goes on in the present situation where that reads the first of the `answers` it sets, else in `situation` (None:
    the seller chooses it). `drops` are keys of order and answers that are no longer true, `asks` those asked first.
    One that `closes` ends the case once its money is settled; what is `once` alike happens to a case only once.
    """

    code: str
    situation: Situation | None = None
    answers: Mapping[str, str] = NOTHING
    drops: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    closes: bool = False
    once: str = ""


def _parcel(code: str, parcel: str, *drops: str, asks: tuple[str, ...] = (), **more: str) -> FollowUp:
    """Describe news of the parcel; what else is known of it by then stays."""
    answers = {"parcel": parcel, "shipped": "yes", **more}
    return FollowUp(code, Situation.NOT_RECEIVED, answers, drops, asks)


def _choice(code: str, choice: str, remedy: str, **how: tuple[str, ...]) -> FollowUp:
    """Describe what the buyer chose: a parcel that stands still by now is decided by the remedy instead."""
    answers = {"buyer_choice": choice, "remedy": remedy}
    return FollowUp(code, Situation.NOT_RECEIVED, answers, how.get("drops", ()), how.get("asks", ()))


_NOT_DELIVERED = ("delivered_on",)
_OTHER_PARCEL = ("tracking_number", "last_scan_on", "delivered_on", "latest_delivery", "overdue", "insured_amount")
_CLAIMED = ("claim", "proof", "item_back", "contest", "answer_by", "claim_id")
_DEBITED = ("debited_for", "debited_on", "own_fault", "still_open")
_UNSENT = ("shipped", "confirmed", "ship_overdue", "can_ship")
_CAME_BACK = ("came_back_as", "arrived", "returned_on", "delivered_on")

FOLLOW_UP: Final[Mapping[str, FollowUp]] = MappingProxyType(
    {
        each.code: each
        for each in (
            _parcel("carrier_delivered", "delivered", checked="yes"),
            _parcel("carrier_proved", "delivered", checked="yes", remedy="decline"),
            _parcel("carrier_lost", "lost", *_NOT_DELIVERED),
            # What was refused or could not be delivered is not protected (Amazon: policies A6).
            _parcel("lost_coming_back", "lost", *_NOT_DELIVERED, protected="no"),
            _parcel("carrier_found", "moving", *_NOT_DELIVERED, "last_scan_on"),
            _parcel("carrier_returning", "returning", *_NOT_DELIVERED),
            _parcel("parcel_back", "returned", *_NOT_DELIVERED, "returned_on", asks=("returned_on",)),
            _parcel("sent", "moving", "last_scan_on", asks=("shipped_on",))._replace(
                answers={"shipped": "yes", "confirmed": "yes", "parcel": "moving"}
            ),
            FollowUp("not_there", Situation.NOT_RECEIVED, {"checked": "no", "parcel": "delivered", "shipped": "yes"}),
            FollowUp("latest_delivery_passed", Situation.NOT_RECEIVED, {"overdue": "yes"}, _UNSENT),
            FollowUp("ship_by_passed", Situation.NOT_RECEIVED, {"ship_overdue": "yes"}, ("can_ship",)),
            _choice("buyer_chose_refund", "refund", "refund", drops=("wait_until",)),
            _choice("buyer_chose_wait", "wait", "refund", drops=("wait_until",), asks=("wait_until",)),
            _choice("buyer_chose_replacement", "replacement", "replacement", drops=("wait_until",)),
            _choice("no_answer_by_the_day", "refund", "refund", drops=("wait_until",)),
            FollowUp("refund_instead", Situation.NOT_RECEIVED, {"remedy": "refund", "buyer_choice": "refund"}),
            _parcel("replacement_lost", "lost", *_OTHER_PARCEL, remedy="refund"),
            _parcel("replacement_back", "returned", *_OTHER_PARCEL, "returned_on", asks=("returned_on",)),
            FollowUp("cancel_requested", Situation.CANCEL, {"official_request": "yes"}),
            FollowUp("free_time_over", Situation.CANCEL, {"self_cancel_open": "no"}),
            FollowUp("sent_after_all", Situation.CANCEL, {"shipped": "yes"}, ("self_cancel_open", "parcel")),
            FollowUp("cannot_ship", Situation.CANNOT_SHIP, NOTHING, ("shipped", "parcel", "shipped_on")),
            FollowUp("came_back", Situation.RETURN_ARRIVED, NOTHING, _CAME_BACK, ("returned_on",), once="back"),
            FollowUp(
                "return_back",
                Situation.RETURN_ARRIVED,
                {"came_back_as": "return"},
                ("arrived", "returned_on"),
                ("returned_on",),
                once="back",
            ),
            FollowUp("right_item_came", Situation.RETURN_ARRIVED, {"arrived": "as_sent"}),
            FollowUp("right_item_worn", Situation.RETURN_ARRIVED, {"arrived": "used"}),
            FollowUp("buyer_wants_return", Situation.RETURN, {"offer": "return"}, ("late_choice",)),
            FollowUp("keeps_and_refund", Situation.RETURN, {"offer": "keep"}),
            FollowUp("late_return_accepted", Situation.RETURN, {"late_choice": "accept"}),
            FollowUp("claim_came", Situation.CLAIM_OPENED, NOTHING, _CLAIMED, once="claim"),
            FollowUp("claim_item_back", Situation.CLAIM_OPENED, {"claim": "not_refunded", "item_back": "yes"}),
            FollowUp("claim_wrong_item", Situation.CLAIM_OPENED, {"claim": "not_as_described", "contest": "yes"}),
            FollowUp(
                "claim_decided_against_us",
                Situation.PLATFORM_REFUNDED,
                {"debited_for": "claim"},
                _DEBITED,
                once="platform",
            ),
            FollowUp("platform_refunded", Situation.PLATFORM_REFUNDED, NOTHING, _DEBITED, once="platform"),
            FollowUp(WROTE_AGAIN),
            *(
                FollowUp(code, closes=True)
                for code in (
                    "arrived_after_all",
                    "buyer_cancelled",
                    "not_cancelled",
                    "cancelled",
                    "cancelled_by_itself",
                    "buyer_accepted_partial",
                    "both_arrived",
                    "claim_decided_for_us",
                    "exchanged",
                    "marketplace_paid",
                    "no_answer",
                    "not_recovered",
                    "nothing_came_back",
                    "recovered",
                    "replacement_arrived",
                    "settled",
                )
            ),
        )
    }
)
"""Everything that can happen next, by its code."""

_WHERE_IT_IS = "carrier_lost carrier_returning parcel_back"
_TAKEN_BACK = "return_back nothing_came_back"
_ON_CLAIM = "claim_decided_for_us claim_decided_against_us"
_FOR_MONEY = "recovered not_recovered return_back"

_FOLLOW_UPS = {
    Resolution.BUYER_CANCELS: "buyer_cancelled cancel_requested free_time_over not_cancelled sent_after_all",
    Resolution.ASK_FOR_CANCEL_REQUEST: "cancel_requested not_cancelled sent_after_all cancelled_by_itself",
    Resolution.CANCEL_ORDER: "cancelled sent_after_all",
    Resolution.REFUND_UNSENT: "settled sent_after_all",
    Resolution.RETURN_AFTER_DELIVERY: "came_back nothing_came_back buyer_wants_return carrier_returning carrier_lost",
    Resolution.CANCEL_AND_REORDER: "cancelled sent_after_all",
    Resolution.REQUEST_CANCEL_AND_REORDER: "cancel_requested not_cancelled sent_after_all cancelled_by_itself",
    Resolution.REFUND_AND_REORDER: "settled sent_after_all",
    Resolution.UPGRADE_FREE: "arrived_after_all sent latest_delivery_passed cannot_ship",
    Resolution.KEEP_SERVICE: "arrived_after_all cancel_requested sent latest_delivery_passed cannot_ship",
    Resolution.EXPLAIN_DELIVERY_TIME: f"arrived_after_all latest_delivery_passed {_WHERE_IT_IS}",
    Resolution.ADDRESS_LOCKED: "carrier_returning parcel_back arrived_after_all carrier_delivered carrier_lost"
    " latest_delivery_passed",
    Resolution.DELIVERED_AS_ADDRESSED: "arrived_after_all not_there carrier_returning parcel_back",
    Resolution.REFUND_WHEN_BACK: "parcel_back arrived_after_all lost_coming_back",
    Resolution.REFUND_NOW_BACK: "settled",
    Resolution.SEND_AGAIN: "replacement_arrived both_arrived refund_instead replacement_lost replacement_back",
    Resolution.MARKETPLACE_REFUNDS: "marketplace_paid arrived_after_all carrier_returning parcel_back",
    Resolution.REFUND_LOST: "settled arrived_after_all came_back",
    Resolution.CONFIRM_SHIP_DATE: "sent arrived_after_all ship_by_passed cannot_ship cancel_requested",
    Resolution.SHIP_LATE: "sent arrived_after_all cannot_ship cancel_requested",
    Resolution.CANCEL_UNSHIPPABLE: "cancelled",
    Resolution.CHECK_DELIVERY: "arrived_after_all carrier_delivered carrier_proved carrier_lost carrier_found"
    " carrier_returning parcel_back no_answer",
    Resolution.REFUND_UNDELIVERED: "settled arrived_after_all",
    Resolution.STAND_BY_DELIVERY: "settled arrived_after_all refund_instead carrier_lost",
    Resolution.SHARE_TRACKING: f"arrived_after_all latest_delivery_passed carrier_delivered {_WHERE_IT_IS}",
    Resolution.REFUND_OR_WAIT: "buyer_chose_refund buyer_chose_wait buyer_chose_replacement arrived_after_all"
    f" no_answer_by_the_day carrier_delivered {_WHERE_IT_IS}",
    Resolution.REFUND_LATE: "settled arrived_after_all came_back",
    Resolution.WAIT_AGREED: "arrived_after_all no_answer_by_the_day buyer_chose_refund buyer_chose_replacement"
    f" carrier_delivered {_WHERE_IT_IS}",
    Resolution.RETURN_AUTHORISED: _TAKEN_BACK,
    Resolution.ACCEPT_RETURN_SELLER_PAYS: _TAKEN_BACK,
    Resolution.SEND_REPLACEMENT: "replacement_arrived buyer_wants_return keeps_and_refund replacement_lost",
    Resolution.SEND_PART: "replacement_arrived buyer_wants_return keeps_and_refund replacement_lost",
    Resolution.OFFER_PARTIAL_REFUND: "buyer_accepted_partial buyer_wants_return no_answer",
    Resolution.REFUND_KEEP_ITEM: "settled",
    Resolution.DECLINE_RETURN: "settled late_return_accepted return_back",
    Resolution.ACCEPT_RETURN: _TAKEN_BACK,
    Resolution.ACCEPT_EXCHANGE: f"exchanged {_TAKEN_BACK}",
    Resolution.ACCEPT_LATE_RETURN: _TAKEN_BACK,
    Resolution.REFUND_RETURN_IN_FULL: "settled",
    Resolution.REFUND_RETURN: "settled",
    Resolution.REFUND_LESS_LATE_FEE: "settled",
    Resolution.REFUND_LESS_DEDUCTION: "settled",
    Resolution.DISPUTE_RETURN: "right_item_came right_item_worn settled",
    Resolution.RETURN_SETTLED: "settled",
    Resolution.CLAIM_FROM_MARKETPLACE: "recovered not_recovered",
    Resolution.CLAIM_SHOW_REFUND: _ON_CLAIM,
    Resolution.CLAIM_SHOW_PROTECTION: _ON_CLAIM,
    Resolution.CLAIM_SHOW_DELIVERY: _ON_CLAIM,
    Resolution.CLAIM_REFUND: "settled",
    Resolution.CLAIM_ACCEPT_RETURN: "claim_item_back claim_wrong_item nothing_came_back claim_decided_against_us",
    Resolution.CLAIM_CONTEST: _ON_CLAIM,
    Resolution.CLAIM_SHOW_NO_RETURN: "claim_decided_for_us claim_item_back claim_decided_against_us",
    Resolution.ACCEPT_DEBIT: "settled return_back",
    Resolution.APPEAL_DEBIT: _FOR_MONEY,
    Resolution.FILE_SAFET: _FOR_MONEY,
}

ALWAYS: Final = (WROTE_AGAIN, "claim_came", "platform_refunded")
"""What can happen after every resolution, after what is its own."""

FOLLOW_UPS: Final[Mapping[Resolution, tuple[FollowUp, ...]]] = MappingProxyType(
    {
        resolution: tuple(FOLLOW_UP[code] for code in (*codes.split(), *ALWAYS))
        for resolution, codes in _FOLLOW_UPS.items()
    }
)
"""What can have happened next after each resolution, the likeliest first."""


ONCE: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        Situation.RETURN_ARRIVED: frozenset({"back"}),
        Situation.CLAIM_OPENED: frozenset({"claim"}),
        # A platform that paid has decided the claim too.
        Situation.PLATFORM_REFUNDED: frozenset({"claim", "platform"}),
    }
)
"""What has happened to a case for good once it was in a situation."""


def possible_after(resolution: Resolution, family: str, been_in: Collection[str] = ()) -> tuple[FollowUp, ...]:
    """Return what can happen next at a place of sale; `been_in` are the situations that the case went through."""
    taken = {once for situation in been_in for once in ONCE.get(situation, ())}
    return tuple(
        each
        for each in FOLLOW_UPS[resolution]
        if each.once not in taken and (each.situation is None or happens_at(family, each.situation))
    )
