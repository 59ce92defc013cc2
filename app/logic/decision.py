"""What the rules answer: a decision with its reasons, a question, or a refusal that names the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.logic.facts import Moment, Origin, Request, Resolution
    from app.logic.policy import PolicyValue


class BadInput(ValueError):
    """Refuse an input: `field` is its dotted name (`order.item_price`), `message` says what is allowed.

    `spoken` says the same to somebody who types into a field and has never seen a request.
    """

    def __init__(self, field: str, message: str, spoken: str = "") -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message
        self.spoken = spoken or f"Needed here: {message}."


class FactRead(NamedTuple):
    """A fact that the matched rule read, its value, and where the value came from."""

    fact: str
    value: str
    origin: Origin


class Alternative(NamedTuple):
    """Another value of a fact that, the rest left as known, decides for another resolution."""

    fact: str
    value: str
    resolution: Resolution


class Guard(NamedTuple):
    """Something to watch out for before acting, with its reason and where it comes from."""

    code: str
    message: str
    source: str | None = None


class RefundLine(NamedTuple):
    """One signed amount of a refund in minor units."""

    code: str
    amount: int
    reason: str


class Refund(NamedTuple):
    """The money that goes back, line by line; `planned` while nothing is paid yet. Amounts in minor units."""

    currency: str
    planned: bool
    lines: tuple[RefundLine, ...]
    info: tuple[RefundLine, ...] = ()

    @property
    def total(self) -> int:
        """Sum the lines, in minor units."""
        return sum(line.amount for line in self.lines)


class Action(NamedTuple):
    """Something the seller has to do, between its earliest and latest moment (None: open).

    `earliest` is never after `latest`. `too_late`: others stop taking it after `latest`, and that has passed, so it is
    told and never due. `note` is a sentence that belongs to its clock.
    """

    code: str
    earliest: Moment | None
    latest: Moment | None
    done: bool = False
    policy_key: str | None = None
    note: str | None = None
    too_late: bool = False


class Finding(NamedTuple):
    """Something wrong with a text: `start` and `end` are character offsets into `part` (`subject` or `body`)."""

    code: str
    part: str
    start: int
    end: int
    message: str
    blocking: bool
    source: str | None = None
    fix: str | None = None


class Message(NamedTuple):
    """A text ready to copy, with what the checks found in it."""

    recipient: str
    language: str
    subject: str
    body: str
    template: str
    template_version: str
    findings: tuple[Finding, ...] = ()


class Question(NamedTuple):
    """The next thing that must be known: `kind` is choice, date, percent or money.

    `known` and `possible` let an interface show what is clear already and where the answer can still lead.
    `most` is the highest percent, or the highest amount as a string.
    """

    fact: str
    kind: str
    choices: tuple[str, ...] = ()
    most: str | int | None = None
    hint: str | None = None
    known: tuple[FactRead, ...] = ()
    possible: tuple[Resolution, ...] = ()


class Decision(NamedTuple):
    """The one resolution the rules lead to, why, what would change it, and what follows from it."""

    request: Request
    resolution: Resolution
    rule: str
    facts: tuple[FactRead, ...]
    would_change: tuple[Alternative, ...]
    reasons: tuple[str, ...]
    guards: tuple[Guard, ...]
    refund: Refund | None
    actions: tuple[Action, ...]
    policy: tuple[PolicyValue, ...]
    message: Message | None = None
    more_messages: tuple[Message, ...] = ()

    def with_messages(self, message: Message | None, more: tuple[Message, ...] = ()) -> Decision:
        """Return the same decision together with its texts."""
        return self._replace(message=message, more_messages=more)

    def is_done(self, action: str) -> bool:
        """Say whether the seller ticked an action."""
        return action in self.request.done
