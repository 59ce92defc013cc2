"""What a start costs: the first window, its memory, and `decide` on one case, each against the bare thing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.timing import Row, in_turn, ratio_row

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 9
CASES = 1_000
BARE_IMPORTS = "import jinja2, babel"
BARE_IMPORTS_USED = "import jinja2, babel, babel.dates, babel.numbers"


class Start(NamedTuple):
    """What one start of a window took: seconds to the first picture and to the filled list, bytes resident."""

    shown: float
    filled: float
    resident: int


def rows() -> list[Row]:
    """Measure starts, in turn."""
    return [*_window_rows(), *_decide_rows()]


def _window_rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        _run("bench.windows", "fill", folder, str(CASES))
        starts: dict[str, list[Start]] = {"ours": [], "bare": []}
        for _ in range(ROUNDS):
            starts["ours"].append(_start("ours", folder))
            starts["bare"].append(_start("bare", folder))
    ours, bare = (_median(starts[name]) for name in ("ours", "bare"))
    megabyte = 1024 * 1024
    return [
        ratio_row("first window with Ctrl+N working against a bare PySide6 window", ours.shown, bare.shown, 1.5),
        Row(f"list filled with {CASES:,} cases stored", f"{ours.filled:.2f} s", "within 1.5 s", ours.filled <= 1.5),
        ratio_row(
            f"resident memory, window open with {CASES:,} cases, against the bare window",
            ours.resident / megabyte,
            bare.resident / megabyte,
            2.5,
            "MB",
        ),
    ]


def _median(starts: list[Start]) -> Start:
    from statistics import median

    return Start(
        median(start.shown for start in starts),
        median(start.filled for start in starts),
        int(median(start.resident for start in starts)),
    )


def _start(which: str, folder: str) -> Start:
    """Start a window in its own process; it prints the moments on its monotonic clock and its memory."""
    begun = time.monotonic()
    words = _run("bench.windows", which, folder).split()
    shown, filled, resident = (float(word) for word in words)
    return Start(shown - begun, filled - begun, int(resident))


def _run(module: str, *words: str) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", module, *words]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


def _decide_rows() -> list[Row]:
    example = str(ROOT / "examples" / "late-parcel.json")
    runs = {
        "ours": lambda: _wall([sys.executable, "-m", "app", "decide", example]),
        "bare": lambda: _wall([sys.executable, "-c", BARE_IMPORTS]),
        "used": lambda: _wall([sys.executable, "-c", BARE_IMPORTS_USED]),
    }
    found = in_turn(runs, ROUNDS)
    against_used = found["ours"] / found["used"]
    return [
        ratio_row("decide on one case against importing Jinja2 and Babel", found["ours"], found["bare"], 2),
        Row("the same against importing babel.dates and babel.numbers too", f"{against_used:.2f} ×", "", None),
    ]


def _wall(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start
