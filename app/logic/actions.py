"""What the seller has to do after a decision, each with its earliest and latest moment and the policy behind it."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.logic.action_notes import is_upside_down, tell
from app.logic.calendar import add_days
from app.logic.carriers import claim_window, trace_window
from app.logic.claims import APPEAL, SAFET, debited_since
from app.logic.decision import Action
from app.logic.derive import carrier_of
from app.logic.facts import Resolution, Situation
from app.logic.fees import photo_needed
from app.logic.resolutions import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from app.logic.facts import Moment, Request
    from app.logic.policy import Policy, PolicyValue

Span = tuple["Moment | None", "Moment | None"]
BACK = frozenset(
    {
        Resolution.REFUND_NOW_BACK,
        Resolution.REFUND_RETURN_IN_FULL,
        Resolution.REFUND_RETURN,
        Resolution.REFUND_LESS_LATE_FEE,
        Resolution.REFUND_LESS_DEDUCTION,
    }
)
"""Resolutions that refund a parcel that is back already, so that the clock for returns runs."""


class Clocks:
    """The clocks of one decision.

    `used` collects the policy values behind them by action, `beside` those that end a clock another one begins.
    """

    def __init__(self, request: Request, resolution: Resolution, policy: Policy) -> None:
        self.request = request
        self.resolution = resolution
        self.policy = policy
        self.used: dict[str, PolicyValue] = {}
        self.beside: list[PolicyValue] = []

    def span(self, code: str) -> Span:
        """Return the earliest and latest moment of an action."""
        return SPANS[code](self, code)

    def end(self, code: str, key: str, start: Moment | None, on: date | None = None) -> Moment | None:
        """Return when the clock of a policy value ends that started at some moment; None where either is unknown.

        `on` is the day the value is looked up for, today unless told.
        """
        entry = self.policy.value(key, on or self.request.today)
        return None if entry is None or start is None else self.run(code, entry, start)

    def run(self, code: str, entry: PolicyValue, start: Moment) -> Moment:
        """Return when a clock ends, and note the policy value behind it."""
        self.used[code] = entry
        return self.policy.clock_end(entry, start)

    def by_ship_by(self, code: str) -> Span:
        """Span from now to the ship-by date, or today once it has passed."""
        ship_by, today = self.request.order.ship_by, self.request.today
        promised = self.request.order.new_ship_date
        if promised is not None and self.resolution is Resolution.SHIP_LATE:
            return today, max(promised, today)
        return today, max(ship_by, today) if ship_by else None

    def hold(self, code: str) -> Span:
        """Span from now to the ship-by date, even a passed one."""
        return self.request.today, self.request.order.ship_by

    def reply(self, code: str) -> Span:
        """Span to the end of the reply clock, which runs from the buyer's message."""
        return None, self.end(code, "reply.clock", self.request.message_received)

    def refund(self, code: str) -> Span:
        """Span to today; a parcel that is back already has the time that the platform gives for returns."""
        today = self.request.today
        if self.resolution in BACK:
            return today, self.after_return(code, self.request.order.returned_on or today) or today
        return today, today

    def when_back(self, code: str) -> Span:
        """Span from the day the return arrives; open while that day is not known."""
        back = self.request.order.returned_on
        return back, self.after_return(code, back) if back else None

    def after_return(self, code: str, back: date) -> date | None:
        """Return the end of the clock for refunds by the rule of the day on which the return arrived.

        Where the platform sets none, the law of the EU and the UK counts from the notice.
        """
        request = self.request
        law = self.policy.law(request.buyer_region(), "withdrawal.refund_days", back)
        latest = self.end(code, "refund.deadline", back, back)
        if latest is not None or law is None or not request.is_withdrawal_buyer():
            return latest
        return max(back, self.run(code, law, request.return_asked_on()))

    def authorise(self, code: str) -> Span:
        """Span to the end of the clock for requests of return, which is another one for a seller abroad."""
        request = self.request
        started = request.order.return_requested_on or request.message_received or request.now or request.today
        if request.seller_abroad() and (latest := self.end(code, "authorise.abroad", started)):
            return request.today, latest
        return request.today, self.end(code, "authorise.clock", started)

    def carrier(self, code: str) -> Span:
        """Span between the carrier's earliest and last day for a trace or a claim; the first can lie after the last."""
        carrier, order = carrier_of(self.request), self.request.order
        if carrier is None:
            return None, None
        window = trace_window if code == "open_trace" else claim_window
        country = self.request.seller.ships_from or self.request.channel.country
        found = window(carrier, order.shipped_on, order.latest_delivery, order.last_scan_on, country)
        if found.entries:
            self.used[code] = found.entries[0]
            self.beside += found.entries[1:]
        return found.earliest, found.latest

    def insurance(self, code: str) -> Span:
        """Span from the carrier's first day for a claim to the insurer's last one, else to the carrier's."""
        earliest, latest = self.carrier(code)
        days, shipped = self.request.seller.insurer_claim_days, self.request.order.shipped_on
        if days is None:
            return earliest, latest
        return earliest, add_days(shipped, days) if shipped else None

    def claim(self, code: str) -> Span:
        """Span to the day the platform named, else to the end of its clock, which runs from now."""
        request = self.request
        if request.order.answer_by is not None:
            return request.today, request.order.answer_by
        return request.today, self.end(code, "claim.answer", request.now or request.today)

    def recover(self, code: str) -> Span:
        """Span to the last day on which the debit can be contested; open where nothing tells when it was made."""
        request, key = self.request, SAFET if code == "file_safet" else APPEAL
        start = debited_since(request, "return" if code == "file_safet" else "claim")
        if start is None and request.situation is Situation.RETURN_ARRIVED:
            start = request.order.returned_on or request.today
        return request.today, self.end(code, key, start)

    def photos(self, code: str) -> Span:
        """Span over the days for small tasks; the policy value is the one that asks for the photo."""
        entry = photo_needed(self.request, self.resolution, self.policy)
        if entry is not None:
            self.used[code] = entry
        return self.soon(code)

    def soon(self, code: str) -> Span:
        """Span over the days in which small tasks are to be done."""
        today = self.request.today
        return today, add_days(today, self.request.seller.task_days)

    def after_latest_delivery(self, code: str) -> Span:
        """Span from the day after the latest delivery to the day on which claims open, or close."""
        latest = self.request.order.latest_delivery
        if latest is None:
            return None, None
        key = "claim.closes" if code == "follow_claim" else "claim.opens"
        return latest + timedelta(days=1), self.end(code, key, latest)

    def until_choice(self, code: str) -> Span:
        """Span to the day on which the buyer's choice is looked at again."""
        return None, self.request.order.wait_until or add_days(self.request.today, self.request.seller.wait_days)

    def now(self, code: str) -> Span:
        """Span from now on, without an end."""
        return self.request.today, None


SPANS: Mapping[str, Callable[[Clocks, str], Span]] = MappingProxyType(
    {
        "reply": Clocks.reply,
        "hold_parcel": Clocks.hold,
        "decide_at_ship_by": Clocks.hold,
        "cancel_on_channel": Clocks.by_ship_by,
        "confirm_shipment": Clocks.by_ship_by,
        "ship": Clocks.by_ship_by,
        "ship_faster": Clocks.by_ship_by,
        "do_not_ship": Clocks.by_ship_by,
        "refund": Clocks.refund,
        "refund_when_back": Clocks.when_back,
        "inspect_return": Clocks.when_back,
        "authorise_return": Clocks.authorise,
        "send_label": Clocks.authorise,
        "open_trace": Clocks.carrier,
        "file_carrier_claim": Clocks.carrier,
        "file_insurance_claim": Clocks.insurance,
        "watch_tracking": Clocks.soon,
        "try_intercept": Clocks.soon,
        "check_proof_of_delivery": Clocks.soon,
        "ship_replacement": Clocks.soon,
        "report_to_channel": Clocks.soon,
        "take_photos": Clocks.photos,
        "answer_claim": Clocks.claim,
        "refund_in_claim": Clocks.claim,
        "appeal_claim": Clocks.recover,
        "file_safet": Clocks.recover,
        "check_on_latest_delivery": Clocks.after_latest_delivery,
        "follow_claim": Clocks.after_latest_delivery,
        "check_on_wait_until": Clocks.until_choice,
        "follow_up_choice": Clocks.until_choice,
        "do_not_refund_yourself": Clocks.now,
    }
)
ON_RETURNS = frozenset({Resolution.CLAIM_FROM_MARKETPLACE, Resolution.FILE_SAFET})
"""Resolutions that ask the platform for a return's money: Amazon takes a SAFE-T claim, elsewhere it is an appeal."""

WITH_TRACKING = frozenset({"open_trace", "file_carrier_claim"})


def plan_actions(
    request: Request, resolution: Resolution, facts: Mapping[str, str], policy: Policy
) -> tuple[tuple[Action, ...], tuple[PolicyValue, ...]]:
    """Return the actions of a resolution that this order has a use for, and the policy values behind their clocks."""
    clocks = Clocks(request, resolution, policy)
    codes = [code for code in ACTIONS[resolution] if _is_needed(code, clocks, facts)]
    if request.message_received is not None:
        codes.insert(0, "reply")
    actions = tuple(_action(clocks, code) for code in codes)
    return actions, (*clocks.used.values(), *clocks.beside)


def _action(clocks: Clocks, code: str) -> Action:
    """Return an action with its clock; where the last moment comes before the first, only the last one counts."""
    request = clocks.request
    earliest, latest = clocks.span(code)
    entry, done = clocks.used.get(code), code in request.done
    told = None if done else tell(code, (earliest, latest), request, clocks.policy)
    if told is not None and told.entry is not None:
        clocks.beside.append(told.entry)
    return Action(
        code,
        None if is_upside_down(earliest, latest, request.channel.time_zone) else earliest,
        latest,
        done,
        entry.key if entry else None,
        told.sentence if told else None,
        too_late=told is not None and told.too_late,
    )


def _is_needed(code: str, clocks: Clocks, facts: Mapping[str, str]) -> bool:
    """Say whether an order has a use for an action: only a tracked parcel that is not back can be traced."""
    request, resolution = clocks.request, clocks.resolution
    if code == "confirm_shipment" and resolution is Resolution.RETURN_AFTER_DELIVERY:
        return facts.get("confirmed") == "no"
    if code == "open_trace" and resolution is Resolution.SHARE_TRACKING and facts.get("parcel") != "stalled":
        return False
    if code == "file_insurance_claim":
        return bool(request.order.insured_amount)
    if code in WITH_TRACKING:
        is_back = facts.get("parcel") == "returned" or request.situation is Situation.RETURN_ARRIVED
        return request.order.tracking_number is not None and not is_back
    if code in ("file_safet", "appeal_claim") and resolution in ON_RETURNS:
        return (code == "file_safet") is (request.channel.family == "amazon")
    if code == "take_photos" and resolution is not Resolution.DISPUTE_RETURN:
        return photo_needed(request, resolution, clocks.policy) is not None
    return True
