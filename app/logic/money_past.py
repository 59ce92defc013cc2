"""What lies behind a step of money: the request of its round with what was paid, sent and claimed since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from app.logic.calendar import day_in_zone
from app.logic.case import EventKind
from app.logic.case_history import History
from app.logic.currencies import amount_text, minor_units
from app.logic.decision import BadInput
from app.logic.money_line import MoneyKind, MoneyLine, MoneyState
from app.logic.money_lines import money_lines
from app.logic.money_steps import MoneyPast
from app.logic.told_money import TAKEN_BACK

if TYPE_CHECKING:
    from datetime import datetime

    from app.logic.answer import Desk
    from app.logic.case import Case
    from app.logic.case_round import Round

_CLAIM: Final = "claim_opened"
_CLAIM_CAME: Final = "claim_came"


def past_of_money(case: Case, line: MoneyLine, lines: tuple[MoneyLine, ...], desk: Desk, now: datetime) -> MoneyPast:
    """Return what an entry of a line is held against; `lines` is all money of the case."""
    history = History.of(case.events)
    channel = desk.rulebook.channels.get(case.row.channel or "")
    today = day_in_zone(now, channel.time_zone if channel else None)
    try:
        order = desk.read(request_now(history.deciding, history, line, lines)).order
    except BadInput:
        return MoneyPast(today, claimed=_claimed(case, line))
    goodwill = sum(one.counted for one in lines if one.kind is MoneyKind.GOODWILL and one.key != line.key)
    return MoneyPast(
        today,
        day_in_zone(order.ordered_at, channel.time_zone if channel else None) if order.ordered_at else None,
        None if order.item_price is None else order.paid() + (order.return_postage or 0),
        (order.already_refunded or 0) + goodwill,
        _claimed(case, line),
    )


def _claimed(case: Case, line: MoneyLine) -> int | None:
    """Return what a claim asked for before it was answered, in minor units."""
    told: list[Mapping[str, Any]] = []
    for event in case.events:
        if event.kind is EventKind.MONEY and event.payload.get("line") == line.key:
            if event.payload.get(TAKEN_BACK):
                told = told[:-1]
            else:
                told.append(event.payload)
    asked = [one.get("amount") for one in told if one.get("state") in (MoneyState.TO_FILE, MoneyState.FILED)]
    planned = money_lines(History.of(event for event in case.events if event.kind is not EventKind.MONEY), None)
    known = asked[-1] if asked else next((one.amount for one in planned if one.key == line.key), None)
    return known if isinstance(known, int) else None


def request_now(each: Round, history: History, line: MoneyLine, lines: tuple[MoneyLine, ...]) -> dict[str, Any]:
    """Return the request of a round with what was paid, sent and claimed since."""
    code = (line.action or "").partition("@")[0]
    order, answers = dict(_part(each.request, "order")), dict(_part(each.request, "answers"))
    elsewhere = {done for one in history.rounds if one is not each for done in one.done}
    before = {str(done) for done in _listed(each.request, "earlier")}
    _add_refunds(each, line, lines, order, answers)
    if _claim_came(each, history) and not order.get("claim_id"):
        order["claim_id"] = _CLAIM_CAME
    return {
        **{key: value for key, value in each.request.items() if key != "message_language"},
        "order": order,
        "answers": answers,
        "done": sorted(each.done - {code}),
        "earlier": sorted(before | elsewhere),
    }


def _add_refunds(
    each: Round, line: MoneyLine, lines: tuple[MoneyLine, ...], order: dict[str, Any], answers: dict[str, Any]
) -> None:
    """Count every other refund of the case as paid, beside those from before it."""
    made = sum(one.counted for one in lines if one.kind is MoneyKind.REFUND and one.key != line.key)
    if not made or line.currency is None:
        return
    from_case = "already_refunded" in _listed(each.request, "from_case") or "happened" in each.request
    told = {**order, **answers}.get("already_refunded")
    before = order.get("already_refunded") if from_case else told
    known = [minor_units(text, line.currency) if isinstance(text, str) else 0 for text in (told, before)]
    answers["already_refunded"] = amount_text(max(known[0], known[1] + made), line.currency)


def _claim_came(each: Round, history: History) -> bool:
    later = history.rounds[each.number :]
    return any(one.what == _CLAIM_CAME or one.request.get("situation") == _CLAIM for one in later)


def _part(part: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = part.get(key)
    return value if isinstance(value, Mapping) else {}


def _listed(part: Mapping[str, Any], key: str) -> list[Any]:
    value = part.get(key)
    return list(value) if isinstance(value, list | tuple) else []
