"""Say in plain words which numbers of the platform a decision used, where they come from and how sure they are."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from app.logic.policy_words import CONFIDENCES, policy_title, value_words
from app.ui.case.present import mappings

if TYPE_CHECKING:
    from collections.abc import Mapping


def policy_lines(decision: Mapping[str, object]) -> list[tuple[str, str]]:
    """List the values a decision used: what each says, and its sources as links, in rich text."""
    return [(value_line(entry), _source_line(entry)) for entry in mappings(decision, "policy")]


def value_line(entry: Mapping[str, object]) -> str:
    """Say what a value is about and how much it is: `USPS takes claims after: 15 calendar days`."""
    return f"{policy_title(str(entry.get('key')))}: {value_words(entry.get('value'), entry.get('unit'))}"


def confidence_line(entry: Mapping[str, object]) -> str:
    """Say how sure a value is and when it was checked."""
    known = CONFIDENCES.get(str(entry.get("confidence")), str(entry.get("confidence") or "unknown"))
    day = _day(entry.get("checked_on"))
    checked = f", checked on {day}" if day else ""
    return known[:1].upper() + known[1:] + checked


def _source_line(entry: Mapping[str, object]) -> str:
    links = ", ".join(_link(source) for source in str(entry.get("source") or "").split(" ; ") if source)
    return escape(confidence_line(entry)) + (f": {links}" if links else "")


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
