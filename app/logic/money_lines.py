"""Follow the money of a case through its events: what is planned, made, claimed, and what came back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.logic.case_history import History
from app.logic.case_round import PAYING, SETTLES, Round
from app.logic.currencies import is_currency, minor_units
from app.logic.money_line import RECOVERIES, MoneyKind, MoneyLine, MoneyState
from app.logic.told_money import PLANS, round_of

__all__ = [
    "RECOVERIES",
    "MoneyKind",
    "MoneyLine",
    "MoneyState",
    "first_open",
    "money_lines",
    "moved_by",
    "own_key",
]

_CLAIMS: Final = {
    "file_carrier_claim": MoneyKind.CARRIER,
    "file_insurance_claim": MoneyKind.INSURANCE,
    "file_safet": MoneyKind.SAFET,
    "appeal_claim": MoneyKind.APPEAL,
}
"""The actions that ask for money back, and whose it is."""
_DEBITING: Final = "platform_refunded"
_DATES: Final = ("on", "opens_on", "closes_on")


def money_lines(history: History, zone: str | None = None, currency: str | None = None) -> tuple[MoneyLine, ...]:
    """Return every line of money of a case, costs first.

    `zone` is where its days are counted, `currency` that of the place of sale. What was told of a line outranks what
    follows from decisions and ticks; a plan that was changed goes with the plan it changed.
    """
    standing = {(action.round, action.code): action.key for action in history.actions()}
    lines = {
        line.key: line
        for each in history.rounds
        for line in _RoundMoney(each, history, standing, zone, currency).lines()
    }
    for key, told in history.money.lines.items():
        if key in lines or round_of(key) is None or told.get("state") not in PLANS:
            lines[key] = _told(key, lines.get(key), told, standing)
    return tuple(sorted(lines.values(), key=lambda line: (not line.is_cost, list(MoneyKind).index(line.kind))))


def first_open(lines: tuple[MoneyLine, ...]) -> MoneyLine | None:
    """Return the first line that is not settled."""
    return next((line for line in lines if not line.is_settled), None)


def own_key(kind: MoneyKind, lines: tuple[MoneyLine, ...]) -> str:
    """Return a key for a line that the seller adds to those there are."""
    taken = {line.key for line in lines}
    return next(key for number in range(1, len(lines) + 2) if (key := f"own.{kind}.{number}") not in taken)


def moved_by(action: str, lines: tuple[MoneyLine, ...]) -> MoneyLine | None:
    """Return the refund or claim that an action makes or files; what a replacement costs is told apart from it."""
    moved = (line for line in lines if line.action == action and line.kind is not MoneyKind.REPLACEMENT)
    return next(moved, None)


class _RoundMoney:
    """The money that one round plans, makes or asks for; `standing` names by round and code what is still to do."""

    def __init__(
        self,
        each: Round,
        history: History,
        standing: Mapping[tuple[int, str], str],
        zone: str | None,
        currency: str | None,
    ) -> None:
        self._round = each
        self._history = history
        self._standing = standing
        self._zone = zone
        refund = each.plan.get("refund")
        self._refund: Mapping[str, Any] = refund if isinstance(refund, Mapping) else {}
        order, answers = each.request.get("order"), each.request.get("answers")
        self._order = {
            **(order if isinstance(order, Mapping) else {}),
            **(answers if isinstance(answers, Mapping) else {}),
        }
        self._currency = _text(self._refund.get("currency")) or _text(self._order.get("currency")) or currency

    def lines(self) -> Iterator[MoneyLine]:
        """Yield what costs and what brings back."""
        yield from self._refunds()
        if self._round.request.get("situation") == _DEBITING:
            debit = self._line(MoneyKind.DEBIT, MoneyState.MADE, self._paid())
            yield replace(debit, on=_day(self._order.get("debited_on")))
        for code, told in self._round.actions().items():
            done, place = code in self._round.done, (self._round.number, code)
            if not done and place not in self._standing:
                continue
            key = self._standing.get(place, f"{code}@{self._round.number}")
            line = self._of_action(code, told, done=done)
            if line is not None:
                yield replace(line, on=self._done_on(code), action=key)

    def _of_action(self, code: str, told: Mapping[str, Any], *, done: bool) -> MoneyLine | None:
        """Return the money that an action other than a refund moves."""
        if code == "ship_replacement":
            return self._line(MoneyKind.REPLACEMENT, _cost_state(done), None)
        if code not in _CLAIMS:
            return None
        state = MoneyState.FILED if done else MoneyState.TO_FILE
        claim = self._line(_CLAIMS[code], state, self._claimed(_CLAIMS[code]))
        return replace(claim, opens_on=_day(told.get("earliest")), closes_on=_day(told.get("latest")))

    def _refunds(self) -> Iterator[MoneyLine]:
        paying = next((code for code in PAYING if code in self._round.actions()), "")
        made, place = paying in self._round.done, (self._round.number, paying)
        # What is only offered has no action yet; a later decision or the end of the problem takes the offer's place.
        later = self._history.rounds[self._round.number :]
        replaced = any(each.decision is not None or each.told.get(SETTLES) for each in later)
        offered = not paying and bool(self._refund.get("planned")) and not replaced
        if self._refund and (made or place in self._standing or offered):
            amount = self._amount(self._refund.get("total"))
            key = self._standing.get(place) or (f"{paying}@{self._round.number}" if paying else None)
            line = self._line(MoneyKind.REFUND, _cost_state(made), amount)
            yield replace(line, on=self._done_on(paying), action=key)

    def _line(self, kind: MoneyKind, state: MoneyState, amount: int | None) -> MoneyLine:
        number = self._round.number
        key = kind.value if number == 1 else f"{kind.value}@{number}"
        return MoneyLine(key, kind, state, amount, self._currency)

    def _claimed(self, kind: MoneyKind) -> int | None:
        """Return what a claim asks for: the insured amount, the refund that is paid, else what the buyer paid."""
        if kind is MoneyKind.INSURANCE:
            return self._amount(self._order.get("insured_amount"))
        refunded = self._amount(self._refund.get("total"))
        return self._paid() if refunded is None else refunded

    def _paid(self) -> int | None:
        price = self._amount(self._order.get("item_price"))
        return None if price is None else price + (self._amount(self._order.get("shipping_paid")) or 0)

    def _amount(self, value: object) -> int | None:
        if not isinstance(value, str) or self._currency is None or not is_currency(self._currency):
            return None
        try:
            return minor_units(value, self._currency)
        except ValueError:
            return None

    def _done_on(self, code: str) -> date | None:
        at = self._history.done_at.get(f"{code}@{self._round.number}")
        return _day_of(at, self._zone) if at is not None and code in self._round.done else None


def _cost_state(done: bool) -> MoneyState:
    return MoneyState.MADE if done else MoneyState.PLANNED


def _told(
    key: str, derived: MoneyLine | None, told: Mapping[str, Any], standing: Mapping[tuple[int, str], str]
) -> MoneyLine:
    days = {name: _day(told.get(name)) or (getattr(derived, name) if derived else None) for name in _DATES}
    known = told.get("amount")
    code, _, number = str(told.get("action") or "").partition("@")
    action = standing.get((int(number), code), f"{code}@{number}") if number.isdigit() else None
    return MoneyLine(
        key,
        MoneyKind(str(told.get("kind"))),
        MoneyState(str(told.get("state"))),
        known if isinstance(known, int) else None,
        _text(told.get("currency")) or (derived.currency if derived else None),
        reason=str(told.get("reason") or ""),
        action=derived.action if derived else action,
        **days,
    )


def _day_of(at: datetime, zone: str | None) -> date:
    try:
        return at.astimezone(ZoneInfo(zone) if zone else None).date()
    except ZoneInfoNotFoundError:
        return at.date()


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
