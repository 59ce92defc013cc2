"""A case is found by any word of it, while the seller is still typing, and no typed sign breaks the search."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.logic.cases import CaseBook, CaseQuery, Draft, SortKey
from app.store.repository import SqliteCases
from tests.store.sample import draft_of, text_of


def found(book: CaseBook, typed: str) -> int:
    query = CaseQuery(search=typed)
    assert len(book.rows(query, 0, 100)) == book.count(query)
    return book.count(query)


@pytest.fixture
def filled(book: CaseBook) -> CaseBook:
    known = {"tracking_number": "9400 1000 0000", "buyer_name": "株式会社佐藤太郎", "item": "Große Tasse, blau"}
    case_id = book.open_case(draft_of(**known))
    book.record_copied(case_id, text_of("We have asked the carrier for a trace."))
    return book


@pytest.mark.parametrize(
    "typed",
    [
        "111-4829301-1234567",
        "4829301",
        "48293",
        "111-482",
        "11148293011234",
        "94001000",
        "tasse große",
        "GRO",
        "MUG-7",
        "mug",
        "佐藤",
        "藤太",
        "太郎",
        "郎",
        "会社 48293",
        "where is",
        "ord",
        "carrier trace",
        "ＭＵＧ",
        "'trace",
        '"where is my order?"',
        "tasse,",
    ],
)
def test_a_case_is_found_by_part_of_it(filled: CaseBook, typed: str) -> None:
    assert found(filled, typed) == 1


@pytest.mark.parametrize("typed", ["829301", "佐郎", "nothing", "mug nothing", "-", '"', "…", "NEAR(mug tasse)"])
def test_a_case_is_not_found_by_what_is_not_in_it(filled: CaseBook, typed: str) -> None:
    assert found(filled, typed) == 0


def test_blanks_alone_search_for_nothing(filled: CaseBook) -> None:
    assert found(filled, "  \t") == 1


def test_what_was_typed_over_is_no_longer_found(book: CaseBook) -> None:
    case_id = book.open_case(draft_of())
    book.save_draft(case_id, Draft(draft_of().request, "A new message"))
    assert found(book, "where") == 0
    assert found(book, "new mess") == 1


def test_a_text_that_was_copied_is_found_even_when_the_draft_changes(book: CaseBook) -> None:
    case_id = book.open_case(draft_of())
    book.record_copied(case_id, text_of("Unmistakable"))
    book.save_draft(case_id, Draft(body="Something else"))
    assert found(book, "unmistak") == 1


def test_what_was_not_stored_is_not_found(book: CaseBook, store: SqliteCases) -> None:
    case_id = book.open_case(draft_of())

    def half_way(_: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.change(case_id, half_way)
    assert found(book, "mug") == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=30), length=st.integers(1, 30))
def test_any_word_is_found_by_any_beginning(book: CaseBook, name: str, length: int) -> None:
    case_id = book.open_case(draft_of(buyer_name=name))
    for word in name.split():
        if any(character.isalnum() and character.isascii() for character in word[:length]):
            latest = book.rows(CaseQuery(search=word[:length], sort=SortKey.UPDATED, descending=True), 0, 1)
            assert [row.id for row in latest] == [case_id]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=40) | st.text('"*()-^:+{}[]ANDORNEAR \0', max_size=20))
def test_nothing_that_is_typed_breaks_the_search(filled: CaseBook, typed: str) -> None:
    assert found(filled, typed) in (0, 1)
