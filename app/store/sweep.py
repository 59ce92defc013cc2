"""Remove the traces that erased texts leave behind: unused parts of the case file, its journal, old copies."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from app.logic.ports import StoreError
from app.store.backup import copy_database
from app.store.failures import told_plainly

_COPIES: Final = (".db", ".db.partial", ".db-journal", ".db-wal", ".db-shm")
_ROOM: Final = 2.2
"""How often the case file has to fit on the disk while it is written anew."""
_MEGABYTE: Final = 1024 * 1024


def write_anew(path: Path, connection: sqlite3.Connection) -> None:
    """Write the case file anew without what was erased; StoreError when there is no room for that."""
    _check_room(path)
    # FTS5 of SQLite 3.40 keeps the words of a deleted row until its segments are merged.
    connection.execute("INSERT INTO case_search(case_search) VALUES ('optimize')")
    connection.execute("VACUUM")
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreError(
            "Another program is reading the file with your cases, so traces of what was erased are still in it.",
            "The cases themselves are erased, and all others are safe.",
            "Close the other program; Amends removes the traces at its next start.",
        )


def drop_copies(path: Path, folder: Path, made_before: datetime | None, now: datetime) -> int:
    """Delete the backups made before a moment (None: all) and return how many.

    A new one is made first where none would be left.
    """
    with told_plainly(folder):
        copies = _copies(folder)
        old = [copy for copy in copies if made_before is None or _made_at(copy) < made_before]
        if old and len(old) == len(copies):
            copy_database(path, folder / f"cases-{now:%Y%m%d-%H%M%S}.db")
        for copy in old:
            copy.unlink(missing_ok=True)
    return len(old)


def drop_folders(folders: Iterable[Path]) -> None:
    """Delete the folders with the files of erased cases."""
    for folder in folders:
        with told_plainly(folder):
            if folder.is_symlink():
                folder.unlink()
            elif folder.exists():
                shutil.rmtree(folder)


def _copies(folder: Path) -> list[Path]:
    found = folder.iterdir() if folder.is_dir() else ()
    return [copy for copy in found if copy.is_file() and copy.name.endswith(_COPIES)]


def _made_at(copy: Path) -> datetime:
    return datetime.fromtimestamp(copy.stat().st_mtime, UTC)


def _check_room(path: Path) -> None:
    needed = round(path.stat().st_size * _ROOM) + _MEGABYTE
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise StoreError(
            f"There is too little room on the disk to write the file with your cases anew: {needed // _MEGABYTE + 1} MB"
            f" are needed in {path.parent}, {free // _MEGABYTE} MB are free.",
            "What was erased is out of all cases; traces of it are still in unused parts of the file.",
            "Make room on the disk; Amends removes the traces at its next start.",
        )
