"""The case beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.logic.case import CaseStatus
from app.logic.case_history import History
from app.logic.money_lines import MoneyLine, money_lines
from app.ui.case.evidence_card import EvidenceCard
from app.ui.case.money_card import MoneyCard
from app.ui.case.outcome import Outcome, Warnings
from app.ui.case.present import Task, mapping, next_task, refund_of, tasks_of
from app.ui.case.record import Events, Messages, Notes
from app.ui.case.related_card import RelatedCard
from app.ui.case.to_do import NextTask, ToDo
from app.ui.day_words import spell_day
from app.ui.flow_layout import FlowLayout
from app.ui.history.cells import order_name
from app.ui.history.due import in_zone
from app.ui.labels import channel_label, money_label, situation_label, status_label
from app.ui.lettering import heading, muted, plain, selectable, tell
from app.ui.refund_card import RefundCard

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from PySide6.QtGui import QAction

    from app.logic.case import Case, CaseRow
    from app.ui.actions import Actions


class CasePane(QWidget):
    """Show one case: what to do next, what was decided and why, what was said, what happened."""

    ticked = Signal(str, bool)
    """An action's code, and whether it is done now."""

    note_written = Signal(str)

    def __init__(self, actions: Actions, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._zone: str | None = None
        self._day: date | None = None
        self.case: Case | None = None
        self.task: Task | None = None
        self.money: tuple[MoneyLine, ...] = ()
        self.name = selectable(heading("", self, size=1.4))
        self.place = muted("", self)
        self.line = selectable(plain("", self))
        self.next = NextTask(actions, self)
        self.outcome = Outcome(self)
        self.to_do = ToDo(self)
        self.warnings = Warnings(self)
        self.refund = RefundCard(self)
        self.money_card = MoneyCard(self)
        self.messages = Messages(self)
        self.evidence = EvidenceCard(actions.add_files, self)
        self.related = RelatedCard(self)
        self.notes = Notes(self)
        self.events = Events(self)
        self.to_do.ticked.connect(self.ticked)
        self.notes.written.connect(self.note_written)
        self._lay_out(actions)
        self.clear()

    def clear(self) -> None:
        """Show that no case is chosen."""
        self.case = None
        self.task = None
        self._pages.setCurrentWidget(self._nothing)
        self._bar.hide()

    def show_case(self, case: Case, zone: str | None) -> None:
        """Show a case; `zone` is the IANA zone of its place of sale."""
        same = self.case is not None and self.case.row.id == case.row.id
        now = self._clock()
        tasks = tasks_of(case, zone)
        self.case, self._zone, self._day = case, zone, now.date()
        self.task = next_task(case, tasks, now)
        self.money = money_lines(History.of(case.events), zone, case.row.currency)
        self.setUpdatesEnabled(False)
        self._show_head(case)
        self.next.setVisible(self.task is not None)
        if self.task is not None:
            self.next.show_task(self.task, now, case.row.channel)
        # Offered once: beside the task that asks for it, or below.
        self.copy.setVisible(self.task is None or self.task.code != "reply")
        self.warnings.show_decision(case.decision)
        self.outcome.show_decision(case.decision)
        self.to_do.show_tasks(tasks, now, case.row.channel)
        self.refund.show_refund(refund_of(case.decision))
        self.money_card.show_money(self.money, in_zone(now, zone).date())
        self.messages.show_case(case, now)
        self.evidence.show_case(case, now)
        self.notes.show_events(case.events, now)
        self.events.show_events(case.events, now)
        self._show_personal(case)
        self._pages.setCurrentWidget(self._scroll)
        self._bar.show()
        if not same:
            self._scroll.verticalScrollBar().setValue(0)
            self.notes.field.clear()
        self.setUpdatesEnabled(True)

    def show_again(self, case_id: int) -> None:
        """Show a case as it is stored, if it is shown: what was ticked for a step that was given up is not done."""
        if self.case is not None and self.case.row.id == case_id:
            self.show_case(self.case, self._zone)

    def show_open_money(self, reason: str | None) -> None:
        """Say why the case cannot be closed yet; nothing where it can."""
        tell(self._why_open, reason or "")
        self.close_case.setAccessibleDescription(reason or "")
        self.close_case.setToolTip(self._close_action.toolTip())

    def tell_time(self) -> None:
        """Say again how much time is left, and on a new day when everything happened."""
        now = self._clock()
        if self.case is None:
            return
        if now.date() != self._day or next_task(self.case, tasks_of(self.case, self._zone), now) != self.task:
            self.show_case(self.case, self._zone)
        elif self.task is not None:
            self.next.show_task(self.task, now, self.case.row.channel)
        self.to_do.tell_time(now)

    def look_at(self, card: QWidget) -> None:
        """Bring a card into view."""
        self._scroll.ensureWidgetVisible(card)

    def begin_note(self) -> None:
        """Go to the field for a new note."""
        self.look_at(self.notes)
        self.notes.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_narrow(self, narrow: bool) -> None:
        """Offer the way back to the list where the case fills the window."""
        self._back.setVisible(narrow)

    def _show_head(self, case: Case) -> None:
        row = case.row
        self.name.setText(row.buyer_name or order_name(row) or "New case")
        self.place.setText(channel_label(row.channel))
        self.line.setText(" · ".join(filter(None, _head_parts(row, case))))
        self.setAccessibleName(f"Case of {self.name.text()}")
        unfinished = row.status is CaseStatus.UNFINISHED
        self.go_on.setText("Go on" if unfinished else "Go through again")
        self.go_on.setDefault(unfinished)
        self.close_case.setVisible(row.status is not CaseStatus.CLOSED)
        self.reopen_case.setVisible(row.status is CaseStatus.CLOSED)

    def _show_personal(self, case: Case) -> None:
        """Leave out what was erased, and ask for what is related."""
        is_erased = case.row.erased_at is not None
        self.evidence.setHidden(is_erased)
        self.notes.setHidden(is_erased)
        if is_erased:
            self.messages.hide()
            self.warnings.show_decision(None)
        self.related.show_case(case)

    def _lay_out(self, actions: Actions) -> None:
        self._back = _button(actions.back, self, "‹ Back to the list")
        self._pages = QStackedWidget(self)
        self._nothing = muted("Choose a case to see what to do next.", self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll = self._scrolled()
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(self._scroll)
        self._bar = self._button_bar(actions)
        self._close_action = actions.close_case
        self._why_open = muted("", self)
        self._why_open.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 10, 12, 8)
        box.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._pages, 1)
        box.addWidget(self._why_open)
        box.addWidget(self._bar)
        self._back.hide()

    def _scrolled(self) -> QScrollArea:
        inside = QWidget(self)
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 4, 0)
        box.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.place)
        self.place.setWordWrap(False)
        box.addLayout(head)
        box.addWidget(self.line)
        for card in (
            self.next,
            self.warnings,
            self.outcome,
            self.to_do,
            self.money_card,
            self.refund,
            self.messages,
            self.evidence,
        ):
            box.addWidget(card)
        box.addWidget(self.notes)
        box.addWidget(self.related)
        box.addWidget(self.events)
        box.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _button_bar(self, actions: Actions) -> QWidget:
        bar = QWidget(self)
        row = FlowLayout(bar)
        self.go_on = _button(actions.go_on, bar)
        self.next_round = _button(actions.something_new, bar, "Something new…")
        self.next_round.setAccessibleName(actions.something_new.text().replace("&", ""))
        self.copy = _button(actions.copy_message, bar, "Copy message…")
        self.sheet = _button(actions.case_sheet, bar, "Case sheet…")
        self.close_case = _button(actions.close_case, bar, "Close case")
        self.reopen_case = _button(actions.reopen_case, bar, "Reopen case")
        for button in (self.go_on, self.next_round, self.copy, self.sheet, self.close_case, self.reopen_case):
            row.addWidget(button)
        return bar


def _head_parts(row: CaseRow, case: Case) -> tuple[str, ...]:
    refund = mapping(case.decision, "refund")
    money = money_label(refund["total"], refund.get("currency")) if refund.get("total") else ""
    number = row.order_number if row.buyer_name else ""
    erased = f"Personal data erased on {spell_day(row.erased_at.astimezone().date())}" if row.erased_at else ""
    return number, row.item, situation_label(row.situation), money, status_label(row.status), erased


def _button(action: QAction, parent: QWidget, text: str | None = None) -> QPushButton:
    """Make a button that does and enables what its action does."""
    button = QPushButton(text or action.text().replace("&", ""), parent)
    button.setAutoDefault(False)
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    return button
