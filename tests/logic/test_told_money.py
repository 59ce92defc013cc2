"""Whatever is told of money, ticked, taken back and decided anew: lines, ticks and status never disagree."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.logic.case import CaseStatus, EventKind
from app.logic.money_line import MoneyLine
from app.logic.money_lines import money_lines, moved_by, own_key
from app.logic.money_steps import Entry, after, steps_for
from app.logic.told_money import PLANS, round_of
from tests.logic.test_case_rounds import Story

CODES = ("refund", "file_carrier_claim")
KEYS = ("refund", "carrier", "refund@2", "carrier@2")
DOES = st.one_of(
    st.tuples(st.just("step"), st.integers(0, 3), st.integers(0, 4)),
    st.tuples(st.sampled_from(["done", "undone"]), st.sampled_from(CODES), st.just(0)),
    st.tuples(st.just("back"), st.sampled_from(KEYS), st.just(0)),
    st.tuples(st.sampled_from(["decide", "happen", "unhappen", "close", "reopen"]), st.just(""), st.just(0)),
)


def told(line: MoneyLine) -> dict[str, object]:
    return {
        "line": line.key,
        "kind": line.kind.value,
        "state": line.state.value,
        "amount": line.amount,
        "action": line.action,
        "reason": line.reason,
    }


def tell(story: Story, what: str, which: object, step: int) -> None:
    """Let one thing happen, as far as it can."""
    lines = money_lines(story.history)
    match what:
        case "step" if lines:
            line = lines[int(str(which)) % len(lines)]
            steps = steps_for(line)
            went = after(line, steps[step % len(steps)], Entry(700, date(2026, 11, 22), "so"))
            story.then(EventKind.MONEY, **told(went))
        case "done" | "undone":
            story.then(EventKind.ACTION_DONE if what == "done" else EventKind.ACTION_UNDONE, action=which)
        case "back":
            story.then(EventKind.MONEY, line=which, taken_back=True)
        case "decide":
            story.decided(*CODES, refund="29.99").sent()
        case "happen":
            story.happened()
        case "unhappen":
            story.then(EventKind.HAPPENED_UNDONE)
        case "close" if all(line.is_settled for line in lines):
            story.then(EventKind.CLOSED)
        case "reopen":
            story.then(EventKind.REOPENED)


@settings(max_examples=60)
@given(st.lists(DOES, max_size=14))
def test_lines_ticks_and_status_agree_after_anything(doings: list[tuple[str, object, int]]) -> None:
    story = Story().decided(*CODES, refund="29.99").sent()
    for what, which, step in doings:
        tell(story, what, which, step)
        lines, actions = money_lines(story.history), story.history.actions()
        if story.status() is CaseStatus.CLOSED:
            assert all(line.is_settled for line in lines)
        for action in actions:
            line = moved_by(action.key, lines)
            assert line is None or not (action.done and line.state in PLANS)
            assert line is None or action.done or line.state in PLANS or line.state == "written_off"
        assert len({line.key for line in lines}) == len(lines)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=6), st.sampled_from([0, 1]))
def test_taking_back_as_often_as_it_was_told_is_as_if_nothing_was_said(steps: list[int], which: int) -> None:
    story = Story().decided(*CODES, refund="29.99").sent()
    before = (story.money(), story.to_do(), story.status())
    for step in steps:
        tell(story, "step", which, step)
    for _ in steps:
        story.then(EventKind.MONEY, line=KEYS[which], taken_back=True)
    assert (story.money(), story.to_do(), story.status()) == before


def test_a_line_of_the_sellers_own_belongs_to_no_round() -> None:
    lines = money_lines(Story().decided("refund", refund="1.00").history)
    key = own_key(lines[0].kind, lines)
    assert (key, round_of(key), round_of("refund"), round_of("carrier@3")) == ("own.refund.1", None, 1, 3)
