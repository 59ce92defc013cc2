"""Optional paragraphs: a template declares them in its comments, the seller turns them on beside the draft.

A template says `{# switch photo: Ask for a photo #}` and then asks `{% if switch_photo %}`. All are off at first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX: Final = "switch_"
_MOST: Final = 8
_COMMENT: Final = re.compile(r"\{#-?\s*switch\b(.{0,200}?)-?#\}", re.DOTALL)
_DECLARED: Final = re.compile(r"\s+([a-z][a-z0-9_]{0,29}):\s*(\S[^\n#]{0,79}?)\s*")


class Switch(NamedTuple):
    """An optional paragraph: its name, and what it adds, for the seller to read."""

    name: str
    title: str

    @property
    def variable(self) -> str:
        """Return the name by which a template asks for it."""
        return PREFIX + self.name


def switches_in(text: str) -> tuple[Switch, ...]:
    """Return the switches that a template declares, in its order."""
    if "switch" not in text:
        return ()
    declared = (_DECLARED.fullmatch(comment[1]) for comment in _COMMENT.finditer(text))
    found = {match[1]: Switch(match[1], match[2]) for match in declared if match}
    return tuple(found.values())[:_MOST]


def switch_faults(text: str, read: frozenset[str]) -> Iterator[tuple[int | None, str]]:
    """Yield what is wrong with the switches of a template that reads some names: the line and the complaint."""
    seen: set[str] = set()
    for comment in _COMMENT.finditer(text):
        line, match = text.count("\n", 0, comment.start()) + 1, _DECLARED.fullmatch(comment[1])
        if match is None:
            yield line, "a switch is declared like this: {# switch photo: Ask for a photo #}"
        elif match[1] in seen:
            yield line, f"the switch {match[1]!r} is declared twice"
        elif PREFIX + match[1] not in read:
            yield line, f"the switch {match[1]!r} is declared but never asked for with {{% if {PREFIX}{match[1]} %}}"
        if match is not None:
            seen.add(match[1])
    if len(seen) > _MOST:
        yield None, f"a template can have {_MOST} switches at most"
