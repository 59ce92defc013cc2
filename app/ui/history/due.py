"""Say in words how long there is still time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

_HOUR = timedelta(hours=1)


class Urgency(IntEnum):
    """How a due moment is drawn; the words say the same."""

    NONE = 0
    LATER = 1
    SOON = 2
    LATE = 3


@dataclass(frozen=True, slots=True)
class Due:
    """A due moment in words, as seen from the seller's clock."""

    words: str
    urgency: Urgency


def due_in_words(due_at: datetime | None, now: datetime) -> Due:
    """Describe an aware moment as the seller would: `in 3 h`, `tomorrow`, `2 days late`; `now` is in their zone."""
    if due_at is None:
        return Due("", Urgency.NONE)
    local = due_at.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    if local < now:
        return Due(_late(now - local, -days), Urgency.LATE)
    if days == 0:
        return Due(_today(local, local - now), Urgency.SOON)
    if days == 1:
        return Due("tomorrow", Urgency.SOON)
    return Due(f"in {days} days", Urgency.LATER)


def _late(by: timedelta, days: int) -> str:
    if days >= 1:
        return "1 day late" if days == 1 else f"{days} days late"
    return f"{by // _HOUR} h late" if by >= _HOUR else "just late"


def _today(local: datetime, left: timedelta) -> str:
    if (local.hour, local.minute) == (23, 59):
        return "today"  # a day, not an hour
    if left < _HOUR:
        return f"in {max(1, left // timedelta(minutes=1))} min"
    return f"in {left // _HOUR} h" if left < 6 * _HOUR else f"today {local:%H:%M}"


def moment_in_words(moment: datetime, now: datetime) -> str:
    """Write a past or coming moment briefly in the zone of `now`: `today 15:02`, `14 Nov 09:30`, `3 Jan 2024`."""
    local = moment.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"today {local:%H:%M}"
    if local.date() == now.date() - timedelta(days=1):
        return f"yesterday {local:%H:%M}"
    if abs((now - local).days) < 300:
        return f"{local.day} {local:%b %H:%M}"
    return f"{local.day} {local:%b %Y}"
