"""A case goes on in rounds: what is still to do, where it stands, and what of earlier rounds is left."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.logic.case import CaseStatus, Event, EventKind
from app.logic.case_clocks import clocks_of, due_now, order_of
from app.logic.case_history import History
from app.logic.case_status import status_of
from app.logic.money_lines import money_lines
from app.logic.open_money import holds_open

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ORDER = {"number": "111-0000001-0000001", "currency": "USD", "item_price": "25.00", "shipping_paid": "4.99"}


class Story:
    """Tell a history event by event, an hour after the other."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def then(self, what: EventKind, /, **payload: object) -> "Story":
        at = NOON + timedelta(hours=len(self.events))
        self.events.append(Event(len(self.events) + 1, 1, what, at, payload))
        return self

    def decided(self, *codes: str, situation: str = "not_received", refund: str | None = None) -> "Story":
        actions = [
            {"code": code, "earliest": "2026-11-22", "latest": "2026-12-20", "done": False, "policy": None}
            for code in codes
        ]
        money = {"currency": "USD", "planned": False, "lines": [], "total": refund} if refund else None
        decision = {"resolution": "refund_late", "actions": actions, "refund": money}
        return self.then(EventKind.DECIDED, decision=decision, request={"situation": situation, "order": ORDER})

    def sent(self) -> "Story":
        return self.then(EventKind.SENT).then(EventKind.FINISHED)

    def wrote_again(self) -> "Story":
        reply = {"code": "reply", "earliest": None, "latest": "2026-11-23T12:00:00+00:00"}
        return self.then(EventKind.HAPPENED, what="buyer_wrote_again", actions=[reply])

    def happened(self, what: str = "parcel_back", **told: object) -> "Story":
        return self.then(EventKind.HAPPENED, what=what, **told)

    def done(self, action: str) -> "Story":
        return self.then(EventKind.ACTION_DONE, action=action)

    @property
    def history(self) -> History:
        return History.of(self.events)

    def to_do(self) -> list[str]:
        return [action.key for action in self.history.to_do()]

    def status(self) -> CaseStatus:
        return status_of(self.history, money_lines(self.history))

    def money(self) -> list[tuple[str, str, int | None]]:
        return [(line.key, line.state.value, line.amount) for line in money_lines(self.history)]


def test_a_further_message_starts_a_reply_of_its_own_beside_the_unanswered_one() -> None:
    story = Story().decided("reply", "check_on_latest_delivery").wrote_again()
    assert story.to_do() == ["reply", "reply@1", "check_on_latest_delivery"]
    assert story.status() is CaseStatus.UNFINISHED


def test_sending_answers_every_message_and_leaves_the_rest() -> None:
    story = Story().decided("reply", "check_on_latest_delivery").wrote_again()
    story.decided("reply", "ship_faster", situation="faster_shipping").sent()
    assert story.to_do() == ["ship_faster", "check_on_latest_delivery"]


def test_taking_a_finish_back_opens_the_replies_it_answered_and_no_other() -> None:
    story = Story().decided("reply", "ship").sent().wrote_again().decided("reply", "ship").sent()
    assert story.to_do() == ["ship"]
    assert story.then(EventKind.SENT_UNDONE).to_do() == ["reply", "ship"]


def test_only_thanks_needs_no_reply_and_keeps_what_was_to_be_done() -> None:
    story = Story().decided("reply", "refund_when_back", refund="29.99").sent().wrote_again()
    story.then(EventKind.NO_REPLY_NEEDED)
    assert story.to_do() == ["refund_when_back"]
    assert story.status() is CaseStatus.WAITING_PARCEL


def test_news_of_the_same_matter_replaces_what_was_to_be_done_but_not_claims() -> None:
    story = Story().decided("reply", "refund_when_back", "open_trace", refund="29.99").sent()
    story.happened().decided("refund", refund="29.99").sent()
    assert story.to_do() == ["refund", "open_trace"]


def test_a_message_about_the_same_matter_replaces_it_too() -> None:
    story = Story().decided("reply", "check_on_latest_delivery").sent().wrote_again().decided("reply", "refund")
    assert story.to_do() == ["reply", "refund"]


def test_what_settles_the_problem_leaves_only_money_and_claims() -> None:
    story = Story().decided("reply", "refund", "watch_tracking", "file_carrier_claim", refund="29.99").sent()
    story.happened("arrived_after_all", settles=True)
    assert story.to_do() == ["refund", "file_carrier_claim"]
    assert story.done("refund").done("file_carrier_claim").status() is CaseStatus.WAITING_MONEY


def test_an_older_reply_is_ticked_by_its_own_name() -> None:
    story = Story().decided("reply").wrote_again().done("reply@1")
    assert story.to_do() == ["reply"]


def test_a_happening_is_taken_back_with_everything_that_hung_on_it() -> None:
    story = Story().decided("reply", "ship").sent()
    before = (story.to_do(), story.status())
    story.wrote_again().decided("reply", "refund", refund="29.99").then(EventKind.HAPPENED_UNDONE)
    assert (story.to_do(), story.status()) == before


def test_money_follows_ticks_to_the_end() -> None:
    story = Story().decided("refund", "file_carrier_claim", refund="29.99").sent()
    assert story.money() == [("refund", "planned", 2999), ("carrier", "to_file", 2999)]
    story.done("refund")
    assert story.money()[0] == ("refund", "made", 2999) and story.status() is CaseStatus.OPEN
    story.done("file_carrier_claim")
    assert story.money()[1] == ("carrier", "filed", 2999) and story.status() is CaseStatus.WAITING_MONEY
    paid = {"line": "carrier", "kind": "carrier", "state": "paid", "amount": 2500, "action": "file_carrier_claim"}
    story.then(EventKind.MONEY, **paid, currency="USD", on="2026-12-01")
    assert story.money()[1] == ("carrier", "paid", 2500) and story.status() is CaseStatus.CLOSED


def test_a_claim_that_is_written_off_is_no_longer_to_be_filed() -> None:
    story = Story().decided("refund", "file_carrier_claim", refund="29.99").sent().done("refund")
    told = {"line": "carrier", "kind": "carrier", "state": "written_off", "action": "file_carrier_claim"}
    story.then(EventKind.MONEY, **told, reason="postage had no cover")
    assert story.to_do() == []
    assert story.status() is CaseStatus.CLOSED


def test_each_round_has_a_refund_of_its_own_and_a_plan_that_was_dropped_costs_nothing() -> None:
    story = Story().decided("refund", refund="10.00").sent().done("refund")
    story.happened().decided("refund_when_back", refund="19.99").sent()
    assert story.money() == [("refund", "made", 1000), ("refund@2", "planned", 1999)]
    story.happened("platform_refunded").decided(situation="platform_refunded").sent()
    assert story.money() == [("refund", "made", 1000), ("debit@3", "made", 2999)]


def test_a_replacement_is_settled_by_sending_it_even_if_nobody_told_its_cost() -> None:
    story = Story().decided("ship_replacement").sent()
    assert story.money() == [("replacement", "planned", None)]
    assert story.done("ship_replacement").status() is CaseStatus.CLOSED


def test_an_offer_is_open_money_until_a_later_decision_takes_its_place() -> None:
    story = Story().decided("follow_up_choice", refund="5.00")
    story.events[-1] = replace(story.events[-1], payload=_planned(story.events[-1].payload))
    story.sent()
    assert story.money() == [("refund", "planned", 500)]
    assert story.status() is CaseStatus.WAITING_BUYER
    assert story.happened().decided("refund_when_back", refund="29.99").money() == [("refund@2", "planned", 2999)]


def _planned(payload: object) -> dict[str, object]:
    assert isinstance(payload, dict)
    decision = payload["decision"]
    return {**payload, "decision": {**decision, "refund": {**decision["refund"], "planned": True}}}


def test_what_waits_for_others_is_not_to_be_done_by_the_seller() -> None:
    stands = {
        "follow_up_choice": CaseStatus.WAITING_BUYER,
        "watch_tracking": CaseStatus.WAITING_PARCEL,
        "follow_claim": CaseStatus.WAITING_MONEY,
        "reply": CaseStatus.OPEN,
        "open_trace": CaseStatus.OPEN,
    }
    for code, status in stands.items():
        history = Story().decided(code).then(EventKind.FINISHED).history
        assert status_of(history, ()) is status, code


def test_a_snooze_puts_off_what_is_due_and_ends_with_its_action() -> None:
    story = Story().decided("refund", refund="29.99")
    later = NOON + timedelta(days=5)
    story.then(EventKind.SNOOZED, action="refund", until=later.isoformat(), why="the bank is closed")
    (clock,) = clocks_of(story.history, "UTC")
    assert clock.shows_at == later and due_now((clock,), NOON + timedelta(days=4)) is None
    assert due_now((clock,), later) is not None
    story.then(EventKind.SNOOZED, action="refund", until=None)
    assert clocks_of(story.history, "UTC")[0].shows_at == NOON


def test_a_claim_stands_before_everything_and_what_is_late_before_what_has_time() -> None:
    clocks = {
        code: clocks_of(Story().decided(code, refund="1.00").history, "UTC")[0]
        for code in ("answer_claim", "refund", "reply")
    }
    claim, refund = clocks["answer_claim"], clocks["refund"]
    late = replace(clocks["reply"], due_at=NOON)
    assert order_of(claim, NOON) < order_of(late, NOON) < order_of(refund, NOON)
    found = due_now((refund, late, claim), NOON + timedelta(hours=1))
    assert found is not None and found[1] is claim


def test_a_claim_that_was_made_is_asked_after_until_its_answer_is_told() -> None:
    story = Story().decided("refund", "file_carrier_claim", refund="29.99").sent().done("refund")
    filed_at = NOON + timedelta(hours=len(story.events))
    story.done("file_carrier_claim")
    (awaiting,) = story.history.to_do()
    assert awaiting.key == "await_answer.file_carrier_claim@1"
    assert awaiting.told["earliest"] == (filed_at + timedelta(days=7)).date().isoformat()
    assert story.status() is CaseStatus.WAITING_MONEY
    (clock,) = clocks_of(story.history, "UTC")
    assert due_now((clock,), filed_at) is None and due_now((clock,), filed_at + timedelta(days=8)) is not None
    asked_at = NOON + timedelta(hours=len(story.events))
    story.done(awaiting.key)
    assert story.history.to_do()[0].told["earliest"] == (asked_at + timedelta(days=7)).date().isoformat()
    told = {"line": "carrier", "kind": "carrier", "state": "refused", "amount": 2999, "action": "file_carrier_claim"}
    assert story.then(EventKind.MONEY, **told, currency="USD", on="2026-12-01").to_do() == []
    assert story.status() is CaseStatus.CLOSED


def test_an_answered_claim_waits_for_the_platform_and_is_not_closed() -> None:
    story = Story().decided("answer_claim", situation="claim_opened").then(EventKind.SENT, done=["answer_claim"])
    story.then(EventKind.FINISHED)
    assert story.to_do() == ["await_answer.answer_claim@1"]
    assert story.status() is CaseStatus.WAITING_MONEY
    assert holds_open(story.history, ()) == "The platform has not decided the claim yet."
    assert story.then(EventKind.SENT_UNDONE).to_do() == ["answer_claim"]
    story.then(EventKind.FINISHED)
    assert holds_open(story.history, ()) == "The claim is not answered yet."
    story.done("answer_claim").happened("claim_decided_for_us", settles=True)
    assert story.to_do() == [] and story.status() is CaseStatus.CLOSED
