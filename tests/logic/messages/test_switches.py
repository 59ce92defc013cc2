"""Optional paragraphs: declared in a template, off until wanted, held against their contract like every name."""

from pathlib import Path

import pytest

from app.logic.channel_facts import happens_at
from app.logic.decision import Decision
from app.logic.facts import Situation
from app.logic.messages.contract import CONTRACT
from app.logic.messages.render import Renderer
from app.logic.messages.sources import built_in_folder
from app.logic.messages.switches import Switch, switches_in
from app.logic.messages.template_check import check_text
from app.logic.wording.template_list import situations_of
from tests.logic.messages.walks import decisions, desk

GOOD = "Order {{ order_number }}\n\n{{ greeting() }}\n\nYour {{ item }}.\n\n"
ON = {"photo": True, "patience": True, "apology": True}


def with_switches() -> tuple[str, ...]:
    """Name the English templates that have optional paragraphs."""
    return tuple(name for name in CONTRACT if desk().renderer.switches("en", name))


def written(decision: Decision, switches: dict[str, bool], renderer: Renderer | None = None) -> str:
    """Return the English body of a decision."""
    policy = desk().rulebook.policy(decision.request.channel)
    return (renderer or desk().renderer).render(decision, "en", policy, switches=switches).body


def reached(template: str) -> list[Decision]:
    """Return the decisions of a place of each kind that lead to a template."""
    found = (
        each
        for channel in ("amazon-us", "ebay-us", "shop-eu")
        for situation in situations_of(template)
        if happens_at(channel.partition("-")[0], Situation(situation))
        for each in decisions(channel, situation)
    )
    return [each for each in found if each.resolution == template]


def test_an_optional_paragraph_stands_before_the_closing_once_wanted() -> None:
    assert desk().renderer.switches("en", "share_tracking") == (Switch("patience", "Thank for the patience"),)
    decision = reached("share_tracking")[0]
    without, with_it = written(decision, {}), written(decision, {"patience": True})
    assert written(decision, {"patience": False, "no_such_switch": True}) == without
    assert with_it == without.replace("\n\nKind regards", "\n\nThank you for your patience.\n\nKind regards")


def test_every_optional_paragraph_passes_the_checks_of_every_channel() -> None:
    assert len(with_switches()) >= 8
    said: set[str] = set()
    for template in with_switches():
        for decision in reached(template):
            answer = desk().with_message(decision, switches=ON)
            assert answer.message is not None and not answer.message.findings, answer.message
            if answer.message.body != written(decision, {}):
                said.add(template)
    assert said == set(with_switches())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{# switch photo: Ask #}{% if switch_photo %}x{% endif %}", None),
        ("{# an ordinary comment that can switch nothing #}", None),
        ("{# switch Photo #}", "line 7: a switch is declared like this"),
        ("{# switch photo: Ask #}", "line 7: the switch 'photo' is declared but never asked for"),
        ("{% if switch_photo %}x{% endif %}", "line 7: unknown name 'switch_photo'"),
        ("{# switch a: A #}{# switch a: B #}{% if switch_a %}x{% endif %}", "line 7: the switch 'a' is declared twice"),
        ("{# switch a: A\nB #}{% if switch_a %}x{% endif %}", "line 7: a switch is declared like this"),
    ],
)
def test_a_wrong_switch_is_named_with_its_line(tmp_path: Path, text: str, fault: str | None) -> None:
    found = [str(each) for each in check_text("en", "refund_late", GOOD + text, tmp_path, built_in_folder())]
    assert (not found) if fault is None else any(fault in each for each in found)


def test_an_own_template_declares_its_own_switches(tmp_path: Path) -> None:
    file = tmp_path / "en" / "share_tracking.txt.j2"
    file.parent.mkdir()
    file.write_text(GOOD + "{# switch gift: A gift #}{% if switch_gift %}A gift.{% endif %}\n", encoding="utf-8")
    renderer = Renderer([built_in_folder()], tmp_path)
    assert switches_in(file.read_text(encoding="utf-8")) == (Switch("gift", "A gift"),)
    decision = reached("share_tracking")[0]
    assert written(decision, {"gift": True}, renderer).endswith("A gift.")
    assert "gift" not in written(decision, {"patience": True}, renderer)
