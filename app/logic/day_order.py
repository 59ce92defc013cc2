"""Refuse days that cannot have happened in that order: delivered before shipped, shipped before ordered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.logic.calendar import day_in_zone
from app.logic.decision import BadInput
from app.logic.words import day_words

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from app.logic.channels import Channel
    from app.logic.facts import Order

_HAPPENED: Final = {
    "ordered_at": "ordered",
    "shipped_on": "shipped",
    "delivered_on": "delivered",
    "returned_on": "returned",
    "debited_on": "debited",
}
_PAIRS: Final = (
    ("ordered_at", "shipped_on"),
    ("ordered_at", "delivered_on"),
    ("shipped_on", "delivered_on"),
    ("ordered_at", "returned_on"),
    ("shipped_on", "returned_on"),
    ("ordered_at", "debited_on"),
)
_ZONES_APART: Final = {("ordered_at", "shipped_on"): 1}
"""Days by which a pair may be the wrong way round: the seller ships by another clock than the place of sale counts."""


def check_day_order(order: Order, answers: Container[str], channel: Channel) -> None:
    """Refuse the later one of two days that stand the wrong way round, or the one that was answered."""
    for first, second in _PAIRS:
        earlier, later = _day(order, first, channel), _day(order, second, channel)
        if earlier and later and (earlier - later).days > _ZONES_APART.get((first, second), 0):
            raise _refusal(first, earlier, second, later, answers)


def _day(order: Order, key: str, channel: Channel) -> date | None:
    moment = getattr(order, key)
    return None if moment is None else day_in_zone(moment, channel.time_zone)


def _refusal(first: str, earlier: date, second: str, later: date, answers: Container[str]) -> BadInput:
    wrong = first if first in answers and second not in answers else second
    prefix = "answers." if wrong in answers else "order."
    bound = f"on or before {second}, {later}" if wrong == first else f"on or after {first}, {earlier}"
    before, after = _HAPPENED[first], _HAPPENED[second]
    spoken = (
        f"It cannot be {after} on {day_words(later)}, before it was {before} on {day_words(earlier)}."
        " Correct one of the two days."
    )
    return BadInput(prefix + wrong, f"a day {bound}", spoken)
