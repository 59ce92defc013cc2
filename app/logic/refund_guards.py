"""What to watch out for before a refund is recorded as made: the guards of the decision, with what is known by now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.logic.case_history import History
from app.logic.currencies import amount_text, minor_units
from app.logic.decision import BadInput, Guard
from app.logic.facts import Resolution
from app.logic.guards import Plan, guards_for
from app.logic.moments import stored_amount
from app.logic.money import needs_item_price, reckon
from app.logic.money_line import MoneyKind, MoneyLine
from app.logic.outlook import look
from app.logic.told_money import round_of

if TYPE_CHECKING:
    from app.logic.answer import Desk
    from app.logic.case import Case
    from app.logic.case_round import Round
    from app.logic.facts import Request
    from app.logic.policy import Policy, PolicyValue

HEAVY: Final = frozenset(
    {
        "already_refunded",
        "replacement_sent",
        "forfeits_protection",
        "claim_is_open",
        "refund_inside_case",
        "above_paid",
        "open_case_exists",
    }
)
"""Guards by which money is paid twice or lost: the seller says first that they were checked."""

_CLAIM: Final = "claim_opened"
_CLAIM_CAME: Final = "claim_came"
_OTHER_CASE: Final = Guard(
    "open_case_exists",
    "This order has another case that is not closed. Look there first, so that the buyer is not paid twice.",
)


class RefundCheck(NamedTuple):
    """What to watch out for before a refund is made, and what the rules would pay now in minor units, if they can."""

    guards: tuple[Guard, ...]
    amount: int | None


def check_refund(
    case: Case,
    line: MoneyLine,
    lines: tuple[MoneyLine, ...],
    desk: Desk,
    seller: Mapping[str, object],
    *,
    others: int = 0,
) -> RefundCheck:
    """Look at a refund of a case once more before it is made.

    `lines` is all money of the case, `others` counts the other cases of the order that are not closed.
    """
    history = History.of(case.events)
    each = history.rounds[min(round_of(line.key) or len(history.rounds), len(history.rounds)) - 1]
    each = each if each.decision is not None else history.deciding
    found, amount = _answered(each, history, line, lines, desk, seller)
    return RefundCheck((*((_OTHER_CASE,) if others else ()), *found), amount)


def _answered(
    each: Round,
    history: History,
    line: MoneyLine,
    lines: tuple[MoneyLine, ...],
    desk: Desk,
    seller: Mapping[str, object],
) -> tuple[tuple[Guard, ...], int | None]:
    """Return what the rules say now; where they cannot say anything any more, what they said when it was decided."""
    try:
        request = desk.read({**request_now(each, history, line, lines), "seller": seller})
        resolution = Resolution(str((each.decision or {}).get("resolution")))
        plan = paying_plan(request, resolution, desk.rulebook.policy(request.channel))
    except (BadInput, ValueError):
        return _stored_guards(each), None
    return guards_for(plan), None if plan.refund is None else plan.refund.total


def paying_plan(request: Request, resolution: Resolution, policy: Policy) -> Plan:
    """Return the plan of a refund that is paid now. Raises BadInput for answers that cannot both be true."""
    outlook = look(request, policy)
    facts = {fact: known.value for fact, known in outlook.known.items()}
    reckoning = None if needs_item_price(request, resolution) else reckon(request, resolution, facts, policy)
    because = [entry for fact in outlook.facts_read() for entry in outlook.known[fact.fact].because]
    deciding = _unique(*because, *(reckoning.because if reckoning else ()))
    return Plan(
        request, resolution, facts, reckoning.refund if reckoning else None, policy, deciding, deciding, paying=True
    )


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


def _stored_guards(each: Round) -> tuple[Guard, ...]:
    listed = (each.decision or {}).get("guards")
    stored = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list | tuple) else []
    return tuple(Guard(str(one.get("code")), str(one.get("message"))) for one in stored)


def planned_total(case: Case, line: MoneyLine) -> int | None:
    """Return what the decision behind a line planned to pay, in minor units."""
    rounds = History.of(case.events).rounds
    number = round_of(line.key)
    if number is None or number > len(rounds):
        return None
    return stored_amount(_part(rounds[number - 1].plan, "refund").get("total"))


def _unique(*entries: PolicyValue) -> tuple[PolicyValue, ...]:
    return tuple({entry.key: entry for entry in entries}.values())


def _part(part: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = part.get(key)
    return value if isinstance(value, Mapping) else {}


def _listed(part: Mapping[str, Any], key: str) -> list[Any]:
    value = part.get(key)
    return list(value) if isinstance(value, list | tuple) else []
