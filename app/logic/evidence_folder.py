"""Copy evidence into the folder of its case: unchanged, hashed on the way, and only what is really a photo or a PDF."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Collection
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from app.logic.evidence import (
    HEAD_BYTES,
    MOST_BYTES,
    MOST_BYTES_OF_A_CASE,
    EvidenceFile,
    EvidenceRefused,
    is_stored_name,
    media_of,
    shown_name,
    size_words,
    stored_name,
)
from app.logic.private_file import OWNER_FILE, make_private_folder, sync_folder

_CHUNK: Final = 1 << 20
_NEW_FILE: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
_PARTIAL: Final = "copy.partial"
"""One name for all copies: what a crash left is overwritten by the next."""
_TAKEN: Final = "Photos (JPEG, PNG, WebP, HEIC, GIF) and PDF files are taken."

Advance: TypeAlias = Callable[[int], None]
"""Told how many bytes were copied; may raise Cancelled."""


class EvidenceFolder:
    """The evidence of all cases, a folder for each; every file may be opened by the seller only."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def of_case(self, case_id: int) -> Path:
        """Name the folder of a case."""
        return self.root / str(case_id)

    def path(self, case_id: int, evidence: EvidenceFile) -> Path:
        """Name the stored file; EvidenceRefused when it is not there any more."""
        path = self.of_case(case_id) / evidence.file
        if not is_stored_name(evidence.file) or not path.is_file():
            raise EvidenceRefused(
                f"“{evidence.name}” is not in the folder of this case any more.",
                "Add the file again, or remove it from the case.",
                "The case itself is unchanged.",
            )
        return path

    def take(
        self, case_id: int, source: Path, held: Collection[EvidenceFile], advance: Advance
    ) -> dict[str, object] | None:
        """Copy a file and return what is to be kept of it; None for one the case holds already.

        Raises EvidenceRefused naming the file, Cancelled from `advance`. `held` is what the case holds now.
        """
        name = shown_name(source.name)
        try:
            with _open_source(source, name) as file:
                return self._copy(case_id, file, name, held, advance)
        except OSError as problem:
            raise _cannot_copy(name, problem) from problem

    def _copy(
        self, case_id: int, file: BinaryIO, name: str, held: Collection[EvidenceFile], advance: Advance
    ) -> dict[str, object] | None:
        room = MOST_BYTES_OF_A_CASE - sum(one.size for one in held)
        media = _checked(file, name, room)
        folder = self.of_case(case_id)
        make_private_folder(folder)
        partial = folder / _PARTIAL
        try:
            sha256, size = _copy_hashed(file, partial, name, room, advance)
            stored = stored_name(sha256, media)
            if any(one.file == stored for one in held):
                return None
            partial.replace(folder / stored)
            sync_folder(folder)
        finally:
            partial.unlink(missing_ok=True)
        return {"file": stored, "name": name, "sha256": sha256, "size": size, "media": media}


def _open_source(source: Path, name: str) -> BinaryIO:
    """Open an ordinary file for reading: no link to follow, no pipe to wait for."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if source.is_symlink():
        raise _not_a_file(name, "is only a link to another file", "Add the file itself.")
    if source.is_dir():
        raise _not_a_file(name, "is a folder", "Open it and add the files in it.")
    descriptor = os.open(source, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _not_a_file(name, "is not an ordinary file", _TAKEN)
    return os.fdopen(descriptor, "rb")


def _not_a_file(name: str, why: str, todo: str) -> EvidenceRefused:
    return EvidenceRefused(f"“{name}” {why}.", todo)


def _checked(file: BinaryIO, name: str, room: int) -> str:
    """Return the media type, or refuse what cannot be evidence."""
    size = os.fstat(file.fileno()).st_size
    if size == 0:
        raise EvidenceRefused(f"“{name}” is empty.", "Save or send it once more, then add it again.")
    _check_size(size, name, room)
    media = media_of(file.read(HEAD_BYTES))
    if media is None:
        raise EvidenceRefused(f"“{name}” is neither a photo nor a PDF, whatever it is called.", _TAKEN)
    file.seek(0)
    return media


def _check_size(size: int, name: str, room: int) -> None:
    if size > MOST_BYTES:
        raise EvidenceRefused(
            f"“{name}” is too large: {size_words(size)}, and at most {size_words(MOST_BYTES)} are taken.",
            "Save it smaller, for example as a JPEG or with fewer pages.",
        )
    if size > room:
        raise EvidenceRefused(
            f"“{name}” does not fit: the files of one case may have {size_words(MOST_BYTES_OF_A_CASE)} together.",
            "Leave out what a claim does not need.",
        )


def _copy_hashed(file: BinaryIO, target: Path, name: str, room: int, advance: Advance) -> tuple[str, int]:
    """Copy byte by byte as it is; return the SHA-256 in hex and the number of bytes."""
    target.unlink(missing_ok=True)
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(target, _NEW_FILE, OWNER_FILE), "wb") as copy:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            _check_size(size, name, room)  # it may grow while it is read
            digest.update(chunk)
            copy.write(chunk)
            advance(len(chunk))
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest(), size


def _cannot_copy(name: str, problem: OSError) -> EvidenceRefused:
    if problem.errno == errno.ENOSPC:
        return EvidenceRefused(f"“{name}” does not fit on the disk.", "Make room on the disk, then add it again.")
    return EvidenceRefused(
        f"“{name}” cannot be read or copied ({problem.strerror or 'unknown reason'}).",
        "Look whether it still exists and whether you may open it.",
    )
