"""The calendar file reminds of every clock, tells nothing of the buyer, and replaces what it told before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Alarm, Calendar, Event

from app.logic.calendar_file import LENGTH, REMINDERS, calendar_file
from app.logic.case import CaseClock, CaseRow
from app.logic.meter import Cancelled, Meter
from app.logic.outcome_words import ACTIONS

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DUE = datetime(2026, 11, 24, 2, 5, tzinfo=UTC)
ROW = CaseRow(
    id=7,
    created_at=NOW - timedelta(days=3),
    updated_at=NOW,
    order_number="111-4829301-1234567",
    buyer_name="Secret Name",
    item="Secret Mug",
    sku="SECRET-1",
)


def clock(action: str = "reply", due_at: datetime | None = DUE) -> CaseClock:
    return CaseClock(action, action.partition("@")[0], NOW, due_at, 4)


def events(content: bytes) -> list[Event]:
    return [event for event in Calendar.from_ical(content).walk("VEVENT") if isinstance(event, Event)]


def test_a_clock_is_an_entry_that_ends_with_it_and_reminds_before() -> None:
    content = calendar_file([(ROW, clock())], NOW, Meter())
    (event,) = events(content)
    assert b"\r\nDTSTART:20261124T013500Z\r\n" in content, "in UTC"
    assert str(event["SUMMARY"]) == "Reply to the buyer: order 111-4829301-1234567"
    assert (event.start, event.end) == (DUE - LENGTH, DUE)
    assert event.stamp == NOW
    alarms = [alarm for alarm in event.walk("VALARM") if isinstance(alarm, Alarm)]
    assert [alarm.TRIGGER for alarm in alarms] == [-before for before in REMINDERS]
    assert {str(alarm["ACTION"]) for alarm in alarms} == {"DISPLAY"}


def test_nothing_of_the_buyer_is_told() -> None:
    content = calendar_file([(ROW, clock(code)) for code in ACTIONS], NOW, Meter())
    assert b"secret" not in content.lower()
    assert len(events(content)) == len(ACTIONS)


def test_a_later_file_replaces_the_entries_of_an_earlier_one() -> None:
    (first,) = events(calendar_file([(ROW, clock())], NOW, Meter()))
    (later,) = events(calendar_file([(ROW, clock(due_at=DUE + timedelta(hours=2)))], NOW + timedelta(hours=1), Meter()))
    assert first["UID"] == later["UID"]
    assert int(str(later["SEQUENCE"])) > int(str(first["SEQUENCE"]))
    others = [(ROW, clock("refund")), (ROW, clock("reply@1")), (replace(ROW, id=8), clock())]
    found = {str(event["UID"]) for event in events(calendar_file([(ROW, clock()), *others], NOW, Meter()))}
    assert len(found) == 4


def test_a_clock_without_a_moment_is_left_out_and_an_opening_says_so() -> None:
    opening = datetime(2026, 11, 25, 8, 0, 1, tzinfo=UTC)  # the first second of a day in California
    content = calendar_file([(ROW, clock("refund", None)), (ROW, clock("open_trace", opening))], NOW, Meter())
    (event,) = events(content)
    assert str(event["SUMMARY"]) == "Ask the carrier to trace it (from today): order 111-4829301-1234567"
    assert event.start == opening


@given(st.text(max_size=200))
def test_any_order_number_comes_back_as_it_was(number: str) -> None:
    content = calendar_file([(replace(ROW, order_number=number), clock())], NOW, Meter())
    (event,) = events(content)
    told = " ".join(number.split()).encode(errors="replace").decode()
    expected = f"Reply to the buyer: order {told}" if told else "Reply to the buyer: an order without a number"
    assert str(event["SUMMARY"]) == expected
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_ten_thousand_clocks_are_counted_and_can_be_stopped() -> None:
    many = [(replace(ROW, id=number), clock()) for number in range(10_000)]
    meter = Meter(len(many))
    assert calendar_file(many, NOW, meter).count(b"BEGIN:VEVENT") == meter.done == 10_000
    meter.stop()
    with pytest.raises(Cancelled):
        calendar_file(many, NOW, meter)
