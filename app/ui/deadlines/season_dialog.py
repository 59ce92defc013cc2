"""Ask until when orders of the season may come back, for each kind of item."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.logic.decision import BadInput
from app.ui.date_field import DateField
from app.ui.deadlines.own_dialog import OwnDialog
from app.ui.deadlines.words import category_title, entry_words
from app.ui.lettering import muted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.logic.dated import PolicyValue
    from app.logic.own_policy import OwnValue
    from app.logic.policy_table import PolicyRow


class SeasonDialog(OwnDialog):
    """Take the dates of the season; the time to return follows from them and is asked no more."""

    def add_fields(self) -> None:
        """Add the days of the orders and a date for each kind of item."""
        entry = _season(self.row)
        self.setWindowTitle(f"The season {entry.table['name']}")
        if hint := _last_season(self.row, entry):
            self.form.addRow(muted(hint, self))
        self.first = self._day("First order", entry.valid_from)
        self.last = self._day("Last order", entry.valid_to)
        self.add("&Orders from", self.first)
        self.add("&to", self.last)
        self.until = {category: self._until(category, entry) for category in self.row.category_names or ("general",)}
        self.form.addRow("", muted("Empty: no longer time than usual for this kind of item.", self))
        self.first_field = next(iter(self.until.values()))

    def values(self, rows: Sequence[PolicyRow]) -> tuple[OwnValue, ...]:
        """Return the season with its dates for some rows."""
        from app.logic.own_entry import own_values, season_value

        first, last = (_read(field, name) for field, name in ((self.first, "first order"), (self.last, "last order")))
        dates = {
            category: _read(field, category) for category, field in self.until.items() if field.line.text().strip()
        }
        value = season_value(_season(self.row).table["name"], dates, (first, last))
        return own_values(rows, value, None, (first, last), self.today(), (self.source.text(), self.note.text()))

    def _until(self, category: str, entry: PolicyValue) -> DateField:
        alone = len(self.row.category_names) <= 1
        title = category_title(category, alone=alone)
        field = self._day(f"{title}: return until", entry.table.get("return_until", {}).get(category))
        field.line.setPlaceholderText("such as 31 Jan")
        self.add(f"{title}: return until", field)
        return field

    def _day(self, name: str, day: date | None) -> DateField:
        field = DateField(name, self.today, self)
        field.set_day(day)
        return field


def _season(row: PolicyRow) -> PolicyValue:
    if row.entry is None:  # can_type() said no
        raise BadInput("value", "a season to enter the dates of")
    return row.entry


def _last_season(row: PolicyRow, entry: PolicyValue) -> str:
    """Say what was announced the last time, as a hint and no rule."""
    earlier = [one for one in row.periods if one.valid_from < entry.valid_from and one.table.get("return_until")]
    return f"Last time: {entry_words(earlier[0])}." if earlier else ""


def _read(field: DateField, name: str) -> date:
    day = field.day()
    if day is None:
        raise BadInput("days", f"a day such as 31 Jan 2027 for {name.replace('_', ' ')}")
    return day
