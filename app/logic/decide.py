"""Decide: facts, table and policy in, one decision or one question out. The road that everything takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.logic.actions import plan_actions
from app.logic.currencies import amount_text
from app.logic.decision import BadInput, Decision, Question
from app.logic.derive import what_to_ask
from app.logic.facts import Resolution
from app.logic.fees import DEDUCTION, WHOLE
from app.logic.guards import Plan, guards_for
from app.logic.money import needs_item_price, reckon
from app.logic.outlook import alternatives, look
from app.logic.reasons import reasons_for

if TYPE_CHECKING:
    from app.logic.facts import Request
    from app.logic.outlook import Outlook
    from app.logic.policy import Policy, PolicyValue
    from app.logic.rulebook import Rulebook
    from app.logic.table import Rule


def decide(request: Request, rulebook: Rulebook) -> Decision | Question:
    """Return the decision without its message, or the next question. Raises BadInput for impossible answers."""
    policy = rulebook.policy(request.channel)
    outlook = look(request, policy)
    if outlook.rule is None:
        return _next_question(outlook, request, policy)
    return _last_question(outlook, outlook.rule, request, policy) or _decision(outlook, outlook.rule, request, policy)


def _next_question(outlook: Outlook, request: Request, policy: Policy) -> Question:
    if outlook.column is None:
        raise BadInput("answers", "no rule fits these answers together; take one of them back")
    ask = what_to_ask(outlook.column, outlook.choices, request, policy, outlook.known)
    return Question(
        ask.fact,
        ask.kind,
        ask.choices,
        hint=ask.hint,
        known=outlook.facts_known(),
        possible=_possible(outlook),
    )


def _last_question(outlook: Outlook, rule: Rule, request: Request, policy: Policy) -> Question | None:
    """Return what only the seller can know and this resolution cannot do without."""
    order, known, possible = request.order, outlook.facts_read(), (rule.resolution,)
    if needs_item_price(request, rule.resolution):
        return Question("item_price", "money", known=known, possible=possible)
    if rule.resolution is Resolution.OFFER_PARTIAL_REFUND and order.partial_amount is None:
        left = amount_text(order.left_to_refund(), order.currency) if order.item_price is not None else None
        return Question("partial_amount", "money", most=left, known=known, possible=possible)
    if rule.resolution is Resolution.SHIP_LATE and order.new_ship_date is None:
        return Question("new_ship_date", "date", known=known, possible=possible)
    if rule.resolution is Resolution.REFUND_LESS_DEDUCTION and order.deduction_percent is None:
        entry = policy.value(DEDUCTION, request.today)
        most = entry.number if entry else WHOLE
        return Question("deduction_percent", "percent", most=most, known=known, possible=possible)
    return None


def _possible(outlook: Outlook) -> tuple[Resolution, ...]:
    return tuple(dict.fromkeys(rule.resolution for rule in outlook.table.rules_in(outlook.standing)))


def _decision(outlook: Outlook, rule: Rule, request: Request, policy: Policy) -> Decision:
    facts = outlook.facts_read()
    # Money, actions and guards also see what is known but was not read by this very rule.
    values = {fact: known.value for fact, known in outlook.known.items()}
    reckoning = reckon(request, rule.resolution, values, policy)
    actions, clocks = plan_actions(request, rule.resolution, values, policy)
    deciding = _unique(
        *(entry for fact in facts for entry in outlook.known[fact.fact].because),
        *reckoning.because,
    )
    used = _unique(*deciding, *clocks)
    plan = Plan(request, rule.resolution, values, reckoning.refund, policy, deciding, used)
    return Decision(
        request=request,
        resolution=rule.resolution,
        rule=rule.name,
        facts=facts,
        would_change=alternatives(outlook, request, policy),
        reasons=reasons_for(facts, request),
        guards=guards_for(plan),
        refund=reckoning.refund,
        actions=actions,
        policy=used,
    )


def _unique(*entries: PolicyValue) -> tuple[PolicyValue, ...]:
    return tuple({entry.key: entry for entry in entries}.values())
