"""Read from a stored case what its cards show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.logic.case import CaseStatus, EventKind
from app.logic.case_summary import moment_in_utc
from app.ui.history.due import moment_in_words
from app.ui.labels import action_label, resolution_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.logic.case import Case, Event


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the to-do list; moments are aware, None where there is no limit."""

    code: str
    words: str
    earliest: datetime | None
    latest: datetime | None
    done: bool


def tasks_of(case: Case, zone: str | None) -> tuple[Task, ...]:
    """List what the latest decision asks for; `zone` is the marketplace's, in which its days end."""
    return tuple(
        Task(
            code=str(action.get("code")),
            words=action_label(str(action.get("code"))),
            earliest=moment_in_utc(action.get("earliest"), zone),
            latest=moment_in_utc(action.get("latest"), zone),
            done=bool(action.get("done")),
        )
        for action in mappings(case.decision, "actions")
    )


def next_task(case: Case, tasks: tuple[Task, ...]) -> Task | None:
    """Return the task whose time ends first; none once the case is closed."""
    left = [task for task in tasks if not task.done]
    if case.row.status is not CaseStatus.OPEN or not left:
        return None
    return min(left, key=_time_left)


def _time_left(task: Task) -> tuple[bool, float]:
    return task.latest is None, task.latest.timestamp() if task.latest else 0.0


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


def span_in_words(task: Task, now: datetime) -> str:
    """Say from when and until when a task can be done: `by 26 Nov`, `18 Nov – 2 Jan`, `today`."""
    if task.latest is None:
        return ""
    latest = _day(task.latest, now)
    if task.earliest is not None and task.earliest > now:
        earliest = _day(task.earliest, now)
        return latest if earliest == latest else f"{earliest} – {latest}"
    return latest if latest == "today" else f"by {latest}"


def _day(moment: datetime, now: datetime) -> str:
    local = moment.astimezone(now.tzinfo)
    if local.date() == now.date():
        return "today"
    return f"{local.day} {local:%b}" if local.year == now.year else f"{local.day} {local:%b %Y}"


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
}


def event_in_words(event: Event) -> str:
    """Say what happened."""
    match event.kind:
        case EventKind.DECIDED:
            resolution = mapping(event.payload, "decision").get("resolution")
            return f"Decided: {resolution_label(resolution if isinstance(resolution, str) else None)}"
        case EventKind.ACTION_DONE:
            return f"Done: {action_label(str(event.payload.get('action')))}"
        case EventKind.ACTION_UNDONE:
            return f"Not done after all: {action_label(str(event.payload.get('action')))}"
        case EventKind.NOTE:
            return f"Note: {event.payload.get('text')}"
        case _:
            return _EVENTS[event.kind]


def event_line(event: Event, now: datetime) -> tuple[str, str]:
    """Return when something happened and what."""
    return moment_in_words(event.at, now), event_in_words(event)
