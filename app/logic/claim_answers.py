"""What can be heard of the claims of a case that bring money back: they are paid or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.money_line import RECOVERIES, MoneyKind, MoneyLine, MoneyState
from app.logic.money_steps import MoneyStep
from app.logic.words import Tile

if TYPE_CHECKING:
    from collections.abc import Iterable

_TAKERS: Final = {
    MoneyKind.CARRIER: ("carrier", "The carrier"),
    MoneyKind.INSURANCE: ("insurer", "The insurer"),
    MoneyKind.SAFET: ("amazon", "Amazon"),
    MoneyKind.APPEAL: ("platform", "The platform"),
}
BY_PLATFORM: Final = (MoneyKind.SAFET, MoneyKind.APPEAL)
"""Claims whose filing is the message of the decision itself."""


class ClaimAnswer(NamedTuple):
    """The answer to a claim: the step that it means for its line of money, and what the seller chooses it by."""

    code: str
    line: MoneyLine
    step: MoneyStep
    words: Tile


def claim_answers(lines: Iterable[MoneyLine]) -> tuple[ClaimAnswer, ...]:
    """Return what can be heard of the claims that are filed, the first of each kind."""
    first: dict[MoneyKind, MoneyLine] = {}
    for line in lines:
        if line.kind in RECOVERIES and _can_be_answered(line):
            first.setdefault(line.kind, line)
    return tuple(answer for line in first.values() for answer in _answers(line))


def is_platform_asked(lines: Iterable[MoneyLine]) -> bool:
    """Say whether a line of money tells what becomes of what the platform was asked for."""
    return any(line.kind in BY_PLATFORM for line in lines)


def _can_be_answered(line: MoneyLine) -> bool:
    """Say whether an answer can come; what is asked from the platform may have been filed without a tick."""
    return line.state is MoneyState.FILED or (line.kind in BY_PLATFORM and line.state is MoneyState.TO_FILE)


def _answers(line: MoneyLine) -> tuple[ClaimAnswer, ...]:
    code, taker = _TAKERS[line.kind]
    return (
        ClaimAnswer(f"{code}_pays", line, MoneyStep.PAY, Tile(f"{taker} pays", "All of the claim, or a part of it")),
        ClaimAnswer(f"{code}_refuses", line, MoneyStep.REFUSE, Tile(f"{taker} refuses", "Nothing comes of the claim")),
    )
