"""The parts a case sheet is made of: plain text in sections, which print, PDF and text files show each in their way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from app.logic.evidence import EvidenceFile


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `tone` is plain, strong, small, lead for what goes before a table, or part for a title."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names with what is known, a line each."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `widths` are percents of the page, one for each column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A text exactly as it was, character by character."""

    head: str
    body: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Exhibits:
    """The evidence: each file with a line that tells when it was added."""

    files: tuple[tuple[EvidenceFile, str], ...]


Block: TypeAlias = Words | Pairs | Grid | Quote | Exhibits


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the sheet under a title."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole case for somebody who knows nothing of it; `foot` stands on every page, `made_at` is aware."""

    title: str
    intro: str
    foot: str
    sections: tuple[Section, ...]
    made_at: datetime

    def section(self, title: str) -> Section | None:
        """Return the section of a title."""
        return next((one for one in self.sections if one.title == title), None)


def as_text(section: Section) -> str:
    """Write a section as plain text."""
    return "\n\n".join([section.title, *filter(None, map(_block_text, section.blocks))]) + "\n"


def _block_text(block: Block) -> str:
    match block:
        case Words():
            return block.text
        case Pairs():
            return "\n".join(f"{name}: {value}" for name, value in block.lines)
        case Grid():
            return "\n".join(" | ".join(row) for row in (block.head, *block.rows))
        case Quote():
            return "\n\n".join(filter(None, (f"--- {block.head} ---", block.subject, block.body)))
        case Exhibits():
            return "\n".join(f"{file.name}, {added}, SHA-256 {file.sha256}" for file, added in block.files)
