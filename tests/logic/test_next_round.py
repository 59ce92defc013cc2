"""What a new round of a case starts from: what still holds, what happened, what was paid and done before."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.case import Draft, RawRequest
from app.logic.case_round import WROTE_AGAIN
from app.logic.cases import CaseBook, CaseStatus
from app.logic.decision import Decision
from app.logic.follow_ups import FOLLOW_UP
from app.logic.json_form import decision_json
from app.logic.next_round import Past, next_request, offered, past_of, reply_action, what_is_told
from app.store.repository import open_store
from tests.logic.messages.walks import desk
from tests.logic.test_follow_ups import answer, past_of_request
from tests.requests import Raw, asked, decided, facts_of, guards, late_parcel, refused, return_wish, rulebook

NOW = datetime(2026, 9, 15, 12, tzinfo=UTC)
MOVING = {"parcel": "moving", "protected": "no"}


def past(raw: RawRequest, refunded: int = 0, done: frozenset[str] = frozenset()) -> Past:
    """Return what lies behind a case."""
    return past_of_request(raw, decided(raw))._replace(done=done, refunded=refunded)


def after(raw: RawRequest, code: str, refunded: int = 0, done: frozenset[str] = frozenset()) -> Raw:
    """Return the request of the round that begins when something happened."""
    return dict(next_request(past(raw, refunded, done), FOLLOW_UP[code]))


def test_what_is_known_is_carried_over_and_what_happened_is_told_by_the_case() -> None:
    request = after(late_parcel(answers=MOVING), "buyer_chose_refund")
    assert decided(request).resolution == "refund_late"
    facts = facts_of(request)
    assert facts["buyer_choice"] == ("refund", "case")
    assert facts["protected"] == ("no", "answer")
    assert facts["shipped"] == ("yes", "order")


def test_a_refund_that_was_made_is_not_paid_again() -> None:
    raw = late_parcel()
    request = after(raw, "came_back", refunded=2999, done=frozenset({"refund"}))
    request["answers"] |= {"returned_on": "2026-09-15", "came_back_as": "unclaimed"}
    assert facts_of(request)["refunded"] == ("seller", "case")
    assert decided(request).resolution == "return_settled"
    assert "already_refunded" in guards(request)


def test_refunds_of_the_case_add_to_those_before_it_however_many_rounds_follow() -> None:
    raw = late_parcel(answers=MOVING, already_refunded="5.00")
    first = after(raw, "buyer_chose_wait", refunded=300)
    assert first["answers"]["already_refunded"] == "8.00"
    second = after(first, "buyer_chose_refund", refunded=1000)
    assert second["answers"]["already_refunded"] == "15.00"
    assert second["order"]["already_refunded"] == "5.00"


def test_what_the_seller_typed_before_is_counted_once() -> None:
    raw = late_parcel(answers={**MOVING, "already_refunded": "4.00"})
    request = after(raw, "buyer_chose_wait", refunded=600)
    assert request["answers"]["already_refunded"] == "10.00"


@given(st.lists(st.integers(0, 2999), min_size=1, max_size=4))
def test_the_sum_of_the_refunds_is_what_the_case_says(refunds: list[int]) -> None:
    request, total = late_parcel(answers=MOVING), 0
    for amount in refunds:
        total += amount
        request = {**after(request, "buyer_chose_wait", refunded=total), "today": "2026-09-15"}
        assert request["answers"].get("already_refunded", "0.00") == f"{total // 100}.{total % 100:02}"


def test_a_replacement_sent_in_an_earlier_round_is_not_forgotten() -> None:
    raw = late_parcel(answers={**MOVING, "buyer_choice": "replacement"})
    request = after(raw, "refund_instead", done=frozenset({"ship_replacement", "open_trace"}))
    assert decided(request).resolution == "refund_late"
    assert "replacement_sent" in guards(request)
    assert request["done"] == ["open_trace"]


def test_a_refund_ticked_in_an_earlier_round_warns_of_the_next_one() -> None:
    request = after(late_parcel(answers=MOVING), "buyer_chose_refund", done=frozenset({"refund"}))
    assert request["done"] == []
    assert "already_refunded" in guards(request)


def test_a_lost_replacement_is_another_parcel() -> None:
    raw = late_parcel(answers={"parcel": "lost", "protected": "no", "remedy": "replacement"})
    request = after(raw, "replacement_lost", done=frozenset({"open_trace"}))
    assert "tracking_number" not in request["order"]
    assert request["done"] == []
    assert decided(request).resolution == "refund_lost"


def test_what_the_carrier_found_undoes_the_delivery_scan() -> None:
    raw = late_parcel(answers={"protected": "no"}, delivered_on="2026-09-05")
    request = after(raw, "carrier_lost")
    assert "delivered_on" not in request["order"]
    assert decided(request).resolution == "refund_lost"


def test_only_a_new_message_starts_the_clock_of_a_reply() -> None:
    raw = late_parcel(answers=MOVING) | {"message_received": "2026-09-14"}
    request = after(raw, "buyer_chose_refund")
    assert "message_received" not in request
    assert "reply" not in {action.code for action in decided(request).actions}


def test_without_a_new_message_nobody_is_thanked_for_one() -> None:
    request = after(late_parcel(answers=MOVING) | {"message_received": "2026-09-14"}, "buyer_chose_refund")
    texts = [desk().answer(each) for each in (request, request | {"message_received": "2026-09-15"})]
    bodies = [text.message.body for text in texts if isinstance(text, Decision) and text.message]
    assert "We are writing again about" in bodies[0]
    assert "Thank you for your message" in bodies[1]


def test_a_return_was_asked_for_when_the_buyer_wrote() -> None:
    order = {"delivered_on": "2026-08-20", "category": "general"}
    raw = return_wish("amazon-us", order) | {"message_received": "2026-09-14"}
    request = {**after(raw, "return_back"), "today": "2026-11-20"}
    request["answers"] |= {"refunded": "no"}
    request["answers"] |= {"returned_on": "2026-11-20", "arrived": "as_sent"}
    assert decided(request).resolution == "refund_return"
    assert decided(request).request.order.return_requested_on == date(2026, 9, 14)


def test_an_agreed_wait_that_is_over_does_not_decide_for_a_new_one() -> None:
    raw = late_parcel(answers=MOVING, wait_until="2026-09-01")
    assert decided(raw).resolution == "refund_late"
    raw = late_parcel(answers=MOVING)
    waiting = {**after(raw, "buyer_chose_wait"), "today": "2026-09-15"}
    waiting["answers"] |= {"wait_until": "2026-09-20"}
    assert decided(waiting).resolution == "wait_agreed"
    late = {**after(waiting, "no_answer_by_the_day"), "today": "2026-09-25"}
    assert "wait_until" not in late["answers"]
    assert decided(late).resolution == "refund_late"


def test_a_further_message_leaves_open_what_it_is_about() -> None:
    request = after(late_parcel(answers=MOVING), WROTE_AGAIN)
    assert "situation" not in request
    assert request["answers"] == {"protected": "no"}
    assert asked({**request, "situation": "not_received", "today": "2026-09-15"}).fact == "parcel"


def test_an_order_that_had_not_left_may_have_left_when_the_buyer_writes_again() -> None:
    raw = late_parcel(answers={"ship_overdue": "no"}, shipped_on=None, tracking_number=None, ship_by="2026-09-20")
    request = after(raw, WROTE_AGAIN)
    assert "shipped_on" not in request["order"]
    assert asked({**request, "situation": "not_received", "today": "2026-09-15"}).fact == "shipped"


@pytest.mark.parametrize(("latest", "is_offered"), [("2026-09-14", True), ("2026-09-15", False)])
def test_a_day_has_passed_only_when_it_has(latest: str, is_offered: bool) -> None:
    raw = late_parcel(answers={}, last_scan_on="2026-09-14", latest_delivery=latest) | {"today": "2026-09-10"}
    codes = {each.code for each in offered(past(raw), "amazon", date(2026, 9, 15), answer)}
    assert ("latest_delivery_passed" in codes) is is_offered


def test_an_own_shop_has_no_platform_above_it() -> None:
    codes = {each.code for each in offered(past(late_parcel("shop-us")), "shop", date(2026, 9, 15), answer)}
    assert codes & {"claim_came", "platform_refunded"} == set()
    assert WROTE_AGAIN in codes


def test_a_claim_comes_only_once() -> None:
    raw = late_parcel() | {"situation": "claim_opened"}
    raw["answers"] = {"refunded": "seller"}
    codes = {each.code for each in offered(past(raw), "amazon", date(2026, 9, 15), answer)}
    assert "claim_came" not in codes
    assert "claim_decided_against_us" in codes


@pytest.mark.parametrize(
    ("channel", "latest"),
    [
        ("amazon-us", "2026-09-16T05:00:00-07:00"),
        ("etsy", "2026-09-17T12:00:00+00:00"),
        ("shop-us", None),
    ],
)
def test_a_new_message_has_the_clock_of_its_place_of_sale(channel: str, latest: str | None) -> None:
    policy = rulebook().policy(rulebook().channels[channel])
    action = reply_action(policy, NOW, NOW.date())
    assert action["code"] == "reply" and action["done"] is False
    assert action["latest"] == latest


@pytest.mark.parametrize(("field", "value"), [("earlier", "refund"), ("earlier", ["wash"]), ("from_case", ["colour"])])
def test_what_was_before_is_checked_too(field: str, value: object) -> None:
    assert refused(late_parcel() | {field: value}) == field


@pytest.fixture
def book(tmp_path: Path) -> Iterator[CaseBook]:
    """Give the cases of an empty case file."""
    store = open_store(tmp_path / "cases.sqlite3", tmp_path / "backups", NOW)
    yield CaseBook(store, lambda: NOW)
    store.close()


def stored(book: CaseBook, raw: RawRequest) -> int:
    """Store a case whose message is sent."""
    draft = Draft(raw, step=3)
    case_id = book.open_case(draft)
    book.finish(case_id, decision_json(decided(raw)), draft)
    return case_id


def test_what_lies_behind_is_read_from_the_case(book: CaseBook) -> None:
    raw = late_parcel()
    case_id = stored(book, raw)
    book.tick(case_id, "refund", done=True)
    found = past_of(book.case(case_id), "USD")
    assert found is not None
    assert (found.resolution, found.refunded) == ("refund_late", 2999)
    assert found.done == {"reply", "refund"} or found.done == {"refund"}
    assert found.been_in == {"not_received"}


def test_a_case_without_a_decision_has_nothing_behind_it(book: CaseBook) -> None:
    case_id = book.open_case(Draft(late_parcel()))
    assert past_of(book.case(case_id), "USD") is None


def test_an_accepted_offer_leaves_its_refund_to_be_paid(book: CaseBook) -> None:
    raw = return_wish(order={"delivered_on": "2026-09-10"}, offer="partial", partial_amount="7.50")
    case_id = stored(book, raw)
    found = past_of(book.case(case_id), "USD")
    assert found is not None
    follow_up = FOLLOW_UP["buyer_accepted_partial"]
    draft = Draft(next_request(found, follow_up))
    book.happened(case_id, follow_up.code, draft, what_is_told(found, follow_up, NOW.date()))
    assert book.case(case_id).row.status is CaseStatus.OPEN
    book.tick(case_id, "refund", done=True)
    case = book.case(case_id)
    assert case.row.status is CaseStatus.CLOSED
    assert case.row.refunded == 750


def test_what_ends_a_case_closes_it(book: CaseBook) -> None:
    case_id = stored(book, late_parcel(answers=MOVING))
    found = past_of(book.case(case_id), "USD")
    assert found is not None and found.resolution == "refund_or_wait"
    follow_up = FOLLOW_UP["arrived_after_all"]
    book.happened(case_id, follow_up.code, Draft(found.request), what_is_told(found, follow_up, NOW.date()))
    assert book.case(case_id).row.status is CaseStatus.CLOSED
