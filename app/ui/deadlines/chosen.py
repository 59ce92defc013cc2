"""Which of the values are shown: by search, place of sale and how sure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.ui.deadlines.words import entry_words, row_place, row_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.logic.policy_table import PolicyRow

LAW: Final = "law"
CARRIER: Final = "carrier"
SHOWN: Final[Mapping[str, str]] = {
    "all": "All values",
    "open": "Not confirmed or not known",
    "conflict": "Sources disagree",
    "own": "Your own values",
    "season": "The season",
}
_TESTS: Final[Mapping[str, Callable[[PolicyRow], bool]]] = {
    "all": lambda _: True,
    "open": lambda row: row.wants_a_look,
    "conflict": lambda row: row.confidence == "conflict",
    "own": lambda row: row.has_own,
    "season": lambda row: row.key == "return.season",
}


class Wish(NamedTuple):
    """What the seller wants to see; `places` empty means everywhere; all laws and all carriers are one place each."""

    text: str = ""
    places: frozenset[str] = frozenset()
    shown: str = "all"


def chosen(rows: Iterable[PolicyRow], wish: Wish) -> list[PolicyRow]:
    """Return the rows that fit, in their order; every word of the search must stand somewhere in the row."""
    words = wish.text.lower().split()
    fits = _TESTS[wish.shown]
    return [row for row in rows if fits(row) and _is_at(row, wish.places) and all(word in _text(row) for word in words)]


def _is_at(row: PolicyRow, places: frozenset[str]) -> bool:
    return not places or _kind(row) in places


def _kind(row: PolicyRow) -> str:
    if row.carrier:
        return CARRIER
    return LAW if row.is_law else row.place


def _text(row: PolicyRow) -> str:
    note = (row.entry.note or "") if row.entry else ""
    named = row_place(row)
    return f"{named} {row.place} {row_title(row)} {entry_words(row.entry)} {row.confidence} {note}".lower()
