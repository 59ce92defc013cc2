"""A case is not closed while money is open."""

from datetime import date

import pytest

from app.logic.case_history import History
from app.logic.money_line import MoneyKind, MoneyLine, MoneyState
from app.logic.open_money import holds_open, open_money


def line(kind: MoneyKind, state: MoneyState, amount: int | None = 2300) -> MoneyLine:
    return MoneyLine(kind.value, kind, state, amount, "USD", date(2026, 11, 22))


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (line(MoneyKind.REFUND, MoneyState.PLANNED), "The refund of $23.00 is still open."),
        (line(MoneyKind.REFUND, MoneyState.PLANNED, None), "The refund is still open."),
        (line(MoneyKind.CARRIER, MoneyState.TO_FILE), "The claim from the carrier of $23.00 is not filed yet."),
        (line(MoneyKind.SAFET, MoneyState.FILED), "The SAFE-T claim of $23.00 is filed and not answered yet."),
        *((line(MoneyKind.REFUND, state), None) for state in (MoneyState.MADE, MoneyState.WRITTEN_OFF)),
        *((line(MoneyKind.APPEAL, state), None) for state in (MoneyState.PAID, MoneyState.REFUSED)),
    ],
)
def test_open_money_is_named(one: MoneyLine, sentence: str | None) -> None:
    settled = line(MoneyKind.DEBIT, MoneyState.MADE)
    assert open_money((settled, one)) == sentence


def test_an_amount_whose_currency_nobody_knows_is_open_all_the_same() -> None:
    one = MoneyLine("refund", MoneyKind.REFUND, MoneyState.PLANNED, 2300, "???")
    assert open_money((one,)) == "The refund is still open."
    assert open_money(()) is None


def test_only_a_case_that_was_finished_promised_money() -> None:
    history, one = History(), line(MoneyKind.REFUND, MoneyState.PLANNED)
    assert holds_open(history, (one,)) is None
    history.current.finished = 1
    assert holds_open(history, (one,)) == "The refund of $23.00 is still open."
