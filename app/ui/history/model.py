"""The case list as a table: pages are fetched in the background, sorted and filtered by the database."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime
from enum import IntEnum
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.logic.case import CaseQuery, CaseRow, SortKey
from app.ui.history.cells import accessible_text, cell_lines, tool_tip
from app.ui.history.due import due_in_words
from app.ui.view_titles import COLUMN_TITLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.logic.cases import CaseBook
    from app.ui.case_desk import CaseDesk

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RowRole: Final = Qt.ItemDataRole.UserRole
LinesRole: Final = Qt.ItemDataRole.UserRole + 1
"""What a cell says first, and what it says below."""
UrgencyRole: Final = Qt.ItemDataRole.UserRole + 2
_PAGE: Final = 100
_PAGES_KEPT: Final = 30


class Column(IntEnum):
    """The columns of the list."""

    DUE = 0
    ORDER = 1
    SITUATION = 2
    RESOLUTION = 3
    CHANNEL = 4
    STATUS = 5


_SORT_KEYS: Final = tuple(SortKey(column.name.lower()) for column in Column)


class CaseListModel(QAbstractTableModel):
    """Show as many rows as the query finds; a row that is not here yet is blank until its page arrives.

    Args:
        clock: gives the present moment in the seller's zone.
        zones: the IANA zone of each place of sale that has one; may be filled later.
    """

    listed = Signal(int)
    """A new list stands; its number of cases."""

    failed = Signal(object)
    """The list could not be read: an Exception."""

    def __init__(
        self,
        desk: CaseDesk,
        clock: Callable[[], datetime],
        zones: Mapping[str, str | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._zones = zones
        self._query = CaseQuery(sort=SortKey.DUE)
        self._count = 0
        self._pages: OrderedDict[int, list[CaseRow]] = OrderedDict()
        self._asked: set[int] = set()
        self._list = 0

    @property
    def query(self) -> CaseQuery:
        """Return the query the list was asked for last."""
        return self._query

    def show(self, query: CaseQuery) -> None:
        """List the cases of another query; the old ones stay until the new ones are here."""
        self._query = query
        self._list += 1
        self._desk.ask(partial(_first_page, query), partial(self._on_listed, self._list), self.failed.emit)

    def refresh(self) -> None:
        """Fetch the same list again, because a case in it changed."""
        self.show(self._query)

    def row_at(self, row: int) -> CaseRow | None:
        """Return a row if its page is here, and ask for the page otherwise."""
        page = self._pages.get(row // _PAGE)
        if page is None:
            self._fetch(row // _PAGE)
            return None
        self._pages.move_to_end(row // _PAGE)
        return page[row % _PAGE] if row % _PAGE < len(page) else None

    def row_of(self, case_id: int) -> int:
        """Return where a case stands among the pages at hand, or -1."""
        for number, page in self._pages.items():
            for place, row in enumerate(page):
                if row.id == case_id:
                    return number * _PAGE + place
        return -1

    def leaves_out(self, case_id: int) -> bool:
        """Say whether a case is certainly not in the list: only a list that is here as a whole tells."""
        return self._count <= _PAGE and self.row_of(case_id) < 0

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of cases the query found."""
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows, says or means."""
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        return row if role == RowRole else self._said(row, index.column(), role)

    def _said(self, row: CaseRow, column: int, role: int) -> Any:
        cell = row, column, self._clock(), self._zones.get(row.channel) if row.channel else None
        match role:
            case Role.DisplayRole:
                return cell_lines(*cell)[0]
            case Role.AccessibleTextRole:
                return accessible_text(*cell)
            case Role.ToolTipRole:
                # A tip that looks like markup would be drawn as markup.
                return escape(tool_tip(*cell)).replace("\n", "<br>")
            case _ if role == LinesRole:
                return cell_lines(*cell)
            case _ if role == UrgencyRole:
                return due_in_words(row.due_at, *cell[2:]).urgency
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole and 0 <= section < len(COLUMN_TITLES):
            return COLUMN_TITLES[section]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Let the database sort the list by a column; no column means the latest first."""
        key = _SORT_KEYS[column] if 0 <= column < len(_SORT_KEYS) else SortKey.UPDATED
        descending = order == Qt.SortOrder.DescendingOrder
        if (key, descending) != (self._query.sort, self._query.descending):
            self.show(replace(self._query, sort=key, descending=descending))

    def _fetch(self, page: int) -> None:
        if page in self._asked or page * _PAGE >= self._count:
            return
        self._asked.add(page)
        self._desk.ask(partial(_page, self._query, page), partial(self._on_page, self._list, page), self.failed.emit)

    def _on_listed(self, number: int, answer: tuple[int, list[CaseRow]]) -> None:
        if number != self._list:
            return  # typed on meanwhile
        count, rows = answer
        if count == self._count and self._pages:
            self._replace(rows)
        else:
            self.beginResetModel()
            self._keep(count, rows)
            self.endResetModel()
        self.listed.emit(count)

    def _replace(self, rows: list[CaseRow]) -> None:
        """Show new rows in the old places, so that neither scrolling nor selection jumps."""
        self._keep(self._count, rows)
        self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(Column) - 1))

    def _keep(self, count: int, rows: list[CaseRow]) -> None:
        self._count = count
        self._pages = OrderedDict({0: rows}) if count else OrderedDict()
        self._asked = {0}

    def _on_page(self, number: int, page: int, rows: list[CaseRow]) -> None:
        if number != self._list:
            return
        self._pages[page] = rows
        self._asked.discard(page)
        while len(self._pages) > _PAGES_KEPT:
            self._asked.discard(self._pages.popitem(last=False)[0])
        last = min((page + 1) * _PAGE, self._count) - 1
        self.dataChanged.emit(self.index(page * _PAGE, 0), self.index(last, len(Column) - 1))


def _first_page(query: CaseQuery, book: CaseBook) -> tuple[int, list[CaseRow]]:
    return book.count(query), book.rows(query, 0, _PAGE)


def _page(query: CaseQuery, page: int, book: CaseBook) -> list[CaseRow]:
    return book.rows(query, page * _PAGE, _PAGE)
