"""Find out in the background what has to be known before a step of a line of money is recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.logic.case_history import History
from app.logic.money_line import MoneyKind, MoneyLine, MoneyState
from app.logic.money_lines import money_lines, own_key
from app.logic.money_past import past_of_money
from app.logic.money_steps import MoneyStep
from app.logic.refund_guards import check_refund, planned_total
from app.ui.case.money_dialog import MoneyAsked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from app.logic.answer import Desk
    from app.logic.case import Case
    from app.logic.cases import CaseBook

_NEW: Final = "new"


class MoneyAsking:
    """What the answers need besides the case: the rules, the seller's terms and the time."""

    def __init__(self, desk: Desk, seller: Mapping[str, object], now: datetime) -> None:
        self._desk = desk
        self._seller = seller
        self._now = now

    def ask(self, case_id: int, key: str, step: MoneyStep, book: CaseBook) -> MoneyAsked | None:
        """Return what a dialog asks about; None where the line is gone meanwhile."""
        case = book.case(case_id)
        lines = self._lines(case)
        line = next((line for line in lines if line.key == key), None)
        if line is None:
            return None
        past = past_of_money(case, line, lines, self._desk, self._now)
        if step is not MoneyStep.MAKE or line.kind is not MoneyKind.REFUND:
            return MoneyAsked(case, line, step, past)
        found = book.open_cases_for_order(case.row.order_number, case.row.channel)
        others = sum(row.id != case_id for row in found)
        check = check_refund(case, line, lines, self._desk, self._seller, others=others)
        if check.amount is not None and line.amount == planned_total(case, line):
            line = replace(line, amount=check.amount)
        return MoneyAsked(case, line, step, past, check.guards)

    def ask_new(self, case_id: int, book: CaseBook) -> MoneyAsked:
        """Return what is asked about a line that the seller adds."""
        case = book.case(case_id)
        lines = self._lines(case)
        channel = self._desk.rulebook.channels.get(case.row.channel or "")
        currency = case.row.currency or (channel.currency if channel else None)
        line = MoneyLine(_NEW, MoneyKind.GOODWILL, MoneyState.PLANNED, currency=currency)
        return MoneyAsked(case, line, MoneyStep.MAKE, past_of_money(case, line, lines, self._desk, self._now))

    def keyed(self, case: Case, line: MoneyLine) -> MoneyLine:
        """Return a line that the seller adds with a key of its own."""
        return replace(line, key=own_key(line.kind, self._lines(case)))

    def _lines(self, case: Case) -> tuple[MoneyLine, ...]:
        channel = self._desk.rulebook.channels.get(case.row.channel or "")
        zone, currency = (channel.time_zone, channel.currency) if channel else (None, None)
        return money_lines(History.of(case.events), zone, currency)
