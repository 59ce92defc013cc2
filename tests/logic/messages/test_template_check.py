"""A wrong, missing or left-over template is named with its file and line, the seller's own ones alike."""

import shutil
from pathlib import Path

import pytest

from app.logic.facts import Resolution
from app.logic.messages.contract import CONTRACT, EVERYWHERE, LETTERS, SILENT, allowed_names
from app.logic.messages.names import FIELDS, NAMES
from app.logic.messages.sources import built_in_folder
from app.logic.messages.template_check import check_folder, check_own_folder

GOOD = "Order {{ order_number }}\n\n{{ greeting() }}\n\nYour {{ item }}.\n\n{{ closing() }}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the built-in English templates that a test may spoil."""
    shutil.copytree(built_in_folder() / "en", tmp_path / "messages" / "en")
    return tmp_path / "messages"


def faults(folder: Path) -> list[str]:
    """Return the faults of a folder as they are written."""
    return [str(fault) for fault in check_folder(folder)]


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    """Change one piece of a template."""
    file = folder / "en" / f"{name}.txt.j2"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_built_in_templates_keep_their_contract() -> None:
    assert faults(built_in_folder()) == []


def test_every_resolution_has_a_contract_of_known_names() -> None:
    second = {"claim_refund.buyer", "claim_accept_return.buyer"}
    assert set(CONTRACT) == set(Resolution) - SILENT | second | set(LETTERS)
    assert {name for template in CONTRACT for name in allowed_names(template)} == set(NAMES)
    assert set(FIELDS) <= set(NAMES)
    assert set(EVERYWHERE) <= set(NAMES)


def test_an_unknown_name_is_named_with_its_line(folder: Path) -> None:
    spoil(folder, "refund_late", "{{ refund_now() }}", "{{ refund_now() }} {{ buyer_nam }}")
    assert faults(folder) == ["en/refund_late.txt.j2, line 7: unknown name 'buyer_nam'; did you mean 'buyer_name'?"]


def test_a_name_of_another_resolution_is_unknown_here(folder: Path) -> None:
    spoil(folder, "decline_return", "{{ opening() }}", "{{ opening() }} {{ wait_until }} {{ sent() }}")
    assert any("unknown name 'wait_until'" in fault for fault in faults(folder))
    assert any("the part 'sent' needs the name 'carrier'" in fault for fault in faults(folder))


def test_an_unused_name_is_named(folder: Path) -> None:
    spoil(folder, "wait_agreed", "{{ wait_until }}", "soon")
    file = folder / "en" / "wait_agreed.txt.j2"
    file.write_text(file.read_text(encoding="utf-8").replace("{{ wait_until }}", "soon"), encoding="utf-8")
    assert faults(folder) == ["en/wait_agreed.txt.j2: the name 'wait_until' is in the contract but not used"]


def test_a_missing_template_part_or_language_is_named(folder: Path) -> None:
    (folder / "en" / "send_part.txt.j2").unlink()
    assert faults(folder) == ["en/send_part.txt.j2: the template is missing"]
    shutil.copytree(folder / "en", folder / "de")
    assert len(faults(folder)) == 2
    (folder / "en" / "_parts.txt.j2").unlink()
    (folder / "de" / "_parts.txt.j2").unlink()
    assert faults(folder) == ["en/_parts.txt.j2: no language has templates"]


def test_a_missing_macro_is_an_unknown_name(folder: Path) -> None:
    spoil(folder, "_parts", "{% macro closing()", "{% macro ending()")
    named = faults(folder)
    assert "en/refund_late.txt.j2, line 11: unknown name 'closing'" in named
    assert "en/_parts.txt.j2: the part 'ending' is used by no template" in named


def test_leftovers_are_named(folder: Path) -> None:
    (folder / "en" / "refund_later.txt.j2").write_text(GOOD, encoding="utf-8")
    assert faults(folder) == ["en/refund_later.txt.j2: no resolution uses this template"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("\n" + GOOD, "line 1: the first line must be the subject"),
        (GOOD.replace("\n\n", "\nand more\n\n", 1), "line 2: a blank line must follow the subject, which is one line"),
        ("y" * 101 + GOOD, "line 1: the subject is longer than 100 characters"),
        (GOOD.replace("{{ item }}", "goods"), "the name 'item' is missing"),
        ("Order {% if %}", "line 1: Expected an expression"),
        (
            GOOD + "{% for x in item %}\n{% for y in item %}{% endfor %}{% endfor %}",
            "a loop cannot stand inside another",
        ),
    ],
)
def test_a_template_that_cannot_be_sent_is_named(folder: Path, text: str, fault: str) -> None:
    (folder / "en" / "decline_return.txt.j2").write_text(text, encoding="utf-8")
    assert any(fault in each for each in faults(folder))


def test_own_templates_are_checked_alike_and_may_leave_names_out(tmp_path: Path) -> None:
    own = tmp_path / "own" / "en"
    own.mkdir(parents=True)
    (own / "refund_late.txt.j2").write_text(GOOD, encoding="utf-8")
    assert check_own_folder(own.parent, built_in_folder()) == []
    (own / "refund_late.txt.j2").write_text(GOOD + "{{ refund }}", encoding="utf-8")
    (own / "refund_lateness.txt.j2").write_text(GOOD, encoding="utf-8")
    named = [str(fault) for fault in check_own_folder(own.parent, built_in_folder())]
    assert named[0].startswith("en/refund_late.txt.j2, line 8: unknown name 'refund'")
    assert named[1] == "en/refund_lateness.txt.j2: no resolution uses this template"


def test_own_words_and_text_blocks_are_checked_with_own_templates(tmp_path: Path) -> None:
    (tmp_path / ".versions" / "en").mkdir(parents=True)
    (tmp_path / "own_wording.toml").write_text("[en]\nhello = 'x'\n", encoding="utf-8")
    (tmp_path / "own_blocks.toml").write_text("en = 3\n", encoding="utf-8")
    named = [str(fault) for fault in check_own_folder(tmp_path, built_in_folder())]
    assert len(named) == 2 and "unknown field 'hello'" in named[0] and "en must be a list" in named[1]
