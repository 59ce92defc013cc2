"""Whatever was confirmed is there after the program was killed."""

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from app.logic.cases import Case, CaseBook, CaseStatus
from app.store.repository import open_store
from tests.store.sample import NOON, Clock, text_of

KILLS = 10
MOST_STEPS = 120


def start(path: Path, root: Path) -> subprocess.Popen[bytes]:
    """Start a child that waits for a line before it works."""
    command = [sys.executable, "-m", "tests.store.crash_child", str(path)]
    return subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def kill_within(child: subprocess.Popen[bytes], chance: random.Random) -> list[list[str]]:
    """Let a child work for a while, kill it at some moment of a step, and return what it had confirmed."""
    assert child.stdin is not None
    assert child.stdout is not None
    with child:
        child.stdin.write(b"go\n")
        child.stdin.flush()
        confirmed = [child.stdout.readline() for _ in range(chance.randrange(1, MOST_STEPS))]
        time.sleep(chance.random() * 0.01)
        child.kill()
        confirmed += child.stdout.readlines()
    return [line.decode().split() for line in confirmed]


def assert_kept(case: Case, step: str, *told: str) -> None:
    if step == "opened":
        assert case.row.order_number == "111-4829301-1234567"
    elif step == "saved":
        assert int((case.draft.body or "-1").split()[0]) >= int(told[0])
    elif step == "copied":
        assert case.texts == (text_of(f"Text of {case.row.id}"),)
    elif step == "finished":
        assert case.row.status is not CaseStatus.UNFINISHED
    else:
        assert told[0] in case.draft.request["done"]  # type: ignore[operator]


def test_every_confirmed_step_survives_a_kill(path: Path, root: Path) -> None:
    chance = random.Random(20261122)
    child = start(path, root)
    steps: list[list[str]] = []
    for kill in range(KILLS):
        # The next one starts while this one works: importing takes longer than the work.
        following = start(path, root) if kill + 1 < KILLS else child
        confirmed = kill_within(child, chance)
        steps += confirmed
        child = following
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        check(path, confirmed)
    check(path, steps)
    assert len(steps) > KILLS


def check(path: Path, steps: list[list[str]]) -> None:
    """Open the file as the program would and look for every step."""
    store = open_store(path, path.parent, NOON)
    book = CaseBook(store, Clock())
    cases = {case_id: book.case(int(case_id)) for _, case_id, *_ in steps}
    for step, case_id, *told in steps:
        assert_kept(cases[case_id], step, *told)
    store.close()
