"""The clocks of a case: when each open action becomes due now, when it ends, and what it costs when missed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from app.logic.case import CaseClock
from app.logic.case_history import History
from app.logic.case_round import RoundAction
from app.logic.moments import due_of, moment_in_utc, opening_of

_STAKES: Final = (
    ("answer_claim", "refund_in_claim"),  # unanswered, the claim is granted, paid by the seller and counted against him
    ("file_safet", "appeal_claim"),  # the money is gone for good
    ("refund", "refund_when_back", "inspect_return"),  # the platform refunds in full by itself
    ("cancel_on_channel", "confirm_shipment", "ship", "ship_faster", "do_not_ship", "decide_at_ship_by"),
    ("reply",),
    ("file_carrier_claim", "file_insurance_claim", "open_trace"),
    ("authorise_return", "send_label"),
)
"""What costs most when it is missed, first."""
_STAKE: Final = {code: stake for stake, codes in enumerate(_STAKES) for code in codes}
_ON_TOP: Final = _STAKE["answer_claim"]

_ON_ITS_LAST_DAY: Final = frozenset(
    {"hold_parcel", "decide_at_ship_by", "do_not_ship", "follow_up_choice", "check_on_wait_until"}
)
"""Actions with nothing to do before their last day."""

SOON: Final = timedelta(hours=24)
NEAR: Final = timedelta(days=3)
_PER_BUCKET: Final = 100


def clocks_of(history: History, zone: str | None) -> tuple[CaseClock, ...]:
    """Return the clock of every action that is not done; days begin and end in `zone` (None: the computer's)."""
    return tuple(_clock(action, history, zone) for action in history.to_do())


def due_now(clocks: tuple[CaseClock, ...], now: datetime) -> tuple[int, CaseClock] | None:
    """Return what is due now and costs most when missed, with its place in the order of the list (small first)."""
    shown = [clock for clock in clocks if clock.shows_at is not None and clock.shows_at <= now]
    ranked = [(order_of(clock, now), clock) for clock in shown]
    return min(ranked, key=lambda one: (one[0], one[1].due_at is None, one[1].due_at), default=None)


def order_of(clock: CaseClock, now: datetime) -> int:
    """Rank a clock: first what ends within a day or is late and every open claim, then by what missing it costs."""
    left = None if clock.due_at is None else clock.due_at - now
    if clock.stake == _ON_TOP or (left is not None and left <= SOON):
        bucket = 0
    else:
        bucket = 1 if left is not None and left <= NEAR else 2
    return bucket * _PER_BUCKET + clock.stake


def _clock(action: RoundAction, history: History, zone: str | None) -> CaseClock:
    due = due_of(action.told, action.since, zone)
    snooze = history.snoozed.get(action.key)
    shows = _shows_at(action, due, zone)
    if snooze is not None and (shows is None or snooze.until > shows):
        shows = snooze.until
    return CaseClock(action.key, action.code, shows, due, _STAKE.get(action.code, len(_STAKES)))


def _shows_at(action: RoundAction, due: datetime | None, zone: str | None) -> datetime | None:
    """Return from when an action is due now: when it can be done, or the beginning of its last day."""
    latest = action.told.get("latest")
    if action.code in _ON_ITS_LAST_DAY:
        return opening_of(latest, zone, at=time()) if isinstance(latest, str) else None
    if due is None:
        return None
    earliest = action.told.get("earliest")
    opening = opening_of(earliest, zone, at=time()) if isinstance(earliest, str) else None
    return max(filter(None, (opening, action.since)), default=moment_in_utc(latest, zone))
