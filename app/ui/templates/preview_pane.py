"""The message as a buyer would get it: on an invented order, with units and ticks as chosen, rewritten while typing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.flow_layout import FlowLayout
from app.ui.lettering import em, muted, plain, tell, wrong

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.ui.templates.preview_process import PreviewProcess

_PAUSE_MS: Final = 120
"""How long a seller pauses before what was typed is tried."""
_UNITS: Final = {"1 unit": (1, 1), "3 units": (3, 3), "1 of 3 units": (1, 3)}


class PreviewPane(QWidget):
    """Show a message with a choice of examples; `faults` tells what is wrong with the template behind it."""

    faults = Signal(object)
    """Line, or None, and complaint of each fault: a list of pairs."""

    def __init__(self, process: PreviewProcess, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._process = process
        self._template = ""
        self._wish: dict[str, Any] = {}
        self._examples: list[dict[str, Any]] = []
        self._channels: tuple[str, ...] = ()
        self._seller: Mapping[str, object] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._try)
        self.example = _choice("Example", self)
        self.units = _choice("Units", self)
        for label, units in _UNITS.items():
            self.units.addItem(label, units)
        self.done = QCheckBox("Everything &done", self)
        self.done.setToolTip("As if every task was ticked off: the text says what was done")
        self.optional = QCheckBox("O&ptional paragraphs", self)
        self.optional.setToolTip("With everything the template lets you switch on")
        self.place = muted("", self)
        self.subject = plain("", self)
        self.body = QPlainTextEdit(self)
        self.body.setReadOnly(True)
        self.body.setTabChangesFocus(True)
        self.body.setAccessibleName("Preview of the message")
        self.checks = wrong("", self)
        self._lay_out()
        self._connect()

    def use(self, channels: Sequence[str], seller: Mapping[str, object]) -> None:
        """Take examples from these places of sale, signed by this seller."""
        self._channels, self._seller = tuple(channels), seller
        self._template = ""
        if self._wish:
            self.show_template(**self._wish)

    def show_template(self, template: str, language: str, **tried: object) -> None:
        """Preview a template, with a `text` or `words` that are not saved yet."""
        self._wish = {"template": template, "language": language, **tried}
        if template != self._template:
            self._template = template
            self._examples = []
            self.example.clear()
            wish = {"kind": "examples", "template": template, "channels": self._channels}
            self._process.ask(self._purpose("examples"), {**wish, "today": date.today().isoformat()})  # noqa: DTZ011  the seller's day
        self._pause.start()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        label = QLabel("Preview &as", self)
        label.setBuddy(self.example)
        first.addWidget(label)
        first.addWidget(self.example, 1)
        wishes = FlowLayout(spacing=em(self) // 2)
        for widget in (self.units, self.done, self.optional):
            wishes.addWidget(widget)
        column = QVBoxLayout(self)
        column.addLayout(first)
        column.addLayout(wishes)
        column.addWidget(self.place)
        font = self.subject.font()
        font.setBold(True)
        self.subject.setFont(font)
        column.addWidget(self.subject)
        column.addWidget(self.body, 1)
        column.addWidget(self.checks)

    def _connect(self) -> None:
        self._process.answered.connect(self._on_answered)
        self._process.failed.connect(self._on_failed)
        self.example.currentIndexChanged.connect(self._try)
        self.units.currentIndexChanged.connect(self._try)
        self.done.toggled.connect(self._try)
        self.optional.toggled.connect(self._try)

    def _try(self, *_: object) -> None:
        if not self._wish:
            return
        self.example.setToolTip(self.example.currentText())
        chosen = self.example.currentIndex()
        request = self._examples[chosen]["request"] if 0 <= chosen < len(self._examples) else None
        wishes = {"units": self.units.currentData(), "done": self.done.isChecked()}
        wishes |= {"optional": self.optional.isChecked(), "seller": dict(self._seller)}
        self._process.ask(self._purpose("text"), {**self._wish, "request": request, **wishes})

    def _on_answered(self, purpose: str, answer: Mapping[str, Any]) -> None:
        # Another pane may ask the same process.
        if purpose == self._purpose("examples"):
            self._fill_examples(answer)
        elif purpose == self._purpose("text"):
            self._show_message(answer)

    def _purpose(self, kind: str) -> str:
        return f"{kind} of pane {id(self)}"

    def _fill_examples(self, answer: Mapping[str, Any]) -> None:
        from app.ui.labels import channel_label

        self._examples = list(answer.get("examples", []))
        blocked = self.example.blockSignals(True)
        self.example.clear()
        for each in self._examples:
            self.example.addItem(each["label"])
        view = self.example.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * em(self))
        self.example.blockSignals(blocked)
        channel = answer.get("channel")
        self.place.setText(f"An invented order on {channel_label(channel)}." if channel else "No example leads to it.")
        self._try()

    def _show_message(self, answer: Mapping[str, Any]) -> None:
        found = list(answer.get("faults", []))
        self.faults.emit(found)
        if "body" in answer:
            self.subject.setText(answer["subject"])
            self.body.setPlainText(answer["body"])
            tell(self.checks, " ".join(answer["findings"]))
        # With a fault in it the last good message stays, so that the page does not flicker while typing.
        self.body.setEnabled(not found)

    def _on_failed(self, why: str) -> None:
        tell(self.checks, why)


def _choice(name: str, parent: QWidget) -> QComboBox:
    choice = QComboBox(parent)
    choice.setAccessibleName(name)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(8)
    return choice
