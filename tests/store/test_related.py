"""Related cases are the buyer's other ones and those that are most alike; a name on Amazon is only a name."""

from dataclasses import replace

import pytest

from app.logic.cases import CaseBook, Draft
from app.logic.privacy import Privacy
from app.logic.related import Likeness, Tie
from app.store.repository import SqliteCases
from tests.store.sample import DECISION, Clock, draft_of

NUMBER = "111-4829301-1234567"


def open_case(book: CaseBook, number: str, channel: str = "amazon-us", **order: str | None) -> int:
    return book.open_case(on(draft_of(number, **order), channel))


def on(draft: Draft, channel: str) -> Draft:
    return replace(draft, request={**draft.request, "channel": channel})


def related(book: CaseBook, case_id: int) -> tuple[dict[int, Tie], dict[int, tuple[Tie, ...]]]:
    found = book.related(Likeness.of_row(book.case(case_id).row))
    return {one.row.id: one.ties[0] for one in found.buyers}, {one.row.id: one.ties for one in found.similar}


def test_the_same_order_is_the_same_buyer_everywhere(book: CaseBook) -> None:
    case_id, other = open_case(book, NUMBER), open_case(book, NUMBER, "amazon-de", buyer_name="")
    assert related(book, case_id)[0] == {other: Tie.SAME_ORDER}


@pytest.mark.parametrize(
    ("channel", "others", "tie"),
    [
        ("amazon-us", "amazon-us", Tie.SAME_NAME),
        ("ebay-us", "ebay-de", Tie.SAME_BUYER),
        ("etsy", "etsy", Tie.SAME_BUYER),
        ("shop-eu", "etsy", Tie.SAME_NAME),
        ("shop-eu", "shop-uk", Tie.SAME_BUYER),
    ],
)
def test_a_name_is_a_person_only_on_the_same_platform_and_never_on_amazon(
    book: CaseBook, channel: str, others: str, tie: Tie
) -> None:
    case_id = open_case(book, NUMBER, channel, sku="")
    other = open_case(book, "222-0000000-0000000", others, buyer_name="TEST BUYER", sku="")
    nobody = open_case(book, "333-0000000-0000000", others, buyer_name="", sku="")
    assert related(book, case_id) == ({other: tie}, {})
    assert related(book, nobody) == ({}, {})


def test_similar_cases_stand_by_what_they_have_in_common(book: CaseBook) -> None:
    case_id = open_case(book, NUMBER, carrier="USPS", reason="damaged")
    only_carrier = open_case(book, "222-0000000-0000001", buyer_name="A", sku="X", carrier="USPS")
    same_sku = open_case(book, "222-0000000-0000002", buyer_name="B", carrier="UPS")
    most = open_case(book, "222-0000000-0000003", buyer_name="C", carrier="USPS", reason="damaged")
    open_case(book, "222-0000000-0000004", buyer_name="D", sku="Y", carrier="DHL")
    _, similar = related(book, case_id)
    assert list(similar) == [most, same_sku, only_carrier]
    assert similar[most] == (Tie.SAME_SKU, Tie.SAME_REASON, Tie.SAME_CARRIER)


def test_a_discarded_case_is_not_shown_but_is_found_for_erasing(book: CaseBook, store: SqliteCases) -> None:
    case_id, discarded = open_case(book, NUMBER, "etsy"), open_case(book, NUMBER, "etsy")
    book.discard(discarded)
    assert related(book, case_id) == ({}, {})
    found = privacy_of(store).of_buyer(book.case(case_id).row)
    assert [(one.row.id, one.is_of_buyer) for one in found] == [(discarded, True)]


def test_for_erasing_a_name_is_found_however_it_was_written(book: CaseBook, store: SqliteCases) -> None:
    case_id = open_case(book, "1", "etsy", buyer_name="Käthe Zwölf")
    others = [
        open_case(book, number, "etsy", buyer_name=name)
        for number, name in (("2", "käthe  zwölf"), ("3", "KÄTHE Zwölf "))
    ]
    open_case(book, "4", "etsy", buyer_name="Käthe Zwölfinger")
    assert {one.row.id for one in privacy_of(store).of_buyer(book.case(case_id).row)} == set(others)


def test_an_order_is_known_again_after_its_buyer_was_erased(book: CaseBook, store: SqliteCases) -> None:
    erased = open_case(book, NUMBER, sku="")
    privacy_of(store).erase([erased])
    case_id = open_case(book, NUMBER, sku="")
    assert related(book, case_id)[0] == {erased: Tie.SAME_ORDER}
    assert privacy_of(store).of_buyer(book.case(case_id).row) == ()


def test_a_draft_that_is_being_typed_finds_the_same(book: CaseBook) -> None:
    other = open_case(book, NUMBER, "etsy")
    request = {
        "channel": "etsy",
        "order": {"number": "9", "buyer_name": "Wrong"},
        "answers": {"buyer_name": "Test Buyer"},
    }
    found = book.related(Likeness.of_request(request))
    assert [(one.row.id, one.ties) for one in found.buyers] == [(other, (Tie.SAME_BUYER,))]
    assert not book.related(Likeness.of_request({}))


def test_how_a_similar_case_ended_is_told_with_it(book: CaseBook) -> None:
    case_id, other = open_case(book, NUMBER), open_case(book, "222-0000000-0000000", buyer_name="")
    book.finish(other, DECISION, draft_of("222-0000000-0000000", buyer_name=""))
    book.tick(other, "refund", True)
    (similar,) = book.related(Likeness.of_row(book.case(case_id).row)).similar
    assert (similar.row.resolution, similar.row.refunded) == ("refund_late", 2999)


def privacy_of(store: SqliteCases) -> Privacy:
    return Privacy(store.privacy(store._path.parent / "backups", store._path.parent / "evidence"), Clock())
