"""What the table says to what is known: the rules still standing, the rule that matched, what would change it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from app.logic.channel_facts import FOLLOWS_SHIPPED, domain, fixed_facts, settled_columns, table_for
from app.logic.decision import Alternative, BadInput, FactRead
from app.logic.derive import DERIVED, expired_wait, wait_is_over
from app.logic.facts import DEFAULTS, Origin
from app.logic.known import Known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.logic.facts import Request, Situation
    from app.logic.policy import Policy
    from app.logic.table import Rule, Table


class Outlook(NamedTuple):
    """The known facts of a request against its table: `rule` once one is left, else the `column` to ask for."""

    table: Table
    known: Mapping[str, Known]
    standing: int
    rule: Rule | None
    column: str | None
    choices: Sequence[str]
    implied: frozenset[str]

    def facts_read(self) -> tuple[FactRead, ...]:
        """List the facts that the matched rule reads, in the table's order."""
        cells = self.rule.cells if self.rule else ()
        return tuple(self._fact(column) for column in self.table.columns if column in cells)

    def facts_known(self) -> tuple[FactRead, ...]:
        """List every known fact in the table's order."""
        return tuple(self._fact(column) for column in self.table.columns if column in self.known)

    def _fact(self, column: str) -> FactRead:
        return FactRead(column, self.known[column].value, self.known[column].origin)


def look(request: Request, policy: Policy) -> Outlook:
    """Match what is known of a request. Raises BadInput for answers that cannot both be true."""
    family, situation = request.channel.family, request.situation
    table = table_for(family, situation)
    known = _without_impossible(table, _gather(request, policy, table))
    values = {column: fact.value for column, fact in known.items()}
    outcome = _match(family, situation, tuple(values.items()))
    for column, value, cause in outcome.implied:
        origin = known[cause].origin if cause in known and column != FOLLOWS_SHIPPED else Origin.CHANNEL
        known[column] = Known(value, origin, derived=True)
    implied = frozenset(column for column, _, _ in outcome.implied)
    return Outlook(table, known, outcome.standing, outcome.rule, outcome.column, outcome.choices, implied)


def _gather(request: Request, policy: Policy, table: Table) -> dict[str, Known]:
    """Collect the facts of a table: fixed, answered, derived, default, in this order of weight."""
    fixed = fixed_facts(request.channel.family, request.situation)
    known: dict[str, Known] = {}
    for column in table.columns:
        fact = _fact(column, request, policy, fixed, known)
        if fact is not None:
            known[column] = fact
    return known


def _fact(
    column: str, request: Request, policy: Policy, fixed: Mapping[str, str], known: Mapping[str, Known]
) -> Known | None:
    if column in fixed:
        return Known(fixed[column], Origin.CHANNEL)
    if column == "buyer_choice" and (expired := expired_wait(request)):
        return expired
    if column in request.answered:
        return Known(request.answered[column], request.origin_of(column))
    if column in DERIVED and (fact := DERIVED[column](request, policy, known)):
        return fact
    return Known(DEFAULTS[column], Origin.DEFAULT) if column in DEFAULTS else None


def _without_impossible(table: Table, known: dict[str, Known]) -> dict[str, Known]:
    """Drop derived values that cannot stand beside the others; refuse answers that cannot."""
    for column, fact in list(known.items()):
        rivals = (other for other, bad in table.conflicting(column, fact.value) if _is(known, other, bad))
        # Where `confirmed` only follows `shipped`, it is no ground to doubt what the order tells.
        if fact.derived and any(not known[other].derived and other != FOLLOWS_SHIPPED for other in rivals):
            del known[column]
    # Backwards, so that of two derived values the one of the later column gives way.
    for column, fact in reversed(list(known.items())):
        clash = [other for other, bad in table.conflicting(column, fact.value) if _is(known, other, bad)]
        if clash and fact.derived:
            del known[column]
        elif clash:
            _refuse(table, known, column, clash[0])
    return known


def _is(known: Mapping[str, Known], column: str, value: str) -> bool:
    return column in known and known[column].value == value


def _refuse(table: Table, known: Mapping[str, Known], one: str, other: str) -> None:
    first, second = sorted((one, other), key=table.columns.index)
    raise BadInput(
        f"answers.{second}", f"{second} = {known[second].value} is impossible with {first} = {known[first].value}"
    )


class _Outcome(NamedTuple):
    """What a table says to some values: `implied` are (fact, value, cause) that follow from the impossible pairs."""

    standing: int
    rule: Rule | None
    column: str | None
    choices: tuple[str, ...]
    implied: tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=20_000)
def _match(family: str, situation: Situation, items: tuple[tuple[str, str], ...]) -> _Outcome:
    table, values, implied = table_for(family, situation), dict(items), []
    possible = table.possible_values(values, domain(family, situation))
    while single := [column for column, choices in possible.items() if len(choices) == 1]:
        for column in single:
            implied.append((column, possible[column][0], table.cause(column, values)))
            values[column] = possible[column][0]
        possible = table.possible_values(values, domain(family, situation))
    standing = table.standing(values, possible)
    rule = table.only_rule(standing)
    unknown = None if rule else table.next_column(standing, possible)
    return _Outcome(standing, rule, unknown, tuple(possible[unknown]) if unknown else (), tuple(implied))


def alternatives(outlook: Outlook, request: Request, policy: Policy) -> tuple[Alternative, ...]:
    """List the other values of the facts read that, the rest left as known, decide for another resolution."""
    # What only followed from another fact is not known once that one changes.
    known = ((column, fact) for column, fact in outlook.known.items() if column not in outlook.implied)
    items = tuple((column, fact.value, fact.derived) for column, fact in known)
    parcel = _parcel_if_shipped(outlook, request, policy)
    found = _alternatives(request.channel.family, request.situation, items, parcel)
    return tuple(other for other in found if other.value != "wait") if wait_is_over(request) else found


def _parcel_if_shipped(outlook: Outlook, request: Request, policy: Policy) -> str | None:
    """Return what the order would tell of the parcel, had it left."""
    if "parcel" in outlook.known or not outlook.table.reads("parcel"):
        return None
    fact = DERIVED["parcel"](request, policy, {"shipped": Known("yes", Origin.ANSWER)})
    if fact is None or any(_is(outlook.known, *pair) for pair in _beside_parcel(outlook.table, fact.value)):
        return None
    return fact.value


def _beside_parcel(table: Table, parcel: str) -> list[tuple[str, str]]:
    return [pair for pair in table.conflicting("parcel", parcel) if pair[0] != "shipped"]


@lru_cache(maxsize=20_000)
def _alternatives(
    family: str, situation: Situation, items: tuple[tuple[str, str, bool], ...], parcel_if_shipped: str | None
) -> tuple[Alternative, ...]:
    table, settled, possible = (
        table_for(family, situation),
        settled_columns(family, situation),
        domain(family, situation),
    )
    values = {column: value for column, value, _ in items}
    rule = _match(family, situation, tuple(values.items())).rule
    if rule is None:
        return ()
    found = []
    for column in (column for column in table.columns if column in rule.cells and column not in settled):
        for value in possible[column]:
            changed = _with(table, items, column, value)
            if changed and parcel_if_shipped and (column, value) == ("shipped", "yes"):
                changed["parcel"] = parcel_if_shipped
            new = _match(family, situation, tuple(changed.items())).rule if changed else None
            if new and new.resolution is not rule.resolution:
                found.append(Alternative(column, value, new.resolution))
    return tuple(found)


def _with(table: Table, items: Sequence[tuple[str, str, bool]], column: str, value: str) -> dict[str, str] | None:
    """Change one value; derived ones that cannot stand beside it are dropped, None where an answer cannot."""
    changed: dict[str, str] = {column: value}
    bad = set(table.conflicting(column, value))
    for other, kept, soft in items:
        if other == column:
            continue
        if (other, kept) not in bad:
            changed[other] = kept
        elif not soft:
            return None
    return changed
