"""An erased buyer is in no byte of anything that is kept, and what is counted stays."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.log import Log
from app.logic.cases import Case, CaseBook, CaseQuery, CaseStatus, SortKey, StoreError, View
from app.logic.money_line import MoneyKind, MoneyLine, MoneyState
from app.logic.privacy import Doubt, Privacy
from app.store import sweep
from app.store.backup import copy_database
from app.store.repository import open_store
from tests.store.sample import DECISION, NOON, draft_of, text_of

NAME = "Käthe Zwölfinger 佐藤"
LATIN = ("Zwölfinger", "zwölfinger", "zwolfinger", "Käthe", "kathe")
"""As it is typed, and as the search keeps it."""
JAPANESE = "佐藤"
NUMBER = "111-4829301-1234567"
TRACKING = "9400100000000000000000"
OTHER = "Other Person"


class Days:
    """A clock that is set forward by hand and goes on a little each time."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class Kept:
    """A whole data folder: cases, evidence, backups and log."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = path.parent
        self.backups, self.evidence = self.folder / "backups", self.folder / "evidence"
        self.clock = Days()
        self.log = Log(self.folder / "log" / "amends.log")
        self.store = open_store(path, self.backups, NOON)
        self.book = CaseBook(self.store, self.clock, {"amazon-us": "America/Los_Angeles"})
        self.privacy = Privacy(self.store.privacy(self.backups, self.evidence), self.clock)

    def case_of(self, name: str, number: str = NUMBER) -> int:
        """Take a case through everything that leaves a text, and close it."""
        draft = replace(
            draft_of(
                number, buyer_name=name, item=f"Mug for {name}", tracking_number=TRACKING if name == NAME else None
            ),
            buyer_message=f"{name} asks where it is. " * 80,
            fields={"reason_of_delay": name},
        )
        message = {"recipient": "buyer", "language": "en", "subject": f"Dear {name}", "body": f"Hello {name}"}
        decision = {**DECISION, "message": message, "reasons": [f"{name} waits."]}
        case_id = self.book.open_case(replace(draft, body=f"Half a text for {name}" * 50))
        self.book.record_copied(case_id, replace(text_of(f"Hello {name}, " * 200), subject=f"For {name}"))
        self.book.snooze(case_id, "refund", self.clock() + timedelta(hours=1), f"{name} is away")
        self.book.finish(case_id, decision, draft)
        self.book.add_note(case_id, f"{name} again")
        self._add_photo(case_id, name)
        self.book.tick(case_id, "refund", True)
        self.book.tick(case_id, "open_trace", True)
        return case_id

    def _add_photo(self, case_id: int, name: str) -> None:
        folder = self.evidence / str(case_id)
        folder.mkdir(parents=True)
        file = "a" * 64 + ".jpg"
        (folder / file).write_bytes(b"\xff\xd8\xff" + name.encode())
        told = {"file": file, "name": f"{name}.jpg", "sha256": "a" * 64, "size": 9, "media": "image/jpeg"}
        self.book.add_evidence(case_id, told)

    def places_of(self, *words: str) -> set[str]:
        """Name every file in which one of the words stands in any of the ways in which a file may hold it."""
        wanted = {form for word in words for form in forms(word)}
        files = [file for file in self.folder.rglob("*") if file.is_file()]
        return {
            str(file.relative_to(self.folder)) for file in files if any(form in file.read_bytes() for form in wanted)
        }

    def close(self) -> None:
        self.store.close()
        self.log.close()


def forms(word: str) -> set[bytes]:
    escaped = word.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")
    return {word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), escaped}


@pytest.fixture
def kept(path: Path, empty_file: bytes) -> Iterator[Kept]:
    path.parent.mkdir(mode=0o700)
    path.touch(mode=0o600)
    path.write_bytes(empty_file)
    kept = Kept(path)
    yield kept
    kept.close()


def counted(case: Case) -> tuple[object, ...]:
    row = case.row
    return (
        *(row.channel, row.situation, row.resolution, row.status, row.currency, row.refund_total, row.reason),
        *(row.sku, row.carrier, row.refunded, row.costs, row.recovered, row.closed_at, row.created_at, row.updated_at),
    )


def test_no_byte_of_the_name_is_left_anywhere(kept: Kept) -> None:
    case_id, other = kept.case_of(NAME), kept.case_of(OTHER, "222-4829301-1234567")
    copy_database(kept.path, kept.backups / "cases-20261101-120000.db")
    kept.log.log_crash(StoreError(NAME, NAME, NAME))
    kept.log.write("erasing", case_id=case_id, name=NAME)
    everything = (*LATIN, JAPANESE, "佐", NUMBER, TRACKING)
    assert {place.split("/")[0] for place in kept.places_of(*everything)} >= {"cases.db-wal", "backups", "evidence"}
    kept.privacy.erase([case_id])
    assert kept.places_of(*everything) == set()
    assert "cases.db" in kept.places_of(OTHER)
    assert kept.book.count(CaseQuery(search=OTHER)) == 1
    assert kept.book.case(other).row.buyer_name == OTHER
    kept.close()
    assert kept.places_of(*everything) == set()


def test_what_is_counted_stays(kept: Kept) -> None:
    case_id = kept.case_of(NAME)
    before = kept.book.case(case_id)
    kept.privacy.erase([case_id])
    after = kept.book.case(case_id)
    assert counted(after) == counted(before)
    assert after.row.erased_at is not None
    assert [event.kind for event in after.events[:-1]] == [event.kind for event in before.events]
    assert [event.at for event in after.events[:-1]] == [event.at for event in before.events]
    assert len(after.texts) == len(before.texts)
    assert after.texts[0].template == before.texts[0].template
    assert after.draft.request["order"]["sku"] == "MUG-7"  # type: ignore[index]


def test_a_text_leaves_its_hash_and_a_number_is_known_again(kept: Kept) -> None:
    from hashlib import sha256

    first, second = kept.case_of(NAME), kept.case_of(NAME)
    body = kept.book.case(first).texts[0].body
    kept.privacy.erase([first])
    kept.privacy.erase([second])
    one, two = kept.book.case(first), kept.book.case(second)
    assert one.texts[0].body == f"sha256:{sha256(body.encode()).hexdigest()}"
    assert one.row.order_number == two.row.order_number != NUMBER
    assert one.row.order_number.startswith("erased-")


def test_what_follows_from_the_events_is_the_same_once_they_are_erased(kept: Kept) -> None:
    case_id = kept.case_of(NAME)
    kept.privacy.erase([case_id])
    before = kept.book.case(case_id)
    kept.book.reopen(case_id)
    kept.book.close(case_id)
    after = kept.book.case(case_id)
    assert (after.row.refunded, after.row.costs, after.row.order_number, after.row.sku) == (
        *(before.row.refunded, before.row.costs, before.row.order_number, before.row.sku),
    )


def test_nothing_can_be_written_to_an_erased_case(kept: Kept) -> None:
    case_id = kept.case_of(NAME)
    kept.privacy.erase([case_id])
    writes: tuple[Callable[[], None], ...] = (
        lambda: kept.book.add_note(case_id, NAME),
        lambda: kept.book.save_draft(case_id, draft_of(buyer_name=NAME)),
        lambda: kept.book.record_copied(case_id, text_of(NAME)),
        lambda: kept.book.record_decision(case_id, DECISION, draft_of()),
    )
    for write in writes:
        with pytest.raises(StoreError, match="was erased"):
            write()
    assert kept.places_of(*LATIN) == set()


def test_only_an_erased_case_gives_up_its_events(kept: Kept) -> None:
    erased, other = kept.case_of(NAME), kept.case_of(OTHER)
    kept.privacy.erase([erased])
    kept.close()
    with closing(sqlite3.connect(kept.path)) as connection:
        for table in ("event", "copied_text"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                connection.execute(f"DELETE FROM {table} WHERE case_id = ?", (other,))


def test_the_term_begins_when_the_case_closes_and_waits_for_money(kept: Kept) -> None:
    closed, waiting, thrown_away = kept.case_of(NAME), kept.case_of(OTHER), kept.book.open_case(draft_of())
    kept.book.discard(thrown_away)
    claim = MoneyLine("carrier", MoneyKind.CARRIER, MoneyState.FILED, 2999, "USD")
    kept.book.record_money(waiting, claim)
    kept.privacy.due(30)
    kept.clock.now += timedelta(days=29)
    assert kept.privacy.due(30).cases == ()
    kept.book.add_note(closed, "A note does not begin the term anew")
    kept.clock.now += timedelta(days=2)
    due = kept.privacy.due(30)
    assert (due.cases, due.doubt) == ((closed, thrown_away), None)
    assert kept.privacy.erase_due(due, 30) == 2
    assert kept.places_of(*LATIN) == set()
    assert kept.book.case(waiting).row.status is CaseStatus.WAITING_MONEY
    kept.book.record_money(waiting, replace(claim, state=MoneyState.PAID))
    kept.clock.now += timedelta(days=31)
    assert kept.privacy.due(30).cases == (waiting,)
    assert kept.privacy.due(None).cases == ()


def test_the_first_time_and_after_a_jump_of_the_clock_the_seller_is_asked(kept: Kept) -> None:
    case_id = kept.case_of(NAME)
    kept.clock.now += timedelta(days=40)
    assert (kept.privacy.due(30).doubt, kept.privacy.due(30).cases) == (Doubt.FIRST_TIME, (case_id,))
    kept.privacy.erase_due(kept.privacy.due(30), 30)
    later = kept.case_of(NAME)
    kept.clock.now += timedelta(days=400)
    for _ in range(2):
        due = kept.privacy.due(30)
        assert (due.doubt, due.cases, due.pause) == (Doubt.CLOCK_JUMPED, (later,), 400)
    assert kept.book.case(later).row.buyer_name == NAME


def test_backups_older_than_the_term_go_and_one_is_always_left(kept: Kept) -> None:
    import os

    kept.case_of(OTHER)
    kept.privacy.due(30)
    old, young = kept.backups / "cases-20261001-120000.db", kept.backups / "cases-20261120-120000.db"
    for copy, days in ((old, 50), (young, 2)):
        copy_database(kept.path, copy)
        moment = (NOON - timedelta(days=days)).timestamp()
        os.utime(copy, (moment, moment))
    kept.privacy.due(30)
    assert [copy.name for copy in kept.backups.iterdir()] == [young.name]
    os.utime(young, (0, 0))
    kept.privacy.due(30)
    (left,) = kept.backups.iterdir()
    assert left.name != young.name
    with closing(sqlite3.connect(left)) as connection:
        assert connection.execute("SELECT count(*) FROM cases").fetchone() == (1,)


@pytest.mark.parametrize("before", ["drop_folders", "write_anew", "drop_copies"])
def test_an_erasing_that_was_interrupted_is_finished_later(
    kept: Kept, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = kept.case_of(NAME)
    copy_database(kept.path, kept.backups / "cases-20261101-120000.db")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sweep, before, killed)
    with pytest.raises(KeyboardInterrupt):
        kept.privacy.erase([case_id])
    monkeypatch.undo()
    assert kept.book.case(case_id).row.buyer_name == ""
    assert kept.places_of(*LATIN) != set()
    kept.close()
    again = Kept(kept.path)
    again.privacy.due(None)
    assert again.places_of(*LATIN, JAPANESE) == set()
    again.close()


def test_one_case_that_cannot_be_erased_leaves_all_as_they_were(kept: Kept) -> None:
    case_id = kept.case_of(NAME)
    with pytest.raises(StoreError, match="no case with the number 99"):
        kept.privacy.erase([case_id, 99])
    assert kept.book.case(case_id).row.buyer_name == NAME
    assert kept.book.case(case_id).row.erased_at is None


def test_a_full_disk_is_said_before_the_file_is_written_anew(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = kept.case_of(NAME)
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(StoreError, match="too little room on the disk") as told:
        kept.privacy.erase([case_id])
    assert "out of all cases" in told.value.safe
    monkeypatch.undo()
    kept.privacy.due(None)
    assert kept.places_of(*LATIN, JAPANESE) == set()


def test_lists_and_search_know_the_erased_case_by_its_kinds_only(kept: Kept) -> None:
    case_id = kept.case_of(NAME)
    kept.privacy.erase([case_id])
    for word in ("Zwölfinger", "佐", "4829301", "waits", "Hello"):
        assert kept.book.count(CaseQuery(search=word)) == 0
    assert kept.book.count(CaseQuery(search="MUG-7")) == 1
    (row,) = kept.book.rows(CaseQuery(view=View.CLOSED, sort=SortKey.UPDATED), 0, 10)
    assert (row.id, row.erased_at is not None) == (case_id, True)
