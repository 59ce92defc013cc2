"""The seller's own greeting, closing and paragraphs, said in place of the built-in parts of a message to a buyer."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from app.logic.messages.contract import BUYER, recipient_of
from app.logic.messages.names import NAMES
from app.logic.messages.sources import TemplateError, stamp_of
from app.logic.messages.view import View
from app.logic.resource_file import ResourceError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.logic.decision import Decision
    from app.logic.policy import Policy
    from app.logic.wording.own_words import OwnWords


class OwnParts(NamedTuple):
    """What is said in one message in place of the built-in greeting and closing, and before the closing."""

    greeting: str = ""
    before: str = ""
    closing: str = ""

    def put_into(self, names: dict[str, object]) -> None:
        """Let the own parts answer to the names of the built-in ones."""
        if self.greeting:
            names["greeting"] = partial(str, self.greeting)
        if self.before or self.closing:
            names["closing"] = partial(_ending, self.before, self.closing, names.get("closing"))

    def version(self, of_template: str) -> str:
        """Return the version of a text that is said with these parts."""
        said = "\0".join((of_template, *self))
        return hashlib.sha256(said.encode()).hexdigest()[:12] if any(self) else of_template


class OwnVoice:
    """Read the own words from the folder of own templates, again whenever their file changed.

    `problem` says what is wrong with the file; the built-in parts are said meanwhile.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._stamp: tuple[int, int] | None = None
        self._words: Mapping[str, OwnWords] = {}
        self.problem: TemplateError | None = None

    def words(self, language: str) -> OwnWords | None:
        """Return the own words of a language; None where there are none."""
        if self._folder is None:
            return None
        file = self._folder / "own_wording.toml"
        stamp = stamp_of(file)
        if stamp != self._stamp:
            self._stamp = stamp
            self._read(file)
        return self._words.get(language)

    def parts(
        self, decision: Decision, policy: Policy, language: str, name: str, words: OwnWords | None = None
    ) -> OwnParts:
        """Return the own parts of one message, from words to be tried or the stored ones; none but for the buyer."""
        if recipient_of(name) != BUYER:
            return OwnParts()
        words = words or self.words(language)
        return OwnParts() if words is None else own_parts(words, View(decision, policy, language, {}))

    def _read(self, file: Path) -> None:
        # Imported here: most sellers have none, and a decision has to be quick.
        from app.logic.wording.own_words import read_own_words

        self.problem, self._words = None, {}
        try:
            self._words = read_own_words(file)
        except ResourceError as problem:
            self.problem = TemplateError(file, None, str(problem).removeprefix(f"{file.name}: "))


def own_parts(words: OwnWords, view: View) -> OwnParts:
    """Fill own words with the values of one message."""
    from app.logic.wording.fielded import FIELDS, filled

    values = {field: NAMES[field](view) for field in FIELDS}
    situation = str(view.request.situation)
    before = [filled(each.text, values) for each in words.paragraphs if each.is_for(situation)]
    closing = filled(words.closing, values)
    if closing:
        signed = (NAMES["signature"](view), NAMES["shop_name"](view))
        closing = "\n".join([closing, *(str(each) for each in signed if each)])
    return OwnParts(filled(words.greeting, values), "\n\n".join(filter(None, before)), closing)


def _ending(before: str, closing: str, built_in: object) -> str:
    last = closing or (str(built_in()) if callable(built_in) else "")
    return "\n\n".join(filter(None, (before, last)))
