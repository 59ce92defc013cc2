"""A hole, a wrong fact or a forbidden word is found where it stands; what sellers rightly write is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.decision import Decision, Finding
from app.logic.messages.checks import check
from tests.logic.messages.walks import decisions, desk

NUMBER = "111-0000001-0000001"


def decision_on(channel: str, resolution: str = "refund_late", situation: str = "not_received") -> Decision:
    """Return one decision of a channel."""
    return next(each for each in decisions(channel, situation) if each.resolution == resolution)


def findings(text: str, channel: str = "amazon-us", subject: str = "About your order", **which: str) -> list[Finding]:
    """Check a body that names the order."""
    decision = decision_on(channel, **which)
    body = f"Hello,\n\nabout order {decision.request.order.number}: we look into it.\n{text}\n\nKind regards"
    return list(check(subject, body, decision, "en", desk().rulebook.policy(decision.request.channel)))


def found(text: str, channel: str = "amazon-us", **which: str) -> list[tuple[str, str]]:
    """Return code and place of the blocking findings in a body."""
    decision = decision_on(channel, **which)
    body = f"Hello,\n\nabout order {decision.request.order.number}: we look into it.\n{text}\n\nKind regards"
    return [
        (finding.code, body[finding.start : finding.end])
        for finding in findings(text, channel, **which)
        if finding.blocking
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Dear {{ buyer_name }}", "{{ buyer_name }}"),
        ("{% if x %}", "{% if x %}"),
        ("Hello {name}", "{name}"),
        ("Hello [NAME]", "[NAME]"),
        ("it arrives on […]", "[…]"),
        ("on [insert date] at last", "[insert date]"),
        ("number XXX", "XXX"),
        ("number xxxxxx", "xxxxxx"),
        ("Hello %NAME%", "%NAME%"),
        ("Hello %first name%", "%first name%"),
        ("Hello %…%", "%…%"),
        ("Hello <name>", "<name>"),
        ("TODO say when", "TODO"),
        ("tbd", "tbd"),
        ("We refund ____ today", "____"),
    ],
)
def test_a_placeholder_is_found_on_every_channel(text: str, place: str) -> None:
    for channel in ("amazon-us", "ebay-us", "etsy", "shop-us"):
        codes = found(text, channel)
        assert [where for _, where in codes] == [place]
        assert codes[0][0] in ("placeholder", "html")


@pytest.mark.parametrize(
    "text",
    [
        "It takes 3-5 days, or 10 to 14.",
        "We are there from 9:00 to 17:30.",
        "re: order, as you asked",
        "The parcel weighs 1.5 kg and is 30x20x10 cm.",
        "Size XXL or 3XL fits.",
        "We are there 11.30 - 12.30, or 10.00-12.00.",
        "Between 12/11 - 15/11 nobody is here.",
        "Made 2019 - 2026 in our workshop.",
        "20% or 30% of buyers choose it.",
        "A < B and C > D",
        "Tracking number 9400100000000000000000 with USPS.",
        "Tracking number 1Z 999 AA1 01 2345 6784.",
        "Your parcel number: 0123 4567 8901 2",
        "The number of the parcel is RR123456789GB.",
        "Item 4006381333931 is the one.",
        "We will review your case and give feedback to our packers.",
        "If that is too late for you, you are free to cancel the order.",
        "You may cancel it under Your Orders.",
        "There is no need to cancel, and please do not cancel.",
        "We paid $29.99, that is $25.00 and $4.99.",
        "It was due by November 10, and we write today, November 22, 2026.",
        "Sent on 11/3/2026.",
        "Naïve café, “quotes” – and an ellipsis…",
        "It costs nothing; e.g. a label, i.e. the paper.",
        "Please ask the front desk.Thank you.",
        "May 1 ask you something?".replace("1", "I"),
        "The Galaxy S9 and the iPhone 15 fit.",
    ],
)
def test_what_sellers_rightly_write_is_left_alone(text: str) -> None:
    for channel in ("amazon-us", "ebay-us", "shop-us"):
        assert found(text, channel) == []


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("See https://example.com/a?b=1 now", "web_address", "https://example.com/a?b=1"),
        ("See www.example.org", "web_address", "www.example.org"),
        ("See my-mugs.shop/blue", "web_address", "my-mugs.shop/blue"),
        ("Write to dana@example.com", "email_address", "dana@example.com"),
        ("Write to dana (at) example.com", "email_address", "dana (at) example.com"),
        ("Ring +1 555 010 9999", "telephone", "+1 555 010 9999"),
        ("Ring (555) 010-9999", "telephone", "(555) 010-9999"),
        ("Ring 555-010-9999", "telephone", "555-010-9999"),
        ("Ring 030/1234567", "telephone", "030/1234567"),
        ("Ring 06 12 34 56 78", "telephone", "06 12 34 56 78"),
        ("Ring 06.12.34.56.78", "telephone", "06.12.34.56.78"),
        ("Ring 555-0100", "telephone", "555-0100"),
        ("Tel. 03012345678", "telephone", "03012345678"),
        ("My number is 555-010-9999", "telephone", "555-010-9999"),
        ("A <b>bold</b> word", "html", "<b>"),
        ("Tom &amp; Jerry", "html", "&amp;"),
        ("Sorry 🙏🏽 ", "emoji", "🙏🏽"),
        ("Sorry ☹", "emoji", "☹"),
        ("Use coupon SAVE", "marketing", "coupon"),
        ("You get 10 % off", "marketing", "% off"),
        ("Ihr Gutschein liegt bei", "marketing", "Gutschein"),
        ("Votre code promo", "marketing", "code promo"),
        ("Su próxima compra", "marketing", "próxima compra"),
        ("Il tuo codice sconto", "marketing", "codice sconto"),
        ("次回のご購入", "marketing", "次回のご購入"),
        ("送您优惠券", "marketing", "优惠券"),
        ("Please leave us a review", "review_request", "leave us a review"),
        ("Bitte bewerten Sie uns", "review_request", "Bitte bewerten Sie uns"),
        ("Laissez un avis", "review_request", "Laissez un avis"),
        ("Una reseña, por favor", "review_request", "reseña"),
        ("Lasci una recensione", "review_request", "Lasci una recensione"),
        ("レビューをお願いします", "review_request", "レビュー"),
        ("请给好评", "review_request", "好评"),
        ("Find us on WhatsApp", "outside_contact", "WhatsApp"),
        ("Please cancel your order", "asks_to_cancel", "Please cancel your order"),
        ("Could you then\ncancel it", "asks_to_cancel", "Could you then\ncancel"),
        ("Please request the cancellation", "asks_to_cancel", "Please request the cancellation"),
        ("Bitte stornieren Sie die Bestellung", "asks_to_cancel", "Bitte stornieren Sie die"),
        ("Veuillez annuler la commande", "asks_to_cancel", "Veuillez annuler"),
        ("Cancele el pedido", "asks_to_cancel", "Cancele el pedido"),
        ("Annulli l’ordine", "asks_to_cancel", "Annulli l’ordine"),
        ("キャンセルしてください", "asks_to_cancel", "キャンセルしてください"),
        ("请取消订单", "asks_to_cancel", "请取消"),
    ],
)
def test_what_amazon_forbids_is_found_with_its_source(text: str, code: str, place: str) -> None:
    assert (code, place) in found(text)
    finding = next(each for each in findings(text) if each.code == code)
    assert finding.source
    assert finding.source.startswith("http")
    assert finding.message


def test_asking_to_cancel_is_allowed_where_the_buyer_asked() -> None:
    text = "Please request the cancellation under Your Orders."
    assert found(text, resolution="ask_for_cancel_request", situation="cancel") == []
    assert found(text, resolution="cancel_unshippable", situation="cannot_ship") != []


@pytest.mark.parametrize(
    ("channel", "text", "code"),
    [
        ("ebay-us", "See www.example.org", "web_address"),
        ("ebay-us", "Let us deal outside of eBay", "outside_deal"),
        ("ebay-us", "Send it by PayPal", "outside_deal"),
        ("ebay-us", "IBAN DE89 3704 0044 0532 0130 00", "payment_details"),
        ("ebay-us", "You idiots", "threat"),
        ("etsy", "Write to dana@example.com", "email_address"),
        ("etsy", "Join our mailing list", "advertising"),
        ("etsy", "Please donate", "donation"),
    ],
)
def test_ebay_and_etsy_have_lists_of_their_own(channel: str, text: str, code: str) -> None:
    assert code in [each for each, _ in found(text, channel)]


def test_the_own_shop_may_name_its_address() -> None:
    assert found("See www.example.org or write to dana@example.com, Tel. +49 30 1234567 🙂", "shop-us") == []


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("Order 111-0000001-0000002", "wrong_order_number", "111-0000001-0000002"),
        ("Order 111-000001-0000001", "wrong_order_number", "111-000001-0000001"),
        ("We refund $29.98.", "wrong_amount", "$29.98"),
        ("We refund €29.99.", "wrong_amount", "€29.99"),
        ("We refund 1,029.99 USD.", "wrong_amount", "1,029.99 USD"),
        ("It was due by November 9.", "wrong_date", "November 9"),
        ("It was due by 9 November.", "wrong_date", "9 November"),
        ("It was due by Nov. 9th, 2026.", "wrong_date", "Nov. 9th, 2026"),
        ("It was due by November 10, 2025.", "wrong_date", "November 10, 2025"),
        ("It was due on 2026-11-09.", "wrong_date", "2026-11-09"),
        ("It was due on 10/11/2026.", "wrong_date", "10/11/2026"),
        ("It was due on November 31.", "wrong_date", "November 31"),
    ],
)
def test_a_fact_that_is_not_the_decisions_is_found(text: str, code: str, place: str) -> None:
    assert found(text) == [(code, place)]


@pytest.mark.parametrize(
    ("channel", "number"),
    [
        ("amazon-us", "111-0000001-00000012"),
        ("ebay-us", "11-00001-00002"),
        ("etsy", "10000000012"),
        ("shop-us", "#1002"),
        ("shop-us", "111-0000001-0000001"),
    ],
)
def test_another_order_number_is_found_on_every_channel(channel: str, number: str) -> None:
    assert found(f"This is about order {number} of last week.", channel) == [("wrong_order_number", number)]


def test_one_click_mends_number_and_amount() -> None:
    (number,) = findings("Order 111-0000001-0000002")
    (amount,) = findings("We refund $29.98.")
    assert number.fix == NUMBER
    assert amount.fix == "$29.99"


def test_facts_in_an_item_title_are_not_the_writers() -> None:
    decision = decision_on("amazon-us")
    title = "[XXL] 5-star coupon book for ASP.NET, May 5, $10 off, 555-010-9999, TODO"
    order = decision.request.order._replace(item=title)
    decision = decision._replace(request=decision.request._replace(order=order))
    body = f"Hello,\n\nyour order {NUMBER} ({title}) is late; we look for it."
    assert check("Order", body, decision, "en", desk().rulebook.policy(decision.request.channel)) == ()


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\r", "\u200b", "\u200f", "\u202e", "\u2066", "\ufeff", "\u00ad"]
)
def test_an_invisible_character_is_found_and_taken_out(character: str) -> None:
    (finding,) = findings(f"a{character}b")
    assert finding.code == "invisible"
    assert finding.end - finding.start == 1
    assert finding.fix == ""


def test_an_address_or_picture_in_an_item_title_is_forbidden_all_the_same() -> None:
    decision = decision_on("amazon-us")
    title = "Mug 🙂 of www.example.org"
    decision = decision._replace(request=decision.request._replace(order=decision.request.order._replace(item=title)))
    body = f"Hello,\n\nyour order {NUMBER} ({title}) is late; we look for it."
    policy = desk().rulebook.policy(decision.request.channel)
    assert [each.code for each in check("Order", body, decision, "en", policy)] == ["emoji", "web_address"]


def test_empty_parts_block() -> None:
    amazon, etsy = decision_on("amazon-us"), decision_on("etsy")
    policy = desk().rulebook.policy
    assert [each.code for each in check("", " \n", amazon, "en", policy(amazon.request.channel))] == ["empty", "empty"]
    # Etsy's messages have no subject.
    assert [each.part for each in check("", "", etsy, "en", policy(etsy.request.channel))] == ["body"]


def test_the_order_number_must_stand_in_the_body() -> None:
    decision = decision_on("amazon-us")
    policy = desk().rulebook.policy(decision.request.channel)
    codes = [each.code for each in check(f"Order {NUMBER}", "Your parcel is late.", decision, "en", policy)]
    assert codes == ["order_number_missing"]


def test_length_and_blank_lines_keep_amazons_limits() -> None:
    long = next(each for each in findings("word " * 400) if each.code == "too_long")
    assert long.start == 2_000
    (blank,) = findings("one\n\n \n\ntwo")
    assert (blank.code, blank.fix) == ("blank_lines", "\n\n")
    assert found("word " * 400, "shop-us") == []


def test_a_message_that_only_thanks_says_nothing() -> None:
    decision = decision_on("amazon-us")
    policy = desk().rulebook.policy(decision.request.channel)
    thanks = f"Hello Alex Miller,\n\nthank you for your order {NUMBER}! We are here to help.\n\nKind regards\nDana"
    assert "thanks_only" in [each.code for each in check("Order", thanks, decision, "en", policy)]
    more = thanks.replace("We are here to help.", "Your parcel leaves tomorrow morning from our place.")
    assert check("Order", more, decision, "en", policy) == ()


def test_another_language_is_a_hint_and_does_not_block() -> None:
    german = "Vielen Dank für Ihre Nachricht. Wir haben die Bestellung geprüft und werden Ihnen den Betrag erstatten."
    (hint,) = [each for each in findings(german * 2) if each.code == "other_language"]
    assert not hint.blocking
    assert "de" in hint.message


def test_a_subject_is_one_line() -> None:
    (finding,) = findings("x", subject="Your\norder")
    assert (finding.code, finding.part, finding.start, finding.fix) == ("line_break", "subject", 4, " ")


@pytest.mark.parametrize(
    "piece", ["a", "{{", "{%", "1", "1 ", "<b ", " \n", "\n", "a-", "a.", "@", "[", "x@", "％", "🙏", "\u200b", "$1,"]
)
def test_a_text_of_any_make_is_checked_to_its_end(piece: str) -> None:
    decision = decision_on("amazon-us")
    policy = desk().rulebook.policy(decision.request.channel)
    text = piece * (20_000 // len(piece))
    assert any(finding.blocking for finding in check("Order", text, decision, "en", policy))


def test_a_pasted_file_is_refused_at_once() -> None:
    decision = decision_on("shop-us")
    (finding,) = check("Order", "x" * 10_000_000, decision, "en", desk().rulebook.policy(decision.request.channel))
    assert (finding.code, finding.blocking) == ("too_long", True)


@given(text=st.text(max_size=400))
def test_any_text_can_be_checked_and_places_lie_inside_it(text: str) -> None:
    decision = decision_on("amazon-us")
    for finding in check(text, text, decision, "en", desk().rulebook.policy(decision.request.channel)):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.part in ("subject", "body")


@given(amount=st.integers(0, 10**9) | st.sampled_from([499, 2_500, 2_999]))
def test_only_the_decisions_amounts_pass(amount: int) -> None:
    text = f"We refund ${amount / 100:,.2f}."
    right = amount in (2_999, 2_500, 499)
    assert bool(found(text)) is not right
