"""Letters to carrier and insurer tell the shipment's facts, keep the buyer's name, and list their papers."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.answer import Desk
from app.logic.decision import Decision, Message
from app.logic.json_form import to_json
from app.logic.messages.contract import LETTERS
from app.logic.messages.letters import Papers, letters_for, letters_to_offer
from app.logic.messages.sources import built_in_folder
from app.logic.messages.template_check import check_own_folder
from tests.conftest import Golden
from tests.logic.messages.walks import decisions, desk, request_for, situations_at, variants
from tests.requests import Raw

SENT: Raw = {
    "carrier": "USPS",
    "tracking_number": "9400100000000000000000",
    "ordered_at": "2026-11-01",
    "shipped_on": "2026-11-03",
    "latest_delivery": "2026-11-14",
    "insured_amount": "50.00",
}


@dataclass(frozen=True)
class Loss:
    """What became of a parcel."""

    situation: str
    answers: Raw
    order: Raw = field(default_factory=dict)
    done: tuple[str, ...] = ()
    channel: str = "amazon-us"

    def decision(self, **order: object) -> Decision:
        """Decide about a sent and insured mug that this happened to; `order` replaces keys."""
        known = SENT | self.order | order
        raw = request_for(self.channel, self.situation, self.answers, known, done=list(self.done))
        decided = desk().decide(raw)
        assert isinstance(decided, Decision), decided
        return decided


_UNPROTECTED = {"protected": "no"}
ALL_DONE = ("refund", "open_trace", "file_carrier_claim")
LOSSES = {
    "lost": Loss("not_received", {"parcel": "lost", **_UNPROTECTED}),
    "lost, all done": Loss("not_received", {"parcel": "lost", **_UNPROTECTED}, done=ALL_DONE),
    "stalled": Loss("not_received", {"parcel": "stalled", **_UNPROTECTED}, {"last_scan_on": "2026-11-06"}),
    "late": Loss("not_received", {"parcel": "moving", "buyer_choice": "refund", **_UNPROTECTED}),
    "denied": Loss("not_received", {"parcel": "delivered"}, {"delivered_on": "2026-11-10"}, channel="amazon-uk"),
    "damaged": Loss(
        "return",
        {"reason": "damaged", "offer": "keep", "authorised": "no"},
        {"delivered_on": "2026-11-10", "quantity": 3, "units": 1},
        ("refund",),
    ),
}


def letters(decision: Decision) -> Iterator[Message]:
    """Write every letter about a decision."""
    yield from (desk().letter(decision, name) for name in LETTERS)


def test_the_actions_tell_which_letters_suit() -> None:
    lost, denied = LOSSES["lost"].decision(), LOSSES["denied"].decision()
    assert letters_for(lost) == ("carrier_trace", "carrier_claim", "insurer_claim")
    assert letters_for(LOSSES["lost"].decision(insured_amount=None)) == ("carrier_trace", "carrier_claim")
    assert letters_for(denied) == letters_for(to_json(denied)) == ("carrier_trace",)
    assert letters_for({}) == ()


def test_every_letter_is_on_offer_once_the_parcel_has_left_those_that_suit_first() -> None:
    denied = to_json(LOSSES["denied"].decision())
    assert letters_to_offer(denied) == ("carrier_trace", "carrier_claim", "insurer_claim")
    assert letters_to_offer(to_json(LOSSES["damaged"].decision())) == tuple(LETTERS)
    for decision in decisions("amazon-us", "cancel"):
        facts = {read.fact: read.value for read in decision.facts}
        assert bool(letters_to_offer(to_json(decision))) is (facts["shipped"] == "yes")
    assert {letters_to_offer(to_json(each)) for each in decisions("amazon-us", "cannot_ship")} == {()}


@pytest.mark.parametrize("channel", ["amazon-us", "shop-eu"])
def test_every_letter_about_every_decision_may_be_copied(channel: str) -> None:
    for decision in (each for situation in situations_at(channel) for each in decisions(channel, situation)):
        for message in letters(decision) if letters_to_offer(to_json(decision)) else ():
            _assert_well_written(decision, message)


@pytest.mark.parametrize("name", LOSSES)
def test_every_variant_of_every_letter_may_be_copied(name: str) -> None:
    for variant in variants(LOSSES[name].decision()):
        for message in letters(variant):
            _assert_well_written(variant, message)


def _assert_well_written(decision: Decision, message: Message) -> None:
    text, order = f"{decision.rule} {message.subject}\n\n{message.body}", decision.request.order
    assert message.findings == (), text
    assert order.number in message.subject and order.number in message.body, text
    assert order.buyer_name is None or order.buyer_name not in text
    assert len(message.subject) <= 100, text
    assert re.match(r"Dear [\w ]+ team,\n", message.body), text
    assert not re.search(
        r"None|True|False|  |\n\n\n|\s[.,;]|\.\.|,,|\( | \)|\(\)|[a-z]\.[A-Z]|^\s|\s$|[.,;:] ?[.,;]|:\n\n", message.body
    ), text
    assert "proof of posting" in Papers.of(message.body).names, text
    assert message.body.endswith(decision.request.seller.shop_name or "Kind regards"), text


def test_letters_read_well(golden: Golden) -> None:
    pages = (
        f"=== {name}, to the {message.recipient}\n{message.subject}\n\n{message.body}\n"
        for name, loss in LOSSES.items()
        for message in letters(loss.decision())
    )
    golden("messages/letters.txt", "\n".join(pages))


def test_only_what_is_ticked_is_said_to_be_done() -> None:
    before, after = (
        "\n".join(message.body for message in letters(LOSSES[name].decision())) for name in ("lost", "lost, all done")
    )
    for said in ("Refunded by us to the buyer: $29.99", "proof of the refund", "asked you to search", "also claimed"):
        assert said not in before and said in after
    earlier = desk().letter(LOSSES["lost, all done"].decision(already_refunded="5.00"), "carrier_claim")
    assert "Refunded by us to the buyer: $29.99" in earlier.body


def test_the_insurer_is_addressed_by_name_once_the_settings_know_it() -> None:
    decision = LOSSES["lost"].decision()
    assert desk().letter(decision, "insurer_claim").body.startswith("Dear claims team,")
    seller = decision.request.seller._replace(insurer="Example Insurance")
    named = decision._replace(request=decision.request._replace(seller=seller))
    assert desk().letter(named, "insurer_claim").body.startswith("Dear Example Insurance team,")


def test_the_value_is_that_of_the_units_concerned() -> None:
    body = desk().letter(LOSSES["damaged"].decision(), "insurer_claim").body
    assert "- Quantity: 1 of 3 units\n- Value of the goods, as sold: $8.33\n- Insured amount: $50.00" in body


def test_holes_and_wrong_numbers_are_found_but_not_what_only_a_buyer_must_not_read() -> None:
    decision = LOSSES["lost"].decision()
    claim = desk().letter(decision, "carrier_claim")
    loose = claim._replace(body=f"{claim.body}\n\nSee www.example.com or call +1 555 010 0199.")
    assert desk().checked(loose, decision).findings == ()
    edited = claim._replace(subject="", body="Parcel [NUMBER] of order 111-0000001-0000009, paid $24.00 on November 9.")
    found = {finding.code for finding in desk().checked(edited, decision).findings}
    assert found == {"empty", "placeholder", "wrong_order_number", "wrong_amount", "wrong_date"}


def test_the_sellers_own_letter_wins_and_cannot_name_the_buyer(tmp_path: Path) -> None:
    own = tmp_path / "en" / "carrier_trace.txt.j2"
    own.parent.mkdir()
    own.write_text("Where is {{ tracking_number }}?\n\n{{ order_number }}: {{ item }}\n", encoding="utf-8")
    decision = LOSSES["lost"].decision()
    assert Desk(tmp_path).letter(decision, "carrier_trace").subject == "Where is 9400100000000000000000?"
    own.write_text("Parcel of {{ buyer_name }}\n\n{{ order_number }}: {{ item }}\n", encoding="utf-8")
    broken = Desk(tmp_path)
    assert broken.letter(decision, "carrier_trace").subject.startswith("Search request: parcel")
    assert len(broken.renderer.notices) == 1
    faults = [str(fault) for fault in check_own_folder(tmp_path, built_in_folder())]
    assert [fault.partition(";")[0] for fault in faults] == [
        "en/carrier_trace.txt.j2, line 1: unknown name 'buyer_name'"
    ]


def test_a_missing_letter_or_part_is_named(tmp_path: Path) -> None:
    from app.logic.messages.template_check import check_folder

    folder = Path(shutil.copytree(built_in_folder(), tmp_path / "messages"))
    (folder / "en" / "insurer_claim.txt.j2").unlink()
    named = [str(fault) for fault in check_folder(folder)]
    assert named[0] == "en/insurer_claim.txt.j2: the template is missing"
    assert "en/_letter_parts.txt.j2: the part 'to_insurer' is used by no template" in named


def test_a_paper_that_is_not_at_hand_leaves_the_letter_and_comes_back_in_its_place() -> None:
    body = desk().letter(LOSSES["damaged"].decision(), "carrier_claim").body
    papers = Papers.of(body)
    edited = body.replace("Please compensate us", "We ask you kindly to pay us").replace(
        "We attach:", "We attach:\n- our own list"
    )
    without = papers.listed(edited, [name for name in papers.names if not name.startswith("photos")])
    assert "photos" not in without and "kindly" in without and "- our own list" in without
    assert "Kind regards" in papers.listed(edited, [])
    assert papers.listed(papers.listed(body, []), papers.names) == body
    assert papers.listed("Quite another text", papers.names) == "Quite another text"


@given(st.text(), st.sets(st.text(max_size=20), max_size=4))
def test_any_text_can_be_asked_for_its_papers(body: str, wanted: set[str]) -> None:
    papers = Papers.of(body)
    assert papers.listed(body, papers.names).count("\n") <= body.count("\n")
    assert set(Papers.of(papers.listed(body, wanted)).names) <= {line[2:] for line in body.split("\n")}


def test_a_letter_without_a_list_has_no_papers() -> None:
    assert Papers.of("No list here.") == Papers("", ())
    assert Papers("", ()).listed("- as it was", ["other"]) == "- as it was"
