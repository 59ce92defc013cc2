"""Copy the case file while it is in use, and only call it a copy once it was checked."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from app.logic.private_file import make_private_file, sync_folder
from app.store.failures import damaged, told_plainly


def copy_database(source: Path, target: Path) -> None:
    """Copy a database with everything committed so far; the target is whole or not there. StoreError on failure."""
    partial = target.with_name(f"{target.name}.partial")
    with told_plainly(target):
        partial.unlink(missing_ok=True)
        try:
            make_private_file(partial)
            _copy(source, partial)
            _flush(partial)
            partial.replace(target)
            sync_folder(target.parent)
        finally:
            partial.unlink(missing_ok=True)


def is_sound(path: Path) -> bool:
    """Say whether SQLite finds nothing wrong with a database."""
    with closing(_connect(path)) as connection:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        return bool(verdict == "ok")


def _copy(source: Path, partial: Path) -> None:
    with closing(_connect(source)) as stored, closing(_connect(partial)) as copy:
        stored.backup(copy)
        # A copy is one file: the journal of the original stays with the original.
        copy.execute("PRAGMA journal_mode = DELETE")
    if not is_sound(partial):
        raise damaged(source)


def _connect(path: Path) -> sqlite3.Connection:
    """Connect to a file that exists: SQLite would make a missing one, and its copy would be empty."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
