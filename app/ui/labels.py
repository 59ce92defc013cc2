"""The words a seller reads for the codes that the rules and the store use."""

from __future__ import annotations

from typing import Final

from app.logic import words
from app.logic.facts import Resolution, Situation

_FAMILIES: Final = {"amazon": "Amazon", "ebay": "eBay", "etsy": "Etsy", "shop": "Own shop"}
_SITUATIONS: Final = frozenset(Situation)
_RESOLUTIONS: Final = frozenset(Resolution)
_STATUSES: Final = {"unfinished": "Unfinished", "open": "Open", "closed": "Closed"}


def channel_label(channel: str | None) -> str:
    """Name a place of sale: `Amazon US`, `eBay DE`, `Etsy`, `Own shop EU`."""
    if not channel:
        return ""
    family, _, place = channel.partition("-")
    name = _FAMILIES.get(family, family)
    return f"{name} {place.upper() if len(place) == 2 else place}".strip()  # noqa: PLR2004  country and region codes


def status_label(status: str) -> str:
    """Name where a case stands."""
    return _STATUSES.get(status, status)


def situation_label(situation: str | None) -> str:
    """Name a situation in the buyer's words."""
    return words.SITUATIONS[Situation(situation)].title if situation in _SITUATIONS else _plain(situation)


def resolution_label(resolution: str | None) -> str:
    """Name a resolution in one short sentence."""
    return words.RESOLUTIONS[Resolution(resolution)] if resolution in _RESOLUTIONS else _plain(resolution)


def action_label(action: str) -> str:
    """Say what there is to do."""
    return words.ACTIONS.get(action) or _plain(action)


def fact_label(fact: str, value: str) -> str:
    """Say what is known as a question with its answer."""
    question = words.QUESTIONS.get(fact)
    return f"{question.title if question else _plain(fact)} {words.CHOICES.get((fact, value)) or _plain(value)}"


def _plain(code: str | None) -> str:
    """Write a code that has no words yet, as a later version may have stored one, so that it can be read."""
    return code.replace("_", " ").capitalize() if code else ""
