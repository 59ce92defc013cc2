"""Everything the seller told the wizard, in one frozen object that is replaced on each answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.logic.beside import BESIDE
from app.logic.cases import Draft
from app.logic.facts import ASSUMED

ABSENT = object()
"""Not known: the key is taken out, where None says that it is known to be none."""

_FED_BY: Mapping[str, tuple[str, ...]] = {
    "shipped_on": ("shipped",),
    "ship_by": ("ship_overdue",),
    "latest_delivery": ("overdue",),
    "delivered_on": ("parcel", "window", "shipped"),
    "last_scan_on": ("parcel", "shipped"),
    "ordered_at": ("self_cancel_open",),
    "debited_on": ("still_open",),
    "already_refunded": ("refunded",),
}
"""The answers that a key of the order settles: typed there later, it outranks what was answered before."""

_SECOND = ("buyer.subject", "buyer.body")
"""Where the seller's own words in a second text are kept among the fields."""


@dataclass(frozen=True, slots=True)
class WizardState:
    """The raw request of `amends decide` without today and seller, the texts, and how far the seller got.

    `tile` names the tile that was chosen; `subject` and `body` are None until the seller edits them; `fields` holds
    what only the seller can add to the text.
    """

    request: Mapping[str, Any] = field(default_factory=dict)
    buyer_message: str = ""
    subject: str | None = None
    body: str | None = None
    step: int = 1
    tile: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_draft(cls, draft: Draft) -> WizardState:
        """Take up a case where its draft was left."""
        texts = (draft.buyer_message, draft.subject, draft.body)
        return cls(dict(draft.request), *texts, draft.step, fields=dict(draft.fields))

    def draft(self) -> Draft:
        """Return what is stored of it."""
        return Draft(self.request, self.buyer_message, self.subject, self.body, self.step, self.fields)

    @property
    def order(self) -> Mapping[str, Any]:
        """Return the order as far as it is told."""
        return self._part("order")

    @property
    def answers(self) -> Mapping[str, Any]:
        """Return every answer, also those that do not matter now."""
        return self._part("answers")

    @property
    def done(self) -> tuple[str, ...]:
        """Return the actions that are ticked."""
        return tuple(self.request.get("done") or ())

    @property
    def happened(self) -> str | None:
        """Return what happened last in the case, None while it is the first message that is answered."""
        return self.request.get("happened")

    @property
    def from_case(self) -> tuple[str, ...]:
        """Return the answers that were set by what happened in the case."""
        return tuple(self.request.get("from_case") or ())

    @property
    def situation(self) -> str | None:
        """Return what happened, once it is chosen."""
        return self.request.get("situation")

    @property
    def channel(self) -> str | None:
        """Return the place of sale, once it is known."""
        return self.request.get("channel")

    def is_empty(self) -> bool:
        """Say whether nothing was told yet."""
        return not self.request and not self.buyer_message

    def with_key(self, key: str, value: object) -> WizardState:
        """Set a key of the request, or take it out with ABSENT."""
        return replace(self, request=_with(self.request, key, value))

    def with_order(self, key: str, value: object) -> WizardState:
        """Set a key of the order; answers that it settles step back."""
        if value is not ABSENT and self.order.get(key, ABSENT) == value:
            return self
        answers = {fact: kept for fact, kept in self.answers.items() if fact not in (key, *_FED_BY.get(key, ()))}
        changed = replace(self, request={**self.request, "order": _with(self.order, key, value)})
        if len(answers) == len(self.answers):
            return changed
        return replace(changed, request={**changed.request, "answers": answers})

    def with_answer(self, fact: str, value: object) -> WizardState:
        """Set an answer, or take it back with ABSENT; it is the seller's own from now on."""
        changed = self.with_key("answers", _with(self.answers, fact, value))
        if fact not in self.from_case:
            return changed
        return changed.with_key("from_case", [each for each in self.from_case if each != fact])

    def with_answers(self, answers: Mapping[str, object]) -> WizardState:
        """Set several answers, or take them back with ABSENT."""
        changed = self
        for fact, value in answers.items():
            changed = changed.with_answer(fact, value)
        return changed

    def with_field(self, name: str, text: str) -> WizardState:
        """Set what only the seller can add to the text; empty takes it out."""
        return replace(self, fields=_with(self.fields, name, text or ABSENT))

    @property
    def second_texts(self) -> tuple[str | None, str | None]:
        """Return the seller's own subject and body of the second text, None for what is not changed."""
        return self.fields.get(_SECOND[0]), self.fields.get(_SECOND[1])

    def with_second_texts(self, subject: str | None, body: str | None) -> WizardState:
        """Set the seller's own words in the second text; None follows the rules."""
        kept = {name: text for name, text in self.fields.items() if name not in _SECOND}
        own = {name: text for name, text in zip(_SECOND, (subject, body), strict=True) if text is not None}
        return replace(self, fields=kept | own)

    def with_tick(self, action: str, *, done: bool) -> WizardState:
        """Tick an action, or take the tick away."""
        others = [code for code in self.done if code != action]
        return self.with_key("done", [*others, action] if done else others)

    def overrides(self, fact: str) -> bool:
        """Say whether an answer counts unasked: one that the case set, a default, or something the order tells too.

        What was told beside such an answer goes with it.
        """
        main = next((asked for asked, beside in BESIDE.items() if beside.key == fact and asked in self.answers), fact)
        return self._outranks(fact) or self._outranks(main)

    def _outranks(self, fact: str) -> bool:
        if fact in self.from_case:
            return True
        if fact == "parcel" and self.order.get("tracking_number", ABSENT) is None:
            return True
        told = (fact in feeds for key, feeds in _FED_BY.items() if key in self.order)
        return fact in ASSUMED or fact in self.order or any(told)

    def _part(self, key: str) -> Mapping[str, Any]:
        part = self.request.get(key)
        return part if isinstance(part, Mapping) else {}


def _with(mapping: Mapping[str, Any], key: str, value: object) -> dict[str, Any]:
    changed = {name: kept for name, kept in mapping.items() if name != key}
    if value is not ABSENT:
        changed[key] = value
    return changed
