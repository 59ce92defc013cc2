"""The views on the left (a drop-down in a narrow window), with the number of cases in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QComboBox, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.logic.case import View
from app.ui.view_titles import VIEW_TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.ui.history.model import Index

_CountRole: Final = Qt.ItemDataRole.UserRole + 1
_LONG_NUMBER: Final = "999"
_AIR: Final = 22
"""Left of a title, between it and its number, and right of that, in pixels."""


class ViewListModel(QAbstractListModel):
    """The titles of the views and how many cases each holds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._views = tuple(View(view) for view in VIEW_TITLES)
        self._counts: Mapping[View, int] = {}

    def set_counts(self, counts: Mapping[View, int]) -> None:
        """Show new numbers."""
        self._counts = counts
        self.dataChanged.emit(self.index(0), self.index(len(self._views) - 1))

    def view_at(self, row: int) -> View:
        """Return the view in a row."""
        return self._views[row]

    def row_of(self, view: View) -> int:
        """Return the row of a view."""
        return self._views.index(view)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of views."""
        return 0 if parent is not None and parent.isValid() else len(self._views)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a title, what a screen reader says, or the number."""
        if not index.isValid():
            return None
        view = self._views[index.row()]
        count = self._counts.get(view)
        if role == Qt.ItemDataRole.DisplayRole:
            return VIEW_TITLES[view]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return VIEW_TITLES[view] if count is None else f"{VIEW_TITLES[view]}, {count} cases"
        return f"{count:,}" if role == _CountRole and count is not None else None


class _ViewDelegate(QStyledItemDelegate):
    """Draw the number at the right end of a view's line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give a line some air."""
        return super().sizeHint(option, index) + QSize(0, option.fontMetrics.height() * 2 // 3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw title and number."""
        super().paint(painter, option, index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.save()
        painter.setPen(option.palette.color(role))
        area = option.rect.adjusted(0, 0, -10, 0)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, align, str(index.data(_CountRole) or ""))
        painter.restore()


class ViewList(QListView):
    """Choose a view from the list on the left."""

    def __init__(self, model: ViewListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_ViewDelegate(self))
        self.setAccessibleName("Views")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSpacing(2)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)

    def minimumSizeHint(self) -> QSize:
        """Have room for the longest title and a long number beside it."""
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(title) for title in VIEW_TITLES.values())
        room = longest + metrics.horizontalAdvance(_LONG_NUMBER) + _AIR
        return QSize(room, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Ask for more room when the text grows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.updateGeometry()


class ViewChooser(QObject):
    """Keep the list and the drop-down on the same view."""

    chosen = Signal(object)
    """The view the seller chose: a View."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = ViewListModel(self)
        self.side = ViewList(self.model, parent)
        self.drop_down = QComboBox(parent)
        self.drop_down.setModel(self.model)
        self.drop_down.setAccessibleName("View")
        self.drop_down.setItemDelegate(_ViewDelegate(self.drop_down))
        self.drop_down.view().setMinimumWidth(self.side.minimumSizeHint().width())
        self._view = View.DUE_NOW
        self.choose(View.DUE_NOW)
        self.side.selectionModel().currentChanged.connect(self._on_side_changed)
        self.drop_down.activated.connect(self._on_activated)

    @property
    def view(self) -> View:
        """Return the view that is shown."""
        return self._view

    def choose(self, view: View) -> None:
        """Show a view in both places and tell of it if it is another one."""
        row = self.model.row_of(view)
        changed = view is not self._view
        self._view = view
        self.side.setCurrentIndex(self.model.index(row))
        self.drop_down.setCurrentIndex(row)
        if changed:
            self.chosen.emit(view)

    def _on_side_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            self.choose(self.model.view_at(current.row()))

    def _on_activated(self, row: int) -> None:
        self.choose(self.model.view_at(row))
