"""What is known already, in one line each, and what a Change of it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.logic.beside import BESIDE
from app.logic.currencies import is_currency, minor_units
from app.logic.decision import Decision, Question
from app.logic.facts import ASSUMED, FACT_VALUES, SOURCE_VALUES, Origin
from app.logic.messages.formats import money_text
from app.logic.reasons import statement
from app.logic.words import CHOICES, INTERFACE_LOCALE, QUESTIONS, day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.logic.decision import FactRead
    from app.ui.wizard.road import Answered, Road
    from app.ui.wizard.state import WizardState

_TITLES: Final = {
    "checked": "What the carrier said when asked",
    "buyer_choice": "What the buyer chose",
    "remedy": "What the buyer gets",
    "fault": "Who answers for it",
}
_DATED: Final = {
    "overdue": "latest_delivery",
    "ship_overdue": "ship_by",
    "self_cancel_open": "ordered_at",
    "window": "delivered_on",
    "still_open": "debited_on",
}
"""The key of the order behind a derived fact."""

_SUBJECTS: Final = {
    "reason": "fault",
    "ship_by": "ship_overdue",
    "latest_delivery": "overdue",
    "delivered_on": "window",
    "debited_on": "still_open",
    "shipped_on": "shipped",
}
"""The fact that a key of the order tells: both are one line."""

_VALUE_LINES: Final = {
    "reason": "The buyer's reason: {value}",
    "category": "Kind of item: {value}",
    "item_price": "The buyer paid {value} for the item",
    "shipping_paid": "The buyer paid {value} for delivery",
    "partial_amount": "You offer {value} back",
    "new_ship_date": "It will leave on {value}",
    "shipped_on": "It left on {value}",
    "deduction_percent": "You keep back {value} % of the item's price",
}

_AMOUNTS: Final = ("item_price", "shipping_paid", "partial_amount")

_DAY_LINES: Final = {
    "latest_delivery": "Latest delivery date {was} {day}: {distance}",
    "ship_by": "Ship-by date {was} {day}: {distance}",
    "ordered_at": "Ordered on {day}",
    "delivered_on": "Delivered on {day}",
    "debited_on": "The money was taken on {day}",
    "returned_on": "It came back on {day}",
    "shipped_on": "It left on {day}",
    "wait_until": "The buyer waits until {day}: {distance}",
    "answer_by": "The claim is to be answered by {day}: {distance}",
}
_RETURNED: Final = "returned_on"
_NONE_LINES: Final = {"answer_by": "No day to answer the claim by is shown"}


@dataclass(frozen=True, slots=True)
class KnownLine:
    """One line; Change opens `question` with `value` preselected."""

    text: str
    question: Question
    value: Any = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Around:
    """What a line is written by besides what was told: the day it is, and the currency of the order."""

    today: date
    currency: str


def title_of(fact: str) -> str:
    """Return the question a fact answers, or its name in plain words."""
    wording = QUESTIONS.get(fact)
    return wording.title if wording else _TITLES.get(fact, fact.replace("_", " ").capitalize())


def value_words(fact: str, value: Any) -> str:
    """Write a value as the seller chose it."""
    if (words := CHOICES.get((fact, str(value)))) is not None:
        return words
    day = _day(value)
    return day_words(day) if day else str(value)


def known_lines(road: Road, state: WizardState, around: Around) -> tuple[KnownLine, ...]:
    """List what is known, one line for each fact: from the order and the calendar first, then as it was asked."""
    lines: dict[str, KnownLine] = {}
    for fact in _facts(road):
        for line in _from_order(fact, state, around):
            lines[_subject(fact.fact)] = line
    for given in road.asked:
        lines[_subject(given.question.fact)] = _asked_line(given, state, around)
    return tuple({line.text: line for line in lines.values()}.values())


def idle_lines(road: Road, state: WizardState, around: Around) -> tuple[KnownLine, ...]:
    """List the answers that do not matter now; they count again when they matter again."""
    known = {line.text for line in known_lines(road, state, around)}
    # What was told beside an answer stands in its line.
    told = {BESIDE[fact].key for fact in road.idle if fact in BESIDE}
    lines = (
        KnownLine(_line(fact, state.answers[fact], state, around), question_about(fact), counts=False)
        for fact in road.idle
        if fact not in told
    )
    return tuple(line for line in lines if line.text not in known)


def what_if(fact: str, value: str) -> str:
    """Say another value of a fact as a sentence, without the days that belong to the present one."""
    return _said(fact, value, {}) or f"{title_of(fact)} {value_words(fact, value)}"


def _asked_line(given: Answered, state: WizardState, around: Around) -> KnownLine:
    fact, day = given.question.fact, _day(given.value)
    text = _day_line(fact, day, around.today) if day and fact in _DAY_LINES else _line(fact, given.value, state, around)
    return KnownLine(text, given.question, given.value)


def _line(fact: str, value: Any, state: WizardState, around: Around) -> str:
    """Write what is known of a fact as a statement."""
    if value is None and fact in _NONE_LINES:
        return _NONE_LINES[fact]
    told: Mapping[str, Any] = {**state.order, **state.answers}
    days = {key: day for key, at in told.items() if (day := _day(at)) is not None}
    if fact != _RETURNED and _RETURNED in state.answers:
        # The day was asked for, so it has a line of its own.
        days.pop(_RETURNED, None)
        if (fact, value) == ("came_back_as", "return"):
            return value_words(fact, value)
    words = _money(value, around.currency) if fact in _AMOUNTS else value_words(fact, value)
    text = _VALUE_LINES[fact].format(value=words.lower() if fact == "reason" else words) if fact in _VALUE_LINES else ""
    if fact == "item_price" and "shipping_paid" in state.answers:
        text += f", and {_money(state.answers['shipping_paid'], around.currency)} for delivery"
    return text or _said(fact, value, days) or f"{title_of(fact)} {words}"


def _money(value: Any, currency: str) -> str:
    try:
        return money_text(minor_units(value, currency), currency, INTERFACE_LOCALE) if is_currency(currency) else value
    except (ValueError, AttributeError):
        return str(value)


def _said(fact: str, value: Any, days: Mapping[str, date]) -> str:
    return (statement(fact, str(value), days) or "").rstrip(".")


def _subject(fact: str) -> str:
    return _SUBJECTS.get(fact, fact)


def question_about(fact: str) -> Question:
    """Return the question by which a fact is changed: its date where one lies behind it."""
    # Only a choice can take back that the parcel has left.
    fact = "shipped" if fact == "shipped_on" else fact
    key = _DATED.get(fact)
    if key is not None:
        return Question(key, "date")
    values = FACT_VALUES.get(fact) or SOURCE_VALUES.get(fact)
    return Question(fact, "choice", tuple(values)) if values else Question(fact, "date" if _is_day(fact) else "text")


def _facts(road: Road) -> Iterable[FactRead]:
    outcome = road.outcome
    if isinstance(outcome, Decision):
        return outcome.facts
    if not isinstance(outcome, Question):
        return ()
    has_left = any((fact.fact, fact.value) == ("shipped", "yes") for fact in outcome.known)
    # Before the decision nobody knows whether an assumption will count; a parcel that left needs no ship-by date.
    idle = ("ship_overdue",) if has_left else ()
    return tuple(fact for fact in outcome.known if fact.origin is not Origin.DEFAULT and fact.fact not in idle)


def _from_order(fact: FactRead, state: WizardState, around: Around) -> Iterable[KnownLine]:
    if fact.origin is Origin.CHANNEL or fact.fact == "fault":
        return ()
    if fact.origin is Origin.DEFAULT and fact.fact not in ASSUMED:
        return ()
    if fact.fact == "shipped":
        return (KnownLine(_line("shipped", fact.value, state, around), question_about("shipped"), fact.value),)
    key = _DATED.get(fact.fact)
    told: Mapping[str, Any] = {**state.order, **state.answers}
    day = _day(told.get(key)) if key else None
    if key is not None and day is not None:
        about = question_about(fact.fact)
        text = _day_line(key, day, around.today)
        if fact.fact in ("window", "still_open"):
            text += f": {_line('window', fact.value, state, around).lower()}"
        return (KnownLine(text, about, told[key] if about.kind == "date" else fact.value),)
    choice = Question(fact.fact, "choice", FACT_VALUES.get(fact.fact, ()))
    return (KnownLine(_line(fact.fact, fact.value, state, around), choice, fact.value),)


def _day_line(key: str, day: date, today: date) -> str:
    return _DAY_LINES[key].format(
        day=day_words(day), was="was" if day < today else "is", distance=distance_words(day, today)
    )


def distance_words(day: date, today: date) -> str:
    """Say how far a day lies from today: passed 8 days ago, today, in 3 days."""
    days = (day - today).days
    if days == 0:
        return "today"
    count = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"in {count}" if days > 0 else f"passed {count} ago"


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _is_day(fact: str) -> bool:
    return fact.endswith(("_on", "_by", "_at", "_until", "_date", "_delivery"))
