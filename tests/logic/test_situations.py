"""Every row of every table of the contract leads where it says, at every place of sale."""

from itertools import product
from pathlib import Path

import pytest

from app.logic.channel_facts import domain, happens_at, table_for
from app.logic.channels import load_channels
from app.logic.facts import FACT_VALUES, Resolution, Situation
from app.logic.messages.contract import SILENT
from app.logic.proof import unreached_rules
from app.logic.resources import template_folder
from app.logic.situations import TABLES
from app.logic.table import ABSENT, Table
from tests.requests import Raw, ask_about, decided, return_wish

# Copied from the contract, not from the program: a second listing, which also freezes the names of the rules.
_LISTING = (Path(__file__).parents[1] / "data" / "contract_tables.txt").read_text(encoding="utf-8")
CONTRACT = {part.partition("\n")[0]: part.partition("\n")[2] for part in _LISTING.removeprefix("# ").split("\n# ")}


def _rows(situation: str) -> list[dict[str, str]]:
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in CONTRACT[situation].strip().splitlines()]
    return [dict(zip(head, row, strict=True)) for row in rows]


def _cells(row: dict[str, str]) -> dict[str, tuple[str, ...]]:
    facts = {fact: cell for fact, cell in row.items() if fact not in ("rule", "resolution") and cell != "-"}
    return {fact: tuple(value.strip() for value in cell.split(",")) for fact, cell in facts.items()}


ROWS = [(situation, row) for situation in CONTRACT for row in _rows(situation)]


def _samples() -> list[tuple[str, dict[str, str], dict[str, str]]]:
    """Give each row with each combination of the values that it names."""
    return [
        (situation, row, dict(zip(_cells(row), values, strict=True)))
        for situation, row in ROWS
        for values in product(*_cells(row).values())
    ]


def _raw(situation: str, answers: dict[str, str]) -> Raw:
    last = {"item_price": "10.00", "shipping_paid": "1.00", "partial_amount": "2.00", "new_ship_date": "2026-09-20"}
    last["deduction_percent"] = "30"
    return ask_about(situation, answers=answers | last)


@pytest.mark.parametrize(
    ("situation", "row", "facts"), _samples(), ids=lambda part: part.get("rule") if isinstance(part, dict) else part
)
def test_each_row_decides_for_its_resolution(situation: str, row: dict[str, str], facts: dict[str, str]) -> None:
    answers = facts if situation != "cannot_ship" else {"confirmed": facts["confirmed"]}
    decision = decided(_raw(situation, answers))
    assert (decision.rule, decision.resolution) == (f"{situation}.{row['rule']}", row["resolution"])
    assert {fact.fact: fact.value for fact in decision.facts} == facts


@pytest.mark.parametrize("situation", CONTRACT)
@pytest.mark.parametrize("family", ["amazon", "ebay", "etsy", "shop"])
def test_every_combination_hits_the_contracts_row(situation: str, family: str) -> None:
    table = table_for(family, Situation(situation))
    rows = [(row["rule"], _cells(row)) for row in _rows(situation)]
    for combination in table.combinations(domain(family, Situation(situation))):
        # `ABSENT` agrees only with a cell that does not read the fact.
        expected = [name for name, cells in rows if all(combination[fact] in cells[fact] for fact in cells)]
        found = [rule.name for rule in table.rules_in(table.standing(combination, {}))]
        assert found == [f"{situation}.{name}" for name in expected], combination
        assert len(found) == 1, combination


def test_no_table_beside_those_of_the_contract() -> None:
    assert [situation.value for situation in TABLES] == list(CONTRACT)


def _possible(situation: str, family: str) -> set[tuple[tuple[str, str], ...]]:
    table = table_for(family, Situation(situation))
    found = table.combinations(domain(family, Situation(situation)))
    return {tuple(sorted(combination.items())) for combination in found}


def _allowed(facts: dict[str, str], family: str) -> bool:
    """Say whether a combination is possible, by the sentence of the contract below its table of facts."""
    shipped, parcel, remedy = facts.get("shipped"), facts.get("parcel"), facts.get("remedy")
    wrong = (
        parcel == "untracked" and facts.get("protected") == "yes",
        facts.get("self_cancel_open") == "yes" and shipped == "yes",
        remedy == "decline" and (parcel, facts.get("checked")) != ("delivered", "yes"),
        facts.get("offer") in ("replacement", "part") and facts.get("fault") == "buyer",
        facts.get("offer") == "exchange" and facts.get("fault") == "seller",
        "confirmed" in facts and shipped is not None and family != "amazon" and facts["confirmed"] != shipped,
    )
    parcel_fits = parcel is None or (parcel == ABSENT) == (shipped == "no")
    return parcel_fits and not any(wrong)


def _fixed(family: str) -> dict[str, str]:
    elsewhere = {"official_request": "yes", "self_cancel_open": "no", "authorised": "no"}
    fixed = {} if family == "amazon" else elsewhere
    return fixed if family in ("amazon", "etsy") else fixed | {"protected": "no"}


@pytest.mark.parametrize("family", ["amazon", "ebay", "etsy", "shop"])
@pytest.mark.parametrize(
    "situation",
    [
        "cancel",
        "change_item",
        "change_address",
        "return",
        "faster_shipping",
        "return_arrived",
        "claim_opened",
        "platform_refunded",
    ],
)
def test_the_proof_leaves_out_exactly_what_is_impossible(situation: str, family: str) -> None:
    columns = TABLES[Situation(situation)].columns
    values = {fact: [*FACT_VALUES[fact], *([ABSENT] if fact == "parcel" else [])] for fact in columns}
    if "remedy" in values:
        values["remedy"] = ["refund", "replacement"]
    values |= {fact: [value] for fact, value in _fixed(family).items() if fact in values}
    every = (dict(zip(columns, chosen, strict=True)) for chosen in product(*values.values()))
    expected = {tuple(sorted(facts.items())) for facts in every if _allowed(facts, family)}
    assert _possible(situation, family) == expected


def test_every_rule_is_reached_somewhere() -> None:
    assert unreached_rules(load_channels()) == set()


@pytest.mark.parametrize("situation", list(Situation))
def test_the_table_of_every_channel_has_a_unique_hit(situation: Situation) -> None:
    channels = load_channels()
    assert len(channels) == 26
    for channel in channels.values():
        if not happens_at(channel.family, situation):
            assert channel.family == "shop"
            continue
        table = table_for(channel.family, situation)
        combinations = list(table.combinations(domain(channel.family, situation)))
        assert combinations
        for combination in combinations:
            assert table.only_rule(table.standing(combination, {})) is not None, (channel.id, combination)


@pytest.mark.parametrize("resolution", sorted(set(Resolution) - SILENT))
def test_every_resolution_has_an_english_template(resolution: Resolution) -> None:
    assert (template_folder() / "messages" / "en" / f"{resolution}.txt.j2").is_file()


def test_a_resolution_stands_in_some_table() -> None:
    used = {rule.resolution for table in TABLES.values() for rule in table.rules}
    assert used == set(Resolution)


def test_both_tiles_of_a_return_take_one_table() -> None:
    assert decided(return_wish(reason="damaged")).resolution == "accept_return_seller_pays"
    assert decided(return_wish(order={"delivered_on": "2026-09-10"})).resolution == "accept_return"


def test_a_table_names_only_columns_it_needs() -> None:
    for table in TABLES.values():
        assert isinstance(table, Table)
        for column in table.columns:
            assert any(column in rule.cells for rule in table.rules), (table.situation, column)
