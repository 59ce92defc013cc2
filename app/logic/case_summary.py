"""Draw from a request and its decision what the list of cases shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.logic.case import CaseClock, CaseStatus, RawRequest, Summary
from app.logic.case_history import History
from app.logic.case_status import status_of
from app.logic.moments import stored_amount
from app.logic.money_line import MoneyKind, MoneyLine

_ORDER_TEXTS = ("buyer_name", "item", "sku", "tracking_number")


def summarise(
    request: RawRequest, history: History, clocks: tuple[CaseClock, ...], money: tuple[MoneyLine, ...]
) -> Summary:
    """Return the line of a case."""
    refund = _mapping((history.decision or {}).get("refund"))
    status = status_of(history, money)
    is_closed = status is CaseStatus.CLOSED
    due_at, due_action = (None, None) if is_closed else _next_due(clocks)
    until, why = (None, "") if is_closed else _snooze(history, clocks)
    return Summary(
        order_number=_order_text(request, "number"),
        **{key: _order_text(request, key) for key in _ORDER_TEXTS},
        channel=_word(request.get("channel")),
        situation=_word(request.get("situation")),
        resolution=_word((history.decision or {}).get("resolution")),
        status=status,
        currency=_word(refund.get("currency")) or _order_text(request, "currency") or _first_currency(money),
        refund_total=stored_amount(refund.get("total")),
        due_at=due_at,
        due_action=due_action,
        reason=_order_text(request, "reason") or None,
        carrier=_order_text(request, "carrier") or None,
        refunded=sum(line.counted for line in money if line.kind in (MoneyKind.REFUND, MoneyKind.DEBIT)),
        costs=sum(line.counted for line in money if line.is_cost),
        recovered=sum(line.counted for line in money if not line.is_cost),
        snoozed_until=until,
        snooze_reason=why,
        closed_at=history.last_at if is_closed else None,
    )


def _next_due(clocks: tuple[CaseClock, ...]) -> tuple[datetime | None, str | None]:
    known = [(clock.due_at, clock.action) for clock in clocks if clock.due_at is not None]
    return min(known, default=(None, None), key=lambda end: end[0])


def _snooze(history: History, clocks: tuple[CaseClock, ...]) -> tuple[datetime | None, str]:
    """Return the snooze that ends first, and why it was made."""
    snoozes = [history.snoozed[clock.action] for clock in clocks if clock.action in history.snoozed]
    first = min(snoozes, key=lambda snooze: snooze.until, default=None)
    return (first.until, first.why) if first else (None, "")


def _first_currency(money: tuple[MoneyLine, ...]) -> str | None:
    return next((line.currency for line in money if line.currency), None)


def _order_text(request: RawRequest, key: str) -> str:
    """Return a text of the order; an answer outranks the order."""
    for part in ("answers", "order"):
        value = _mapping(request.get(part)).get(key)
        if isinstance(value, str):
            return value.strip()
    return ""


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
