"""Where each fact comes from: order, calendar, default or answer; and what cannot be true together."""

import pytest

from tests.requests import Raw, ask_about, asked, decided, facts_of, late_parcel, refused, return_wish


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ({"shipped_on": "2026-09-01"}, ("yes", "order")),
        ({"shipped_on": None}, ("no", "order")),
        ({"delivered_on": "2026-09-01"}, ("yes", "order")),
        ({"last_scan_on": "2026-09-01"}, ("yes", "order")),
        ({"shipped_on": None, "delivered_on": "2026-09-01"}, ("yes", "order")),
    ],
)
def test_shipped_is_told_by_the_order(order: Raw, expected: tuple[str, str]) -> None:
    assert facts_of(ask_about("faster_shipping", order=order, answers={"willing": "no"}))["shipped"] == expected


def test_an_absent_shipping_day_is_unknown_and_an_answered_one_counts_as_answer() -> None:
    assert asked(ask_about("faster_shipping")).choices == ("yes", "no")
    day = ask_about("faster_shipping", answers={"shipped_on": "2026-09-01"})
    assert facts_of(day)["shipped"] == ("yes", "answer")
    fact = ask_about("faster_shipping", order={"shipped_on": "2026-09-01"}, answers={"shipped": "no", "willing": "no"})
    assert facts_of(fact)["shipped"] == ("no", "answer")


@pytest.mark.parametrize(
    ("ordered", "today", "expected"),
    [
        ("2026-09-15T10:00:00-07:00", "2026-09-15T10:30:00-07:00", "yes"),
        ("2026-09-15T10:00:00-07:00", "2026-09-15T10:30:01-07:00", "no"),
        ("2026-09-15T10:00:00-07:00", "2026-09-15T17:29:00+00:00", "yes"),
        ("2026-09-14", "2026-09-15", "no"),
        ("2026-09-14T23:50:00-07:00", "2026-09-15", "no"),
        ("2026-09-14", "2026-09-15T00:10:00-07:00", "no"),
    ],
)
def test_the_free_time_is_thirty_minutes_inclusive(ordered: str, today: str, expected: str) -> None:
    answers = {"shipped": "no", "confirmed": "no", "official_request": "no"}
    raw = ask_about("cancel", order={"ordered_at": ordered}, answers=answers, today=today)
    assert facts_of(raw)["self_cancel_open"] == (expected, "calendar")


@pytest.mark.parametrize("order", [{"ordered_at": "2026-09-15"}, {"ordered_at": None}, {}])
def test_the_free_time_of_the_same_day_is_asked(order: Raw) -> None:
    answers = {"shipped": "no", "confirmed": "no", "official_request": "no"}
    assert asked(ask_about("cancel", order=order, answers=answers)).fact == "self_cancel_open"


def test_a_parcel_that_left_within_the_free_time_is_shipped() -> None:
    order = {"ordered_at": "2026-09-15T10:00:00-07:00", "shipped_on": "2026-09-15"}
    raw = ask_about("cancel", order=order, answers={"confirmed": "yes"}, today="2026-09-15T10:10:00-07:00")
    assert facts_of(raw) == {"shipped": ("yes", "order"), "confirmed": ("yes", "answer")}
    left_unsaid = ask_about("cancel", order=order, today="2026-09-15T10:10:00-07:00")
    assert asked(left_unsaid).fact == "confirmed"


@pytest.mark.parametrize(("day", "expected"), [("2026-09-14", "yes"), ("2026-09-15", "no"), ("2026-09-16", "no")])
def test_a_day_is_over_only_on_the_next(day: str, expected: str) -> None:
    unsent = ask_about("not_received", order={"ship_by": day}, answers={"shipped": "no", "can_ship": "no"})
    assert facts_of(unsent)["ship_overdue"] == (expected, "calendar")
    moving = late_parcel(latest_delivery=day, answers={"parcel": "moving", "protected": "no"})
    assert facts_of(moving)["overdue"] == (expected, "calendar")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ({"delivered_on": "2026-09-07"}, ("delivered", "order")),
        ({"tracking_number": None}, ("untracked", "order")),
        ({"tracking_number": None, "delivered_on": "2026-09-07"}, ("delivered", "order")),
    ],
)
def test_the_parcel_is_told_by_the_order(order: Raw, expected: tuple[str, str]) -> None:
    assert facts_of(late_parcel(answers={"protected": "no"}, **order))["parcel"] == expected


def test_an_absent_number_is_unknown_and_not_untracked() -> None:
    unknown = asked(late_parcel(tracking_number=..., answers={}))
    assert (unknown.fact, set(unknown.choices)) == (
        "parcel",
        {"moving", "stalled", "lost", "delivered", "returning", "returned", "untracked"},
    )
    known = asked(late_parcel(answers={}))
    assert known.fact == "parcel"
    assert "untracked" not in known.choices
    assert "untracked" not in asked(late_parcel(tracking_number=..., answers={"protected": "yes"})).choices
    assert facts_of(late_parcel(tracking_number=..., answers={"tracking_number": None}))["parcel"] == (
        "untracked",
        "answer",
    )


@pytest.mark.parametrize(
    ("channel", "carrier", "scan", "expected"),
    [
        # USPS: 7 business days; Labor Day, 7 September 2026, does not count.
        ("amazon-us", "USPS", "2026-09-03", "stalled"),
        ("amazon-us", "USPS", "2026-09-04", "moving"),
        # DHL Paket: 7 calendar days.
        ("amazon-de", "DHL Paket", "2026-09-08", "stalled"),
        ("amazon-de", "DHL Paket", "2026-09-09", "moving"),
    ],
)
def test_a_parcel_stalls_after_the_carriers_days(channel: str, carrier: str, scan: str, expected: str) -> None:
    raw = late_parcel(channel, carrier=carrier, last_scan_on=scan, answers={"protected": "no"})
    assert facts_of(raw)["parcel"] == (expected, "calendar")


@pytest.mark.parametrize(("scan", "expected"), [("2026-09-08", "stalled"), ("2026-09-09", "moving")])
def test_a_parcel_abroad_has_the_carriers_days_for_abroad(scan: str, expected: str) -> None:
    """USPS to another country: 7 calendar days."""
    raw = late_parcel(last_scan_on=scan, buyer_country="CA", answers={"protected": "no"})
    assert facts_of(raw)["parcel"] == (expected, "calendar")


@pytest.mark.parametrize(
    ("channel", "carrier", "due", "expected"),
    [
        ("amazon-uk", "Royal Mail", "2026-09-01", "stalled"),  # due date and 10 working days
        ("amazon-uk", "Royal Mail", "2026-09-02", "moving"),
        ("amazon-us", "UPS", "2026-09-14", "stalled"),  # 24 hours after the expected delivery
    ],
)
def test_some_carriers_count_from_the_day_it_was_due(channel: str, carrier: str, due: str, expected: str) -> None:
    order = {"carrier": carrier, "latest_delivery": due, "last_scan_on": "2026-08-20"}
    assert facts_of(late_parcel(channel, answers={"protected": "no"}, **order))["parcel"] == (expected, "calendar")


@pytest.mark.parametrize("carrier", ["FedEx", "DHL Express", "Colissimo", "Carrier nobody knows", ...])
def test_a_carrier_without_a_figure_is_asked_about(carrier: object) -> None:
    question = asked(late_parcel(carrier=carrier, last_scan_on="2026-09-01", answers={"protected": "no"}))
    assert question.fact == "parcel"


@pytest.mark.parametrize("channel", ["amazon-us", "etsy"])
def test_protection_is_asked_where_there_is_one(channel: str) -> None:
    assert asked(late_parcel(channel, answers={"parcel": "stalled"})).fact == "protected"


def test_what_was_sent_without_tracking_is_not_asked_about_protection() -> None:
    found = facts_of(late_parcel("etsy", {}, tracking_number=None))
    assert (found["parcel"], found["protected"]) == (("untracked", "order"), ("no", "order"))


@pytest.mark.parametrize("channel", ["ebay-us", "shop-us"])
def test_elsewhere_nothing_is_protected(channel: str) -> None:
    assert facts_of(late_parcel(channel, answers={"parcel": "stalled"}))["protected"] == ("no", "channel")


def test_defaults_are_shown_and_never_asked() -> None:
    moving = late_parcel(answers={"parcel": "moving", "protected": "no"})
    assert facts_of(moving)["buyer_choice"] == ("open", "default")
    assert facts_of(late_parcel())["remedy"] == ("refund", "default")
    assert facts_of(late_parcel(answers={"parcel": "delivered"}))["checked"] == ("no", "default")


@pytest.mark.parametrize(
    ("until", "choice", "expected"),
    [
        ("2026-09-14", "wait", ("refund", "calendar")),
        ("2026-09-15", "wait", ("wait", "answer")),
        ("2026-09-14", None, ("refund", "calendar")),
        ("2026-09-15", None, ("open", "default")),
        ("2026-09-14", "replacement", ("replacement", "answer")),
    ],
)
def test_an_agreed_wait_that_is_over_counts_as_refund(
    until: str, choice: str | None, expected: tuple[str, str]
) -> None:
    answers: Raw = {"parcel": "moving", "protected": "no"} | ({"buyer_choice": choice} if choice else {})
    assert facts_of(late_parcel(wait_until=until, answers=answers))["buyer_choice"] == expected


@pytest.mark.parametrize(
    ("channel", "reason", "fault"),
    [
        *(
            ("amazon-us", reason, "buyer")
            for reason in ("unwanted", "ordered_by_mistake", "better_price", "wrong_size")
        ),
        *(("etsy", reason, "seller") for reason in ("arrived_late", "damaged", "defective", "missing_parts")),
        *(("ebay-us", reason, "seller") for reason in ("wrong_item", "not_as_described")),
        *(("amazon-jp", reason, "seller") for reason in ("quality", "incompatible")),
        *((channel, "quality", "buyer") for channel in ("amazon-us", "amazon-de", "ebay-uk", "etsy", "shop-jp")),
        *((channel, "incompatible", "buyer") for channel in ("amazon-us", "amazon-fr", "shop-eu")),
    ],
)
def test_the_reason_tells_whose_fault_it_is(channel: str, reason: str, fault: str) -> None:
    known = {"reason": reason, "offer": "return", "returnable": "yes", "window": "open"}
    raw = ask_about("return", channel, answers=known | ({"authorised": "no"} if channel.startswith("amazon") else {}))
    assert facts_of(raw)["fault"][0] == fault


def test_fault_may_be_said_outright_and_outranks_the_reason() -> None:
    assert facts_of(ask_about("return", "ebay-us", answers={"fault": "seller", "offer": "return"}))["fault"] == (
        "seller",
        "answer",
    )
    assert facts_of(return_wish(fault="seller"))["fault"] == ("seller", "answer")


def test_a_reason_by_an_unread_table_is_called_unconfirmed() -> None:
    """Official on Amazon in the EU, a draft elsewhere."""
    for channel, expected in (("amazon-de", set()), ("amazon-us", {"unconfirmed_value"})):
        raw = return_wish(channel, reason="quality", window="open")
        assert {guard.code for guard in decided(raw).guards} & {"unconfirmed_value"} == expected


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"parcel": "untracked", "protected": "yes"}, "answers.protected"),
        ({"shipped": "no", "parcel": "lost"}, "answers.parcel"),
        ({"shipped": "no", "parcel": "untracked"}, "answers.parcel"),
        ({"parcel": "moving", "remedy": "decline"}, "answers.remedy"),
        ({"parcel": "delivered", "remedy": "decline"}, "answers.remedy"),
        ({"parcel": "delivered", "checked": "no", "remedy": "decline"}, "answers.remedy"),
        ({"shipped": "no", "remedy": "decline"}, "answers.remedy"),
    ],
)
def test_answers_that_cannot_both_be_true_are_refused(answers: Raw, field: str) -> None:
    assert refused(ask_about("not_received", answers=answers)) == field


@pytest.mark.parametrize("offer", ["replacement", "part"])
@pytest.mark.parametrize("known", [{"fault": "buyer"}, {"reason": "unwanted"}])
def test_a_replacement_is_for_the_sellers_fault_only(offer: str, known: Raw) -> None:
    assert refused(ask_about("return", "ebay-us", answers=known | {"offer": offer})) == "answers.offer"


@pytest.mark.parametrize("known", [{"fault": "seller"}, {"reason": "defective"}])
def test_an_exchange_is_for_the_buyers_wish_only(known: Raw) -> None:
    assert refused(ask_about("return", "ebay-us", answers=known | {"offer": "exchange"})) == "answers.offer"
    assert "exchange" not in asked(ask_about("return", "ebay-us", answers=known)).choices


def test_free_time_and_shipped_cannot_both_be_answered() -> None:
    assert refused(ask_about("cancel", answers={"shipped": "yes", "self_cancel_open": "yes"})) == (
        "answers.self_cancel_open"
    )


def test_a_derived_value_that_cannot_be_gives_way() -> None:
    """Where the seller says protected, the parcel was tracked whatever the order says, so how it fares is asked."""
    question = asked(late_parcel(tracking_number=None, answers={"protected": "yes"}))
    assert question.fact == "parcel"
    assert "untracked" not in question.choices

    unsent = ask_about("not_received", order={"delivered_on": "2026-09-01", "ship_by": None}, answers={"shipped": "no"})
    assert asked(unsent).fact == "ship_overdue"


@pytest.mark.parametrize("channel", ["ebay-us", "etsy", "shop-uk"])
@pytest.mark.parametrize("fact", ["official_request", "self_cancel_open", "authorised"])
def test_a_fixed_fact_takes_no_other_answer(channel: str, fact: str) -> None:
    fixed = {"official_request": "yes", "self_cancel_open": "no", "authorised": "no"}[fact]
    other = "no" if fixed == "yes" else "yes"
    # Checked before any question, whether or not the table reads the fact.
    assert refused(ask_about("faster_shipping", channel, answers={fact: other})) == f"answers.{fact}"
    assert asked(ask_about("faster_shipping", channel, answers={fact: fixed})).fact == "shipped"


@pytest.mark.parametrize(("channel", "fact"), [("ebay-us", "protected"), ("shop-us", "protected")])
def test_no_protection_can_be_claimed_where_there_is_none(channel: str, fact: str) -> None:
    assert refused(ask_about("not_received", channel, answers={fact: "yes"})) == f"answers.{fact}"


@pytest.mark.parametrize("shipped", ["yes", "no"])
def test_outside_amazon_confirmed_is_shipped(shipped: str) -> None:
    other = "no" if shipped == "yes" else "yes"
    assert refused(ask_about("cancel", "ebay-us", answers={"shipped": shipped, "confirmed": other})) == (
        "answers.confirmed"
    )
    raw = ask_about("cancel", "ebay-us", {"item_price": "5.00"}, {"shipped": shipped})
    assert facts_of(raw)["confirmed"] == (shipped, "channel")
    told = {"shipped_on": "2026-09-01" if shipped == "yes" else None}
    assert refused(ask_about("cancel", "ebay-us", told, {"confirmed": other})) == "answers.confirmed"


def test_what_was_not_sent_cannot_be_sold_out_after_shipping() -> None:
    assert refused(ask_about("cannot_ship", order={"shipped_on": "2026-09-01"})) == "situation"
    assert refused(ask_about("cannot_ship", answers={"shipped": "yes"})) == "answers.shipped"
    assert asked(ask_about("cannot_ship", order={"shipped_on": None})).fact == "confirmed"


def test_decline_exists_only_for_a_missing_parcel() -> None:
    assert refused(ask_about("change_address", answers={"remedy": "decline"})) == "answers.remedy"


def test_no_returns_on_ebay_does_not_count_for_buyers_in_the_eu_and_uk() -> None:
    seller = {"no_returns": True}
    known = {"reason": "unwanted"}
    us = ask_about("return", "ebay-us", answers=known, seller=seller)
    assert decided(us).resolution == "decline_return"
    assert facts_of(us)["returnable"][0] == "no"
    for channel, order in (("ebay-de", {}), ("ebay-uk", {}), ("ebay-us", {"buyer_country": "FR"})):
        assert asked(ask_about("return", channel, order, known, seller=seller)).fact == "returnable"
    faulty = ask_about("return", "ebay-us", answers={"reason": "damaged", "offer": "return"}, seller=seller)
    assert decided(faulty).resolution == "accept_return_seller_pays"
