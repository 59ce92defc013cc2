"""Lay a case sheet out as a document: dark on white whatever the theme, every text character by character."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTableCellFormat,
    QTextTableFormat,
)

from app.logic.case_sheet import Exhibits, Grid, Pairs, Quote, Words
from app.logic.evidence import size_words

if TYPE_CHECKING:
    from PySide6.QtGui import QTextTable

    from app.logic.case_sheet import Block, Section, Sheet
    from app.logic.evidence import EvidenceFile

_INK, _GREY, _LINE, _SHADE, _BAR = "#1b1f24", "#57606a", "#d0d7de", "#f3f5f7", "#8c959f"
_POINTS: Final = 9.5
_PICTURE: Final = 120
"""The longer side of a picture on the sheet, in pixels of 96 to the inch."""
_BREAKS: Final = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"}
"""What a document takes for the end of a paragraph or a frame."""

KEPT_WHOLE: Final = QTextFormat.Property.UserProperty.value + 1
"""Marks a table that belongs on one page."""

Pictures = Mapping[str, QImage]
"""Small pictures by the name of the stored file; a file without one shows its kind in words."""


def document_of(sheet: Sheet, pictures: Pictures) -> QTextDocument:
    """Return the whole sheet as a document without pages."""
    document = QTextDocument()
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    option = QTextOption(document.defaultTextOption())
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setUndoRedoEnabled(False)
    writer = _Writer(document, pictures)
    writer.write(sheet)
    return document


class _Writer:
    """Write block after block at the end of a document."""

    def __init__(self, document: QTextDocument, pictures: Pictures) -> None:
        self._document = document
        self._pictures = pictures
        self._cursor = QTextCursor(document)

    def write(self, sheet: Sheet) -> None:
        """Write the title, then every section."""
        self._cursor.setBlockFormat(_spaced(0, 2))
        self._cursor.insertText(sheet.title, _letters(size=1.9, bold=True))
        self._paragraph(sheet.intro, _letters(colour=_GREY), _spaced(0, 4))
        for section in sheet.sections:
            self._section(section)

    def _section(self, section: Section) -> None:
        heading = _spaced(20, 4)
        heading.setHeadingLevel(1)
        self._paragraph(section.title, _letters(size=1.3, bold=True), heading)
        for block in section.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Words():
                self._words(block)
            case Pairs():
                table = self._table(len(block.lines), (32, 68), lined=False)
                for row, (name, value) in enumerate(block.lines):
                    _fill(table, row, 0, name, _letters(colour=_GREY))
                    _fill(table, row, 1, value, _letters())
            case Grid():
                self._grid(block)
            case Quote():
                self._quote(block)
            case Exhibits():
                self._exhibits(block)

    def _words(self, words: Words) -> None:
        forms = {
            "strong": (_letters(bold=True), _spaced(2, 3)),
            "lead": (_letters(bold=True), _heading(_spaced(2, 3))),
            "part": (_letters(size=1.1, bold=True, colour=_GREY), _heading(_spaced(12, 2))),
            "small": (_letters(size=0.9, colour=_GREY), _spaced(0, 4)),
        }
        self._paragraph(words.text, *forms.get(words.tone, (_letters(), _spaced(0, 4))))

    def _grid(self, grid: Grid) -> None:
        table = self._table(len(grid.rows) + 1, grid.widths, lined=True)
        form = table.format()
        form.setHeaderRowCount(1)
        table.setFormat(form)
        for column, title in enumerate(grid.head):
            _fill(table, 0, column, title, _letters(size=0.9, bold=True), shaded=True)
        for row, cells in enumerate(grid.rows, start=1):
            for column, text in enumerate(cells):
                _fill(table, row, column, text, _letters(size=0.95))

    def _quote(self, quote: Quote) -> None:
        self._paragraph(quote.head, _letters(bold=True), _heading(_spaced(10, 3)))
        table = self._table(1, (100,), lined=False)
        table.cellAt(0, 0).setFormat(_quoted())
        cursor = table.cellAt(0, 0).firstCursorPosition()
        if quote.subject:
            cursor.insertText(f"{_kept(quote.subject)}\n\n", _letters(bold=True))
        cursor.insertText(_kept(quote.body), _letters())

    def _exhibits(self, exhibits: Exhibits) -> None:
        for number, (file, added) in enumerate(exhibits.files, start=1):
            table = self._table(1, (6, 26, 68), lined=True)
            form = table.format()
            form.setProperty(KEPT_WHOLE, True)
            table.setFormat(form)
            _fill(table, 0, 0, str(number), _letters(bold=True))
            self._picture(table, file)
            cursor = table.cellAt(0, 2).firstCursorPosition()
            cursor.insertText(f"{_kept(file.name)}\n", _letters(bold=True))
            cursor.insertText(f"{file.kind}, {size_words(file.size)}, {added}\n", _letters(size=0.95))
            cursor.insertText(f"SHA-256 {file.sha256}", _letters(size=0.8, colour=_GREY))

    def _picture(self, table: QTextTable, file: EvidenceFile) -> None:
        picture = self._pictures.get(file.file)
        if picture is None:
            _fill(table, 0, 1, file.kind, _letters(size=0.95, colour=_GREY))
            return
        url = QUrl(f"picture:{file.file}")
        self._document.addResource(QTextDocument.ResourceType.ImageResource.value, url, picture)
        form = QTextImageFormat()
        form.setName(url.toString())
        scale = _PICTURE / max(1, picture.width(), picture.height())
        form.setWidth(picture.width() * scale)
        form.setHeight(picture.height() * scale)
        table.cellAt(0, 1).firstCursorPosition().insertImage(form)

    def _paragraph(self, text: str, letters: QTextCharFormat, block: QTextBlockFormat) -> None:
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        # A table ends with an empty paragraph of its own: write there.
        if self._cursor.block().length() > 1:
            self._cursor.insertBlock()
        self._cursor.setBlockFormat(block)
        self._cursor.insertText(_kept(text), letters)

    def _table(self, rows: int, widths: tuple[int, ...], *, lined: bool) -> QTextTable:
        form = QTextTableFormat()
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, part) for part in widths])
        form.setCellPadding(4 if lined else 1.5)
        form.setCellSpacing(0)
        form.setBorderCollapse(True)
        form.setBorder(0)
        form.setTopMargin(2)
        form.setBottomMargin(12)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        table = self._cursor.insertTable(rows, len(widths), form)
        if lined:
            _underline(table)
        return table


def _fill(
    table: QTextTable, row: int, column: int, text: str, letters: QTextCharFormat, *, shaded: bool = False
) -> None:
    cell = table.cellAt(row, column)
    if shaded:
        form = cell.format()
        form.setBackground(QBrush(QColor(_SHADE)))
        cell.setFormat(form)
    cell.firstCursorPosition().insertText(_kept(text), letters)


def _underline(table: QTextTable) -> None:
    form = QTextTableCellFormat()
    form.setBottomBorder(1)
    form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBottomBorderBrush(QBrush(QColor(_LINE)))
    for row in range(table.rows()):
        for column in range(table.columns()):
            table.cellAt(row, column).setFormat(form)


def _quoted() -> QTextTableCellFormat:
    """Return the look of a text that somebody wrote: shaded, with a bar at its left edge."""
    form = QTextTableCellFormat()
    form.setBackground(QBrush(QColor(_SHADE)))
    form.setPadding(6)
    form.setLeftPadding(9)
    form.setLeftBorder(3)
    form.setLeftBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setLeftBorderBrush(QBrush(QColor(_BAR)))
    return form


def _letters(*, size: float = 1.0, bold: bool = False, colour: str = _INK) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontPointSize(_POINTS * size)
    form.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    form.setForeground(QBrush(QColor(colour)))
    return form


def _spaced(above: float, below: float) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setTopMargin(above)
    form.setBottomMargin(below)
    return form


def _heading(form: QTextBlockFormat) -> QTextBlockFormat:
    """Mark a paragraph that must not stand alone at the foot of a page."""
    form.setHeadingLevel(2)
    return form


def _kept(text: str) -> str:
    """Return a text with line ends only where a document must not see more in them."""
    for found, instead in _BREAKS.items():
        text = text.replace(found, instead)
    return text
