"""A seller with a case file of each test's own."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.logic.cases import CaseBook
from app.store.repository import SqliteCases, open_store
from tests.logic.money_walks import BEGIN, ZONES, Seller


@pytest.fixture(scope="session")
def empty_case_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Make a case file once; a copy of it is quicker than the migrations."""
    path = tmp_path_factory.mktemp("empty") / "cases.db"
    open_store(path, path.parent, BEGIN).close()
    return path.read_bytes()


@pytest.fixture
def seller(tmp_path: Path, empty_case_file: bytes) -> Iterator[Seller]:
    """Give a seller without cases."""
    path = tmp_path / "cases.db"
    path.touch(mode=0o600)
    path.write_bytes(empty_case_file)
    stores: list[SqliteCases] = []

    def make(clock: Callable[[], datetime]) -> CaseBook:
        stores.append(open_store(path, tmp_path / "backups", BEGIN))
        return CaseBook(stores[0], clock, ZONES, dict.fromkeys(ZONES, "USD"))

    yield Seller(make)
    stores[0].close()
