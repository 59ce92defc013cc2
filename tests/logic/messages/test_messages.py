"""Every message that can be written is complete, true to its ticks, and may be copied."""

import re
from collections import defaultdict

import pytest

from app.logic.decision import Decision, Message
from app.logic.facts import Resolution, Situation
from app.logic.messages.checks import check
from tests.conftest import Golden
from tests.logic.messages.walks import CHANNELS, all_decisions, decisions, desk, situations_at, variants

TYPED = {"what_arrived": "scratches on the lid", "why_wrong": "The buyer wrote on the phone that it fits"}


def _messages(decision: Decision, fields: dict[str, str] | None = None) -> tuple[Message, ...]:
    policy = desk().rulebook.policy(decision.request.channel)
    return desk().renderer.messages(decision, "en", policy, fields)


def _blocking(decision: Decision, message: Message) -> list[str]:
    policy = desk().rulebook.policy(decision.request.channel)
    found = check(message.subject, message.body, decision, "en", policy, message.recipient)
    return [f"{finding.code}: {finding.message}" for finding in found]


def test_every_resolution_is_reached() -> None:
    assert {decision.resolution for decision in all_decisions()} == set(Resolution)


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_variant_of_every_message_may_be_copied(channel: str) -> None:
    for decision in (each for situation in situations_at(channel) for each in decisions(channel, situation)):
        for variant in variants(decision):
            for message in _messages(variant, TYPED if variant.request.done else None):
                text = f"{variant.rule} {message.subject}\n\n{message.body}"
                assert _blocking(variant, message) == [], text
                _assert_well_written(variant, message, text)


def test_a_claim_is_answered_to_the_platform_and_a_refund_also_told_to_the_buyer() -> None:
    both = {decision.resolution for decision in all_decisions() if len(_messages(decision)) > 1}
    silent = {decision.resolution for decision in all_decisions() if not _messages(decision)}
    assert (both, silent) == ({Resolution.CLAIM_REFUND, Resolution.CLAIM_ACCEPT_RETURN}, {Resolution.ACCEPT_DEBIT})
    for decision in all_decisions():
        recipients = [message.recipient for message in _messages(decision)]
        addressed = decision.resolution.startswith("claim_") or decision.resolution in ("appeal_debit", "file_safet")
        assert recipients[:1] == (["platform"] if addressed else ["buyer"]) or not recipients
        assert recipients[1:] in ([], ["buyer"])


def test_what_a_platform_forbids_in_messages_may_be_written_to_the_platform() -> None:
    decision = next(each for each in decisions("amazon-us", "claim_opened") if each.resolution == "claim_contest")
    policy, body = desk().rulebook.policy(decision.request.channel), "See www.example.com for the listing. "
    to_buyer = check("Order", body, decision, "en", policy)
    assert {"web_address", "order_number_missing"} <= {finding.code for finding in to_buyer}
    assert check("Order", body, decision, "en", policy, "platform") == ()
    assert [each.code for each in check("Order", "{{ hole }}", decision, "en", policy, "platform")] == ["placeholder"]


def _assert_well_written(decision: Decision, message: Message, text: str) -> None:
    order = decision.request.order
    assert order.number in message.subject, text
    assert order.number in message.body, text
    assert order.item is None or order.item[:30] in message.body, text
    assert len(message.subject) <= 100, text
    assert "\n" not in message.subject
    if message.recipient == "buyer":
        assert message.body.startswith(f"Hello {order.buyer_name}," if order.buyer_name else "Hello,"), text
    else:
        assert re.match(r"Hello( (Amazon|eBay|Etsy) team)?,$", message.body.partition("\n")[0]), text
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
    page = "" if _messages(decision) else f"=== {decision.rule}\n(nothing to send)\n"
    for before, after in zip(_messages(decision), _messages(ticked, TYPED), strict=True):
        to = "" if before.recipient == "buyer" else f", to the {before.recipient}"
        page += f"=== {decision.rule}{to}\n{before.subject}\n\n{before.body}\n"
        if (before.subject, before.body) != (after.subject, after.body):
            page += f"--- {decision.rule}{to}, ticked\n{after.subject}\n\n{after.body}\n"
    return page
