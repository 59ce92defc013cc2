"""What can happen to a case: the use cases the window offers, each of them one transaction of the store."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from app.logic.case import (
    Case,
    CaseClock,
    CaseQuery,
    CaseRow,
    CaseStatus,
    Change,
    CopiedText,
    Draft,
    Event,
    EventKind,
    NewEvent,
    RawRequest,
    SortKey,
    View,
)
from app.logic.case_clocks import clocks_of
from app.logic.case_history import History
from app.logic.case_round import AWAITING
from app.logic.case_summary import summarise
from app.logic.case_telling import Happening, filed_by, kept_of, ticked, told_of
from app.logic.costs import CostChoices, CostLine, CostQuery
from app.logic.money_lines import MoneyLine, money_lines
from app.logic.open_money import holds_open
from app.logic.ports import CaseStore, StoreError
from app.logic.related import Likeness, Related, sort_related
from app.logic.told_money import TAKEN_BACK

__all__ = [
    "Case",
    "CaseBook",
    "CaseQuery",
    "CaseRow",
    "CaseStatus",
    "CaseStore",
    "CopiedText",
    "Draft",
    "Event",
    "EventKind",
    "RawRequest",
    "SortKey",
    "StoreError",
    "View",
]

_AT_ONCE = 100
"""How many cases are carried over between two questions of the window's."""


class CaseBook:
    """The seller's cases. `clock` gives aware moments.

    `zones` holds the IANA time zone of each channel that has one, `currencies` the currency of each.
    """

    def __init__(
        self,
        store: CaseStore,
        clock: Callable[[], datetime],
        zones: Mapping[str, str | None] | None = None,
        currencies: Mapping[str, str] | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._zones = zones or {}
        self._currencies = currencies or {}

    def open_case(self, draft: Draft) -> int:
        """Start a case with the seller's first answer; return its id."""
        return self._store.add(self._changed(History(), draft, [(EventKind.OPENED, {})]))

    def save_draft(self, case_id: int, draft: Draft) -> None:
        """Keep what the seller has typed so far."""
        self._store.change(case_id, lambda case: self._changed(History.of(case.events), draft, []))

    def record_decision(self, case_id: int, decision_json: Mapping[str, object], draft: Draft) -> None:
        """Keep a decision as it was shown, unless it is the one that was kept last."""
        self._record(case_id, draft, decision_json, [])

    def record_copied(self, case_id: int, text: CopiedText) -> None:
        """Keep a text exactly as it was copied."""
        template = {"template": text.template, "template_version": text.template_version, "rule": text.rule}

        def step(case: Case) -> Change:
            happened = (EventKind.COPIED, {**template, "language": text.language})
            change = self._changed(History.of(case.events), case.draft, [happened])
            return replace(change, texts=(replace(text, copied_at=text.copied_at.astimezone(UTC)),))

        self._store.change(case_id, step)

    def finish(self, case_id: int, decision_json: Mapping[str, object], draft: Draft, *, sent: bool = True) -> None:
        """Note that the seller is done with the answer; the case stays open while something is left to do.

        Without `sent` the message was not sent, so the reply is left to do.
        """
        sending: list[Happening] = [(EventKind.SENT, filed_by(decision_json))] if sent else []
        self._record(case_id, draft, decision_json, [*sending, (EventKind.FINISHED, {})])

    def undo_finish(self, case_id: int) -> None:
        """Take back the last Finish: the case stands where it stood before."""

        def step(case: Case) -> Change | None:
            history = History.of(case.events)
            if not history.is_finished():
                return None
            return self._changed(history, case.draft, [(EventKind.SENT_UNDONE, {})])

        self._store.change(case_id, step)

    def tick(self, case_id: int, action: str, done: bool) -> None:
        """Note that an action was done, or was not done after all."""
        event = (EventKind.ACTION_DONE if done else EventKind.ACTION_UNDONE, {"action": action})

        def step(case: Case) -> Change | None:
            history = History.of(case.events)
            asked = action.startswith(AWAITING)
            # Asking for an answer never ends: the same tick asks once more.
            if not asked and any(each.key == action and each.done is done for each in history.actions()):
                return None
            draft = case.draft if asked else ticked(case, action, event)
            return self._changed(history, draft, [event])

        self._store.change(case_id, step)

    def happened(self, case_id: int, what: str, draft: Draft, told: Mapping[str, object]) -> None:
        """Begin a new round because something new happened; `told` may bring actions and a refund of its own.

        Earlier decisions and texts stay as they were.
        """
        happening = (EventKind.HAPPENED, {**told, "what": what})
        self._store.change(case_id, lambda case: self._changed(History.of(case.events), draft, [happening]))

    def take_back_happening(self, case_id: int, draft: Draft) -> None:
        """Drop the latest round again and go back to the draft before it."""

        def step(case: Case) -> Change | None:
            history = History.of(case.events)
            if len(history.rounds) == 1:
                return None
            return self._changed(history, draft, [(EventKind.HAPPENED_UNDONE, {})])

        self._store.change(case_id, step)

    def no_reply_needed(self, case_id: int) -> None:
        """Note that the buyer's latest message asks for no answer; what was to be done before stays."""
        self._happen(case_id, EventKind.NO_REPLY_NEEDED, lambda _, history: not history.is_finished())

    def snooze(self, case_id: int, action: str, until: datetime | None, why: str = "") -> None:
        """Put an action off until a moment; None takes a snooze back."""
        moment = until.astimezone(UTC).isoformat() if until else None
        self._add(case_id, EventKind.SNOOZED, {"action": action, "until": moment, "why": why})

    def record_money(self, case_id: int, line: MoneyLine) -> None:
        """Keep how far a line of money has come; where an action makes or files it, the action is done with it."""
        told = told_of(line)
        self._store.change(case_id, lambda case: self._tell_money(case, told, line.action))

    def take_back_money(self, case_id: int, line: str) -> None:
        """Let a line of money, named by its key, stand as it did before it was told last."""

        def step(case: Case) -> Change | None:
            told = History.of(case.events).money.lines.get(line)
            if told is None:
                return None
            back = {"line": line, "kind": told.get("kind"), TAKEN_BACK: True}
            return self._tell_money(case, back, told.get("action"))

        self._store.change(case_id, step)

    def _tell_money(self, case: Case, told: Mapping[str, object], action: str | None) -> Change:
        history, event = History.of(case.events), (EventKind.MONEY, told)
        draft = case.draft if action is None else ticked(case, action, event)
        return self._changed(history, draft, [event])

    def add_evidence(self, case_id: int, told: Mapping[str, object]) -> None:
        """Note that a file was copied into the case's folder; `told` names it, its hash and its size."""
        self._add(case_id, EventKind.EVIDENCE_ADDED, told)

    def remove_evidence(self, case_id: int, file: str) -> None:
        """Take a file out of the evidence; it stays in the folder until the case is erased."""
        self._add(case_id, EventKind.EVIDENCE_REMOVED, {"file": file})

    def close(self, case_id: int) -> None:
        """Close a case by the seller's own decision; StoreError while money that was promised is open."""
        add = self._adding([(EventKind.CLOSED, {})])

        def step(case: Case) -> Change | None:
            if case.row.status is CaseStatus.CLOSED:
                return None
            money = holds_open(History.of(case.events), self._money(case))
            if money is not None:
                raise StoreError("The case stays open.", "Nothing was changed.", f"{money} Settle it or write it off.")
            return add(case)

        self._store.change(case_id, step)

    def _money(self, case: Case) -> tuple[MoneyLine, ...]:
        channel = str(case.draft.request.get("channel"))
        return money_lines(History.of(case.events), self._zones.get(channel), self._currencies.get(channel))

    def reopen(self, case_id: int) -> None:
        """Open a closed case again."""
        self._happen(case_id, EventKind.REOPENED, lambda case, _: case.row.status is CaseStatus.CLOSED)

    def discard(self, case_id: int) -> None:
        """Take a case out of every view."""
        self._happen(case_id, EventKind.DISCARDED, lambda _, history: not history.discarded)

    def restore(self, case_id: int) -> None:
        """Bring a discarded case back."""
        self._happen(case_id, EventKind.RESTORED, lambda _, history: history.discarded)

    def add_note(self, case_id: int, text: str) -> None:
        """Add a note of the seller's own."""
        self._add(case_id, EventKind.NOTE, {"text": text})

    def carry_over(self) -> int:
        """Work out clocks and money for some cases of an older version; return how many, 0 at the end."""
        return self._store.carry_over(lambda case: self._changed(History.of(case.events), case.draft, []), _AT_ONCE)

    def case(self, case_id: int) -> Case:
        """Return a case with everything that happened to it."""
        return self._store.case(case_id)

    def rows(self, query: CaseQuery, offset: int, limit: int) -> list[CaseRow]:
        """Return one page of the list."""
        return list(self._store.rows(query, offset, limit))

    def count(self, query: CaseQuery) -> int:
        """Return how many cases the list would show."""
        return self._store.count(query)

    def counts(self) -> dict[View, int]:
        """Return how many cases each view holds."""
        return self._store.counts()

    def related(self, likeness: Likeness) -> Related:
        """Return the buyer's other cases and the most similar ones."""
        return sort_related(*self._store.near(likeness))

    def refresh_due_now(self) -> bool:
        """Work out anew what is due now in every open case; return whether anything changed."""
        return self._store.refresh_due_now(self._clock().astimezone(UTC))

    def next_due(self) -> tuple[CaseRow, CaseClock] | None:
        """Return the clock that becomes due next, with its case; None when no clock lies ahead."""
        return self._store.next_due(self._clock().astimezone(UTC))

    def became_due(self, since: datetime) -> list[CaseRow]:
        """Return the cases in which something became due after a moment, what costs most first."""
        return list(self._store.became_due(since, self._clock().astimezone(UTC)))

    def open_clocks(self) -> list[tuple[CaseRow, CaseClock]]:
        """Return every clock of every open case with its case, the one that ends first before the others."""
        return list(self._store.open_clocks())

    def to_recover(self) -> list[tuple[CaseRow, MoneyLine]]:
        """Return every claim that is not filed or not paid yet, the window that closes first before the others."""
        return list(self._store.to_recover())

    def cost_lines(self, query: CostQuery) -> list[CostLine]:
        """Return what the cases of a query cost, a line for each month, situation, reason, SKU or carrier."""
        return list(self._store.cost_lines(query))

    def cost_choices(self) -> CostChoices:
        """Return in which currencies and on which channels there are cases."""
        return self._store.cost_choices()

    def unfinished_latest(self) -> Case | None:
        """Return the case to offer for going on where the seller stopped."""
        return self._store.latest_unfinished()

    def open_cases_for_order(self, number: str, channel: str | None) -> list[CaseRow]:
        """Return the cases of an order that are not closed, the latest first; no channel means any."""
        return list(self._store.not_closed(number.strip(), channel)) if number.strip() else []

    def _happen(self, case_id: int, kind: EventKind, applies: Callable[[Case, History], bool]) -> None:
        """Add one event where it applies; asking twice changes nothing."""
        add = self._adding([(kind, {})])
        self._store.change(case_id, lambda case: add(case) if applies(case, History.of(case.events)) else None)

    def _add(self, case_id: int, kind: EventKind, told: Mapping[str, object]) -> None:
        self._store.change(case_id, self._adding([(kind, told)]))

    def _adding(self, happenings: list[Happening]) -> Callable[[Case], Change]:
        return lambda case: self._changed(History.of(case.events), case.draft, happenings)

    def _record(self, case_id: int, draft: Draft, decision: Mapping[str, object], then: list[Happening]) -> None:
        request = kept_of(draft.request)
        told = {"decision": dict(decision), "request": request, "buyer_message": draft.buyer_message}
        # As the store gives it back, lists for tuples, or the same decision would look like another one.
        decided: Mapping[str, object] = json.loads(json.dumps(told))

        def step(case: Case) -> Change:
            history = History.of(case.events)
            happenings = [] if history.decided == decided else [(EventKind.DECIDED, decided)]
            return self._changed(history, draft, [*happenings, *then])

        self._store.change(case_id, step)

    def _changed(self, history: History, draft: Draft, happenings: list[Happening]) -> Change:
        now = self._clock().astimezone(UTC)
        events = tuple(NewEvent(kind, now, payload) for kind, payload in happenings)
        for event in events:
            history.add(event)
        draft = replace(draft, request=kept_of(draft.request))
        channel = str(draft.request.get("channel"))
        zone = self._zones.get(channel)
        money = money_lines(history, zone, self._currencies.get(channel))
        clocks = clocks_of(history, zone)
        summary = summarise(draft.request, history, clocks, money)
        is_over = summary.status is CaseStatus.CLOSED or history.discarded
        return Change(summary, draft, history.discarded, now, events, clocks=() if is_over else clocks, money=money)
