"""Shapes in a text: addresses, markup, pictures, account numbers. Each gives spans of characters in a narrowed text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from app.logic.messages.patterns import LatePattern
from app.logic.messages.phones import telephones
from app.logic.messages.scripts import ALONE_AFTER, ALONE_BEFORE, flattened

Span = tuple[int, int]
Shape = Callable[[str], Iterator[Span]]

_DOMAIN_ENDS = (
    "com|net|org|info|biz|shop|store|online|site|app|io|eu|de|fr|es|it|nl|be|at|ch|pl|co|uk|us|ca|au|jp|cn|tw|hk|tv|me"
    "|dev|xyz|club|top|vip|link|page|ly|gg|example"
)
# Letters of an address are Latin ones: between Han and kana it begins and ends without a blank.
_REST = r"[!-;=?-~\u00a1-\u00ff]"
_LABEL = r"[0-9A-Za-z_\u00df-\u00ff-]"
# A full stop after an address ends the sentence.
_LINK: Final = LatePattern(rf"(?:(?:https?|ftp)://|{ALONE_BEFORE}www\.){_REST}*[0-9a-z/=_\u00df-\u00ff-]")
_DOT: Final = LatePattern(
    rf"{ALONE_BEFORE}{_LABEL}{{2,}}(?: ?[(\[] ?(?:dot|punkt|point|punto) ?[)\]] ?[a-z]{{2,6}}"
    rf"| (?:dot|punkt|point|punto) (?:com|net|org)){ALONE_AFTER}"
)
# Without http or www only small letters make an address: ASP.NET is a product; "p.es." is an abbreviation.
_DOMAIN: Final = LatePattern(
    rf"(?<![@0-9A-Za-z_\u00c0-\u00ff.-])(?:{_LABEL}+\.)*(?:{_LABEL}{{2,}}\.(?:{_DOMAIN_ENDS})|x\.com|t\.(?:me|co))"
    rf"(?![0-9A-Za-z_\u00c0-\u00ff@-])(?:/(?:{_REST}*[0-9A-Za-z/=_\u00df-\u00ff-])?)?"
)
_INNER_POINT: Final = LatePattern(r"\.[a-zA-Z]{2}")
_AT: Final = r"(?:@|[(\[](?:at|ät|arroba|chiocciola|arobase)[)\]])"
_EMAIL: Final = LatePattern(
    rf"(?<![0-9A-Za-z_\u00c0-\u00ff.+-])[0-9a-z_\u00df-\u00ff.+-]{{1,64}} ?{_AT} ?{_LABEL}+(?:\.{_LABEL}+)+"
)
_AT_SIGNS: Final = ("@", "at)", "at]", "ät)", "ät]", "arroba", "chiocciola", "arobase")
_SPELLED_DOTS: Final = ("dot", "punkt", "point", "punto")
_HTML: Final = LatePattern(r"</?[a-z][a-z0-9]*(?:\s[^<>\n]*)?/?>|&(?:[a-z]{2,8}|#\d{2,6});", re.IGNORECASE)
_EMOJI: Final = LatePattern(
    "(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b05-\u2b55\u231a\u231b\u23e9-\u23fa][\ufe0f\u200d]*|\ufe0f)+"
)
_IBAN: Final = LatePattern(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")
_CARD: Final = LatePattern(r"(?<![\d-])\d{4}(?:[ -]\d{4}){3}(?![\d -]*\d)")
_INVISIBLE: Final = LatePattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+"
)


def spans_of(pattern: LatePattern, *marks: str) -> Shape:
    """Return the shape that a pattern describes; a text without any of the marks, in small letters, has none."""

    def find(text: str) -> Iterator[Span]:
        lowered = text.lower() if marks else text
        if marks and not any(mark in lowered for mark in marks):
            return iter(())
        return (match.span() for match in pattern.finditer(text))

    return find


def payment_details(text: str) -> Iterator[Span]:
    """Find account and card numbers."""
    yield from spans_of(_IBAN)(text)
    yield from spans_of(_CARD)(text)


def web_addresses(text: str) -> Iterator[Span]:
    """Find web addresses; what every one of its kind has is looked for first, as few texts have it."""
    small = flattened(text)
    if "://" in small or "www." in small:
        yield from (match.span() for match in _LINK.finditer(small))
    if any(mark in small for mark in _SPELLED_DOTS):
        yield from (match.span() for match in _DOT.finditer(small))
    if _INNER_POINT.search(text):
        yield from (match.span() for match in _DOMAIN.finditer(text))


def email_addresses(text: str) -> Iterator[Span]:
    """Find e-mail addresses, also with the sign spelled out."""
    small = flattened(text)
    if any(mark in small for mark in _AT_SIGNS):
        yield from (match.span() for match in _EMAIL.finditer(small))


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


SHAPES: Final[Mapping[str, Shape]] = MappingProxyType(
    {
        "web_address": web_addresses,
        "email_address": email_addresses,
        "telephone": telephones,
        "html": spans_of(_HTML, "<", "&"),
        "emoji": emoji,
        "payment_details": payment_details,
    }
)
"""The shapes that a file in resources/checks can ask for."""
