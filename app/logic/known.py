"""A fact that is known, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.logic.facts import Origin

if TYPE_CHECKING:
    from app.logic.policy import PolicyValue


class Known(NamedTuple):
    """The value of a fact, its origin, and the policy values it was derived by.

    A `derived` value gives way where it would be impossible beside what was said outright.
    """

    value: str
    origin: Origin
    derived: bool = False
    because: tuple[PolicyValue, ...] = ()


def derived(value: bool | str, origin: Origin = Origin.CALENDAR, *because: PolicyValue) -> Known:
    """Return a derived fact; True and False stand for yes and no."""
    text = value if isinstance(value, str) else "yes" if value else "no"
    return Known(text, origin, derived=True, because=because)


class Ask(NamedTuple):
    """What to ask to learn a fact: the source's key, or the fact itself, with the values to choose from."""

    fact: str
    kind: str = "choice"
    choices: tuple[str, ...] = ()
    hint: str | None = None
