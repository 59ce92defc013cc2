"""Every language says everything: each message and letter is complete, in its own language, and may be copied."""

import re
from collections.abc import Iterator

import pytest

from app.logic.decision import Decision, Message
from app.logic.messages.contract import LETTERS
from app.logic.messages.letters import letters_for
from tests.conftest import Golden
from tests.logic.messages.walks import OPTIONAL, decisions, desk, situations_at

AT_HOME = {
    "de": ("amazon-de", "ebay-de", "shop-eu"),
    "es": ("amazon-es", "ebay-es", "etsy"),
    "fr": ("amazon-fr", "ebay-fr", "shop-eu"),
    "it": ("amazon-it", "ebay-it", "etsy"),
    "ja": ("amazon-us", "shop-us", "etsy"),
    "zh": ("amazon-us", "ebay-us", "etsy"),
}
"""Where each language is tried: its own places of sale, else those of which its readers buy abroad."""
_HOLES = re.compile(r"None|True|False|\{\{|\}\}|  |\n\n\n|\.\.|,,|\(\)|（）|，，|。。|^\s|\s$|\( | \)")


def test_no_language_is_missing() -> None:
    assert set(desk().renderer.languages()) == {"en", *AT_HOME}


@pytest.mark.parametrize(
    ("language", "channel"), [(lang, place) for lang, places in AT_HOME.items() for place in places]
)
def test_every_message_may_be_copied(language: str, channel: str) -> None:
    for decision in (each for situation in situations_at(channel) for each in decisions(channel, situation)):
        for variant in _some_variants(decision):
            for message in _texts(variant, language):
                text = f"{variant.rule} {message.subject}\n\n{message.body}"
                assert desk().checked(message, variant).findings == (), text
                assert _HOLES.search(message.body) is None, text
                assert len(message.subject) <= 100 and "\n" not in message.subject, text
                assert variant.request.order.number in message.body, text


@pytest.mark.parametrize("language", AT_HOME)
def test_each_language_reads_well(language: str, golden: Golden) -> None:
    """Keep one text of every template, unticked and ticked, so that a change is seen and read."""
    pages: dict[str, str] = {}
    channel = AT_HOME[language][0]
    for decision in (each for situation in situations_at(channel) for each in decisions(channel, situation)):
        for variant in _some_variants(decision)[:2]:
            for message in _texts(variant, language):
                ticked = ", ticked" if variant.request.done else ""
                pages.setdefault(f"{message.template}{ticked}", f"{message.subject}\n\n{message.body}\n")
    golden(f"languages/{language}.txt", "\n".join(f"=== {name}\n{pages[name]}" for name in sorted(pages)))
    letters = {f"{language}/{name}" for name in LETTERS}
    assert letters <= pages.keys()


def _texts(decision: Decision, language: str) -> Iterator[Message]:
    policy = desk().rulebook.policy(decision.request.channel)
    yield from desk().renderer.messages(decision, language, policy)
    suiting = letters_for(decision)
    # An insured parcel is written about to the insurer in the same words.
    for name in (*suiting, *(("insurer_claim",) if "carrier_claim" in suiting else ())):
        yield desk().renderer.render(decision, language, policy, template=name)


def _some_variants(decision: Decision) -> tuple[Decision, ...]:
    """Return a decision as it is, ticked about one of three units, and with nothing that can be missing."""
    request, order = decision.request, decision.request.order
    done = frozenset(action.code for action in decision.actions)
    bare = order._replace(**dict.fromkeys(OPTIONAL))  # type: ignore[arg-type]
    nobody = request.seller._replace(shop_name=None, signature=None)
    return (
        decision,
        decision._replace(request=request._replace(order=order._replace(quantity=3, units=1), done=done)),
        decision._replace(request=request._replace(order=bare, seller=nobody)),
    )
