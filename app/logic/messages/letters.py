"""Letters to the carrier and to the insurer: which of them suit a decision, and the papers that go with one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.case_history import actions_by_code
from app.logic.decision import Decision
from app.logic.messages.contract import LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection

_BY_ACTION: Final[Mapping[str, str]] = {
    "open_trace": "carrier_trace",
    "file_carrier_claim": "carrier_claim",
    "file_insurance_claim": "insurer_claim",
}
_NEVER_SENT: Final = ("cancel_unshippable", "refund_unsent")
_ITEM: Final = "- "


def letters_for(decision: Mapping[str, object] | Decision) -> tuple[str, ...]:
    """Name the letters that a decision, or its stored JSON, asks for by its actions."""
    if isinstance(decision, Decision):
        codes = {action.code for action in decision.actions}
    else:
        codes = set(actions_by_code(decision))
    return tuple(letter for code, letter in _BY_ACTION.items() if code in codes)


def letters_to_offer(decision: Mapping[str, object]) -> tuple[str, ...]:
    """Name the letters that can be written about a stored decision, those it asks for first; none before shipping.

    A parcel that arrived damaged has no action with the carrier, but can be claimed: so every letter is on offer.
    """
    facts = decision.get("facts")
    shipped = facts.get("shipped") if isinstance(facts, Mapping) else None
    is_unsent = isinstance(shipped, Mapping) and shipped.get("value") == "no"
    if is_unsent or decision.get("resolution") in _NEVER_SENT:
        return ()
    return tuple(dict.fromkeys((*letters_for(decision), *LETTERS)))


class Papers(NamedTuple):
    """The papers to attach that a letter lists: the last list in it, and the line that leads to that list."""

    lead: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, body: str) -> Papers:
        """Read the papers from a letter as it was written; no names where it has no list."""
        lines = body.split("\n")
        end = next((at + 1 for at in reversed(range(len(lines))) if lines[at].startswith(_ITEM)), 0)
        start = end
        while start and lines[start - 1].startswith(_ITEM):
            start -= 1
        return cls(lines[start - 1] if start else "", tuple(line[len(_ITEM) :] for line in lines[start:end]))

    def listed(self, body: str, wanted: Collection[str]) -> str:
        """Return a letter, edited or not, that lists the wanted papers; what else the seller listed stays.

        A letter whose list no longer has its leading line is returned as it is.
        """
        lines = body.split("\n")
        if not self.names or self.lead not in lines:
            return body
        at = len(lines) - lines[::-1].index(self.lead)
        known = {_ITEM + name for name in self.names}
        kept = [line for line in lines[at:] if line not in known]
        return "\n".join([*lines[:at], *(_ITEM + name for name in self.names if name in wanted), *kept])
