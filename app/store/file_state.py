"""Look at a file before anything opens it for writing: is it ours, and which revision is it?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from app.store.failures import damaged, no_rights, of_another_program, told_plainly, too_new
from app.store.tables import APPLICATION_ID

REVISIONS = ("0001", "0002")
"""Every revision this program can read and carry over, the latest last."""
LATEST = REVISIONS[-1]
_HEADER = b"SQLite format 3\x00"


def stored_revision(path: Path) -> str | None:
    """Return the revision of a case file, None for one that is new or empty; StoreError for any other file."""
    with told_plainly(path):
        if not path.exists():
            return None
        if not path.is_file():
            raise no_rights(path)
        if path.stat().st_size == 0:
            return None
        if not _has_header(path):
            raise damaged(path)
        revision = _read_revision(path)
    if revision is not None and revision not in REVISIONS:
        raise too_new(path)
    return revision


def _has_header(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER


def _read_revision(path: Path) -> str | None:
    # Without a journal beside it nobody is writing, and reading it as unchanging leaves no side files behind.
    mode = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "immutable=1"
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return None
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION_ID or "alembic_version" not in tables:
            raise of_another_program(path)
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else ""
