"""One try of a template, asked for and answered in plain values: what a window asks of a process of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.logic.decision import BadInput, Decision
from app.logic.messages.sources import TemplateError, built_in_folder, template_file
from app.logic.messages.template_check import check_text
from app.logic.resource_file import ResourceError
from app.logic.wording.examples import examples_for, with_wishes
from app.logic.wording.own_templates import check_name
from app.logic.wording.own_words import read_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.logic.answer import Desk

Plain = dict[str, Any]
_FALL_BACK: Final = ("amazon-us", "ebay-us", "etsy", "shop-us", "shop-eu")
"""Where to look for an example when the places asked for have none."""


class Bench:
    """Try templates out on invented orders.

    Args:
        own_folder: the seller's own templates, whose shared parts and own words count in the tries as well.
    """

    def __init__(self, desk: Desk, own_folder: Path | None) -> None:
        self._desk = desk
        self._own = own_folder or built_in_folder()

    def answer(self, wish: Mapping[str, Any]) -> Plain:
        """Answer one wish: `examples` for a template, or a `text` tried."""
        return self._examples(wish) if wish.get("kind") == "examples" else self._tried(wish)

    def _examples(self, wish: Mapping[str, Any]) -> Plain:
        template, today = str(wish["template"]), date.fromisoformat(wish["today"])
        check_name("en", template)
        for channel in dict.fromkeys((*wish["channels"], *_FALL_BACK)):
            found = examples_for(self._desk, template, channel, today) if channel in self._channels else ()
            if found:
                return {"channel": channel, "examples": [each._asdict() for each in found]}
        return {"channel": None, "examples": []}

    @property
    def _channels(self) -> Mapping[str, object]:
        return self._desk.rulebook.channels

    def _tried(self, wish: Mapping[str, Any]) -> Plain:
        language, name, text = str(wish["language"]), str(wish["template"]), wish.get("text")
        check_name(language, name)
        faults = [] if text is None else check_text(language, name, text, self._own, built_in_folder())
        found: Plain = {"faults": [[fault.line, fault.message] for fault in faults]}
        if not faults and wish.get("request"):
            found |= self._written(language, name, text, wish)
        return found

    def _written(self, language: str, name: str, text: str | None, wish: Mapping[str, Any]) -> Plain:
        try:
            decided = self._decided(language, wish)
            if not isinstance(decided, Decision):
                return {}
            policy = self._desk.rulebook.policy(decided.request.channel)
            words = read_words(language, wish["words"]) if wish.get("words") is not None else None
            wished: Plain = {"words": words, "optional": bool(wish.get("optional"))}
            message = self._desk.renderer.trial(decided, language, policy, name, text, **wished)
            message = self._desk.checked(message, decided)
        except TemplateError as problem:
            is_here = problem.file in {template_file(each, language, name) for each in (self._own, built_in_folder())}
            return {"faults": [[problem.line if is_here else None, problem.problem if is_here else str(problem)]]}
        except (BadInput, ResourceError) as problem:
            return {"faults": [[None, f"the example cannot be used: {problem}"]]}
        findings = list(dict.fromkeys(finding.message for finding in message.findings))
        return {"subject": message.subject, "body": message.body, "findings": findings}

    def _decided(self, language: str, wish: Mapping[str, Any]) -> object:
        units = tuple(wish.get("units", (1, 1)))
        request = {**wish["request"], **({"seller": wish["seller"]} if wish.get("seller") else {})}
        decided = self._desk.decide(with_wishes(request, (units[0], units[1]), (), language))
        if wish.get("done") and isinstance(decided, Decision):
            ticks = tuple(action.code for action in decided.actions)
            decided = self._desk.decide(with_wishes(request, (units[0], units[1]), ticks, language))
        return decided
