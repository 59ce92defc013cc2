"""Words to find a case by: what is indexed, and what a typed search means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from app.logic.case import CopiedText, Draft, Summary

# Scripts that write names and words without spaces: each character is a word of its own, and a name is a phrase.
_UNSPACED = re.compile("([\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]"
                       "|[\U00020000-\U0003ffff])")  # fmt: skip
_NUMBER = re.compile(r"[0-9]+(?:[- ][0-9]+)+")
_PARTS = re.compile(r"\S+")


def indexed_words(summary: Summary, draft: Draft, texts: Iterable[CopiedText]) -> str:
    """Return everything a case is found by, as the index splits it."""
    order = (summary.order_number, summary.buyer_name, summary.item, summary.sku, summary.tracking_number)
    copied = (part for text in texts for part in (text.subject, text.body))
    found_by = [*order, draft.buyer_message, draft.subject or "", draft.body or "", *copied]
    # A number with its groups run together is found as well as group by group.
    joined = [number.replace("-", "").replace(" ", "") for number in order if _NUMBER.fullmatch(number)]
    return spaced("\n".join(part for part in (*found_by, *joined) if part))


def match_expression(typed: str) -> str | None:
    """Turn what a seller typed into an FTS5 query; None when there is nothing in it to search for.

    Every word has to be there, each may be the beginning of a longer one, and no sign has a meaning of its own.
    """
    words = [word for word in (_phrase(part) for part in _PARTS.findall(_plain(typed))) if word]
    return " AND ".join(words) or None


def spaced(text: str) -> str:
    """Return a text in one way of writing, with a space around each character that is a word."""
    return _UNSPACED.sub(r" \1 ", _plain(text))


def _phrase(part: str) -> str:
    words = _UNSPACED.sub(r" \1 ", part).replace('"', " ")
    if not any(_is_indexed(character) for character in words):
        return ""
    return f'"{words.strip()}" *'


def _is_indexed(character: str) -> bool:
    """Say whether the tokenizer keeps a character: letters, numbers and private signs."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"


def _plain(text: str) -> str:
    """Return full-width and half-width forms as the usual ones; FTS5 ends a query at a zero character."""
    return unicodedata.normalize("NFKC", text.encode("utf-8", errors="replace").decode("utf-8").replace("\0", " "))
