"""The return window: the platform's days, the season's date, the law's fourteen days, the seller's own terms."""

import pytest

from app.logic.decision import Question
from tests.requests import Raw, answer, asked, decided, facts_of, refused, return_wish

WINTER = {"ordered_at": "2026-02-02", "delivered_on": "2026-02-05", "latest_delivery": "2026-02-10"}


def _window(channel: str, order: Raw, requested: str, **top: object) -> str:
    """Return open or closed, or the fact that is asked for it."""
    found = answer(return_wish(channel, order | {"return_requested_on": requested}, late_choice="accept") | top)
    if isinstance(found, Question):
        return f"asks {found.fact}"
    return next(fact.value for fact in found.facts if fact.fact == "window")


@pytest.mark.parametrize(
    ("category", "last", "after"),
    [
        ("general", "2026-03-12", "2026-03-13"),
        ("apple", "2026-02-25", "2026-02-26"),
        ("baby", "2026-05-11", "2026-05-12"),
        ("renewed", "2026-05-11", "2026-05-12"),
        ("mattress", "2026-05-11", "2026-05-12"),
        ("wedding", "2026-08-09", "2026-08-10"),
        ("renewed_premium", "2027-02-10", "2027-02-11"),
        ("baby_registry", "2027-02-10", "2027-02-11"),
    ],
)
def test_amazon_us_counts_the_categorys_days_from_the_later_day(category: str, last: str, after: str) -> None:
    order = WINTER | {"category": category}
    assert _window("amazon-us", order, last) == "open"
    assert _window("amazon-us", order, after) == "closed"


def test_a_delivery_after_the_latest_day_counts_from_there() -> None:
    order = WINTER | {"category": "general", "delivered_on": "2026-02-12"}
    assert _window("amazon-us", order, "2026-03-14") == "open"
    assert _window("amazon-us", order, "2026-03-15") == "closed"


def test_the_number_of_the_order_day_counts() -> None:
    """Amazon in the EU gave electronics 30 days for orders until 24 March 2024, and 14 from then on."""
    order = {"category": "electronics_media", "delivered_on": "2024-03-27"}
    assert _window("amazon-de", order | {"ordered_at": "2024-03-24"}, "2024-04-26") == "open"
    assert _window("amazon-de", order | {"ordered_at": "2024-03-24"}, "2024-04-27") == "closed"
    assert _window("amazon-de", order | {"ordered_at": "2024-03-25"}, "2024-04-10") == "open"
    assert _window("amazon-de", order | {"ordered_at": "2024-03-25"}, "2024-04-11") == "closed"


def test_the_category_is_asked_only_when_the_result_hangs_on_it() -> None:
    assert _window("amazon-us", WINTER, "2026-02-25") == "open"
    assert _window("amazon-us", WINTER, "2026-02-26") == "asks category"
    assert _window("amazon-us", WINTER, "2027-02-11") == "closed"
    question = asked(return_wish(order=WINTER | {"return_requested_on": "2026-02-26"}))
    assert question.choices == (
        "general",
        "apple",
        "baby",
        "renewed",
        "mattress",
        "wedding",
        "renewed_premium",
        "baby_registry",
    )
    german = asked(return_wish("amazon-de", WINTER | {"return_requested_on": "2026-03-01"}))
    assert (german.fact, german.choices) == ("category", ("general", "electronics_media"))


@pytest.mark.parametrize("channel", ["amazon-us", "amazon-uk", "ebay-de", "etsy", "shop-us"])
def test_another_category_is_refused(channel: str) -> None:
    assert refused(return_wish(channel, {"category": "electronics_media"})) == "order.category"
    assert refused(return_wish(channel, category="groceries")) == "answers.category"


@pytest.mark.parametrize(
    ("channel", "ordered", "category", "last", "after"),
    [
        ("amazon-us", "2025-11-01", "general", "2026-01-31", "2026-02-01"),
        ("amazon-us", "2025-11-10", "apple", "2026-01-15", "2026-01-16"),
        ("amazon-us", "2025-11-10", "baby", "2026-02-18", "2026-02-19"),  # 90 days from 20 Nov are later
        ("amazon-us", "2025-10-31", "general", "2025-12-20", "2025-12-21"),
        ("amazon-us", "2025-11-01T06:59:59Z", "general", "2025-12-20", "2025-12-21"),  # 31 Oct on that marketplace
        ("amazon-us", "2025-11-01T07:00:00Z", "general", "2026-01-31", "2026-02-01"),
        ("amazon-de", "2025-11-10", "general", "2026-01-31", "2026-02-01"),
        ("amazon-de", "2025-11-10", "electronics_media", "2026-01-15", "2026-01-16"),
    ],
)
def test_a_season_gives_until_its_date_if_later(
    channel: str, ordered: str, category: str, last: str, after: str
) -> None:
    order = {"ordered_at": ordered, "delivered_on": "2025-11-20", "category": category}
    assert _window(channel, order, last) == "open"
    assert _window(channel, order, after) == "closed"


def test_the_german_season_takes_orders_until_christmas_day() -> None:
    order = {"delivered_on": "2025-12-28", "category": "general"}
    assert _window("amazon-de", order | {"ordered_at": "2025-12-25"}, "2026-01-31") == "open"
    assert _window("amazon-de", order | {"ordered_at": "2025-12-26"}, "2026-01-27") == "open"
    assert _window("amazon-de", order | {"ordered_at": "2025-12-26"}, "2026-01-28") == "closed"


def test_the_season_that_decided_is_named_as_a_source() -> None:
    order = {"ordered_at": "2025-11-10", "delivered_on": "2025-11-20", "category": "general"}
    found = decided(return_wish(order=order | {"return_requested_on": "2026-01-20"}))
    assert "return.season" in {entry.key for entry in found.policy}
    early = decided(return_wish(order=order | {"return_requested_on": "2025-12-01"}))
    assert "return.season" not in {entry.key for entry in early.policy}
    assert "return.window.general" in {entry.key for entry in early.policy}


def test_an_unannounced_season_is_asked_with_last_seasons_date_as_a_hint() -> None:
    order = {"ordered_at": "2026-11-05", "delivered_on": "2026-11-10", "category": "general"}
    assert _window("amazon-us", order, "2026-12-10") == "open"
    assert _window("amazon-us", order, "2026-12-11") == "asks window"
    question = asked(return_wish(order=order | {"return_requested_on": "2026-12-11"}))
    assert question.choices == ("open", "closed")
    assert question.hint is not None
    assert "2026-01-31" in question.hint
    assert _window("amazon-us", order | {"category": "baby"}, "2026-12-20") == "open"
    assert _window("amazon-us", order | {"ordered_at": "2026-10-31"}, "2026-12-11") == "closed"


def test_before_an_unannounced_season_is_asked_for_the_category_is() -> None:
    order = {"ordered_at": "2026-11-05", "delivered_on": "2026-11-10"}
    assert _window("amazon-us", order, "2026-12-20") == "asks category"


@pytest.mark.parametrize("channel", ["amazon-fr", "amazon-uk"])
def test_a_marketplace_whose_season_was_never_read_is_asked(channel: str) -> None:
    order = {"ordered_at": "2025-11-10", "delivered_on": "2025-11-20", "category": "general"}
    assert _window(channel, order, "2025-12-21") == "asks window"


# The 14 days of the law end on Saturday, 21 February 2026, and so on Monday the 23rd.
SATURDAY = {"ordered_at": "2026-02-02", "delivered_on": "2026-02-07", "category": "electronics_media"}


def test_the_laws_days_run_to_the_next_working_day_and_the_platforms_do_not() -> None:
    assert _window("amazon-de", SATURDAY, "2026-02-23") == "open"
    assert _window("amazon-de", SATURDAY, "2026-02-24") == "closed"
    for order in (SATURDAY | {"business": True}, SATURDAY | {"buyer_country": "US"}):
        assert _window("amazon-de", order, "2026-02-21") == "open"
        assert _window("amazon-de", order, "2026-02-22") == "closed"


def test_the_law_follows_the_buyers_country() -> None:
    apple = SATURDAY | {"category": "apple"}
    assert _window("amazon-us", apple, "2026-02-22") == "open"
    assert _window("amazon-us", apple, "2026-02-23") == "closed"
    for country in ("DE", "GB", "UK"):
        assert _window("amazon-us", apple | {"buyer_country": country}, "2026-02-23") == "open"


def test_the_laws_last_day_skips_the_buyers_holidays() -> None:
    """Good Friday, 3 April 2026, then the weekend and Easter Monday."""
    order = {"ordered_at": "2026-03-15", "delivered_on": "2026-03-20"}
    assert _window("shop-eu", order | {"buyer_country": "DE"}, "2026-04-07") == "open"
    assert _window("shop-eu", order | {"buyer_country": "DE"}, "2026-04-08") == "closed"
    assert _window("shop-eu", order, "2026-04-03") == "open"
    assert _window("shop-eu", order, "2026-04-04") == "closed"


@pytest.mark.parametrize("channel", ["shop-us", "etsy"])
def test_own_terms_hold_in_an_own_shop_and_on_etsy(channel: str) -> None:
    terms = {"seller": {"return_days": 20}}
    assert _window(channel, WINTER, "2026-03-02", **terms) == "open"
    assert _window(channel, WINTER, "2026-03-03", **terms) == "closed"
    assert _window(channel, WINTER, "2026-03-02") == "asks window"


def test_own_terms_do_not_shorten_the_law() -> None:
    terms = {"seller": {"return_days": 7}}
    order = {"ordered_at": "2026-02-02", "delivered_on": "2026-02-05"}
    assert _window("shop-uk", order, "2026-02-19", **terms) == "open"
    assert _window("shop-uk", order, "2026-02-20", **terms) == "closed"


def test_an_own_shop_in_japan_without_terms_gives_eight_days() -> None:
    order = {"ordered_at": "2026-02-02", "delivered_on": "2026-02-05"}
    assert _window("shop-jp", order, "2026-02-13") == "open"
    assert _window("shop-jp", order, "2026-02-14") == "closed"
    assert _window("shop-jp", order, "2026-02-25", seller={"return_days": 20}) == "open"


@pytest.mark.parametrize("channel", ["ebay-us", "amazon-jp", "amazon-ca", "shop-other"])
def test_where_no_days_were_read_the_window_itself_is_asked(channel: str) -> None:
    assert _window(channel, WINTER, "2026-02-12") == "asks window"


def test_on_ebay_in_the_eu_the_law_opens_and_the_listing_is_asked_after() -> None:
    assert _window("ebay-de", WINTER, "2026-02-19") == "open"
    assert _window("ebay-de", WINTER, "2026-02-20") == "asks window"


def test_the_day_of_delivery_is_asked_where_no_day_is_known() -> None:
    order = {"ordered_at": "2026-02-02"}
    assert _window("amazon-us", order, "2026-02-20") == "asks delivered_on"
    assert _window("amazon-us", order | {"delivered_on": None}, "2026-02-20") == "asks latest_delivery"
    assert _window("amazon-us", order | {"delivered_on": None, "latest_delivery": None}, "2026-02-20") == "asks window"


def test_the_time_of_the_request_counts_and_today_only_without_one() -> None:
    order = WINTER | {"category": "general"}
    raw = return_wish(order=order | {"return_requested_on": "2026-03-12"}) | {"today": "2026-04-01"}
    assert facts_of(raw)["window"] == ("open", "calendar")
    late = return_wish(order=order, late_choice="decline") | {"today": "2026-03-13"}
    assert facts_of(late)["window"] == ("closed", "calendar")


def test_an_answered_window_outranks_the_calendar() -> None:
    assert facts_of(return_wish(order=WINTER, window="open"))["window"] == ("open", "answer")
