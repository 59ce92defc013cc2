"""Say from what is still to be done and to be paid where a case stands."""

from __future__ import annotations

from typing import Final

from app.logic.case import CaseStatus
from app.logic.case_history import History
from app.logic.case_round import AWAITING
from app.logic.money_line import MoneyKind, MoneyLine, MoneyState

WAITS_FOR: Final = {
    "follow_up_choice": CaseStatus.WAITING_BUYER,
    "hold_parcel": CaseStatus.WAITING_BUYER,
    "decide_at_ship_by": CaseStatus.WAITING_BUYER,
    "check_on_wait_until": CaseStatus.WAITING_PARCEL,
    "check_on_latest_delivery": CaseStatus.WAITING_PARCEL,
    "watch_tracking": CaseStatus.WAITING_PARCEL,
    "refund_when_back": CaseStatus.WAITING_PARCEL,
    "inspect_return": CaseStatus.WAITING_PARCEL,
    "follow_claim": CaseStatus.WAITING_MONEY,
    "do_not_refund_yourself": CaseStatus.WAITING_MONEY,
    AWAITING: CaseStatus.WAITING_MONEY,
}
"""Actions in which somebody else has to act first."""
_ORDER: Final = (CaseStatus.WAITING_BUYER, CaseStatus.WAITING_PARCEL, CaseStatus.WAITING_MONEY)


def status_of(history: History, money: tuple[MoneyLine, ...]) -> CaseStatus:
    """Return the status of a case.

    A finished case closes by itself with its last action and its last money; one that was reopened waits for the
    seller.
    """
    if history.is_closed:
        return CaseStatus.CLOSED
    if not history.is_finished():
        return CaseStatus.UNFINISHED
    waits = {WAITS_FOR.get(action.code, CaseStatus.OPEN) for action in history.to_do()}
    waits |= {_waits_for_money(line) for line in money if not line.is_settled and line.action is None}
    waits |= {CaseStatus.WAITING_MONEY for line in money if line.state is MoneyState.FILED}
    if CaseStatus.OPEN in waits or (history.is_held_open and not waits):
        return CaseStatus.OPEN
    return next((status for status in _ORDER if status in waits), CaseStatus.CLOSED)


def _waits_for_money(line: MoneyLine) -> CaseStatus:
    """Say whom money without an action waits for: an offered refund waits for the buyer's yes."""
    if line.kind is MoneyKind.REFUND and line.state is MoneyState.PLANNED:
        return CaseStatus.WAITING_BUYER
    return CaseStatus.WAITING_MONEY if line.state is MoneyState.FILED else CaseStatus.OPEN
