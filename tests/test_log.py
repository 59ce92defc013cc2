"""The log tells what happened, and nothing that was typed."""

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.log import LARGEST_FILE, OLD_FILES, Log, crash_lines


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log" / "amends.log"


@pytest.fixture
def log(path: Path) -> Iterator[Log]:
    log = Log(path)
    yield log
    log.close()


def fail(buyer: str) -> None:
    raise ValueError(f"{buyer} lives in Example Street")


def test_a_line_tells_known_keys_and_hides_the_others(log: Log, path: Path) -> None:
    log.write("decided", situation="cancel", buyer_name="Test Buyer")
    line = path.read_text(encoding="utf-8")
    assert "decided situation=cancel buyer_name=(left out)" in line
    assert "Test Buyer" not in line


def test_a_crash_tells_its_kind_and_place_but_not_its_text(log: Log, path: Path) -> None:
    try:
        fail("Test Buyer")
    except ValueError as error:
        log.log_crash(error)
    told = path.read_text(encoding="utf-8")
    assert "crash builtins.ValueError" in told
    assert "tests/test_log.py" in told
    assert "Test Buyer" not in told
    assert "Example Street" not in told


def test_a_crash_names_its_cause_without_its_text() -> None:
    try:
        try:
            fail("Test Buyer")
        except ValueError as error:
            raise RuntimeError("Other Buyer") from error
    except RuntimeError as error:
        lines = crash_lines(error)
    assert lines[0] == "crash builtins.RuntimeError"
    assert lines[-1] == "  because of builtins.ValueError"
    assert "Buyer" not in "".join(lines)


@given(value=st.text())
def test_no_value_can_begin_a_line_of_its_own(value: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("log") / "amends.log"
    log = Log(path)
    log.write("started", version=value)
    log.close()
    content = path.read_bytes()
    assert content.count(b"\n") == 1
    assert len(content.decode("utf-8").splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_only_the_seller_may_read_the_log(log: Log, path: Path) -> None:
    log.write("started")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_log_does_not_grow_without_end(log: Log, path: Path) -> None:
    for number in range(4 * (OLD_FILES + 1) * LARGEST_FILE // 400):
        log.write("counted " + "x" * 300, cases=number)
    files = list(path.parent.iterdir())
    assert len(files) == OLD_FILES + 1
    assert all(file.stat().st_size <= LARGEST_FILE for file in files)


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("a file")
    log = Log(tmp_path / "taken" / "amends.log")
    log.write("started")
    log.close()
    assert capfd.readouterr() == ("", "")
