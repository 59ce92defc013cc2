"""Own templates: saved with their earlier versions, taken back, given away, and taken over from a hostile folder."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.logic.messages.sources import built_in_folder
from app.logic.messages.template_check import check_own_folder
from app.logic.ports import StoreError
from app.logic.wording.own_templates import MOST_VERSIONS, OwnTemplates
from app.logic.wording.template_folder import apply_import, export_templates, read_import
from app.logic.wording.template_list import chosen_templates, list_templates, situations_of, template_title

GOOD = "Order {{ order_number }}\n\n{{ greeting() }}\n\nYour {{ item }} %s.\n\n{{ closing() }}\n"


def ticking() -> Callable[[], datetime]:
    moments = (datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=number) for number in range(1_000))
    return lambda: next(moments)


@pytest.fixture
def own(tmp_path: Path) -> OwnTemplates:
    return OwnTemplates(tmp_path / "templates", built_in_folder(), ticking())


def test_each_save_keeps_what_was_there_before(own: OwnTemplates) -> None:
    for number in range(MOST_VERSIONS + 4):
        own.save("en", "refund_late", GOOD % number)
    own.save("en", "refund_late", GOOD % (MOST_VERSIONS + 3))  # the same again is no new version
    versions = own.versions("en", "refund_late")
    assert len(versions) == MOST_VERSIONS
    assert [own.version_text(each) for each in versions[:2]] == [GOOD % (MOST_VERSIONS + 2), GOOD % (MOST_VERSIONS + 1)]
    assert versions[0].moment > versions[1].moment
    assert check_own_folder(own.folder, own.built_in) == []


def test_the_built_in_wording_can_count_again_and_be_undone(own: OwnTemplates) -> None:
    own.save("en", "refund_late", GOOD % "x")
    own.remove("en", "refund_late")
    assert own.text("en", "refund_late") is None
    assert own.version_text(own.versions("en", "refund_late")[0]) == GOOD % "x"
    own.put("en", "refund_late", GOOD % "x")
    assert own.text("en", "refund_late") == GOOD % "x"
    own.put("en", "refund_late", None)
    assert own.text("en", "refund_late") is None


@pytest.mark.parametrize("name", ["../../evil", "no_such", "", "refund_late/../x"])
def test_a_name_that_no_message_has_is_refused(own: OwnTemplates, name: str) -> None:
    with pytest.raises(StoreError):
        own.save("en", name, "x")
    for language in ("..", "EN", "e/", "englisch", ""):
        with pytest.raises(StoreError):
            own.save(language, "refund_late", "x")


def test_a_text_that_is_too_long_is_refused(own: OwnTemplates) -> None:
    with pytest.raises(StoreError, match="longer than"):
        own.save("en", "refund_late", "x" * 20_001)


def test_what_is_given_away_can_be_taken_over(own: OwnTemplates, tmp_path: Path) -> None:
    own.save("en", "refund_late", GOOD % "late")
    assert export_templates(own, tmp_path / "out", ["en"]) == 1
    other = OwnTemplates(tmp_path / "other", built_in_folder(), ticking())
    incoming = read_import(tmp_path / "out", other, ["en"])
    assert [(each.language, each.name, each.before) for each in incoming.changes] == [("en", "refund_late", None)]
    assert "+Your {{ item }} late." in incoming.changes[0].difference(other.built_in_text("en", "refund_late"))
    assert incoming.left_out == () and other.text("en", "refund_late") is None
    apply_import(incoming, other)
    assert other.text("en", "refund_late") == GOOD % "late"
    assert read_import(tmp_path / "out", other, ["en"]).changes == ()


def test_a_hostile_folder_changes_nothing_but_what_is_shown(own: OwnTemplates, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    (folder / "en" / "deep").mkdir(parents=True)
    (folder / "xx").mkdir()
    secret = tmp_path / "secret.txt.j2"
    secret.write_text(GOOD % "secret", encoding="utf-8")
    files = {
        "refund_late.txt.j2": (GOOD % "fine").encode(),
        "refund_lost.txt.j2": b"\xff\xfe",
        "send_part.txt.j2": b"x" * 200_000,
        "decline_return.txt.j2": b"Order\n\n{{ '' * 9 }}{{ unknown }}",
        "evil.txt.j2": b"x",
        "run.py": b"x",
    }
    for name, content in files.items():
        (folder / "en" / name).write_bytes(content)
    if os.name == "posix":
        (folder / "en" / "ship_late.txt.j2").symlink_to(secret)
        (folder / "de").symlink_to(folder / "en")
        os.mkfifo(folder / "en" / "wait_agreed.txt.j2")
    incoming = read_import(folder, own, ["en", "de"])
    assert [each.name for each in incoming.changes] == ["refund_late"]
    left_out = " ".join(incoming.left_out)
    for named in ("refund_lost", "send_part", "evil", "run.py", "deep", "xx", "unknown name 'unknown'"):
        assert named in left_out
    if os.name == "posix":
        assert all(named in left_out for named in ("ship_late", "wait_agreed", "de: it is no folder"))


def test_a_folder_without_end_or_none_at_all_is_refused(own: OwnTemplates, tmp_path: Path) -> None:
    (tmp_path / "many" / "en").mkdir(parents=True)
    for number in range(1_001):
        (tmp_path / "many" / "en" / f"{number}.txt.j2").touch()
    with pytest.raises(StoreError, match="more than 1000 files"):
        read_import(tmp_path / "many", own, ["en"])
    with pytest.raises(StoreError, match="cannot be read"):
        read_import(tmp_path / "none", own, ["en"])


def test_the_list_is_alphabetical_with_the_pinned_on_top_and_searched(own: OwnTemplates) -> None:
    own.save("en", "refund_late", GOOD % "on a very slow boat")
    listed = list_templates(own, "en")
    titles = [each.title for each in listed]
    assert titles == sorted(titles, key=str.casefold)
    assert len(listed) > 50
    pinned = chosen_templates(listed, "", None, ["wait_agreed"])
    assert [each.name for each in pinned][:2] == ["wait_agreed", listed[0].name]
    assert [each.name for each in chosen_templates(listed, "slow BOAT", None, ())] == ["refund_late"]
    assert [each.name for each in chosen_templates(listed, "wait as agreed", None, ())] == ["wait_agreed"]
    assert all("return" in each.situations for each in chosen_templates(listed, "", "return", ()))
    assert template_title("claim_refund.buyer").endswith("(to the buyer)")
    assert situations_of("carrier_claim") == ()
