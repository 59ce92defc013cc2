"""A text under examination: its parts, and which of its words belong to the order and not to the writer."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from app.logic.messages.formats import message_locale, shortened
from app.logic.plain_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.logic.decision import Decision
    from app.logic.policy import Policy

LONGEST_TEXT: Final = 20_000
"""Characters of a text that is written or examined; far more than any place of sale takes."""

# A character that no pattern looks for and that parts words; ASCII, so that a plain text stays plain.
_MASK: Final = "\x7f"


class Draft:
    """A subject and a body to be sent about a decision, in the chosen language."""

    def __init__(self, subject: str, body: str, decision: Decision, language: str, policy: Policy) -> None:
        self.subject = subject
        self.body = body
        self.decision = decision
        self.language = language
        self.policy = policy

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Return name and text of the parts that are sent; a place without subjects sends the body alone."""
        if self.decision.request.channel.has_subject:
            return (("subject", self.subject), ("body", self.body))
        return (("body", self.body),)

    @property
    def locale(self) -> str:
        """Return the locale the message is written in."""
        return message_locale(self.decision.request.channel, self.language)

    @cached_property
    def without_numbers(self) -> tuple[tuple[str, str], ...]:
        """Return the parts without the numbers of the order; an item's title can hold what a platform forbids."""
        order = self.decision.request.order
        given = (order.number, order.tracking_number, order.claim_id, order.sku)
        return tuple((part, _masked(text, given)) for part, text in self.parts)

    @cached_property
    def own_words(self) -> tuple[tuple[str, str], ...]:
        """Return the parts without names and numbers of the order: what is left was written by somebody."""
        given = (self.decision.request.order.item, self.decision.request.order.buyer_name)
        return tuple((part, _masked(text, given)) for part, text in self.without_numbers)

    @cached_property
    def prose(self) -> tuple[tuple[str, str], ...]:
        """Return the parts without the names of shop and signature, too."""
        seller = self.decision.request.seller
        given = (seller.shop_name, *(seller.signature or "").splitlines())
        return tuple((part, _masked(text, given)) for part, text in self.own_words)


def _masked(text: str, given: Iterable[str | None]) -> str:
    for known in given:
        for form in _forms(known) if known else ():
            if form in text:
                text = whole(form).sub(_MASK * len(form), text)
    return text


@lru_cache(maxsize=1024)
def whole(form: str) -> re.Pattern[str]:
    """Return the pattern of a name or number that stands by itself: "Al" is no part of "Also", 1001 none of 10012."""
    # The name itself stands first: a pattern that begins with its letters is searched for many times as fast.
    name = re.escape(form)
    return re.compile(rf"{name}(?<![0-9A-Za-z]{name})(?![0-9A-Za-z])")


@lru_cache(maxsize=1024)
def _forms(known: str) -> tuple[str, ...]:
    """Return how a name from outside may stand in a text: as it came, on one line, shortened."""
    line = clean_line(known)
    return tuple(form for form in dict.fromkeys((known.strip(), line, shortened(line))) if len(form) > 1)
