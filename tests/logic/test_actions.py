"""What the seller has to do, and by when: every clock reckoned by hand."""

import pytest

from tests.requests import Raw, ask_about, codes, decided, late_parcel, return_wish, span

TODAY, IN_TWO_DAYS = "2026-09-15", "2026-09-17"
UNSENT: Raw = {"shipped": "no", "confirmed": "no"}
PAID = {"item_price": "25.00", "shipping_paid": "4.99"}


def _parcel(state: str, **answers: str) -> Raw:
    return late_parcel(answers={"parcel": state, "protected": "no"} | answers)


def _wish(situation: str, channel: str = "amazon-us", order: Raw | None = None, **answers: str) -> Raw:
    return ask_about(situation, channel, PAID | (order or {}), answers)


LISTED: list[tuple[Raw, str, str]] = [
    (_wish("cancel", **UNSENT, official_request="no", self_cancel_open="yes"), "buyer_cancels", "hold_parcel"),
    (
        _wish("cancel", **UNSENT, official_request="no", self_cancel_open="no"),
        "ask_for_cancel_request",
        "hold_parcel decide_at_ship_by",
    ),
    (_wish("cancel", **UNSENT, official_request="yes"), "cancel_order", "cancel_on_channel"),
    (_wish("cancel", shipped="no", confirmed="yes"), "refund_unsent", "refund do_not_ship"),
    (
        _wish("cancel", shipped="yes", confirmed="no"),
        "return_after_delivery",
        "confirm_shipment watch_tracking refund_when_back",
    ),
    (_wish("cancel", shipped="yes", confirmed="yes"), "return_after_delivery", "watch_tracking refund_when_back"),
    (_wish("cancel", "ebay-us", shipped="yes"), "return_after_delivery", "watch_tracking refund_when_back"),
    (_wish("change_item", **UNSENT, official_request="yes"), "cancel_and_reorder", "cancel_on_channel"),
    (
        _wish("change_item", **UNSENT, official_request="no"),
        "request_cancel_and_reorder",
        "hold_parcel decide_at_ship_by",
    ),
    (_wish("change_item", shipped="no", confirmed="yes"), "refund_and_reorder", "refund do_not_ship"),
    (_wish("faster_shipping", shipped="no", willing="yes"), "upgrade_free", "ship_faster"),
    (_wish("faster_shipping", shipped="no", willing="no"), "keep_service", ""),
    (_wish("faster_shipping", shipped="yes"), "explain_delivery_time", "check_on_latest_delivery"),
    (_wish("change_address", shipped="yes", parcel="moving"), "address_locked", "try_intercept watch_tracking"),
    (_wish("change_address", shipped="yes", parcel="delivered"), "delivered_as_addressed", "check_proof_of_delivery"),
    (_parcel("returning"), "refund_when_back", "watch_tracking refund_when_back"),
    (_parcel("returned"), "refund_now_back", "refund"),
    (_parcel("returned", remedy="replacement"), "send_again", "ship_replacement"),
    (_parcel("lost", remedy="replacement"), "send_again", "ship_replacement open_trace"),
    (_wish("not_received", shipped="no", ship_overdue="no"), "confirm_ship_date", "ship"),
    (
        _wish("not_received", shipped="no", ship_overdue="yes", can_ship="yes", new_ship_date="2026-09-18"),
        "ship_late",
        "ship confirm_shipment",
    ),
    (_wish("cannot_ship", confirmed="no"), "cancel_unshippable", "cancel_on_channel"),
    (_parcel("stalled", overdue="no"), "share_tracking", "check_on_latest_delivery open_trace"),
    (_parcel("moving", overdue="no"), "share_tracking", "check_on_latest_delivery"),
    (_parcel("delivered"), "check_delivery", "open_trace check_proof_of_delivery"),
    (_parcel("delivered", checked="yes"), "refund_undelivered", "refund"),
    (_parcel("delivered", checked="yes", remedy="decline"), "stand_by_delivery", ""),
    (_parcel("stalled"), "refund_late", "refund open_trace file_carrier_claim"),
    (_parcel("lost"), "refund_lost", "refund open_trace file_carrier_claim"),
    (_parcel("moving"), "refund_or_wait", "follow_up_choice open_trace"),
    (_parcel("moving", buyer_choice="wait"), "wait_agreed", "check_on_wait_until"),
    (
        late_parcel(answers={"parcel": "stalled", "protected": "yes"}),
        "marketplace_refunds",
        "do_not_refund_yourself open_trace follow_claim",
    ),
    (return_wish(authorised="yes"), "return_authorised", "refund_when_back"),
    (return_wish(window="open"), "accept_return", "authorise_return refund_when_back"),
    (return_wish(window="open", offer="exchange"), "accept_exchange", "authorise_return ship_replacement"),
    (return_wish(reason="damaged"), "accept_return_seller_pays", "send_label refund_when_back"),
    (return_wish(window="closed", late_choice="accept"), "accept_late_return", "authorise_return inspect_return"),
    (return_wish(window="closed", late_choice="decline"), "decline_return", ""),
    (return_wish(reason="damaged", offer="replacement"), "send_replacement", "ship_replacement"),
    (return_wish(reason="missing_parts", offer="part"), "send_part", "ship_replacement"),
    (return_wish(reason="damaged", offer="partial", partial_amount="5.00"), "offer_partial_refund", "follow_up_choice"),
    (return_wish(reason="damaged", offer="keep"), "refund_keep_item", "refund"),
]


@pytest.mark.parametrize(("raw", "resolution", "actions"), LISTED)
def test_each_resolution_has_the_actions_of_the_contract(raw: Raw, resolution: str, actions: str) -> None:
    assert decided(raw).resolution == resolution
    assert codes(raw) == actions.split()


@pytest.mark.parametrize(
    ("channel", "received", "latest"),
    [
        ("amazon-us", "2026-09-12T18:05:00-07:00", "2026-09-13T18:05:00-07:00"),  # weekends included
        ("amazon-us", "2026-10-31T18:05:00-07:00", "2026-11-01T17:05:00-08:00"),  # summer time ends
        ("amazon-us", "2026-03-07T10:00:00-08:00", "2026-03-08T11:00:00-07:00"),  # summer time begins
        ("amazon-de", "2026-09-12T18:05:00Z", "2026-09-13T20:05:00+02:00"),
        ("amazon-us", "2026-09-12", "2026-09-13"),
        ("etsy", "2026-09-12T18:00:00+00:00", "2026-09-14T18:00:00+00:00"),
        ("ebay-us", "2026-11-24", "2026-11-30"),  # Thanksgiving on Thursday, 26 November, and a weekend
        ("ebay-us", "2026-11-09", "2026-11-13"),  # Veterans Day on Wednesday, 11 November
        ("ebay-us", "2026-11-10T02:00:00Z", "2026-11-13"),  # still the 9th on that site
        ("ebay-de", "2026-11-09", "2026-11-12"),
        ("shop-us", "2026-09-12T18:05:00-07:00", None),
    ],
)
def test_the_reply_clock(channel: str, received: str, latest: str | None) -> None:
    raw = _wish("faster_shipping", channel, shipped="yes") | {"message_received": received}
    assert span(raw, "reply") == (None, latest)
    assert codes(raw)[0] == "reply"
    assert "reply" not in codes(_wish("faster_shipping", channel, shipped="yes"))


def test_what_is_done_is_marked() -> None:
    raw = late_parcel() | {"message_received": TODAY, "done": ["reply", "refund"]}
    assert {action.code: action.done for action in decided(raw).actions} == {
        "reply": True,
        "refund": True,
        "open_trace": False,
        "file_carrier_claim": False,
    }


@pytest.mark.parametrize("action", ["hold_parcel", "decide_at_ship_by"])
def test_a_parcel_is_held_until_the_ship_by_date(action: str) -> None:
    facts = UNSENT | {"official_request": "no", "self_cancel_open": "no"}
    assert span(_wish("cancel", order={"ship_by": "2026-09-18"}, **facts), action) == (TODAY, "2026-09-18")
    assert span(_wish("cancel", **facts), action) == (TODAY, None)


@pytest.mark.parametrize(
    ("action", "raw"),
    [
        ("cancel_on_channel", _wish("cancel", **UNSENT, official_request="yes")),
        ("do_not_ship", _wish("cancel", shipped="no", confirmed="yes")),
        ("confirm_shipment", _wish("cancel", shipped="yes", confirmed="no")),
        ("ship_faster", _wish("faster_shipping", shipped="no", willing="yes")),
        ("ship", _wish("not_received", shipped="no", ship_overdue="no")),
    ],
)
def test_what_is_due_by_ship_by_is_due_today_once_it_is_past(action: str, raw: Raw) -> None:
    for day, latest in (("2026-09-18", "2026-09-18"), ("2026-09-10", TODAY)):
        assert span(raw | {"order": raw["order"] | {"ship_by": day}}, action) == (TODAY, latest)


@pytest.mark.parametrize(
    ("channel", "returned", "today", "latest"),
    [
        ("amazon-us", "2026-09-14", TODAY, "2026-09-18"),
        ("amazon-de", "2026-09-14", TODAY, "2026-09-16"),
        ("amazon-uk", "2026-09-11", TODAY, "2026-09-15"),
        ("ebay-us", "2026-09-14", TODAY, "2026-09-16"),
        ("ebay-us", "2026-11-25", "2026-11-25", "2026-11-30"),
        ("etsy", "2026-09-14", TODAY, TODAY),
        ("shop-us", "2026-09-14", TODAY, TODAY),
        # The rule of the day on which the return arrived: 2 business days until 25 January 2026, then 4 days.
        ("amazon-us", "2026-01-24", "2026-01-27", "2026-01-27"),
        ("amazon-us", "2026-01-26", "2026-01-27", "2026-01-30"),
    ],
)
def test_the_refund_clock_once_the_parcel_is_back(channel: str, returned: str, today: str, latest: str) -> None:
    answers = {"parcel": "returned"}
    raw = late_parcel(channel, answers, shipped_on="2026-01-05", returned_on=returned) | {"today": today}
    assert span(raw, "refund") == (today, latest)


def test_other_refunds_are_due_today() -> None:
    assert span(late_parcel(), "refund") == (TODAY, TODAY)


def test_a_refund_that_waits_for_the_return_has_no_clock_before_it_is_back() -> None:
    raw = return_wish(reason="damaged")
    assert span(raw, "refund_when_back") == (None, None)
    back = return_wish(order={"returned_on": "2026-09-14"}, reason="damaged")
    assert span(back, "refund_when_back") == ("2026-09-14", "2026-09-18")


def test_an_own_shop_in_the_eu_refunds_within_the_laws_days_from_the_notice() -> None:
    order = {"delivered_on": "2026-09-01", "return_requested_on": "2026-09-08", "returned_on": "2026-09-14"}
    assert span(return_wish("shop-eu", order), "refund_when_back") == ("2026-09-14", "2026-09-22")
    late = order | {"returned_on": "2026-09-25"}
    assert span(return_wish("shop-eu", late), "refund_when_back") == ("2026-09-25", "2026-09-25")
    trade = return_wish("shop-eu", order | {"business": True}, window="open")
    assert span(trade, "refund_when_back") == ("2026-09-14", None)


@pytest.mark.parametrize(
    ("channel", "seller", "latest"),
    [
        ("amazon-us", {}, "2026-09-15"),
        ("amazon-us", {"ships_from": "US"}, "2026-09-15"),
        ("amazon-us", {"ships_from": "CN"}, "2026-09-16"),
        ("amazon-us", {"ships_from": "CN", "return_countries": ["US"]}, "2026-09-15"),
        ("amazon-uk", {"ships_from": "CN"}, "2026-09-17"),
        ("amazon-de", {"ships_from": "CN"}, "2026-09-17"),
        ("amazon-fr", {"ships_from": "DE"}, "2026-09-17"),
        ("amazon-jp", {"ships_from": "CN"}, "2026-09-15"),
        ("ebay-us", {"ships_from": "CN"}, "2026-09-17"),
        ("etsy", {}, "2026-09-16"),
        ("shop-us", {}, None),
    ],
)
def test_a_request_for_return_is_answered_in_time(channel: str, seller: Raw, latest: str | None) -> None:
    order = {"return_requested_on": "2026-09-14"}
    assert span(return_wish(channel, order, window="open") | {"seller": seller}, "authorise_return") == (TODAY, latest)
    assert span(return_wish(channel, order, reason="damaged") | {"seller": seller}, "send_label") == (TODAY, latest)


@pytest.mark.parametrize(("today", "latest"), [("2025-08-10", "2025-08-14"), ("2025-08-11", "2025-08-14")])
def test_a_clock_is_the_one_of_today(today: str, latest: str) -> None:
    """Four days for a seller abroad until 10 August 2025, three from then on."""
    raw = return_wish("amazon-uk", {"return_requested_on": today}, reason="damaged")
    assert span(raw | {"today": today, "seller": {"ships_from": "CN"}}, "send_label") == (today, latest)


def test_an_hour_that_is_known_counts() -> None:
    raw = return_wish(window="open") | {"message_received": "2026-09-14T18:00:00-07:00"}
    assert span(raw, "authorise_return") == (TODAY, "2026-09-15T18:00:00-07:00")


def test_the_carriers_days() -> None:
    """USPS: search after 7 business days (Labor Day is none), claim from day 15, both until day 60."""
    raw = late_parcel(insured_amount="30.00")
    assert span(raw, "open_trace") == ("2026-09-10", "2026-10-30")
    assert span(raw, "file_carrier_claim") == ("2026-09-15", "2026-10-30")
    assert span(raw, "file_insurance_claim") == ("2026-09-15", "2026-10-30")
    assert span(late_parcel(carrier="Carrier nobody knows"), "open_trace") == (None, None)


@pytest.mark.parametrize("number", [None, ...])
def test_only_a_tracked_parcel_is_searched_for(number: object) -> None:
    answers = {"protected": "no"} if number is None else {"parcel": "lost", "protected": "no"}
    assert codes(late_parcel(tracking_number=number, answers=answers)) == ["refund"]


@pytest.mark.parametrize(
    ("action", "raw"),
    [
        ("watch_tracking", _parcel("returning")),
        ("try_intercept", _wish("change_address", shipped="yes", parcel="moving")),
        ("check_proof_of_delivery", _parcel("delivered")),
        ("ship_replacement", _parcel("lost", remedy="replacement")),
    ],
)
def test_small_tasks_take_the_days_of_the_settings(action: str, raw: Raw) -> None:
    assert span(raw, action) == (TODAY, IN_TWO_DAYS)
    assert span(raw | {"seller": {"task_days": 5}}, action) == (TODAY, "2026-09-20")


@pytest.mark.parametrize(
    ("channel", "latest"), [("amazon-us", "2026-09-23"), ("ebay-us", None), ("etsy", None), ("shop-us", None)]
)
def test_a_parcel_in_time_is_looked_at_the_day_after_it_is_due(channel: str, latest: str | None) -> None:
    raw = late_parcel(channel, {"parcel": "moving"}, latest_delivery="2026-09-20")
    assert span(raw, "check_on_latest_delivery") == ("2026-09-21", latest)


@pytest.mark.parametrize(("channel", "latest"), [("amazon-us", "2026-12-07"), ("etsy", "2026-12-17")])
def test_a_claim_is_followed_until_it_closes(channel: str, latest: str) -> None:
    raw = late_parcel(channel, {"parcel": "lost", "protected": "yes"})
    assert span(raw, "follow_claim") == ("2026-09-09", latest)
    assert span(raw, "do_not_refund_yourself") == (TODAY, None)


def test_the_buyers_choice_is_followed_up() -> None:
    assert span(_parcel("moving"), "follow_up_choice") == (None, "2026-09-22")
    assert span(_parcel("moving") | {"seller": {"wait_days": 3}}, "follow_up_choice") == (None, "2026-09-18")
    agreed = late_parcel(
        wait_until="2026-09-29", answers={"parcel": "moving", "protected": "no", "buyer_choice": "wait"}
    )
    assert span(agreed, "check_on_wait_until") == (None, "2026-09-29")


def test_a_clock_names_the_policy_behind_it() -> None:
    found = decided(late_parcel(answers={"parcel": "returned"}, returned_on="2026-09-14"))
    assert [action.policy_key for action in found.actions] == ["refund.deadline"]
    (entry,) = [entry for entry in found.policy if entry.key == "refund.deadline"]
    assert (entry.number, entry.unit, entry.confidence) == (4, "calendar_days", "reported")
    assert entry.source[0].startswith("https://")
