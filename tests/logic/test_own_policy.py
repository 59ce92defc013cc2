"""The seller's own policy values: they win from their day on, everywhere, and can be taken back."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.answer import Desk
from app.logic.channels import load_channels
from app.logic.dated import PolicyValue
from app.logic.decision import BadInput, Decision, Question
from app.logic.json_form import to_json
from app.logic.own_entry import can_confirm, can_type, own_values, season_value, still_right
from app.logic.own_policy import OWN_FILE, OwnValue, own_text, read_own
from app.logic.policy import Policy, load_policy
from app.logic.policy_folder import PolicyFolder
from app.logic.policy_table import PolicyRow
from app.logic.ports import StoreError
from app.logic.resource_file import OwnFileError
from app.logic.resources import resource_folder
from tests.requests import Raw, return_wish

TODAY = date(2026, 11, 23)
CHANNELS = load_channels()
BUILT_IN = resource_folder() / "policies"
NOTHING = ("", "")


@pytest.fixture
def folder(tmp_path: Path) -> PolicyFolder:
    return PolicyFolder(tmp_path / "policies", BUILT_IN)


def row_of(folder: PolicyFolder, place: str, key: str) -> PolicyRow:
    rows = folder.table(CHANNELS, TODAY).rows
    return next(row for row in rows if (row.place, row.key) == (place, key))


def policy_of(folder: PolicyFolder, channel: str = "amazon-us") -> Policy:
    return load_policy(CHANNELS[channel], own_folder=folder.own)


def value_on(folder: PolicyFolder, day: date, channel: str = "amazon-us", key: str = "refund.deadline") -> PolicyValue:
    found = policy_of(folder, channel).value(key, day)
    assert found is not None
    return found


def say(
    folder: PolicyFolder,
    row: PolicyRow,
    value: object,
    unit: str | None = "calendar_days",
    first: date = TODAY,
    last: date | None = None,
    words: tuple[str, str] = NOTHING,
) -> None:
    folder.add(own_values([row], value, unit, (first, last), TODAY, words), TODAY)


def test_an_own_value_wins_from_its_day_on_and_the_built_in_one_before(folder: PolicyFolder) -> None:
    row = row_of(folder, "amazon-us", "refund.deadline")
    say(folder, row, 7, words=("Case ID 123 of Seller Support", "by phone"), first=date(2026, 12, 1))
    before, after = value_on(folder, date(2026, 11, 30)), value_on(folder, date(2026, 12, 1))
    assert (before.number, before.confidence) == (4, "reported")
    assert (after.number, after.confidence, after.source) == (7, "own", ("Case ID 123 of Seller Support",))
    assert (after.note, after.checked_on) == ("by phone", TODAY)
    assert value_on(folder, TODAY, "amazon-de").confidence == "official"


def test_back_to_built_in_takes_every_own_value_of_it_away(folder: PolicyFolder) -> None:
    row = row_of(folder, "amazon-us", "refund.deadline")
    say(folder, row, 7)
    say(folder, row, 9, first=date(2027, 1, 1))
    assert value_on(folder, date(2026, 12, 31)).number == 7
    assert value_on(folder, date(2027, 1, 1)).number == 9
    before = folder.take_back([row.subject], TODAY)
    assert not (folder.own / OWN_FILE).exists()
    assert value_on(folder, date(2027, 1, 1)).confidence == "reported"
    folder.restore(before)
    assert value_on(folder, date(2027, 1, 1)).number == 9


def test_the_same_day_again_replaces_what_was_said(folder: PolicyFolder) -> None:
    row = row_of(folder, "amazon-us", "refund.deadline")
    say(folder, row, 7)
    say(folder, row, 8)
    assert [own.entry.number for own in read_own(folder.own / OWN_FILE)] == [8]


def test_an_own_law_counts_wherever_it_is_read(folder: PolicyFolder) -> None:
    row = row_of(folder, "eu", "withdrawal.days")
    assert row.is_law
    say(folder, row, 30)
    found = policy_of(folder, "ebay-de").law("eu", "withdrawal.days", TODAY)
    assert found is not None and found.number == 30
    other = policy_of(folder, "ebay-de").law("uk", "withdrawal.days", TODAY)
    assert other is not None and other.number == 14


def test_a_value_that_was_checked_says_the_same_and_warns_no_more(folder: PolicyFolder) -> None:
    row = row_of(folder, "amazon-ca", "reply.clock")
    assert row.confidence == "unconfirmed" and can_confirm(row)
    folder.add([still_right(row, TODAY)], TODAY)
    found = value_on(folder, date(2026, 1, 1), "amazon-ca", "reply.clock")
    assert (found.number, found.unit, found.confidence, found.checked_on) == (24, "hours", "own", TODAY)
    assert row.entry is not None and found.source == row.entry.source
    assert not row_of(folder, "amazon-ca", "reply.clock").wants_a_look


def season_order(**changes: object) -> Raw:
    order = {"ordered_at": "2026-11-20", "delivered_on": "2026-11-25", "latest_delivery": "2026-11-25"}
    wish = return_wish("amazon-us", order | {"category": "general", "return_requested_on": "2027-01-20"} | changes)
    return wish | {"today": "2027-01-20"}


def desk(folder: PolicyFolder) -> Desk:
    return Desk(clock=lambda: datetime(2027, 1, 20, 12, tzinfo=UTC), own_policies=folder.own)


def test_once_the_seller_entered_the_season_the_window_is_derived(folder: PolicyFolder) -> None:
    asked = desk(folder).decide(season_order())
    assert isinstance(asked, Question) and asked.fact == "window"
    row = row_of(folder, "amazon-us", "return.season")
    days = (date(2026, 11, 1), date(2026, 12, 31))
    until = season_value("2026/27", {"general": date(2027, 1, 31), "apple": date(2027, 1, 15)}, days)
    folder.add(own_values([row], until, None, days, TODAY, NOTHING), TODAY)
    found = desk(folder).answer(season_order())
    assert isinstance(found, Decision)
    assert next(fact.value for fact in found.facts if fact.fact == "window") == "open"
    form: Any = to_json(found)
    assert "own" in [entry["confidence"] for entry in form["policy"] if entry["key"] == "return.season"]
    late = desk(folder).decide(season_order(category="apple") | {"answers": season_order()["answers"]})
    assert not (isinstance(late, Question) and late.fact == "window")


def test_a_season_entered_for_a_marketplace_without_known_days_opens_the_window(folder: PolicyFolder) -> None:
    row = row_of(folder, "amazon-ca", "return.season")
    days = (date(2026, 11, 1), date(2026, 12, 31))
    until = season_value("2026/27", {"general": date(2027, 1, 31)}, days)
    folder.add(own_values([row], until, None, days, TODAY, NOTHING), TODAY)
    found = desk(folder).decide(season_order() | {"channel": "amazon-ca"})
    assert isinstance(found, Decision)
    assert next(fact.value for fact in found.facts if fact.fact == "window") == "open"
    after = desk(folder).decide(season_order(return_requested_on="2027-02-01") | {"channel": "amazon-ca"})
    assert isinstance(after, Question) and after.fact == "window"


def test_days_to_return_that_nobody_read_can_be_said_once(folder: PolicyFolder) -> None:
    row = row_of(folder, "ebay-us", "return.window.general")
    assert (row.entry, row.confidence) == (None, "unknown") and can_type(row)
    say(folder, row, 30, first=date(2026, 1, 1))
    assert value_on(folder, TODAY, "ebay-us", "return.window.general").number == 30


def test_rules_read_before_a_change_are_read_again(folder: PolicyFolder) -> None:
    rulebook = desk(folder).rulebook
    channel = rulebook.channels["amazon-us"]
    assert rulebook.policy(channel).value("refund.deadline", TODAY) == value_on(folder, TODAY)
    say(folder, row_of(folder, "amazon-us", "refund.deadline"), 7)
    rulebook.read_again()
    found = rulebook.policy(channel).value("refund.deadline", TODAY)
    assert found is not None and found.number == 7


@pytest.mark.parametrize(
    ("value", "unit"),
    [(-1, "calendar_days"), (True, "calendar_days"), (99999, "calendar_days"), (3, "weeks"), ("x", "hours"), (1, None)],
)
def test_a_value_of_another_kind_is_refused(folder: PolicyFolder, value: object, unit: str | None) -> None:
    row = row_of(folder, "amazon-us", "refund.deadline")
    with pytest.raises(BadInput) as raised:
        say(folder, row, value, unit)
    assert raised.value.field == "value"
    assert not folder.own.exists()


def test_days_that_end_before_they_begin_are_refused(folder: PolicyFolder) -> None:
    row = row_of(folder, "amazon-us", "return.season")
    with pytest.raises(BadInput, match="2026-12-31"):
        say(folder, row, {"name": "x"}, None, first=date(2026, 12, 31), last=date(2026, 11, 1))
    with pytest.raises(BadInput, match="at least one date"):
        season_value("x", {}, (TODAY, TODAY))
    with pytest.raises(BadInput, match="after the first order"):
        season_value("x", {"general": date(2026, 1, 31)}, (TODAY, TODAY))


@given(
    st.sampled_from(["amazon-us", "etsy"]),
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=50),
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=50),
    st.dates(date(1, 1, 2)),
)
def test_whatever_a_seller_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory, place: str, source: str, note: str, first: date
) -> None:
    row = PolicyRow(place, False, "reply.clock", None, None, ())
    try:
        made = own_values([row], 24, "hours", (first, None), TODAY, (source, note))
    except BadInput:
        return
    path = tmp_path_factory.getbasetemp() / OWN_FILE
    path.write_text(own_text(made, TODAY), encoding="utf-8", newline="")
    assert read_own(path) == made


ROW = """
[[entry]]
key = "reply.clock"
value = 24
unit = "hours"
channels = ["amazon-us"]
valid_from = 2026-11-01
source = "x"
confidence = "own"
"""
HEAD = "checked_on = 2026-11-22\nundated_from = 2020-01-01\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[", "no valid TOML"),
        ("", "checked_on must be a date"),
        (HEAD + ROW.replace("24", '"24"'), "entry 1 (reply.clock): value must be a whole number"),
        (HEAD + ROW.replace('"own"', '"official"'), "entry 1 (reply.clock): unknown confidence 'official'"),
        (HEAD + ROW + ROW, "two values for amazon-us begin on 2026-11-01"),
        (HEAD + ROW.replace("channels = ", "places = "), "entry 1 (reply.clock): unknown field 'places'"),
        (HEAD + ROW.replace('channels = ["amazon-us"]', ""), "name either channels or regions"),
        (HEAD + ROW.replace('["amazon-us"]', '"amazon-us"'), "must be lists of texts"),
        (HEAD + ROW.replace('"reply.clock"', '["reply.clock"]'), "key and unit must be texts"),
        (HEAD + "x = " + "[" * 5000, "no valid TOML"),
        (HEAD + ROW.replace("24", "9" * 5000), "no valid TOML"),
    ],
)
def test_a_damaged_file_is_named_with_its_entry_and_put_aside(folder: PolicyFolder, text: str, complaint: str) -> None:
    folder.own.mkdir()
    (folder.own / OWN_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(OwnFileError) as raised:
        policy_of(folder)
    assert "own.toml" in raised.value.what and complaint in raised.value.what and raised.value.todo
    table = folder.table(CHANNELS, TODAY)
    assert table.problem is not None and table.problem.file == OWN_FILE and table.rows
    folder.put_aside(OWN_FILE)
    assert policy_of(folder).value("reply.clock", TODAY)
    assert (folder.own / "own.toml.broken").read_text(encoding="utf-8") == text


def test_a_folder_that_cannot_be_written_says_what_is_safe(tmp_path: Path) -> None:
    blocked = tmp_path / "policies"
    blocked.write_text("a file in its place", encoding="utf-8")
    value = OwnValue("etsy", False, PolicyValue("reply.clock", 24, "hours", ("x",), TODAY, "own", TODAY))
    with pytest.raises(StoreError) as raised:
        PolicyFolder(blocked, BUILT_IN).add([value], TODAY)
    assert "all cases are safe" in raised.value.safe
