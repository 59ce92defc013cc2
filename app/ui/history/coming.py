"""What becomes due next, said where nothing is due now."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from app.ui.day_words import spell_weekday
from app.ui.history.cells import order_name
from app.ui.history.due import in_zone, until_in_words
from app.ui.labels import action_label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from app.logic.case import CaseClock, CaseRow


def next_due_words(comes: tuple[CaseRow, CaseClock] | None, now: datetime, zones: Mapping[str, str | None]) -> str:
    """Say what becomes due next, and when; nothing where nothing lies ahead."""
    if comes is None or comes[1].shows_at is None:
        return ""
    row, clock = comes
    shows, zone = comes[1].shows_at, zones.get(row.channel or "")
    order = f" (order {order_name(row)})" if row.order_number else ""
    begins = in_zone(shows, zone)
    # A day begins where the order was sold; for the seller its hour means nothing.
    when = spell_weekday(begins.date()) if begins.time() == time() else until_in_words(shows, now)
    return f"Next comes: {action_label(clock.action)}{order}, {when}."
