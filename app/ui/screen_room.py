"""Keep a window within the screen it opens on, also where large text or scaling makes the screen small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


_FRAME = 4
"""How wide a frame is taken to be: the desktop tells only once the window is shown."""


def keep_on_screen(window: QWidget) -> None:
    """Make a window no larger than its screen has room for, and move one that was placed beyond the edge."""
    if window.isMaximized() or window.isFullScreen():
        return
    room = window.screen().availableGeometry()
    # Guessed from the text, and "moved" from the place: the enums that tell both cost a fifth of the first picture.
    title = 2 * window.fontMetrics().height()
    before = QRect(window.pos(), window.size())
    place = within(before, room, title)
    window.resize(place.size())
    if before.topLeft() not in (QPoint(), place.topLeft()):
        window.move(place.topLeft())


def within(place: QRect, room: QRect, title: int) -> QRect:
    """Return a place for a window with a title bar of some height that is wholly in the room, changed where needed."""
    size = place.size().boundedTo(QSize(room.width() - 2 * _FRAME, room.height() - title - 2 * _FRAME))
    right = room.right() - size.width() - 2 * _FRAME + 1
    bottom = room.bottom() - size.height() - title - 2 * _FRAME + 1
    corner = QPoint(max(room.left(), min(place.x(), right)), max(room.top(), min(place.y(), bottom)))
    return QRect(corner, size)
