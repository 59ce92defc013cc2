"""Invented orders to preview a message with: for every template the different ways in which it comes about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.logic.channel_facts import happens_at
from app.logic.decision import BadInput, Question
from app.logic.facts import Resolution, Situation
from app.logic.messages.contract import LETTERS, templates_of
from app.logic.situations import TABLES
from app.logic.words import CHOICES, SITUATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.logic.answer import Desk
    from app.logic.decision import Decision

    Raw = dict[str, Any]
    Decided = Callable[[Raw], Decision | Question]

MOST_EXAMPLES: Final = 12
_MOST_LOOKED_AT: Final = 400
_NUMBERS: Final = {"amazon": "123-1234567-1234567", "ebay": "12-12345-12345", "etsy": "1234567890", "shop": "1001"}
_LATER: Final[tuple[Raw, ...]] = (
    {},
    {"remedy": "replacement"},
    {"checked": "yes"},
    {"checked": "yes", "remedy": "replacement"},
    {"checked": "yes", "remedy": "decline"},
    {"buyer_choice": "refund"},
    {"buyer_choice": "wait"},
    {"buyer_choice": "replacement"},
    {"refunded": "seller"},
    {"refunded": "platform"},
)
"""What later steps of a case can have set."""

_BARE: Final = ("Yes", "No")
"""Answers that say nothing without their question."""


class Example(NamedTuple):
    """One order to preview with: what is special about it, and its request in JSON."""

    label: str
    request: Raw


def examples_for(desk: Desk, template: str, channel: str, today: date) -> tuple[Example, ...]:
    """Return orders on a channel that lead to a template; none where no order there does."""
    found: dict[str, Example] = {}
    for situation in _situations(template, channel):
        for answers, decision in _reached(desk, template, channel, situation, today):
            label = _label(situation, decision)
            found.setdefault(label, Example(label, _request(channel, situation, answers, today)))
            if len(found) == MOST_EXAMPLES:
                return tuple(found.values())
    return tuple(found.values())


def with_wishes(request: Raw, units: tuple[int, int], done: tuple[str, ...], language: str) -> Raw:
    """Return a request about some of several units, with what is ticked and its language."""
    concerned, ordered = units
    order = {**request["order"], "quantity": ordered, "units": concerned}
    return {**request, "order": order, "done": list(done), "message_language": language}


def _situations(template: str, channel: str) -> list[Situation]:
    family = channel.partition("-")[0]
    possible = [situation for situation in TABLES if happens_at(family, situation)]
    if template in LETTERS:
        return [situation for situation in possible if situation is Situation.NOT_RECEIVED]
    leading = {each for each in Resolution if template in templates_of(each)}
    return [each for each in possible if any(rule.resolution in leading for rule in TABLES[each].rules)]


def _reached(
    desk: Desk, template: str, channel: str, situation: Situation, today: date
) -> Iterator[tuple[Raw, Decision]]:
    """Go through the questions of a situation as a seller would, and give the answers that lead to a template."""
    waiting: list[Raw] = [dict(later) for later in reversed(_LATER)]
    for _ in range(_MOST_LOOKED_AT):
        if not waiting:
            return
        answers = waiting.pop()
        try:
            answer = desk.decide(_request(channel, situation, answers, today))
        except BadInput:
            continue  # a later step that cannot have happened to such an order
        if isinstance(answer, Question):
            waiting += [answers | {answer.fact: each} for each in reversed(_possible(answer, today))]
        elif template in LETTERS or template in templates_of(answer.resolution):
            yield answers, answer


def _possible(question: Question, today: date) -> tuple[str, ...]:
    days = (today - timedelta(days=12), today + timedelta(days=3))
    if question.fact == "new_ship_date":
        return (days[1].isoformat(),)
    if question.fact == "delivered_on":
        return (days[0].isoformat(), (today - timedelta(days=96)).isoformat())
    answers = {"date": tuple(day.isoformat() for day in days), "money": ("7.50",), "percent": ("30",)}
    return question.choices or answers[question.kind]


def _request(channel: str, situation: Situation, answers: Raw, today: date) -> Raw:
    order = {
        "number": _NUMBERS[channel.partition("-")[0]],
        "buyer_name": "Alex Miller",
        "item": "Blue mug",
        "item_price": "25.00",
        "shipping_paid": "4.99",
        "tax_paid": "0.00",
    }
    if _may_have_left(situation, answers):
        order |= {"carrier": "UPS", "tracking_number": "1Z999AA10123456784"}
        order["shipped_on"] = (today - timedelta(days=19)).isoformat()
    return {
        "situation": str(situation),
        "channel": channel,
        "today": today.isoformat(),
        "message_language": "en",
        "message_received": (today - timedelta(days=1)).isoformat(),
        "order": order,
        "answers": answers,
        "seller": {"shop_name": "Mug Corner", "signature": "Dana"},
    }


def _may_have_left(situation: Situation, answers: Raw) -> bool:
    return answers.get("shipped") == "yes" and answers.get("parcel") not in (None, "untracked")


def _label(situation: Situation, decision: Decision) -> str:
    said = [CHOICES.get((read.fact, read.value)) for read in decision.facts if read.origin == "answer"]
    told = dict.fromkeys(filter(None, (*said, decision.request.answered.get("reason"))))
    title = SITUATIONS[situation].title
    return " · ".join([title, *(each.replace("_", " ") for each in told if each not in _BARE)])
