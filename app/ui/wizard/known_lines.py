"""What is known already, in one line each, and what a Change of it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.logic.decision import Decision, Question
from app.logic.facts import DEFAULTS, FACT_VALUES, SOURCE_VALUES, Origin
from app.logic.words import CHOICES, QUESTIONS, day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.logic.decision import FactRead
    from app.ui.wizard.road import Road
    from app.ui.wizard.state import WizardState

_TITLES: Final = {
    "checked": "What the carrier said when asked",
    "buyer_choice": "What the buyer chose",
    "remedy": "What the buyer gets",
    "fault": "Who answers for it",
}
_DATED: Final = {
    "shipped": "shipped_on",
    "overdue": "latest_delivery",
    "ship_overdue": "ship_by",
    "self_cancel_open": "ordered_at",
    "window": "delivered_on",
}
"""The key of the order behind a derived fact."""

_DAY_LINES: Final = {
    "shipped_on": "Shipped on {day}",
    "latest_delivery": "Latest delivery date {was} {day}: {distance}",
    "ship_by": "Ship-by date {was} {day}: {distance}",
    "ordered_at": "Ordered on {day}",
    "delivered_on": "Delivered on {day}",
}


@dataclass(frozen=True, slots=True)
class KnownLine:
    """One line; Change opens `question` with `value` preselected."""

    text: str
    question: Question
    value: Any = None
    counts: bool = True


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


def known_lines(road: Road, state: WizardState, today: date) -> tuple[KnownLine, ...]:
    """List what is known: from the order and the calendar first, then each answer in the order it was asked."""
    asked = {given.question.fact for given in road.asked}
    lines = [line for fact in _facts(road) if fact.fact not in asked for line in _from_order(fact, state, today)]
    for given in road.asked:
        fact, day = given.question.fact, _day(given.value)
        text = _day_line(fact, day, today) if day and fact in _DAY_LINES else _answer_line(fact, given.value)
        lines.append(KnownLine(text, given.question, given.value))
    return tuple({line.text: line for line in lines}.values())


def idle_lines(road: Road, state: WizardState) -> tuple[KnownLine, ...]:
    """List the answers that do not matter now; they count again when they matter again."""
    return tuple(
        KnownLine(_answer_line(fact, state.answers[fact]), question_about(fact), counts=False) for fact in road.idle
    )


def _answer_line(fact: str, value: Any) -> str:
    return f"{title_of(fact)} {value_words(fact, value)}"


def question_about(fact: str) -> Question:
    """Return the question by which a fact is changed: its date where one lies behind it."""
    # Only a choice can take back that the parcel has left.
    key = None if fact == "shipped" else _DATED.get(fact)
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
    # Before the decision nobody knows whether an assumption will count.
    return tuple(fact for fact in outcome.known if fact.origin is not Origin.DEFAULT)


def _from_order(fact: FactRead, state: WizardState, today: date) -> Iterable[KnownLine]:
    if fact.origin is Origin.CHANNEL or fact.fact == "fault":
        return ()
    if fact.origin is Origin.DEFAULT and fact.fact not in DEFAULTS:
        return ()
    if (fact.fact, fact.value) == ("shipped", "no"):
        return (KnownLine("Not shipped yet", question_about("shipped"), fact.value),)
    key = _DATED.get(fact.fact)
    told: Mapping[str, Any] = {**state.order, **state.answers}
    day = _day(told.get(key)) if key else None
    if key is not None and day is not None:
        about = question_about(fact.fact)
        return (KnownLine(_day_line(key, day, today), about, told[key] if about.kind == "date" else fact.value),)
    choice = Question(fact.fact, "choice", FACT_VALUES.get(fact.fact, ()))
    return (KnownLine(_answer_line(fact.fact, fact.value), choice, fact.value),)


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
