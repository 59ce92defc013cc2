"""Put a case sheet on pages, on paper or in a PDF: the number of each page, and what it belongs to, at its foot."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
    QTextFrame,
)

from app.ui.case.sheet_document import KEPT_WHOLE, document_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPagedPaintDevice, QTextBlock, QTextDocument

    from app.logic.case_sheet import Sheet
    from app.ui.case.sheet_document import Pictures

_DPI: Final = 600
_MARGINS: Final = QMarginsF(18, 16, 18, 14)
"""In millimetres."""
_FOOT_POINTS: Final = 8
_FOOT_ROOM: Final = 0.4
"""Inches kept for the foot of a page."""
_MOST_TURNS: Final = 50

_BREAK: Final = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore

_LETTER: Final = frozenset("US CA MX BZ CL CO CR GT NI PA PH PR SV VE".split())  # noqa: SIM905
"""Territories that print on Letter, after the Unicode CLDR."""


def paper_of(locale: QLocale) -> QPageSize:
    """Return the paper of a country: Letter or A4."""
    is_letter = QLocale.territoryToCode(locale.territory()) in _LETTER
    return QPageSize(QPageSize.PageSizeId.Letter if is_letter else QPageSize.PageSizeId.A4)


def page_layout(locale: QLocale) -> QPageLayout:
    """Return paper and margins."""
    unit = QPageLayout.Unit.Millimeter
    return QPageLayout(paper_of(locale), QPageLayout.Orientation.Portrait, _MARGINS, unit)


def pdf_of(sheet: Sheet, pictures: Pictures, locale: QLocale) -> bytes:
    """Return the sheet as a PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageLayout(page_layout(locale))
    writer.setTitle(sheet.title)
    writer.setCreator("Amends")
    paint_pages(writer, sheet, pictures)
    return bytes(buffer.data().data())


def paint_pages(device: QPagedPaintDevice, sheet: Sheet, pictures: Pictures, pages: range | None = None) -> int:
    """Paint the sheet on the pages of a device, all or some of them, and return how many it has.

    OSError where a printer does not take it.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise OSError(errno.EIO, "the printer does not take it")
    try:
        return _Pages(device, sheet, document_of(sheet, pictures)).paint(painter, pages)
    finally:
        painter.end()


class _Pages:
    """A document laid out for the pages of one device."""

    def __init__(self, device: QPagedPaintDevice, sheet: Sheet, document: QTextDocument) -> None:
        self._device = device
        self._sheet = sheet
        self._document = document
        foot = _FOOT_ROOM * device.logicalDpiY()
        self._body = QSizeF(device.width(), device.height() - foot)
        document.documentLayout().setPaintDevice(device)
        document.setPageSize(self._body)
        _keep_together(document)

    def paint(self, painter: QPainter, pages: range | None) -> int:
        """Paint page after page; numbers begin with 1."""
        filled = filled_pages(self._document)
        count = len(filled)
        wanted = [number for number in pages or range(1, count + 1) if number <= count]
        for place, number in enumerate(wanted):
            if place:
                self._device.newPage()
            self._paint_body(painter, filled[number - 1])
            self._paint_foot(painter, f"Page {number} of {count}")
        return count

    def _paint_body(self, painter: QPainter, place: int) -> None:
        top = place * self._body.height()
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = _light()
        # One dot less: what begins at the very top of the next page would be in this one too, unseen.
        context.clip = QRectF(0, top, self._body.width(), self._body.height() - 1)
        painter.save()
        painter.translate(0, -top)
        painter.setClipRect(context.clip)
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    def _paint_foot(self, painter: QPainter, page: str) -> None:
        font = QFont(self._document.defaultFont())
        font.setPointSizeF(_FOOT_POINTS)
        room = QRectF(0, self._body.height(), self._body.width(), self._device.height() - self._body.height())
        flag = Qt.AlignmentFlag
        painter.setFont(font)
        painter.setPen(QColor("#57606a"))
        painter.drawText(room, flag.AlignBottom | flag.AlignLeft, self._sheet.foot)
        painter.drawText(room, flag.AlignBottom | flag.AlignRight, page)


def filled_pages(document: QTextDocument) -> list[int]:
    """Return the places, from 0, of the pages on which something stands.

    Qt begins pages of their own for the empty paragraph that ends a table, or for the head of one that ended before.
    """
    height, found = document.pageSize().height(), {0}
    block = document.begin()
    while block.isValid():
        if block.text().strip():
            found.update(int(middle // height) for middle in _middles(document, block))
        block = block.next()
    return sorted(found)


def _middles(document: QTextDocument, block: QTextBlock) -> Iterator[float]:
    """Yield how far down the document the middle of each line of a paragraph is."""
    top, lines = document.documentLayout().blockBoundingRect(block).top(), block.layout()
    for number in range(lines.lineCount()):
        line = lines.lineAt(number)
        yield top + line.y() + line.height() / 2


def _light() -> QPalette:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor("#1b1f24"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#ffffff"))
    return palette


def _keep_together(document: QTextDocument) -> None:
    """Begin a new page before a heading that would stand alone at its foot, and before evidence it would cut."""
    for _ in range(_MOST_TURNS):
        alone = next((block for block in _headings(document) if _stands_alone(document, block)), None)
        cut = next((frame for frame in _whole_frames(document) if _is_cut(document, frame)), None)
        if alone is not None:
            form = QTextBlockFormat(alone.blockFormat())
            form.setPageBreakPolicy(_BREAK)
            QTextCursor(alone).setBlockFormat(form)
        elif cut is not None:
            frame_form = cut.frameFormat()
            frame_form.setPageBreakPolicy(_BREAK)
            cut.setFrameFormat(frame_form)
        else:
            return
        # Laid out from the change on only, Qt loses paragraphs between later tables.
        document.markContentsDirty(0, document.characterCount())


def _whole_frames(document: QTextDocument) -> list[QTextFrame]:
    frames = document.rootFrame().childFrames()
    return [frame for frame in frames if frame.frameFormat().boolProperty(KEPT_WHOLE)]


def _is_cut(document: QTextDocument, frame: QTextFrame) -> bool:
    """Say whether a frame that fits on a page lies on two."""
    room, height = document.documentLayout().frameBoundingRect(frame), document.pageSize().height()
    is_begun = frame.frameFormat().pageBreakPolicy() == _BREAK
    return not is_begun and int(room.top() // height) < int((room.bottom() - 1) // height)


def _headings(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            yield block
        block = block.next()


def _stands_alone(document: QTextDocument, heading: QTextBlock) -> bool:
    """Say whether what follows a heading begins on a later page."""
    layout, height = document.documentLayout(), document.pageSize().height()
    first, following = heading, heading.next()
    while following.isValid() and following.blockFormat().headingLevel():
        following = following.next()
    if not following.isValid():
        return False
    # By its line, as the space above a heading may lie on the page before.
    return int(_first_line(layout, first) // height) < int(_first_line(layout, following) // height)


def _first_line(layout: QAbstractTextDocumentLayout, block: QTextBlock) -> float:
    lines = block.layout()
    line = lines.lineAt(0).y() + lines.lineAt(0).height() if lines.lineCount() else 0.0
    return layout.blockBoundingRect(block).top() + line - 1
