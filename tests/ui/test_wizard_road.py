"""The questions asked anew after every answer: no answer is lost, every road ends, and Change outranks the order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.logic.answer import Desk
from app.logic.beside import BESIDE
from app.logic.decision import Question
from app.logic.facts import Situation
from app.logic.words import QUESTIONS
from app.ui.wizard.road import Road, walk
from app.ui.wizard.state import ABSENT, WizardState
from bench.walks import NOW, WALKS

DESK = Desk(clock=lambda: NOW)
NUMBERS = {"amazon": "111-0000001-0000001", "ebay": "11-00001-00001", "etsy": "1000000001", "shop": "#1001"}
TYPED = {"date": "2026-11-20", "money": "3", "percent": "10"}


def road_of(state: WizardState) -> Road:
    """Ask the rules without writing the message."""
    return walk(state, DESK.decide, {})


def begun(draw: st.DrawFn) -> WizardState:
    """Draw an order of which more or less is known, at any place of sale, in any situation."""
    channel = draw(st.sampled_from(sorted(DESK.rulebook.channels)))
    known = draw(st.sampled_from(WALKS)).order
    kept = draw(st.sets(st.sampled_from(sorted(known.keys() - {"number", "currency", "item_price", "shipping_paid"}))))
    order = {key: known[key] for key in kept} | {"number": NUMBERS[DESK.rulebook.channels[channel].family]}
    situation = draw(st.sampled_from(sorted(Situation)))
    return WizardState({"situation": situation, "channel": channel, "order": order})


def answers_to(question: Question) -> st.SearchStrategy[str]:
    """Return the answers that a question allows."""
    return st.sampled_from(question.choices) if question.choices else st.just(TYPED[question.kind])


@st.composite
def walked(draw: st.DrawFn) -> WizardState:
    """Answer until the rules decide."""
    state = begun(draw)
    for _ in range(12):
        question = road_of(state).question
        if question is None:
            return state
        beside = BESIDE.get(question.fact)
        told = {beside.key: TYPED[beside.kind]} if beside is not None and draw(st.booleans()) else {}
        state = state.with_answers({question.fact: draw(answers_to(question)), **told})
    raise AssertionError(f"no end after twelve answers: {state.request}")


@settings(max_examples=60)
@given(state=walked())
def test_every_road_ends_and_asks_only_what_has_words(state: WizardState) -> None:
    road = road_of(state)
    assert road.decision is not None or (road.problem is not None and road.problem.field == "situation")
    assert all(given.question.fact in QUESTIONS for given in road.asked)


@settings(max_examples=60)
@given(state=walked(), data=st.data())
def test_another_answer_loses_none_of_the_others(state: WizardState, data: st.DataObject) -> None:
    asked = road_of(state).asked
    if not asked:
        return
    changed = data.draw(st.sampled_from(asked))
    other = state.with_answer(changed.question.fact, data.draw(answers_to(changed.question)))
    assert other.answers.keys() == state.answers.keys()
    road = road_of(other)
    asked_now = {given.question.fact for given in road.asked}
    heard = asked_now | {BESIDE[fact].key for fact in asked_now & BESIDE.keys()} | set(road.idle) | set(road.refused)
    assert {fact for fact in other.answers if not other.overrides(fact)} <= heard
    back = other.with_answer(changed.question.fact, changed.value)
    assert road_of(back).outcome == road_of(state).outcome


def test_what_is_told_beside_an_answer_counts_with_it_and_only_then() -> None:
    state = WizardState({"situation": "not_received", "channel": "amazon-us", "order": {"number": NUMBERS["amazon"]}})
    left = state.with_answers({"shipped": "yes", "shipped_on": "2026-11-19", "parcel": "lost", "protected": "no"})
    paid = left.with_answers({"item_price": "25.00", "shipping_paid": "4.99"})
    decision = road_of(paid).decision
    assert decision is not None and decision.refund is not None and decision.refund.total == 2999
    assert str(decision.request.order.shipped_on) == "2026-11-19"
    not_yet = road_of(left.with_answer("shipped", "no"))
    assert "shipped_on" in not_yet.idle and not_yet.problem is None


def test_a_key_typed_later_outranks_the_answer_before() -> None:
    state = WizardState({"situation": "not_received", "channel": "amazon-us", "order": {"number": NUMBERS["amazon"]}})
    state = state.with_answer("shipped", "no").with_order("shipped_on", "2026-11-03")
    assert "shipped" not in state.answers
    assert state.with_order("shipped_on", ABSENT).order == {"number": NUMBERS["amazon"]}


@pytest.mark.parametrize(
    "answers", [{"parcel": "moved"}, {"remedy": "decline"}, {"latest_delivery": "soon"}, {"x": "y"}]
)
def test_an_answer_that_cannot_stand_is_put_aside_and_named(answers: dict[str, str]) -> None:
    order = {key: value for key, value in WALKS[0].order.items() if key != "latest_delivery"}
    state = WizardState({"situation": "not_received", "channel": "amazon-us", "order": order, "answers": answers})
    state = state.with_answer("protected", "no")
    road = road_of(state)
    assert road.problem is None
    assert road.outcome is not None
    assert answers.keys() <= set(road.refused) | set(road.idle)
