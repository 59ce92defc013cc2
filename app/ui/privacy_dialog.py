"""Ask before anybody is erased: which cases go, what is left of them, and that there is no way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.logic.case import CaseStatus
from app.logic.privacy import Doubt
from app.ui.case.related_words import case_in_words, ties_in_words
from app.ui.labels import status_label
from app.ui.lettering import em, heading, muted, plain

if TYPE_CHECKING:
    from app.logic.case import CaseRow
    from app.logic.privacy import Due
    from app.logic.related import RelatedCase

_WIDTH_EM: Final = 34
_MOST_ROWS: Final = 8
_CASE: Final = Qt.ItemDataRole.UserRole
_GONE: Final = "Names, messages, notes, item, tracking number, photos and papers are erased, here and in {}. "
_LEFT: Final = (
    "Order number and texts leave only a hash; problem, answer, SKU, carrier, days and money stay for your figures. "
    "This cannot be undone."
)
CONFIRMING: Final = "ERASE"
"""What has to be typed before everything goes."""


class ErasingDialog(QDialog):
    """A question with one button that erases, and Cancel as the default."""

    def __init__(self, title: str, text: str, erase: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(em(self) * _WIDTH_EM)
        self.box = QVBoxLayout(self)
        self.box.setSpacing(10)
        self.box.addWidget(heading(title, self, size=1.3))
        self.box.addWidget(plain(text, self))
        buttons = QDialogButtonBox(self)
        self.erase = self._button(buttons, erase, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.cancel = self._button(buttons, "Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        self.cancel.setDefault(True)
        self.erase.clicked.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._buttons = buttons

    def finish(self) -> None:
        """Put the buttons below everything else."""
        self.box.addWidget(self._buttons)

    def _button(self, box: QDialogButtonBox, text: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        button = box.addButton(text, role)
        button.setAutoDefault(False)
        return button


class BuyerDialog(ErasingDialog):
    """Show whose cases will be erased; those that only bear the same name are left out unless they are ticked."""

    confirmed = Signal(list)
    """The ids of the cases to erase."""

    def __init__(self, row: CaseRow, others: tuple[RelatedCase, ...], parent: QWidget) -> None:
        super().__init__("Erase this buyer now?", _GONE.format("every backup") + _LEFT, "Erase", parent)
        self._case = row
        self.list = QListWidget(self)
        self.list.setAccessibleName("Cases to erase")
        self._add(row.id, f"{case_in_words(row)}\nThis case · {status_label(row.status)}", is_chosen=True)
        for other in others:
            text = f"{case_in_words(other.row)}\n{ties_in_words(other)} · {status_label(other.row.status)}"
            self._add(other.row.id, text, is_chosen=other.is_of_buyer)
        rows = min(self.list.count(), _MOST_ROWS)
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth())
        self._open = {one.id for one in (row, *(other.row for other in others)) if one.status is not CaseStatus.CLOSED}
        self.warning = muted("", self)
        self.box.addWidget(self.list)
        self.box.addWidget(self.warning)
        self.finish()
        self.list.itemChanged.connect(self._on_ticked)
        self.accepted.connect(self._on_accepted)
        self._on_ticked()

    def chosen(self) -> list[int]:
        """Return the cases that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(_CASE) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _add(self, case_id: int, text: str, *, is_chosen: bool) -> None:
        item = QListWidgetItem(text, self.list)
        item.setData(_CASE, case_id)
        item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)

    def _on_ticked(self, _: QListWidgetItem | None = None) -> None:
        chosen = self.chosen()
        still_open = len(self._open.intersection(chosen))
        self.erase.setText(f"Erase {_cases(len(chosen))}")
        self.erase.setEnabled(bool(chosen))
        self.warning.setText(
            f"{_cases(still_open)} of these {'is' if still_open == 1 else 'are'} not closed. Tasks and money stay and "
            "can be ticked off, but no message can be written there any more."
        )
        self.warning.setVisible(bool(still_open))

    def _on_accepted(self) -> None:
        self.confirmed.emit(self.chosen())


class DueDialog(ErasingDialog):
    """Ask whether what is due by the clock may be erased, the first time and after the clock jumped."""

    confirmed = Signal(object)
    """The Due to erase."""

    def __init__(self, due: Due, days: int, parent: QWidget) -> None:
        super().__init__("Erase buyers whose cases are long closed?", _why(due, days), "Erase them", parent)
        self._due = due
        self.cancel.setText("Not now")
        self.box.addWidget(muted(_GONE.format("backups as old as that") + _LEFT, self))
        self.box.addWidget(muted("The number of days is in the settings; 0 there means: never by itself.", self))
        self.finish()
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        self.confirmed.emit(self._due)


class EverythingDialog(ErasingDialog):
    """Have the seller type a word before everything is erased."""

    confirmed = Signal(bool)
    """Whether the settings are kept."""

    def __init__(self, cases: int, parent: QWidget) -> None:
        text = (
            f"{_cases(cases)} with all messages, notes, photos and papers, every backup and the log are deleted from "
            "this computer. Copies that you made elsewhere stay. This cannot be undone."
        )
        super().__init__("Erase everything?", text, "Erase everything", parent)
        self.keeps_settings = QCheckBox("&Keep my settings, own templates and own policy values", self)
        self.keeps_settings.setChecked(True)
        self.word = QLineEdit(self)
        self.word.setAccessibleName(f"Type {CONFIRMING} to confirm")
        self.word.setPlaceholderText(f"Type {CONFIRMING} to confirm")
        self.box.addWidget(self.keeps_settings)
        self.box.addWidget(self.word)
        self.finish()
        self.erase.setEnabled(False)
        self.word.textChanged.connect(self._on_typed)
        self.accepted.connect(self._on_accepted)
        self.word.setFocus()

    def _on_typed(self, text: str) -> None:
        self.erase.setEnabled(text.strip() == CONFIRMING)

    def _on_accepted(self) -> None:
        self.confirmed.emit(self.keeps_settings.isChecked())


def _why(due: Due, days: int) -> str:
    many = f"{_cases(len(due.cases))} {'was' if len(due.cases) == 1 else 'were'} closed more than {days} days ago."
    if due.doubt is Doubt.CLOCK_JUMPED:
        return (
            f"{many} But {due.pause} days have passed by this computer's clock since Amends last looked. If the clock "
            "is wrong, choose Not now and set it right; nothing is erased meanwhile."
        )
    return f"{many} From now on Amends erases their buyers by itself, once every money of a case is settled."


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count:,} cases"
