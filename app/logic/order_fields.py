"""Read the order of a request, each key by its kind; what was answered later outranks what the order told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.logic.currencies import amount_text, is_currency
from app.logic.decision import BadInput
from app.logic.facts import Order
from app.logic.fields import one_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.logic.channels import Channel
    from app.logic.fields import FieldReader

LINES = ("number", "buyer_name", "item", "sku", "service", "carrier", "tracking_number", "category", "claim_id")
DAYS = (
    "ship_by",
    "shipped_on",
    "latest_delivery",
    "delivered_on",
    "last_scan_on",
    "return_requested_on",
    "returned_on",
    "debited_on",
    "wait_until",
)
MOMENTS = ("ordered_at", "answer_by")
AMOUNTS = (
    "item_price",
    "shipping_paid",
    "tax_paid",
    "already_refunded",
    "express_surcharge",
    "return_postage",
    "insured_amount",
)
COUNTS = ("quantity", "units")
ORDER_KEYS = (
    *LINES,
    *COUNTS,
    "currency",
    *AMOUNTS,
    *MOMENTS,
    *DAYS,
    "business",
    "buyer_country",
    "late_fee_percent",
)
ONLY_ANSWERED = ("deduction_percent", "partial_amount", "new_ship_date")
"""What only the seller can know: never part of an order."""

ANSWER_KEYS = (*ORDER_KEYS, *ONLY_ANSWERED)


def read_order(
    raw: Mapping[str, object],
    answers: Mapping[str, object],
    channel: Channel,
    reader: FieldReader,
    categories: Sequence[str],
) -> Order:
    """Check the keys of an order and the answered ones that outrank them. Raises BadInput."""
    currency = _currency(raw, answers, channel)
    values: dict[str, Any] = {}
    for prefix, given in (("order.", raw), ("answers.", answers)):
        for key, value in given.items():
            values[key] = _read(prefix + key, key, value, currency, reader)
    if values.get("number") is None:
        raise BadInput("order.number", "missing; the order number is needed")
    none = frozenset(key for key, value in values.items() if value is None)
    present = {key: value for key, value in values.items() if value is not None}
    present["currency"] = currency
    _check_category(present, answers, categories)
    _set_units(present, "answers." if "units" in answers else "order.")
    order = Order(**present, known_none=none)
    _check_partial(order)
    return order


def _currency(raw: Mapping[str, object], answers: Mapping[str, object], channel: Channel) -> str:
    for prefix, given in (("answers.", answers), ("order.", raw)):
        currency = given.get("currency")
        if currency is not None:
            if not isinstance(currency, str) or not is_currency(currency):
                raise BadInput(f"{prefix}currency", "a currency code such as USD, EUR, GBP or JPY")
            return currency
    return channel.currency


def _read(field: str, key: str, value: object, currency: str, reader: FieldReader) -> object:
    if key in LINES:
        return reader.line(field, value)
    if key in AMOUNTS or key == "partial_amount":
        return reader.amount(field, value, currency)
    if key in DAYS or key == "new_ship_date":
        return reader.day(field, value)
    if key in MOMENTS:
        return reader.moment(field, value)
    if key in COUNTS:
        return reader.count(field, value)
    if key == "buyer_country":
        return reader.country(field, value)
    if key == "business":
        return reader.flag(field, value)
    return value if key == "currency" else reader.percent(field, value)


def _check_category(values: Mapping[str, Any], answers: Mapping[str, object], categories: Sequence[str]) -> None:
    if "category" in values:
        one_of("answers.category" if "category" in answers else "order.category", values["category"], categories)


def _check_partial(order: Order) -> None:
    """Refuse a partial refund above what can still go back, where the price tells that."""
    if order.item_price is not None and (order.partial_amount or 0) > order.left_to_refund():
        most = amount_text(order.left_to_refund(), order.currency)
        raise BadInput(
            "answers.partial_amount",
            f"at most {most}, what the buyer paid less earlier refunds",
            f"You can offer at most {most} {order.currency}: what the buyer paid, less earlier refunds.",
        )


def _set_units(values: dict[str, Any], prefix: str) -> None:
    """Complete quantity and units: one is the other where only one is known, and 1 where neither is."""
    values.setdefault("quantity", values.get("units", 1))
    values.setdefault("units", values["quantity"])
    if values["units"] > values["quantity"]:
        raise BadInput(f"{prefix}units", f"at most the quantity, {values['quantity']}")
