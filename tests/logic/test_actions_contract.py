"""Every action on every kind of place, against the table of actions and clocks that the rules were agreed in."""

from collections.abc import Mapping

import pytest

from app.logic.actions import BACK, plan_actions
from app.logic.decision import Action
from app.logic.facts import Resolution
from app.logic.reading import read_request
from app.logic.resolutions import ACTION_CODES, ACTIONS
from tests.requests import Raw, ask_about, rulebook

TODAY, SHIP_BY, BACK_ON, ASKED_ON, RECEIVED = "2026-09-15", "2026-09-18", "2026-09-14", "2026-09-14", "2026-09-14"
"""A Tuesday, a Friday, and Monday for the rest; Labor Day of the US is Monday, 7 September."""

ORDER: Raw = {
    "carrier": "USPS",
    "tracking_number": "9400100000000000000000",
    "insured_amount": "30.00",
    "shipped_on": "2026-08-31",
    "ship_by": SHIP_BY,
    "latest_delivery": "2026-09-08",
    "returned_on": BACK_ON,
    "return_requested_on": ASKED_ON,
    "debited_on": "2026-09-01",
}
PLACES = ("amazon-us", "amazon-uk", "amazon-de", "amazon-jp", "ebay-us", "ebay-de", "etsy", "shop-us", "shop-eu")

Ends = dict[str, str | None]
ANYWHERE = "anywhere"
"""Stands for every place that a row does not name by itself or by its family."""

BY_SHIP_BY: Ends = {ANYWHERE: SHIP_BY}
IN_TWO_DAYS: Ends = {ANYWHERE: "2026-09-17"}
IN_A_WEEK: Ends = {ANYWHERE: "2026-09-22"}
TO_ANSWER: Ends = {"amazon": "2026-09-17", "ebay": "2026-09-18", "etsy": "2026-09-18", ANYWHERE: None}
TO_AUTHORISE: Ends = {"amazon": "2026-09-15", "ebay": "2026-09-17", "etsy": "2026-09-16", ANYWHERE: None}
AFTER_BACK: Ends = {
    "amazon-us": "2026-09-18",  # 4 calendar days
    "amazon": "2026-09-16",  # 2 working days
    "ebay": "2026-09-16",  # 2 business days
    "shop-eu": "2026-09-28",  # 14 days from the notice, by law
    ANYWHERE: None,
}
TO_CLAIM: Ends = {ANYWHERE: "2026-10-30"}

TABLE: Mapping[str, tuple[str | None, Ends]] = {
    "reply": (None, {"amazon": "2026-09-15", "etsy": "2026-09-16", "ebay": "2026-09-17", ANYWHERE: None}),
    "hold_parcel": (TODAY, BY_SHIP_BY),
    "decide_at_ship_by": (TODAY, BY_SHIP_BY),
    "cancel_on_channel": (TODAY, BY_SHIP_BY),
    "confirm_shipment": (TODAY, BY_SHIP_BY),
    "ship": (TODAY, BY_SHIP_BY),
    "ship_faster": (TODAY, BY_SHIP_BY),
    "do_not_ship": (TODAY, BY_SHIP_BY),
    "refund": (TODAY, AFTER_BACK | {ANYWHERE: TODAY}),
    "refund_when_back": (BACK_ON, AFTER_BACK),
    "inspect_return": (BACK_ON, AFTER_BACK),
    "refund_in_claim": (TODAY, TO_ANSWER),
    "answer_claim": (TODAY, TO_ANSWER),
    "authorise_return": (TODAY, TO_AUTHORISE),
    "send_label": (TODAY, TO_AUTHORISE),
    "open_trace": ("2026-09-10", TO_CLAIM),
    "file_carrier_claim": ("2026-09-15", TO_CLAIM),
    "file_insurance_claim": ("2026-09-15", TO_CLAIM),
    "watch_tracking": (TODAY, IN_TWO_DAYS),
    "try_intercept": (TODAY, IN_TWO_DAYS),
    "check_proof_of_delivery": (TODAY, IN_TWO_DAYS),
    "take_photos": (TODAY, IN_TWO_DAYS),
    "report_to_channel": (TODAY, IN_TWO_DAYS),
    "ship_replacement": (TODAY, IN_TWO_DAYS),
    "check_on_latest_delivery": ("2026-09-09", {"amazon": "2026-09-11", ANYWHERE: None}),
    "follow_claim": (
        "2026-09-09",
        {"amazon": "2026-12-07", "ebay": "2026-10-08", "etsy": "2026-12-17", ANYWHERE: None},
    ),
    "check_on_wait_until": (None, IN_A_WEEK),
    "follow_up_choice": (None, IN_A_WEEK),
    "appeal_claim": (TODAY, {"amazon": "2026-10-01", "ebay": "2026-10-01", ANYWHERE: None}),
    "file_safet": (
        TODAY,
        {"amazon-us": "2026-10-14", "amazon-uk": "2026-11-13", "amazon-de": "2026-11-13", ANYWHERE: None},
    ),
    "do_not_refund_yourself": (TODAY, {ANYWHERE: None}),
}
"""The earliest and the latest moment of each action, reckoned by hand for `ORDER`."""

CARRIER_CODES = ("open_trace", "file_carrier_claim", "file_insurance_claim")


def planned(resolution: Resolution, channel: str, order: Raw | None = None, **top: object) -> dict[str, Action]:
    """Return the actions of a resolution for the order on a place of sale."""
    raw = ask_about("not_received", channel, ORDER | (order or {}), message_received=RECEIVED) | top
    request = read_request(raw, rulebook())
    facts = {"confirmed": "no", "parcel": "stalled"}
    actions, _ = plan_actions(request, resolution, facts, rulebook().policy(request.channel))
    return {action.code: action for action in actions}


def _text(moment: object) -> str | None:
    return None if moment is None else str(moment)


def _end(ends: Ends, channel: str) -> str | None:
    family = channel.partition("-")[0]
    return ends[next(key for key in (channel, family, ANYWHERE) if key in ends)]


def test_the_table_names_every_action_there_is() -> None:
    assert set(TABLE) == set(ACTION_CODES)


@pytest.mark.parametrize("channel", PLACES)
@pytest.mark.parametrize("resolution", Resolution)
def test_every_action_of_every_resolution_has_the_clock_of_the_table(resolution: Resolution, channel: str) -> None:
    actions = planned(resolution, channel)
    home = planned(resolution, channel, seller={"ships_from": "US"})
    assert set(actions) <= {"reply", *ACTIONS[resolution]}
    for code, action in actions.items():
        earliest, ends = TABLE[code]
        latest = TODAY if code == "refund" and resolution not in BACK else _end(ends, channel)
        # A parcel to another country than the channel's is sent where the carrier's holidays are the seller's.
        found = home[code] if code in CARRIER_CODES else action
        assert (_text(found.earliest), _text(found.latest)) == (earliest, latest), code


@pytest.mark.parametrize(
    ("channel", "latest"),
    [
        ("amazon-us", "2026-09-16"),
        ("amazon-uk", "2026-09-17"),
        ("amazon-de", "2026-09-17"),
        ("amazon-jp", "2026-09-15"),
    ],
)
def test_a_seller_abroad_has_another_clock_for_requests(channel: str, latest: str) -> None:
    for resolution, code in (
        (Resolution.ACCEPT_RETURN, "authorise_return"),
        (Resolution.CLAIM_ACCEPT_RETURN, "send_label"),
    ):
        assert _text(planned(resolution, channel, seller={"ships_from": "CN"})[code].latest) == latest


@pytest.mark.parametrize("day", ["2026-09-01", "2026-09-14"])
@pytest.mark.parametrize("code", ["cancel_on_channel", "confirm_shipment", "ship", "ship_faster", "do_not_ship"])
def test_what_is_due_by_ship_by_is_due_today_when_it_is_past(code: str, day: str) -> None:
    resolution = next(one for one, codes in ACTIONS.items() if code in codes)
    assert _text(planned(resolution, "amazon-us", {"ship_by": day})[code].latest) == TODAY


@pytest.mark.parametrize(
    ("channel", "day"),
    [("amazon-us", "29 Sep 2026"), ("amazon-de", "29 Sep 2026"), ("amazon-jp", "2 Oct 2026"), ("ebay-us", None)],
)
def test_a_held_parcel_tells_when_amazon_cancels_by_itself(channel: str, day: str | None) -> None:
    """Seven business days after the ship-by date; in Japan three days in a row are holidays that September."""
    for code in ("hold_parcel", "decide_at_ship_by"):
        note = planned(Resolution.ASK_FOR_CANCEL_REQUEST, channel)[code].note
        assert (note is None) is (day is None)
        assert day is None or (note is not None and f"cancels by itself after {day}" in note)


def test_a_held_parcel_that_was_cancelled_meanwhile_is_looked_at_first() -> None:
    action = planned(Resolution.ASK_FOR_CANCEL_REQUEST, "amazon-us", {"ship_by": "2026-09-01"})["hold_parcel"]
    assert (action.earliest, _text(action.latest), action.too_late) == (None, "2026-09-01", False)
    assert action.note == "The platform cancels by itself after 11 Sep 2026, which is past: look at the order first."


@pytest.mark.parametrize(
    ("channel", "note"),
    [
        ("amazon-us", "Only 1 of 3 units: adjust the order instead of cancelling all of it."),
        ("ebay-us", "eBay cancels whole orders only, and here it is 1 of 3 units."),
        ("etsy", None),
    ],
)
def test_some_of_the_units_are_not_a_whole_cancellation(channel: str, note: str | None) -> None:
    action = planned(Resolution.CANCEL_ORDER, channel, {"quantity": 3, "units": 1})["cancel_on_channel"]
    assert action.note == note
    assert planned(Resolution.CANCEL_ORDER, channel)["cancel_on_channel"].note is None


def test_the_insurers_last_day_stands_in_the_settings() -> None:
    seller: Raw = {"ships_from": "US", "insurer": "Example Insurance", "insurer_claim_days": 45}
    action = planned(Resolution.REFUND_LOST, "amazon-us", seller=seller)["file_insurance_claim"]
    assert (_text(action.earliest), _text(action.latest)) == ("2026-09-15", "2026-10-15")
    assert action.note == "The last day of Example Insurance comes from your settings: 45 days after the parcel left."
    unknown = planned(Resolution.REFUND_LOST, "amazon-us", {"shipped_on": None}, seller=seller)["file_insurance_claim"]
    assert (unknown.latest, unknown.note) == (
        None,
        "The last day of Example Insurance counts from the day the parcel left, which is not known here.",
    )


def test_an_insurer_who_closes_before_the_carrier_opens_leaves_no_day() -> None:
    seller: Raw = {"ships_from": "US", "insurer_claim_days": 15}
    order = {"shipped_on": "2026-09-08"}
    action = planned(Resolution.REFUND_LOST, "amazon-us", order, seller=seller | {"insurer_claim_days": 10})
    claim = action["file_insurance_claim"]
    assert (claim.earliest, _text(claim.latest), claim.too_late) == (None, "2026-09-18", False)
    assert claim.note is not None
    assert "opens on 23 Sep 2026 only, and ends on 18 Sep 2026: no day is left" in claim.note
    touching = planned(Resolution.REFUND_LOST, "amazon-us", order, seller=seller)["file_insurance_claim"]
    assert (_text(touching.earliest), _text(touching.latest)) == ("2026-09-23", "2026-09-23")


@pytest.mark.parametrize(
    ("resolution", "code", "today", "last"),
    [
        (Resolution.REFUND_LOST, "open_trace", "2026-10-31", "30 Oct 2026"),
        (Resolution.REFUND_LOST, "file_carrier_claim", "2026-10-31", "30 Oct 2026"),
        (Resolution.REFUND_LOST, "file_insurance_claim", "2026-10-31", "30 Oct 2026"),
        (Resolution.CLAIM_FROM_MARKETPLACE, "file_safet", "2026-10-15", "14 Oct 2026"),
        (Resolution.APPEAL_DEBIT, "appeal_claim", "2026-10-02", "1 Oct 2026"),
        (Resolution.MARKETPLACE_REFUNDS, "follow_claim", "2026-12-08", "7 Dec 2026"),
    ],
)
def test_what_nobody_takes_any_more_stays_in_the_list_and_says_so(
    resolution: Resolution, code: str, today: str, last: str
) -> None:
    """It is neither hidden nor due: the seller is told that it is over and what is left."""
    over = planned(resolution, "amazon-us", today=today)[code]
    assert over.too_late
    assert over.note is not None
    assert over.note.startswith(f"The last day for this was {last}. ")
    assert not planned(resolution, "amazon-us", today=str(over.latest))[code].too_late
    done = planned(resolution, "amazon-us", today=today, done=[code])[code]
    assert (done.too_late, done.note) == (False, None)


def test_an_hour_to_answer_a_claim_ends_it() -> None:
    order = {"answer_by": "2026-09-15T12:00:00-07:00"}
    for hour, is_over in (("11:59", False), ("12:01", True)):
        now = f"2026-09-15T{hour}:00-07:00"
        assert planned(Resolution.CLAIM_CONTEST, "amazon-us", order, today=now)["answer_claim"].too_late is is_over


def test_a_late_reply_or_refund_can_still_be_made() -> None:
    actions = planned(Resolution.REFUND_RETURN, "amazon-us", today="2026-10-30")
    assert {code: (action.earliest, action.too_late, action.note) for code, action in actions.items()} == {
        "reply": (None, False, None),
        "refund": (None, False, None),
    }
    assert _text(actions["refund"].latest) == "2026-09-18"
