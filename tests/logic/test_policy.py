"""Dated numbers: looked up for the day that matters, and every mistake in a file named."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from app.logic.channels import Channel, load_channels
from app.logic.facts import SOURCE_VALUES
from app.logic.policy import Policy, load_policy
from app.logic.policy_file import read_policy_file
from app.logic.policy_keys import _CHECKS
from app.logic.resource_file import ResourceError
from app.logic.resources import resource_folder

CHANNELS = load_channels()
POLICIES = {name: load_policy(channel) for name, channel in CHANNELS.items()}
FILES = sorted((resource_folder() / "policies").glob("*.toml"))
TODAY = date(2026, 11, 22)
UNREAD = ("amazon-ca", "amazon-jp", "amazon-au", "amazon-other")


def number(channel: str, key: str, on: date = TODAY) -> tuple[int, str | None]:
    entry = POLICIES[channel].value(key, on)
    assert entry is not None
    return entry.number, entry.unit


@pytest.mark.parametrize(
    ("channel", "key", "on", "expected"),
    [
        ("amazon-us", "refund.deadline", date(2026, 1, 25), (2, "business_days")),
        ("amazon-us", "refund.deadline", date(2026, 1, 26), (4, "calendar_days")),
        ("amazon-de", "refund.deadline", TODAY, (2, "business_days")),
        ("amazon-us", "safet.days", date(2026, 2, 15), (60, "calendar_days")),
        ("amazon-us", "safet.days", date(2026, 2, 16), (30, "calendar_days")),
        ("amazon-uk", "safet.days", TODAY, (60, "calendar_days")),
        ("amazon-uk", "authorise.abroad", date(2025, 8, 10), (4, "calendar_days")),
        ("amazon-uk", "authorise.abroad", date(2025, 8, 11), (3, "calendar_days")),
        ("amazon-de", "return.window.electronics_media", date(2024, 3, 24), (30, "calendar_days")),
        ("amazon-de", "return.window.electronics_media", date(2024, 3, 25), (14, "calendar_days")),
        ("amazon-us", "return.window.baby", TODAY, (90, "calendar_days")),
        ("amazon-us", "return.window.renewed_premium", TODAY, (365, "calendar_days")),
        ("amazon-us", "cancel.auto_cancel", TODAY, (7, "business_days")),
        ("amazon-us", "reply.clock", TODAY, (24, "hours")),
        ("ebay-us", "reply.clock", TODAY, (3, "business_days")),
        ("etsy", "reply.clock", TODAY, (48, "hours")),
        ("ebay-us", "claim.closes", TODAY, (30, "calendar_days")),
        ("etsy", "claim.closes", TODAY, (100, "calendar_days")),
        ("shop-jp", "return.window.general", TODAY, (8, "calendar_days")),
    ],
)
def test_a_number_is_the_one_of_its_day(channel: str, key: str, on: date, expected: tuple[int, str]) -> None:
    assert number(channel, key, on) == expected


def test_no_number_is_taken_over_from_another_time() -> None:
    policy = POLICIES["amazon-uk"]
    assert policy.value("authorise.abroad", date(2024, 11, 10)) is None
    assert policy.value("reply.clock", date(2019, 12, 31)) is None
    assert policy.season(date(2026, 10, 31)) is None
    assert policy.season(date(2027, 1, 1)) is None


@pytest.mark.parametrize("channel", [*UNREAD, "ebay-us", "ebay-de", "etsy", "shop-us", "shop-au", "shop-other"])
def test_a_return_window_that_nobody_read_is_missing(channel: str) -> None:
    entries = [POLICIES[channel].value(f"return.window.{name}", TODAY) for name in ("general", "electronics_media")]
    assert entries == [None, None]


def test_own_shops_have_no_reply_clock() -> None:
    shops = [policy for name, policy in POLICIES.items() if name.startswith("shop")]
    assert all(policy.value("reply.clock", TODAY) is None for policy in shops)


@pytest.mark.parametrize("channel", UNREAD)
def test_numbers_of_a_marketplace_that_was_not_read_say_so(channel: str) -> None:
    entry = POLICIES[channel].value("cancel.self_cancel_minutes", TODAY)
    assert entry is not None
    assert (entry.number, entry.confidence) == (30, "unconfirmed")


@pytest.mark.parametrize("name", CHANNELS)
def test_every_reason_has_a_side_on_every_channel(name: str) -> None:
    faults = [POLICIES[name].value(f"reason_fault.{reason}", TODAY) for reason in SOURCE_VALUES["reason"]]
    assert all(entry and entry.text in ("seller", "buyer") for entry in faults)


def test_the_side_of_a_reason_differs_between_marketplaces() -> None:
    sides = {name: POLICIES[name].value("reason_fault.quality", TODAY) for name in ("amazon-jp", "amazon-de")}
    assert {name: (side.text, side.confidence) for name, side in sides.items() if side} == {
        "amazon-jp": ("seller", "official"),
        "amazon-de": ("buyer", "official"),
    }


def test_the_channels_own_entry_wins_over_the_familys() -> None:
    confidences = [POLICIES[name].value("refund.deadline", TODAY) for name in ("ebay-us", "ebay-ca")]
    assert [entry and entry.confidence for entry in confidences] == ["secondary", "official"]


def test_an_undated_page_says_so_and_a_conflict_names_the_other_value() -> None:
    entry = POLICIES["amazon-us"].value("authorise.abroad", TODAY)
    assert entry is not None
    assert (entry.dated, entry.valid_from, entry.confidence) == (False, date(2020, 1, 1), "conflict")
    assert entry.note is not None
    assert "5" in entry.note
    assert all(address.startswith("https://") for address in entry.source)


def test_a_season_gives_each_category_its_day() -> None:
    season = POLICIES["amazon-us"].season(date(2025, 11, 1))
    assert season is not None
    assert season.name == "2025/26"
    assert (season.return_until["general"], season.return_until["apple"]) == (date(2026, 1, 31), date(2026, 1, 15))
    german = POLICIES["amazon-de"]
    assert german.season(date(2025, 12, 26)) is None
    assert german.season(date(2024, 12, 25)) is not None


@pytest.mark.parametrize("name", [name for name in CHANNELS if name.startswith("amazon")])
def test_the_season_nobody_announced_has_no_days(name: str) -> None:
    season = POLICIES[name].season(TODAY)
    assert season is not None
    assert (season.name, season.return_until, season.entry.confidence) == ("2026/27", {}, "unconfirmed")


def test_last_seasons_days_are_at_hand_as_a_hint() -> None:
    hints = {name: POLICIES[name].last_announced_season(TODAY) for name in ("amazon-us", "amazon-de", "amazon-uk")}
    assert {name: hint.name for name, hint in hints.items() if hint} == {"amazon-us": "2025/26", "amazon-de": "2025/26"}


def test_the_law_is_that_of_the_buyers_region() -> None:
    policy = POLICIES["amazon-us"]
    found = {region: policy.law(region, "withdrawal.days", TODAY) for region in ("eu", "uk", "us", "au")}
    assert {region: entry.number for region, entry in found.items() if entry} == {"eu": 14, "uk": 14}


@given(st.sampled_from(sorted(CHANNELS)), st.sampled_from(sorted(_CHECKS)), st.dates())
def test_at_most_one_entry_of_a_channel_holds_on_a_day(name: str, key: str, day: date) -> None:
    policy = POLICIES[name]
    for layer in policy.layers:
        assert sum(entry.holds_on(day) for entry in layer.get(key, ())) <= 1
    found = policy.value(key, day)
    assert (found is None) == (not policy.rows(key, day))
    assert found is None or found.holds_on(day)


def test_the_files_cover_the_channels_that_exist() -> None:
    covered = [place for file in FILES if file.name != "law.toml" for place in read_policy_file(file).places]
    assert sorted(covered) == sorted(CHANNELS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_head_of_each_file_explains_its_keys(file: Path) -> None:
    keys = {key for layer in read_policy_file(file).entries.values() for key in layer}
    head = file.read_text(encoding="utf-8").split("checked_on")[0]
    documented = set(re.findall(r"^# ([a-z_]+(?:\.[a-z_<>]+)*) {2,}", head, re.MULTILINE)) - {"key"}
    read = {re.sub(r"^(return\.window|reason_fault)\..+", r"\1", key) for key in keys}
    assert {key.split(".<")[0] for key in documented} == read


def test_every_key_the_program_knows_stands_in_a_file() -> None:
    keys = {key for file in FILES for layer in read_policy_file(file).entries.values() for key in layer}
    assert set(_CHECKS) <= keys


# Mistakes


def entry(**changes: object) -> dict[str, Any]:
    row: dict[str, object] = {"key": "reply.clock", "value": 24, "unit": "hours", "valid_from": date(2026, 1, 1)}
    row |= {"source": "S1", "confidence": "official"} | changes
    return {name: value for name, value in row.items() if value is not None}


def policy_file(*entries: object, **changes: object) -> dict[str, Any]:
    tables: dict[str, object] = {"checked_on": TODAY, "undated_from": date(2020, 1, 1), "channels": ["etsy"]}
    tables |= {"sources": {"S1": "https://example.org/rule"}, "entry": list(entries)} | changes
    return {name: value for name, value in tables.items() if value is not None}


def load(folder: Path, tables: dict[str, Any] | bytes) -> Policy:
    policies = folder / "policies"
    policies.mkdir(exist_ok=True)
    shutil.copy(resource_folder() / "policies" / "law.toml", policies)
    (policies / "etsy.toml").write_bytes(tables if isinstance(tables, bytes) else tomli_w.dumps(tables).encode())
    return load_policy(CHANNELS["etsy"], folder)


def test_a_good_entry_loads_from_any_folder(tmp_path: Path) -> None:
    found = load(tmp_path, policy_file(entry(note="Read twice."))).value("reply.clock", date(2026, 1, 1))
    assert found is not None
    assert (found.number, found.source, found.note) == (24, ("https://example.org/rule",), "Read twice.")


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"colour": "red"}, "unknown field 'colour'"),
        ({"key": None}, "the field 'key' is missing"),
        ({"value": None}, "the field 'value' is missing"),
        ({"source": None}, "the field 'source' is missing"),
        ({"source": []}, "source must name at least one source"),
        ({"source": "S99"}, "the source 'S99' is neither an address nor a name in [sources]"),
        ({"confidence": None}, "the field 'confidence' is missing"),
        ({"confidence": "certain"}, "unknown confidence 'certain'"),
        ({"value": "24"}, "value must be a whole number, not '24'"),
        ({"value": True}, "value must be a whole number, not True"),
        ({"value": -1}, "value must be a whole number, not -1"),
        ({"unit": "fortnights"}, "unit must be one of"),
        ({"unit": 3}, "unit must be a text"),
        ({"unit": None}, "unit must be one of"),
        ({"key": "reply.clok"}, "the program reads no value of the name 'reply.clok'"),
        ({"key": "reason_fault.bored", "value": "buyer"}, "the program reads no value of the name"),
        ({"key": "reason_fault.unwanted", "value": "nobody", "unit": None}, "value must be seller or buyer"),
        ({"key": "return.window.shoes", "unit": "calendar_days"}, "names no category 'shoes'"),
        ({"key": "protection.cap", "value": 250, "unit": "USD"}, "value must be an amount in quotation marks"),
        ({"key": "protection.cap", "value": "250.00", "unit": "dollars"}, "unit must be a currency"),
        ({"key": "late_fee.percent", "value": 120, "unit": "percent"}, "from 0 to 100"),
        ({"key": "return.season", "value": {"name": "x", "until": 3}, "unit": None}, "unknown field 'until'"),
        ({"valid_from": None}, "give either valid_from, or dated = false"),
        ({"dated": False}, "give either valid_from, or dated = false"),
        ({"valid_from": "2026-01-01"}, "valid_from must be a date"),
        ({"valid_to": date(2025, 12, 31)}, "valid_to 2025-12-31 lies before valid_from 2026-01-01"),
        ({"checked_on": "yesterday"}, "checked_on must be a date"),
        ({"channels": ["etsi"]}, "unknown name 'etsi' in channels"),
        ({"channels": []}, "channels must be a list of texts"),
        ({"note": 7}, "note must be a text"),
    ],
)
def test_a_mistake_in_an_entry_is_named(tmp_path: Path, changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ResourceError) as raised:
        load(tmp_path, policy_file(entry(valid_from=date(2025, 1, 1), valid_to=date(2025, 1, 2)), entry(**changes)))
    assert str(raised.value).startswith("etsy.toml, ")
    assert complaint in str(raised.value)
    assert "entry 2" in str(raised.value) or str(changes["key"]) in str(raised.value)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"checked_on": None}, "checked_on must be a date"),
        ({"colour": "red"}, "unknown field 'colour'"),
        ({"channels": ["ebay-us"]}, "the channel 'etsy' is missing from its list"),
        ({"channels": "etsy"}, "channels must be a list of texts"),
        ({"groups": 3}, "groups must be a table"),
        ({"sources": ["S1"]}, "sources must be a table"),
        ({"entry": {"key": "reply.clock"}}, "entry must be written as tables [[entry]]"),
    ],
)
def test_a_mistake_in_the_head_of_a_file_is_named(tmp_path: Path, changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ResourceError, match=r"^etsy\.toml") as raised:
        load(tmp_path, policy_file(**changes))
    assert complaint in str(raised.value)


def test_two_entries_for_the_same_day_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"etsy\.toml, reply\.clock: two entries .* hold on 2026-03-01"):
        load(tmp_path, policy_file(entry(valid_to=date(2026, 3, 1)), entry(valid_from=date(2026, 3, 1))))
    load(tmp_path, policy_file(entry(valid_to=date(2026, 2, 28)), entry(valid_from=date(2026, 3, 1))))


@pytest.mark.parametrize("text", [b"key = = 3", b"\xff\xfe", b"checked_on = 2026-02-30"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, text: bytes) -> None:
    with pytest.raises(ResourceError, match=r"etsy\.toml is no valid TOML"):
        load(tmp_path, text)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"etsy\.toml cannot be read"):
        load_policy(CHANNELS["etsy"], tmp_path)


def values() -> st.SearchStrategy[Any]:
    plain = st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5) | st.dates() | st.just(["x"])
    return plain | st.dictionaries(st.text("ab", min_size=1), st.integers(0, 3), max_size=2)


FIELDS = ("key", "value", "unit", "channels", "valid_from", "valid_to", "dated", "source", "confidence", "note", "?")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("resources")


@given(st.sampled_from(FIELDS), values(), st.sampled_from(["entry", "sources", "groups", "channels", "undated_from"]))
def test_no_slip_of_the_pen_ends_in_anything_but_a_sentence(folder: Path, field: str, value: object, head: str) -> None:
    for tables in (policy_file(entry(**{field: value})), policy_file(**{head: value})):
        try:
            policy = load(folder, tables)
        except ResourceError as problem:
            assert "etsy.toml" in str(problem)
        else:
            assert policy.value("reply.clock", TODAY) in (None, *policy.rows("reply.clock"))


def test_an_unknown_channel_object_is_refused(tmp_path: Path) -> None:
    stranger = Channel("etsy-moon", "etsy", "other", "USD", "en", "en_US", "etsy", has_subject=False)
    with pytest.raises(ResourceError, match="the channel 'etsy-moon' is missing"):
        load_policy(stranger)


def test_the_files_are_plain_toml_with_short_lines() -> None:
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        tomllib.loads(text)
        assert all(len(line) <= 120 for line in text.splitlines() if not re.match(r"S\w+ = ", line))
