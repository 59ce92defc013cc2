"""The large tiles of the second step: what happened, in the buyer's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from app.logic.channel_facts import happens_at
from app.logic.facts import Situation
from app.logic.words import SITUATIONS
from app.ui.lettering import em

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

FAULTY: Final = (
    "damaged",
    "defective",
    "wrong_item",
    "missing_parts",
    "not_as_described",
    "arrived_late",
    "quality",
    "incompatible",
)
CHANGED_MIND: Final = ("unwanted", "ordered_by_mistake", "better_price", "wrong_size", "quality", "incompatible")


class AnyTile(Protocol):
    """What a tile shows, and the id by which it is known."""

    @property
    def id(self) -> str:
        """Return the id."""
        ...

    @property
    def title(self) -> str:
        """Return what stands in bold."""
        ...

    @property
    def detail(self) -> str:
        """Return what stands below."""
        ...


@dataclass(frozen=True, slots=True)
class SituationTile:
    """One tile: its title and detail, the situation it stands for, and the return reasons it leaves to choose from."""

    id: str
    situation: Situation
    title: str
    detail: str
    reasons: tuple[str, ...] = ()


def _plain_tile(situation: Situation) -> SituationTile:
    return SituationTile(situation.value, situation, *SITUATIONS[situation])


TILES: Final = (
    _plain_tile(Situation.NOT_RECEIVED),
    SituationTile("faulty", Situation.RETURN, "It is broken or wrong", "Damaged, faulty, incomplete, late", FAULTY),
    SituationTile("changed_mind", Situation.RETURN, "I changed my mind", "Not wanted, or does not fit", CHANGED_MIND),
    _plain_tile(Situation.CANCEL),
    _plain_tile(Situation.CHANGE_ITEM),
    _plain_tile(Situation.FASTER_SHIPPING),
    _plain_tile(Situation.CHANGE_ADDRESS),
    _plain_tile(Situation.CANNOT_SHIP),
    _plain_tile(Situation.RETURN_ARRIVED),
    _plain_tile(Situation.CLAIM_OPENED),
    _plain_tile(Situation.PLATFORM_REFUNDED),
)
KEYS: Final = "1234567890P"
"""The key of each tile: the digits in the order of the keyboard, then P for the platform."""

MORE_KEYS: Final = "1234567890QWERTZ"
"""The keys of tiles that are not always the same: the digits, then the row of letters below them."""


@dataclass(frozen=True, slots=True)
class PlainTile:
    """A tile that stands for no situation."""

    id: str
    title: str
    detail: str


THANKS: Final = PlainTile("only_thanks", "Only thanks", "No response needed")
THANKS_KEY: Final = "T"


def tile_for(situation: str | None, tile: str | None, reason: str | None = None) -> SituationTile | None:
    """Return the tile that was chosen; where the reason says otherwise, or it has no name, the one that fits."""
    fitting = [each for each in TILES if each.situation == situation]
    if reason is not None:
        fitting = [each for each in fitting if not each.reasons or reason in each.reasons] or fitting
    named = [each for each in fitting if each.id == tile]
    return next(iter((*named, *fitting)), None)


class TileButton(QAbstractButton):
    """A tile with its key, title and detail."""

    def __init__(self, tile: AnyTile, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tile = tile
        self.key = key
        self.setCheckable(True)
        self.setText(tile.title)
        self.setAccessibleName(tile.title)
        self.setAccessibleDescription(f"{tile.detail}. Key {key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Two lines of text with room around them."""
        return QSize(em(self) * 17, self.heightForWidth(em(self) * 17))

    def hasHeightForWidth(self) -> bool:
        """Grow when the text needs a second line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for all of the text at a width."""
        inner = max(1, width - self._text_left() - 10)
        flags = int(Qt.TextFlag.TextWordWrap.value)
        title = self._bold_metrics_height(inner, flags)
        detail = self.fontMetrics().boundingRect(0, 0, inner, 10_000, flags, self.tile.detail).height()
        return title + detail + 22

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile from the palette; the chosen one and the one with the focus wear the accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole
        palette = self.palette()
        marked = self.hasFocus() or self.isChecked()
        pen = QPen(palette.color(role.Highlight if marked else role.Mid), 2.0 if marked else 1.0)
        painter.setPen(pen)
        painter.setBrush(palette.color(role.AlternateBase if self.isDown() or self.underMouse() else role.Base))
        half = pen.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 6, 6)
        self._draw_texts(painter, palette)

    def _draw_texts(self, painter: QPainter, palette: QPalette) -> None:
        flags = int(Qt.TextFlag.TextWordWrap.value)
        left, inner = self._text_left(), max(1, self.width() - self._text_left() - 10)
        title_height = self._bold_metrics_height(inner, flags)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(QRectF(12, 10, left, title_height), self.key)
        painter.drawText(QRectF(left, 12 + title_height, inner, self.height()), flags, self.tile.detail)
        painter.setFont(self._bold())
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.drawText(QRectF(left, 10, inner, title_height), flags, self.tile.title)

    def _text_left(self) -> int:
        return 14 + em(self)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _bold_metrics_height(self, width: int, flags: int) -> int:
        from PySide6.QtGui import QFontMetrics

        return QFontMetrics(self._bold()).boundingRect(0, 0, width, 10_000, flags, self.tile.title).height()


class Board(QWidget):
    """Tiles with their keys, in as many columns as there is room for."""

    chosen = Signal(str)
    """The id of the tile that was clicked."""

    def __init__(self, tiles: Sequence[AnyTile], keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._columns = 0
        self.buttons = tuple(TileButton(tile, key, self) for tile, key in zip(tiles, keys, strict=False))
        for button in self.buttons:
            button.clicked.connect(self._on_clicked)
        self._arrange(2)

    def mark(self, tile: str | None) -> None:
        """Mark the chosen tile."""
        for button in self.buttons:
            button.setChecked(button.tile.id == tile)

    def focus_chosen(self) -> None:
        """Put the focus on the chosen tile, or on the first one."""
        next((button for button in self.buttons if button.isChecked()), self.buttons[0]).setFocus()

    def button_of(self, key: str) -> TileButton | None:
        """Return the offered tile of a key."""
        fitting = (button for button in self.buttons if button.key == key.upper() and not button.isHidden())
        return next(fitting, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one column where two do not fit."""
        self._arrange(2 if event.size().width() >= em(self) * 30 else 1)
        super().resizeEvent(event)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self.buttons):
            self._grid.addWidget(button, place // columns, place % columns)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, TileButton):
            self.chosen.emit(button.tile.id)


class TileBoard(Board):
    """The tiles of the situations."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TILES, KEYS, parent)

    def show_chosen(self, tile: str | None, family: str | None) -> None:
        """Mark the chosen tile; offer only what can happen at a place of sale."""
        self.mark(tile)
        for button, shown in zip(self.buttons, TILES, strict=True):
            button.setVisible(family is None or happens_at(family, shown.situation))
