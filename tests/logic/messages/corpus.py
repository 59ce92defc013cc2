"""The corpus in tests/data/corpus: messages with what is wrong with them, and the decisions they are about."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from app.logic.decision import Decision
from tests.logic.messages.walks import desk, family_of

FOLDER = Path(__file__).parents[2] / "data" / "corpus"
LANGUAGES = ("en", "de", "fr", "es", "it", "ja", "zh")


class Sample(NamedTuple):
    """One message: where it stands, what it is about, its text, and the codes and words of what is wrong with it."""

    name: str
    language: str
    channel: str
    scene: str
    own: dict[str, str]
    body: str
    blocking: tuple[tuple[str, str], ...]
    hints: tuple[str, ...]


def samples(kind: str) -> Iterator[Sample]:
    """Read the good or the faulty messages of every language."""
    for language in LANGUAGES:
        text = (FOLDER / f"{language}.{kind}.txt").read_text(encoding="utf-8")
        for number, block in enumerate(text.split("### ")[1:], 1):
            yield _sample(f"{language}.{kind}.{number}", language, block)


def _sample(name: str, language: str, block: str) -> Sample:
    head, *lines = block.rstrip("\n").split("\n")
    channel, scene = head.split()
    own, body, blocking, hints = {}, [], [], []
    for line in lines:
        if line.startswith("@"):
            key, _, value = line[1:].partition(": ")
            own[key] = value
        elif line.startswith("!! "):
            code, _, words = line[3:].partition(":")
            blocking.append((code, words.strip()))
        elif line.startswith("?? "):
            hints.append(line[3:])
        else:
            body.append(line)
    return Sample(name, language, channel, scene, own, "\n".join(body), tuple(blocking), tuple(hints))


@lru_cache(maxsize=1)
def _scenes() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "scenes.toml").read_text(encoding="utf-8"))


def decision_of(sample: Sample) -> Decision:
    """Decide what a message is about."""
    own = {"buyer_name" if key == "buyer" else key: value for key, value in sample.own.items() if key != "subject"}
    return _decide(sample.channel, sample.scene, sample.language, tuple(own.items()))


@lru_cache(maxsize=512)
def _decide(channel: str, scene: str, language: str, own: tuple[tuple[str, str], ...]) -> Decision:
    scenes, family = _scenes(), family_of(channel)
    given, prices = scenes["scenes"][scene], dict(scenes["prices"]["default"])
    if desk().rulebook.channels[channel].currency == "JPY":
        prices = dict(scenes["prices"]["JPY"])
    answers = dict(given["answers"])
    if "offer" in answers and answers["offer"] == "partial":
        answers["partial_amount"] = prices["partial_amount"]
    del prices["partial_amount"]
    order = {"number": scenes["numbers"][family], **scenes["names"][language], **prices, **given["order"], **dict(own)}
    if family != "amazon":
        for fixed in ("confirmed", "official_request", "authorised"):
            answers.pop(fixed, None)
    if family in ("ebay", "shop"):
        answers.pop("protected", None)
    decided = desk().decide(
        {
            "situation": given["situation"],
            "channel": channel,
            "today": scenes["today"],
            "message_received": scenes["message_received"],
            "order": order,
            "answers": answers,
            "seller": {"shop_name": "Mug Corner", "signature": "Mug Corner"},
        }
    )
    assert isinstance(decided, Decision), (channel, scene, decided)
    return decided


def subject_of(sample: Sample) -> str:
    """Return the subject of a message, a plain one where it gives none."""
    return sample.own.get("subject", decision_of(sample).request.order.number)
