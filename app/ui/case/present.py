"""Read from a stored case what its cards show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import TYPE_CHECKING, Any

from app.logic.case import CaseStatus, EventKind
from app.logic.case_clocks import clocks_of, due_now
from app.logic.case_history import History
from app.logic.decision import Refund, RefundLine
from app.logic.moments import due_of, moment_in_utc, stored_amount
from app.ui.case.money_words import event_words
from app.ui.history.due import (
    closing_day,
    due_in_words,
    in_sellers_zone,
    in_zone,
    moment_in_words,
    until_in_words,
)
from app.ui.labels import action_label, follow_up_title, if_words, resolution_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.logic.case import Case, CaseClock, Event
    from app.logic.case_history import Snooze


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the to-do list; moments are aware, None where there is no limit."""

    key: str
    code: str
    words: str
    earliest: datetime | None
    latest: datetime | None
    done: bool
    due: datetime | None = None
    """The latest moment; where there is none, the opening of the first day, if that lay ahead of the decision."""
    zone: str | None = None
    """The place of sale's IANA zone, in which its days end; None where that is the computer's."""
    note: str = ""
    """A sentence that belongs to the clock: that it is over, or what happens after its end."""
    clock: CaseClock | None = None
    """Its clock; None for what is done or was given up."""
    put_off: Snooze | None = None
    """Until when it was put off last, and why."""

    def is_put_off(self, now: datetime) -> bool:
        """Say whether it is hidden until later."""
        return self.put_off is not None and self.put_off.until > now


def tasks_of(case: Case, zone: str | None) -> tuple[Task, ...]:
    """List what is to be done, of earlier rounds too; `zone` is the marketplace's, in which its days end."""
    history = History.of(case.events)
    clocks = {clock.action: clock for clock in clocks_of(history, zone)}
    return tuple(
        Task(
            key=action.key,
            code=action.code,
            words=action_label(action.code),
            earliest=moment_in_utc(action.told.get("earliest"), zone),
            latest=moment_in_utc(action.told.get("latest"), zone),
            done=action.done,
            due=due_of(action.told, action.since, zone),
            zone=zone,
            note=str(action.told.get("note") or ""),
            clock=clocks.get(action.key),
            put_off=history.snoozed.get(action.key),
        )
        for action in history.to_show()
    )


def next_task(case: Case, tasks: tuple[Task, ...], now: datetime) -> Task | None:
    """Return what is due now and costs most if missed, as the list does, else what is due next.

    A case that is closed has none; one that is not finished only what is due now.
    """
    if case.row.status is CaseStatus.CLOSED:
        return None
    by_clock = {task.clock: task for task in tasks if task.clock is not None}
    found = due_now(tuple(by_clock), now)
    if found is not None:
        return by_clock[found[1]]
    return None if case.row.status is CaseStatus.UNFINISHED else min(by_clock.values(), key=_turn, default=None)


def _turn(task: Task) -> list[float]:
    shows = task.clock.shows_at if task.clock is not None else None
    return [moment.timestamp() if moment else inf for moment in (shows, task.due)]


def mappings(part: Mapping[str, object] | None, key: str) -> list[Mapping[str, Any]]:
    """Return a list of objects from stored JSON; what has another shape is left out."""
    listed = (part or {}).get(key)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list | tuple) else []


def texts(part: Mapping[str, object] | None, key: str) -> list[str]:
    """Return a list of sentences from stored JSON."""
    listed = (part or {}).get(key)
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list | tuple) else []


def mapping(part: Mapping[str, object] | None, key: str) -> Mapping[str, Any]:
    """Return an object from stored JSON, empty where there is none."""
    value = (part or {}).get(key)
    return value if isinstance(value, dict) else {}


def refund_of(decision: Mapping[str, object] | None) -> Refund | None:
    """Return the refund of a stored decision, None where there is none or its amounts cannot be read."""
    from app.logic.currencies import is_currency

    stored = mapping(decision, "refund")
    currency = stored.get("currency")
    if not isinstance(currency, str) or not is_currency(currency):
        return None
    lines, info = (tuple(_refund_line(one) for one in mappings(stored, part)) for part in ("lines", "info"))
    if not lines or None in (*lines, *info):
        return None
    read = (tuple(line for line in part if line is not None) for part in (lines, info))
    return Refund(currency, bool(stored.get("planned")), *read)


def _refund_line(stored: Mapping[str, Any]) -> RefundLine | None:
    amount = stored_amount(stored.get("amount"))
    return None if amount is None else RefundLine(str(stored.get("code")), amount, str(stored.get("reason") or ""))


def span_in_words(task: Task, now: datetime) -> str:
    """Say from when and until when a task can be done: `by 26 Nov`, `18 Nov – 2 Jan`, `today`."""
    if task.latest is None:
        return due_in_words(task.due, now, task.zone).words
    latest = _end(task.latest, now, task.zone)
    if task.earliest is not None and not _has_begun(task.earliest, now, task.zone):
        earliest = _end(task.earliest, now, task.zone)
        return latest if earliest == latest else f"{earliest} – {latest}"
    return latest if latest.startswith("today") else f"by {latest}"


def _has_begun(earliest: datetime, now: datetime, zone: str | None) -> bool:
    day = closing_day(earliest, zone)
    return day <= in_zone(now, zone).date() if day else earliest <= now


def _end(moment: datetime, now: datetime, zone: str | None) -> str:
    """Write a day of the place of sale as a day, and an hour in the seller's zone."""
    last_day = closing_day(moment, zone)
    local = in_sellers_zone(moment, now)
    day, today = (last_day, in_zone(now, zone).date()) if last_day else (local.date(), now.date())
    hour = "" if last_day else f"{local:%H:%M}"
    if day == today:
        return f"today {hour}".strip()
    words = f"{day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b %Y}"
    return f"{words}, {hour}" if hour else words


def what_would_change(decision: Mapping[str, object]) -> list[list[str]]:
    """List what would lead elsewhere, a group for each fact: `If it came back → It is back: refund it now`."""
    groups: dict[str, dict[str, list[str]]] = {}
    for one in mappings(decision, "would_change"):
        fact, leads_to = str(one.get("fact")), str(one.get("resolution"))
        groups.setdefault(fact, {}).setdefault(leads_to, []).append(if_words(fact, str(one.get("value"))))
    return [
        [f"If {' or '.join(words)} → {resolution_label(leads_to)}" for leads_to, words in group.items()]
        for group in groups.values()
    ]


_EVENTS = {
    EventKind.OPENED: "Case opened",
    EventKind.ANSWERED: "Questions answered",
    EventKind.COPIED: "Message copied",
    EventKind.SENT: "Message sent",
    EventKind.SENT_UNDONE: "Sent taken back",
    EventKind.REOPENED: "Case reopened",
    EventKind.FINISHED: "Wizard finished",
    EventKind.CLOSED: "Case closed",
    EventKind.DISCARDED: "Case discarded",
    EventKind.RESTORED: "Case brought back",
    EventKind.HAPPENED: "Something new happened",
    EventKind.HAPPENED_UNDONE: "Taken back: something new happened",
    EventKind.NO_REPLY_NEEDED: "No reply needed",
    EventKind.SNOOZED: "Put off",
    EventKind.EVIDENCE_ADDED: "File added",
    EventKind.EVIDENCE_REMOVED: "File taken out",
    EventKind.ERASED: "Personal data erased",
}


def event_in_words(event: Event, now: datetime | None = None, files: Mapping[str, str] | None = None) -> str:
    """Say what happened.

    Seen from a moment in the seller's zone, also until when something was put off; `files` are the names of the files
    by the names they are kept under.
    """
    match event.kind:
        case EventKind.DECIDED:
            resolution = mapping(event.payload, "decision").get("resolution")
            return f"Decided: {resolution_label(resolution if isinstance(resolution, str) else None)}"
        case EventKind.HAPPENED:
            return f"Something new happened: {follow_up_title(str(event.payload.get('what')))}"
        case EventKind.ACTION_DONE:
            return f"Done: {action_label(str(event.payload.get('action')))}"
        case EventKind.ACTION_UNDONE:
            return f"Not done after all: {action_label(str(event.payload.get('action')))}"
        case EventKind.MONEY:
            return event_words(event.payload)
        case EventKind.SNOOZED:
            return _snoozed_words(event, now)
        case EventKind.EVIDENCE_ADDED | EventKind.EVIDENCE_REMOVED:
            kept = str(event.payload.get("file") or "-")
            name = (files or {}).get(kept)
            return f"{_EVENTS[event.kind]}: {name}" if name else _EVENTS[event.kind]
        case EventKind.COPIED if _is_letter(event):
            return f"Letter copied{_LETTERS.get(_template_of(event), '')}"
        case EventKind.NOTE:
            return f"Note: {event.payload.get('text')}"
        case _:
            return _EVENTS[event.kind]


def _snoozed_words(event: Event, now: datetime | None) -> str:
    task, until, why = (str(event.payload.get(key) or "") for key in ("action", "until", "why"))
    if not until:
        return f"Put off no longer: {action_label(task)}"
    words = f"Put off{f' until {_moment_then(until, event, now)}' if now else ''}: {action_label(task)}"
    return f"{words} ({why})" if why else words


def _moment_then(until: str, event: Event, now: datetime) -> str:
    """Write a moment as it was told when it was chosen: a weekday within a week of that."""
    return until_in_words(datetime.fromisoformat(until), in_sellers_zone(event.at, now))


_LETTERS = {
    "carrier_trace": ": trace request to the carrier",
    "carrier_claim": ": claim to the carrier",
    "insurer_claim": ": claim to the insurer",
}


def _is_letter(event: Event) -> bool:
    from app.logic.messages.contract import letter_of

    return letter_of(str(event.payload.get("template"))) is not None


def _template_of(event: Event) -> str:
    from app.logic.messages.contract import letter_of

    return letter_of(str(event.payload.get("template"))) or ""


def file_names(events: Iterable[Event]) -> dict[str, str]:
    """Return the names of the files of a case by the names they are kept under; none that was erased."""
    added = (event.payload for event in events if event.kind is EventKind.EVIDENCE_ADDED)
    return {str(told.get("file")): str(told["name"]) for told in added if told.get("name")}


def event_line(event: Event, now: datetime, files: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Return when something happened and what."""
    return moment_in_words(event.at, now), event_in_words(event, now, files)
