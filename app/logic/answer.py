"""Answer a request completely: read, decide, write, check. The one road for wizard, commands and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.logic.decide import decide
from app.logic.decision import Question
from app.logic.messages.checks import check
from app.logic.messages.contract import letter_of
from app.logic.messages.render import Renderer
from app.logic.reading import read_request, utc_now
from app.logic.rulebook import Rulebook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from app.logic.decision import Decision, Message
    from app.logic.facts import Request


class Desk:
    """Everything an answer needs, read once: the rules and the templates.

    The seller's own templates and the policies in their own folder win over the built-in ones; `clock` tells the time.
    """

    def __init__(
        self,
        own_templates: Path | None = None,
        clock: Callable[[], datetime] = utc_now,
        own_policies: Path | None = None,
    ) -> None:
        self.rulebook = Rulebook(own_policies=own_policies)
        self.renderer = Renderer(own_folder=own_templates)
        self._clock = clock

    def decide(self, raw: object) -> Decision | Question:
        """Return the decision without its message, or the next question. Raises BadInput naming the wrong field."""
        return decide(self.read(raw), self.rulebook)

    def read(self, raw: object) -> Request:
        """Return a request with every field checked. Raises BadInput naming the wrong one."""
        return read_request(raw, self.rulebook, self.renderer.languages(), self._clock)

    def answer(self, raw: object, fields: Mapping[str, str] | None = None) -> Decision | Question:
        """Return the decision with its message, or the next question. Raises BadInput naming the wrong field.

        `fields` holds what only the seller can add to the text.
        """
        decided = self.decide(raw)
        return decided if isinstance(decided, Question) else self.with_message(decided, fields)

    def with_message(
        self,
        decision: Decision,
        fields: Mapping[str, str] | None = None,
        switches: Mapping[str, bool] | None = None,
    ) -> Decision:
        """Write the texts of a decision, with the optional paragraphs wanted, and check them as the platform would."""
        request = decision.request
        policy = self.rulebook.policy(request.channel)
        messages = self.renderer.messages(decision, request.message_language, policy, fields, switches)
        first, *more = (self.checked(message, decision) for message in messages) if messages else (None,)
        return decision.with_messages(first, tuple(message for message in more if message))

    def letter(self, decision: Decision, name: str) -> Message:
        """Write one letter of `contract.LETTERS` about a decision and check it; its ticks say what is done already."""
        policy = self.rulebook.policy(decision.request.channel)
        message = self.renderer.render(decision, decision.request.message_language, policy, template=name)
        return self.checked(message, decision)

    def checked(self, message: Message, decision: Decision) -> Message:
        """Return a message, edited or not, with everything that is wrong with it."""
        policy = self.rulebook.policy(decision.request.channel)
        texts, letter = (message.subject, message.body), letter_of(message.template)
        findings = check(*texts, decision, message.language, policy, message.recipient, letter)
        return message._replace(findings=findings)
