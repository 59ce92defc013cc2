"""`python3 start.py bench`: measure and print the table; `--write FILE` also puts it there with date and machine."""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench import decisions, due_now, messages, presses, processes, storage
from bench.timing import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTS = {
    "start": processes.rows,
    "decision": decisions.rows,
    "checks": messages.rows,
    "store": storage.rows,
    "due": due_now.rows,
    "presses": presses.rows,
}
MARK = "<!-- measured: {} -->"


def main(words: Sequence[str] | None = None) -> int:
    """Measure the wanted parts and print their tables."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all of them when none is named")
    parser.add_argument("--write", type=Path, metavar="FILE", help="replace the tables in this file too")
    options = parser.parse_args(words)
    for name in options.parts or PARTS:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        table = _table(PARTS[name]())
        print(f"\n## {name}\n\n{table}\n")
        if options.write:
            _replace(options.write, name, table)
    return 0


def _table(rows: Sequence[Row]) -> str:
    words = {True: "yes", False: "**no**", None: ""}
    lines = ["| what | measured | goal | reached |", "|---|---|---|---|"]
    lines += [f"| {row.what} | {row.measured} | {row.goal} | {words[row.reached]} |" for row in rows]
    return "\n".join([f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}", "", *lines])


def _machine() -> str:
    cores = os.cpu_count()
    return f"{cores} cores {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def _replace(file: Path, name: str, table: str) -> None:
    """Put a table between its two marks; a file without them gets them at its end."""
    mark = MARK.format(name)
    text = file.read_text(encoding="utf-8") if file.exists() else "# Benchmarks\n"
    block = f"{mark}\n{table}\n{mark}"
    if mark in text:
        text = re.sub(f"{re.escape(mark)}.*?{re.escape(mark)}", lambda _: block, text, flags=re.DOTALL)
    else:
        text = f"{text.rstrip()}\n\n## {name.capitalize()}\n\n{block}\n"
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
