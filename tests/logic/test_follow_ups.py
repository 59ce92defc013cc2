"""Every resolution walked through everything that can happen next: another resolution or the end, and no loop."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pytest

from app.logic.case import RawRequest
from app.logic.case_round import WROTE_AGAIN
from app.logic.channel_facts import domain, happens_at, table_for
from app.logic.decide import decide
from app.logic.decision import BadInput, Decision, Question
from app.logic.facts import Resolution, Situation
from app.logic.follow_up_words import FOLLOW_UP_WORDS
from app.logic.follow_ups import FOLLOW_UP, FOLLOW_UPS, ONCE, FollowUp
from app.logic.json_form import decision_json
from app.logic.next_round import Past, next_request, offered
from app.logic.reading import read_request
from tests.logic.messages.walks import family_of
from tests.requests import NUMBERS, Raw, decided, rulebook

CHANNELS = ("amazon-us", "ebay-de", "etsy", "shop-eu")
TODAY = "2026-11-22"
_TYPED = {"date": "2026-11-20", "money": "7.50", "percent": "30"}
_LAST = {"item_price": "25.00", "shipping_paid": "4.99", "partial_amount": "2.00", "new_ship_date": "2026-11-30"}
_DATED: Raw = {
    "carrier": "USPS",
    "tracking_number": "9400100000000000000000",
    "ordered_at": "2026-10-30",
    "ship_by": "2026-11-03",
    "shipped_on": "2026-11-03",
    "latest_delivery": "2026-11-14",
    "last_scan_on": "2026-11-10",
}


class Node(NamedTuple):
    """Where a walk stands: the resolution, and what can happen only once and did."""

    resolution: Resolution
    once: frozenset[str]


class Step(NamedTuple):
    """One follow-up of a decision, and the decisions it can lead to."""

    past: Past
    follow_up: FollowUp
    channel: str
    next_pasts: tuple[Past, ...]


def answer(raw: object) -> Decision | Question:
    """Return what the rules answer."""
    return decide(read_request(raw, rulebook()), rulebook())


def past_of_request(raw: RawRequest, decision: Decision, been_in: frozenset[str] = frozenset()) -> Past:
    """Return what lies behind a case that was decided once, with everything done that there was to do."""
    done = frozenset(action.code for action in decision.actions)
    refund = decision.refund.total if decision.refund and not decision.refund.planned else 0
    json, currency = decision_json(decision), decision.request.order.currency
    places = been_in | {decision.request.situation.value}
    return Past(raw, decision.resolution, json, currency, f"{TODAY}T10:00:00+00:00", done, refund, places)


def answered_every_way(raw: Raw, asks: tuple[str, ...] = ()) -> Iterator[tuple[Raw, Decision]]:
    """Give every decision that the open questions of a request can lead to."""
    waiting = [{**raw, "answers": {**raw["answers"], **dict.fromkeys(asks, TODAY)}}]
    while waiting:
        each = waiting.pop()
        outcome = answer(each)
        if isinstance(outcome, Decision):
            yield each, outcome
            continue
        fact = outcome.fact
        values = outcome.choices or ((_LAST[fact],) if fact in _LAST else (_TYPED[outcome.kind],))
        assert fact not in each["answers"], f"{fact} is asked though it is answered"
        waiting += [{**each, "answers": {**each["answers"], fact: value}} for value in values]


def first_requests(channel: str) -> Iterator[tuple[Raw, Decision]]:
    """Give two requests for each rule that a channel reaches, one with a dated order where that fits."""
    for situation in Situation:
        if not happens_at(family_of(channel), situation):
            continue
        table = table_for(family_of(channel), situation)
        seen: dict[str, int] = {}
        for facts in table.combinations(domain(family_of(channel), situation)):
            rule = table.rules_in(table.standing(facts, {}))[0].name
            if seen.get(rule, 0) < 2:
                seen[rule] = seen.get(rule, 0) + 1
                order = _DATED if facts.get("shipped", "yes") == "yes" and situation != "cannot_ship" else {}
                yield from _asked_for(channel, situation, facts, order if seen[rule] == 2 else {})


def _asked_for(channel: str, situation: str, facts: dict[str, str], order: Raw) -> Iterator[tuple[Raw, Decision]]:
    answers = {fact: value for fact, value in facts.items() if value}
    if situation == "cannot_ship":
        answers.pop("shipped", None)
    raw: Raw = {
        "situation": situation,
        "channel": channel,
        "today": TODAY,
        "order": {"number": NUMBERS[family_of(channel)], **order},
        "answers": answers | _LAST | {"deduction_percent": "10"},
        "message_received": TODAY,
    }
    try:
        yield raw, decided(raw)
    except BadInput:
        assert order, "a combination without an order is refused"


@lru_cache(maxsize=8)
def steps(channel: str) -> tuple[Step, ...]:
    """Walk a channel: every follow-up of every first decision, and on from each decision that is new."""
    waiting = [past_of_request(raw, decision) for raw, decision in first_requests(channel)]
    seen: set[object] = set()
    found: list[Step] = []
    while waiting:
        past = waiting.pop()
        been = frozenset(once for place in past.been_in for once in ONCE.get(place, ()))
        told = (past.decision["rule"], been, past.request.get("happened"), "latest_delivery" in past.request["order"])  # type: ignore[operator]
        if told in seen:
            continue
        seen.add(told)
        for follow_up in offered(past, family_of(channel), date.fromisoformat(TODAY), answer):
            step = Step(past, follow_up, channel, tuple(_next(past, follow_up)))
            found.append(step)
            waiting += step.next_pasts
    return tuple(found)


def _next(past: Past, follow_up: FollowUp) -> Iterator[Past]:
    if follow_up.situation is None:
        return
    request = {"today": TODAY, **next_request(past, follow_up)}
    for raw, decision in answered_every_way(request, follow_up.asks):
        yield past_of_request(raw, decision, past.been_in)


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_next_decision_differs_or_the_case_closes(channel: str) -> None:
    assert steps(channel)
    for step in steps(channel):
        if step.follow_up.situation is None:
            assert step.follow_up.closes or step.follow_up.code == WROTE_AGAIN
            continue
        assert step.next_pasts, (step.follow_up.code, step.past.request)
        same = [each.request for each in step.next_pasts if each.resolution is step.past.resolution]
        assert not same, (step.past.resolution, step.follow_up.code, same[0])


def test_every_resolution_is_walked_and_each_of_its_follow_ups_is_offered_somewhere() -> None:
    walked = {(step.past.resolution, step.follow_up.code) for channel in CHANNELS for step in steps(channel)}
    listed = {(resolution, each.code) for resolution, follow_ups in FOLLOW_UPS.items() for each in follow_ups}
    never = {
        (resolution, code)
        for resolution, code in listed - walked
        if not (FOLLOW_UP[code].once and _has_been(resolution, FOLLOW_UP[code].once))
    }
    assert never == set()
    assert {resolution for resolution, _ in walked} == set(Resolution)


def _has_been(resolution: Resolution, once: str) -> bool:
    rules = ((situation, rule) for situation in Situation for rule in table_for("amazon", situation).rules)
    return all(once in ONCE.get(place, ()) for place, rule in rules if rule.resolution is resolution)


def test_every_follow_up_has_its_words_and_is_listed() -> None:
    listed = {each.code for follow_ups in FOLLOW_UPS.values() for each in follow_ups}
    assert listed == set(FOLLOW_UP) == set(FOLLOW_UP_WORDS)
    assert set(FOLLOW_UPS) == set(Resolution)
    titles = [words.title for words in FOLLOW_UP_WORDS.values()]
    assert len(set(titles)) == len(titles)


def test_no_board_of_tiles_is_too_long_for_its_keys() -> None:
    assert max(len(follow_ups) for follow_ups in FOLLOW_UPS.values()) <= 13


def test_no_walk_comes_back_to_a_resolution() -> None:
    edges: dict[Node, set[Node]] = {}
    for step in (step for channel in CHANNELS for step in steps(channel)):
        start = _node(step.past)
        edges.setdefault(start, set()).update(_node(each) for each in step.next_pasts)
    for start in edges:
        assert start.resolution not in {node.resolution for node in _reached(start, edges)}, start


def _node(past: Past) -> Node:
    return Node(past.resolution, frozenset(once for place in past.been_in for once in ONCE.get(place, ())))


def _reached(start: Node, edges: dict[Node, set[Node]]) -> set[Node]:
    found: set[Node] = set()
    waiting = list(edges[start])
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += edges.get(node, ())
    return found


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_resolution_has_a_road_to_the_end(channel: str) -> None:
    ends = {step.past.resolution for step in steps(channel) if step.follow_up.closes}
    onward: dict[Resolution, set[Resolution]] = {}
    for step in steps(channel):
        onward.setdefault(step.past.resolution, set()).update(each.resolution for each in step.next_pasts)
    for _ in Resolution:
        ends |= {resolution for resolution, targets in onward.items() if targets & ends}
    assert set(onward) <= ends
