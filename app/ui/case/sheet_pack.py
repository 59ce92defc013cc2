"""Choose what of a case goes into its evidence pack, and under which question of a claim form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.logic.case_sheet import Section, as_text
from app.logic.evidence import evidence_of
from app.logic.evidence_pack import BUYER, SHEET, TEXTS, TRACKING, Piece, file_pieces, text_piece
from app.logic.standing_events import standing_events
from app.ui.case.sheet_content import SHIPMENT
from app.ui.case.sheet_messages import buyer_messages, copied_texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.logic.case import Case
    from app.logic.case_sheet import Sheet
    from app.logic.evidence_folder import EvidenceFolder

_SENT: Final = "What was sent, when and how"
_STORY: Final = "What happened, what was decided and what it cost"
_BUYER: Final = "What the buyer wrote"
_ANSWERS: Final = "What was answered"
_PAPERS: Final = "Photos and papers: proof of posting, of the value, of the damage"


def pieces_of(case: Case, sheet: Sheet, pdf: bytes, folder: EvidenceFolder) -> list[Piece]:
    """Return the files of the pack in the order in which a claim form asks for them; EvidenceRefused if one is gone."""
    files = evidence_of(case.events)
    paths = [folder.path(case.row.id, file) for file in files]
    standing = replace(case, events=standing_events(case.events))
    return [*_texts(standing, sheet, pdf), *file_pieces(files, paths, _PAPERS)]


def pack_title(sheet: Sheet) -> str:
    """Return the first line of the list of contents."""
    return f"{sheet.title}: evidence pack"


def _texts(case: Case, sheet: Sheet, pdf: bytes) -> Iterator[Piece]:
    yield Piece(SHEET, _STORY, pdf)
    shipment = sheet.section(SHIPMENT)
    if shipment is not None:
        order = sheet.section("The order")
        known = [section for section in (order, shipment) if section is not None]
        yield text_piece(TRACKING, _SENT, "\n".join(map(as_text, known)))
    yield from _answers(case, sheet.made_at)
    received = buyer_messages(case, sheet.made_at)
    if received:
        yield text_piece(BUYER, _BUYER, as_text(Section("Messages of the buyer, word for word", tuple(received))))


def _answers(case: Case, now: datetime) -> Iterator[Piece]:
    for name, quote in copied_texts(case, now):
        text = "\n\n".join(filter(None, (quote.head, quote.subject, quote.body)))
        yield text_piece(f"{TEXTS}/{name}.txt", _ANSWERS, text)
