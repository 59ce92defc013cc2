"""The right side of the answer: checks, what to do by when, why, what would change it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.logic.calendar import day_in_zone
from app.logic.messages.formats import money_text
from app.logic.outcome_words import ACTIONS, DONE_ACTIONS, RESOLUTIONS
from app.logic.words import INTERFACE_LOCALE, day_words
from app.ui.cards import FoldCard, LinkButton, Row
from app.ui.lettering import muted, plain
from app.ui.wizard.known_lines import distance_words, what_if
from app.ui.wrapping_tick import WrappingTick

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.logic.decision import Action, Alternative, Decision, Finding
    from app.logic.facts import Moment


class ChecksCard(FoldCard):
    """What the place of sale would not like about the text."""

    wanted = Signal(object)
    """The finding whose place in the text is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Checks", parent)

    def show_findings(self, findings: Sequence[Finding], place: str) -> None:
        """List the findings, the blocking ones first."""
        self.clear()
        blocking = [finding for finding in findings if finding.blocking]
        self.set_tone("danger" if blocking else "warning" if findings else "good")
        self.set_title("Change this first" if blocking else "Worth a look" if findings else "Ready to copy")
        if not findings:
            self.inside.addWidget(plain(f"Nothing in it that {place} blocks.", self))
        for finding in _once((*blocking, *(each for each in findings if not each.blocking))):
            link = _FindingLink(finding, self)
            link.wanted.connect(self.wanted)
            self.inside.addWidget(Row(plain(finding.message, self), link))


def _once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Say each sentence once, for the first place; the others stay underlined and follow when that one is mended."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.message, finding)
    return tuple(first.values())


class _FindingLink(LinkButton):
    wanted = Signal(object)

    def __init__(self, finding: Finding, parent: QWidget) -> None:
        super().__init__("Show", f"Show in the text: {finding.message}", parent)
        self._finding = finding
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.wanted.emit(self._finding)


class ActionTick(WrappingTick):
    """One thing to do; a tick says that it is done."""

    ticked = Signal(str, bool)

    def __init__(self, action: Action, amount: str, parent: QWidget) -> None:
        words = ACTIONS.get(action.code, action.code)
        done = DONE_ACTIONS.get(action.code, words)
        if amount:
            words, done = f"{words}: {amount}", f"{done} {amount}"
        super().__init__(done if action.done else words, parent)
        self.code = action.code
        self.setAccessibleName(words)
        self.setChecked(action.done)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self, checked: bool) -> None:
        self.ticked.emit(self.code, checked)


class ToDoCard(FoldCard):
    """What the seller has to do by when."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What to do", parent)
        self.ticks: tuple[ActionTick, ...] = ()

    def show_actions(self, decision: Decision) -> None:
        """List the actions with their clocks; the reply is ticked by sending it."""
        focused = next((tick.code for tick in self.ticks if tick.hasFocus()), None)
        self.clear()
        self.ticks = ()
        for action in decision.actions:
            self.inside.addWidget(
                plain(ACTIONS["reply"], self) if action.code == "reply" else self._tick(action, decision)
            )
            for words in filter(None, (clock_words(action, decision), action.note)):
                label = muted(words, self)
                label.setIndent(24)
                self.inside.addWidget(label)
        self._focus_again(focused)
        self.setVisible(bool(decision.actions))

    def _focus_again(self, code: str | None) -> None:
        for tick in self.ticks:
            if tick.code == code:
                tick.setFocus()

    def _tick(self, action: Action, decision: Decision) -> ActionTick:
        refund = decision.refund
        pays = refund is not None and action.code == "refund" and refund.total > 0
        amount = money_text(refund.total, refund.currency, INTERFACE_LOCALE) if refund is not None and pays else ""
        tick = ActionTick(action, amount, self)
        tick.ticked.connect(self.ticked)
        self.ticks += (tick,)
        return tick


class WhyCard(FoldCard):
    """The reasons of the decision."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Why", parent)

    def show_reasons(self, decision: Decision) -> None:
        """List one sentence for each fact that counted."""
        self.clear()
        for reason in decision.reasons:
            self.inside.addWidget(plain(reason, self))
        self.setVisible(bool(decision.reasons))


class ChangesCard(FoldCard):
    """What would change the decision; each line leads to its question."""

    wanted = Signal(str)
    """The fact whose question is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What would change it", parent, is_open=False)

    def show_alternatives(self, decision: Decision) -> None:
        """List the other answers that would lead elsewhere."""
        self.clear()
        for alternative in decision.would_change:
            link = _AlternativeLink(alternative, self)
            link.wanted.connect(self.wanted)
            self.inside.addWidget(Row(plain(what_if(alternative.fact, alternative.value), self), link))
            result = muted(f"→ {RESOLUTIONS[alternative.resolution]}", self)
            self.inside.addWidget(result)
        self.setVisible(bool(decision.would_change))


class _AlternativeLink(LinkButton):
    wanted = Signal(str)

    def __init__(self, alternative: Alternative, parent: QWidget) -> None:
        words = what_if(alternative.fact, alternative.value)
        super().__init__("Go there", f"Go to the question: {words}", parent)
        self._fact = alternative.fact
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.wanted.emit(self._fact)


class WatchCard(FoldCard):
    """What to watch out for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What to watch out for", parent)
        self.set_tone("warning")

    def show_guards(self, decision: Decision, more: Sequence[str] = ()) -> None:
        """List what could go wrong; `more` are warnings that the rules do not know of."""
        self.clear()
        for sentence in more:
            self.inside.addWidget(plain(sentence, self))
        for guard in decision.guards:
            label = plain(guard.message, self)
            label.setToolTip(guard.source or "")
            self.inside.addWidget(label)
        self.setVisible(bool(decision.guards or more))


def clock_words(action: Action, decision: Decision) -> str:
    """Say between when and when something is to be done, in days as the place of sale counts them."""
    zone = decision.request.channel.time_zone
    today = decision.request.today
    latest = _moment_words(action.latest, zone, today)
    if action.earliest is not None and day_in_zone(action.earliest, zone) > today:
        earliest = _moment_words(action.earliest, zone, today)
        return f"from {earliest}" + (f" until {latest}" if latest else "")
    return f"by {latest}" if latest else ""


def _moment_words(moment: Moment | None, zone: str | None, today: date) -> str:
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        local = moment.astimezone()
        return f"{day_words(local.date())}, {local:%H:%M}"
    words = day_words(day_in_zone(moment, zone))
    return f"{words} ({distance_words(moment, today)})"
