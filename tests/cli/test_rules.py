"""`amends rules` proves the tables or prints one."""

from collections.abc import Mapping

import pytest

from app.__main__ import main
from app.cli import rules
from app.logic import proof
from app.logic.channels import Channel
from app.logic.facts import Situation
from app.logic.situations import TABLES
from app.logic.table import Table

CANCEL = TABLES[Situation.CANCEL]


def test_check_finds_the_tables_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--check"]) == 0
    out, err = capsys.readouterr()
    assert out == "91 rules in 10 tables: exactly one matches every case on 26 channels.\n"
    assert err == ""


def _break(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    def broken(channels: Mapping[str, Channel]) -> list[str]:
        return proof.flaws(channels, {table.situation: table})

    monkeypatch.setattr(rules, "flaws", broken)


def test_check_prints_gaps_and_overlaps_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _break(monkeypatch, Table(CANCEL.situation, CANCEL.columns, CANCEL.rules[1:]))
    assert main(["rules", "--check"]) == 1
    gap = "shipped = no, confirmed = no, official_request = no, self_cancel_open = yes"
    amazons = "amazon-us, amazon-ca, amazon-uk, amazon-de"
    assert f"cancel: gap: no rule matches: {gap} (on {amazons}" in capsys.readouterr().out

    twin = CANCEL.rules[3]
    _break(
        monkeypatch,
        Table(
            CANCEL.situation, CANCEL.columns, [*CANCEL.rules, type(twin)("cancel.twin", twin.cells, twin.resolution)]
        ),
    )
    assert main(["rules", "--check"]) == 1
    assert "cancel: overlap of cancel.confirmed_unsent and cancel.twin" in capsys.readouterr().out


@pytest.mark.parametrize("situation", list(Situation))
def test_show_prints_a_line_per_rule(situation: Situation, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--show", situation.value]) == 0
    head, bar, *rows = capsys.readouterr().out.splitlines()
    table = TABLES[situation]
    assert head.split() == ["rule", *table.columns, "resolution"]
    assert set(bar) == {"-", " "}
    assert [row.split()[0] for row in rows] == [rule.name.partition(".")[2] for rule in table.rules]
    assert [row.split()[-1] for row in rows] == [rule.resolution.value for rule in table.rules]


def test_show_on_a_channel_leaves_out_what_cannot_happen_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--show", "cancel", "--channel", "shop-eu"]) == 0
    out = capsys.readouterr().out
    assert "cancel_order" in out
    assert "buyer_cancels" not in out


@pytest.mark.parametrize(
    ("words", "field"),
    [(["--show", "cansel"], "situation: "), (["--show", "cancel", "--channel", "amazon-mars"], "channel: ")],
)
def test_a_wrong_name_is_refused(words: list[str], field: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(field)
    assert "cancel" in err or "amazon-us" in err


def test_a_table_is_not_shown_where_it_cannot_happen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--show", "claim_opened", "--channel", "shop-eu"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "situation: claim_opened cannot happen on shop-eu, where no platform decides\n"
