"""What was decided in a case, why, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from app.ui.case.present import mapping, mappings, texts
from app.ui.case.section import Section, plain_label, selectable_label
from app.ui.labels import fact_label, money_label, resolution_label

if TYPE_CHECKING:
    from collections.abc import Mapping


class Outcome(Section):
    """Show the resolution with its reasons; facts, refund and alternatives unfold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_bar("accent")
        self.reasons = selectable_label("", self)
        self.unfold = QToolButton(self)
        self.unfold.setText("Why, and what would change it")
        self.unfold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.unfold.setArrowType(Qt.ArrowType.RightArrow)
        self.unfold.setAutoRaise(True)
        self.unfold.setCheckable(True)
        self.unfold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.unfold.toggled.connect(self._on_toggled)
        self._details: QWidget | None = None
        self.box.addWidget(self.reasons)
        self.box.addWidget(self.unfold)

    def show_decision(self, decision: Mapping[str, object] | None) -> None:
        """Show a stored decision, or that there is none yet."""
        self.title.setText(_headline(decision) if decision else "Not decided yet")
        self.setAccessibleName(f"Decision: {self.title.text()}")
        self.reasons.setText(
            " ".join(texts(decision, "reasons")) if decision else "Go on with the questions to find the right answer."
        )
        self.reasons.setVisible(bool(self.reasons.text()))
        self.unfold.setVisible(decision is not None)
        self._show_details(decision or {})

    def _show_details(self, decision: Mapping[str, object]) -> None:
        if self._details is not None:
            self.box.removeWidget(self._details)
            self._details.hide()
            self._details.deleteLater()
        self._details = QWidget(self)
        box = QVBoxLayout(self._details)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        for heading, lines in _parts(decision).items():
            if lines:
                box.addWidget(plain_label(heading, self._details, bold=True))
                for line in lines:
                    box.addWidget(selectable_label(line, self._details))
        self.box.addWidget(self._details)
        self._details.setVisible(self.unfold.isChecked())

    def _on_toggled(self, shown: bool) -> None:
        self.unfold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        if self._details is not None:
            self._details.setVisible(shown)


def _headline(decision: Mapping[str, object]) -> str:
    from app.logic.headline import stored_headline

    return stored_headline(decision) or resolution_label(str(decision.get("resolution")))


def _parts(decision: Mapping[str, object]) -> dict[str, list[str]]:
    """Return the unfolded lines under their headings."""
    facts = mapping(decision, "facts")
    refund = mapping(decision, "refund")
    return {
        "What was known": [
            fact_label(fact, str(read.get("value"))) for fact, read in facts.items() if isinstance(read, dict)
        ],
        "What would change it": [_alternative(one) for one in mappings(decision, "would_change")],
        "Refund, later" if refund.get("planned") else "Refund": _refund_lines(refund),
        "What to watch out for": [str(one.get("message")) for one in mappings(decision, "guards")],
        "The rule": [str(decision["rule"])] if decision.get("rule") else [],
    }


def _alternative(one: Mapping[str, Any]) -> str:
    known = fact_label(str(one.get("fact")), str(one.get("value")))
    return f"{known} → {resolution_label(str(one.get('resolution')))}"


def _refund_lines(refund: Mapping[str, Any]) -> list[str]:
    currency = refund.get("currency")
    lines = [f"{money_label(line.get('amount'), currency)}  {line.get('reason')}" for line in mappings(refund, "lines")]
    return (
        [*lines, f"{money_label(refund['total'], currency)} in all"] if len(lines) > 1 and "total" in refund else lines
    )
