"""Choose a letter to the carrier or the insurer, edit it and copy it."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.logic.case import CopiedText
from app.ui.case.letter_sheet import TITLES, LetterSheet
from app.ui.lettering import em
from app.ui.screen_room import keep_on_screen
from app.ui.wizard.clipboard import copy_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from app.logic.decision import Decision, Message
    from app.ui.case.letter_sheet import LeftTexts
    from app.ui.case.letter_writing import Letter

_NOT_TAKEN = "The clipboard did not take the text. It is safe here: select it and press Ctrl+C."
_COLUMN_EMS, _WIDTH_EMS, _HEIGHT_EMS = 17, 62, 40


class LetterDialog(QDialog):
    """The letters of one case, one at a time.

    Args:
        check: returns an edited letter about a decision with what is wrong with it.
        left: what the seller changed in letters of this case before, by their names.
    """

    copied = Signal(object)
    """The text that was copied: a CopiedText."""

    def __init__(
        self,
        letters: Sequence[Letter],
        check: Callable[[Message, Decision], Message],
        clock: Callable[[], datetime],
        left: Mapping[str, LeftTexts],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._letters = letters
        self._clock = clock
        self.setWindowTitle("Letter to the carrier or insurer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.choice = QListWidget(self)
        self.choice.setAccessibleName("Which letter")
        self.sheets = [LetterSheet(letter, check, left.get(letter.name), self) for letter in letters]
        self._papers, self._texts = QStackedWidget(self), QStackedWidget(self)
        self._fill()
        self._lay_out()
        self.choice.currentRowChanged.connect(self._on_chosen)
        self.choice.setCurrentRow(0)

    @property
    def sheet(self) -> LetterSheet:
        """Return the letter that is shown."""
        return self.sheets[max(0, self.choice.currentRow())]

    def left(self) -> dict[str, LeftTexts]:
        """Return what the seller changed, by the names of the letters."""
        return {sheet.name: left for sheet in self.sheets if (left := sheet.left())}

    def _fill(self) -> None:
        for letter, sheet in zip(self._letters, self.sheets, strict=True):
            hint = " (on your list)" if letter.is_asked_for else ""
            QListWidgetItem(f"{TITLES[letter.name]}{hint}", self.choice)
            self._papers.addWidget(sheet.papers)
            self._texts.addWidget(sheet)
            sheet.editor.copy_subject.clicked.connect(self._on_copy_subject)
            sheet.editor.copy_body.clicked.connect(self._on_copy_body)
            sheet.editor.copy_both.clicked.connect(self._on_copy_both)

    def _lay_out(self) -> None:
        label = QLabel("&Letter", self)
        label.setBuddy(self.choice)
        self.choice.setWordWrap(True)
        self.choice.setTabKeyNavigation(False)
        side, columns, column = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        side.addWidget(label)
        side.addWidget(self.choice)
        side.addWidget(self._papers, 1)
        for widget in (self.choice, self._papers):
            widget.setMaximumWidth(_COLUMN_EMS * em(self))
        self.choice.setFixedHeight(em(self) * (2 * len(self.sheets) + 1) + 12)
        columns.addLayout(side)
        columns.addWidget(self._texts, 1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        column.addLayout(columns, 1)
        column.addWidget(close)
        self.resize(_WIDTH_EMS * em(self), _HEIGHT_EMS * em(self))
        keep_on_screen(self)

    def _on_chosen(self, row: int) -> None:
        self._papers.setCurrentIndex(row)
        self._texts.setCurrentIndex(row)
        self.sheet.editor.copy_both.setDefault(True)

    def _on_copy_subject(self) -> None:
        self._copy(self.sheet.message().subject, "")

    def _on_copy_body(self) -> None:
        self._copy("", self.sheet.message().body)

    def _on_copy_both(self) -> None:
        message = self.sheet.message()
        self._copy(message.subject, message.body)

    def _copy(self, subject: str, body: str) -> None:
        """Copy what is asked for once nothing blocks the letter, and keep the whole of it with the case."""
        sheet = self.sheet
        if refusal := sheet.refusal():
            sheet.say(f"Not copied. {refusal}")
            return
        if not copy_text("\n\n".join(part for part in (subject, body) if part)):
            sheet.say(_NOT_TAKEN)
            return
        sheet.editor.mark_copied(subject or None, body or None)
        self.copied.emit(self._copied_text(sheet.message(), subject, body))

    def _copied_text(self, message: Message, subject: str, body: str) -> CopiedText:
        rule = self._letters[max(0, self.choice.currentRow())].decision.rule
        version, now = message.template_version, self._clock().astimezone(UTC)
        return CopiedText(subject, body, message.language, message.template, version, rule, now)
