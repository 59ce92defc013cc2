"""Put a case into one ZIP for a claim: the sheet, the texts and the files, with a list that tells what is what."""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from app.logic.evidence import EvidenceFile, EvidenceRefused
from app.logic.evidence_folder import Advance
from app.logic.plain_text import clean_line

SHEET: Final = "1 case sheet.pdf"
TRACKING: Final = "2 tracking and dates.txt"
TEXTS: Final = "3 texts"
BUYER: Final = "4 messages of the buyer.txt"
FILES: Final = "5 files"
CONTENTS: Final = "contents.txt"

_CHUNK: Final = 1 << 20
_NOT_ON_WINDOWS: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST: Final = 100
_SAME_ENDINGS: Final = (("jpeg", "jpg"), ("jpe", "jpg"), ("heif", "heic"))
_ABOUT_SUMS: Final = "SHA-256 is a checksum: it differs as soon as one character of a file is changed."
_EARLIEST: Final = datetime(1980, 1, 1)  # noqa: DTZ001
_LATEST: Final = datetime(2107, 12, 31, 23, 59, 58)  # noqa: DTZ001
"""A ZIP knows no earlier and no later time, and no time zone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the pack: its text or bytes, or where it lies; `group` is the question of a claim form it answers.

    `sha256` is what is known of a stored file, so that a change shows.
    """

    name: str
    group: str
    content: bytes | Path
    sha256: str | None = None

    @property
    def size(self) -> int:
        """Return the number of bytes."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size


def text_piece(name: str, group: str, text: str) -> Piece:
    """Return a text file that every system opens: UTF-8, marked as such, with the line ends of Windows."""
    lines = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return Piece(name, group, lines.encode("utf-8-sig", errors="replace"))


def file_pieces(files: Sequence[EvidenceFile], paths: Iterable[Path], group: str) -> list[Piece]:
    """Return the evidence as files that are numbered in their order and keep the names they came with."""
    return [
        Piece(f"{FILES}/{number:02} {safe_name(file.name, file.file)}", group, path, file.sha256)
        for number, (file, path) in enumerate(zip(files, paths, strict=True), start=1)
    ]


def safe_name(name: str, stored: str) -> str:
    """Return a name that every system takes, with the ending of what the file really is."""
    ending = stored.rpartition(".")[2]
    stem, dot, last = _NOT_ON_WINDOWS.sub("_", clean_line(name)).rpartition(".")
    is_same = dot and (last.lower(), ending) in (*_SAME_ENDINGS, (ending, ending))
    stem = stem if is_same else f"{stem}{dot}{last}"
    return f"{stem[:_LONGEST].strip(' .') or 'file'}.{ending}"


def write_pack(target: Path, title: str, pieces: Sequence[Piece], advance: Advance, made_at: datetime) -> None:
    """Write the ZIP whole or not at all; EvidenceRefused when it cannot be, Cancelled from `advance`.

    `made_at` is aware: its clock dates what is written now, and tells the time of the stored files.
    """
    partial = target.with_name(f"{target.name}.partial")
    try:
        _write(partial, title, pieces, advance, made_at)
        partial.replace(target)
    except OSError as problem:
        raise cannot_save(target, problem) from problem
    finally:
        partial.unlink(missing_ok=True)


def cannot_save(target: Path, problem: OSError) -> EvidenceRefused:
    """Say that a file could not be saved and why."""
    full = problem.errno == errno.ENOSPC
    why = "the disk is full" if full else problem.strerror or "unknown reason"
    return EvidenceRefused(
        f"“{target.name}” cannot be saved ({why}).",
        "Make room on the disk, or choose another folder." if full else "Choose another folder or name.",
        "The case and its files are unchanged.",
    )


def _write(path: Path, title: str, pieces: Sequence[Piece], advance: Advance, made_at: datetime) -> None:
    with ZipFile(path, "w", allowZip64=True) as archive:
        listed = [(piece, _add(archive, piece, advance, made_at)) for piece in pieces]
        contents = text_piece(CONTENTS, "", contents_text(title, listed))
        _add(archive, contents, advance, made_at)


def _add(archive: ZipFile, piece: Piece, advance: Advance, made_at: datetime) -> str:
    """Write one file into the ZIP and return its SHA-256 in hex."""
    time = _time_of(piece, made_at)
    info = ZipInfo(piece.name, (time.year, time.month, time.day, time.hour, time.minute, time.second))
    info.external_attr = 0o600 << 16
    # Photos are packed already; packing them again takes time and saves nothing.
    info.compress_type = ZIP_STORED if isinstance(piece.content, Path) else ZIP_DEFLATED
    info.file_size = piece.size
    digest = hashlib.sha256()
    with archive.open(info, "w") as file:
        for chunk in _chunks(piece.content):
            digest.update(chunk)
            file.write(chunk)
            advance(len(chunk))
    return digest.hexdigest()


def _time_of(piece: Piece, made_at: datetime) -> datetime:
    """Return when a file was made or last changed, on the clock of `made_at`."""
    time = made_at
    if isinstance(piece.content, Path):
        time = datetime.fromtimestamp(piece.content.stat().st_mtime, UTC).astimezone(made_at.tzinfo)
    return min(max(time.replace(tzinfo=None), _EARLIEST), _LATEST)


def _chunks(content: bytes | Path) -> Iterable[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def contents_text(title: str, listed: Sequence[tuple[Piece, str]]) -> str:
    """Write the list of all files under the questions of a claim form, each with its SHA-256."""
    lines = [title, "", "What is in this pack, in the order in which a claim form asks for it.", _ABOUT_SUMS]
    for group in dict.fromkeys(piece.group for piece, _ in listed):
        lines += ["", group]
        for piece, found in listed:
            if piece.group == group:
                lines += [f"  {piece.name}", f"    SHA-256 {found}", *_change(piece, found)]
    return "\n".join(lines) + "\n"


def _change(piece: Piece, found: str) -> list[str]:
    if piece.sha256 in (None, found):
        return []
    return [f"    CHANGED since it was added to the case; then it was {piece.sha256}"]
