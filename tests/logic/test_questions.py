"""Every path of questions ends in a decision, and no question is asked whose answer cannot matter."""

from collections.abc import Iterator

import pytest

from app.logic.channel_facts import happens_at
from app.logic.decision import Decision, Question
from app.logic.facts import DEFAULTS, Situation
from app.logic.outlook import look
from app.logic.reading import read_request
from tests.requests import Raw, answer, ask_about, asked, decided, rulebook

PLACES = ("amazon-us", "amazon-de", "amazon-jp", "ebay-us", "ebay-de", "etsy", "shop-us", "shop-eu", "shop-jp")
DAYS = (
    "2025-01-02",
    "2026-07-20",
    "2026-08-20",
    "2026-08-31",
    "2026-09-10",
    "2026-09-14",
    "2026-09-15",
    "2026-11-08",
    "2027-01-19",
)
LAST = ("item_price", "partial_amount", "new_ship_date", "deduction_percent")
"""What only the seller can know is asked last, when the rule is clear already."""


def _possible_answers(question: Question, raw: Raw) -> tuple[str, ...]:
    if question.kind == "choice":
        return question.choices
    ordered = raw["order"].get("ordered_at", "")
    return tuple(day for day in DAYS if day >= ordered) if question.kind == "date" else ("1.00",)


def _with(raw: Raw, fact: str, value: str) -> Raw:
    return raw | {"answers": raw["answers"] | {fact: value}}


def _walk(raw: Raw) -> Iterator[tuple[Raw, Question | Decision]]:
    """Yield every question and decision that can follow from a request."""
    found = answer(raw)
    yield raw, found
    if isinstance(found, Question):
        assert found.fact not in raw["answers"], f"{found.fact} is asked again after {raw['answers']}"
        for value in _possible_answers(found, raw):
            yield from _walk(_with(raw, found.fact, value))


def _standing(raw: Raw) -> tuple[int, str]:
    """Return the rules left, and the question that follows."""
    request = read_request(raw, rulebook())
    outlook = look(request, rulebook().policy(request.channel))
    found = answer(raw)
    return outlook.standing, found.fact if isinstance(found, Question) else found.rule


def _check_walk(start: Raw) -> set[str]:
    rules = set()
    for raw, found in _walk(start):
        if isinstance(found, Decision):
            rules.add(found.rule)
        elif found.fact not in LAST:
            outcomes = {_standing(_with(raw, found.fact, value)) for value in _possible_answers(found, raw)}
            assert len(outcomes) > 1, f"{found.fact} cannot matter after {raw['answers']}"
            assert found.fact not in DEFAULTS
    return rules


HAPPENING = [
    (situation, place) for situation in Situation for place in PLACES if happens_at(place.partition("-")[0], situation)
]


@pytest.mark.parametrize(("situation", "place"), HAPPENING)
def test_every_path_from_nothing_known_ends(situation: Situation, place: str) -> None:
    assert _check_walk(ask_about(situation, place))


def test_all_that_can_be_asked_reaches_every_rule_without_later_events() -> None:
    """Only what happens later in a case (the inquiry, the buyer's choice, another remedy) is never asked for."""
    reached = _check_walk(ask_about("not_received"))
    later = {"undelivered_protected", "undelivered.refund", "undelivered.replacement", "undelivered.decline"}
    later |= {"back.replacement", "lost.replacement", "overdue_silent.replacement"}
    later |= {"overdue_moving.refund", "overdue_moving.wait", "overdue_moving.replacement"}
    assert {rule.partition(".")[2] for rule in reached} & later == set()
    assert len(reached) == 23 - len(later)


KNOWN_ORDERS: dict[str, Raw] = {
    "due": {"latest_delivery": "2026-09-10", "ordered_at": "2026-08-30"},
    "late": {"latest_delivery": "2026-08-01", "ordered_at": "2026-07-20"},
    "season": {"latest_delivery": "2025-11-20", "ordered_at": "2025-11-10"},
    "last_season": {"latest_delivery": "2025-11-20", "ordered_at": "2025-12-28"},
    "without_dates": {"latest_delivery": None, "delivered_on": None, "ship_by": None, "shipped_on": None},
    "business": {"business": True, "delivered_on": "2026-09-05"},
}


@pytest.mark.parametrize("place", ["amazon-us", "amazon-de", "amazon-uk", "ebay-de", "shop-eu"])
@pytest.mark.parametrize("known", KNOWN_ORDERS)
@pytest.mark.parametrize("situation", ["return", "not_received", "return_arrived"])
def test_every_path_from_an_imported_order_ends(situation: str, place: str, known: str) -> None:
    assert _check_walk(ask_about(situation, place, KNOWN_ORDERS[known]))


def test_an_order_of_an_unannounced_season_still_ends() -> None:
    order = {"ordered_at": "2026-11-05", "latest_delivery": "2026-11-12"}
    assert _check_walk(ask_about("return", "amazon-us", order, today="2027-01-20"))


@pytest.mark.parametrize("place", ["amazon-us", "amazon-de", "etsy", "shop-jp"])
def test_an_order_older_than_every_number_still_ends(place: str) -> None:
    """No number holds for its day, and none is made up: what hangs on it is asked outright."""
    start = ask_about("return", place, {"ordered_at": "2019-06-01", "delivered_on": "2019-06-05"})
    assert _check_walk(start)
    assert asked(start).fact == "fault"
    assert asked(_with(start, "reason", "unwanted")).fact == "fault"


def test_the_first_question_of_each_situation() -> None:
    firsts = {situation: asked(ask_about(situation)).fact for situation in Situation}
    assert firsts == {
        "cancel": "shipped",
        "change_item": "shipped",
        "faster_shipping": "shipped",
        "change_address": "shipped",
        "not_received": "shipped",
        "return": "reason",
        "return_arrived": "came_back_as",
        "cannot_ship": "confirmed",
        "claim_opened": "refunded",
        "platform_refunded": "own_fault",
    }


def test_what_the_order_tells_is_not_asked() -> None:
    order = {"shipped_on": "2026-09-01", "latest_delivery": "2026-09-30", "delivered_on": "2026-09-10"}
    assert decided(ask_about("not_received", order=order)).resolution == "check_delivery"


@pytest.mark.parametrize(
    ("answers", "fact"),
    [({"shipped": "no"}, "ship_by"), ({"shipped": "yes", "parcel": "moving"}, "latest_delivery")],
)
def test_a_derived_fact_is_asked_by_its_date(answers: Raw, fact: str) -> None:
    question = asked(ask_about("not_received", answers=answers))
    assert (question.fact, question.kind, question.choices) == (fact, "date", ())


@pytest.mark.parametrize(
    ("key", "answers", "fact"),
    [
        ("ship_by", {"shipped": "no"}, "ship_overdue"),
        ("latest_delivery", {"shipped": "yes", "parcel": "moving"}, "overdue"),
    ],
)
def test_where_the_date_is_known_to_be_none_the_fact_itself_is_asked(key: str, answers: Raw, fact: str) -> None:
    question = asked(ask_about("not_received", order={key: None}, answers=answers))
    assert (question.fact, question.kind, question.choices) == (fact, "choice", ("yes", "no"))


def test_what_only_the_seller_knows_is_asked_last() -> None:
    late = ask_about("not_received", answers={"shipped": "no", "ship_overdue": "yes", "can_ship": "yes"})
    assert (asked(late).fact, asked(late).kind) == ("new_ship_date", "date")

    order = {"item_price": "40.00", "shipping_paid": "5.00"}
    partial = ask_about("return", "ebay-us", order, {"reason": "damaged", "offer": "partial"})
    assert (asked(partial).fact, asked(partial).kind, asked(partial).most) == ("partial_amount", "money", "45.00")


def test_the_price_is_asked_only_where_money_is_paid_now() -> None:
    price = asked(ask_about("cannot_ship", "ebay-us"))
    assert (price.fact, price.kind) == ("item_price", "money")
    assert decided(ask_about("cannot_ship", answers={"confirmed": "no"})).refund is None
    planned = decided(ask_about("not_received", answers={"shipped": "yes", "parcel": "returning"}))
    assert (planned.resolution, planned.refund) == ("refund_when_back", None)


def test_a_fact_of_another_table_is_accepted_and_ignored() -> None:
    raw = ask_about("faster_shipping", answers={"shipped": "yes", "parcel": "lost", "reason": "damaged"})
    assert [fact.fact for fact in decided(raw).facts] == ["shipped"]
