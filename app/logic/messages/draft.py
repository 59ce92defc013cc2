"""A text under examination: its parts, and which of its words belong to the order and not to the writer."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.messages.contract import templates_of
from app.logic.messages.formats import message_locale, shortened
from app.logic.messages.scripts import narrowed
from app.logic.plain_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from app.logic.channels import Channel
    from app.logic.decision import Decision
    from app.logic.facts import Order, Seller, Situation
    from app.logic.policy import Policy

LONGEST_TEXT: Final = 20_000
"""Characters of a text that is written or examined; far more than any place of sale takes."""

# A character that no pattern looks for and that parts words; ASCII, so that a plain text stays plain.
_MASK: Final = "\x7f"


Parts = tuple[tuple[str, str], ...]
"""Name and text of each part of a message."""


class About(NamedTuple):
    """What a text is about, as far as it is known: without a decision nothing can be said of its amounts and days."""

    channel: Channel
    order: Order
    seller: Seller
    today: date
    situation: Situation | None = None
    decision: Decision | None = None
    letter: str | None = None

    @classmethod
    def decided(cls, decision: Decision, letter: str | None = None) -> About:
        """Return what a decision is about; `letter` names the letter that the text is, where it is one."""
        request = decision.request
        return cls(request.channel, request.order, request.seller, request.today, request.situation, decision, letter)

    @property
    def templates(self) -> tuple[str, ...]:
        """Name what the text was written from: the letter that it is, else the texts of the decision."""
        if self.letter:
            return (self.letter,)
        return templates_of(self.decision.resolution) if self.decision else ()

    @property
    def has_subject(self) -> bool:
        """Say whether the text has a subject: a letter always, a message where the channel has one."""
        return self.letter is not None or self.channel.has_subject


class Draft:
    """A subject and a body to be sent, in the chosen language; `subject` is None where only a body is known.

    Attributes:
        parts: what is sent; a place without subjects sends the body alone.
        without_numbers: the parts without the numbers of the order; an item's title can hold what a platform forbids.
        own_words: the same without the names of the order: what is left was written by somebody.
        prose: the same without the names of shop and signature.

    All but `parts` are narrowed: full-width letters and digits are looked at as what they stand for.
    """

    def __init__(self, subject: str | None, body: str, about: About, language: str, policy: Policy) -> None:
        order, seller = about.order, about.seller
        self.body = body
        self.about = about
        self.language = language
        self.policy = policy
        self.locale = message_locale(about.channel, language)
        has_subject = about.has_subject and subject is not None
        self.parts: Parts = (("subject", subject or ""), ("body", body))[not has_subject :]
        self.narrow: Parts = tuple((part, narrowed(text)) for part, text in self.parts)
        self.without_numbers = _without(self.narrow, (order.number, order.tracking_number, order.claim_id, order.sku))
        self.own_words = _without(self.without_numbers, (order.item, order.buyer_name))
        self.prose = _without(self.own_words, (seller.shop_name, *(seller.signature or "").splitlines()))


def _without(parts: Parts, given: Sequence[str | None]) -> Parts:
    return tuple((part, _masked(text, given)) for part, text in parts)


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
    forms = (known.strip(), line, shortened(line))
    return tuple(form for form in dict.fromkeys(map(narrowed, forms)) if len(form) > 1)
