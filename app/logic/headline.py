"""Say a decision in one sentence, with the amount where money moves; from a fresh decision or a stored one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from app.logic.currencies import is_currency
from app.logic.facts import Resolution
from app.logic.messages.formats import money_text
from app.logic.moments import stored_amount
from app.logic.outcome_words import RESOLUTIONS
from app.logic.words import INTERFACE_LOCALE

if TYPE_CHECKING:
    from app.logic.decision import Decision

_WITH_AMOUNT: Final[Mapping[Resolution, str]] = MappingProxyType(
    {
        Resolution.CANCEL_ORDER: "Cancel the order and refund {}",
        Resolution.CANCEL_AND_REORDER: "Cancel it and refund {}; the buyer orders again",
        Resolution.CANCEL_UNSHIPPABLE: "Cancel it yourself, refund {} and apologise",
        Resolution.REFUND_WHEN_BACK: "Refund {} once it is back",
        Resolution.OFFER_PARTIAL_REFUND: "Offer {} back",
        Resolution.CLAIM_REFUND: "Give in to the claim: refund {} there",
        Resolution.CLAIM_ACCEPT_RETURN: "Answer the claim: take it back, then refund {}",
        Resolution.RETURN_AFTER_DELIVERY: "Too late to stop: refuse or return it, then refund {}",
    }
)
"""Only where the amount does not simply take the place of "it" in the sentence without one."""

_REFUND_IT: Final = "efund it"


def headline(decision: Decision) -> str:
    """Return the resolution of a decision as one sentence: Refund $29.99 once it is back."""
    refund = decision.refund
    if refund is None or refund.total <= 0:
        return RESOLUTIONS[decision.resolution]
    amount = money_text(refund.total, refund.currency, INTERFACE_LOCALE)
    return _with_amount(decision.resolution, amount, planned=refund.planned)


def stored_headline(decision: Mapping[str, object]) -> str | None:
    """Return the same sentence from the JSON form; None for a resolution that this version does not know."""
    try:
        resolution = Resolution(str(decision.get("resolution")))
    except ValueError:
        return None
    refund = decision.get("refund")
    amount = _stored_amount(refund) if isinstance(refund, Mapping) else None
    if amount is None or not isinstance(refund, Mapping):
        return RESOLUTIONS[resolution]
    return _with_amount(resolution, amount, planned=bool(refund.get("planned")))


def _with_amount(resolution: Resolution, amount: str, *, planned: bool) -> str:
    words = RESOLUTIONS[resolution]
    if resolution in _WITH_AMOUNT:
        return _WITH_AMOUNT[resolution].format(amount)
    if _REFUND_IT in words:
        return words.replace(_REFUND_IT, f"efund {amount}")
    return f"{words}; refund {amount} once it is back" if planned else f"{words}; refund {amount} now"


def _stored_amount(refund: Mapping[str, object]) -> str | None:
    total, currency = stored_amount(refund.get("total")), refund.get("currency")
    if total is None or total <= 0 or not isinstance(currency, str) or not is_currency(currency):
        return None
    return money_text(total, currency, INTERFACE_LOCALE)
