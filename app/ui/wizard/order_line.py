"""The order in one line, above what is asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.channel_names import channel_name

if TYPE_CHECKING:
    from app.ui.wizard.conversation import Conversation


def order_line(conversation: Conversation) -> str:
    """Name number, buyer, item and place of sale, as far as they are known."""
    state = conversation.state
    parts = (state.order.get("number"), state.order.get("buyer_name"), state.order.get("item"))
    place = channel_name(state.channel) if state.channel else None
    return "  ·  ".join(str(part) for part in (*parts, place) if part)
