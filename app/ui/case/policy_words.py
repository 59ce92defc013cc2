"""Say in plain words which numbers of the platform a decision used, where they come from and how sure they are."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final

from app.logic.policy_words import plain_words, policy_title
from app.ui.case.present import mappings

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONFIDENCES: Final = {
    "official": "from an official page",
    "reported": "as sellers report it",
    "secondary": "from other websites, not from the source itself",
    "conflict": "sources disagree; the value safer for you is used",
    "unconfirmed": "not confirmed by anybody",
}


def policy_lines(decision: Mapping[str, object]) -> list[tuple[str, str]]:
    """List the values a decision used: what each says, and its sources as links, in rich text."""
    return [(_value_line(entry), _source_line(entry)) for entry in mappings(decision, "policy")]


def _value_line(entry: Mapping[str, object]) -> str:
    return f"{policy_title(str(entry.get('key')))}: {_value(entry.get('value'), entry.get('unit'))}"


def _value(value: object, unit: object) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or ", ".join(f"{plain_words(key)} {part}" for key, part in value.items()))
    if isinstance(value, list):
        return ", ".join(plain_words(str(part)) for part in value)
    if unit == "percent":
        return f"{value} %"
    words = plain_words(str(unit)) if unit else ""
    return f"{value} {words.removesuffix('s') if value == 1 else words}".strip()


def _source_line(entry: Mapping[str, object]) -> str:
    known = _CONFIDENCES.get(str(entry.get("confidence")), str(entry.get("confidence") or "unknown"))
    day = _day(entry.get("checked_on"))
    checked = f", checked on {day}" if day else ""
    links = ", ".join(_link(source) for source in str(entry.get("source") or "").split(" ; ") if source)
    return escape(known[:1].upper() + known[1:] + checked) + (f": {links}" if links else "")


def _day(value: object) -> str:
    from app.ui.day_words import spell_day

    try:
        return spell_day(date.fromisoformat(str(value)))
    except ValueError:
        return ""


def _link(source: str) -> str:
    """Write an address as its site; the whole would be longer than the pane is wide."""
    scheme, found, rest = source.partition("://")
    if not found or scheme not in ("http", "https"):
        return escape(source)
    return f'<a href="{escape(source)}">{escape(rest.partition("/")[0].removeprefix("www."))}</a>'
