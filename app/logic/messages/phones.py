"""Telephone numbers in a text, told from dates, spans, prices and the numbers of parcels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.logic.messages.patterns import LatePattern

_TELEPHONE: Final = LatePattern(
    r"(?<![0-9A-Za-z_\u00c0-\u00ff.,/-])(?:\+|00)?\(?\d[\d\s()./-]{5,20}\d(?![0-9A-Za-z_\u00c0-\u00ff-])"
)
_CALL: Final = LatePattern(
    r"(?:\b(?:tel|telephone|phone|fon|telefon|telefonnummer|telefono|rufnummer|handy|mobile|mobil|móvil|cellulare|cell"
    r"|call|ring|fax|hotline|tél|téléphone|teléfono)\b"
    r"|電話番号|電話|携帯|电话|电话号码|手机|手机号|手机号码|致电|拨打|热线)"
    r"[\s.:]*(?:は|为|是|:|nr\.?|no\.?|n[°º.])?[\s:]*$",
    re.IGNORECASE,
)
# After such a word only capitals and digits stand between it and the rest of a long number.
_TRACKED: Final = LatePattern(
    r"(?:[Tt]rack\w*|[Pp]arcel|[Ss]endungsn|[Ss]endungsverfolgungsn|[Pp]aketn|suivi|colis|seguimiento|envío|tracciamento"
    r"|spedizione|追跡|伝票|問い?合わ?せ番号|单号|單號|運單|运单)"
    r"(?: ?(?:number|no\.|nr\.|ummer|code|番号|号码))?[^\w\n]*[A-Z0-9 はが为是-]*$"
)
_ITEM: Final = LatePattern(r"\b(?:EAN|GTIN|ISBN|ASIN|SKU|UPC|JAN)\b[^\w\n]*$")
_DATE: Final = LatePattern(r"\d{4}([./-])\d{1,2}\1\d{1,2}|\d{1,2}([./-])\d{1,2}\2(?:\d{4}|\d{2})?(?!\d|[./-]\d)")
_GROUP: Final = re.compile(r"\d+")
_SIGN: Final = re.compile(r"[./-]|(?<=\d) (?=\d)")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_NEAR: Final = 40


def telephones(text: str) -> Iterator[tuple[int, int]]:
    """Find telephone numbers: groups of digits, or one run of them after a word such as "call"."""
    for match in _TELEPHONE.finditer(text):
        number, before = match[0], text[max(0, match.start() - _NEAR) : match.start()]
        digits = sum(character.isdigit() for character in number)
        if not _FEWEST_DIGITS <= digits <= _MOST_DIGITS or _DATE.match(number.strip("() ")) or _is_span(number):
            continue
        if _CALL.search(before) or number.startswith("+"):
            yield match.span()
        elif not (_TRACKED.search(before) or _ITEM.search(before)):
            grouped = not number.isdigit() and "  " not in number
            if grouped or number.startswith(("00", "(")):
                yield match.span()


def _is_span(number: str) -> bool:
    """Say whether figures give a span of times, days or years: 11.30 - 12.30, 12/11 - 15/11, 2019 - 2026."""
    groups, signs = _GROUP.findall(number), set(_SIGN.findall(number))
    if len(groups) == 2:
        return len(groups[0]) == len(groups[1])
    return len(signs) > 1 and all(len(group) <= 2 for group in groups)
