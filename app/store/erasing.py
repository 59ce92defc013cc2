"""Erase a person from the tables of the case file; what is counted stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, exists, or_, update
from sqlalchemy import select as core_select
from sqlmodel import Session, select

from app.logic.case import Case, CaseStatus, Draft, EventKind
from app.logic.erasing import Eraser, names_in
from app.logic.evidence import evidence_of
from app.logic.money_line import MoneyState
from app.store.search import indexed_words
from app.store.tables import StoredCase, StoredEvent, StoredMoney, StoredText
from app.store.whole_case import draft_columns, index_words, read_case, rows_of

_C: Final = StoredCase.__table__.c  # type: ignore[attr-defined]
_M: Final = StoredMoney.__table__.c  # type: ignore[attr-defined]
_UNSETTLED: Final = (MoneyState.PLANNED, MoneyState.TO_FILE, MoneyState.FILED)


def erase_case(session: Session, case_id: int, salt: bytes, now: datetime) -> None:
    """Take the buyer out of a case: its row, draft, events, texts, money and the words it is found by."""
    row, draft = rows_of(session, case_id)
    case = read_case(session, row, draft)
    eraser = Eraser(salt, _names(case))
    # First: only the rows of an erased case may be changed.
    row.erased_at = row.erased_at or now
    session.flush()
    _erase_events(session, case_id, eraser)
    _erase_texts(session, case_id, eraser)
    session.execute(update(StoredMoney).where(_M.case_id == case_id).values(reason=""))
    draft.sqlmodel_update(draft_columns(eraser.draft(case.draft)))
    _erase_row(row, eraser)
    session.add(_erased(case, now))
    session.flush()
    index_words(session, case_id, indexed_words(read_case(session, row, draft).row, Draft(), ()))


def due(closed_before: datetime) -> Select[Any]:
    """Select the cases closed or discarded before a moment whose buyer is still known.

    A closed case waits while any of its money is not settled.
    """
    unsettled = exists().where(_M.case_id == _C.id, _M.state.in_(_UNSETTLED))
    closed = (_C.status == CaseStatus.CLOSED) & (_C.closed_at < closed_before) & ~unsettled
    thrown_away = _C.discarded.is_(True) & (_C.updated_at < closed_before)
    return core_select(_C.id).where(_C.erased_at.is_(None), or_(closed, thrown_away)).order_by(_C.id)


def _names(case: Case) -> frozenset[str]:
    told = (names_in(event.payload) for event in case.events)
    return frozenset({case.row.buyer_name}).union(names_in(case.draft.request), *told)


def _erase_row(row: StoredCase, eraser: Eraser) -> None:
    row.order_number = eraser.number(row.order_number)
    row.sku = eraser.type_name(row.sku) or ""
    row.carrier = eraser.type_name(row.carrier)
    row.buyer_name = row.item = row.tracking_number = row.snooze_reason = ""


def _erase_events(session: Session, case_id: int, eraser: Eraser) -> None:
    for event in session.exec(select(StoredEvent).where(StoredEvent.case_id == case_id)):
        event.payload = eraser.payload(event.payload)


def _erase_texts(session: Session, case_id: int, eraser: Eraser) -> None:
    for copied in session.exec(select(StoredText).where(StoredText.case_id == case_id)):
        copied.subject, copied.body = eraser.text(copied.subject), eraser.text(copied.body)


def _erased(case: Case, now: datetime) -> StoredEvent:
    told = {"texts": len(case.texts), "files": len(evidence_of(case.events))}
    return StoredEvent(case_id=case.row.id, kind=EventKind.ERASED, at=now, payload=told)
