"""Walk the road from the first question to the decision with the answers given so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.logic.beside import BESIDE
from app.logic.decision import BadInput, Decision, Question
from app.logic.facts import Situation
from app.logic.follow_ups import FOLLOW_UP

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.logic.cases import RawRequest
    from app.logic.facts import Resolution
    from app.ui.wizard.state import WizardState

OFFERED_FIRST: Mapping[str, Question] = {Situation.CLAIM_OPENED: Question("answer_by", "date")}
"""What is asked before the rules are; it may stay empty."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was asked and the answer that counts for it."""

    question: Question
    value: Any


@dataclass(frozen=True, slots=True)
class Road:
    """What the rules say to the answers: those that count, those that do not matter now, and what comes next.

    `outcome` is None while situation or channel are unknown, or when `problem` names a field of the order. `refused`
    says for each answer that cannot stand what would be allowed, in a sentence.
    """

    asked: tuple[Answered, ...] = ()
    outcome: Decision | Question | None = None
    idle: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    problem: BadInput | None = None

    @property
    def question(self) -> Question | None:
        """Return the open question, if there is one."""
        return self.outcome if isinstance(self.outcome, Question) else None

    @property
    def decision(self) -> Decision | None:
        """Return the decision, if the road ended."""
        return self.outcome if isinstance(self.outcome, Decision) else None

    @property
    def possible(self) -> tuple[Resolution, ...]:
        """Return where the road can still lead."""
        if self.decision is not None:
            return (self.decision.resolution,)
        return self.question.possible if self.question is not None else ()


def walk(state: WizardState, answer: Callable[[RawRequest], Decision | Question], around: Mapping[str, Any]) -> Road:
    """Ask, apply the stored answer, ask again; `around` holds what is never stored (seller, today)."""
    if state.situation is None or state.channel is None:
        return Road()
    return _Walk(state, answer, around).road()


class _Walk:
    """One walk along the questions; an answer that the rules refuse is put aside and the walk goes on."""

    def __init__(
        self, state: WizardState, answer: Callable[[RawRequest], Decision | Question], around: Mapping[str, Any]
    ) -> None:
        self._state = state
        self._answer = answer
        self._base = {"order": {}, **state.request, **around}
        self._applied = {fact: value for fact, value in state.answers.items() if state.overrides(fact)}
        self._asked: list[Answered] = []
        self._refused: dict[str, str] = {}

    def road(self) -> Road:
        """Walk until the rules decide, ask something new, or refuse the order itself."""
        for offered in self._offered():
            if not self._takes(offered):
                return self._finish(self._in_front(offered), None)
        while True:
            try:
                outcome = self._answer({**self._base, "answers": self._applied})
            except BadInput as problem:
                if not self._put_aside(problem):
                    return self._finish(None, problem)
                continue
            if isinstance(outcome, Decision) or not self._apply(outcome):
                return self._finish(outcome, None)

    def _offered(self) -> tuple[Question, ...]:
        """Return what the rules never ask and is best told first: the day of what happened, until when to answer."""
        follow_up = FOLLOW_UP.get(self._state.happened or "")
        days = tuple(Question(key, "date") for key in follow_up.asks) if follow_up else ()
        first = OFFERED_FIRST.get(self._state.situation or "")
        return (*days, first) if first else days

    def _in_front(self, question: Question) -> Question:
        """Show with what is offered first where the answers can still lead."""
        try:
            outcome = self._answer({**self._base, "answers": self._applied})
        except BadInput:
            return question
        if isinstance(outcome, Decision):
            return question._replace(known=outcome.facts, possible=(outcome.resolution,))
        return question._replace(known=outcome.known, possible=outcome.possible)

    def _takes(self, question: Question) -> bool:
        """Take what was offered from the answers or the order; None says that it is not shown."""
        fact, told = question.fact, {**self._state.order, **self._state.answers}
        if fact in self._state.answers:
            self._applied[fact] = self._state.answers[fact]
        if fact in told:
            self._asked.append(Answered(question, told[fact]))
        return fact in told

    def _apply(self, question: Question) -> bool:
        fact = question.fact
        if fact in self._applied or fact in self._refused or fact not in self._state.answers:
            return False
        value = self._state.answers[fact]
        if question.choices and value not in question.choices:
            return False
        self._applied[fact] = value
        self._asked.append(Answered(question, value))
        beside = BESIDE[fact].key if fact in BESIDE else ""
        # The day on which it left means nothing once the parcel has not left.
        if beside in self._state.answers and value != "no":
            self._applied[beside] = self._state.answers[beside]
        return True

    def _put_aside(self, problem: BadInput) -> bool:
        fact = problem.field.removeprefix("answers.")
        if fact not in self._applied:
            return False
        del self._applied[fact]
        self._refused[fact] = problem.spoken
        self._asked = [given for given in self._asked if given.question.fact != fact]
        return True

    def _finish(self, outcome: Decision | Question | None, problem: BadInput | None) -> Road:
        idle = tuple(fact for fact in self._state.answers if fact not in self._applied and fact not in self._refused)
        return Road(tuple(self._asked), outcome, idle, self._refused, problem)
