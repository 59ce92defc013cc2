"""The buyer's other cases and similar ones, quietly below the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app.logic.related import Likeness, Related
from app.ui.cards import Card
from app.ui.lettering import em, muted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.logic.case import Case
    from app.logic.related import RelatedCase

_CASE: Final = Qt.ItemDataRole.UserRole


class RelatedCard(Card):
    """List what is related to the case shown; hidden while there is nothing."""

    wanted = Signal(object)
    """Related cases are to be looked for by this Likeness."""

    opened = Signal(int)
    """The id of the case to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Related cases", parent)
        self.buyers = CaseList("The buyer's other cases", self)
        self.similar = CaseList("Similar cases and how they ended", self)
        for listed in (self.buyers, self.similar):
            title = muted(listed.accessibleName(), self)
            title.setBuddy(listed)
            listed.titled(title)
            self.body.addWidget(title)
            self.body.addWidget(listed)
            listed.opened.connect(self.opened)
        self.hide()

    def show_case(self, case: Case) -> None:
        """Ask for what is related to a case."""
        self.wanted.emit(Likeness.of_row(case.row))

    def show_related(self, related: Related) -> None:
        """List what was found."""
        self.buyers.show_cases(related.buyers)
        self.similar.show_cases(related.similar)
        self.setVisible(bool(related))


class CaseList(QListWidget):
    """Cases on two lines each, as high as they need; a click or Enter opens one."""

    opened = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title: QWidget | None = None
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._on_item)
        self.itemActivated.connect(self._on_item)

    def titled(self, title: QWidget) -> None:
        """Show and hide this title with the list."""
        self._title = title

    def show_cases(self, cases: Iterable[RelatedCase]) -> None:
        """List these cases; nothing is shown of an empty list."""
        from app.ui.case.related_words import case_in_words, ending_in_words, ties_in_words

        self.clear()
        for one in cases:
            first, second = case_in_words(one.row), f"{ties_in_words(one)} · {ending_in_words(one.row)}"
            item = QListWidgetItem(f"{first}\n{second}", self)
            item.setData(_CASE, one.row.id)
            item.setToolTip(f"{first}\n{second}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{first}, {second}")
        rows = self.count()
        self.setFixedHeight(rows * max(self.sizeHintForRow(0), 2 * em(self)) + 2 * self.frameWidth() if rows else 0)
        for widget in (self, self._title):
            if widget is not None:
                widget.setVisible(bool(rows))

    def _on_item(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(_CASE))
