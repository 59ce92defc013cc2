"""The templates of a language as a list to choose from: what each is for, and both its wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.messages.contract import CONTRACT, LETTERS, templates_of
from app.logic.messages.sources import TemplateError
from app.logic.outcome_words import RESOLUTIONS
from app.logic.situations import TABLES
from app.logic.words import SITUATIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from app.logic.facts import Resolution, Situation
    from app.logic.wording.own_templates import OwnTemplates

_LETTER_TITLES: Final = {
    "carrier_trace": "Search request to the carrier",
    "carrier_claim": "Claim to the carrier",
    "insurer_claim": "Claim to the insurer",
}


class ListedTemplate(NamedTuple):
    """One template of a language; `own` is None where the built-in wording counts."""

    name: str
    title: str
    situations: tuple[str, ...]
    built_in: str
    own: str | None

    @property
    def text(self) -> str:
        """Return the wording that counts."""
        return self.built_in if self.own is None else self.own

    def is_titled(self, words: Iterable[str]) -> bool:
        """Say whether the title holds all of some words in small letters."""
        return all(word in self.title.casefold() for word in words)

    def holds(self, words: Iterable[str]) -> bool:
        """Say whether title, situations or wording hold all of some words in small letters."""
        said = "\n".join((self.title, *(situation_title(each) for each in self.situations), self.text)).casefold()
        return all(word in said for word in words)


def list_templates(own: OwnTemplates, language: str) -> tuple[ListedTemplate, ...]:
    """Return every template of a language in alphabetical order of the titles."""
    listed = []
    for name in CONTRACT:
        try:
            built_in = own.built_in_text(language, name)
        except TemplateError:
            continue  # not translated yet
        listed.append(
            ListedTemplate(name, template_title(name), situations_of(name), built_in, _own(own, language, name))
        )
    return tuple(sorted(listed, key=_by_title))


def chosen_templates(
    listed: Iterable[ListedTemplate], search: str, situation: str | None, pinned: Collection[str]
) -> tuple[ListedTemplate, ...]:
    """Return the templates that hold what is searched for: the pinned ones, then those that say it in their title."""
    words = search.casefold().split()
    found = [each for each in listed if each.holds(words) and (not situation or situation in each.situations)]
    return tuple(sorted(found, key=lambda each: (each.name not in pinned, not each.is_titled(words))))


def template_title(name: str) -> str:
    """Name a template in plain words."""
    resolution, _, recipient = name.partition(".")
    sentences = {str(each): sentence for each, sentence in RESOLUTIONS.items()}
    title = _LETTER_TITLES.get(name) or sentences.get(resolution) or name.replace("_", " ").capitalize()
    return f"{title} (to the buyer)" if recipient else title


def situation_title(situation: str) -> str:
    """Name a situation in the buyer's words."""
    titles = {str(each): tile.title for each, tile in SITUATIONS.items()}
    return titles.get(situation, situation)


def situations_of(name: str) -> tuple[str, ...]:
    """Name the situations in which a template is used; none for a letter, which belongs to a parcel."""
    if name in LETTERS:
        return ()
    return tuple(str(situation) for situation in TABLES if _leads(situation, name))


def _leads(situation: Situation, name: str) -> bool:
    leading: set[Resolution] = {rule.resolution for rule in TABLES[situation].rules}
    return any(name in templates_of(resolution) for resolution in leading)


def _own(own: OwnTemplates, language: str, name: str) -> str | None:
    try:
        return own.text(language, name)
    except TemplateError:
        return None  # damaged: the built-in one counts


def _by_title(listed: ListedTemplate) -> tuple[str, str]:
    return listed.title.casefold(), listed.name
