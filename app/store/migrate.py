"""Bring a case file to the revision this program works with, after a copy."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from app.logic.private_file import make_private_file
from app.store.backup import copy_database
from app.store.engine import make_engine, writing_engine
from app.store.failures import damaged, told_plainly
from app.store.file_state import LATEST, stored_revision

MIGRATIONS = Path(__file__).with_name("migrations")


def bring_up_to_date(path: Path, backups: Path, now: datetime) -> None:
    """Make the file or carry it over; it ends at the latest revision or stays as it was. StoreError on failure."""
    revision = stored_revision(path)
    if revision == LATEST:
        return
    with told_plainly(path):
        # SQLite gives its side files the rights of this one.
        make_private_file(path)
        if revision is not None:
            copy_database(path, backups / f"before-{LATEST}-{now:%Y%m%d-%H%M%S}.db")
        _upgrade(path)


def _upgrade(path: Path) -> None:
    # Off before BEGIN: Alembic rebuilds tables, and dropping the old one would take the child rows along.
    engine = make_engine(path, foreign_keys=False)
    try:
        with writing_engine(engine).begin() as connection:
            run_migrations(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise damaged(path)
    finally:
        engine.dispose()


def run_migrations(connection: Connection) -> None:
    """Run every migration that is missing, inside the transaction that is open."""
    # Imported here: it takes longer than everything else at the start, and is needed once per version.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", MIGRATIONS.as_posix().replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
