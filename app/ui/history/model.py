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

from app.logic.case import CaseQuery, CaseRow, SortKey, View
from app.ui.history.cells import Seen, accessible_text, cell_lines, tool_tip, urgency_of
from app.ui.view_titles import COLUMN_TITLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.logic.cases import CaseBook
    from app.ui.case_desk import CaseDesk

    _Answer = tuple[int, dict[int, list[CaseRow]]]
    """How many cases there are, and some pages of them."""

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RowRole: Final = Qt.ItemDataRole.UserRole
LinesRole: Final = Qt.ItemDataRole.UserRole + 1
"""What a cell says first, and what it says below."""
UrgencyRole: Final = Qt.ItemDataRole.UserRole + 2
_PAGE: Final = 100
_PAGES_KEPT: Final = 30
_PAGES_RENEWED: Final = 2
"""The screen shows parts of at most so many pages."""


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
        self._query = CaseQuery(view=View.DUE_NOW, sort=SortKey.COST)
        self._count = 0
        self._pages: OrderedDict[int, list[CaseRow]] = OrderedDict()
        self._asked: set[int] = set()
        self._list = 0
        self._shown = self._query
        self.is_renewing = False
        """The rows are being replaced in place: what Qt then chooses is not the seller's choice."""

    @property
    def query(self) -> CaseQuery:
        """Return the query the list was asked for last."""
        return self._query

    def show(self, query: CaseQuery) -> None:
        """List the cases of another query from the top; the old ones stay until the new ones are here."""
        self._query = query
        self._ask_for((0,), self._on_listed)

    def refresh(self) -> None:
        """Fetch what is looked at again, because something changed; neither scrolling nor selection jumps."""
        looked_at = tuple(self._pages)[-_PAGES_RENEWED:]
        self._ask_for(tuple({0, *looked_at}), self._on_renewed)

    def _ask_for(self, pages: tuple[int, ...], answered: Callable[[int, _Answer], None]) -> None:
        self._list += 1
        self._desk.ask(partial(_pages, self._query, pages), partial(answered, self._list), self.failed.emit)

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
        zone = self._zones.get(row.channel) if row.channel else None
        cell = row, column, Seen(self._clock(), zone, self._shown.view is View.DUE_NOW)
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
                return urgency_of(row, cell[2])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole and 0 <= section < len(COLUMN_TITLES):
            return COLUMN_TITLES[section]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Let the database sort the list by a column; no column means what costs most if it is missed."""
        query = sorted_by(self._query, column, order)
        if query != self._query:
            self.show(query)

    def _fetch(self, page: int) -> None:
        if page in self._asked or page * _PAGE >= self._count:
            return
        self._asked.add(page)
        self._desk.ask(partial(_page, self._query, page), partial(self._on_page, self._list, page), self.failed.emit)

    def _on_listed(self, number: int, answer: _Answer) -> None:
        if number != self._list:
            return  # typed on meanwhile
        if answer[0] == self._count and self._pages:
            self._renew(*answer)
        else:
            self.beginResetModel()
            self._keep(*answer)
            self.endResetModel()
        self.listed.emit(self._count)

    def _on_renewed(self, number: int, answer: _Answer) -> None:
        if number == self._list:
            self._renew(*answer)
            self.listed.emit(self._count)

    def _renew(self, count: int, pages: Mapping[int, list[CaseRow]]) -> None:
        """Show new rows in the old places; where there are more or fewer of them, the end of the list moves."""
        self.is_renewing = True
        before = self._count
        if count > before:
            self.beginInsertRows(QModelIndex(), before, count - 1)
        elif count < before:
            self.beginRemoveRows(QModelIndex(), count, before - 1)
        self._keep(count, pages)
        if count > before:
            self.endInsertRows()
        elif count < before:
            self.endRemoveRows()
        if count:
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, len(Column) - 1))
        self.is_renewing = False

    def _keep(self, count: int, pages: Mapping[int, list[CaseRow]]) -> None:
        self._shown = self._query
        self._count = count
        self._pages = OrderedDict((page, rows) for page, rows in sorted(pages.items()) if page * _PAGE < count)
        self._asked = set(self._pages)

    def _on_page(self, number: int, page: int, rows: list[CaseRow]) -> None:
        if number != self._list:
            return
        self._pages[page] = rows
        self._asked.discard(page)
        while len(self._pages) > _PAGES_KEPT:
            self._asked.discard(self._pages.popitem(last=False)[0])
        last = min((page + 1) * _PAGE, self._count) - 1
        self.dataChanged.emit(self.index(page * _PAGE, 0), self.index(last, len(Column) - 1))


def sorted_by(query: CaseQuery, column: int, order: Qt.SortOrder) -> CaseQuery:
    """Return a query in the order of a column; without a column what costs most if it is missed comes first."""
    if not 0 <= column < len(_SORT_KEYS):
        return replace(query, sort=SortKey.COST, descending=False)
    return replace(query, sort=_SORT_KEYS[column], descending=order == Qt.SortOrder.DescendingOrder)


def _pages(query: CaseQuery, pages: tuple[int, ...], book: CaseBook) -> _Answer:
    return book.count(query), {page: _page(query, page, book) for page in pages}


def _page(query: CaseQuery, page: int, book: CaseBook) -> list[CaseRow]:
    return book.rows(query, page * _PAGE, _PAGE)
