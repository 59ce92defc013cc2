"""Templates run on plain values in a closed room; the seller's own wording wins, and a broken one stops nothing."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.decision import Decision, Message
from app.logic.messages.render import Renderer
from app.logic.messages.sources import TemplateError, built_in_folder
from tests.logic.messages.walks import decisions, desk, request_for, variants

HOSTILE = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        [
            "{{ 7*7 }}",
            "{% for x in range(9) %}x{% endfor %}",
            "{{ ''.__class__.__mro__ }}",
            "{# gone #}",
            "\u202eevil\u202c",
            "a\nb\r\nc",
            "x" * 10_000,
            "word " * 3_000,
            "\x00\x07",
            "%s %(name)s ${x}",
        ]
    ),
)


def late_parcel() -> Decision:
    """Return the decision to refund a late parcel in the US."""
    return next(each for each in decisions("amazon-us", "not_received") if each.resolution == "refund_late")


def written(decision: Decision, renderer: Renderer | None = None, **fields: str) -> Message:
    """Render in English."""
    policy = desk().rulebook.policy(decision.request.channel)
    return (renderer or desk().renderer).render(decision, "en", policy, fields)


def own(folder: Path, text: str, name: str = "refund_late") -> Renderer:
    """Give the seller an own template and a renderer that knows it."""
    file = folder / "en" / f"{name}.txt.j2"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return Renderer([built_in_folder()], folder)


@given(name=HOSTILE, item=HOSTILE, shop=HOSTILE)
def test_text_from_outside_stays_text_on_one_line(name: str, item: str, shop: str) -> None:
    decision = late_parcel()
    order = decision.request.order._replace(buyer_name=name, item=item)
    seller = decision.request.seller._replace(shop_name=shop)
    message = written(decision._replace(request=decision.request._replace(order=order, seller=seller)))
    assert "\n" not in message.subject
    assert all(character.isprintable() or character == "\n" for character in message.subject + message.body)
    assert len(message.body) < 2_000
    assert "49" not in message.body.replace(name, "").replace(item, "").replace(shop, "")


def test_a_name_that_looks_like_a_template_stays_those_characters() -> None:
    decision = late_parcel()
    order = decision.request.order._replace(buyer_name="{{ 7*7 }}", item="{% raw %} mug")
    message = written(decision._replace(request=decision.request._replace(order=order)))
    assert "Hello {{ 7*7 }},\n" in message.body
    assert "({% raw %} mug)" in message.body


def test_a_long_title_is_shortened_at_a_word() -> None:
    decision = late_parcel()
    order = decision.request.order._replace(item="Hand-painted stoneware mug " * 9)
    body = written(decision._replace(request=decision.request._replace(order=order))).body
    assert "(Hand-painted stoneware mug Hand-painted stoneware mug Hand-painted stoneware…)" in body


def test_past_tense_needs_the_tick() -> None:
    decision = late_parcel()
    ticked = decision._replace(request=decision.request._replace(done=frozenset({"refund"})))
    assert "we will issue it today" in written(decision).body
    assert "We have issued" not in written(decision).body
    assert "We have issued a full refund of $29.99, plus any tax you paid." in written(ticked).body


def test_what_only_the_seller_knows_is_said_when_given() -> None:
    decision = next(each for each in decisions("ebay-us", "not_received") if each.resolution == "ship_late")
    assert "reason" not in written(decision).body
    told = written(decision, delay_reason="the glaze had to be\nfired again.").body
    assert "The reason for the delay: the glaze had to be fired again.\n" in told


def test_where_to_cancel_is_said_only_where_it_is_true() -> None:
    for channel in ("ebay-us", "etsy", "shop-us", "shop-eu"):
        for situation in ("cancel", "change_address", "change_item", "faster_shipping", "not_received"):
            for decision in decisions(channel, situation):
                assert "Your Orders" not in written(decision).body
                assert "Request Cancellation" not in written(decision).body


def test_a_missing_signature_leaves_no_gap() -> None:
    decision = late_parcel()
    seller = decision.request.seller
    bodies = {
        (shop, name): written(
            decision._replace(request=decision.request._replace(seller=seller._replace(shop_name=shop, signature=name)))
        ).body
        for shop in (None, "Mug Corner")
        for name in (None, "Dana\nCustomer care", "Dana\nMug Corner")
    }
    assert bodies[None, None].endswith("\n\nKind regards")
    assert bodies["Mug Corner", None].endswith("\n\nKind regards,\nMug Corner")
    assert bodies[None, "Dana\nCustomer care"].endswith("\n\nKind regards,\nDana\nCustomer care")
    assert bodies["Mug Corner", "Dana\nMug Corner"].endswith("\n\nKind regards,\nDana\nMug Corner")


def test_units_are_counted_in_words_that_fit() -> None:
    three = [each for each in variants(late_parcel()) if each.request.order.quantity == 3]
    bodies = [written(each).body for each in three]
    assert any("(Blue mug, 3 units)" in body for body in bodies)
    assert any("(Blue mug, 1 of 3 units)" in body for body in bodies)


def test_the_own_template_wins_and_changes_the_version(tmp_path: Path) -> None:
    text = "Order {{ order_number }}: sorry\n\n{{ greeting() }}\n\nYour {{ item }} is late.\n\n{{ closing() }}\n"
    renderer = own(tmp_path, text)
    message = written(late_parcel(), renderer)
    assert message.body == "Hello Alex Miller,\n\nYour Blue mug is late.\n\nKind regards,\nDana\nMug Corner"
    assert renderer.notices == ()
    assert message.template_version != written(late_parcel()).template_version


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("Order\n\n{% if %}", 3, "Expected an expression"),
        ("Order\n\n{{ buyer }}", 3, "'buyer' is undefined"),
        ("Order\n\nx\n{{ wait_until }}", 4, "'wait_until' is undefined"),
        ("Order\n\n{{ already_refunded }}", 3, "not known"),
        ("Order\n\n{{ refund_in_full }}", 3, "not known"),
        ("Order\n\n{{ 'x' * 999999999 }}", 3, "operator *"),
        ("Order\n\n{{ 9 ** 9 ** 9 }}", 3, "operator **"),
        ("Order\n\n{{ '%999999999d' % 1 }}", 3, "operator %"),
        ("Order\n\n{{ item.ljust(10) }}", 3, "unsafe"),
        ("Order\n\n{{ item.__class__ }}", 3, "unsafe"),
        ("Order\n\n{{ range(9) }}", 3, "'range' is undefined"),
        ("Order\n\n{% include '/etc/passwd' %}", 3, "include cannot be used"),
        ("Order\n\n{% macro x() %}{% endmacro %}", 3, "macro cannot be used"),
        ("Order\n\n{% for a in item %}{% for b in item %}x{% endfor %}{% endfor %}", 3, "inside another"),
        ("Order\n\n{{ 1 / 0 }}", 3, "division by zero"),
        ("x" * 30_000, 1, "longer than"),
        ("", None, "no subject"),
        ("Only one line", None, "no text below"),
        ("{% for a in item %}{% for b in [1] %}{% endfor %}{% endfor %}", 1, "inside another"),
        ("Order\n\n{{ " + "(" * 500 + "1" + ")" * 500 + " }}", None, ""),
    ],
)
def test_a_broken_own_template_gives_way_and_is_named(
    tmp_path: Path, text: str, line: int | None, problem: str
) -> None:
    renderer = own(tmp_path, text)
    message = written(late_parcel(), renderer)
    assert message == written(late_parcel())
    (notice,) = renderer.notices
    assert notice.file == tmp_path / "en" / "refund_late.txt.j2"
    assert notice.line == line
    assert problem in notice.problem


def test_an_own_file_that_is_no_text_gives_way(tmp_path: Path) -> None:
    renderer = own(tmp_path, "")
    file = tmp_path / "en" / "refund_late.txt.j2"
    for content in (b"\xff\xfe\x00", b"x" * 200_000):
        file.write_bytes(content)
        assert written(late_parcel(), renderer) == written(late_parcel())
        assert [notice.file for notice in renderer.notices] == [file]


def test_a_mended_own_template_counts_at_once(tmp_path: Path) -> None:
    renderer = own(tmp_path, "Order\n\n{% if")
    written(late_parcel(), renderer)
    assert renderer.notices
    own(tmp_path, "Order {{ order_number }}\n\nMended, {{ item }}.")
    os.utime(tmp_path / "en" / "refund_late.txt.j2", (1, 1))
    assert written(late_parcel(), renderer).body == "Mended, Blue mug."
    assert renderer.notices == ()


def test_broken_own_parts_give_way(tmp_path: Path) -> None:
    renderer = own(tmp_path, "{% macro greeting( %}", "_parts")
    assert written(late_parcel(), renderer) == written(late_parcel())
    assert [notice.file.name for notice in renderer.notices] == ["_parts.txt.j2"]


def test_a_missing_built_in_template_is_named(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "_parts.txt.j2").write_text("", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"en/refund_late\.txt\.j2: the file is missing"):
        written(late_parcel(), Renderer([tmp_path]))


def test_languages_are_those_with_shared_parts(tmp_path: Path) -> None:
    assert desk().renderer.languages()[0] == "en"
    assert Renderer([tmp_path]).languages() == ()


def test_english_on_a_german_marketplace_puts_the_day_first() -> None:
    answer = desk().answer(
        request_for("amazon-de", "not_received", {"shipped": "no"}, {"ship_by": "2026-11-24", "currency": "EUR"})
    )
    assert isinstance(answer, Decision)
    assert answer.message is not None
    assert "by 24 November" in answer.message.body
