"""What problems cost, summed up in the case file."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, insert

from app.logic.case import CaseStatus
from app.logic.cases import CaseBook
from app.logic.costs import CostBy, CostLine, CostQuery
from app.store import costs
from app.store.repository import SqliteCases
from app.store.tables import StoredCase
from tests.store.sample import DECISION, draft_of

OCTOBER = datetime(2026, 10, 31, 23, 59, 59, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 1, tzinfo=UTC)
USD = CostQuery(CostBy.MONTH, "USD")


def stored(opened: datetime = NOVEMBER, **told: object) -> dict[str, object]:
    """Return a case as the file holds it."""
    texts = dict.fromkeys(("order_number", "buyer_name", "item", "sku", "tracking_number", "snooze_reason"), "")
    known = {"channel": "amazon-us", "situation": "return", "reason": None, "carrier": None, "currency": "USD"}
    money = dict.fromkeys(("refunded", "costs", "recovered"), 0)
    state = {"status": CaseStatus.OPEN, "discarded": False, "created_at": opened, "updated_at": opened}
    return {**texts, **known, **money, **state, **told}


@pytest.fixture
def connection(store: SqliteCases) -> Iterator[Connection]:
    """Give a way to put cases into the file as they stand after a long time."""
    with store._writing.begin() as connection:
        yield connection


def put(store: SqliteCases, *cases: dict[str, object]) -> None:
    """Store cases whose money has already moved."""
    with store._writing.begin() as connection:
        connection.execute(insert(StoredCase), list(cases))


def test_months_are_those_of_utc_and_discarded_cases_cost_nothing(store: SqliteCases, book: CaseBook) -> None:
    put(
        store,
        stored(OCTOBER, refunded=100, costs=150, recovered=20),
        stored(NOVEMBER, costs=7),
        stored(NOVEMBER, costs=3),
        stored(NOVEMBER, costs=9_999, discarded=True),
    )
    by_month = {line.key: line for line in book.cost_lines(USD)}
    assert by_month == {"2026-10": CostLine("2026-10", 1, 100, 150, 20), "2026-11": CostLine("2026-11", 2, 0, 10, 0)}


@pytest.mark.parametrize("by", [CostBy.SITUATION, CostBy.REASON, CostBy.SKU, CostBy.CARRIER])
def test_each_way_to_put_cases_together_has_its_lines(store: SqliteCases, book: CaseBook, by: CostBy) -> None:
    put(store, *({**stored(), by.value: key} for key in ("=one", "two", "two")))
    lines = book.cost_lines(CostQuery(by, "USD"))
    assert sorted((line.key, line.cases) for line in lines) == [("=one", 1), ("two", 2)]


def test_what_is_not_known_stands_together(store: SqliteCases, book: CaseBook) -> None:
    put(store, stored(), stored(reason="damaged"))
    lines = book.cost_lines(CostQuery(CostBy.REASON, "USD"))
    assert sorted((line.key, line.cases) for line in lines) == [("", 1), ("damaged", 1)]


def test_currencies_never_mix_and_cases_without_one_count_with_each(store: SqliteCases, book: CaseBook) -> None:
    put(store, stored(costs=5), stored(costs=700, currency="EUR"), stored(currency=None))
    counted = {code: book.cost_lines(CostQuery(CostBy.MONTH, code))[0] for code in ("USD", "EUR", None)}
    assert {code: (line.cases, line.costs) for code, line in counted.items()} == {
        "USD": (2, 5),
        "EUR": (2, 700),
        None: (1, 0),
    }


def test_period_and_place_narrow_what_is_counted(store: SqliteCases, book: CaseBook) -> None:
    put(store, stored(OCTOBER), stored(NOVEMBER, channel="etsy"), stored(NOVEMBER))
    since = CostQuery(CostBy.MONTH, "USD", date(2026, 11, 1))
    assert [(line.key, line.cases) for line in book.cost_lines(since)] == [("2026-11", 2)]
    place = CostQuery(CostBy.MONTH, "USD", date(2026, 11, 1), "etsy")
    assert [(line.key, line.cases) for line in book.cost_lines(place)] == [("2026-11", 1)]


def test_what_there_is_to_choose_from(store: SqliteCases, book: CaseBook) -> None:
    put(store, stored(), stored(currency="EUR", channel="etsy"), stored(currency=None), stored(discarded=True))
    choices = book.cost_choices()
    assert choices.currencies == {"USD": 1, "EUR": 1, None: 1}
    assert choices.channels == {"amazon-us": 2, "etsy": 1}


def test_a_case_counts_once_it_is_finished(book: CaseBook) -> None:
    draft, by_sku = draft_of(currency="USD"), CostQuery(CostBy.SKU, "USD")
    case_id = book.open_case(draft)
    assert book.cost_lines(by_sku) == [] and book.cost_choices().cases == 0
    book.finish(case_id, DECISION, draft)
    assert [(line.key, line.cases) for line in book.cost_lines(by_sku)] == [("MUG-7", 1)]


def test_a_refund_counts_once_it_is_ticked_off(book: CaseBook) -> None:
    draft = draft_of(currency="USD")
    case_id = book.open_case(draft)
    book.finish(case_id, DECISION, draft)
    assert [line.costs for line in book.cost_lines(USD)] == [0]
    book.tick(case_id, "refund", done=True)
    assert [(line.refunded, line.costs, line.net) for line in book.cost_lines(USD)] == [(2999, 2999, 2999)]


def test_one_index_holds_all_that_is_summed_up(connection: Connection) -> None:
    query = CostQuery(CostBy.SKU, "USD", date(2026, 11, 1), "etsy")
    for asked in (costs.lines(query), costs.choices()):
        sql = str(asked.compile(connection))
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?"))
        read = [row.detail for row in plan if " cases " in row.detail]
        assert read and all("COVERING INDEX ix_costs" in line for line in read)
