"""The texts of one answer: mostly one; two of them side by side where a claim is answered and the buyer told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.ui.wizard.draft_editor import DraftEditor

if TYPE_CHECKING:
    from collections.abc import Sequence


class TextTabs(QWidget):
    """Show one text at a time; tabs choose between several."""

    edited = Signal()
    """The seller changed the text that is shown."""

    subject_wanted = Signal()
    body_wanted = Signal()
    both_wanted = Signal()
    """The subject, the body or both of the text that is shown are to be copied."""

    chosen = Signal()
    """Another text is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Which text")
        self.drafts = (DraftEditor(self), DraftEditor(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        for draft in self.drafts:
            column.addWidget(draft, 1)
            draft.edited.connect(self.edited)
            draft.copy_subject.clicked.connect(self.subject_wanted)
            draft.copy_body.clicked.connect(self.body_wanted)
            draft.copy_both.clicked.connect(self.both_wanted)
        self.tabs.currentChanged.connect(self._on_chosen)
        self._show_chosen()

    @property
    def place(self) -> int:
        """Return which text is shown, counted from 0."""
        return max(0, self.tabs.currentIndex())

    @property
    def draft(self) -> DraftEditor:
        """Return the editor of the text that is shown."""
        return self.drafts[self.place]

    def offer(self, names: Sequence[str]) -> None:
        """Offer the texts by the names of those they are for; one text needs no choice."""
        titles = [name.replace("&", "&&") for name in names]
        if titles != [self.tabs.tabText(place) for place in range(self.tabs.count())]:
            blocked = self.tabs.blockSignals(True)
            while self.tabs.count():
                self.tabs.removeTab(0)
            for title in titles:
                self.tabs.addTab(title)
            self.tabs.blockSignals(blocked)
        self.tabs.setVisible(len(names) > 1)
        self.setVisible(bool(names))
        self._show_chosen()

    def choose(self, place: int) -> bool:
        """Show another text; False when there is none at that place."""
        self.tabs.setCurrentIndex(place)
        return self.tabs.currentIndex() == place

    def wait_for_copy(self) -> None:
        """Let Enter copy the text that is shown."""
        self.draft.copy_body.setDefault(True)
        self.draft.copy_body.setFocus()

    def _show_chosen(self) -> None:
        for draft in self.drafts:
            draft.setVisible(draft is self.draft)

    def _on_chosen(self) -> None:
        self._show_chosen()
        self.chosen.emit()
