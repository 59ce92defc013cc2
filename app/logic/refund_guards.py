"""What to watch out for before a refund is recorded as made: the guards of the decision, with what is known by now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.actions import plan_actions
from app.logic.case_history import History
from app.logic.decision import BadInput, Guard
from app.logic.facts import Resolution
from app.logic.guards import Plan, guards_for
from app.logic.moments import stored_amount
from app.logic.money import needs_item_price, reckon
from app.logic.money_line import MoneyLine
from app.logic.money_past import request_now
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
    _, clocks = plan_actions(request, resolution, facts, policy)
    read = outlook.facts_read() or outlook.facts_known()  # where no rule fits any more, everything known counts
    because = [entry for fact in read for entry in outlook.known[fact.fact].because]
    deciding = _unique(*because, *(reckoning.because if reckoning else ()))
    refund = reckoning.refund if reckoning else None
    return Plan(request, resolution, facts, refund, policy, deciding, _unique(*deciding, *clocks), paying=True)


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
    refund = rounds[number - 1].plan.get("refund")
    return stored_amount(refund.get("total")) if isinstance(refund, Mapping) else None


def _unique(*entries: PolicyValue) -> tuple[PolicyValue, ...]:
    return tuple({entry.key: entry for entry in entries}.values())
