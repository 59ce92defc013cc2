"""Say which money of a case is not settled yet, so that it is not closed by oversight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.logic.case_history import actions_by_code
from app.logic.case_summary import stored_amount
from app.logic.currencies import is_currency

if TYPE_CHECKING:
    from collections.abc import Mapping

_REFUNDS = ("refund", "refund_when_back")


def open_money(decision: Mapping[str, object] | None, channel: str | None) -> str | None:
    """Return the sentence about an action that moves money and is not done; None when none is left.

    `decision` is the stored one with the ticks made since. Amazon charges on shipping: a cancellation refunds nothing.
    """
    left = {code for code, action in actions_by_code(decision).items() if not action.get("done")}
    if left.intersection(_REFUNDS):
        amount = _amount(decision)
        return f"The refund of {amount} is still open." if amount else "The refund is still open."
    if "cancel_on_channel" in left and not (channel or "").startswith("amazon-"):
        return "The cancellation, which pays the buyer back, is still open."
    return None


def _amount(decision: Mapping[str, object] | None) -> str:
    from app.logic.messages.formats import money_text
    from app.logic.words import INTERFACE_LOCALE

    refund = (decision or {}).get("refund")
    stored = refund if isinstance(refund, dict) else {}
    total, currency = stored_amount(stored.get("total")), stored.get("currency")
    if not total or not isinstance(currency, str) or not is_currency(currency):
        return ""
    return money_text(total, currency, INTERFACE_LOCALE)
