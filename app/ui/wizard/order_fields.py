"""The fields of an order: what each is called, how it is typed, and the sentence when it is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.logic.fields import DAY_WANTED
from app.ui.date_field import DateField
from app.ui.lettering import tell, wrong
from app.ui.typed_amounts import plain_amount
from app.ui.wizard.state import ABSENT

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A key of the order and how it is shown: `kind` is line, count, money or day; `none` says what null means."""

    key: str
    label: str
    kind: str = "line"
    example: str = ""
    none: str = ""


FIRST_FIELDS: Final = (
    FieldSpec("buyer_name", "Buyer's &name"),
    FieldSpec("item", "&Item"),
)
MORE_FIELDS: Final = (
    FieldSpec("item_price", "&Price of all units", "money", "25.00"),
    FieldSpec("shipping_paid", "Delivery paid", "money", "4.99"),
    FieldSpec("tax_paid", "Tax paid", "money", "2.10"),
    FieldSpec("insured_amount", "Insured for", "money", "100.00"),
    FieldSpec("quantity", "&Quantity", "count", "1"),
    FieldSpec("units", "Units &concerned", "count", "all"),
    FieldSpec("ordered_at", "&Ordered on", "day"),
    FieldSpec("ship_by", "Ship b&y", "day"),
    FieldSpec("shipped_on", "&Shipped on", "day", none="Not shipped yet"),
    FieldSpec("latest_delivery", "L&atest delivery", "day"),
    FieldSpec("sku", "SKU"),
    FieldSpec("carrier", "Carrie&r", example="USPS"),
    FieldSpec("tracking_number", "&Tracking number", none="Without tracking"),
    FieldSpec("delivered_on", "Deli&vered on", "day"),
)


class OrderField(QWidget):
    """One field with its label above and the sentence about a wrong value below."""

    edited = Signal(str)
    """The key whose value the seller changed."""

    def __init__(self, spec: FieldSpec, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        name = spec.label.replace("&", "")
        self.editor: QLineEdit | DateField = DateField(name, today, self) if spec.kind == "day" else QLineEdit(self)
        self.line = self.editor.line if isinstance(self.editor, DateField) else self.editor
        self.none_box = QCheckBox(spec.none, self) if spec.none else None
        self.problem = wrong(parent=self)
        self._build(name)
        self._connect()

    def value(self) -> Any:
        """Return the value for the request: ABSENT while unknown, None when known to be none."""
        if self.none_box is not None and self.none_box.isChecked():
            return None
        text = self.editor.text() if isinstance(self.editor, DateField) else self.editor.text().strip()
        if not text:
            return ABSENT
        if self.spec.kind == "money":
            return plain_amount(text)
        return int(text) if self.spec.kind == "count" and text.isascii() and text.isdigit() else text

    def show_value(self, value: Any) -> None:
        """Show what is known without telling anybody."""
        if self.none_box is not None:
            self.none_box.setChecked(value is None)
        text = "" if value is ABSENT or value is None else str(value)
        if isinstance(self.editor, DateField):
            self.editor.set_text(text)
        elif self.editor.text() != text:
            self.editor.setText(text)
        self.editor.setEnabled(value is not None)

    def mark_unreadable(self) -> None:
        """Say at once what is wrong with a day that cannot be read, unless it is still being typed."""
        if isinstance(self.editor, DateField) and self.editor.is_unreadable() and not self.line.hasFocus():
            self.show_problem(DAY_WANTED)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, or that nothing is; a screen reader hears it with the field."""
        tell(self.problem, sentence)
        self.line.setAccessibleDescription(sentence)

    def set_month_first(self, month_first: bool) -> None:
        """Read 11/5 as the place of sale does."""
        if isinstance(self.editor, DateField):
            self.editor.month_first = month_first

    def _build(self, name: str) -> None:
        label = QLabel(self.spec.label, self)
        label.setBuddy(self.line)
        # As tall as a check box, so that fields side by side stand on one line.
        label.setMinimumHeight(QCheckBox().sizeHint().height())
        if not isinstance(self.editor, DateField):
            self.editor.setAccessibleName(name)
            self.editor.setPlaceholderText(self.spec.example)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(label, 1)
        if self.none_box is not None:
            self.none_box.setAccessibleName(f"{name}: {self.spec.none}")
            head.addWidget(self.none_box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(self.editor)
        layout.addWidget(self.problem)
        self.setFocusProxy(self.line)

    def _connect(self) -> None:
        if isinstance(self.editor, DateField):
            self.editor.edited.connect(self._on_edited)
        else:
            self.editor.textEdited.connect(self._on_edited)
        if self.none_box is not None:
            self.none_box.clicked.connect(self._on_edited)

    def _on_edited(self) -> None:
        if self.none_box is not None:
            self.editor.setEnabled(not self.none_box.isChecked())
        self.edited.emit(self.spec.key)
