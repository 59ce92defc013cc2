"""Give every test an offscreen screen, folders of its own and the same invented cases each time."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_SCREEN = Path(__file__).resolve().parent / "data" / "screen.json"
"""A screen as sellers have one: Qt's own is too small for the window's first size."""

# Before a window or the program is made: both read these once. A colon in a path would end the option.
_SCREEN_PATH = _SCREEN if os.name == "posix" else os.path.relpath(_SCREEN)
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_SCREEN_PATH}"
os.environ["QT_ACCESSIBILITY"] = "1"
os.environ["TZ"] = "UTC"
os.environ["LC_ALL"] = "C.UTF-8"
if hasattr(time, "tzset"):
    time.tzset()
_FOLDERS = tempfile.TemporaryDirectory(prefix="amends-tests-", ignore_cleanup_errors=True)
os.environ["AMENDS_DATA_DIR"] = _FOLDERS.name

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
Golden = Callable[[str, str], None]

settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write tests/golden anew; review it as a diff")


def pytest_unconfigure() -> None:
    _FOLDERS.cleanup()


@pytest.fixture
def root() -> Path:
    """Give the folder of the whole project."""
    return ROOT


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the program an empty folder of this test's own for its cases and settings."""
    folder = tmp_path / "amends"
    folder.mkdir()
    monkeypatch.setenv("AMENDS_DATA_DIR", str(folder))
    yield folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with tests/golden/NAME: `golden("late-parcel.txt", text)`; --rewrite-golden writes it."""
    rewrite: bool = request.config.getoption("--rewrite-golden")

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if rewrite:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"tests/golden/{name} is missing; write it with --rewrite-golden and read it"
        assert text == path.read_text(encoding="utf-8"), f"differs from tests/golden/{name}; see --rewrite-golden"

    return compare
