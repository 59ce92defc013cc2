"""Put a task off: choose until when, and say why if it helps later."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QLineEdit, QStyle, QVBoxLayout, QWidget

from app.logic.snooze import LATER_WORDS
from app.ui.day_words import spell_weekday
from app.ui.history.due import closing_day, in_sellers_zone
from app.ui.lettering import em, heading, muted, plain
from app.ui.wizard.tiles import PlainTile, TileButton

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from app.logic.snooze import Choice
    from app.ui.case.present import Task

_LONGEST_REASON: Final = 120
_WIDTH_EMS: Final = 34


class SnoozeDialog(QDialog):
    """Offer the moments, each a key away; one after the deadline has to be pressed twice.

    Args:
        choices: the moments to choose from.
        now: the present moment in the seller's zone.
    """

    chosen = Signal(object, str)
    """Until when (an aware datetime), and why."""

    def __init__(self, task: Task, choices: Sequence[Choice], now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Put off")
        self.why = QLineEdit(self)
        self.why.setMaxLength(_LONGEST_REASON)
        self.why.setPlaceholderText("Why? Only if you want to remember, like: wait for supplier")
        self.why.setAccessibleName("Why it is put off; may stay empty")
        deadline = deadline_words(task, now)
        self.buttons = [_ChoiceButton(number, one, deadline, self) for number, one in enumerate(choices, start=1)]
        box = QVBoxLayout(self)
        box.addWidget(heading(f"Put off: {task.words}", self, size=1.2))
        if deadline:
            box.addWidget(muted(f"Its time ends {deadline}.", self))
        reason = plain("&Reason", self)
        reason.setBuddy(self.why)
        box.addWidget(reason)
        box.addWidget(self.why)
        for button in self.buttons:
            button.clicked.connect(partial(self._on_clicked, button))
            box.addWidget(button)
        box.addStretch(1)
        width = _WIDTH_EMS * em(self)
        self.setMinimumWidth(width)
        self.resize(width, box.totalHeightForWidth(width))
        self.buttons[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit, wherever the keyboard is but in the reason, or by Enter on a moment.

        Enter in the reason chooses nothing: it goes on to the moments.
        """
        number = event.key() - Qt.Key.Key_0.value
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self._focused()
            if focused is not None:
                focused.click()
            else:
                self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif 1 <= number <= len(self.buttons) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.buttons[number - 1].setFocus()
            self.buttons[number - 1].click()
        else:
            super().keyPressEvent(event)

    def _focused(self) -> _ChoiceButton | None:
        return next((button for button in self.buttons if button.hasFocus()), None)

    def _on_clicked(self, button: _ChoiceButton, _checked: bool = False) -> None:
        for other in self.buttons:
            if other is not button:
                other.calm()
        if button.asks_again():
            return
        self.chosen.emit(button.choice.until, " ".join(self.why.text().split()))
        self.accept()


class _ChoiceButton(TileButton):
    """One moment with its key, and the warning that it lies after the deadline."""

    def __init__(self, number: int, choice: Choice, deadline: str, parent: QWidget) -> None:
        self.choice = choice
        when = _day_and_hour(choice.until)
        detail = f"{when}, after the deadline ({deadline})" if choice.is_too_late else when
        self._calm = PlainTile(choice.later, LATER_WORDS[choice.later], detail)
        self._asking = PlainTile(choice.later, "Press again to put it off all the same", detail)
        super().__init__(self._calm, str(number), parent)
        self.setCheckable(False)
        self.calm()

    def calm(self) -> None:
        """Show the moment."""
        self._show(self._calm)

    def asks_again(self) -> bool:
        """Say whether a press only asks whether it is meant: the first one on a moment after the deadline."""
        if not self.choice.is_too_late or self.tile is self._asking:
            return False
        self._show(self._asking)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile, and a warning sign under its key."""
        super().paintEvent(event)
        if self.choice.is_too_late:
            side = em(self)
            sign = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
            sign.paint(QPainter(self), 8, self.height() - side - 10, side, side)

    def _show(self, tile: PlainTile) -> None:
        self.tile = tile
        self.setText(tile.title)
        self.setAccessibleName(f"{tile.title}, {tile.detail}")
        self.updateGeometry()
        self.update()


def deadline_words(task: Task, now: datetime) -> str:
    """Write the last moment of a task: a day of the place of sale, or an hour in the seller's zone."""
    if task.latest is None:
        return ""
    last_day = closing_day(task.latest, task.zone)
    return spell_weekday(last_day) if last_day else _day_and_hour(in_sellers_zone(task.latest, now))


def _day_and_hour(moment: datetime) -> str:
    return f"{spell_weekday(moment.date())}, {moment:%H:%M}"
