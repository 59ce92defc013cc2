"""How many rules, decisions and messages a second, over requests of every situation and family."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

from app.logic.answer import Desk
from app.logic.channel_facts import domain, table_for
from app.logic.decide import decide
from app.logic.decision import Decision, Question
from app.logic.facts import Situation
from app.logic.json_form import to_json
from app.logic.reading import read_request
from bench.timing import Row, rate, rate_row, seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.logic.facts import Request

MATCHES, DECISIONS = 50_000, 4_000
CHANNELS = ("amazon-us", "amazon-de", "amazon-uk", "ebay-us", "ebay-de", "etsy", "shop-eu", "shop-us")
NUMBERS = {"amazon": "111-0000001-0000001", "ebay": "17-11402-55310", "etsy": "3358810442", "shop": "1001"}
ORDER: dict[str, Any] = {
    "buyer_name": "Test Buyer",
    "item": "Blue mug",
    "quantity": 2,
    "item_price": "25.00",
    "shipping_paid": "4.99",
    "ordered_at": "2026-11-01",
    "ship_by": "2026-11-03",
    "latest_delivery": "2026-11-14",
    "carrier": "USPS",
    "tracking_number": "9400100000000000000000",
}
SHIPPED = {"shipped": "yes", "protected": "no"}
ANSWERS: dict[Situation, list[dict[str, str]]] = {
    Situation.CANCEL: [{"shipped": "no", "confirmed": "no", "official_request": "yes"}, {"shipped": "yes"}],
    Situation.CHANGE_ITEM: [{"shipped": "no", "confirmed": "no", "official_request": "yes"}, {"shipped": "yes"}],
    Situation.FASTER_SHIPPING: [{"shipped": "no", "willing": "yes"}, {"shipped": "yes"}],
    Situation.CHANGE_ADDRESS: [{**SHIPPED, "parcel": parcel} for parcel in ("moving", "delivered", "lost")],
    Situation.NOT_RECEIVED: [
        {**SHIPPED, "parcel": parcel} for parcel in ("moving", "stalled", "lost", "delivered", "returned")
    ],
    Situation.RETURN: [
        {"reason": "damaged", "authorised": "no", "offer": "return"},
        {"reason": "unwanted", "authorised": "no", "returnable": "yes", "window": "open", "offer": "keep"},
    ],
    Situation.CANNOT_SHIP: [{"confirmed": "no"}],
}


def requests() -> list[dict[str, Any]]:
    """Return requests of every situation on several channels, each of which ends in a decision."""
    desk = Desk()
    return [request for request in _all_requests() if not isinstance(desk.answer(request), Question)]


def _all_requests() -> Iterator[dict[str, Any]]:
    for channel in CHANNELS:
        family = channel.partition("-")[0]
        for situation, cases in ANSWERS.items():
            for case in cases:
                answers = dict(case)
                if family != "amazon":
                    for fixed in ("confirmed", "official_request", "authorised"):
                        answers.pop(fixed, None)
                if family in ("ebay", "shop"):
                    answers.pop("protected", None)
                yield {
                    "situation": situation.value,
                    "channel": channel,
                    "today": "2026-11-22",
                    "message_received": "2026-11-21T18:05:00+00:00",
                    "order": {"number": NUMBERS[family], **ORDER},
                    "answers": answers,
                }


def rows() -> list[Row]:
    """Measure matching, decisions and messages on one core."""
    desk = Desk()
    raw = requests()
    read = [read_request(request, desk.rulebook) for request in raw]
    many = list(islice(cycle(read), DECISIONS))

    def decide_all() -> None:
        for request in many:
            decide(request, desk.rulebook)

    def render_all() -> None:
        for decided in _decided(desk, many):
            desk.renderer.messages(decided, "en", desk.rulebook.policy(decided.request.channel))

    def answer_all() -> None:
        for decided in _decided(desk, many):
            desk.with_message(decided)

    def from_json_to_json() -> None:
        for request in islice(cycle(raw), DECISIONS):
            to_json(desk.answer(request))

    decide_all()
    answer_all()
    return [
        rate_row("match a rule, all tables in turn", _matches_a_second(), 100_000),
        rate_row(f"decide without the message, {len(raw)} requests in turn", rate(decide_all, DECISIONS), 5_000),
        rate_row("decide with the rendered message", rate(render_all, DECISIONS), 2_500),
        rate_row("the same with every check before Copy", rate(answer_all, DECISIONS), 2_500),
        Row("all of it from JSON to JSON", f"{rate(from_json_to_json, DECISIONS):,.0f} a second", "", None),
        _against_jinja(desk, raw[0]),
    ]


def _decided(desk: Desk, requests: Iterable[Request]) -> Iterator[Decision]:
    """Decide requests one after the other, each of which is known to end in a decision."""
    for request in requests:
        decided = decide(request, desk.rulebook)
        if isinstance(decided, Decision):
            yield decided


def _matches_a_second() -> float:
    """Match combinations of every table without remembering any outcome."""
    combinations = [
        (table, combination)
        for situation in Situation
        for table in [table_for("amazon", situation)]
        for combination in table.combinations(domain("amazon", situation))
    ]
    many = list(islice(cycle(combinations), MATCHES))

    def match_all() -> None:
        for table, combination in many:
            table.only_rule(table.standing(combination, {}))

    return rate(match_all, MATCHES)


def _against_jinja(desk: Desk, raw: dict[str, Any]) -> Row:
    """Compare a whole rendered message with Jinja2 alone filling the finished text into one variable."""
    from jinja2 import Environment

    answer = desk.answer(raw)
    assert not isinstance(answer, Question)
    assert answer.message is not None
    policy = desk.rulebook.policy(answer.request.channel)
    template = Environment(autoescape=True).from_string("{{ subject }}\n\n{{ body }}")
    text = {"subject": answer.message.subject, "body": answer.message.body}

    def ours() -> None:
        for _ in range(2_000):
            desk.renderer.render(answer, "en", policy)

    def bare() -> None:
        for _ in range(2_000):
            template.render(text)

    factor = seconds(ours) / seconds(bare)
    return Row("render a message against Jinja2 alone printing the finished text", f"{factor:.1f} ×", "", None)
