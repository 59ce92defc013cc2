"""All clocks as a calendar file, so that a phone reminds of them while the program is closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event, vText
from icalendar.parser import Contentline

from app.logic.case import CaseClock, CaseRow
from app.logic.case_clocks import is_opening
from app.logic.meter import Meter
from app.logic.outcome_words import ACTIONS

REMINDERS: Final = (timedelta(days=1), timedelta(hours=1))
"""So long before its last moment a phone reminds of a clock."""
LENGTH: Final = timedelta(minutes=30)
"""How long an entry is; it ends with the clock."""

_NAMESPACE: Final = UUID("c6a1b0f2-6c1d-5d53-9a0e-6f2d5f3b8f41")
_MARKS: Final = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY")
_COUNTED_BY: Final = 100


def calendar_file(clocks: Iterable[tuple[CaseRow, CaseClock]], now: datetime, meter: Meter) -> bytes:
    """Return an iCalendar file (RFC 5545) with an entry for each clock that has a due moment.

    It tells the order number and what to do, nothing of the buyer. An entry keeps its UID and counts its SEQUENCE up,
    so that reading a later file replaces it. Raise Cancelled once the meter was stopped.
    """
    head, frame, tail = _frame()
    parts = [head]
    for number, (row, clock) in enumerate(clocks, start=1):
        if clock.due_at is not None:
            parts.append(_entry(frame, row, clock, clock.due_at, now))
        if number % _COUNTED_BY == 0:
            meter.advance(_COUNTED_BY)
    return "".join([*parts, tail]).encode()


def _entry(frame: str, row: CaseRow, clock: CaseClock, due_at: datetime, now: datetime) -> str:
    start, end = (due_at, due_at + LENGTH) if is_opening(clock) else (due_at - LENGTH, due_at)
    words = _words(row, clock)
    return frame.format(
        UID=f"UID:{uuid5(_NAMESPACE, f'{row.created_at.isoformat()}/{row.id}/{clock.action}')}",
        DTSTAMP=_moment("DTSTAMP", now),
        DTSTART=_moment("DTSTART", start),
        DTEND=_moment("DTEND", end),
        SEQUENCE=f"SEQUENCE:{max(0, int((now - row.created_at).total_seconds()))}",
        SUMMARY=_line("SUMMARY", words),
        DESCRIPTION=_line("DESCRIPTION", words),
    )


def _words(row: CaseRow, clock: CaseClock) -> str:
    # The line of a file ends where its text does; half of a surrogate pair has no place in it.
    number = " ".join(row.order_number.split()).encode(errors="replace").decode()
    what = ACTIONS.get(clock.code) or clock.code.replace("_", " ").capitalize()
    order = f"order {number}" if number else "an order without a number"
    return f"{what} (from today): {order}" if is_opening(clock) else f"{what}: {order}"


def _line(name: str, text: str) -> str:
    """Return one line of the file, escaped and folded."""
    escaped: bytes = vText(text).to_ical()
    line: bytes = Contentline(f"{name}:{escaped.decode()}").to_ical()  # type: ignore[no-untyped-call]
    return line.decode()


def _moment(name: str, moment: datetime) -> str:
    return f"{name}:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _frame() -> tuple[str, str, str]:
    """Let the library write a file with one entry, and cut it into head, entry with places to fill, and tail.

    Written one by one, the entries would take it some hundred times as long.
    """
    calendar, event = Calendar(), Event()
    calendar.add("PRODID", "-//Amends//Clocks//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("X-WR-CALNAME", "Amends")
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "TRANSPARENT")
    event.add("X-PLACE", "here")
    for before in REMINDERS:
        event.add_component(_alarm(before))
    calendar.add_component(event)
    begin, end = "BEGIN:VEVENT\r\n", "END:VEVENT\r\n"
    head, _, rest = calendar.to_ical().decode().partition(begin)
    entry, _, tail = rest.partition(end)
    places = "\r\n".join(f"{{{name}}}" for name in _MARKS)
    filled = entry.replace("X-PLACE:here", places).replace("DESCRIPTION:here", "{DESCRIPTION}")
    return head, f"{begin}{filled}{end}", tail


def _alarm(before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", "here")
    alarm.add("TRIGGER", -before, parameters={"RELATED": "END"})
    return alarm
