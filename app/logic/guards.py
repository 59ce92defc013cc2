"""What to watch out for before acting: each guard looks at one plan and warns, or stays silent."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from app.logic.calendar import day_in_zone
from app.logic.channel_facts import ON_PLATFORMS
from app.logic.channels import number_fits
from app.logic.claims import claims_open
from app.logic.currencies import amount_text, minor_units
from app.logic.decision import Guard
from app.logic.facts import Resolution, Situation
from app.logic.known import Known
from app.logic.money import in_withdrawal
from app.logic.resolutions import ACTIONS, REFUNDING, pays_now
from app.logic.window import return_window, withdrawal_law
from app.logic.words import day_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.logic.decision import Refund
    from app.logic.facts import Request
    from app.logic.policy import Policy, PolicyValue

STALE_AFTER = timedelta(days=365)
"""How old the check of a value may be before it is called stale."""


LEFT_TO_MARKETPLACE = frozenset({Resolution.MARKETPLACE_REFUNDS, Resolution.CLAIM_SHOW_PROTECTION})
"""Resolutions in which the marketplace pays, and a refund of the seller's own would be lost."""


class Plan(NamedTuple):
    """What is about to be done; `deciding` are the policy values that facts and money hung on, `used` all of them.

    `paying` marks a refund that is paid at this moment, whatever the resolution left for later.
    """

    request: Request
    resolution: Resolution
    facts: Mapping[str, str]
    refund: Refund | None
    policy: Policy
    deciding: tuple[PolicyValue, ...]
    used: tuple[PolicyValue, ...]
    paying: bool = False

    @property
    def family(self) -> str:
        """Name the family of the place of sale."""
        return self.request.channel.family

    def pays(self) -> bool:
        """Say whether money is paid now."""
        return self.paying or pays_now(self.resolution, self.family)

    def refunds(self) -> bool:
        """Say whether the seller refunds now, rather than cancelling."""
        return self.paying or any(code in REFUNDING for code in ACTIONS[self.resolution])


def guards_for(plan: Plan) -> tuple[Guard, ...]:
    """Return every warning that fits, the heaviest first."""
    return tuple(guard for watch in GUARDS for guard in watch(plan))


def _claim_is_open(plan: Plan) -> Iterator[Guard]:
    if plan.request.order.claim_id and plan.request.situation not in ON_PLATFORMS:
        yield Guard("claim_is_open", "A claim is open for this order. Answer it with the platform first.")


def _refund_inside_case(plan: Plan) -> Iterator[Guard]:
    is_open = plan.request.order.claim_id or plan.request.situation is Situation.CLAIM_OPENED
    if plan.family == "ebay" and is_open and plan.pays():
        yield Guard("refund_inside_case", "Refund inside the open eBay case, or the money can be taken twice.")


def _forfeits_protection(plan: Plan) -> Iterator[Guard]:
    covered = plan.facts.get("protected") == "yes" or plan.request.answered.get("protected") == "yes"
    if covered and (plan.refunds() or plan.resolution in LEFT_TO_MARKETPLACE):
        yield Guard(
            "forfeits_protection",
            "If you refund this protected order yourself, the marketplace does not pay you back.",
        )


def _already_refunded(plan: Plan) -> Iterator[Guard]:
    order = plan.request.order
    if order.already_refunded:
        amount = amount_text(order.already_refunded, order.currency)
        then = "It is taken off here." if plan.refund else "Count it before you pay anything."
        yield Guard("already_refunded", f"{amount} {order.currency} went back before. {then}")
    elif REFUNDING & (plan.request.earlier if plan.refunds() else plan.request.earlier | plan.request.done):
        yield Guard("already_refunded", "You ticked that money went back already. Check before you go on.")


def _above_paid(plan: Plan) -> Iterator[Guard]:
    order = plan.request.order
    if order.item_price is not None and (order.already_refunded or 0) > order.paid():
        yield Guard("above_paid", "The earlier refunds are more than the buyer paid. Check them before you go on.")


def _early_claim(plan: Plan) -> Iterator[Guard]:
    opens = claims_open(plan.request, plan.policy) if plan.facts.get("claim") == "not_received" else None
    if opens and plan.request.today < opens[0]:
        day, entry = opens
        text = f"The claim is early: the platform takes it from {day_words(day)} on. Point this out in your answer."
        yield Guard("early_claim", text, entry.source[0])


def _replacement_sent(plan: Plan) -> Iterator[Guard]:
    if "ship_replacement" in plan.request.done | plan.request.earlier and plan.pays():
        yield Guard("replacement_sent", "A replacement was sent already. A refund now would pay for it twice.")


def _still_moving(plan: Plan) -> Iterator[Guard]:
    if plan.facts.get("parcel") == "moving" and plan.refunds():
        yield Guard("still_moving", "The parcel is still moving and may arrive after the refund.")


def _number_does_not_fit(plan: Plan) -> Iterator[Guard]:
    if not number_fits(plan.request.channel, plan.request.order.number):
        place = plan.request.channel.id
        yield Guard("number_does_not_fit_channel", f"The order number does not look like one of {place}.")


def _other_situation(plan: Plan) -> Iterator[Guard]:
    """Warn of a wish that came too late: the parcel's state calls for another situation."""
    request = plan.request
    if request.situation not in (Situation.CANCEL, Situation.CHANGE_ADDRESS) or not _has_left(plan):
        return
    order, parcel = request.order, plan.facts.get("parcel") or request.answered.get("parcel")
    if parcel == "delivered" or order.delivered_on is not None:
        yield Guard("other_situation", "It was delivered already. Go on with a return; your answers are kept.")
    elif parcel in ("lost", "returning", "returned") or _is_overdue(request):
        yield Guard(
            "other_situation", "The parcel is late or lost. Go on with “Where is my order?”; your answers are kept."
        )


def _has_left(plan: Plan) -> bool:
    return plan.facts.get("shipped") == "yes"


def _is_overdue(request: Request) -> bool:
    latest = request.order.latest_delivery
    return request.answered.get("overdue") == "yes" or (latest is not None and latest < request.today)


def _late_fault_report(plan: Plan) -> Iterator[Guard]:
    if plan.request.situation is not Situation.RETURN or plan.facts.get("fault") != "seller":
        return
    window = return_window(plan.request, plan.policy)
    state = plan.request.answered.get("window") or (window.value if isinstance(window, Known) else "")
    if state == "closed":
        yield Guard(
            "late_fault_report",
            "The platform's time to return is over and it may not require this. The law may still require it.",
        )


def _ship_by_passed(plan: Plan) -> Iterator[Guard]:
    order, today = plan.request.order, plan.request.today
    if "hold_parcel" not in ACTIONS[plan.resolution] or order.ship_by is None or order.ship_by >= today:
        return
    entry = plan.policy.value("cancel.auto_cancel", today)
    text = f"The ship-by date ({day_words(order.ship_by)}) has passed while you hold the parcel."
    if entry is None:
        yield Guard("ship_by_passed", text)
        return
    end = plan.policy.clock_end(entry, order.ship_by)
    yield Guard("ship_by_passed", f"{text} The platform cancels by itself after {day_words(end)}.", entry.source[0])


def _asks_buyer_to_cancel(plan: Plan) -> Iterator[Guard]:
    if plan.family == "amazon" and plan.resolution is Resolution.CANCEL_UNSHIPPABLE:
        yield Guard("asks_buyer_to_cancel", "Never ask the buyer to cancel: the reason is yours, so you cancel.")


def _withdrawal_not_told(plan: Plan) -> Iterator[Guard]:
    is_change_of_mind = plan.resolution is Resolution.RETURN_AFTER_DELIVERY or plan.facts.get("fault") == "buyer"
    if plan.family == "shop" and is_change_of_mind and in_withdrawal(plan.request, plan.policy):
        law = withdrawal_law(plan.request, plan.policy)
        yield Guard(
            "withdrawal_not_told",
            "The buyer pays the return postage only if your shop said so before the purchase.",
            law.source[0] if law else None,
        )


def _no_signature(plan: Plan) -> Iterator[Guard]:
    request, order = plan.request, plan.request.order
    entry = plan.policy.value("signature.threshold", request.ordered_on())
    delivered = plan.facts.get("parcel") == "delivered" or plan.facts.get("proof") == "scan"
    if entry is None or not delivered or entry.unit != order.currency:
        return
    if order.paid() >= minor_units(entry.text, order.currency):
        yield Guard(
            "no_signature",
            f"From {entry.text} {entry.unit} on, seller protection needs a signature on delivery.",
            entry.source[0],
        )


def _legal_claim_stays(plan: Plan) -> Iterator[Guard]:
    if plan.resolution is Resolution.MARKETPLACE_REFUNDS and plan.request.is_withdrawal_buyer():
        yield Guard(
            "legal_claim_stays",
            "Whatever the marketplace pays, the buyer keeps the legal claim against you. Do not write otherwise.",
        )


def _reply_late(plan: Plan) -> Iterator[Guard]:
    request = plan.request
    entry = plan.policy.value("reply.clock", request.today)
    if entry is None or request.message_received is None:
        return
    end = plan.policy.clock_end(entry, request.message_received)
    if request.now and isinstance(end, datetime):
        is_late = request.now > end
    else:
        is_late = request.today > day_in_zone(end, request.channel.time_zone)
    if is_late:
        yield Guard("reply_late", "The time to reply has passed. Reply at once.", entry.source[0])


def _postage_unknown(plan: Plan) -> Iterator[Guard]:
    order = plan.request.order
    unknown = order.shipping_paid is None and "shipping_paid" not in order.known_none
    if plan.refund and unknown and plan.resolution is not Resolution.OFFER_PARTIAL_REFUND:
        yield Guard("postage_unknown", "What the buyer paid for delivery is unknown and counts as 0 here.")


def _doubtful_values(plan: Plan) -> Iterator[Guard]:
    """Warn of values behind the decision that nobody confirmed, or on which sources disagree."""
    from app.logic.policy_words import policy_title

    for confidence, code, text in (
        ("unconfirmed", "unconfirmed_value", "Nobody has confirmed this yet: {}. Check it before you rely on it."),
        ("conflict", "conflicting_value", "Sources disagree, and the value safer for you is used: {}."),
    ):
        for entry in (entry for entry in plan.deciding if entry.confidence == confidence):
            yield Guard(code, text.format(policy_title(entry.key)), entry.source[0])


def _stale_values(plan: Plan) -> Iterator[Guard]:
    from app.logic.policy_words import policy_title

    for entry in plan.used:
        if entry.checked_on + STALE_AFTER < plan.request.today:
            text = f"Last checked on {day_words(entry.checked_on)}, over a year ago: {policy_title(entry.key)}."
            yield Guard("stale_value", text, entry.source[0])


GUARDS: tuple[Callable[[Plan], Iterator[Guard]], ...] = (
    _claim_is_open,
    _refund_inside_case,
    _forfeits_protection,
    _already_refunded,
    _above_paid,
    _early_claim,
    _replacement_sent,
    _still_moving,
    _other_situation,
    _number_does_not_fit,
    _asks_buyer_to_cancel,
    _legal_claim_stays,
    _late_fault_report,
    _ship_by_passed,
    _withdrawal_not_told,
    _no_signature,
    _reply_late,
    _postage_unknown,
    _doubtful_values,
    _stale_values,
)
