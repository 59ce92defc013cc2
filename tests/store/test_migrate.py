"""An older file is carried over after a copy, whole or not at all."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.logic.cases import CaseBook, CaseQuery
from app.store import file_state, migrate
from app.store.repository import SqliteCases, open_store
from tests.store.sample import DECISION, NOON, Clock, draft_of

NEXT = '''
"""Rebuild the cases with one more column."""
import sqlalchemy as sa
from alembic import op
revision = "0003"
down_revision = "0002"
def upgrade():
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("later", sa.Text))
    {then}
'''
Opened = Callable[[], SqliteCases]


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Turn this program into its next version, whose migration ends with a statement of the test's own."""

    def become(then: str) -> None:
        folder = tmp_path / "migrations"
        (folder / "versions").mkdir(parents=True)
        for file in ("env.py", "versions/0001_cases.py", "versions/0002_money_and_clocks.py"):
            (folder / file).write_bytes((migrate.MIGRATIONS / file).read_bytes())
        (folder / "versions" / "0003_later.py").write_text(NEXT.format(then=then))
        monkeypatch.setattr(migrate, "MIGRATIONS", folder)
        monkeypatch.setattr(migrate, "LATEST", "0003")
        monkeypatch.setattr(file_state, "REVISIONS", ("0001", "0002", "0003"))

    return become


@pytest.fixture
def old_file(opened: Opened, path: Path) -> Path:
    """Give a file of this version with a finished case in it."""
    store = opened()
    book = CaseBook(store, Clock())
    book.finish(book.open_case(draft_of()), DECISION, draft_of())
    store.close()
    return path


def contents(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_rebuilding_a_table_keeps_what_hangs_on_it(old_file: Path, newer: Callable[[str], None]) -> None:
    newer("pass")
    migrate.bring_up_to_date(old_file, old_file.parent / "backups", NOON)
    assert file_state.stored_revision(old_file) == "0003"
    with closing(sqlite3.connect(old_file)) as connection:
        (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
        (late,) = connection.execute("SELECT count(*) FROM cases WHERE later IS NULL").fetchone()
    assert (events, late) == (4, 1)


def test_a_copy_is_made_before(old_file: Path, newer: Callable[[str], None]) -> None:
    before = contents(old_file)
    newer("pass")
    migrate.bring_up_to_date(old_file, old_file.parent / "backups", NOON)
    copies = list((old_file.parent / "backups").iterdir())
    assert [copy.name for copy in copies] == ["before-0003-20261122-120000.db"]
    assert contents(copies[0]) == before


def test_a_migration_that_fails_leaves_the_file_as_it_was(old_file: Path, newer: Callable[[str], None]) -> None:
    before = contents(old_file)
    newer("raise RuntimeError('half way')")
    with pytest.raises(RuntimeError, match="half way"):
        migrate.bring_up_to_date(old_file, old_file.parent / "backups", NOON)
    assert contents(old_file) == before


def test_this_version_opens_the_file_after_the_next_one_failed(
    old_file: Path, newer: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer("raise RuntimeError('half way')")
    with pytest.raises(RuntimeError):
        migrate.bring_up_to_date(old_file, old_file.parent / "backups", NOON)
    monkeypatch.undo()
    store = open_store(old_file, old_file.parent / "backups", NOON)
    assert store.count(CaseQuery(search="4829301")) == 1
    store.close()
