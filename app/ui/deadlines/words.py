"""What the page says of a value: where it holds, since when, how sure it is and who says so."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from app.logic.policy_words import CONFIDENCES, category_words, policy_title, value_words
from app.logic.words import CHOICES
from app.ui.channel_names import channel_name
from app.ui.day_words import spell_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.logic.dated import PolicyValue
    from app.logic.policy_table import PolicyRow

REGION_NAMES: Final = {
    "eu": "Law of the EU",
    "uk": "Law of the UK",
    "us": "Law of the US",
    "jp": "Law of Japan",
}
NOT_KNOWN: Final = "not known"
_MANY: Final = 4


def place_name(place: str, *, is_law: bool) -> str:
    """Name a place of sale, or whose law it is."""
    return REGION_NAMES.get(place, f"Law: {place}") if is_law else channel_name(place)


def row_place(row: PolicyRow) -> str:
    """Name where the value of a row holds."""
    return row.carrier or place_name(row.place, is_law=row.is_law)


def places_text(places: Sequence[str], *, is_law: bool) -> str:
    """Name several places, of many only how many there are."""
    if len(places) > _MANY:
        first = ", ".join(place_name(place, is_law=is_law) for place in places[:2])
        return f"{first} and {len(places) - 2} more"
    return ", ".join(place_name(place, is_law=is_law) for place in places)


def row_title(row: PolicyRow) -> str:
    """Name the value of a row."""
    return policy_title(row.key)


def entry_words(entry: PolicyValue | None) -> str:
    """Write a value."""
    return value_words(entry.value, entry.unit) if entry else NOT_KNOWN


def category_title(category: str, *, alone: bool) -> str:
    """Name a kind of item in front of a field; `alone` where the place tells no other one apart."""
    if category == "general":
        return "All items" if alone else "All other items"
    return CHOICES.get(("category", category), category_words(category).capitalize())


def period_words(entry: PolicyValue) -> str:
    """Say since when a value holds, and until when."""
    end = f" until {spell_day(entry.valid_to)}" if entry.valid_to else ""
    if not entry.dated:
        return f"the source shows no date{end and ','}{end}"
    return f"from {spell_day(entry.valid_from)}{end}"


def sureness_words(confidence: str) -> str:
    """Say how sure a value is."""
    said = CONFIDENCES.get(confidence, confidence)
    return said[:1].upper() + said[1:]


def source_links(entry: PolicyValue) -> str:
    """Write the sources as rich text: addresses as links named by their site, everything else as it is."""
    return "<br>".join(_link(source) for source in entry.source)


def _link(source: str) -> str:
    scheme, found, rest = source.partition("://")
    if not found or scheme not in ("http", "https"):
        return escape(source)
    return f'<a href="{escape(source)}">{escape(rest.partition("/")[0].removeprefix("www."))}</a>'
