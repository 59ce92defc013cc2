"""`amends check-message`: what is wrong with a text before it is sent, as JSON."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from app.cli.decide import LONGEST_REQUEST, NotJson, parse
from app.cli.ending import FAILED, GOOD, tell
from app.cli.streams import CannotRead, name_of, opened, write_json
from app.logic.answer import Desk
from app.logic.calendar import day_in_zone
from app.logic.decision import BadInput, Decision
from app.logic.facts import Order, Seller, Situation
from app.logic.fields import one_of
from app.logic.messages.checks import check_text
from app.logic.messages.draft import LONGEST_TEXT, About
from app.logic.messages.tongue import languages_told
from app.logic.plain_text import clean_line
from app.logic.reading import utc_now

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from app.logic.channels import Channel
    from app.logic.decision import Finding
    from app.logic.rulebook import Rulebook

_LONGEST_CHARACTER = 4
LONGEST_BYTES = LONGEST_TEXT * _LONGEST_CHARACTER
"""Bytes of a text that is read; nobody checks more than a message."""

LONGEST_NUMBER = 100
"""Characters of an order number."""

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FROM_A_REQUEST = ("channel", "order", "language", "situation")


class NoText(ValueError):
    """Say why bytes are no text that can be a message."""


def check_message(options: Namespace, own_policies: Path | None = None) -> int:
    """Print what is wrong with a text and return the exit code: 0 nothing blocks, 1 something does, 2 bad input."""
    desk = Desk(own_policies=own_policies)
    try:
        about, language = _from_request(options, desk) if options.request else _from_options(options, desk.rulebook)
        with opened(options.file) as stream:
            text = decoded(stream.read(LONGEST_BYTES + 1))
    except (NoText, NotJson) as problem:
        return tell(f"{name_of(options.request if isinstance(problem, NotJson) else options.file)}: {problem}")
    except (CannotRead, BadInput) as problem:
        return tell(str(problem))
    parts = _parts(text, with_subject=options.with_subject and about.has_subject)
    findings = check_text(parts.get("subject"), parts["body"], about, language, desk.rulebook.policy(about.channel))
    write_json(_form(about, language, parts, findings), indent=2)
    return FAILED if any(finding.blocking for finding in findings) else GOOD


def decoded(given: bytes) -> str:
    """Read the bytes of a text with plain line ends. Raises NoText in words for a person."""
    if len(given) > LONGEST_BYTES:
        raise NoText(f"longer than {LONGEST_BYTES} bytes, which no message is")
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if given.startswith(mark)), "utf-8")
    try:
        text = given.decode(encoding)
    except UnicodeDecodeError:
        raise NoText("neither UTF-8 nor UTF-16 with its mark; save the text as UTF-8") from None
    if "\0" in text:
        raise NoText("not a text: it holds NUL characters; save it as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def _parts(text: str, *, with_subject: bool) -> dict[str, str]:
    if not with_subject:
        return {"body": text}
    subject, _, rest = text.partition("\n")
    return {"subject": subject, "body": rest.removeprefix("\n")}


def _from_options(options: Namespace, rulebook: Rulebook) -> tuple[About, str]:
    channel = rulebook.channels[one_of("--channel", options.channel, tuple(rulebook.channels))]
    situation = Situation(one_of("--situation", options.situation, tuple(Situation))) if options.situation else None
    order = Order(_number(options.order), channel.currency, 1, 1)
    about = About(channel, order, Seller(), day_in_zone(utc_now(), channel.time_zone), situation)
    return about, _language(options.language, channel)


def _from_request(options: Namespace, desk: Desk) -> tuple[About, str]:
    """Decide the request that the text is about, so that its amounts and dates can be checked."""
    for name in _FROM_A_REQUEST:
        if name != "language" and getattr(options, name) is not None:
            raise BadInput(f"--{name}", "does not go with --request, which tells it")
    with opened(options.request) as stream:
        decided = desk.decide(parse(stream.read(LONGEST_REQUEST + 1)))
    if not isinstance(decided, Decision):
        raise BadInput("--request", f"cannot be decided yet: {decided.fact} is missing")
    language = options.language or decided.request.message_language
    return About.decided(decided), _language(language, decided.request.channel)


def _number(given: str | None) -> str:
    number = clean_line(given or "")
    if not any(map(str.isalnum, number)) or len(number) > LONGEST_NUMBER:
        raise BadInput("--order", f"missing; the order number, at most {LONGEST_NUMBER} characters")
    return number


def _language(given: str | None, channel: Channel) -> str:
    return one_of("--language", given or channel.language, languages_told())


def _form(about: About, language: str, parts: dict[str, str], findings: tuple[Finding, ...]) -> dict[str, object]:
    return {
        "channel": about.channel.id,
        "order": about.order.number,
        "language": language,
        "situation": about.situation.value if about.situation else None,
        "facts_checked": about.decision is not None,
        "blocking": sum(finding.blocking for finding in findings),
        "findings": [
            {
                "code": finding.code,
                "part": finding.part,
                "start": finding.start,
                "end": finding.end,
                "line": parts[finding.part].count("\n", 0, finding.start) + 1,
                "text": parts[finding.part][finding.start : finding.end],
                "message": finding.message,
                "blocking": finding.blocking,
                "source": finding.source,
                "fix": finding.fix,
            }
            for finding in findings
        ],
    }
