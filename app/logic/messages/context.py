"""The values one template gets: those its contract names, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.logic.messages.contract import allowed_names, letter_of
from app.logic.messages.names import NAMES, Plain
from app.logic.messages.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.logic.decision import Decision
    from app.logic.policy import Policy


def build_context(
    decision: Decision, policy: Policy, language: str, fields: Mapping[str, str], template: str
) -> dict[str, Plain]:
    """Return the plain values for one template of a decision."""
    view = View(decision, policy, language, fields, with_years=letter_of(template) is not None)
    return {name: NAMES[name](view) for name in allowed_names(template)}
