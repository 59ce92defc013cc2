"""Name the values of policies and carriers in plain words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIDENCES: Final = {
    "official": "from an official page",
    "reported": "as sellers report it",
    "secondary": "from other websites, not from the source itself",
    "conflict": "sources disagree; the value safer for you is used",
    "unconfirmed": "not confirmed by anybody",
    "own": "your own value",
    "unknown": "nobody found one; you are asked each time",
}
"""How sure a value is, to follow its name."""

SHORT_CONFIDENCES: Final = {
    "official": "official page",
    "reported": "reported",
    "secondary": "other websites",
    "conflict": "sources disagree",
    "unconfirmed": "not confirmed",
    "own": "your own",
    "unknown": "not known",
}
"""The same for a narrow column."""

_TITLES: Final = {
    "appeal.days": "Time to appeal",
    "authorise.abroad": "Time to answer a return request, from abroad",
    "authorise.clock": "Time to answer a return request",
    "cancel.answer": "Time to answer a cancellation request",
    "cancel.auto_cancel": "The marketplace cancels by itself after the ship-by date",
    "cancel.self_cancel_minutes": "Time in which the buyer can cancel alone",
    "claim.answer": "Time to answer a claim",
    "claim.closes": "The buyer's time for a claim ends after the latest delivery date",
    "claim.opens": "The buyer's time for a claim begins after the latest delivery date",
    "claim.opens_after_order": "The buyer's time for a claim begins after the order",
    "delay.refund_within": "Time to refund an order that is not sent, by law",
    "delay.ship_within": "Time to send an order for which no time was stated, by law",
    "delay.silence": "A first delay counts as agreed without an answer up to",
    "deliver_within": "Time to deliver by law unless agreed otherwise",
    "deduction.most_percent": "Most that may be deducted",
    "deduction.photo_percent": "A photo is needed from a deduction of",
    "late_fee.percent": "Most that may be kept back for a late return",
    "message.max_characters": "Longest message",
    "message.max_blank_lines": "Blank lines in a row",
    "protection.cap": "The protection covers orders up to",
    "refund.deadline": "Time to refund once the return is there",
    "reject.refund_within": "Time to refund faulty goods that were rejected, by law",
    "reject.short_term": "The buyer's time to reject faulty goods by law",
    "reply.clock": "Time to answer a message",
    "return.categories": "Kinds of item with a time to return of their own",
    "rescission.days": "The buyer's time to change their mind where the shop shows no return terms",
    "return.season": "Longer time to return in the season",
    "return.season_orders": "Days on which a season is to be expected",
    "safet.days": "Time for a SAFE-T claim",
    "signature.threshold": "A signature on delivery is needed from",
    "withdrawal.days": "The buyer's right by law to change their mind",
    "withdrawal.refund_days": "Time to refund by law",
    "withdrawal.send_back_days": "The buyer's time to send it back by law",
    "withdrawal.untold_extension": "The right is longer where the buyer was not told of it, by",
}
_KINDS: Final = {"return.window": "Time to return", "reason_fault": "Who answers for it"}
_STEPS: Final = {
    "trace": "{} traces a parcel after",
    "claim": "{} takes claims after",
    "last": "{} takes no claims later than",
}


def policy_title(key: str) -> str:
    """Name a policy value for a seller: the time, amount or word that its key stands for."""
    if key in _TITLES:
        return _TITLES[key]
    kind, _, about = key.rpartition(".")
    if kind.startswith("carrier."):
        return _STEPS.get(about, "{} " + plain_words(about)).format(
            _carrier(plain_words(kind.removeprefix("carrier.")))
        )
    return f"{_KINDS[kind]} ({plain_words(about)})" if kind in _KINDS else plain_words(key).capitalize()


def value_words(value: object, unit: object) -> str:
    """Write a value, as stored or as read from JSON, for a seller: `4 calendar days`, `20 %`, `seller`."""
    if isinstance(value, dict):
        return _table_words(value)
    if isinstance(value, list | tuple):
        return ", ".join(category_words(str(part)) for part in value)
    if unit == "percent":
        return f"{value} %"
    words = plain_words(str(unit)) if unit else ""
    return f"{value} {words.removesuffix('s') if value == 1 else words}".strip()


def category_words(category: str) -> str:
    """Name a kind of item that has a time to return of its own."""
    return "general" if category == "general" else plain_words(category)


def _table_words(table: Mapping[str, object]) -> str:
    days = table.get("return_until")
    if "name" in table:
        name = str(table["name"])
        return f"{name}: {_until_words(days)}" if isinstance(days, dict) and days else f"{name}: nothing announced"
    if "first_month" in table:
        return f"{_day_of_year(table, 'first')} – {_day_of_year(table, 'last')}"
    return ", ".join(f"{plain_words(key)} {part}" for key, part in table.items())


def _until_words(days: Mapping[str, object]) -> str:
    """Say until when each kind of item may come back, kinds with the same day together."""
    kinds: dict[str, list[str]] = {}
    for category, day in days.items():
        kinds.setdefault(str(day), []).append(category_words(category))
    if len(kinds) == 1:
        return f"until {_day_words(next(iter(kinds)))}"
    return "; ".join(f"{', '.join(named)} until {_day_words(day)}" for day, named in kinds.items())


def _day_words(day: str) -> str:
    from app.logic.words import day_words

    try:
        return day_words(date.fromisoformat(day))
    except ValueError:
        return day


def _day_of_year(table: Mapping[str, object], end: str) -> str:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    month = table.get(f"{end}_month")
    named = months[month - 1] if isinstance(month, int) and 1 <= month <= len(months) else month
    return f"{table.get(f'{end}_day')} {named}"


def _carrier(name: str) -> str:
    from app.logic.carriers import find_carrier
    from app.logic.resource_file import ResourceError

    try:
        carrier = find_carrier(name)
    except ResourceError:
        return name  # whoever reads the rules says what is wrong with the file
    return carrier.name if carrier else name


def plain_words(code: str) -> str:
    """Write a code as words."""
    return code.replace("_", " ").replace(".", " ")
