"""Beside the order in the wizard: the buyer's other cases and how similar ones ended."""

from __future__ import annotations

from operator import methodcaller
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from app.logic.related import Likeness, Related
from app.ui.cards import FoldCard
from app.ui.case.related_words import SIMILAR, buyers_title, case_in_words, ending_in_words, ties_in_words
from app.ui.lettering import muted, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.logic.related import RelatedCase
    from app.ui.case_desk import CaseDesk
    from app.ui.wizard.conversation import Conversation
    from app.ui.wizard.order_page import OrderPage

_PAUSE_MS: Final = 300
_SHOWN: Final = 3


class RelatedStrip(FoldCard):
    """Look for related cases while the order is typed, and tell of them; hidden while there are none.

    Args:
        case_id: gives the id of the case that is worked on, None while it is not stored.
    """

    def __init__(
        self, page: OrderPage, conversation: Conversation, desk: CaseDesk, case_id: Callable[[], int | None]
    ) -> None:
        super().__init__("Related cases", page)
        self._conversation = conversation
        self._desk = desk
        self._case_id = case_id
        self._asked: Likeness | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        conversation.changed.connect(self._pause.start)
        beside = page.shape.layout()
        if isinstance(beside, QVBoxLayout):
            beside.insertWidget(1, self)
        page.shape.fold.folded.connect(self._on_folded)
        self.hide()
        self._pause.start(0)

    def show_related(self, related: Related) -> None:
        """Tell what was found."""
        self.clear()
        sure = sum(one.is_of_buyer for one in related.buyers)
        by_name, similar = len(related.buyers) - sure, len(related.similar)
        counted = ((sure, "of the buyer"), (by_name, "of the same name"), (similar, "similar"))
        self.set_title("Related cases: " + ", ".join(f"{count} {which}" for count, which in counted if count))
        self._tell(buyers_title(related.buyers), related.buyers)
        self._tell(SIMILAR, related.similar)
        self.setVisible(bool(related))

    def _tell(self, title: str, cases: tuple[RelatedCase, ...]) -> None:
        if not cases:
            return
        self.inside.addWidget(muted(title, self.content))
        for one in cases[:_SHOWN]:
            said = f"{case_in_words(one.row)}\n{ties_in_words(one)} · {ending_in_words(one.row)}"
            self.inside.addWidget(plain(said, self.content))

    def _on_pause(self) -> None:
        likeness = Likeness.of_request(self._conversation.state.request, self._case_id())
        if likeness != self._asked:
            self._asked = likeness
            self._desk.ask(methodcaller("related", likeness), self.show_related, self._on_not_found)

    def _on_not_found(self, _: Exception) -> None:
        """Leave it to the wizard to say why cases cannot be read or stored."""

    def _on_folded(self, is_folded: bool) -> None:
        self.set_open(not is_folded)
