"""A template is tried on invented orders: written, checked, and what is wrong with it named by line."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.logic.messages.contract import CONTRACT
from app.logic.wording.examples import examples_for
from app.logic.wording.trial import Bench
from tests.logic.messages.walks import desk

TODAY = "2026-11-23"
GOOD = (
    "Order {{ order_number }}\n\n{{ greeting() }}\n\n"
    "{{ item }} of {{ order_number }}: {{ units }} of {{ quantity }}. %s\n\n{{ closing() }}"
)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(desk(), tmp_path)


def example(bench: Bench, template: str) -> dict[str, Any]:
    found = bench.answer({"kind": "examples", "template": template, "channels": ["amazon-us"], "today": TODAY})
    request: dict[str, Any] = found["examples"][0]["request"]
    return request


def tried(bench: Bench, text: str | None, **wish: object) -> dict[str, Any]:
    template = "refund_lost"
    asked = {"template": template, "language": "en", "text": text, "request": example(bench, template)}
    return bench.answer({**asked, **wish})


def test_every_template_has_an_example_somewhere(bench: Bench) -> None:
    for template in CONTRACT:
        wish = {"kind": "examples", "template": template, "channels": ["shop-eu", "nowhere"], "today": TODAY}
        found = bench.answer(wish)
        labels = [each["label"] for each in found["examples"]]
        assert labels and len(set(labels)) == len(labels), template


def test_examples_say_what_is_special_about_them() -> None:
    labels = [each.label for each in examples_for(desk(), "share_tracking", "amazon-us", date(2026, 11, 23))]
    assert any("It is moving" in label for label in labels)
    assert any("has not scanned it" in label for label in labels)


def test_a_good_text_is_written_with_units_ticks_and_seller(bench: Bench) -> None:
    text = GOOD % "{% if refunded_already %}Done.{% else %}To do.{% endif %}"
    answer = tried(bench, text, units=[1, 3], done=True, seller={"shop_name": "Pot Shop"})
    assert answer["faults"] == [] and answer["findings"] == []
    assert answer["body"] == (
        "Hello Alex Miller,\n\nBlue mug of 123-1234567-1234567: 1 of 3. Done.\n\nKind regards,\nPot Shop"
    )
    assert "To do." in tried(bench, text)["body"]


def test_what_the_checks_find_is_told(bench: Bench) -> None:
    assert tried(bench, GOOD % "See www.example.com.")["findings"]


def test_faults_have_their_lines(bench: Bench) -> None:
    assert tried(bench, GOOD % "{{ buyer }}")["faults"][0][0] == 5
    assert tried(bench, GOOD % "{{ 'x' * 5 }}")["faults"] == [[5, "a template cannot use the operator * here"]]
    assert tried(bench, "{% if")["faults"][0][0] == 1


def test_optional_paragraphs_and_own_words_can_be_tried(bench: Bench) -> None:
    text = GOOD % "{# switch extra: More #}{% if switch_extra %}More.{% endif %}"
    assert "More." not in tried(bench, text)["body"]
    assert "More." in tried(bench, text, optional=True)["body"]
    words = {"greeting": "Dear {{ buyer_name }}"}
    assert tried(bench, None, words=words)["body"].startswith("Dear Alex Miller\n")
    assert "en.greeting" in tried(bench, None, words={"greeting": 5})["faults"][0][1]
