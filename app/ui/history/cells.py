"""What a case says in each column: on the screen, to a screen reader, and in the tooltip."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.ui.day_words import spell_weekday
from app.ui.history.due import closing_day, due_in_words, in_sellers_zone, in_zone, opening_day
from app.ui.labels import action_label, channel_label, resolution_label, situation_label, status_label

if TYPE_CHECKING:
    from app.logic.case import CaseRow


def cell_lines(row: CaseRow, column: int, now: datetime, zone: str | None) -> tuple[str, str]:
    """Return what a cell says first and what it says below, possibly nothing; `zone` is the place of sale's."""
    match column:
        case 0:
            due = due_in_words(row.due_at, now, zone)
            return due.words, action_label(row.due_action) if row.due_action and due.words else ""
        case 1:
            return row.order_number or "No order number yet", " · ".join(filter(None, (row.buyer_name, row.item)))
        case 2:
            return situation_label(row.situation), ""
        case 3:
            return resolution_label(row.resolution), ""
        case 4:
            return channel_label(row.channel), ""
        case _:
            return status_label(row.status), ""


def accessible_text(row: CaseRow, column: int, now: datetime, zone: str | None) -> str:
    """Say a cell in full, also where the screen shows nothing."""
    spoken = ", ".join(filter(None, cell_lines(row, column, now, zone)))
    return spoken or ("nothing due" if column == 0 else "not known yet")


def tool_tip(row: CaseRow, column: int, now: datetime, zone: str | None) -> str:
    """Show a due moment in the seller's time and in the marketplace's; elsewhere what may be cut off or left out."""
    if column != 0:
        place = channel_label(row.channel) if column == 1 else ""
        return "\n".join(filter(None, (*cell_lines(row, column, now, zone), place)))
    return moment_tool_tip(row.due_at, now, zone, row.channel) if row.due_at else "Nothing due"


def moment_tool_tip(moment: datetime, now: datetime, zone: str | None, channel: str | None) -> str:
    """Write a deadline in full: in the seller's zone and, where it differs, in the place of sale's.

    A day is the place of sale's, so that comes first.
    """
    if first_day := opening_day(moment, zone):
        return f"{spell_weekday(first_day)} or later"
    here, there, last_day = in_sellers_zone(moment, now), in_zone(moment, zone), closing_day(moment, zone)
    differs = zone is not None and there.utcoffset() != here.utcoffset()
    lines = [f"{_spell(here)} (your time)"]
    if last_day:
        lines = [f"{spell_weekday(last_day)}, until the end of the day", *(lines if differs else ())]
    if not differs:
        return "\n".join(lines)
    place = f" ({channel_label(channel)} time)"
    return "\n".join((lines[0] + place, lines[1]) if last_day else (lines[0], _spell(there) + place))


def _spell(moment: datetime) -> str:
    return f"{spell_weekday(moment.date())}, {moment:%H:%M}"
