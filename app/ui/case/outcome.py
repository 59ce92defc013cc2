"""What was decided in a case, why, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.cards import Card, FoldToggle
from app.ui.case.policy_words import policy_lines
from app.ui.case.present import mappings, texts, what_would_change
from app.ui.labels import resolution_label
from app.ui.lettering import heading, muted, plain, selectable

if TYPE_CHECKING:
    from collections.abc import Mapping


class Outcome(Card):
    """Show the resolution with its reasons; what would change it and the sources unfold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_tone("accent")
        self.reasons = selectable(plain("", self))
        self.unfold = FoldToggle(self)
        self.unfold.setText("What would change it, and the sources")
        self.unfold.toggled.connect(self._on_toggled)
        self._details: QWidget | None = None
        self.body.addWidget(self.reasons)
        self.body.addWidget(self.unfold)

    def show_decision(self, decision: Mapping[str, object] | None) -> None:
        """Show a stored decision, or that there is none yet."""
        self.set_title(_headline(decision) if decision else "Not decided yet")
        self.setAccessibleName(f"Decision: {self.title.text()}")
        self.reasons.setText(
            " ".join(texts(decision, "reasons")) if decision else "Go on with the questions to find the right answer."
        )
        self.reasons.setVisible(bool(self.reasons.text()))
        self.unfold.setVisible(decision is not None)
        self._show_details(decision or {})

    def _show_details(self, decision: Mapping[str, object]) -> None:
        if self._details is not None:
            self.body.removeWidget(self._details)
            self._details.hide()
            self._details.deleteLater()
        self._details = QWidget(self)
        box = QVBoxLayout(self._details)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        _add_changes(box, decision)
        _add_sources(box, decision)
        self.body.addWidget(self._details)
        self._details.setVisible(self.unfold.isChecked())

    def _on_toggled(self, shown: bool) -> None:
        if self._details is not None:
            self._details.setVisible(shown)


class Warnings(Card):
    """What to watch out for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What to watch out for", parent)
        self.set_tone("warning")

    def show_decision(self, decision: Mapping[str, object] | None) -> None:
        """List what a stored decision warns of; hidden where it warns of nothing."""
        self.clear()
        guards = mappings(decision, "guards")
        for guard in guards:
            self.body.addWidget(selectable(plain(str(guard.get("message")), self)))
        self.setVisible(bool(guards))


def _headline(decision: Mapping[str, object]) -> str:
    from app.logic.headline import stored_headline

    return stored_headline(decision) or resolution_label(str(decision.get("resolution")))


def _add_changes(box: QVBoxLayout, decision: Mapping[str, object]) -> None:
    for lines in what_would_change(decision):
        for line in lines:
            box.addWidget(selectable(plain(line)))
        box.addSpacing(4)


def _add_sources(box: QVBoxLayout, decision: Mapping[str, object]) -> None:
    lines = policy_lines(decision)
    if lines:
        box.addWidget(heading("Where the numbers come from", size=1.0))
    for value, source in lines:
        box.addWidget(selectable(plain(value)))
        box.addWidget(_links(source))
    if decision.get("rule"):
        box.addWidget(selectable(muted(f"Rule: {decision['rule']}")))


def _links(source: str) -> QLabel:
    label = muted("")
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(source)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    label.setOpenExternalLinks(True)
    label.setContentsMargins(0, 0, 0, 3)
    return label
