"""What a case says in each column: on the screen, to a screen reader, and in the tooltip."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.ui.history.due import due_in_words
from app.ui.labels import action_label, channel_label, resolution_label, situation_label, status_label

if TYPE_CHECKING:
    from app.logic.case import CaseRow


def shown_text(row: CaseRow, column: int, now: datetime) -> str:
    """Return the text of a cell; the order's cell has a second line."""
    return cell_lines(row, column, now)[0]


def cell_lines(row: CaseRow, column: int, now: datetime) -> tuple[str, str]:
    """Return the two lines of a cell, the second one possibly empty."""
    match column:
        case 0:
            due = due_in_words(row.due_at, now)
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


def accessible_text(row: CaseRow, column: int, now: datetime) -> str:
    """Say a cell in full, also where the screen shows nothing."""
    spoken = ", ".join(filter(None, cell_lines(row, column, now)))
    return spoken or ("nothing due" if column == 0 else "not known yet")


def tool_tip(row: CaseRow, column: int, now: datetime, zone: str | None = None) -> str:
    """Show a due moment in the seller's time and in the marketplace's; elsewhere what may be cut off."""
    if column != 0:
        return "\n".join(filter(None, cell_lines(row, column, now)))
    return moment_tool_tip(row.due_at, now, zone, row.channel) if row.due_at else "Nothing due"


def moment_tool_tip(moment: datetime, now: datetime, zone: str | None, channel: str | None) -> str:
    """Write a moment in the seller's zone and, where it differs, in the marketplace's."""
    here = moment.astimezone(now.tzinfo)
    lines = [f"{here:%a} {here.day} {here:%b %Y, %H:%M} (your time)"]
    there = _in_zone(moment, zone)
    if there is not None and there.utcoffset() != here.utcoffset():
        lines.append(f"{there:%a} {there.day} {there:%b %Y, %H:%M} ({channel_label(channel)} time)")
    return "\n".join(lines)


def _in_zone(moment: datetime, zone: str | None) -> datetime | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return moment.astimezone(ZoneInfo(zone)) if zone else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
