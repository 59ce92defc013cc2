"""Shapes in a text: addresses, telephone numbers, markup, pictures, placeholders. Each gives spans of characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from app.logic.messages.patterns import LatePattern

Span = tuple[int, int]
Shape = Callable[[str], Iterator[Span]]

_DOMAIN_ENDS = (
    "com|net|org|info|biz|shop|store|online|site|app|io|eu|de|fr|es|it|nl|be|at|ch|pl|co|uk|us|ca|au|jp|cn|tv|me"
)
# Without http or www only small letters make an address: ASP.NET is a product.
_WEB: Final = LatePattern(
    r"(?i:(?:https?|ftp)://[^\s<>]+|\bwww\.[^\s<>]+)"
    rf"|(?<![@\w.-])(?:[A-Za-z0-9-]+\.)+(?:{_DOMAIN_ENDS})\b(?:/[^\s<>]*)?"
)
_INNER_POINT: Final = LatePattern(r"\.[a-zA-Z]{2}|://")
_EMAIL: Final = LatePattern(r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_TELEPHONE: Final = LatePattern(r"(?<![\w.,/-])(?:\+|00)?\(?\d[\d\s()./-]{5,20}\d(?![\w-])")
_CALL: Final = LatePattern(
    r"\b(?:tel|telephone|phone|fon|telefon|mobile|call|fax|tél|teléfono)\b\.?\s*:?\s*$", re.IGNORECASE
)
# After such a word only capitals and digits stand between it and the rest of a long number.
_TRACKED: Final = LatePattern(
    r"(?:[Tt]rack\w*|[Pp]arcel|[Ss]endungsn|suivi|seguimiento|tracciamento|追跡|单号)"
    r"(?: ?(?:number|no\.|nr\.|ummer|code))?[^\w\n]*[A-Z0-9 -]*$"
)
_DATE: Final = LatePattern(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})?(?!\d|[./-]\d)")
_HTML: Final = LatePattern(r"</?[a-z][a-z0-9]*(?:\s[^<>\n]*)?/?>|&(?:[a-z]{2,8}|#\d{2,6});", re.IGNORECASE)
_EMOJI: Final = LatePattern(
    "(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b05-\u2b55\u231a\u231b\u23e9-\u23fa][\ufe0f\u200d]*|\ufe0f)+"
)
_IBAN: Final = LatePattern(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
_CARD: Final = LatePattern(r"(?<![\d-])\d{4}(?:[ -]\d{4}){3}(?![\d -]*\d)")
_PLACEHOLDER: Final = LatePattern(
    r"\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|\{#.{0,200}?#\}|\{\w[\w .]*\}"
    r"|\[(?!important\])[^\[\]\n]{1,60}\]|\bX{3,}\b|%[^\W\d][\w .-]{0,30}%|%…%|<[^\s<>][^<>\n]{0,60}>"
    r"|\b(?:TODO|TBD|FIXME)\b|_{3,}",
    re.IGNORECASE,
)
_INVISIBLE: Final = LatePattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+"
)
_GROUP: Final = re.compile(r"\d+")
_SIGN: Final = re.compile(r"[./-]|(?<=\d) (?=\d)")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15


def spans_of(pattern: LatePattern, *marks: str) -> Shape:
    """Return the shape that a pattern describes; a text without any of the marks, in small letters, has none."""

    def find(text: str) -> Iterator[Span]:
        lowered = text.lower() if marks else text
        if marks and not any(mark in lowered for mark in marks):
            return iter(())
        return (match.span() for match in pattern.finditer(text))

    return find


def telephones(text: str) -> Iterator[Span]:
    """Find telephone numbers: groups of digits, or one run of them after a word such as "call"."""
    for match in _TELEPHONE.finditer(text):
        number, before = match[0], text[max(0, match.start() - 40) : match.start()]
        digits = sum(character.isdigit() for character in number)
        if not _FEWEST_DIGITS <= digits <= _MOST_DIGITS or _DATE.match(number.strip("() ")) or _is_span(number):
            continue
        called = number.startswith(("+", "00", "(")) or _CALL.search(before)
        if called or (not number.isdigit() and "  " not in number and not _TRACKED.search(before)):
            yield match.span()


def _is_span(number: str) -> bool:
    """Say whether figures give a span of times, days or years: 11.30 - 12.30, 12/11 - 15/11, 2019 - 2026."""
    groups, signs = _GROUP.findall(number), set(_SIGN.findall(number))
    if len(groups) == 2:
        return len(groups[0]) == len(groups[1])
    return len(signs) > 1 and all(len(group) <= 2 for group in groups)


def payment_details(text: str) -> Iterator[Span]:
    """Find account and card numbers."""
    yield from spans_of(_IBAN)(text)
    yield from spans_of(_CARD)(text)


def web_addresses(text: str) -> Iterator[Span]:
    """Find web addresses: a point inside a word is looked for first, as few texts have one."""
    return (match.span() for match in _WEB.finditer(text)) if _INNER_POINT.search(text) else iter(())


def emoji(text: str) -> Iterator[Span]:
    """Find emoji and other small pictures."""
    return iter(()) if text.isascii() else (match.span() for match in _EMOJI.finditer(text))


def invisible(text: str) -> Iterator[Span]:
    """Find control characters, direction marks and characters without width; those inside an emoji belong to it."""
    if text.replace("\n", "").isprintable():
        return iter(())
    found = [match.span() for match in _INVISIBLE.finditer(text)]
    pictures = list(emoji(text)) if found else []
    return (span for span in found if not any(start <= span[0] < end for start, end in pictures))


placeholders: Final = spans_of(_PLACEHOLDER, "{", "[", "<", "%", "__", "xxx", "todo", "tbd", "fixme")

SHAPES: Final[Mapping[str, Shape]] = MappingProxyType(
    {
        "web_address": web_addresses,
        "email_address": spans_of(_EMAIL, "@", "(at)", "[at]"),
        "telephone": telephones,
        "html": spans_of(_HTML, "<", "&"),
        "emoji": emoji,
        "payment_details": payment_details,
    }
)
"""The shapes that a file in resources/checks can ask for."""
