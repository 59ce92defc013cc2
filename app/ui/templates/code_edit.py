"""A plain text field with numbered lines, the wrong ones underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from app.ui.theme import scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QPaintEvent, QResizeEvent


class CodeEdit(QPlainTextEdit):
    """Edit a template; Tab leaves the field, as templates need no tabs. A paste beyond `limit` is cut."""

    def __init__(self, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self.setFont(fixed_font(self))
        self.setTabChangesFocus(True)
        self.numbers = _LineNumbers(self)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._on_update_request)
        self._make_room()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take plain text as far as there is room for it."""
        room = self._limit - len(self.toPlainText()) + len(self.textCursor().selectedText())
        self.insertPlainText(source.text()[: max(0, room)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers beside the text."""
        super().resizeEvent(event)
        self._make_room()

    def number_width(self) -> int:
        """Return the room that the numbers need."""
        return self.fontMetrics().horizontalAdvance("0") * (len(str(self.blockCount())) + 1) + 4

    def mark_lines(self, lines: Iterable[int]) -> None:
        """Underline the lines that are wrong."""
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(QColor(scheme_of(self.palette()).danger))
        marks = []
        for line in lines:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._line(line)
            mark.format = form
            marks.append(mark)
        self.setExtraSelections(marks)

    def go_to_line(self, line: int) -> None:
        """Put the cursor into a line."""
        cursor = self._line(line)
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.setFocus()

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Write the number of each line that can be seen."""
        painter = QPainter(self.numbers)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.AlternateBase))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        width = self.numbers.width() - 4
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if box.top() > event.rect().bottom():
                break
            line = QRect(0, round(box.top()), width, self.fontMetrics().height())
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            block = block.next()
        painter.end()

    def _line(self, line: int) -> QTextCursor:
        block = self.document().findBlockByNumber(min(max(1, line), self.blockCount()) - 1)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _make_room(self, *_: object) -> None:
        self.setViewportMargins(self.number_width(), 0, 0, 0)
        inside = self.contentsRect()
        self.numbers.setGeometry(QRect(inside.left(), inside.top(), self.number_width(), inside.height()))

    def _on_update_request(self, rect: QRect, dy: int) -> None:
        if dy:
            self.numbers.scroll(0, dy)
        else:
            self.numbers.update(0, rect.y(), self.numbers.width(), rect.height())


def fixed_font(widget: QWidget) -> QFont:
    """Return the system's font of even width, as large as the other text."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(widget.font().pointSizeF())
    return font


class _LineNumbers(QWidget):
    def __init__(self, edit: CodeEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def sizeHint(self) -> QSize:
        """Be as wide as the numbers."""
        return QSize(self._edit.number_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the numbers."""
        self._edit.paint_numbers(event)
