"""What a case says in each column: on the screen, to a screen reader, and in the tooltip."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from app.ui.day_words import spell_weekday
from app.ui.history.due import (
    Urgency,
    closing_day,
    due_in_words,
    in_sellers_zone,
    in_zone,
    opening_day,
    put_off_words,
    until_in_words,
)
from app.ui.labels import action_label, channel_label, resolution_label, situation_label, status_label

if TYPE_CHECKING:
    from app.logic.case import CaseRow


_SHORT: Final = 6
"""So many signs of an erased number tell a seller's few cases apart on the screen."""


class Seen(NamedTuple):
    """From where a row is looked at.

    `now` is in the seller's zone, `zone` the place of sale's; `due_now` is the list of what is due now, which says of
    a case what has to be done in it, where the others say what ends first.
    """

    now: datetime
    zone: str | None
    due_now: bool = False


def cell_lines(row: CaseRow, column: int, seen: Seen) -> tuple[str, str]:
    """Return what a cell says first and what it says below, possibly nothing."""
    match column:
        case 0:
            return _due_lines(row, seen)
        case 1:
            return order_name(row) or "No order number yet", " · ".join(filter(None, (row.buyer_name, row.item)))
        case 2:
            return situation_label(row.situation), ""
        case 3:
            return resolution_label(row.resolution), _put_off_line(row, seen)
        case 4:
            return channel_label(row.channel), ""
        case _:
            return status_label(row.status), ""


def order_name(row: CaseRow) -> str:
    """Name the order of a case; one that was erased by the beginning of what its number became."""
    if row.erased_at is None or not row.order_number:
        return row.order_number
    return f"Erased buyer ({row.order_number.rpartition('-')[2][:_SHORT]})"


def accessible_text(row: CaseRow, column: int, seen: Seen) -> str:
    """Say a cell in full, also where the screen shows nothing."""
    if column == 0 and (put_off := put_off_in_row(row, seen.now)):
        end = due_in_words(row.snoozed_due_at, seen.now, seen.zone).words
        told = (put_off, f"the time {_ends(end)}" if end else "") if _is_hidden(row, seen) else None
        return ", ".join(filter(None, told or (*_due_words(row, seen), put_off)))
    spoken = ", ".join(filter(None, cell_lines(row, column, seen)))
    return spoken or ("nothing due" if column == 0 else "not known yet")


def tool_tip(row: CaseRow, column: int, seen: Seen) -> str:
    """Show a due moment in the seller's time and in the marketplace's; elsewhere what may be cut off or left out."""
    if column != 0:
        place = channel_label(row.channel) if column == 1 else ""
        return "\n".join(filter(None, (*cell_lines(row, column, seen), place)))
    moment, action = due_of_row(row, seen)
    due = moment_tool_tip(moment, seen.now, seen.zone, row.channel) if moment else _no_moment(action)
    put_off = put_off_in_row(row, seen.now)
    if not put_off:
        return due
    lines = [put_off, f"Its time ends: {_real_end(row, seen)}" if row.snoozed_due_at else ""]
    if not _is_hidden(row, seen):
        lines += [f"{action_label(action or '')}:", due]
    return "\n".join(filter(None, lines))


def due_of_row(row: CaseRow, seen: Seen) -> tuple[datetime | None, str | None]:
    """Return the moment and the action that a row is about."""
    if row.snoozed_action and _is_hidden(row, seen):
        return row.snoozed_due_at, row.snoozed_action
    # What ends first may be what was put off: then what is due now is told everywhere.
    if row.now_action and (seen.due_now or row.due_at is None or put_off_in_row(row, seen.now)):
        return row.now_due_at, row.now_action
    return row.due_at, row.due_action


def urgency_of(row: CaseRow, seen: Seen) -> Urgency:
    """Say how pressing a row is; what was put off shows as that until it is late."""
    urgency = due_in_words(due_of_row(row, seen)[0], seen.now, seen.zone).urgency
    return Urgency.PUT_OFF if _is_hidden(row, seen) and urgency is not Urgency.LATE else urgency


def put_off_in_row(row: CaseRow, now: datetime) -> str:
    """Say what in a case is put off, until when and why; nothing where it is not, or no longer."""
    if row.snoozed_until is None or row.snoozed_until <= now:
        return ""
    task = action_label(row.snoozed_action) if row.snoozed_action else ""
    return ": ".join(filter(None, (task, put_off_words(row.snoozed_until, row.snooze_reason, now))))


def _due_lines(row: CaseRow, seen: Seen) -> tuple[str, str]:
    if row.snoozed_until is not None and _is_hidden(row, seen):
        task = action_label(row.snoozed_action) if row.snoozed_action else "put off"
        return f"until {until_in_words(row.snoozed_until, seen.now)}", task
    return _due_words(row, seen)


def _put_off_line(row: CaseRow, seen: Seen) -> str:
    """Say below the resolution what the first column has no room for: when the time of a task really ends, and why."""
    if not _is_hidden(row, seen):
        return put_off_in_row(row, seen.now)
    end = due_in_words(row.snoozed_due_at, seen.now, seen.zone).words
    return ": ".join(filter(None, (f"put off, its time {_ends(end)}" if end else "put off", row.snooze_reason)))


def _ends(words: str) -> str:
    """Say when a time ends: `ends in 4 days`, `is 2 days late`, `runs from 3 Dec`."""
    if words.endswith("late"):
        return f"is {words}"
    return f"runs {words}" if words.startswith(("from", "since")) else f"ends {words}"


def _real_end(row: CaseRow, seen: Seen) -> str:
    told = moment_tool_tip(row.snoozed_due_at, seen.now, seen.zone, row.channel) if row.snoozed_due_at else ""
    return told.replace("\n", "; ")


def _due_words(row: CaseRow, seen: Seen) -> tuple[str, str]:
    moment, action = due_of_row(row, seen)
    words = due_in_words(moment, seen.now, seen.zone).words or (_no_moment(action) if action else "")
    return words, action_label(action) if action and words else ""


def _is_hidden(row: CaseRow, seen: Seen) -> bool:
    """Say whether nothing in the case is due because of what was put off."""
    return row.now_action is None and bool(put_off_in_row(row, seen.now))


def _no_moment(action: str | None) -> str:
    return "no time limit" if action else "Nothing due"


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
