"""A decision seen from its message: the questions a template's values are made of."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from app.logic.fees import late_fee
from app.logic.messages.formats import day_text, message_locale, money_text, percent_text, shortened
from app.logic.plain_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.logic.dated import PolicyValue
    from app.logic.decision import Action, Decision
    from app.logic.facts import Moment
    from app.logic.policy import Policy


def day_of(moment: Moment | None) -> date | None:
    """Return the day of a moment, in the zone the moment is expressed in."""
    return moment.date() if isinstance(moment, datetime) else moment


class View:
    """Answer what a message may want to say about one decision, in the words and figures of a locale.

    `fields` holds what only the seller can add, by name; a missing one drops its sentence. With `with_years` every
    day is written with its year: a letter is read long after.
    """

    def __init__(
        self, decision: Decision, policy: Policy, language: str, fields: Mapping[str, str], *, with_years: bool = False
    ) -> None:
        self.decision = decision
        self.policy = policy
        self.request = decision.request
        self.order = decision.request.order
        self.seller = decision.request.seller
        self.channel = decision.request.channel
        self.fields = fields
        self._near = None if with_years else decision.request.today
        self.locale = message_locale(self.channel, language)

    @cached_property
    def facts(self) -> Mapping[str, str]:
        """Return the values of the facts that the rule read."""
        return {read.fact: read.value for read in self.decision.facts}

    @cached_property
    def actions(self) -> Mapping[str, Action]:
        """Return the actions by their code."""
        return {action.code: action for action in self.decision.actions}

    def number(self, key: str) -> PolicyValue | None:
        """Return the policy value of a key that holds today."""
        return self.policy.value(key, self.request.today)

    def name(self, text: str | None) -> str | None:
        """Return a text from outside on one line and of bearable length; None for an empty one."""
        return shortened(clean_line(text)) if text and clean_line(text) else None

    def day(self, moment: Moment | None) -> str | None:
        """Write a day in the message's locale."""
        day = day_of(moment)
        return None if day is None else day_text(day, self._near, self.locale)

    def coming(self, moment: Moment | None) -> str | None:
        """Write a day that is not over yet; None for a past one."""
        day = day_of(moment)
        return self.day(day) if day is not None and day >= self.request.today else None

    def past(self, moment: Moment | None) -> str | None:
        """Write a day that is over; None for today and later."""
        day = day_of(moment)
        return self.day(day) if day is not None and day < self.request.today else None

    def due(self, code: str) -> str | None:
        """Write the day until which an action is to be done; None without one or once it is over."""
        action = self.actions.get(code)
        return self.coming(action.latest) if action else None

    def begins(self, code: str) -> str | None:
        """Write the first day of an action that has to wait; None when it can be done today."""
        action = self.actions.get(code)
        first = day_of(action.earliest) if action else None
        return self.day(first) if first is not None and first > self.request.today else None

    def done(self, code: str) -> bool:
        """Say whether the seller ticked an action."""
        return self.decision.is_done(code)

    def money(self, amount: int | None) -> str | None:
        """Write an amount in minor units, without its sign."""
        return None if amount is None else money_text(abs(amount), self.order.currency, self.locale)

    def line(self, code: str) -> int | None:
        """Return the amount of a refund line; None without that line."""
        refund = self.decision.refund
        return next((line.amount for line in refund.lines if line.code == code), None) if refund else None

    def late_fee(self) -> str | None:
        """Write the percentage kept back for a late return: this order's, the shop's own, the platform's."""
        fee = late_fee(self.request, self.policy)
        return percent_text(fee.percent, self.locale) if fee else None
