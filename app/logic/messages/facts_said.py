"""Order numbers, amounts and dates in a text that are not those of the decision."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from app.logic.decision import Finding
from app.logic.messages.context import build_context
from app.logic.messages.days import dates_in
from app.logic.messages.figures import amounts_in
from app.logic.messages.formats import money_text
from app.logic.messages.patterns import LatePattern
from app.logic.messages.scripts import narrowed
from app.logic.messages.view import day_of
from app.logic.order_fields import AMOUNTS, DAYS, MOMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.logic.decision import Decision
    from app.logic.facts import Order
    from app.logic.messages.draft import Draft
    from app.logic.messages.names import Plain

_NUMBERS: Final = LatePattern(
    r"(?<![\d-])(?:\d{2,4}-\d{6,8}-\d{6,8}|\d{1,3}-\d{5}-\d{4,6}|\d{1,3}-\d{4,6}-\d{5})(?![\d-])"
    r"|(?<=#)\d{6,}(?!\w)"
)
_AFTER_ITS_NAME: Final = LatePattern(
    r"\b(?:order|bestellung|bestellnummer|bestell-nr\.|auftrag|auftragsnummer|commande|pedido|ordine)"
    r"(?: ?(?:number|nummer|no|nr|num|numéro|número|numero|n|nº|n°|n\.º))?[.:# °º]{0,3}(\d{4,})(?![\w/.,-]*\d)"
    r"|(?:注文番号|注文|订单编号|订单号|订单|訂單)(?:は|为|為|是|:)? ?[#:]?(\d{4,})(?![\d年月./-])",
    re.IGNORECASE,
)
_LONG_NUMBER: Final = re.compile(r"\d{3}")
_SURELY_A_NUMBER: Final = 6
_AMOUNTS: Final = (*AMOUNTS, "partial_amount")
_DAYS: Final = (*DAYS, *MOMENTS, "new_ship_date")
_FROM_OUTSIDE: Final = frozenset(
    {"item", "buyer_name", "shop_name", "signature", "service", "carrier", "insurer", "order_number", "claim_id"}
)


def wrong_facts(draft: Draft) -> Iterator[Finding]:
    """Find what contradicts the decision: another order number, another amount, another date."""
    yield from _wrong_numbers(draft)
    if draft.about.decision:
        yield from _wrong_amounts(draft, draft.about.decision)
        yield from _wrong_dates(draft, draft.about.decision)


def _told(draft: Draft, decision: Decision) -> str:
    """Return what a template could tell: a day or amount that follows from the decision is no contradiction."""
    context: dict[str, Plain] = {}
    for template in draft.about.templates:
        context |= build_context(decision, draft.policy, draft.language, {}, template)
    return narrowed(
        "\n".join(text for name, text in context.items() if isinstance(text, str) and name not in _FROM_OUTSIDE)
    )


def _wrong_numbers(draft: Draft) -> Iterator[Finding]:
    number = draft.about.order.number
    for part, text in draft.own_words:
        for start, end in _other_numbers(text, number) if _LONG_NUMBER.search(text) else ():
            message = f"This is not the number of this order, which is {number}."
            yield Finding("wrong_order_number", part, start, end, message, blocking=True, fix=number)


def _other_numbers(text: str, number: str) -> Iterator[tuple[int, int]]:
    for match in (*_NUMBERS.finditer(text), *_like(number).finditer(text)):
        yield match.span()
    for match in _AFTER_ITS_NAME.finditer(text):
        digits = match[1] or match[2]
        # A short one is only an order number where this order has one of its kind.
        if len(digits) >= _SURELY_A_NUMBER or (number.isdigit() and len(digits) == len(number)):
            yield match.span(match.lastindex or 0)


@lru_cache(maxsize=256)
def _like(number: str) -> LatePattern:
    """Return the pattern of numbers made like this one: A- and four digits for A-1007; bare digits can be anything."""
    if not re.search(r"\d{3}", number) or number.isdigit():
        return LatePattern("(?!)")
    pieces = re.split(r"(\d+)", number)
    body = "".join(rf"\d{{{len(piece)}}}" if piece.isdigit() else re.escape(piece) for piece in pieces)
    return LatePattern(rf"(?<![0-9A-Za-z]){body}(?![0-9A-Za-z])")


def _wrong_amounts(draft: Draft, decision: Decision) -> Iterator[Finding]:
    order, refund = decision.request.order, decision.refund
    right = _amounts_of(order)
    if refund:
        right |= {refund.total, *(abs(line.amount) for line in (*refund.lines, *refund.info))}
    strange = [
        (part, amount)
        for part, text in draft.own_words
        for amount in amounts_in(text, order.currency)
        if amount.minor not in right or order.currency not in amount.currencies
    ]
    if strange:
        fix = money_text(refund.total, order.currency, draft.locale) if refund and refund.lines else None
        told = {(amount.minor, amount.currencies) for amount in amounts_in(_told(draft, decision), order.currency)}
        for part, amount in strange:
            if (amount.minor, amount.currencies) not in told:
                message = "This amount is not one of the decision." + (f" The refund is {fix}." if fix else "")
                yield Finding("wrong_amount", part, amount.start, amount.end, message, blocking=True, fix=fix)


def _amounts_of(order: Order) -> set[int]:
    amounts = {amount for name in _AMOUNTS if (amount := getattr(order, name)) is not None}
    paid = [amount for amount in (order.item_price, order.shipping_paid, order.tax_paid) if amount is not None]
    return amounts | {sum(paid[:count]) for count in range(1, len(paid) + 1)}


def _wrong_dates(draft: Draft, decision: Decision) -> Iterator[Finding]:
    right = _days_of(decision)
    found = [(part, day) for part, text in draft.own_words for day in dates_in(text, draft.locale)]
    strange = [(part, day) for part, day in found if not day.is_one_of(right)]
    if strange:
        today = decision.request.today
        told = frozenset(day.nearest(today) for day in dates_in(_told(draft, decision), draft.locale))
        for part, day in strange:
            if not day.is_one_of(told):
                message = "This date is not one of the decision. Correct it, or take it out."
                yield Finding("wrong_date", part, day.start, day.end, message, blocking=True)


def _days_of(decision: Decision) -> frozenset[date]:
    request, actions = decision.request, decision.actions
    moments = [getattr(request.order, name) for name in _DAYS]
    moments += [request.today, request.message_received]
    moments += [moment for action in actions for moment in (action.earliest, action.latest)]
    return frozenset(day for moment in moments if (day := day_of(moment)))
