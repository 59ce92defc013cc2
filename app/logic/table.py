"""A decision table with unique hit: match, next question, and the proof that nothing is missing or doubled.

The hit policy is `U` of the Decision Model and Notation standard: for every possible combination exactly one rule
matches. Each fact value owns a bit set of the rules it leaves standing, so that matching is a few integer operations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.logic.facts import FACT_VALUES, IMPOSSIBLE, Resolution, Situation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Pair = tuple[tuple[str, str], tuple[str, str]]

ANY = "-"
ABSENT = ""
"""Stands for a fact that has no meaning in a combination: the parcel of an order that was not sent."""


class TableError(ValueError):
    """Say what is wrong with the text of a table."""


class Rule(NamedTuple):
    """One row: its name, the values each read column allows (unread columns are left out), and where it leads."""

    name: str
    cells: Mapping[str, tuple[str, ...]]
    resolution: Resolution


class Table:
    """The rules of one situation over fixed columns."""

    def __init__(
        self,
        situation: Situation,
        columns: Sequence[str],
        rules: Sequence[Rule],
        impossible: Sequence[Pair] = IMPOSSIBLE,
    ) -> None:
        self.situation = situation
        self.columns = tuple(columns)
        self.rules = tuple(rules)
        self.all_rules = (1 << len(self.rules)) - 1
        self._standing = {column: self._bits_by_value(column) for column in self.columns}
        self._conflicts = _conflicts_within(self.columns, impossible)

    def also_impossible(self, pairs: Sequence[Pair]) -> Table:
        """Return the same rules for a place where further pairs of values cannot both be true."""
        return Table(self.situation, self.columns, self.rules, (*IMPOSSIBLE, *pairs))

    def _bits_by_value(self, column: str) -> dict[str, int]:
        """Collect for each value of a column the bit set of the rules that it leaves standing."""
        bits = dict.fromkeys((*FACT_VALUES[column], ABSENT), 0)
        for number, rule in enumerate(self.rules):
            for value in rule.cells.get(column, bits):
                bits[value] |= 1 << number
        return bits

    def standing(self, known: Mapping[str, str], possible: Mapping[str, Sequence[str]]) -> int:
        """Return the bit set of the rules not excluded by known values, nor by all the possible ones of the rest."""
        rules = self.all_rules
        for column, bits in self._standing.items():
            value = known.get(column)
            if value is not None:
                rules &= bits[value]
            elif len(possible[column]) < len(FACT_VALUES[column]):
                rules &= _union(bits, possible[column] or (ABSENT,))
        return rules

    def possible_values(self, known: Mapping[str, str], domain: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        """List for each unknown column the values of its domain that agree with everything known."""
        return {
            column: [value for value in domain[column] if self._agrees(column, value, known)]
            for column in self.columns
            if column not in known
        }

    def _agrees(self, column: str, value: str, known: Mapping[str, str]) -> bool:
        return all(known.get(other) != bad for other, bad in self._conflicts.get((column, value), ()))

    def conflicting(self, column: str, value: str) -> tuple[tuple[str, str], ...]:
        """List the (column, value) pairs that cannot stand beside a value."""
        return self._conflicts.get((column, value), ())

    def cause(self, column: str, known: Mapping[str, str]) -> str:
        """Name the known fact that leaves a column fewer values than it has; empty when there is none."""
        for value in FACT_VALUES[column]:
            for other, bad in self._conflicts.get((column, value), ()):
                if known.get(other) == bad:
                    return other
        return ""

    def reads(self, column: str) -> bool:
        """Say whether a fact is a column of this table."""
        return column in self._standing

    def next_column(self, standing: int, possible: Mapping[str, Sequence[str]]) -> str | None:
        """Return the first unknown column two of whose possible values leave different rules standing."""
        for column in self.columns:
            values = possible.get(column)
            if values and len({self._standing[column][value] & standing for value in values}) > 1:
                return column
        return None

    def rules_in(self, standing: int) -> list[Rule]:
        """Return the rules of a bit set in table order."""
        return [rule for number, rule in enumerate(self.rules) if standing >> number & 1]

    def only_rule(self, standing: int) -> Rule | None:
        """Return the one rule of a bit set, or None when there are several or none."""
        if standing and not standing & (standing - 1):
            return self.rules[standing.bit_length() - 1]
        return None

    def combinations(self, domain: Mapping[str, Sequence[str]]) -> Iterator[dict[str, str]]:
        """Yield every possible combination of facts; a fact without a possible value is `ABSENT`."""
        yield from self._extend({}, 0, domain)

    def _extend(self, chosen: dict[str, str], at: int, domain: Mapping[str, Sequence[str]]) -> Iterator[dict[str, str]]:
        if at == len(self.columns):
            yield dict(chosen)
            return
        column = self.columns[at]
        values = [value for value in domain[column] if self._agrees(column, value, chosen)] or [ABSENT]
        for value in values:
            yield from self._extend({**chosen, column: value}, at + 1, domain)


class Flaw(NamedTuple):
    """A hole or a doubling of a table: combinations as a rule's cells, and the names of the rules that match them."""

    situation: Situation
    cells: Mapping[str, tuple[str, ...]]
    rules: tuple[str, ...]

    def __str__(self) -> str:
        cells = ", ".join(f"{fact} = {' or '.join(values) or 'none'}" for fact, values in self.cells.items())
        kind = f"overlap of {' and '.join(self.rules)}" if self.rules else "gap: no rule matches"
        return f"{self.situation}: {kind}: {cells}"


def prove(table: Table, domain: Mapping[str, Sequence[str]]) -> list[Flaw]:
    """List every gap and overlap of a table over a domain, neighbouring combinations joined into rules."""
    wrong: dict[tuple[str, ...], list[dict[str, tuple[str, ...]]]] = {}
    for combination in table.combinations(domain):
        standing = table.standing(combination, {})
        if table.only_rule(standing) is None:
            names = tuple(rule.name for rule in table.rules_in(standing))
            wrong.setdefault(names, []).append({fact: (value,) for fact, value in combination.items()})
    return [Flaw(table.situation, cells, names) for names, cubes in wrong.items() for cells in _joined(cubes)]


def _joined(cubes: list[dict[str, tuple[str, ...]]]) -> list[dict[str, tuple[str, ...]]]:
    """Join combinations that differ in one column only, column by column from the last."""
    for column in reversed(list(cubes[0])):
        groups: dict[tuple[object, ...], dict[str, tuple[str, ...]]] = {}
        for cube in cubes:
            rest = tuple(values for fact, values in cube.items() if fact != column)
            known = groups.setdefault(rest, {**cube, column: ()})
            known[column] = (*known[column], *cube[column])
        cubes = list(groups.values())
    return cubes


def read_table(situation: Situation, text: str) -> Table:
    """Read a table from text: columns between bars, the rule's name first, its resolution last, `-` for any value.

    Raises TableError naming the rule for an unknown fact, value or resolution, a wrong number of cells, or a name
    that stands twice.
    """
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    columns = rows[0][1:-1]
    for column in columns:
        if column not in FACT_VALUES:
            raise TableError(f"{situation}: there is no fact {column!r}")
    rules = [_read_rule(situation, columns, row) for row in rows[1:]]
    names = [rule.name for rule in rules]
    if len(set(names)) < len(names):
        raise TableError(f"{situation}: a rule name stands twice: {sorted(names)}")
    return Table(situation, columns, rules)


def _read_rule(situation: Situation, columns: Sequence[str], row: Sequence[str]) -> Rule:
    name = f"{situation}.{row[0]}"
    if len(row) != len(columns) + 2:
        raise TableError(f"{name}: {len(row) - 2} cells for {len(columns)} columns")
    if row[-1] not in set(Resolution):
        raise TableError(f"{name}: there is no resolution {row[-1]!r}")
    cells = {
        column: _read_cell(name, column, cell) for column, cell in zip(columns, row[1:-1], strict=True) if cell != ANY
    }
    return Rule(name, cells, Resolution(row[-1]))


def _read_cell(rule: str, column: str, cell: str) -> tuple[str, ...]:
    values = tuple(value.strip() for value in cell.split(","))
    for value in values:
        if value not in FACT_VALUES[column]:
            raise TableError(f"{rule}: {column} cannot be {value!r}")
    return values


def _conflicts_within(
    columns: Sequence[str], impossible: Sequence[Pair]
) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Index the impossible pairs among some columns from both sides."""
    found: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for one, other in impossible:
        if one[0] in columns and other[0] in columns:
            found[one] = (*found.get(one, ()), other)
            found[other] = (*found.get(other, ()), one)
    return found


def _union(bits: Mapping[str, int], values: Iterable[str]) -> int:
    rules = 0
    for value in values:
        rules |= bits[value]
    return rules
