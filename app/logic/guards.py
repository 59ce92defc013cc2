"""What to watch out for before acting: each guard looks at one decision and warns, or stays silent."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from app.logic.calendar import clock_end
from app.logic.channels import number_fits
from app.logic.currencies import amount_text, minor_units
from app.logic.decision import Guard
from app.logic.facts import Resolution, Situation
from app.logic.known import Known
from app.logic.money import in_withdrawal
from app.logic.resolutions import ACTIONS, REFUNDING, pays_now
from app.logic.window import return_window
from app.logic.words import day_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from app.logic.decision import Refund
    from app.logic.facts import Moment, Request
    from app.logic.policy import Policy, PolicyValue

STALE_AFTER = timedelta(days=365)
"""Contract: a value that was checked more than a year ago is called stale."""


class Draft(NamedTuple):
    """A decision before it is warned about; `deciding` are the policy values that facts and money hung on."""

    request: Request
    resolution: Resolution
    facts: Mapping[str, str]
    refund: Refund | None
    policy: Policy
    deciding: tuple[PolicyValue, ...]
    used: tuple[PolicyValue, ...]

    @property
    def family(self) -> str:
        """Name the family of the place of sale."""
        return self.request.channel.family

    def pays(self) -> bool:
        """Say whether money is paid now."""
        return pays_now(self.resolution, self.family)

    def refunds(self) -> bool:
        """Say whether the seller refunds now, rather than cancelling."""
        return any(code in REFUNDING for code in ACTIONS[self.resolution])


def guards_for(draft: Draft) -> tuple[Guard, ...]:
    """Return every warning that fits, the heaviest first."""
    return tuple(guard for watch in GUARDS for guard in watch(draft))


def _claim_is_open(draft: Draft) -> Iterator[Guard]:
    if draft.request.order.claim_id:
        yield Guard("claim_is_open", "A claim is open for this order. Answer it with the platform first.")


def _refund_inside_case(draft: Draft) -> Iterator[Guard]:
    if draft.family == "ebay" and draft.request.order.claim_id and draft.pays():
        yield Guard("refund_inside_case", "Refund inside the open eBay case, or the money can be taken twice.")


def _forfeits_protection(draft: Draft) -> Iterator[Guard]:
    covered = draft.facts.get("protected") == "yes" or draft.request.answered.get("protected") == "yes"
    if covered and (draft.refunds() or draft.resolution is Resolution.MARKETPLACE_REFUNDS):
        yield Guard(
            "forfeits_protection",
            "If you refund this protected order yourself, the marketplace does not pay you back.",
        )


def _already_refunded(draft: Draft) -> Iterator[Guard]:
    order = draft.request.order
    if order.already_refunded:
        amount = amount_text(order.already_refunded, order.currency)
        yield Guard("already_refunded", f"{amount} {order.currency} went back before. It is taken off here.")


def _above_paid(draft: Draft) -> Iterator[Guard]:
    order = draft.request.order
    if order.item_price is not None and (order.already_refunded or 0) > order.paid():
        yield Guard("above_paid", "The earlier refunds are more than the buyer paid. Check them before you go on.")


def _replacement_sent(draft: Draft) -> Iterator[Guard]:
    if "ship_replacement" in draft.request.done and draft.pays():
        yield Guard("replacement_sent", "A replacement was sent already. A refund now would pay for it twice.")


def _still_moving(draft: Draft) -> Iterator[Guard]:
    if draft.facts.get("parcel") == "moving" and draft.refunds():
        yield Guard("still_moving", "The parcel is still moving and may arrive after the refund.")


def _number_does_not_fit(draft: Draft) -> Iterator[Guard]:
    if not number_fits(draft.request.channel, draft.request.order.number):
        place = draft.request.channel.id
        yield Guard("number_does_not_fit_channel", f"The order number does not look like one of {place}.")


def _other_situation(draft: Draft) -> Iterator[Guard]:
    """Warn of a wish that came too late: the parcel's state calls for another situation."""
    request = draft.request
    if request.situation not in (Situation.CANCEL, Situation.CHANGE_ADDRESS) or not _has_left(draft):
        return
    order, parcel = request.order, draft.facts.get("parcel") or request.answered.get("parcel")
    if parcel == "delivered" or order.delivered_on is not None:
        yield Guard("other_situation", "It was delivered already. Go on with a return; your answers are kept.")
    elif parcel in ("lost", "returning", "returned") or _is_overdue(request):
        yield Guard(
            "other_situation", "The parcel is late or lost. Go on with “Where is my order?”; your answers are kept."
        )


def _has_left(draft: Draft) -> bool:
    return draft.facts.get("shipped") == "yes"


def _is_overdue(request: Request) -> bool:
    latest = request.order.latest_delivery
    return request.answered.get("overdue") == "yes" or (latest is not None and latest < request.today)


def _late_fault_report(draft: Draft) -> Iterator[Guard]:
    if draft.request.situation is not Situation.RETURN or draft.facts.get("fault") != "seller":
        return
    window = return_window(draft.request, draft.policy)
    state = draft.request.answered.get("window") or (window.value if isinstance(window, Known) else "")
    if state == "closed":
        yield Guard(
            "late_fault_report",
            "The platform's time to return is over and it may not require this. The law may still require it.",
        )


def _ship_by_passed(draft: Draft) -> Iterator[Guard]:
    order, today = draft.request.order, draft.request.today
    if "hold_parcel" not in ACTIONS[draft.resolution] or order.ship_by is None or order.ship_by >= today:
        return
    entry = draft.policy.value("cancel.auto_cancel", today)
    text = f"The ship-by date ({day_words(order.ship_by)}) has passed while you hold the parcel."
    if entry is None:
        yield Guard("ship_by_passed", text)
        return
    channel = draft.request.channel
    end = clock_end(order.ship_by, entry.number, entry.unit or "", channel.time_zone, channel.country)
    yield Guard("ship_by_passed", f"{text} The platform cancels by itself after {day_words(end)}.", entry.source[0])


def _asks_buyer_to_cancel(draft: Draft) -> Iterator[Guard]:
    if draft.family == "amazon" and draft.resolution is Resolution.CANCEL_UNSHIPPABLE:
        yield Guard("asks_buyer_to_cancel", "Never ask the buyer to cancel: the reason is yours, so you cancel.")


def _withdrawal_not_told(draft: Draft) -> Iterator[Guard]:
    is_change_of_mind = draft.resolution is Resolution.RETURN_AFTER_DELIVERY or draft.facts.get("fault") == "buyer"
    if draft.family == "shop" and is_change_of_mind and in_withdrawal(draft.request, draft.policy):
        law = draft.policy.law(draft.request.buyer_region(), "withdrawal.days", draft.request.ordered_on())
        yield Guard(
            "withdrawal_not_told",
            "The buyer pays the return postage only if your shop said so before the purchase.",
            law.source[0] if law else None,
        )


def _no_signature(draft: Draft) -> Iterator[Guard]:
    request, order = draft.request, draft.request.order
    entry = draft.policy.value("signature.threshold", request.ordered_on())
    if entry is None or draft.facts.get("parcel") != "delivered" or entry.unit != order.currency:
        return
    if order.paid() >= minor_units(entry.text, order.currency):
        yield Guard(
            "no_signature",
            f"From {entry.text} {entry.unit} on, seller protection needs a signature on delivery.",
            entry.source[0],
        )


def _legal_claim_stays(draft: Draft) -> Iterator[Guard]:
    if draft.resolution is Resolution.MARKETPLACE_REFUNDS and draft.request.is_withdrawal_buyer():
        yield Guard(
            "legal_claim_stays",
            "Whatever the marketplace pays, the buyer keeps the legal claim against you. Do not write otherwise.",
        )


def _reply_late(draft: Draft) -> Iterator[Guard]:
    request = draft.request
    entry = draft.policy.value("reply.clock", request.today)
    if entry is None or request.message_received is None:
        return
    channel = request.channel
    end = clock_end(request.message_received, entry.number, entry.unit or "", channel.time_zone, channel.country)
    is_late = request.now > end if isinstance(end, datetime) and request.now else request.today > _day(end)
    if is_late:
        yield Guard("reply_late", "The time to reply has passed. Reply at once.", entry.source[0])


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _postage_unknown(draft: Draft) -> Iterator[Guard]:
    order = draft.request.order
    unknown = order.shipping_paid is None and "shipping_paid" not in order.known_none
    if draft.refund and unknown and draft.resolution is not Resolution.OFFER_PARTIAL_REFUND:
        yield Guard("postage_unknown", "What the buyer paid for delivery is unknown and counts as 0 here.")


def _doubtful_values(draft: Draft) -> Iterator[Guard]:
    """Warn of values behind the decision that nobody confirmed, or on which sources disagree."""
    for confidence, code, text in (
        ("unconfirmed", "unconfirmed_value", "Not confirmed by the platform: {}. Check it before you rely on it."),
        ("conflict", "conflicting_value", "Sources disagree on {}; the value safer for you is used."),
    ):
        for entry in (entry for entry in draft.deciding if entry.confidence == confidence):
            yield Guard(code, text.format(entry.key), entry.source[0])


def _stale_values(draft: Draft) -> Iterator[Guard]:
    for entry in draft.used:
        if entry.checked_on + STALE_AFTER < draft.request.today:
            text = f"{entry.key} was last checked on {day_words(entry.checked_on)}, over a year ago."
            yield Guard("stale_value", text, entry.source[0])


GUARDS: tuple[Callable[[Draft], Iterator[Guard]], ...] = (
    _claim_is_open,
    _refund_inside_case,
    _forfeits_protection,
    _already_refunded,
    _above_paid,
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
