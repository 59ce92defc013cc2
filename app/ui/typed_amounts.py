"""Amounts as sellers type them: $25, 25,00 or 1.234,50 mean the same as 25, 25.00 and 1234.50."""

from __future__ import annotations

import re
from typing import Final

_THOUSANDS_COMMA: Final = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_THOUSANDS_POINT: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]+")
_DECIMAL_COMMA: Final = re.compile(r"[0-9]+,[0-9]{1,2}")
_AROUND: Final = re.compile(r"^(?:[A-Z]{2,3}\$?|[$€£¥])?\s*(.*?)\s*(?:[A-Z]{3}|[€£¥$%])?$")


def plain_amount(text: str) -> str:
    """Return an amount with a decimal point and without currency; what is no amount stays as it is."""
    found = _AROUND.fullmatch(text.strip())
    inner = found[1] if found else text.strip()
    if _THOUSANDS_COMMA.fullmatch(inner):
        return inner.replace(",", "")
    if _THOUSANDS_POINT.fullmatch(inner):
        return inner.replace(".", "").replace(",", ".")
    if _DECIMAL_COMMA.fullmatch(inner):
        return inner.replace(",", ".")
    return inner if inner[:1].isdigit() else text.strip()
