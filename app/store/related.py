"""Look for cases that belong to another one; each question is answered from an index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, select, union

from app.logic.case import CaseRow
from app.logic.erasing import hidden_number
from app.logic.related import Likeness, written_as
from app.store import upkeep
from app.store.listing import CASE_COLUMNS, FOUND, case_row
from app.store.search import match_expression
from app.store.tables import StoredCase

_C: Final = StoredCase.__table__.c  # type: ignore[attr-defined]
_MOST_ALIKE: Final = 60
"""How many of the latest cases with the same name, SKU, reason or carrier are compared."""
_MOST_OF_BUYER: Final = 1_000


def with_hidden_number(connection: Connection, likeness: Likeness) -> Likeness:
    """Return a likeness that finds erased cases of the same order too."""
    salt = upkeep.known_salt(connection)
    hidden = hidden_number(likeness.order_number, salt) if salt else ""
    return replace(likeness, hidden_number=hidden)


def near(connection: Connection, likeness: Likeness) -> Sequence[CaseRow]:
    """Return the cases that may be related, in no particular order; discarded ones are left out."""
    kept = _C.discarded.is_(False)
    questions = [_ids(kept, wanted, _MOST_ALIKE) for wanted in _of_buyer(likeness)]
    alike = {name: getattr(likeness, name) for name in ("sku", "reason", "carrier")}
    questions += [_ids(kept, _C[name] == value, _MOST_ALIKE) for name, value in alike.items() if value]
    return _rows(connection, questions)


def of_buyer(connection: Connection, likeness: Likeness) -> Sequence[CaseRow]:
    """Return the cases of the same order or with the same words as the name, discarded ones too."""
    # One question for each: `IN` over both values would not walk the index by its order.
    kept = [_C.discarded.is_(discarded) for discarded in (False, True)]
    questions = [_ids(each, wanted, _MOST_OF_BUYER) for each in kept for wanted in _of_buyer(likeness)]
    if words := match_expression(likeness.buyer_name):
        # However it was written: with other capitals, accents or spaces.
        questions.append(select(_C.id).where(_C.id.in_(FOUND.bindparams(found_by=words))))
    return _rows(connection, questions)


def _of_buyer(likeness: Likeness) -> list[ColumnElement[bool]]:
    numbers = [number for number in (likeness.order_number, likeness.hidden_number) if number]
    found: list[ColumnElement[bool]] = [_C.order_number.in_(numbers)] if numbers else []
    names = sorted(written_as(likeness.buyer_name))
    return [*found, _C.buyer_name.in_(names)] if names else found


def _ids(kept: ColumnElement[bool], wanted: ColumnElement[bool], most: int) -> Select[Any]:
    return select(_C.id).where(kept, wanted).order_by(_C.id.desc()).limit(most)


def _rows(connection: Connection, questions: list[Select[Any]]) -> Sequence[CaseRow]:
    if not questions:
        return ()
    ids = union(*(select(each.subquery()) for each in questions))
    return [case_row(row) for row in connection.execute(select(*CASE_COLUMNS).where(_C.id.in_(ids)))]
