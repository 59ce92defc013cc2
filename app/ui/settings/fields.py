"""The fields of the settings page: each says what is wrong with it, right where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.logic.decision import BadInput
from app.logic.setting_fields import read_setting
from app.ui.chip import Chip
from app.ui.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class SettingField(QWidget):
    """One setting with its problem below it; subclasses tell what is typed by `typed`."""

    changed = Signal(str, object)
    """The setting's name and its new value, only when it is allowed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.setForegroundRole(QPalette.ColorRole.BrightText)
        self.problem.hide()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(3)

    def offer(self, typed: object) -> None:
        """Take what was typed if it is allowed, else say what would be."""
        try:
            value = read_setting(self.name, typed)
        except BadInput as problem:
            self.show_problem(f"Not saved: this must be {problem.message}.")
            return
        self.show_problem("")
        self.changed.emit(self.name, value)

    def show_problem(self, text: str) -> None:
        """Show a problem, or none."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def add(self, widget: QWidget, label: str, hint: str = "") -> None:
        """Put the widget, a hint and the place for problems below each other."""
        widget.setAccessibleName(label)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            self.setFocusProxy(widget)
        self.box.addWidget(widget)
        if hint:
            note = QLabel(hint, self)
            note.setWordWrap(True)
            note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            widget.setAccessibleDescription(hint)
            self.box.addWidget(note)
        self.box.addWidget(self.problem)


class TextField(SettingField):
    """A line of text; an empty one means not set where the setting is a number."""

    def __init__(
        self,
        name: str,
        label: str,
        value: object,
        hint: str = "",
        *,
        number: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._number = number
        self.edit = QLineEdit("" if value is None else str(value), self)
        self.add(self.edit, label, hint)
        if number:
            self.edit.setMaximumWidth(10 * self.fontMetrics().height())
        self.edit.textEdited.connect(self._on_edited)

    def _on_edited(self, text: str) -> None:
        self.offer(_number_typed(text) if self._number else text)


class LongTextField(SettingField):
    """Several lines of text."""

    def __init__(self, name: str, label: str, value: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.edit = QPlainTextEdit(value, self)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(4 * self.fontMetrics().lineSpacing() + 10)
        self.add(self.edit, label, hint)
        self.edit.textChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        self.offer(self.edit.toPlainText())


class TickField(SettingField):
    """Something that is so or not."""

    def __init__(self, name: str, label: str, value: bool, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.tick = QCheckBox(label, self)
        self.tick.setChecked(value)
        self.add(self.tick, label, hint)
        self.tick.toggled.connect(self._on_toggled)

    def _on_toggled(self, on: bool) -> None:
        self.offer(on)


class ChoiceField(SettingField):
    """One of a few words."""

    def __init__(
        self, name: str, label: str, value: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self.combo = QComboBox(self)
        for code, title in choices:
            self.combo.addItem(title, code)
        self.combo.setCurrentIndex(max(self.combo.findData(value), 0))
        self.add(self.combo, label)
        self.combo.activated.connect(self._on_activated)

    def _on_activated(self, row: int) -> None:
        self.offer(self.combo.itemData(row))


class CountryField(SettingField):
    """One country, or none."""

    def __init__(self, name: str, label: str, value: str | None, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.combo = typed_combo("Not set", countries(), self)
        self.combo.setCurrentIndex(max(self.combo.findData(value), 0))
        self.add(self.combo, label)
        self.combo.activated.connect(self._on_activated)

    def _on_activated(self, row: int) -> None:
        self.offer(self.combo.itemData(row))


class SeveralField(SettingField):
    """Several of many, each as a chip that a key takes away; one more is chosen or typed in the box above them."""

    def __init__(
        self,
        name: str,
        label: str,
        value: Iterable[str],
        choices: Iterable[tuple[str, str]],
        first: str,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self.codes = tuple(value)
        self._titles = {code: title for title, code in choices}
        self.combo = typed_combo(first, ((title, code) for code, title in self._titles.items()), self)
        self.add(self.combo, label, hint)
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips)
        self.box.insertWidget(1, self._chips)
        self.chips: list[Chip] = []
        # Later: after `activated` the box still puts what was completed into its line.
        self._ready_for_more = QTimer(self, singleShot=True, interval=0)
        self._ready_for_more.timeout.connect(self._on_ready_for_more)
        self.combo.activated.connect(self._on_activated)
        self._show_chips()

    def _on_activated(self, row: int) -> None:
        code = self.combo.itemData(row)
        self._ready_for_more.start()
        if code and code not in self.codes:
            self._take((*self.codes, code))

    def _on_ready_for_more(self) -> None:
        self.combo.setCurrentIndex(0)
        self.combo.setEditText(self.combo.itemText(0))

    def _on_removed(self, code: object) -> None:
        self._take(tuple(one for one in self.codes if one != code))
        self.combo.setFocus()

    def _take(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        self._show_chips()
        self.offer(codes)

    def _show_chips(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        # A place or a country that this version does not know keeps its code, and is not lost.
        self.chips = [Chip(self._titles.get(code, code), code, self._chips) for code in self.codes]
        for chip in self.chips:
            chip.removed.connect(self._on_removed)
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(self.chips))


def typed_combo(first: str, choices: Iterable[tuple[str, str]], parent: QWidget) -> QComboBox:
    """Make a drop-down of (title, code) that can be typed into; the first line stands for none of them."""
    combo = QComboBox(parent)
    combo.addItem(first, None)
    for title, code in choices:
        combo.addItem(title, code)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = QCompleter(combo.model(), combo)
    combo.setCompleter(completer)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return combo


def countries() -> list[tuple[str, str]]:
    """List all countries by name, with their ISO codes."""
    codes = {QLocale.territoryToCode(country) for country in QLocale.Country}
    return sorted((_country_name(code), code) for code in codes if len(code) == 2 and code.isalpha())


def _country_name(code: str) -> str:
    country = QLocale.codeToTerritory(code)
    return code if country == QLocale.Country.AnyTerritory else f"{QLocale.territoryToString(country)} ({code})"


def _number_typed(text: str) -> Any:
    """Return a whole number as one, nothing as None, and anything else as it was typed."""
    text = text.strip()
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() else text
