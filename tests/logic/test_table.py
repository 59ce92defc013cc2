"""The table engine: unique hit is proved, and the proof notices every rule that is missing, doubled or too wide."""

import pytest

from app.logic.channel_facts import CONFIRMED_WITH_SHIPPED, domain, table_for
from app.logic.channels import load_channels
from app.logic.facts import FACT_VALUES, Resolution, Situation
from app.logic.proof import flaws, table_lines
from app.logic.situations import TABLES
from app.logic.table import Rule, Table, TableError, prove, read_table

FAMILIES = ("amazon", "ebay", "etsy", "shop")
EVERY_RULE = [rule for table in TABLES.values() for rule in table.rules]


def _situation(rule: Rule) -> Situation:
    return Situation(rule.name.partition(".")[0])


def _is_proved(situation: Situation, rules: list[Rule]) -> bool:
    """Say whether rules hit uniquely in every family, and each of them somewhere."""
    reached: set[str] = set()
    for family in FAMILIES:
        pairs = () if family == "amazon" else CONFIRMED_WITH_SHIPPED
        table = Table(situation, TABLES[situation].columns, rules).also_impossible(pairs)
        if prove(table, domain(family, situation)):
            return False
        for combination in table.combinations(domain(family, situation)):
            reached |= {rule.name for rule in table.rules_in(table.standing(combination, {}))}
    return len(reached) == len(rules)


def test_the_rules_as_they_are_are_proved() -> None:
    assert flaws(load_channels()) == []
    for situation, table in TABLES.items():
        assert _is_proved(situation, list(table.rules))


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.name)
def test_a_missing_rule_is_a_gap(rule: Rule) -> None:
    assert not _is_proved(_situation(rule), [kept for kept in TABLES[_situation(rule)].rules if kept is not rule])


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.name)
def test_a_doubled_rule_is_an_overlap(rule: Rule) -> None:
    twin = Rule(f"{rule.name}.again", rule.cells, rule.resolution)
    assert not _is_proved(_situation(rule), [*TABLES[_situation(rule)].rules, twin])


WIDER = [(rule, column) for rule in EVERY_RULE for column in rule.cells]
HARMLESS = {
    # The parcel of an order that was not sent has no value: to read it is to say that the order was sent.
    *((rule.name, "shipped") for rule in EVERY_RULE if "parcel" in rule.cells),
    # A refusal to pay is possible only for a delivered parcel that the carrier was asked about.
    ("not_received.undelivered.decline", "parcel"),
    ("not_received.undelivered.decline", "checked"),
    # What is offered tells the fault, and a free time that still runs tells that nothing was sent.
    ("return.seller.replacement", "fault"),
    ("return.seller.part", "fault"),
    ("return.buyer.exchange", "fault"),
    ("cancel.free_time", "shipped"),
}


@pytest.mark.parametrize(("rule", "column"), WIDER, ids=lambda part: part if isinstance(part, str) else part.name)
def test_a_cell_that_reads_less_is_an_overlap(rule: Rule, column: str) -> None:
    wider = Rule(rule.name, {fact: cell for fact, cell in rule.cells.items() if fact != column}, rule.resolution)
    rules = [wider if kept is rule else kept for kept in TABLES[_situation(rule)].rules]
    assert _is_proved(_situation(rule), rules) == ((rule.name, column) in HARMLESS)


@pytest.mark.parametrize(("rule", "column"), WIDER, ids=lambda part: part if isinstance(part, str) else part.name)
def test_a_cell_that_allows_one_more_value_is_noticed(rule: Rule, column: str) -> None:
    for value in set(FACT_VALUES[column]) - set(rule.cells[column]):
        wider = Rule(rule.name, {**rule.cells, column: (*rule.cells[column], value)}, rule.resolution)
        rules = [wider if kept is rule else kept for kept in TABLES[_situation(rule)].rules]
        if not _is_proved(_situation(rule), rules):
            continue
        # The value cannot occur beside the rest of the row, so nothing changed.
        table = TABLES[_situation(rule)]
        rest = {fact: cell[0] for fact, cell in rule.cells.items() if fact != column}
        clashes = [other for other, bad in table.conflicting(column, value) if bad in rule.cells.get(other, ())]
        unknown_here = value not in domain("amazon", _situation(rule))[column]
        assert clashes or unknown_here or ("parcel" in rest and value == "no"), (rule.name, column, value)


COLUMNS = "rule | shipped | willing | resolution\n"


def _table(*rows: str) -> Table:
    return read_table(Situation.FASTER_SHIPPING, COLUMNS + "\n".join(rows))


def test_a_gap_is_printed_as_a_rule() -> None:
    table = _table("a | no | yes | upgrade_free", "b | yes | - | explain_delivery_time")
    (flaw,) = prove(table, domain("amazon", Situation.FASTER_SHIPPING))
    assert str(flaw) == "faster_shipping: gap: no rule matches: shipped = no, willing = no"


def test_a_wide_gap_is_one_line() -> None:
    table = _table("a | no | - | upgrade_free")
    (flaw,) = prove(table, domain("amazon", Situation.FASTER_SHIPPING))
    assert str(flaw) == "faster_shipping: gap: no rule matches: shipped = yes, willing = yes or no"


def test_an_overlap_names_both_rules() -> None:
    table = _table("a | no | - | upgrade_free", "b | no | no | keep_service", "c | yes | - | explain_delivery_time")
    (flaw,) = prove(table, domain("amazon", Situation.FASTER_SHIPPING))
    assert str(flaw) == (
        "faster_shipping: overlap of faster_shipping.a and faster_shipping.b: shipped = no, willing = no"
    )


def test_flaws_name_the_channels_and_rules_nothing_reaches() -> None:
    table = _table("a | - | yes | upgrade_free", "b | - | no | keep_service")
    twice = Table(
        table.situation, table.columns, [*table.rules, Rule("faster_shipping.c", {}, Resolution.KEEP_SERVICE)]
    )
    found = flaws(load_channels(), {Situation.FASTER_SHIPPING: twice})
    assert len(found) == 2
    assert all("amazon-us" in flaw and "shop-other" in flaw for flaw in found)

    never = read_table(
        Situation.CHANGE_ADDRESS,
        "rule | shipped | parcel | resolution\nx | no | - | cancel_and_reorder\ny | yes | - | address_locked\n"
        "z | no | lost | refund_lost",
    )
    assert flaws(load_channels(), {Situation.CHANGE_ADDRESS: never}) == [
        "change_address.z: no channel reaches this rule"
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a | perhaps | yes | upgrade_free", "faster_shipping.a: shipped cannot be 'perhaps'"),
        ("a | no | yes | give_up", "faster_shipping.a: there is no resolution 'give_up'"),
        ("a | no | upgrade_free", "faster_shipping.a: 1 cells for 2 columns"),
    ],
)
def test_a_mistyped_row_is_named(row: str, words: str) -> None:
    with pytest.raises(TableError) as refusal:
        _table(row)
    assert str(refusal.value) == words


def test_an_unknown_column_and_a_name_twice_are_refused() -> None:
    with pytest.raises(TableError, match="no fact 'weather'"):
        read_table(Situation.CANCEL, "rule | weather | resolution\na | - | cancel_order")
    with pytest.raises(TableError, match="stands twice"):
        _table("a | no | yes | upgrade_free", "a | no | no | keep_service")


def test_the_drawn_table_shows_only_what_a_place_can_reach() -> None:
    everywhere = table_lines(Situation.CANCEL)
    on_ebay = table_lines(Situation.CANCEL, load_channels()["ebay-us"])
    assert everywhere[0].split() == [
        "rule",
        "shipped",
        "confirmed",
        "official_request",
        "self_cancel_open",
        "resolution",
    ]
    assert len(everywhere) == 2 + 6
    assert [line.split()[0] for line in on_ebay[2:]] == ["requested", "shipped"]


def test_the_next_question_is_the_first_column_that_still_matters() -> None:
    table = table_for("amazon", Situation.CANCEL)
    for known, expected in (
        ({}, "shipped"),
        ({"shipped": "no"}, "confirmed"),
        ({"shipped": "no", "confirmed": "no"}, "official_request"),
        ({"shipped": "no", "confirmed": "no", "official_request": "no"}, "self_cancel_open"),
        ({"shipped": "no", "confirmed": "yes"}, None),
    ):
        possible = table.possible_values(known, domain("amazon", Situation.CANCEL))
        assert table.next_column(table.standing(known, possible), possible) == expected
