"""The money that goes back, line by line: the same card in the wizard and in the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.ui.cards import FoldCard, Row
from app.ui.lettering import heading, muted, plain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QWidget

    from app.logic.decision import Refund, RefundLine

_LINES: Final = {
    "item": "Item",
    "outbound_postage": "Delivery",
    "return_postage": "Return postage",
    "late_fee": "Fee for the late return",
    "deduction": "Deduction",
    "partial": "Part of the price",
    "goodwill": "Goodwill",
    "tax": "Tax",
    "already_refunded": "Already refunded",
}


def refund_line_title(code: str) -> str:
    """Name what a line of a refund is for."""
    return _LINES.get(code) or code.replace("_", " ").capitalize()


class RefundCard(FoldCard):
    """The refund with the reason of each line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Refund", parent)

    def show_refund(self, refund: Refund | None) -> None:
        """List the lines with their reasons, and the total."""
        self.clear()
        self.setVisible(refund is not None)
        if refund is None:
            return
        self.set_title("Refund, later" if refund.planned else "Refund")
        for line in refund.lines:
            self._add(line, refund.currency)
        total = heading(_money(refund.total, refund.currency), self, size=1.0)
        total.setWordWrap(False)
        self.inside.addWidget(Row(heading("Total", self, size=1.0), total))
        for line in refund.info:
            self.inside.addWidget(muted(f"For your information: {line.reason}", self))

    def _add(self, line: RefundLine, currency: str) -> None:
        name = plain(refund_line_title(line.code), self)
        name.setToolTip(line.reason)
        self.inside.addWidget(Row(name, _amount(line.amount, currency, self)))
        self.inside.addWidget(muted(line.reason, self))


def _amount(amount: int, currency: str, parent: QWidget) -> QLabel:
    label = plain(_money(amount, currency), parent)
    label.setWordWrap(False)
    return label


def _money(amount: int, currency: str) -> str:
    # Imported here: the case pane stands before there is money to write.
    from app.logic.messages.formats import money_text
    from app.logic.words import INTERFACE_LOCALE

    return money_text(amount, currency, INTERFACE_LOCALE)
