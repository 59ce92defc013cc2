"""Own wording the easy way: greeting, closing and paragraphs of each language, values as chips, and a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.logic.messages.contract import BUYER, CONTRACT, recipient_of
from app.logic.resource_file import ResourceError
from app.logic.wording.fielded import FIELDS
from app.logic.wording.own_words import LONGEST_PASSAGE, OwnWords, read_words, words_table
from app.logic.wording.template_list import template_title
from app.ui.flow_layout import FlowLayout
from app.ui.lettering import muted, tell, wrong
from app.ui.screen_room import keep_on_screen
from app.ui.templates.field_edit import FieldEdit
from app.ui.templates.language_names import language_name
from app.ui.templates.paragraphs_box import ParagraphsBox
from app.ui.templates.preview_pane import PreviewPane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.ui.templates.preview_process import PreviewProcess

_SIZE: Final = (1080, 630)
_HINT: Final = (
    "What is empty stays as built in. A line with a value that an order does not have is left out."
    " Signature and shop name follow the closing by themselves."
)


class WordsDialog(QDialog):
    """Let the seller say things their way in every message of a language.

    Args:
        words: what counts now by language, or what was typed before and not saved.
    """

    saved = Signal(object)
    """The own words to keep: a dict of OwnWords by language."""

    def __init__(
        self,
        words: Mapping[str, OwnWords],
        languages: Sequence[str],
        process: PreviewProcess,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = dict(words)
        self._first = dict(words)
        self._shown = language
        self.setWindowTitle("Your own wording")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.language = QComboBox(self)
        for each in languages:
            self.language.addItem(language_name(each), each)
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        self.greeting = FieldEdit("Own greeting", LONGEST_PASSAGE, 2, self)
        self.closing = FieldEdit("Own closing", LONGEST_PASSAGE, 3, self)
        self.paragraphs = ParagraphsBox(self)
        self._target = self.greeting
        self.chips = [self._chip(field, title) for field, title in FIELDS.items()]
        self.template = QComboBox(self)
        self.template.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.preview = PreviewPane(process, self)
        self.problem = wrong("", self)
        self._fill_templates()
        self._lay_out()
        self._connect()
        self._show()

    def words(self) -> dict[str, OwnWords]:
        """Return the own words of every language as they stand."""
        written = OwnWords(self.greeting.stored(), self.closing.stored(), self.paragraphs.paragraphs())
        return {**self._words, self._shown: written}

    def is_changed(self) -> bool:
        """Say whether something is worded otherwise than at first."""
        empty = OwnWords()
        now = self.words()
        return any(now.get(each, empty) != self._first.get(each, empty) for each in {*now, *self._first})

    def accept(self) -> None:
        """Keep the words, unless one of them is too long."""
        words = self.words()
        try:
            for language, of_language in words.items():
                read_words(language_name(language), words_table(of_language))
        except ResourceError as problem:
            tell(self.problem, f"Not saved: {problem}.")
            return
        self.saved.emit(words)
        super().accept()

    def _fill_templates(self) -> None:
        to_buyers = (name for name in CONTRACT if recipient_of(name) == BUYER)
        for name in sorted(to_buyers, key=template_title):
            self.template.addItem(template_title(name), name)
        self.template.setCurrentIndex(self.template.findData("refund_lost"))

    def _lay_out(self) -> None:
        left, right = QWidget(self), QWidget(self)
        form, column, split = QFormLayout(left), QVBoxLayout(right), QSplitter(Qt.Orientation.Horizontal, self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        column.setContentsMargins(0, 0, 0, 0)
        form.addRow("&Language", self.language)
        form.addRow("&Greeting", self.greeting)
        form.addRow("Cl&osing", self.closing)
        form.addRow(self.paragraphs)
        chips = QWidget(self)
        row = FlowLayout(chips)
        row.addWidget(QLabel("Insert:", self))
        for chip in self.chips:
            row.addWidget(chip)
        form.addRow(chips)
        form.addRow(muted(_HINT, self))
        column.addWidget(QLabel("In this message:", self))
        column.addWidget(self.template)
        column.addWidget(self.preview, 1)
        self.template.setAccessibleName("Message to preview")
        split.setChildrenCollapsible(False)
        # Large letters need more height than a screen has.
        scroll = QScrollArea(self)
        scroll.setWidget(left)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        split.addWidget(scroll)
        split.addWidget(right)
        split.setSizes([_SIZE[0] * 6 // 10, _SIZE[0] * 4 // 10])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(split, 1)
        whole.addWidget(self.problem)
        whole.addWidget(buttons)
        self.resize(*_SIZE)
        keep_on_screen(self)

    def _connect(self) -> None:
        self.language.currentIndexChanged.connect(self._on_language)
        self.template.currentIndexChanged.connect(self._try)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        for part in (self.greeting, self.closing, self.paragraphs):
            part.edited.connect(self._try)

    def _chip(self, field: str, title: str) -> QPushButton:
        chip = QPushButton(title, self)
        chip.setAutoDefault(False)
        chip.setProperty("field", field)
        chip.setToolTip("Put it where the cursor is")
        # Without taking the focus by the mouse, or nobody would know any more where the cursor was.
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(self._on_chip)
        return chip

    def _on_focus_changed(self, _: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, FieldEdit) and self.isAncestorOf(new):
            self._target = new

    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, QPushButton) and self._target.isEnabled():
            self._target.insert_field(str(chip.property("field")))
            self._target.setFocus()

    def _show(self) -> None:
        words = self._words.get(self._shown, OwnWords())
        self.greeting.show_stored(words.greeting)
        self.closing.show_stored(words.closing)
        self.paragraphs.show_paragraphs(words.paragraphs)
        self._try()

    def _on_language(self, *_: object) -> None:
        self._words = self.words()
        self._shown = str(self.language.currentData())
        self._show()

    def _try(self, *_: object) -> None:
        words = words_table(self.words()[self._shown])
        self.preview.show_template(str(self.template.currentData()), self._shown, words=words)
