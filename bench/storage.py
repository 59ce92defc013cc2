"""What cases cost: the same questions to a file of 100,000 cases and to one of ten, and one confirmed save."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import insert, text

from app.logic.case import CaseStatus, EventKind, Summary
from app.logic.cases import CaseBook, CaseQuery, Draft, SortKey, View
from app.logic.costs import CostBy, CostQuery
from app.logic.related import Likeness
from app.store.engine import make_engine, writing_engine
from app.store.repository import open_store
from app.store.search import indexed_words
from app.store.tables import StoredCase, StoredDraft, StoredEvent
from bench.timing import Row, in_turn, seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

MANY, FEW = 100_000, 10
ROUNDS = 7
PAGE = 100
SOON = 0.05
"""What a seller does not notice, in seconds."""
COST_PAGE = 0.5
"""What a page with pictures may take."""
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
_ALIKE = Likeness(None, "000-0000000-0000000", "", "Anna Emil", "etsy", "SKU-7", "damaged", "USPS")
_NAMES = "Anna Bella Carl Dora Emil Greta 佐藤 田中".split()  # noqa: SIM905
_WORDS = "blue mug red cup wooden spoon lamp chair table poster".split()  # noqa: SIM905


def rows() -> list[Row]:
    """Measure both files in turn."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        many, few = _book(Path(folder, "many"), MANY), _book(Path(folder, "few"), FEW)
        compared = [_compared(name, ask, many, few) for name, ask in _questions().items()]
        return [*compared, _costs(many), _saving(many), *_forgetting(Path(folder, "many"))]


def _questions() -> dict[str, Callable[[CaseBook], object]]:
    latest = CaseQuery(sort=SortKey.UPDATED, descending=True)
    due = CaseQuery(view=View.OPEN, sort=SortKey.DUE)
    return {
        "first page, latest first": lambda book: book.rows(latest, 0, PAGE),
        "first page of the open cases by due": lambda book: book.rows(due, 0, PAGE),
        "last page, latest first": lambda book: book.rows(latest, max(0, book.count(latest) - PAGE), PAGE),
        "one channel and one situation": lambda book: book.rows(
            replace(due, channels=("etsy",), situations=("return",)), 0, PAGE
        ),
        "search for a word in nearly every case": lambda book: book.rows(replace(latest, search="mug"), 0, PAGE),
        "search for part of a name in Japanese": lambda book: book.rows(replace(latest, search="佐"), 0, PAGE),
        "numbers of all views": lambda book: book.counts(),
        "the buyer's other cases and similar ones": lambda book: book.related(_ALIKE),
    }


def _compared(name: str, ask: Callable[[CaseBook], object], many: CaseBook, few: CaseBook) -> Row:
    runs = {"many": partial(seconds, partial(ask, many)), "few": partial(seconds, partial(ask, few))}
    found = in_turn(runs, ROUNDS)
    measured = f"{found['many'] * 1000:.1f} ms ({found['few'] * 1000:.1f} ms with {FEW})"
    return Row(f"{name}, {MANY:,} cases", measured, f"within {SOON * 1000:.0f} ms", found["many"] <= SOON)


def _saving(book: CaseBook) -> Row:
    case_id, numbers = book.open_case(Draft()), count()
    found = in_turn(
        {"save": lambda: seconds(lambda: book.save_draft(case_id, Draft(buyer_message=f"typed {next(numbers)}")))},
        ROUNDS,
    )
    return Row("save a draft, confirmed on the disk", f"{found['save'] * 1000:.1f} ms", "", None)


def _costs(book: CaseBook) -> Row:
    """Ask for everything that the page on costs shows: one question for each of its tables, and its choices."""
    months, rest = CostQuery(CostBy.MONTH, "USD"), [CostQuery(by, "USD") for by in CostBy if by is not CostBy.MONTH]

    def page() -> None:
        book.cost_choices()
        for query in (months, *rest):
            book.cost_lines(query)

    taken = in_turn({"page": lambda: seconds(page)}, ROUNDS)["page"]
    goal = f"within {COST_PAGE * 1000:.0f} ms"
    return Row(f"all tables of the cost page, {MANY:,} cases", f"{taken * 1000:.0f} ms", goal, taken <= COST_PAGE)


def _forgetting(path: Path) -> list[Row]:
    """Erase a hundred buyers, in the background: first their rows, then every trace by writing the file anew."""
    store = open_store(path.with_suffix(".db"), path, NOW)
    privacy = store.privacy(path, path / "evidence")
    erased = seconds(lambda: privacy.erase(range(1, 101), NOW, from_copies=False))
    swept = seconds(lambda: privacy.sweep(None, NOW))
    store.close()
    return [
        Row(f"erase 100 buyers of {MANY:,} cases", f"{erased:.2f} s", "", None),
        Row("write the file anew without a trace of them", f"{swept:.1f} s", "", None),
    ]


def _book(path: Path, cases: int) -> CaseBook:
    file = path.with_suffix(".db")
    fill_cases(file, path, cases)
    return CaseBook(open_store(file, path, NOW), lambda: datetime.now(UTC))


def fill_cases(file: Path, backups: Path, cases: int) -> None:
    """Make a case file with a number of invented cases, the same each time."""
    open_store(file, backups, NOW).close()
    chance = random.Random(1)  # noqa: S311  # invented cases, the same each time
    engine = make_engine(file)
    with writing_engine(engine).begin() as connection:
        for first in range(1, cases + 1, 5_000):
            _insert(connection, [_case(number, chance) for number in range(first, min(first + 5_000, cases + 1))])
    engine.dispose()


def _insert(connection: Connection, cases: list[dict[str, object]]) -> None:
    messages = {case["id"]: f"Where is my order? {case['item']} " * 5 for case in cases}
    drafts = [
        {"case_id": number, "request": {"order": {"item": "x" * 400}}, "buyer_message": message, "step": 3}
        for number, message in messages.items()
    ]
    events = [
        {
            "case_id": case["id"],
            "kind": EventKind.DECIDED,
            "at": case["created_at"],
            "payload": {"decision": "x" * 1_500},
        }
        for case in cases
    ]
    words = [{"id": case["id"], "words": _words(case, messages[case["id"]])} for case in cases]
    connection.execute(insert(StoredCase), cases)
    connection.execute(insert(StoredDraft), drafts)
    connection.execute(insert(StoredEvent), events)
    connection.execute(text("INSERT INTO case_search(rowid, words) VALUES (:id, :words)"), words)


def _words(case: dict[str, object], message: str) -> str:
    summary = Summary(order_number=str(case["order_number"]), buyer_name=str(case["buyer_name"]))
    return indexed_words(summary, Draft(buyer_message=message), ())


def _case(number: int, chance: random.Random) -> dict[str, object]:
    status = chance.choice(list(CaseStatus))
    opened = NOW - timedelta(minutes=chance.randrange(10**6))
    return {
        "id": number,
        "order_number": f"{chance.randrange(1000):03}-{chance.randrange(10**7):07}-{chance.randrange(10**7):07}",
        "buyer_name": f"{chance.choice(_NAMES)} {chance.choice(_NAMES)}",
        "item": " ".join(chance.choices(_WORDS, k=6)),
        "sku": f"SKU-{chance.randrange(1_000)}",
        "tracking_number": str(chance.randrange(10**20)),
        "channel": chance.choice(("amazon-us", "amazon-de", "ebay-us", "etsy")),
        "situation": chance.choice(("cancel", "return", "not_received")),
        "resolution": chance.choice(("refund_late", "cancel_order", "accept_return")),
        "status": status,
        "discarded": False,
        "currency": "USD",
        "refund_total": chance.randrange(10_000),
        "reason": chance.choice((None, "damaged", "unwanted", "wrong_item")),
        "carrier": chance.choice((None, "USPS", "UPS", "DHL")),
        "refunded": chance.randrange(10_000),
        "costs": chance.randrange(10_000, 20_000),
        "recovered": chance.randrange(5_000),
        "due_at": None if status is CaseStatus.CLOSED else opened + timedelta(days=3),
        "due_action": "refund",
        "created_at": opened,
        "updated_at": opened,
    }
