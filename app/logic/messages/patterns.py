"""Patterns that are compiled when a text first needs them, as most texts never need most of them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class LatePattern:
    """A pattern with the searches of a compiled one."""

    def __init__(self, text: str, flags: int = 0) -> None:
        self._text = text
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Compile the pattern once."""
        return re.compile(self._text, self._flags)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find every place of the pattern."""
        return self.compiled.finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Find the first place of the pattern."""
        return self.compiled.search(text)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Find the pattern at the beginning of a text, or where one says."""
        return self.compiled.match(text, start)
