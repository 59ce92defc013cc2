"""Read a case out of its rows, and write what happened to it."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from app.logic.case import Case, CaseRow, Change, CopiedText, Draft, Event, NewEvent, Summary
from app.logic.case_history import History
from app.store import clocks, money
from app.store.failures import not_there
from app.store.listing import CASE_COLUMNS
from app.store.tables import StoredCase, StoredDraft, StoredEvent, StoredText

_SUMMARY = tuple(item.name for item in fields(Summary))
_TEXT = tuple(item.name for item in fields(CopiedText))
_ROW = tuple(column.name for column in CASE_COLUMNS)
_DRAFT = tuple(item.name for item in fields(Draft) if item.name not in ("request", "fields"))
_FIELDS = "fields"
"""The key beside those of the request under which a draft's own fields are kept; no request knows it."""


def rows_of(session: Session, case_id: int) -> tuple[StoredCase, StoredDraft]:
    """Return the row of a case and its draft; StoreError for a case that is not there."""
    row, draft = session.get(StoredCase, case_id), session.get(StoredDraft, case_id)
    if row is None or draft is None:
        raise not_there(case_id)
    return row, draft


def read_case(session: Session, row: StoredCase, draft: StoredDraft) -> Case:
    """Return a case with everything that happened to it."""
    events = _events(session, id_of(row))
    return Case(
        row=CaseRow(**{name: getattr(row, name) for name in _ROW}),
        draft=read_draft(draft),
        decision=History.of(events).present_decision(),
        events=events,
        texts=_texts(session, id_of(row)),
    )


def _events(session: Session, case_id: int) -> tuple[Event, ...]:
    stored = session.exec(select(StoredEvent).where(StoredEvent.case_id == case_id).order_by(col(StoredEvent.id)))
    return tuple(Event(event.id or 0, case_id, event.kind, event.at, event.payload) for event in stored)


def _texts(session: Session, case_id: int) -> tuple[CopiedText, ...]:
    stored = session.exec(select(StoredText).where(StoredText.case_id == case_id).order_by(col(StoredText.id)))
    return tuple(CopiedText(**{name: getattr(copied, name) for name in _TEXT}) for copied in stored)


def draft_columns(draft: Draft) -> dict[str, Any]:
    """Return a draft as it is stored."""
    own = {_FIELDS: dict(draft.fields)} if draft.fields else {}
    return {**{name: getattr(draft, name) for name in _DRAFT}, "request": {**draft.request, **own}}


def read_draft(stored: StoredDraft) -> Draft:
    """Return a draft as it was."""
    request = dict(stored.request)
    own = request.pop(_FIELDS, {})
    return Draft(**{name: getattr(stored, name) for name in _DRAFT}, request=request, fields=own)


def id_of(row: StoredCase) -> int:
    """Return the id of a stored case."""
    if row.id is None:
        raise ValueError("the case has not been stored yet")
    return row.id


def append(session: Session, case_id: int, change: Change) -> None:
    """Add what happened, and put clocks and money in the place of those before."""
    session.add_all([_stored_event(case_id, event) for event in change.events])
    session.add_all([StoredText(case_id=case_id, **asdict(copied)) for copied in change.texts])
    clocks.write_clocks(session, case_id, change.clocks)
    money.write_money(session, case_id, change.money)


def _stored_event(case_id: int, event: NewEvent) -> StoredEvent:
    return StoredEvent(case_id=case_id, kind=event.kind, at=event.at, payload=dict(event.payload))


def index_words(session: Session, case_id: int, words: str) -> None:
    """Let a case be found by these words and no others."""
    session.flush()
    session.execute(text("DELETE FROM case_search WHERE rowid = :id"), {"id": case_id})
    session.execute(text("INSERT INTO case_search(rowid, words) VALUES (:id, :words)"), {"id": case_id, "words": words})


def present_columns(change: Change) -> dict[str, Any]:
    """Return what the list shows of a case after a change."""
    summary = {name: getattr(change.summary, name) for name in _SUMMARY}
    return {**summary, "discarded": change.discarded, **clocks.now_columns(change.clocks, change.at)}
