"""Walk from the opened wizard to the copied message with real keys, for every situation.

The walks press real keys in a real wizard. Each starts with an order that is known as an import would know it, on the
clipboard; pasting it is not counted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.logic.answer import Desk
from app.logic.settings import Settings
from app.ui.wizard.conversation import Conversation
from app.ui.wizard.wizard import CaseWizard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.logic.cases import CopiedText, Draft

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
SETTINGS = Settings(channels_used=("amazon-us",), shop_name="Example Shop", signature="The Example Team")

_UNSENT: Mapping[str, Any] = {
    "number": "111-0000001-0000001",
    "buyer_name": "Test Buyer",
    "item": "Blue mug",
    "quantity": 1,
    "currency": "USD",
    "item_price": "25.00",
    "shipping_paid": "4.99",
    "ordered_at": "2026-11-20T10:00:00-08:00",
    "ship_by": "2026-11-24",
    "shipped_on": None,
    "latest_delivery": "2026-12-01",
}
_LATE: Mapping[str, Any] = {
    **_UNSENT,
    "ordered_at": "2026-11-01T10:00:00-08:00",
    "ship_by": "2026-11-03",
    "shipped_on": "2026-11-03",
    "carrier": "USPS",
    "tracking_number": "9400100000000000000000",
    "latest_delivery": "2026-11-14",
}
_ARRIVED: Mapping[str, Any] = {**_LATE, "delivered_on": "2026-11-10"}


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk: the order, the tile, and the answers in the order in which they are asked."""

    name: str
    order: Mapping[str, Any]
    tile: str
    answers: tuple[tuple[str, str], ...] = ()
    resolution: str = ""
    most: int = 8
    extra: Mapping[str, Any] = field(default_factory=dict)


WALKS = (
    Walk("Where is my order?", _LATE, "not_received", (("parcel", "stalled"), ("protected", "no")), "refund_late", 6),
    Walk(
        "It is broken or wrong",
        _ARRIVED,
        "faulty",
        (("reason", "damaged"), ("authorised", "no"), ("offer", "return")),
        "accept_return_seller_pays",
    ),
    Walk(
        "I changed my mind",
        _ARRIVED,
        "changed_mind",
        (("reason", "unwanted"), ("authorised", "no"), ("returnable", "yes"), ("offer", "return")),
        "accept_return",
    ),
    Walk("Please cancel", _UNSENT, "cancel", (("confirmed", "no"), ("official_request", "yes")), "cancel_order"),
    Walk(
        "Another size or colour",
        _UNSENT,
        "change_item",
        (("confirmed", "no"), ("official_request", "no")),
        "request_cancel_and_reorder",
    ),
    Walk("Send it sooner", _UNSENT, "faster_shipping", (("willing", "yes"),), "upgrade_free"),
    Walk("Send it elsewhere", _LATE, "change_address", (("parcel", "moving"),), "address_locked"),
    Walk("I cannot send it", _UNSENT, "cannot_ship", (("confirmed", "no"),), "cancel_unshippable"),
    Walk(
        "A parcel came back",
        {**_ARRIVED, "return_requested_on": "2026-11-12", "returned_on": "2026-11-21"},
        "return_arrived",
        (("came_back_as", "return"), ("refunded", "no"), ("reason", "unwanted"), ("arrived", "as_sent")),
        "refund_return",
    ),
    Walk(
        "They opened a claim",
        _ARRIVED,
        "claim_opened",
        (
            ("answer_by", ""),
            ("refunded", "no"),
            ("claim", "not_received"),
            ("protected", "no"),
            ("proof", "scan"),
        ),
        "claim_show_delivery",
    ),
    Walk(
        "The platform refunded them",
        {**_ARRIVED, "debited_on": "2026-11-18"},
        "platform_refunded",
        (("own_fault", "no"), ("debited_for", "claim")),
        "appeal_debit",
    ),
)


class RememberingSession:
    """A session that remembers in memory what the wizard wanted stored."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.texts: list[CopiedText] = []
        self.calls: list[str] = []
        self.ticks: list[tuple[str, bool]] = []
        self.sent: list[bool] = []

    def save(self, draft: Draft) -> None:
        """Remember a draft."""
        self.calls.append("save")
        self.drafts.append(draft)

    def decided(self, decision: Mapping[str, object], draft: Draft) -> None:
        """Remember that a decision was shown."""
        self.calls.append("decided")

    def copied(self, text: CopiedText) -> None:
        """Remember a copied text."""
        self.calls.append("copied")
        self.texts.append(text)

    def ticked(self, action: str, *, done: bool) -> None:
        """Remember a tick."""
        self.calls.append("ticked")
        self.ticks.append((action, done))

    def finished(self, decision: Mapping[str, object], draft: Draft, *, sent: bool) -> None:
        """Remember the end."""
        self.calls.append("finished")
        self.sent.append(sent)
        self.drafts.append(draft)

    def discarded(self) -> None:
        """Remember that the case was thrown away."""
        self.calls.append("discarded")

    def happened(self, what: str, draft: Draft, told: Mapping[str, object]) -> None:
        """Remember what happened next."""
        self.calls.append(f"happened {what}")
        self.drafts.append(draft)

    def taken_back(self, draft: Draft) -> None:
        """Remember that a round was dropped."""
        self.calls.append("taken back")

    def no_reply_needed(self, draft: Draft) -> None:
        """Remember that nothing has to be answered."""
        self.calls.append("no reply needed")

    def look_for_others(self, number: str, channel: str, tell: Callable[[int], None]) -> None:
        """Know of no other case."""
        tell(0)


class Walker:
    """Press keys where the focus is, and count them."""

    def __init__(self, wizard: CaseWizard) -> None:
        self.wizard = wizard
        self.presses = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the widget that has the focus."""
        self.presses += 1
        self._send(key, modifiers)

    def paste(self, text: str) -> None:
        """Paste a text where the focus is; not counted."""
        QApplication.clipboard().setText(text)
        self._send(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def choose_tile(self, tile: str) -> None:
        """Press the key of a tile."""
        buttons = self.wizard.happened_page.board.buttons
        self.press(Qt.Key(ord(next(button.key for button in buttons if button.tile.id == tile))))

    def answer(self, fact: str, value: str) -> None:
        """Press the digit of an answer to the question that has to be open now; empty presses Enter."""
        block = self.wizard.happened_page.block
        asked = block.question.fact if block is not None else "nothing"
        if block is None or asked != fact:
            raise AssertionError(f"{fact} should be asked now, not {asked}")
        if not value:
            self.press(Qt.Key.Key_Return)
            return
        self.digit([choice.value for choice in block.choices].index(value) + 1)

    def digit(self, digit: int) -> None:
        """Press a digit."""
        self.press(Qt.Key(Qt.Key.Key_0.value + digit))

    def _send(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        target = self.wizard.focusWidget() or self.wizard
        QTest.keyClick(target, key, modifiers)
        QTest.qWait(1)


def open_wizard(
    desk: Desk, settings: Settings = SETTINGS, session: RememberingSession | None = None, now: datetime = NOW
) -> CaseWizard:
    """Open a wizard as Ctrl+N does."""
    conversation = Conversation(desk, settings, clock=lambda: now)
    wizard = CaseWizard(conversation, session or RememberingSession())
    conversation.setParent(wizard)
    wizard.show()
    QTest.qWaitForWindowExposed(wizard)
    QTest.qWait(1)
    return wizard


def go(walker: Walker, walk: Walk) -> str:
    """Walk from the opened wizard to the copied message; return what the clipboard holds."""
    request = {"channel": "amazon-us", "order": dict(walk.order), **walk.extra}
    walker.paste(json.dumps(request))
    walker.press(Qt.Key.Key_Return)
    walker.choose_tile(walk.tile)
    for fact, value in walk.answers:
        walker.answer(fact, value)
    walker.press(Qt.Key.Key_Return)
    return QApplication.clipboard().text()


def run_walks() -> list[tuple[str, int, int]]:
    """Return for each situation its name, the presses counted and the most that is allowed."""
    desk = Desk(clock=lambda: NOW)
    table = []
    for walk in WALKS:
        wizard = open_wizard(desk)
        walker = Walker(wizard)
        go(walker, walk)
        table.append((walk.name, walker.presses, walk.most))
        wizard.close()
        wizard.deleteLater()
    return table
