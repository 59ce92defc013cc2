"""Write the letters to carrier and insurer about a stored case: by the decision that asked for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.logic.case_history import History
from app.logic.messages.letters import letters_for, letters_to_offer
from app.ui.wizard.road import walk
from app.ui.wizard.state import WizardState

if TYPE_CHECKING:
    from app.logic.answer import Desk
    from app.logic.case import Case
    from app.logic.case_round import Round
    from app.logic.decision import Decision, Message
    from app.logic.settings import Settings

_WITH_CARRIER = frozenset({"open_trace", "file_carrier_claim"})


class Letter(NamedTuple):
    """One letter as it was written, and whether something that is to be done in the case asks for it."""

    name: str
    message: Message
    decision: Decision
    is_asked_for: bool


def write_letters(desk: Desk, case: Case, settings: Settings) -> tuple[Letter, ...]:
    """Write every letter there can be about a case, those that are asked for first; none where nothing was sent.

    A letter follows the latest decision that asks for it, else the latest decision, on the day it was taken.
    """
    history = History.of(case.events)
    asking = {letter: each for each in history.rounds for letter in letters_for(each.decision or {})}
    offered = letters_to_offer(history.decision) if history.decision else ()
    decided: dict[int, Decision | None] = {}
    letters = []
    for name in sorted(offered, key=lambda letter: letter not in asking):
        about = asking.get(name, history.deciding)
        if about.number not in decided:
            decided[about.number] = _decide_again(desk, about, history, settings)
        if decision := decided[about.number]:
            letters.append(Letter(name, desk.letter(decision, name), decision, name in asking))
    return tuple(letters)


def _decide_again(desk: Desk, about: Round, history: History, settings: Settings) -> Decision | None:
    """Take a decision as it was taken; None where the rules lead elsewhere by now."""
    around: dict[str, Any] = {"seller": settings.seller(), "done": _done(about, history)}
    if about.decided_at is not None:
        around["today"] = about.decided_at.isoformat()
    if "message_language" not in about.request and settings.message_language in desk.renderer.languages():
        around["message_language"] = settings.message_language
    return walk(WizardState(about.request), desk.decide, around).decision


def _done(about: Round, history: History) -> list[str]:
    """List what is done by now; what was asked of the carrier counts whenever it was done."""
    told = about.request.get("done")
    earlier = {code for code in told if code not in about.actions()} if isinstance(told, list | tuple) else set()
    with_carrier = {code for each in history.rounds for code in each.done if code in _WITH_CARRIER}
    return sorted(earlier | about.done | with_carrier)
