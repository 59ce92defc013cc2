"""Every message that can be written is complete, true to its ticks, and may be copied."""

import re
from collections import defaultdict

import pytest

from app.logic.decision import Decision, Message
from app.logic.facts import Resolution, Situation
from app.logic.messages.checks import check
from tests.conftest import Golden
from tests.logic.messages.walks import CHANNELS, all_decisions, decisions, desk, variants


def _message(decision: Decision) -> Message:
    policy = desk().rulebook.policy(decision.request.channel)
    return desk().renderer.render(decision, "en", policy)


def _blocking(decision: Decision, message: Message) -> list[str]:
    policy = desk().rulebook.policy(decision.request.channel)
    found = check(message.subject, message.body, decision, "en", policy)
    return [f"{finding.code}: {finding.message}" for finding in found]


def test_every_resolution_is_reached() -> None:
    assert {decision.resolution for decision in all_decisions()} == set(Resolution)


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_variant_of_every_message_may_be_copied(channel: str) -> None:
    for situation in Situation:
        for decision in decisions(channel, situation):
            for variant in variants(decision):
                message = _message(variant)
                text = f"{variant.rule} {message.subject}\n\n{message.body}"
                assert _blocking(variant, message) == [], text
                _assert_well_written(variant, message, text)


def _assert_well_written(decision: Decision, message: Message, text: str) -> None:
    order = decision.request.order
    assert order.number in message.subject, text
    assert order.number in message.body, text
    assert order.item is None or order.item[:30] in message.body, text
    assert len(message.subject) <= 100, text
    assert "\n" not in message.subject
    assert message.body.startswith(f"Hello {order.buyer_name}," if order.buyer_name else "Hello,"), text
    assert not re.search(
        r"None|True|False|  |\n\n\n|\s[.,;:]|\.\.|,,|\( | \)|\(\)|[a-z]\.[A-Z]|^\s|\s$|[.,;:] ?[.,;]", message.body
    ), text
    last = message.body.splitlines()[-1]
    assert last == (decision.request.seller.shop_name or "Kind regards"), text


@pytest.mark.parametrize("channel", ["amazon-us", "amazon-uk"])
@pytest.mark.parametrize("situation", list(Situation))
def test_messages_read_well(situation: Situation, channel: str, golden: Golden) -> None:
    pages: dict[Resolution, list[str]] = defaultdict(list)
    for decision in decisions(channel, situation):
        pages[decision.resolution].append(_page(decision))
    text = "\n".join(page for resolution in sorted(pages) for page in dict.fromkeys(pages[resolution]))
    golden(f"messages/{situation}{'' if channel == 'amazon-us' else '-uk'}.txt", text)


def _page(decision: Decision) -> str:
    ticked = next((each for each in variants(decision) if each.request.done), decision)
    open_message, done_message = _message(decision), _message(ticked)
    page = f"=== {decision.rule}\n{open_message.subject}\n\n{open_message.body}\n"
    if (done_message.subject, done_message.body) != (open_message.subject, open_message.body):
        page += f"--- {decision.rule}, ticked\n{done_message.subject}\n\n{done_message.body}\n"
    return page
