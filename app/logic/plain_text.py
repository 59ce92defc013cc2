"""Text from outside made safe to show on one line."""

from __future__ import annotations

import re

_SPACES = re.compile(r"\s+")


def clean_line(text: str) -> str:
    """Return a text on one line: white space folded, control characters and direction marks removed."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    folded = _SPACES.sub(" ", text)
    return _SPACES.sub(" ", "".join(character for character in folded if character.isprintable())).strip()
