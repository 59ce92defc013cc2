"""Text with chips in it: a chip stands for a value of the order, and only the menu can put one in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.logic.wording.fielded import FIELDS, Piece, pieces_of, stored_form
from app.ui.lettering import em

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

_CHIP: Final = QTextFormat.ObjectTypes.UserObject.value + 1
_FIELD: Final = QTextFormat.Property.UserProperty.value + 1
_OBJECT: Final = "\ufffc"
_AIR: Final = 5.0


class ChipShape(QPyTextObject):
    """Draw a chip in a line of text, in the colours of the palette."""

    def __init__(self, edit: QWidget) -> None:
        super().__init__(edit)
        self._edit = edit

    def intrinsicSize(self, _document: QTextDocument, _at: int, form: QTextFormat) -> QSizeF:
        """Be as wide as the words on the chip."""
        metrics = QFontMetricsF(self._font())
        return QSizeF(metrics.horizontalAdvance(_title(form)) + 2 * _AIR, metrics.height())

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, _document: QTextDocument, _at: int, form: QTextFormat
    ) -> None:
        """Draw a frame with the words in it."""
        palette = self._edit.palette()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(palette.color(QPalette.ColorRole.Link))
        painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        painter.setFont(self._font())
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _title(form))
        painter.restore()

    def _font(self) -> QFont:
        return self._edit.font()


class FieldEdit(QTextEdit):
    """Edit a stored text of `fielded.py`; what is typed or pasted is always letters."""

    edited = Signal()

    def __init__(self, name: str, limit: int, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFixedHeight(em(self) * lines + 16)
        self._shape = ChipShape(self)
        self.document().documentLayout().registerHandler(_CHIP, self._shape)
        self.textChanged.connect(self.edited)

    def show_stored(self, stored: str) -> None:
        """Show a stored text."""
        blocked = self.blockSignals(True)
        self.clear()
        for piece in pieces_of(stored):
            if piece.field:
                self.insert_field(piece.field)
            else:
                self.textCursor().insertText(piece.text, QTextCharFormat())
        self.document().clearUndoRedoStacks()
        self.blockSignals(blocked)

    def stored(self) -> str:
        """Return the text in its stored form."""
        pieces: list[Piece] = []
        block = self.document().begin()
        while block.isValid():
            if block.blockNumber():
                pieces.append(Piece("\n"))
            fragments = block.begin()
            while not fragments.atEnd():
                pieces += _pieces(fragments.fragment().text(), fragments.fragment().charFormat())
                fragments += 1
            block = block.next()
        return stored_form(tuple(pieces))

    def insert_field(self, field: str) -> None:
        """Put a chip where the cursor is."""
        form = QTextCharFormat()
        form.setObjectType(_CHIP)
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        form.setProperty(_FIELD, field)
        cursor = self.textCursor()
        cursor.insertText(_OBJECT, form)
        cursor.setCharFormat(QTextCharFormat())
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(QTextCharFormat())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take letters alone, as far as there is room for them."""
        room = self._limit - len(self.toPlainText())
        self.textCursor().insertText(source.text().replace(_OBJECT, "")[: max(0, room)], QTextCharFormat())


def _pieces(text: str, form: QTextCharFormat) -> list[Piece]:
    field = form.property(_FIELD)
    if form.objectType() == _CHIP and field in FIELDS:
        return [Piece("", str(field))] * text.count(_OBJECT)
    return [Piece(text.replace(_OBJECT, "").replace("\u2028", "\n"))]


def _title(form: QTextFormat) -> str:
    return FIELDS.get(str(form.property(_FIELD)), "")
