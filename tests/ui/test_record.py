"""What was said in a case, in the case: in full, dated, and no trap for the wheel."""

import re
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.ui.case.record import PlainText
from tests.store.sample import text_of
from tests.ui.running import Start, fill, texts


def test_a_long_message_is_shown_in_full_with_its_time_and_leaves_the_wheel_to_the_case(
    start: Start, data_dir: Path
) -> None:
    fill(data_dir, open_=1)
    running = start()
    running.choose(0)
    running.program.desk.change(1, lambda book: book.record_copied(1, text_of("\n".join(map(str, range(60))))))
    running.settle()
    pane = running.page.pane
    long = next(box for box in pane.messages.findChildren(PlainText) if box.toPlainText().startswith("0\n"))
    long.setFocus()
    assert long.verticalScrollBar().maximum() == 0
    assert long.height() >= 60 * long.fontMetrics().lineSpacing()
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    turn = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), *none, False)
    QApplication.sendEvent(long.viewport(), turn)
    assert not turn.isAccepted()
    assert any(re.fullmatch(r"The buyer wrote, (put in )?.*\d.*", text) for text in texts(pane.messages))
