"""The open question as it is asked here: with the conditions of this place of sale and the reasons of this tile."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.logic.words import protection_words
from app.ui.day_words import read_day

if TYPE_CHECKING:
    from datetime import date

    from app.logic.decision import Question
    from app.ui.wizard.conversation import Conversation
    from app.ui.wizard.tiles import SituationTile


def with_conditions(question: Question | None, conversation: Conversation) -> Question | None:
    """Say what the protection of the place of sale asks for, so that its question can be answered."""
    channel, state = conversation.channel, conversation.state
    if question is None or question.fact != "protected" or channel is None:
        return question
    told = {**state.order, **state.answers}.get("ship_by")
    ship_by = read_day(told[:10], conversation.today()) if isinstance(told, str) else None
    return question._replace(hint=protection_words(channel.family, ship_by))


def with_reasons(question: Question | None, tile: SituationTile | None) -> Question | None:
    """Offer only the reasons that the chosen tile leaves."""
    if question is None or question.fact != "reason" or tile is None or not tile.reasons:
        return question
    return question._replace(choices=tuple(choice for choice in question.choices if choice in tile.reasons))


def usual_day(fact: str, conversation: Conversation) -> date | None:
    """Return the day that an answer about what just happened usually names; None where none is usual."""
    if conversation.state.happened is None:
        return None
    if fact in ("returned_on", "shipped_on"):
        return conversation.today()
    return conversation.today() + timedelta(days=conversation.settings.wait_days) if fact == "wait_until" else None
