"""The clocks of a case: when each open action becomes due now, when it ends, and what it costs when missed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from app.logic.action_notes import CLOSING
from app.logic.calendar import day_in_zone
from app.logic.case import CaseClock
from app.logic.case_history import History
from app.logic.case_round import RoundAction
from app.logic.case_status import WAITS_FOR
from app.logic.moments import FIRST_SECOND, due_of, moment_in_utc, opening_of

_STAKES: Final = (
    ("answer_claim", "refund_in_claim"),  # unanswered, the claim is granted, paid by the seller and counted against him
    ("file_safet", "appeal_claim"),  # the money is gone for good
    ("refund", "refund_when_back", "inspect_return"),  # the platform refunds in full by itself
    (
        "cancel_on_channel", "confirm_shipment", "ship", "ship_faster", "ship_replacement",
        "do_not_ship", "decide_at_ship_by",
    ),
    ("reply", "follow_up_choice", "check_on_wait_until"),  # the buyer waits for an answer that was promised
    ("file_carrier_claim", "file_insurance_claim", "open_trace", "try_intercept"),
    ("authorise_return", "send_label"),
)  # fmt: skip
"""What costs most when it is missed, first; everything else costs the seller nothing by itself."""
_STAKE: Final = {code: stake for stake, codes in enumerate(_STAKES) for code in codes}
_ON_TOP: Final = _STAKE["answer_claim"]
_SMALL: Final = len(_STAKES)

_ON_ITS_LAST_DAY: Final = frozenset({"hold_parcel", "decide_at_ship_by", "follow_up_choice", "check_on_wait_until"})
"""Actions with nothing to do before their last day."""

SOON: Final = timedelta(hours=24)
NEAR: Final = timedelta(days=3)
TURNS: Final = (timedelta(), SOON, NEAR)
"""So long before its end a clock changes its place in the list."""
_TODAY, _NEAR, _FAR, _ENDLESS = range(4)
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
    """Rank a clock, the first to be done lowest: by how near its end is, and there by what missing it costs.

    First come open claims, then what ends within a day or is late, what ends soon, the rest, what has no end.
    """
    return _bucket(clock, now) * _PER_BUCKET + clock.stake


def _bucket(clock: CaseClock, now: datetime) -> int:
    if clock.stake == _ON_TOP:
        return _TODAY
    if clock.due_at is None:
        return _ENDLESS
    left = clock.due_at - now
    if left > NEAR or is_opening(clock):
        return _FAR
    # What others stopped taking is lost already, and a small task costs nothing: neither hides what can be saved.
    is_lost = left < timedelta() and clock.code in CLOSING
    return _NEAR if left > SOON or is_lost or clock.stake >= _SMALL else _TODAY


def is_opening(clock: CaseClock) -> bool:
    """Say whether the due moment opens a day instead of ending one; clocks in hours belong to other actions."""
    by_day = clock.code in CLOSING or clock.code in WAITS_FOR
    return by_day and clock.due_at is not None and clock.due_at.second == FIRST_SECOND.second


def _clock(action: RoundAction, history: History, zone: str | None) -> CaseClock:
    due = due_of(action.told, action.since, zone)
    snooze = history.snoozed.get(action.key)
    shows = _shows_at(action, due, zone)
    if snooze is not None and (shows is None or snooze.until > shows):
        shows = snooze.until
    return CaseClock(action.key, action.code, shows, due, _STAKE.get(action.code, _SMALL))


def _shows_at(action: RoundAction, due: datetime | None, zone: str | None) -> datetime | None:
    """Return from when an action is due now: when it can be done, or the beginning of its last day.

    Without an end it is due as soon as it can be done, unless somebody else has to act first.
    """
    latest = moment_in_utc(action.told.get("latest"), zone)
    if action.code in _ON_ITS_LAST_DAY:
        return None if latest is None else opening_of(day_in_zone(latest, zone).isoformat(), zone, at=time())
    if due is None and action.code in WAITS_FOR:
        return None
    earliest = action.told.get("earliest")
    opening = opening_of(earliest, zone, at=time()) if isinstance(earliest, str) else None
    return max(filter(None, (opening, action.since)), default=latest)
