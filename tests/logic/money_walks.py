"""A seller who takes a case from its first message to its last cent, with the clock going on in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from app.logic.answer import Desk
from app.logic.calendar import day_in_zone
from app.logic.case import Case, CaseStatus, Draft, RawRequest
from app.logic.case_history import History
from app.logic.cases import CaseBook
from app.logic.decision import Decision
from app.logic.follow_ups import FOLLOW_UP
from app.logic.json_form import decision_json
from app.logic.money_lines import money_lines
from app.logic.money_past import past_of_money
from app.logic.money_steps import Entry, MoneyPast, MoneyStep, after, refusals
from app.logic.next_round import next_request, past_of, what_is_told
from app.logic.refund_guards import RefundCheck, check_refund
from tests.requests import Raw

BEGIN = datetime(2026, 9, 15, 17, tzinfo=UTC)
ZONES = {"amazon-us": "America/Los_Angeles", "ebay-us": "America/Los_Angeles"}


class Seller:
    """One seller with one case; `now` is moved by the test."""

    def __init__(self, make_book: Callable[[Callable[[], datetime]], CaseBook]) -> None:
        self.now = BEGIN
        self.book = make_book(self.clock)
        self.desk = Desk(clock=self.clock)
        self.case_id = 0

    def clock(self) -> datetime:
        return self.now

    def days_later(self, days: int) -> Seller:
        self.now += timedelta(days=days)
        return self

    @property
    def case(self) -> Case:
        return self.book.case(self.case_id)

    @property
    def history(self) -> History:
        return History.of(self.case.events)

    def status(self) -> CaseStatus:
        return self.case.row.status

    def to_do(self) -> list[str]:
        return [action.key for action in self.history.to_do()]

    def lines(self) -> dict[str, Any]:
        row = self.case.row
        return {line.key: line for line in money_lines(self.history, ZONES.get(row.channel or ""), row.currency)}

    def money(self) -> list[tuple[str, str, int | None]]:
        return [(key, line.state.value, line.amount) for key, line in self.lines().items()]

    def opens(self, raw: Raw, *, sent: bool = True) -> Decision:
        """Take a first message through the wizard."""
        request = {key: value for key, value in raw.items() if key != "today"}
        self.case_id = self.book.open_case(Draft(request))
        return self._decides(request, sent=sent)

    def hears(self, code: str, **answers: object) -> Decision | None:
        """Let something new happen; None where that ends the problem."""
        past = past_of(self.case, "USD")
        assert past is not None
        follow_up = FOLLOW_UP[code]
        request = dict(next_request(past, follow_up))
        request["answers"] = {**cast("dict[str, object]", request["answers"]), **answers}
        told = what_is_told(past, follow_up, self.now.date())
        self.book.happened(self.case_id, code, Draft(request), told)
        return None if follow_up.closes else self._decides(request)

    def ticks(self, *actions: str) -> Seller:
        for action in actions:
            self.book.tick(self.case_id, action, True)
        return self

    def records(self, key: str, step: MoneyStep, amount: int | None = None, reason: str = "") -> Seller:
        """Record a step of a line as of today, with what is planned unless another amount is told."""
        line = self.lines()[key]
        entry = Entry(line.amount if amount is None else amount, self.today(), reason)
        assert refusals(line, step, entry, self.past(key)) == {}
        self.book.record_money(self.case_id, after(line, step, entry))
        return self

    def past(self, key: str) -> MoneyPast:
        return past_of_money(self.case, self.lines()[key], tuple(self.lines().values()), self.desk, self.now)

    def looks_at(self, key: str, others: int = 0) -> RefundCheck:
        """Look at a refund once more before it is made."""
        lines = self.lines()
        return check_refund(self.case, lines[key], tuple(lines.values()), self.desk, {}, others=others)

    def today(self) -> date:
        return day_in_zone(self.now, ZONES.get(self.case.row.channel or ""))

    def _decides(self, request: RawRequest, *, sent: bool = True) -> Decision:
        decided = self.desk.decide(request)
        assert isinstance(decided, Decision), f"asked for {decided.fact}"
        told = decision_json(decided)
        self.book.finish(self.case_id, told, Draft(request, step=3), sent=sent)
        return decided
