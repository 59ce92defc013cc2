"""A card of what is known, one line for each fact with a link to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.ui.cards import Card, LinkButton, Row
from app.ui.lettering import muted, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.ui.wizard.known_lines import KnownLine


class KnownCard(Card):
    """Show lines; one that does not count now is greyed and has no link."""

    wanted = Signal(object)
    """The KnownLine that the seller wants to change."""

    def show_lines(self, lines: Sequence[KnownLine]) -> None:
        """List the lines, or hide where there are none."""
        self.clear()
        self.setVisible(bool(lines))
        for line in lines:
            link = _ChangeLink(line, self)
            link.wanted.connect(self.wanted)
            link.setVisible(line.counts)
            label = plain(line.text, self) if line.counts else muted(line.text, self)
            label.setEnabled(line.counts)
            self.body.addWidget(Row(label, link))


class _ChangeLink(LinkButton):
    """The Change of one line."""

    wanted = Signal(object)

    def __init__(self, line: KnownLine, parent: QWidget) -> None:
        super().__init__("Change", f"Change: {line.text}", parent)
        self._line = line
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.wanted.emit(self._line)
