"""How long the checks before Copy take on the longest message, in every language and on every kind of channel."""

from __future__ import annotations

import re
import statistics
from itertools import chain, cycle
from typing import TYPE_CHECKING, Any

from app.logic.answer import Desk
from app.logic.decision import Decision
from app.logic.messages.checks import check
from app.logic.resource_file import read_toml
from app.logic.resources import resource_folder
from bench.decisions import requests
from bench.timing import Row, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH, ROUNDS = 2_000, 15
MOST_MILLISECONDS = 10
_CHOICE = re.compile(r"\(([^()|]*)[^()]*\)")


def rows() -> list[Row]:
    """Measure a text like those of the program and one full of forbidden phrases, and keep the slowest channel."""
    desk = Desk()
    one_of_each = {raw["channel"]: desk.decide(raw) for raw in requests()}
    decisions = [each for each in one_of_each.values() if isinstance(each, Decision)]
    return [_row(desk, language, decisions) for language in sorted(desk.renderer.languages())]


def _row(desk: Desk, language: str, decisions: list[Decision]) -> Row:
    slowest, where = max(
        (_milliseconds(desk, decision, language, text), f"{kind} text on {decision.request.channel.id}")
        for decision in decisions
        for kind, text in _texts(desk, decision, language)
    )
    what = f"check {LENGTH:,} characters in {language}, at worst ({where})"
    return Row(what, f"{slowest:.1f} ms", f"at most {MOST_MILLISECONDS} ms", slowest <= MOST_MILLISECONDS)


def _milliseconds(desk: Desk, decision: Decision, language: str, text: str) -> float:
    policy = desk.rulebook.policy(decision.request.channel)

    def run() -> None:
        check("Order", text, decision, language, policy)

    run()
    return statistics.median(seconds(run) for _ in range(ROUNDS)) * 1_000


def _texts(desk: Desk, decision: Decision, language: str) -> Iterator[tuple[str, str]]:
    messages = desk.renderer.messages(decision, language, desk.rulebook.policy(decision.request.channel))
    yield "an ordinary", _long_enough([message.body for message in messages])
    yield "a forbidden", _long_enough(list(_forbidden(decision.request.channel.family, language)) or ["{{ x }}"])


def _forbidden(family: str, language: str) -> Iterator[str]:
    """Give the phrases of a list as they would stand in a text, the first of each choice."""
    rules: list[dict[str, Any]] = read_toml(resource_folder() / "checks" / f"{family}.toml").get("rule", [])
    for text in chain.from_iterable(rule.get("words", {}).get(language, []) for rule in rules):
        yield _CHOICE.sub(r"\1", text).replace("...", "").replace("*", "") + ", [NAME] 3/11/2026 29,99 €, "


def _long_enough(texts: list[str]) -> str:
    whole = ""
    for text in cycle(texts):
        whole += text
        if len(whole) >= LENGTH:
            return whole[:LENGTH]
    raise ValueError("there is no text to check")
