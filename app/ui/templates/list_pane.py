"""The list of templates: by language and situation, searched over titles and texts, the pinned ones on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.logic.wording.template_list import chosen_templates, situation_title
from app.ui.lettering import muted
from app.ui.templates.language_names import language_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.logic.wording.template_list import ListedTemplate

_EVERY: Final = "Every situation"


class ListPane(QWidget):
    """Choose one template."""

    language_chosen = Signal(str)
    template_chosen = Signal(object)
    """The ListedTemplate that is wanted."""

    pins_changed = Signal(object)
    """The names of the pinned templates: a tuple."""

    def __init__(self, languages: Sequence[str], pinned: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[ListedTemplate, ...] = ()
        self._shown: tuple[ListedTemplate, ...] = ()
        self._pinned = tuple(pinned)
        self.language = QComboBox(self)
        self.language.setAccessibleName("Language of the messages")
        for language in languages:
            self.language.addItem(language_name(language), language)
        self.situation = QComboBox(self)
        self.situation.setAccessibleName("Situation")
        self.situation.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.situation.addItem(_EVERY, "")
        self.search = QLineEdit(self)
        self.search.setAccessibleName("Search the templates")
        self.search.setPlaceholderText("Search titles and texts")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Templates")
        self.list.setWordWrap(True)
        self.count = muted("", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.language, self.situation, self.search, self.list, self.count):
            column.addWidget(widget)
        self.language.currentIndexChanged.connect(self._on_language)
        self.situation.currentIndexChanged.connect(self._refill)
        self.search.textChanged.connect(self._on_search)
        self.list.currentRowChanged.connect(self._on_row)
        self.pin = QAction("&Pin on top", self)
        self.pin.setShortcuts([QKeySequence("Ctrl+T")])
        self.pin.triggered.connect(self._on_pin)
        self.list.addAction(self.pin)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_templates(self, listed: tuple[ListedTemplate, ...]) -> None:
        """Show the templates of a language; the chosen one stays chosen."""
        self._all = listed
        self._offer_situations()
        self._refill()

    def chosen(self) -> ListedTemplate | None:
        """Return the template that is marked."""
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def choose(self, name: str) -> None:
        """Mark a template if it is shown."""
        names = [each.name for each in self._shown]
        self.list.setCurrentRow(names.index(name) if name in names else min(0, len(names) - 1))

    def _offer_situations(self) -> None:
        if self.situation.count() == 1:
            found = {situation for each in self._all for situation in each.situations}
            for situation in sorted(found, key=situation_title):
                self.situation.addItem(situation_title(situation), situation)

    def _refill(self, *_: object) -> None:
        before = self.chosen()
        self._shown = chosen_templates(self._all, self.search.text(), self.situation.currentData(), self._pinned)
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for each in self._shown:
            self._add(each)
        self.choose(before.name if before else "")
        self.list.blockSignals(blocked)
        own = sum(each.own is not None for each in self._shown)
        self.count.setText(f"{len(self._shown)} shown, {own} in your own words." if self._shown else "Nothing found.")
        self._on_row()

    def _add(self, listed: ListedTemplate) -> None:
        pin = "★ " if listed.name in self._pinned else ""
        own = "\nYour own wording" if listed.own is not None else ""
        item = QListWidgetItem(f"{pin}{listed.title}{own}", self.list)
        spoken = ", ".join(filter(None, (listed.title, "pinned" if pin else "", "your own wording" if own else "")))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _on_search(self, _: str) -> None:
        blocked = self.list.blockSignals(True)
        self.list.setCurrentRow(-1)  # what is found first is what is wanted
        self.list.blockSignals(blocked)
        self._refill()

    def _on_language(self, *_: object) -> None:
        self.language_chosen.emit(self.language.currentData())

    def _on_row(self, *_: object) -> None:
        chosen = self.chosen()
        is_pinned = chosen is not None and chosen.name in self._pinned
        self.pin.setText("Un&pin" if is_pinned else "&Pin on top")
        self.template_chosen.emit(chosen)

    def _on_pin(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            kept = tuple(name for name in self._pinned if name != chosen.name)
            self._pinned = kept if chosen.name in self._pinned else (*kept, chosen.name)
            self._refill()
            self.pins_changed.emit(self._pinned)
