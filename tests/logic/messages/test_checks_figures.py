"""Amounts, dates, numbers and placeholders are read the way each language writes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.messages.days import dates_in
from app.logic.messages.figures import amounts_in
from app.logic.messages.formats import day_text, money_text
from app.logic.messages.phones import telephones
from app.logic.messages.placeholders import placeholders
from app.logic.messages.scripts import flattened, narrowed
from app.logic.messages.shapes import web_addresses
from app.logic.messages.tongue import only_thanks, other_language
from app.logic.messages.wordlists import phrases_in

LOCALES = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "ja_JP", "zh")


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1.234,56 €", "EUR", 123_456),
        ("1 234,56 €", "EUR", 123_456),
        ("€1,234.56", "EUR", 123_456),
        ("29,99 EUR", "EUR", 2_999),
        ("29,99 Euro", "EUR", 2_999),
        ("30,- €", "EUR", 3_000),
        ("30,– Euro", "EUR", 3_000),
        ("29.99 dollars", "USD", 2_999),
        ("29,99 $ US", "USD", 2_999),
        ("US$29.99", "USD", 2_999),
        ("29.99美元", "USD", 2_999),
        ("29.99ドル", "USD", 2_999),
        ("¥3,000", "JPY", 3_000),
        ("3,000円", "JPY", 3_000),
        ("３，０００円", "JPY", 3_000),
        ("3000日元", "JPY", 3_000),
    ],
)
def test_an_amount_is_read_in_every_way_of_writing_it(text: str, currency: str, minor: int) -> None:
    (amount,) = amounts_in(narrowed(f"返金 {text} 。"), currency)
    assert amount.minor == minor
    assert currency in amount.currencies


@pytest.mark.parametrize("text", ["30 Sek.", "3 pounds", "30 eurosport", "5 元旦"[:1], "29.99", "20 %"])
def test_a_number_without_money_is_no_amount(text: str) -> None:
    assert list(amounts_in(text, "EUR")) == []


@pytest.mark.parametrize(
    ("text", "locale", "month", "day"),
    [
        ("on 3/11", "en_GB", 11, 3),
        ("on 3/11", "en_US", 3, 11),
        ("am 3.11.", "de_DE", 11, 3),
        ("am 3. Nov.", "de_DE", 11, 3),
        ("am 3. november", "de_DE", 11, 3),
        ("le 3 nov.", "fr_FR", 11, 3),
        ("le 1er décembre", "fr_FR", 12, 1),
        ("el 3 de noviembre de 2026", "es_ES", 11, 3),
        ("l'8 nov", "it_IT", 11, 8),
        ("dal 3/11", "it_IT", 11, 3),
        ("11月3日", "ja_JP", 11, 3),
        ("は2026/11/3に", "ja_JP", 11, 3),
        ("11/3に発送", "ja_JP", 11, 3),
        ("11月3号", "zh", 11, 3),
        ("十一月二十三日", "zh", 11, 23),
        ("十月十日", "zh", 10, 10),
        ("于11/3发出", "zh", 11, 3),
    ],
)
def test_a_date_is_read_in_every_way_of_writing_it(text: str, locale: str, month: int, day: int) -> None:
    (found,) = dates_in(text, locale)
    assert (found.month, found.day) == (month, day)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("24/7", "en_GB"),
        ("1/2 of it", "en_US"),
        ("um 9.30 Uhr", "de_DE"),
        ("you may 3 times", "en_US"),
        ("1/2だけ", "ja_JP"),
    ],
)
def test_other_figures_are_no_date(text: str, locale: str) -> None:
    assert list(dates_in(text, locale)) == []


@given(day=st.dates(date(2025, 1, 1), date(2030, 12, 31)), locale=st.sampled_from(LOCALES), near=st.booleans())
def test_a_date_the_program_writes_is_read_back(day: date, locale: str, near: bool) -> None:
    (found,) = dates_in(narrowed(day_text(day, day if near else None, locale)), locale)
    assert (found.month, found.day) == (day.month, day.day)
    assert found.year in (None, day.year)


@given(
    minor=st.integers(0, 10**8),
    locale=st.sampled_from(LOCALES),
    currency=st.sampled_from(["EUR", "USD", "GBP", "JPY", "CAD", "AUD"]),
)
def test_an_amount_the_program_writes_is_read_back(minor: int, locale: str, currency: str) -> None:
    (found,) = amounts_in(narrowed(money_text(minor, currency, locale)), currency)
    assert found.minor == minor
    assert currency in found.currencies


@pytest.mark.parametrize(
    "text",
    [
        "【お名前】様",
        "〇〇様",
        "●●",
        "ＸＸＸ",
        "X月X日",
        "XX.XX.",
        "TT.MM.JJJJ",
        "JJ/MM/AAAA",
        "%prénom%",
        "＿＿＿",
        "待填写",
    ],
)
def test_a_placeholder_is_found_in_every_script(text: str) -> None:
    assert list(placeholders(narrowed(f"拝啓 {text}"), "ja"))


@pytest.mark.parametrize(
    "text", ["【重要】\n【注文番号】302", "二〇〇五年", "XXL", "sentimos todo", "de 9 a 10 %", "AA/AAA"]
)
def test_what_only_looks_like_a_placeholder_is_left_alone(text: str) -> None:
    assert list(placeholders(narrowed(text), "es")) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("詳しくはexample.jpをご覧", "example.jp"),
        ("ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍへ", "ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ"),
        ("See www.example.com.", "www.example.com"),
        ("my shop: example (dot) com", "example (dot) com"),
        ("bei müller.de", "müller.de"),
    ],
)
def test_a_web_address_is_found_in_every_script(text: str, place: str) -> None:
    assert {text[start:end] for start, end in web_addresses(narrowed(text))} == {place}


@pytest.mark.parametrize("text", ["p.es. così", "ASP.NET", "z.B. so", "Das war 9.30 Uhr.Danke", "point de vue"])
def test_a_point_alone_is_no_web_address(text: str) -> None:
    assert list(web_addresses(narrowed(text))) == []


@pytest.mark.parametrize(
    "text", ["電話番号は03-1234-5678です", "电话13800138000", "０９０－１２３４－５６７８", "n° +33 6 12 34 56 78"]
)
def test_a_telephone_number_is_found_between_any_letters(text: str) -> None:
    assert list(telephones(narrowed(text)))


@pytest.mark.parametrize("text", ["追跡番号は1234-5678-9012", "运单号123456789012", "Sendungsnummer 0034 0434 1234"])
def test_the_number_of_a_parcel_is_no_telephone_number(text: str) -> None:
    assert list(telephones(text)) == []


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Hola:\n\n¡Muchas gracias por su pedido!\n\nUn saludo", True),
        ("見本様\n\nご注文ありがとうございました。", True),
        ("您好：\n\n非常感谢您的订单！", True),
        ("Thank you for your order, we have refunded you.", False),
        ("Thank you for your patience and we refund you today", False),
        ("感谢您的来信，我们已退款。", False),
        ("Merci de nous renvoyer la tasse.", False),
    ],
)
def test_thanks_alone_are_told_from_thanks_before_something(text: str, only: bool) -> None:
    assert only_thanks(narrowed(text)) is only


def test_a_little_kana_does_not_make_a_chinese_text_japanese() -> None:
    text = (
        "您好，您购买的「青の森」马克杯已经发货，预计本周内送达。如果届时仍未收到，请您再次联系我们，我们会立即处理。"
    )
    assert other_language(text, "zh") is None
    assert other_language(text, "ja") == "zh"


def test_choices_of_a_list_are_found_like_phrases_written_out() -> None:
    phrases = phrases_in(["(a|your) ... kind (review|rating)*"])
    for text in ("your very kind reviews", "your kind rating"):
        assert {span for each in phrases for span in each.find(text)} == {(0, len(text))}
    assert not [span for each in phrases for span in each.find("yours kind review")]


@given(st.text(max_size=200))
def test_places_in_a_narrowed_or_flattened_text_are_those_of_the_text(text: str) -> None:
    assert len(narrowed(text)) == len(flattened(text)) == len(text)
