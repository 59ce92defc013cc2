"""Work on cases without end and report every step that was confirmed; killed by test_crash.py."""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.logic.cases import CaseBook
from app.store.repository import open_store
from tests.store.sample import DECISION, draft_of, text_of


def report(*words: object) -> None:
    """Say on standard output, unbuffered, that a step was confirmed."""
    os.write(1, (" ".join(str(word) for word in words) + "\n").encode())


def work(book: CaseBook) -> None:
    """Take one case after another from its first answer to its end."""
    while True:
        draft = draft_of()
        case_id = book.open_case(draft)
        report("opened", case_id)
        for number in range(5):
            draft = replace(draft, body=f"{number} typed " + "x" * 2_000)
            book.save_draft(case_id, draft)
            report("saved", case_id, number)
        book.record_copied(case_id, text_of(f"Text of {case_id}"))
        report("copied", case_id)
        book.finish(case_id, DECISION, draft)
        report("finished", case_id)
        for action in ("refund", "open_trace"):
            book.tick(case_id, action, True)
            report("ticked", case_id, action)


if __name__ == "__main__":
    case_file = Path(sys.argv[1])
    # An empty line is the end of the test that would have killed this program.
    if sys.stdin.readline():
        work(CaseBook(open_store(case_file, case_file.parent, datetime.now(UTC)), lambda: datetime.now(UTC)))
