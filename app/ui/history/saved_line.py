"""A row of the list in the words of its columns, as a line for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.logic.case import View
from app.ui.history.cells import Seen, due_of_row, put_off_in_row
from app.ui.history.due import closing_day, due_in_words, in_sellers_zone, opening_day
from app.ui.labels import action_label, channel_label, resolution_label, situation_label, status_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from app.logic.case import CaseRow

TITLES: Final = (
    "Due", "Due on", "To do", "Put off", "Order", "Buyer", "Item", "Problem", "Resolution", "Place", "Status",
)  # fmt: skip


def saved_line(view: View, zones: Mapping[str, str | None], now: datetime, row: CaseRow) -> Sequence[str]:
    """Return the cells of a row as the list of a view says them at a moment, the due moment also in figures."""
    seen = Seen(now, zones.get(row.channel or ""), view is View.DUE_NOW)
    moment, action = due_of_row(row, seen)
    return (
        due_in_words(moment, now, seen.zone).words,
        _moment(moment, seen),
        action_label(action) if action else "",
        put_off_in_row(row, now),
        row.order_number,
        row.buyer_name,
        row.item,
        situation_label(row.situation),
        resolution_label(row.resolution),
        channel_label(row.channel),
        status_label(row.status),
    )


def _moment(moment: datetime | None, seen: Seen) -> str:
    """Write a day of the place of sale as a day, and an hour in the seller's zone."""
    if moment is None:
        return ""
    day = closing_day(moment, seen.zone) or opening_day(moment, seen.zone)
    return day.isoformat() if day else f"{in_sellers_zone(moment, seen.now):%Y-%m-%d %H:%M}"
