"""Newer policy files: checked entirely, what they change said first, and only newer ones taken."""

import os
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from app.logic.channels import load_channels
from app.logic.policy import load_policy
from app.logic.policy_folder import PolicyFolder
from app.logic.policy_update import MOST_BYTES, POLICY_FILES, PolicyUpdate, RefusedFile
from app.logic.resource_file import OwnFileError
from app.logic.resources import resource_folder

BUILT_IN = resource_folder() / "policies"
CHANNELS = load_channels()
TODAY = date(2027, 2, 1)
CHECKED = date(2027, 1, 15)
Tables = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> PolicyFolder:
    return PolicyFolder(tmp_path / "policies", BUILT_IN)


def tables_of(name: str = "etsy.toml") -> Tables:
    tables = tomllib.loads((BUILT_IN / name).read_text(encoding="utf-8"))
    return tables | {"checked_on": CHECKED}


def entry_of(tables: Tables, key: str) -> Tables:
    found: Tables = next(entry for entry in tables["entry"] if entry["key"] == key)
    return found


def write(folder: PolicyFolder, tables: Tables | bytes, name: str = "etsy.toml") -> Path:
    path = folder.own.parent / name
    path.write_bytes(tables if isinstance(tables, bytes) else tomli_w.dumps(tables).encode())
    return path


def read(folder: PolicyFolder, tables: Tables | bytes, name: str = "etsy.toml") -> PolicyUpdate:
    return folder.read_update(write(folder, tables, name), TODAY)


def refusal(folder: PolicyFolder, tables: Tables | bytes, name: str = "etsy.toml") -> str:
    with pytest.raises(RefusedFile) as raised:
        read(folder, tables, name)
    assert not folder.own.exists()
    return str(raised.value)


def number(folder: PolicyFolder, key: str, channel: str = "etsy", on: date = TODAY) -> int:
    found = load_policy(CHANNELS[channel], own_folder=folder.own).value(key, on)
    assert found is not None
    return found.number


@pytest.mark.parametrize("name", POLICY_FILES)
def test_a_file_that_was_only_checked_again_changes_nothing(folder: PolicyFolder, name: str) -> None:
    update = read(folder, tables_of(name), name)
    assert (update.name, update.checked_on, update.changes) == (name, CHECKED, ())


def test_what_a_newer_file_changes_is_said_before_it_counts(folder: PolicyFolder) -> None:
    tables = tables_of()
    entry_of(tables, "reply.clock")["value"] = 36
    tables["entry"].remove(entry_of(tables, "claim.closes"))
    tables["entry"].append(entry_of(tables, "reply.clock") | {"key": "cancel.answer", "value": 12})
    update = read(folder, tables)
    told = {
        change.key: (change.kind, change.old and change.old.value, change.new and change.new.value)
        for change in update.changes
    }
    assert told == {
        "reply.clock": ("changed", 48, 36),
        "claim.closes": ("removed", 100, None),
        "cancel.answer": ("added", None, 12),
    }
    assert all(change.places == ("etsy",) for change in update.changes)
    assert number(folder, "reply.clock") == 48
    folder.apply(update)
    assert number(folder, "reply.clock") == 36


def test_a_rule_that_changes_on_a_day_is_one_change_with_the_value_before(folder: PolicyFolder) -> None:
    tables = tables_of()
    old = entry_of(tables, "reply.clock")
    new = old | {"value": 24, "valid_from": date(2027, 1, 10)}
    new.pop("dated", None)
    tables["entry"].append(new)
    old["valid_to"] = date(2027, 1, 9)
    (change,) = read(folder, tables).changes
    assert (change.kind, change.old and change.old.value, change.new and change.new.value) == ("changed", 48, 24)
    assert change.new is not None and change.new.valid_from == date(2027, 1, 10)


def test_a_value_that_got_official_is_told_and_many_places_are_one_line(folder: PolicyFolder) -> None:
    tables = tables_of("amazon.toml")
    entry = next(one for one in tables["entry"] if one["key"] == "reply.clock" and one["channels"] == ["unread"])
    entry["confidence"] = "official"
    (change,) = read(folder, tables, "amazon.toml").changes
    assert change.kind == "restated"
    assert change.places == ("amazon-ca", "amazon-jp", "amazon-au", "amazon-other")


def test_a_file_under_another_name_is_known_by_its_places(folder: PolicyFolder) -> None:
    assert read(folder, tables_of(), "etsy (1).toml").name == "etsy.toml"
    assert read(folder, tables_of("law.toml"), "new law.toml").name == "law.toml"
    bom = b"\xef\xbb\xbf" + tomli_w.dumps(tables_of()).encode()
    folder.apply(read(folder, bom))
    assert number(folder, "reply.clock") == 48


def test_a_newer_file_is_taken_back_and_the_step_is_undone(folder: PolicyFolder) -> None:
    tables = tables_of()
    entry_of(tables, "reply.clock")["value"] = 36
    folder.apply(read(folder, tables))
    assert folder.table(CHANNELS, TODAY).own_files == {"etsy.toml": CHECKED}
    before = folder.drop_file("etsy.toml")
    assert number(folder, "reply.clock") == 48
    folder.restore(before)
    assert number(folder, "reply.clock") == 36


def test_a_later_built_in_file_wins_over_the_one_read_earlier(folder: PolicyFolder) -> None:
    folder.own.mkdir()
    tables = tables_of() | {"checked_on": date(2026, 1, 1)}
    entry_of(tables, "reply.clock")["value"] = 36
    (folder.own / "etsy.toml").write_text(tomli_w.dumps(tables), encoding="utf-8")
    assert number(folder, "reply.clock") == 48
    assert folder.table(CHANNELS, TODAY).own_files == {}


def test_an_older_file_is_refused_with_both_days(folder: PolicyFolder) -> None:
    said = refusal(folder, tables_of() | {"checked_on": date(2026, 11, 22)})
    assert "etsy.toml was checked on 2026-11-22" in said and "not newer" in said
    folder.apply(read(folder, tables_of()))
    with pytest.raises(RefusedFile, match="what Amends uses on 2027-01-15"):
        read(folder, tables_of())


def test_a_day_that_has_not_come_is_refused(folder: PolicyFolder) -> None:
    assert "has not come yet" in refusal(folder, tables_of() | {"checked_on": date(2099, 1, 1)})


Spoil = Callable[[Tables], object]


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda tables: entry_of(tables, "reply.clock").update(value="soon"), "(reply.clock): value must be"),
        (lambda tables: entry_of(tables, "reply.clock").update(confidence="own"), "(reply.clock): unknown confidence"),
        (lambda tables: entry_of(tables, "reply.clock").update(value=10**9), "(reply.clock): value must be"),
        (lambda tables: entry_of(tables, "reply.clock").update(source="javascript:x"), "neither an address nor a name"),
        (lambda tables: tables.update(channels=["moon"]), "no place of sale that Amends knows"),
        (lambda tables: tables.update(channels=[["etsy"]]), "no place of sale that Amends knows"),
        (lambda tables: tables.pop("channels"), "no place of sale that Amends knows"),
        (lambda tables: tables.update(colour="x" * 100_000), "unknown field 'colour'"),
        (lambda tables: tables.update(checked_on="x" * 3_900), "checked_on must be a date"),
    ],
)
def test_a_broken_file_is_refused_with_file_and_entry(folder: PolicyFolder, spoil: Spoil, complaint: str) -> None:
    tables = tables_of()
    spoil(tables)
    if "colour" in tables:
        tables["colour"] = "x"
    said = refusal(folder, tables)
    assert said.startswith("etsy.toml") and complaint in said and len(said) < 400


def test_a_file_that_forgets_a_place_is_refused(folder: PolicyFolder) -> None:
    tables = tables_of("ebay.toml")
    tables["channels"] = tables["channels"][:1]
    tables["entry"] = []
    assert "is missing from its list of places" in refusal(folder, tables | {"groups": {}}, "ebay.toml")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "no place of sale"),
        (b"\x00\xff\xfe", "no text in UTF-8"),
        (b"#" * (MOST_BYTES + 1), "larger than 500 kB"),
        (b"a" * 10_000, "line 1 is longer than"),
        (b"x = " + b"[\n" * 100_000, "no valid TOML"),
        (b"x = " + b"{a=" * 1_300, "no valid TOML"),
        (b"x = " + b"9" * 3_900, "no place of sale"),
        (
            b"".join(b"[" + b".".join([b"a"] * 1_900) + b".b%d]\n" % number for number in range(100)),
            "nested too deeply",
        ),
        (b"x = " + b"[" * 900 + b"]" * 900, "no valid TOML"),
        (b"checked_on = " + b"[" * 900 + b"]" * 900 + b'\nchannels = ["etsy"]', "etsy.toml"),
    ],
)
def test_hostile_files_are_refused_at_once(folder: PolicyFolder, content: bytes, complaint: str) -> None:
    said = refusal(folder, content)
    assert said.startswith("etsy.toml") and complaint in said and len(said) < 400


def test_what_is_no_file_is_refused(folder: PolicyFolder, tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="is no file"):
        folder.read_update(tmp_path / "missing.toml", TODAY)
    with pytest.raises(RefusedFile, match="is no file"):
        folder.read_update(tmp_path, TODAY)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.toml")
        with pytest.raises(RefusedFile, match="is no file"):
            folder.read_update(tmp_path / "pipe.toml", TODAY)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_end_in_anything_but_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    base = tmp_path_factory.getbasetemp()
    path = base / "any.toml"
    path.write_bytes(content)
    with pytest.raises(RefusedFile, match=r"^any\.toml"):
        PolicyFolder(base / "policies", BUILT_IN).read_update(path, TODAY)


def test_a_copy_damaged_later_is_named(folder: PolicyFolder) -> None:
    folder.own.mkdir()
    (folder.own / "etsy.toml").write_text("[[", encoding="utf-8")
    with pytest.raises(OwnFileError, match=r"etsy\.toml is no valid TOML"):
        load_policy(CHANNELS["etsy"], own_folder=folder.own)
    assert folder.table(CHANNELS, TODAY).problem is not None
