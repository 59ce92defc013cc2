"""What stands beside a question or beside a draft: never asked by itself, and free to stay empty."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from app.logic.words import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping


class Beside(NamedTuple):
    """What can be told in the same block as a question, and may stay empty: a key of the order and how it is typed.

    `name` is read out where nobody sees what stands around the field. `own` names the field of the question itself
    where both stand side by side; `missing` says once what is lost.
    """

    key: str
    label: str
    kind: str
    name: str
    own: str = ""
    missing: str = ""


BESIDE: Mapping[str, Beside] = MappingProxyType(
    {
        "shipped": Beside("shipped_on", "on (if you know)", "date", "The day on which it left"),
        "item_price": Beside(
            "shipping_paid",
            "For delivery",
            "money",
            "What the buyer paid for delivery",
            own="For the item",
            missing="Delivery can belong to the refund too. Enter again goes on without it.",
        ),
    }
)

FIELDS: Mapping[str, Wording] = MappingProxyType(
    {
        "delay_reason": Wording(
            "Reason for the delay",
            "Honest and short. Left empty, the message gives no reason.",
        ),
        "what_arrived": Wording(
            "What you found in the parcel",
            "Only what can be seen, such as “scratches on the lid”. Left empty, the text does not say it.",
        ),
        "why_wrong": Wording(
            "Why the claim or the debit is wrong",
            "Facts, in a sentence or two. Left empty, the text gives the dates alone.",
        ),
    }
)
"""What only the seller can add to a text, beside the draft."""
