"""A case file is opened only when it is ours, and whatever cannot be opened is left exactly as it is."""

import os
import re
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import SQLModel

from app.logic.cases import CaseBook, CaseQuery, StoreError
from app.store.backup import copy_database, is_sound
from app.store.engine import make_engine
from app.store.failures import told_plainly
from app.store.file_state import LATEST, REVISIONS, stored_revision
from app.store.migrate import MIGRATIONS
from app.store.repository import SqliteCases, open_store
from tests.store.sample import NOON, Clock, draft_of, text_of

Opened = Callable[[], SqliteCases]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")


def refused(path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_store(path, path.parent / "backups", NOON)
    return caught.value


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def filled(opened: Opened) -> None:
    store = opened()
    CaseBook(store, Clock()).open_case(draft_of())
    store.close()


def test_the_file_is_written_through_and_checks_its_keys(store: SqliteCases) -> None:
    with store._reading.connect() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


@posix
def test_only_the_seller_may_read_the_file_and_its_side_files(store: SqliteCases, path: Path) -> None:
    CaseBook(store, Clock()).open_case(draft_of())
    files = list(path.parent.glob("cases.db*"))
    assert {file.name for file in files} == {"cases.db", "cases.db-wal", "cases.db-shm"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@posix
def test_a_file_put_back_by_hand_is_closed_to_others(opened: Opened, path: Path) -> None:
    filled(opened)
    for given_rights, kept in ((0o644, 0o600), (0o444, 0o400)):
        path.chmod(given_rights)
        opened()
        assert stat.S_IMODE(path.stat().st_mode) == kept


def test_a_second_start_finds_the_cases_without_importing_alembic(opened: Opened, path: Path) -> None:
    filled(opened)
    code = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from app.store.repository import open_store; from app.logic.case import CaseQuery\n"
        f"print(open_store(Path({str(path)!r}), Path('unused'), datetime.now(UTC)).count(CaseQuery()))\n"
        "print('alembic' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["1", "False"]


def test_models_and_migrations_agree(store: SqliteCases) -> None:
    def of_models(name: str | None, kind: str, _parents: object) -> bool:
        return not (kind == "table" and str(name).startswith("case_search"))

    with store._reading.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": of_models, "compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_models_and_migrations_refuse_the_same_words(store: SqliteCases, tmp_path: Path) -> None:
    def checks(engine_of: SqliteCases | Path) -> set[str]:
        engine = make_engine(engine_of) if isinstance(engine_of, Path) else engine_of._reading
        with engine.begin() as connection:
            SQLModel.metadata.create_all(connection)
            tables = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'table'").scalars()
            found = {check for table in tables for check in re.findall(r"CHECK \(.*\)", table)}
        engine.dispose()
        return found

    (tmp_path / "models.db").touch()
    assert checks(store) == checks(tmp_path / "models.db") != set()


def test_the_known_revisions_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert [step.revision for step in script.walk_revisions()] == list(reversed(REVISIONS))
    assert script.get_current_head() == LATEST


def test_a_file_of_a_newer_program_is_left_untouched(opened: Opened, path: Path) -> None:
    filled(opened)
    execute(path, "UPDATE alembic_version SET version_num = '9999'")
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert "newer version" in refused(path).what
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_a_newer_file_that_is_still_open_elsewhere_is_left_untouched(opened: Opened, path: Path) -> None:
    filled(opened)
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
        before = path.read_bytes()
        assert "newer version" in refused(path).what
        assert path.read_bytes() == before


def test_the_file_of_another_program_is_left_untouched(path: Path) -> None:
    path.parent.mkdir()
    execute(path, "CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    assert "not one made by Amends" in refused(path).what
    assert path.read_bytes() == before


@given(content=st.binary(min_size=1, max_size=300) | st.binary(max_size=300).map(b"SQLite format 3\0".__add__))
def test_a_file_that_is_no_database_is_left_untouched(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("store") / "cases.db"
    put(path, content)
    assert "not a database" in refused(path).what
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == ["cases.db"]


def test_a_folder_in_place_of_the_file_is_said_plainly(path: Path) -> None:
    path.mkdir(parents=True)
    assert "cannot be opened or made" in refused(path).what


def test_a_file_in_place_of_the_folder_is_said_plainly(path: Path) -> None:
    put(path.parent.parent / "amends", b"a file")
    assert "cannot be opened or made in the folder" in refused(path).what


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_without_rights_is_said_plainly(path: Path) -> None:
    path.parent.mkdir(mode=0o500)
    assert "cannot be opened or made in the folder" in refused(path).what


def test_an_empty_file_becomes_a_case_file(path: Path, opened: Opened) -> None:
    put(path, b"")
    assert opened().count(CaseQuery()) == 0
    assert stored_revision(path) == LATEST


def test_a_write_protected_file_is_said_plainly_and_stays_readable(opened: Opened, path: Path) -> None:
    filled(opened)
    store = opened()
    with store._reading.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="can be read but not changed"):
        CaseBook(store, Clock()).open_case(draft_of())
    assert store.count(CaseQuery()) == 1


def test_a_full_disk_loses_only_the_last_change(opened: Opened, path: Path) -> None:
    store = opened()
    book = CaseBook(store, Clock())
    book.open_case(draft_of())
    with store._reading.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full"):
        book.open_case(draft_of(item="x" * 100_000))
    assert book.count(CaseQuery()) == 1
    with store._reading.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    book.open_case(draft_of())
    store.close()
    assert is_sound(path)
    assert opened().count(CaseQuery()) == 2


def test_a_file_that_another_program_holds_is_said_plainly(store: SqliteCases, path: Path) -> None:
    with store._reading.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="Another program is using"):
            CaseBook(store, Clock()).open_case(draft_of())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_disk_without_room_for_a_file_is_said_plainly(path: Path) -> None:
    with pytest.raises(StoreError, match="disk is full"), told_plainly(path), Path("/dev/full").open("wb", 0) as full:
        full.write(b"x")


def test_a_copy_of_a_missing_file_leaves_the_old_copy(opened: Opened, path: Path, tmp_path: Path) -> None:
    filled(opened)
    copy = tmp_path / "copy.db"
    copy_database(path, copy)
    before = copy.read_bytes()
    with pytest.raises(StoreError, match="cannot be opened"):
        copy_database(tmp_path / "missing.db", copy)
    assert copy.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"amends", "copy.db"}


def test_a_copy_holds_what_only_stands_in_the_journal(store: SqliteCases, path: Path, tmp_path: Path) -> None:
    CaseBook(store, Clock()).open_case(draft_of())
    copy_database(path, tmp_path / "copies" / "copy.db")
    copied = open_store(tmp_path / "copies" / "copy.db", tmp_path / "unused", NOON)
    assert copied.count(CaseQuery(search="4829301")) == 1
    copied.close()
    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["copy.db"]


def test_what_was_written_down_is_never_changed(store: SqliteCases, path: Path) -> None:
    book = CaseBook(store, Clock())
    book.record_copied(book.open_case(draft_of()), text_of("Hello"))
    with closing(sqlite3.connect(path)) as connection:
        for statement in (
            "UPDATE event SET kind = 'note'",
            "DELETE FROM event",
            "UPDATE copied_text SET body = ''",
            "DELETE FROM copied_text",
            "INSERT OR REPLACE INTO event SELECT * FROM event",
        ):
            with pytest.raises(sqlite3.DatabaseError, match="never changed"):
                connection.execute(statement)


def test_the_database_refuses_a_word_it_does_not_know(store: SqliteCases, path: Path) -> None:
    CaseBook(store, Clock()).open_case(draft_of())
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE cases SET status = 'done'")


def test_several_threads_may_work_on_cases_at_once(store: SqliteCases) -> None:
    book = CaseBook(store, lambda: NOON)
    with ThreadPoolExecutor(4) as threads:
        ids = list(threads.map(lambda number: book.open_case(draft_of(str(number))), range(40)))
        list(threads.map(lambda case_id: book.tick(case_id, "refund", True), ids))
    assert len(set(ids)) == 40
    assert all(len(book.case(case_id).events) == 2 for case_id in ids)
