"""The right pane: the answer taking shape from the first click on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.logic.headline import headline
from app.logic.outcome_words import RESOLUTIONS
from app.logic.words import QUESTIONS
from app.ui.cards import Card, FoldCard
from app.ui.lettering import heading, muted, tell
from app.ui.wizard.two_pane import scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.logic.decision import Decision, Question
    from app.logic.facts import Resolution
    from app.ui.wizard.road import Road

_SHOWN = 6


class ShapePane(QWidget):
    """What the answers lead to so far, and what is still open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fold = FoldCard("Taking shape", self)
        self._headline = heading("", self, size=1.2)
        self._detail = muted("", self)
        self._open_title = heading("Still open", self, size=1.0)
        self._open = muted("", self)
        for label in (self._headline, self._detail, self._open_title, self._open):
            self.fold.inside.addWidget(label)
        self.setAccessibleName("Taking shape")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.fold)
        layout.addStretch(1)
        self.fold.folded.connect(self._show_title)
        self.show_road(None)

    def set_narrow(self, narrow: bool) -> None:
        """Fold to a strip, or unfold."""
        self.fold.set_open(not narrow)
        self._show_title()

    def show_road(self, road: Road | None, possible: Sequence[Resolution] = ()) -> None:
        """Show where the answers lead; `possible` are the resolutions that an open question leaves."""
        decision = road.decision if road else None
        question = road.question if road else None
        self.fold.set_tone("accent" if decision else None)
        if decision is not None:
            self._show_decision(decision)
        elif question is not None:
            self._show_question(question, possible)
        else:
            self._tell("Nothing yet", "It starts with the order and what happened.", "")
        self._show_title()

    def _show_title(self, *_: object) -> None:
        """Say on the folded strip what the card would show."""
        folded = not self.fold.toggle.isChecked()
        self.fold.set_title(f"Taking shape: {self._headline.text()}" if folded else "Taking shape")

    def _show_decision(self, decision: Decision) -> None:
        self._tell(headline(decision), "", "Nothing. Every answer that matters is given.")

    def _show_question(self, question: Question, possible: Sequence[Resolution]) -> None:
        lines = [f"•  {words}" for words in dict.fromkeys(RESOLUTIONS[resolution] for resolution in possible)]
        more = [f"…  and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
        headline = lines[0].removeprefix("•  ") if len(lines) == 1 else f"{len(lines)} answers are possible"
        detail = "" if len(lines) == 1 else "\n".join(lines[:_SHOWN] + more)
        wording = QUESTIONS.get(question.fact)
        self._tell(headline, detail, wording.title if wording else question.fact)

    def _tell(self, headline: str, detail: str, still_open: str) -> None:
        self._headline.setText(headline)
        tell(self._detail, detail)
        self._open_title.setVisible(bool(still_open))
        tell(self._open, still_open)


class SideCards(QWidget):
    """A column of cards that scrolls when it is taller than the window."""

    def __init__(self, cards: tuple[Card, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content))
