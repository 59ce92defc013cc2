"""What is wrong with a text before it is copied: holes, wrong facts, and what the place of sale does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.logic.decision import Finding
from app.logic.messages.contract import BUYER
from app.logic.messages.draft import LONGEST_TEXT, About, Draft, whole
from app.logic.messages.facts_said import wrong_facts
from app.logic.messages.patterns import LatePattern
from app.logic.messages.placeholders import placeholders
from app.logic.messages.scripts import narrowed
from app.logic.messages.shapes import SHAPES, invisible
from app.logic.messages.tongue import only_thanks, other_language
from app.logic.messages.wordlists import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.logic.decision import Decision
    from app.logic.messages.wordlists import Rule
    from app.logic.policy import Policy, PolicyValue

MOST_FINDINGS: Final = 200
"""Findings that are shown; nobody mends more than that one by one."""

# What can look like each other: an e-mail address contains a web address, a tag looks like a placeholder.
_KINDS: Final = {
    "email_address": "address",
    "web_address": "address",
    "html": "markup",
    "placeholder": "markup",
    "wrong_order_number": "number",
    "telephone": "number",
}
_VAGUE: Final = ("placeholder", "telephone")
_BLANK_LINES: Final = LatePattern(r"\n(?:[ \t]*\n){2,}")


def check(
    subject: str,
    body: str,
    decision: Decision,
    language: str,
    policy: Policy,
    recipient: str = BUYER,
    letter: str | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong with a text, by its place in it; only a text without blocking findings may be copied.

    What a platform forbids in messages to buyers does not concern what is written to somebody else. `letter` names
    the letter that the text is, where it is one.
    """
    return check_text(subject, body, About.decided(decision, letter), language, policy, recipient)


def check_text(
    subject: str | None, body: str, about: About, language: str, policy: Policy, recipient: str = BUYER
) -> tuple[Finding, ...]:
    """Return what is wrong with a text of which no more may be known than its order; no subject where it is None.

    Only the checks run that what is known allows.
    """
    # A pasted file is refused at once instead of keeping the window waiting.
    if max(len(subject or ""), len(body)) > LONGEST_TEXT:
        return (_far_too_long(subject or "", body),)
    draft = Draft(subject, body, about, language, policy)
    rules = (_limits, _platform) if recipient == BUYER else ()
    found = [*_holes(draft), *wrong_facts(draft), *(each for rule in rules for each in rule(draft)), *_language(draft)]
    kept = sorted(_without_doubles(found), key=lambda finding: (finding.part == "body", finding.start))
    return tuple(kept[:MOST_FINDINGS])


def _far_too_long(subject: str, body: str) -> Finding:
    part, text = ("body", body) if len(body) > LONGEST_TEXT else ("subject", subject)
    message = f"No message is longer than {LONGEST_TEXT} characters. Shorten the text; it is checked again then."
    return Finding("too_long", part, LONGEST_TEXT, len(text), message, blocking=True)


def _holes(draft: Draft) -> Iterator[Finding]:
    for part, text in draft.parts:
        if not text.strip():
            yield Finding("empty", part, 0, len(text), f"The {part} is empty. Write it before you copy.", blocking=True)
        for start, end in invisible(text):
            message = "An invisible character stands here; it can garble the message. Take it out."
            yield Finding("invisible", part, start, end, message, blocking=True, fix="")
        if part == "subject" and "\n" in text.strip():
            at = text.index("\n")
            message = "A subject is one line. Take out the line break."
            yield Finding("line_break", part, at, at + 1, message, blocking=True, fix=" ")
    for part, text in draft.own_words:
        for start, end in placeholders(text, draft.language):
            message = "A placeholder is left in the text. Write here what is meant, or take it out."
            yield Finding("placeholder", part, start, end, message, blocking=True)


def _limits(draft: Draft) -> Iterator[Finding]:
    longest = _limit(draft, "message.max_characters")
    if longest and len(draft.body) > longest.number:
        over = len(draft.body) - longest.number
        message = f"The text is {over} characters too long; {longest.number} are allowed. Shorten it."
        yield Finding(
            "too_long", "body", longest.number, len(draft.body), message, blocking=True, source=longest.source[0]
        )
    yield from _blank_lines(draft)


def _blank_lines(draft: Draft) -> Iterator[Finding]:
    limit = _limit(draft, "message.max_blank_lines")
    # A line of blanks alone counts as blank, but nearly every text without it has no such run at all.
    if limit is None or not ("\n\n\n" in draft.body or " \n" in draft.body or "\t" in draft.body):
        return
    message = f"At most {limit.number} blank line in a row is allowed here."
    fix = "\n" * (limit.number + 1)
    for match in _BLANK_LINES.finditer(draft.body):
        if match[0].count("\n") > limit.number + 1:
            yield Finding("blank_lines", "body", *match.span(), message, blocking=True, source=limit.source[0], fix=fix)


def _limit(draft: Draft, key: str) -> PolicyValue | None:
    return draft.policy.value(key, draft.about.today)


def _platform(draft: Draft) -> Iterator[Finding]:
    rules = rules_of(draft.about.channel.family)
    for rule in rules.shapes:
        for part, start, end in _places(rule.detect or "", draft):
            yield _finding(rule, part, start, end)
    situation = draft.about.situation
    for part, text in draft.prose:
        for rule, start, end in rules.found_in(text):
            if situation is None or not rule.only_in or situation in rule.only_in:
                # What is wrong in some situations only is a hint as long as nobody knows which one it is.
                yield _finding(rule, part, start, end, blocking=situation is not None or not rule.only_in)


def _finding(rule: Rule, part: str, start: int, end: int, *, blocking: bool = True) -> Finding:
    return Finding(rule.code, part, start, end, rule.message, blocking=blocking, source=rule.source, fix=rule.fix)


def _places(shape: str, draft: Draft) -> Iterator[tuple[str, int, int]]:
    if shape == "order_number_missing":
        body = dict(draft.narrow)["body"]
        if body.strip() and not whole(narrowed(draft.about.order.number)).search(body):
            yield "body", 0, 0
    elif shape == "thanks_only":
        if only_thanks(dict(draft.prose)["body"]):
            yield "body", 0, len(draft.body)
    else:
        # A title may hold figures that look like a telephone number; the other shapes are forbidden in it, too.
        for part, text in draft.own_words if shape == "telephone" else draft.without_numbers:
            yield from ((part, start, end) for start, end in SHAPES[shape](text))


def _language(draft: Draft) -> Iterator[Finding]:
    other = other_language(dict(draft.prose)["body"], draft.language)
    if other:
        message = f"The text seems to be written in another language ({other}) than the chosen one ({draft.language})."
        yield Finding("other_language", "body", 0, len(draft.body), message, blocking=False)


def _without_doubles(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell what overlaps a finding of its kind once: a tag is markup and not a placeholder, too.

    Phrases of one kind that overlap are one finding from the first to the last character.
    """
    last: dict[tuple[str, str], Finding] = {}
    for finding in sorted(findings, key=lambda each: (each.start, -each.end, each.code in _VAGUE)):
        kind = finding.part, _KINDS.get(finding.code, finding.code)
        before = last.get(kind)
        if before is None or finding.start == finding.end or finding.start >= before.end:
            if before is not None:
                yield before
            last[kind] = finding
        elif finding.end > before.end and finding.code == before.code:
            last[kind] = before._replace(end=finding.end)
    yield from last.values()
