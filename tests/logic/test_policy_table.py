"""Every policy value in one list: nothing missing, nothing twice, what wants a look first."""

from datetime import date
from pathlib import Path

import pytest

from app.logic.channels import load_channels
from app.logic.own_entry import can_confirm, can_type
from app.logic.policy import SEASON_KEY, load_policy
from app.logic.policy_table import PolicyTable, policy_table
from app.logic.policy_words import policy_title, value_words
from app.logic.resources import resource_folder

CHANNELS = load_channels()
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> PolicyTable:
    return policy_table(CHANNELS, resource_folder() / "policies", tmp_path_factory.mktemp("none"), TODAY)


def test_the_list_says_what_the_rules_say(table: PolicyTable) -> None:
    rows = {row.subject: row for row in table.rows}
    assert len(rows) == len(table.rows)
    for channel in CHANNELS.values():
        policy = load_policy(channel)
        for key in {key for layer in policy.layers for key in layer}:
            found = policy.value(key, TODAY)
            row = rows[False, channel.id, key]
            assert found is None or row.entry == found
            assert row.entry is not None and row.built_in == row.entry
    assert {row.place for row in table.rows if row.is_law} == {"eu", "uk", "us", "jp"}


def test_the_season_nobody_announced_stands_first_then_what_nobody_confirmed(table: PolicyTable) -> None:
    first = [row for row in table.rows if row.key == SEASON_KEY]
    assert table.rows[: len(first)] == tuple(first)
    wants = [row.wants_a_look for row in table.rows]
    assert wants == sorted(wants, reverse=True)
    assert not any(can_confirm(row) for row in first)
    assert all(can_type(row) for row in first)


def test_days_to_return_that_nobody_read_are_listed_as_not_known(table: PolicyTable) -> None:
    unknown = {row.place for row in table.rows if row.confidence == "unknown"}
    assert {"ebay-us", "amazon-ca", "amazon-jp"} <= unknown
    assert not any(place.startswith(("shop", "etsy")) for place in unknown)


def test_an_ended_season_is_still_listed(tmp_path: Path) -> None:
    later = policy_table(CHANNELS, resource_folder() / "policies", tmp_path, date(2028, 6, 1))
    row = next(row for row in later.rows if (row.place, row.key) == ("amazon-us", SEASON_KEY))
    assert row.entry is not None and row.entry.valid_to == date(2026, 12, 31)


def test_the_days_of_the_carriers_are_listed_to_read(table: PolicyTable) -> None:
    rows = [row for row in table.rows if row.carrier]
    assert {row.key.rpartition(".")[2] for row in rows} == {"trace", "claim", "last"}
    assert not any(can_type(row) or can_confirm(row) for row in rows)
    assert all(row.entry and row.entry.note and row.entry.note.startswith("Counted from") for row in rows)


def test_every_value_has_words(table: PolicyTable) -> None:
    for row in table.rows:
        assert policy_title(row.key)
        words = value_words(row.entry.value, row.entry.unit) if row.entry else "not known"
        assert words and "{" not in words and "_" not in words
    season = {"name": "2025/26", "return_until": {"general": date(2026, 1, 31), "apple": date(2026, 1, 15)}}
    assert value_words(season, None) == "2025/26: general until 31 Jan 2026; apple until 15 Jan 2026"
    assert (
        value_words({"name": "2025/26", "return_until": {"general": "2026-01-31"}}, None)
        == "2025/26: until 31 Jan 2026"
    )
