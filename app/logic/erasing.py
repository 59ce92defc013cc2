"""Take a person out of what a case holds: kinds, days, numbers and money stay, a text leaves its hash."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from app.logic.case import Case, Change, Draft, EventKind
from app.logic.facts import FACT_VALUES, SOURCE_VALUES
from app.logic.order_fields import AMOUNTS, DAYS, MOMENTS, ONLY_ANSWERED

_HASHED: Final = "sha256:"
_HIDDEN: Final = "erased-"
_DIGITS: Final = 16
"""How much of a hidden order number is kept: 64 bits tell a seller's orders apart."""

_TEXTS: Final = frozenset({"buyer_message", "subject", "body", "text"})
"""What somebody wrote at length; a few words, as of a snooze, would be guessed from their hash and leave nothing."""

_TYPES: Final = frozenset({"sku", "carrier"})
"""Names of things that stay for statistics, unless the buyer's name is part of them."""

_KINDS: Final = frozenset(
    {
        *("situation", "channel", "message_language", "happened", "earlier", "from_case", "done"),
        *("currency", "category", "buyer_country", "resolution", "rule", "fact", "value", "from", "code", "policy"),
        *("recipient", "language", "template", "template_version", "key", "unit", "confidence", "part"),
        *("what", "needless", "action", "line", "kind", "state", "file", "sha256", "media"),
    }
)
"""Whose values are codes."""

_FIGURES: Final = frozenset(
    {
        *("message_received", "late_fee_percent", *AMOUNTS, *DAYS, *MOMENTS, *ONLY_ANSWERED),
        *("amount", "total", "earliest", "latest", "checked_on", "until", "on", "opens_on", "closes_on"),
    }
)
"""Whose values are days, moments or amounts; what was typed in their place is none."""

_CODE: Final = re.compile(r"[A-Za-z0-9_.:+/@-]{1,80}")
_FIGURE: Final = re.compile(r"-?[0-9][0-9T:.+Z-]{0,40}")
_ERASED_TEXT: Final = re.compile(f"{_HASHED}[0-9a-f]{{64}}")
_ERASED_NUMBER: Final = re.compile(f"{_HIDDEN}[0-9a-f]{{{_DIGITS}}}")
_CHOICES: Final = {**FACT_VALUES, **SOURCE_VALUES}
_TELLING: Final = frozenset(
    {EventKind.DECIDED, EventKind.COPIED, EventKind.HAPPENED, EventKind.NOTE, EventKind.EVIDENCE_ADDED}
)
"""What can happen to a case and brings somebody's words or pictures."""

_OF_THE_ORDER: Final = ("order", "answers")
"""Where an unknown key must be absent: an empty text would be an answer."""


def text_hash(text: str) -> str:
    """Return what stays of a text: its SHA-256, or nothing of an empty one."""
    return _HASHED + hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest() if text.strip() else ""


def hidden_number(number: str, salt: bytes) -> str:
    """Return what stays of an order number: enough to know the order again, with the file's own salt.

    Order numbers are short enough to be tried out, so without a salt their hash would tell them.
    """
    number = number.strip()
    if not number or _ERASED_NUMBER.fullmatch(number):
        return number
    return _HIDDEN + hmac.new(salt, number.encode("utf-8", errors="replace"), hashlib.sha256).hexdigest()[:_DIGITS]


class Eraser:
    """Erase one case; `names` are those of the buyer, `salt` is the file's own."""

    def __init__(self, salt: bytes, names: frozenset[str]) -> None:
        self._salt = salt
        self._names = tuple(name.strip().casefold() for name in names if name.strip())

    def number(self, number: str) -> str:
        """Return what stays of an order number."""
        return hidden_number(number, self._salt)

    def type_name(self, name: str | None) -> str | None:
        """Return a SKU or a carrier, unless the buyer is named in it."""
        folded = (name or "").casefold()
        return "" if any(each in folded for each in self._names) else name

    def draft(self, draft: Draft) -> Draft:
        """Return a draft without its texts."""
        return replace(
            draft,
            request=self.payload(draft.request),
            buyer_message=_hash(draft.buyer_message) or "",
            subject=_hash(draft.subject),
            body=_hash(draft.body),
            fields={},
        )

    def text(self, text: str) -> str:
        """Return what stays of a text."""
        return _hash(text) or ""

    def payload(self, told: Mapping[str, object]) -> dict[str, object]:
        """Return what stays of an event or a request."""
        return {key: self._erased(key, value) for key, value in told.items()}

    def _erased(self, key: str, value: object) -> object:
        match value:
            case str():
                return self._word(key, value)
            case Mapping():
                inside = {str(name): self._erased(str(name), each) for name, each in value.items()}
                emptied = {name for name, each in value.items() if each and inside[name] == ""}
                return {name: each for name, each in inside.items() if key not in _OF_THE_ORDER or name not in emptied}
            case list() | tuple():
                kept = [self._erased(key, each) for each in value]
                return [after for before, after in zip(value, kept, strict=True) if after != "" or not before]
            case _:
                return value

    def _word(self, key: str, word: str) -> str:
        if key in _TEXTS:
            return _hash(word) or ""
        if key == "number":
            return self.number(word)
        if key in _TYPES:
            return self.type_name(word) or ""
        return word if _is_plain(key, word) else ""


def _is_plain(key: str, word: str) -> bool:
    if key in _CHOICES:
        return word in _CHOICES[key]
    return bool((key in _KINDS and _CODE.fullmatch(word)) or (key in _FIGURES and _FIGURE.fullmatch(word)))


def tells_anew(case: Case, change: Change) -> bool:
    """Say whether a change would bring texts into a case, as none may come into an erased one."""
    return (
        bool(change.texts)
        or any(event.kind in _TELLING for event in change.events)
        or _without_ticks(case.draft) != _without_ticks(change.draft)
    )


def _without_ticks(draft: Draft) -> Draft:
    return replace(draft, request={key: value for key, value in draft.request.items() if key != "done"})


def names_in(told: object) -> frozenset[str]:
    """Return every buyer's name that a request or an event tells."""
    match told:
        case Mapping():
            own = told.get("buyer_name")
            found = {own} if isinstance(own, str) and own.strip() else set()
            return frozenset(found).union(*(names_in(each) for each in told.values()))
        case list() | tuple():
            return frozenset[str]().union(*(names_in(each) for each in told))
        case _:
            return frozenset()


def _hash(text: str | None) -> str | None:
    """Return the hash of a text; one that is a hash already stays."""
    return text if text is None or _ERASED_TEXT.fullmatch(text) else text_hash(text)
