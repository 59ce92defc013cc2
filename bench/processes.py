"""What a start costs: the first window, its memory, and `decide` on one case, each against the bare thing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.timing import Row, in_turn, ratio_row

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 9
SCREEN = ROOT / "tests" / "data" / "screen.json"
"""A screen as sellers have it; Qt's own offscreen one is so small that the window would be squeezed."""

CASES = 1_000
MEGABYTE = 1024 * 1024
BARE_IMPORTS = "import jinja2, babel"
BARE_IMPORTS_USED = "import jinja2, babel, babel.dates, babel.numbers"


class Start(NamedTuple):
    """What one start of a window took: seconds to its moments, bytes resident."""

    shown: float
    filled: float
    wizard: float
    resident: float


def rows() -> list[Row]:
    """Measure starts, in turn."""
    return [*_window_rows(), *_decide_rows()]


def _window_rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        _run("fill", folder, str(CASES))
        starts: dict[str, list[Start]] = {"ours": [], "press": [], "bare": []}
        for _ in range(ROUNDS):
            for name, found in starts.items():
                found.append(_start(name, folder))
    ours, press, bare = (_median(found) for found in starts.values())
    return [
        ratio_row("first window with Ctrl+N working against a bare PySide6 window", ours.shown, bare.shown, 1.5),
        Row("wizard open after Ctrl+N pressed at the first picture", f"{press.wizard:.2f} s", "", None),
        Row(f"list filled with {CASES:,} cases stored", f"{ours.filled:.2f} s", "within 1.5 s", ours.filled <= 1.5),
        ratio_row(
            f"resident memory, window open with {CASES:,} cases, against the bare window",
            ours.resident / MEGABYTE,
            bare.resident / MEGABYTE,
            2.5,
            "MB",
        ),
    ]


def _median(starts: list[Start]) -> Start:
    return Start(*(median(values) for values in zip(*starts, strict=True)))


def _start(which: str, folder: str) -> Start:
    """Start a window in its own process; it prints its moments on the monotonic clock and its memory."""
    begun = time.monotonic()
    *moments, resident = (float(word) for word in _run(which, folder).split())
    return Start(*(moment - begun for moment in moments), resident)


def _run(*words: str) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}"}
    command = [sys.executable, "-m", "bench.windows", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


def _decide_rows() -> list[Row]:
    # As start.py leaves the program; an edited file would be compiled anew in every run where bytecode is not written.
    for words in (["compileall", "-q", "app"], ["app", "templates", "--compile"]):
        subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=True, capture_output=True)
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
