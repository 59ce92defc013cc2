"""The words a seller reads for the codes that the rules and the store use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from app.ui.channel_names import channel_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

_CLAUSE_END: Final = re.compile(r"[;:,]")
_STATUSES: Final = {
    "unfinished": "Unfinished",
    "open": "Open",
    "waiting_buyer": "Waiting for the buyer",
    "waiting_parcel": "Waiting for a parcel",
    "waiting_money": "Waiting for money",
    "closed": "Closed",
}


def channel_label(channel: str | None) -> str:
    """Name a place of sale as its sellers do."""
    return channel_name(channel) if channel else ""


def status_label(status: str) -> str:
    """Name where a case stands."""
    return _STATUSES.get(status, status)


def situation_label(situation: str | None) -> str:
    """Name a situation in the buyer's words."""
    tile = _words().SITUATIONS.get(situation)
    return tile.title if tile is not None else _plain(situation)


def resolution_label(resolution: str | None) -> str:
    """Name a resolution in one short sentence."""
    sentences: Mapping[str, str] = _outcome_words().RESOLUTIONS  # its keys are strings as well
    return sentences.get(resolution or "") or _plain(resolution)


def action_label(action: str) -> str:
    """Say what there is to do; the number of an earlier round stays unsaid."""
    code = action.partition("@")[0].partition(".")[0]
    return _outcome_words().ACTIONS.get(code) or _plain(code)


def follow_up_title(what: str) -> str:
    """Say what happened next in a case."""
    from app.logic.follow_up_words import FOLLOW_UP_WORDS

    words = FOLLOW_UP_WORDS.get(what)
    return words.title if words is not None else _plain(what)


def money_label(amount: object, currency: object) -> str:
    """Write an amount of stored JSON (`29.99`, `USD`) as a seller reads it: `$29.99`."""
    from app.logic.messages.formats import money_text
    from app.logic.moments import stored_amount
    from app.logic.words import INTERFACE_LOCALE

    minor = stored_amount(amount)
    if minor is None or not isinstance(currency, str):
        return f"{amount} {currency}"
    return money_text(minor, currency, INTERFACE_LOCALE)


def if_words(fact: str, value: str) -> str:
    """Say what could be otherwise, to follow an If: `the carrier shows the parcel moving`."""
    from app.logic.reasons import statement

    said = _CLAUSE_END.split(statement(fact, value, {}) or "")[0].rstrip(".")
    if not said:
        question = _words().QUESTIONS.get(fact)
        said = f"{question.title if question else _plain(fact)} {_words().CHOICES.get((fact, value)) or _plain(value)}"
    return said if said.startswith("Amazon") else said[:1].lower() + said[1:]


def _outcome_words() -> ModuleType:
    # Imported here: the window opens before there is a case to name.
    from app.logic import outcome_words

    return outcome_words


def _words() -> ModuleType:
    # Imported here: the window opens before there is a case to name.
    from app.logic import words

    return words


def _plain(code: str | None) -> str:
    """Write a code that has no words yet, as a later version may have stored one, so that it can be read."""
    return code.replace("_", " ").capitalize() if code else ""
