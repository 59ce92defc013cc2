"""A case file of each test's own, and the cases that stand in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.logic.cases import CaseBook
from app.store.repository import SqliteCases, open_store
from tests.store.sample import NOON, Clock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Name the case file."""
    return tmp_path / "amends" / "cases.db"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Make a case file once; a copy of it is quicker than the migrations."""
    path = tmp_path_factory.mktemp("empty") / "cases.db"
    open_store(path, path.parent, NOON).close()
    return path.read_bytes()


@pytest.fixture
def opened(path: Path) -> Iterator[Callable[[], SqliteCases]]:
    """Open the case file as often as asked, and close it at the end."""
    stores: list[SqliteCases] = []

    def opened() -> SqliteCases:
        stores.append(open_store(path, path.parent / "backups", NOON))
        return stores[-1]

    yield opened
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[[], SqliteCases], path: Path, empty_file: bytes) -> SqliteCases:
    """Give an empty case file."""
    path.parent.mkdir(mode=0o700)
    path.touch(mode=0o600)
    path.write_bytes(empty_file)
    return opened()


@pytest.fixture
def book(store: SqliteCases) -> CaseBook:
    """Give the use cases on an empty file."""
    return CaseBook(store, Clock(), {"amazon-us": "America/Los_Angeles"})
