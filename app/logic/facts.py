"""The vocabulary of a decision: situations, facts and their values, resolutions, the order, the seller."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from app.logic.calendar import day_in_zone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from app.logic.channels import Channel

Moment = date | datetime
"""A day, or an aware point in time where the hour is known."""


class Situation(StrEnum):
    """What the buyer wrote, or what happened to the seller."""

    CANCEL = "cancel"
    CHANGE_ITEM = "change_item"
    FASTER_SHIPPING = "faster_shipping"
    CHANGE_ADDRESS = "change_address"
    NOT_RECEIVED = "not_received"
    RETURN = "return"
    RETURN_ARRIVED = "return_arrived"
    CANNOT_SHIP = "cannot_ship"
    CLAIM_OPENED = "claim_opened"
    PLATFORM_REFUNDED = "platform_refunded"


class Resolution(StrEnum):
    """What is to be done about it."""

    BUYER_CANCELS = "buyer_cancels"
    ASK_FOR_CANCEL_REQUEST = "ask_for_cancel_request"
    CANCEL_ORDER = "cancel_order"
    REFUND_UNSENT = "refund_unsent"
    RETURN_AFTER_DELIVERY = "return_after_delivery"
    CANCEL_AND_REORDER = "cancel_and_reorder"
    REQUEST_CANCEL_AND_REORDER = "request_cancel_and_reorder"
    REFUND_AND_REORDER = "refund_and_reorder"
    UPGRADE_FREE = "upgrade_free"
    KEEP_SERVICE = "keep_service"
    EXPLAIN_DELIVERY_TIME = "explain_delivery_time"
    ADDRESS_LOCKED = "address_locked"
    DELIVERED_AS_ADDRESSED = "delivered_as_addressed"
    REFUND_WHEN_BACK = "refund_when_back"
    REFUND_NOW_BACK = "refund_now_back"
    SEND_AGAIN = "send_again"
    MARKETPLACE_REFUNDS = "marketplace_refunds"
    REFUND_LOST = "refund_lost"
    CONFIRM_SHIP_DATE = "confirm_ship_date"
    SHIP_LATE = "ship_late"
    CANCEL_UNSHIPPABLE = "cancel_unshippable"
    CHECK_DELIVERY = "check_delivery"
    REFUND_UNDELIVERED = "refund_undelivered"
    STAND_BY_DELIVERY = "stand_by_delivery"
    SHARE_TRACKING = "share_tracking"
    REFUND_OR_WAIT = "refund_or_wait"
    REFUND_LATE = "refund_late"
    WAIT_AGREED = "wait_agreed"
    RETURN_AUTHORISED = "return_authorised"
    ACCEPT_RETURN_SELLER_PAYS = "accept_return_seller_pays"
    SEND_REPLACEMENT = "send_replacement"
    SEND_PART = "send_part"
    OFFER_PARTIAL_REFUND = "offer_partial_refund"
    REFUND_KEEP_ITEM = "refund_keep_item"
    DECLINE_RETURN = "decline_return"
    ACCEPT_RETURN = "accept_return"
    ACCEPT_EXCHANGE = "accept_exchange"
    ACCEPT_LATE_RETURN = "accept_late_return"
    REFUND_RETURN_IN_FULL = "refund_return_in_full"
    REFUND_RETURN = "refund_return"
    REFUND_LESS_LATE_FEE = "refund_less_late_fee"
    REFUND_LESS_DEDUCTION = "refund_less_deduction"
    DISPUTE_RETURN = "dispute_return"
    RETURN_SETTLED = "return_settled"
    CLAIM_FROM_MARKETPLACE = "claim_from_marketplace"
    CLAIM_SHOW_REFUND = "claim_show_refund"
    CLAIM_SHOW_PROTECTION = "claim_show_protection"
    CLAIM_SHOW_DELIVERY = "claim_show_delivery"
    CLAIM_REFUND = "claim_refund"
    CLAIM_ACCEPT_RETURN = "claim_accept_return"
    CLAIM_CONTEST = "claim_contest"
    CLAIM_SHOW_NO_RETURN = "claim_show_no_return"
    ACCEPT_DEBIT = "accept_debit"
    APPEAL_DEBIT = "appeal_debit"
    FILE_SAFET = "file_safet"


class Origin(StrEnum):
    """Where the value of a fact came from."""

    ORDER = "order"
    ANSWER = "answer"
    CHANNEL = "channel"
    CALENDAR = "calendar"
    DEFAULT = "default"
    CASE = "case"


YES_NO = ("yes", "no")

FACT_VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "shipped": YES_NO,
        "confirmed": YES_NO,
        "official_request": YES_NO,
        "self_cancel_open": YES_NO,
        "willing": YES_NO,
        "ship_overdue": YES_NO,
        "can_ship": YES_NO,
        "parcel": ("moving", "stalled", "lost", "delivered", "returning", "returned", "untracked"),
        "overdue": YES_NO,
        "protected": YES_NO,
        "checked": YES_NO,
        "buyer_choice": ("open", "refund", "wait", "replacement"),
        "remedy": ("refund", "replacement", "decline"),
        "fault": ("seller", "buyer"),
        "authorised": YES_NO,
        "returnable": YES_NO,
        "window": ("open", "closed"),
        "offer": ("return", "replacement", "part", "exchange", "partial", "keep"),
        "late_choice": ("accept", "decline"),
        "came_back_as": ("return", "refused", "unclaimed", "bad_address"),
        "arrived": ("as_sent", "used", "incomplete", "damaged", "wrong_item", "empty"),
        "refunded": ("no", "seller", "platform"),
        "claim": ("not_received", "not_as_described", "not_refunded"),
        "proof": ("signature", "scan", "none"),
        "item_back": YES_NO,
        "contest": YES_NO,
        "debited_for": ("claim", "return"),
        "own_fault": YES_NO,
        "still_open": YES_NO,
    }
)
"""Every fact a table may read, with its values in the order in which they are offered."""

SOURCE_VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "reason": (
            "damaged",
            "defective",
            "wrong_item",
            "missing_parts",
            "not_as_described",
            "arrived_late",
            "unwanted",
            "ordered_by_mistake",
            "better_price",
            "wrong_size",
            "quality",
            "incompatible",
        )
    }
)
"""Answers that are no column of a table but the source of one."""

DEFAULTS: Mapping[str, str] = MappingProxyType({"checked": "no", "buyer_choice": "open", "remedy": "refund"})
"""Facts that are never asked: they hold until something that happens later in the case sets them."""

ASSUMED: frozenset[str] = frozenset((*DEFAULTS, "refunded"))
"""Facts that hold where nobody knows better, so that an answer to them counts without a question."""

IMPOSSIBLE: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = (
    *(((("shipped", "no"), ("parcel", value))) for value in FACT_VALUES["parcel"]),
    (("shipped", "yes"), ("self_cancel_open", "yes")),
    (("parcel", "untracked"), ("protected", "yes")),
    *((("parcel", value), ("remedy", "decline")) for value in FACT_VALUES["parcel"] if value != "delivered"),
    (("shipped", "no"), ("remedy", "decline")),
    (("checked", "no"), ("remedy", "decline")),
    (("fault", "buyer"), ("offer", "replacement")),
    (("fault", "buyer"), ("offer", "part")),
    (("fault", "seller"), ("offer", "exchange")),
)
"""Pairs of values that cannot both be true, the fact of the earlier table column first."""


class Order(NamedTuple):
    """One order as far as it is known. None means unknown unless the key stands in `known_none`.

    Amounts are integers in minor units of `currency`; `item_price` and `shipping_paid` are what the buyer paid for the
    whole line, `units` how many of `quantity` are concerned.
    """

    number: str
    currency: str
    quantity: int
    units: int
    buyer_name: str | None = None
    item: str | None = None
    sku: str | None = None
    item_price: int | None = None
    shipping_paid: int | None = None
    tax_paid: int | None = None
    already_refunded: int | None = None
    express_surcharge: int | None = None
    return_postage: int | None = None
    insured_amount: int | None = None
    partial_amount: int | None = None
    service: str | None = None
    category: str | None = None
    carrier: str | None = None
    tracking_number: str | None = None
    ordered_at: Moment | None = None
    ship_by: date | None = None
    shipped_on: date | None = None
    latest_delivery: date | None = None
    delivered_on: date | None = None
    last_scan_on: date | None = None
    return_requested_on: date | None = None
    returned_on: date | None = None
    debited_on: date | None = None
    wait_until: date | None = None
    new_ship_date: date | None = None
    answer_by: Moment | None = None
    business: bool = False
    buyer_country: str | None = None
    claim_id: str | None = None
    late_fee_percent: Decimal | None = None
    deduction_percent: Decimal | None = None
    known_none: frozenset[str] = frozenset()

    def was_shipped(self) -> bool:
        """Say whether the order tells that the parcel has left."""
        return any(day is not None for day in (self.shipped_on, self.delivered_on, self.last_scan_on))

    def all_units(self) -> bool:
        """Say whether the whole line is concerned."""
        return self.units == self.quantity

    def paid(self) -> int:
        """Sum what the buyer paid as far as it is known, in minor units."""
        return (self.item_price or 0) + (self.shipping_paid or 0) + (self.tax_paid or 0)

    def left_to_refund(self) -> int:
        """Return what was paid and did not go back before, in minor units."""
        return max(0, self.paid() - (self.already_refunded or 0))


class Seller(NamedTuple):
    """The seller's own terms and names; `return_days` and `late_fee_percent` are those of the own shop or Etsy.

    `insurer_claim_days` are calendar days from shipping to the insurer's last day for a claim.
    """

    shop_name: str | None = None
    signature: str | None = None
    ships_from: str | None = None
    return_countries: tuple[str, ...] = ()
    return_days: int | None = None
    late_fee_percent: Decimal | None = None
    no_returns: bool = False
    wait_days: int = 7
    task_days: int = 2
    insurer: str | None = None
    insurer_claim_days: int | None = None


class Request(NamedTuple):
    """One checked question to the rules: everything that is known when the decision is asked for.

    `today` is the day in the channel's time zone and `now` the aware moment where it is known. `answered` holds the
    facts the seller answered (and `reason`); `answered_keys` names the keys of the order that an answer replaced.
    `earlier` are the actions done in earlier rounds of the case, `from_case` the answers that what
    happened since set, `happened` is what began this round (None: the first one).
    """

    situation: Situation
    channel: Channel
    today: date
    now: datetime | None
    order: Order
    answered: Mapping[str, str]
    answered_keys: frozenset[str] = frozenset()
    seller: Seller = Seller()
    message_language: str = "en"
    message_received: Moment | None = None
    done: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()
    from_case: frozenset[str] = frozenset()
    happened: str | None = None

    def origin_of(self, answer: str) -> Origin:
        """Return where an answer came from: the seller, or what happened in the case."""
        return Origin.CASE if answer in self.from_case else Origin.ANSWER

    def ordered_on(self) -> date:
        """Return the day of the order in the channel's zone, the day windows and reasons are looked up for.

        Today where the order does not tell it.
        """
        ordered = self.order.ordered_at
        return self.today if ordered is None else day_in_zone(ordered, self.channel.time_zone)

    def return_asked_on(self) -> date:
        """Return the day on which the buyer asked for the return: today where nothing tells it.

        A parcel that is back was asked for on the day it arrived at the latest.
        """
        arrived = self.order.returned_on if self.situation is Situation.RETURN_ARRIVED else None
        return self.order.return_requested_on or arrived or self.today

    def seller_abroad(self) -> bool:
        """Say whether the seller neither ships from nor takes returns in the channel's country."""
        country = self.channel.country
        if country is None or self.seller.ships_from is None:
            return False
        return country != self.seller.ships_from and country not in self.seller.return_countries

    def buyer_region(self) -> str:
        """Name the region whose consumer law protects the buyer: `eu`, `uk`, or the channel's."""
        country = self.order.buyer_country
        if country is None:
            return self.channel.region
        return region_of(country)

    def is_withdrawal_buyer(self) -> bool:
        """Say whether the buyer is a consumer in the EU or the UK."""
        return not self.order.business and self.buyer_region() in ("eu", "uk")


EU_COUNTRIES = frozenset(
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split()  # noqa: SIM905
)
_REGIONS = {"GB": "uk", "US": "us", "CA": "ca", "JP": "jp", "AU": "au"}


def region_of(country: str) -> str:
    """Name the region of an ISO country code: `us`, `ca`, `uk`, `eu`, `jp`, `au` or `other`."""
    return "eu" if country in EU_COUNTRIES else _REGIONS.get(country, "other")
