"""What proves a case: photos and papers, known by their content, and which of them a case holds now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from app.logic.case import Event, EventKind
from app.logic.plain_text import clean_line

MOST_BYTES: Final = 50 * 2**20
"""The largest file that is taken."""

MOST_BYTES_OF_A_CASE: Final = 500 * 2**20

HEAD_BYTES: Final = 64
"""How much of a file tells what it is."""

PDF: Final = "application/pdf"
ENDINGS: Final[Mapping[str, str]] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/gif": "gif",
    PDF: "pdf",
}
"""The media types that are taken, each with the ending of its files."""

_STARTS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", PDF),
)
_HEIC_BRANDS: Final = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"))
_LONGEST_NAME: Final = 120
_KINDS: Final = {"image/jpeg": "JPEG photo", "image/heic": "HEIC photo", PDF: "PDF document"}


class EvidenceRefused(Exception):
    """Say which file was not taken and why, what is safe, and what to do about it."""

    def __init__(self, what: str, todo: str, safe: str = "Nothing was added or changed.") -> None:
        super().__init__(f"{what} {safe} {todo}")
        self.what = what
        self.safe = safe
        self.todo = todo


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One file of a case: `file` is its name in the case's folder, `name` the one it came with, `at` is in UTC."""

    file: str
    name: str
    sha256: str
    size: int
    media: str
    at: datetime

    @property
    def is_picture(self) -> bool:
        """Say whether it can be looked at as a picture."""
        return self.media.startswith("image/")

    @property
    def kind(self) -> str:
        """Name the kind of file in words."""
        return _KINDS.get(self.media) or f"{ENDINGS.get(self.media, 'other').upper()} picture"


def evidence_of(events: Iterable[Event]) -> tuple[EvidenceFile, ...]:
    """Return the files a case holds now, in the order in which they came first; one added again is back."""
    known: dict[str, EvidenceFile] = {}
    held: set[str] = set()
    for event in events:
        name = str(event.payload.get("file") or "")
        match event.kind:
            case EventKind.EVIDENCE_ADDED:
                if name not in known and is_stored_name(name):
                    known[name] = _read(event)
                held.add(name)
            case EventKind.EVIDENCE_REMOVED:
                held.discard(name)
            case EventKind.ERASED:
                known.clear()
                held.clear()
    return tuple(one for name, one in known.items() if name in held)


def _read(event: Event) -> EvidenceFile:
    told = event.payload
    size = told.get("size")
    return EvidenceFile(
        file=str(told["file"]),
        name=str(told.get("name") or told["file"]),
        sha256=str(told.get("sha256") or ""),
        size=size if isinstance(size, int) else 0,
        media=str(told.get("media") or ""),
        at=event.at,
    )


def media_of(head: bytes) -> str | None:
    """Tell the media type from the first bytes of a file, whatever its name says; None for what is not taken."""
    for start, media in _STARTS:
        if head.startswith(start):
            return media
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return "image/heic" if head[4:8] == b"ftyp" and _HEIC_BRANDS & set(_brands(head)) else None


def _brands(head: bytes) -> list[bytes]:
    length = min(int.from_bytes(head[:4], "big"), len(head))
    return [head[8:12], *(head[place : place + 4] for place in range(16, length, 4))]


def stored_name(sha256: str, media: str) -> str:
    """Name a file in the case's folder by its content, so that the same content is there once."""
    return f"{sha256}.{ENDINGS[media]}"


def is_stored_name(name: str) -> bool:
    """Say whether a name can be one of our files, as nothing else may be opened or erased."""
    stem, _, ending = name.partition(".")
    return len(stem) == 64 and set(stem) <= set("0123456789abcdef") and ending in ENDINGS.values()


def shown_name(name: str) -> str:
    """Return the name a file came with on one line, without folders, control characters and too great a length."""
    last = clean_line(PurePosixPath(PureWindowsPath(name).name).name) or "file"
    if len(last) <= _LONGEST_NAME:
        return last
    stem, dot, ending = last.rpartition(".")
    return f"{stem[: _LONGEST_NAME - len(ending) - 2]}….{ending}" if dot and len(ending) <= 8 else last[:_LONGEST_NAME]


def size_words(size: int) -> str:
    """Write a number of bytes for a person: 512 bytes, 48 KB, 2.4 MB."""
    if size < 1024:
        return f"{size} byte{'' if size == 1 else 's'}"
    return f"{size / 1024:.0f} KB" if size < 1024 * 1024 else f"{size / (1024 * 1024):.1f} MB"
