"""Answer a request completely: read it, decide, write and check the message. One road for wizard, commands and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.logic.decide import decide
from app.logic.decision import Question
from app.logic.messages.render import Renderer
from app.logic.reading import read_request, utc_now
from app.logic.rulebook import Rulebook

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from app.logic.decision import Decision, Message


class Desk:
    """Everything an answer needs, read once: the rules and the templates. `clock` tells the time."""

    def __init__(
        self,
        rulebook: Rulebook | None = None,
        renderer: Renderer | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.rulebook = rulebook or Rulebook()
        self.renderer = renderer or Renderer()
        self.clock = clock

    def answer(self, raw: object) -> Decision | Question:
        """Return the decision with its message, or the next question. Raises BadInput naming the wrong field."""
        request = read_request(raw, self.rulebook, self.renderer.languages(), self.clock)
        decided = decide(request, self.rulebook)
        return decided if isinstance(decided, Question) else self.with_message(decided)

    def with_message(self, decision: Decision) -> Decision:
        """Write the message of a decision and check it as the place of sale would."""
        message = self.renderer.render(decision, decision.request.message_language)
        return decision.with_messages(self.checked(message, decision))

    def checked(self, message: Message, decision: Decision) -> Message:
        """Return a message, edited or not, with everything that is wrong with it."""


def desk_for(own_templates: Path | None = None) -> Desk:
    """Return a desk that prefers the seller's own templates."""
    return Desk(renderer=Renderer(own_folder=own_templates))
