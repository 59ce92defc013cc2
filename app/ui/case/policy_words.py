"""Say in plain words which numbers of the platform a decision used, where they come from and how sure they are."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final

from app.ui.case.present import mappings

if TYPE_CHECKING:
    from collections.abc import Mapping

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
_CONFIDENCES: Final = {
    "official": "from an official page",
    "reported": "as sellers report it",
    "secondary": "from other websites, not from the source itself",
    "conflict": "sources disagree; the value safer for you is used",
    "unconfirmed": "not confirmed by anybody",
}


def policy_lines(decision: Mapping[str, object]) -> list[tuple[str, str]]:
    """List the values a decision used: what each says, and its sources as links, in rich text."""
    return [(_value_line(entry), _source_line(entry)) for entry in mappings(decision, "policy")]


def _value_line(entry: Mapping[str, object]) -> str:
    return f"{_title(str(entry.get('key')))}: {_value(entry.get('value'), entry.get('unit'))}"


def _title(key: str) -> str:
    if key in _TITLES:
        return _TITLES[key]
    kind, _, about = key.rpartition(".")
    if kind.startswith("carrier."):
        return _STEPS.get(about, "{} " + _plain(about)).format(_carrier(_plain(kind.removeprefix("carrier."))))
    return f"{_KINDS[kind]} ({_plain(about)})" if kind in _KINDS else _plain(key).capitalize()


def _carrier(name: str) -> str:
    from app.logic.carriers import find_carrier
    from app.logic.resource_file import ResourceError

    try:
        carrier = find_carrier(name)
    except ResourceError:
        return name  # whoever reads the rules says what is wrong with the file
    return carrier.name if carrier else name


def _value(value: object, unit: object) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or ", ".join(f"{_plain(key)} {part}" for key, part in value.items()))
    if isinstance(value, list):
        return ", ".join(_plain(str(part)) for part in value)
    if unit == "percent":
        return f"{value} %"
    words = _plain(str(unit)) if unit else ""
    return f"{value} {words.removesuffix('s') if value == 1 else words}".strip()


def _source_line(entry: Mapping[str, object]) -> str:
    known = _CONFIDENCES.get(str(entry.get("confidence")), str(entry.get("confidence") or "unknown"))
    day = _day(entry.get("checked_on"))
    checked = f", checked on {day}" if day else ""
    links = ", ".join(_link(source) for source in str(entry.get("source") or "").split(" ; ") if source)
    return escape(known[:1].upper() + known[1:] + checked) + (f": {links}" if links else "")


def _day(value: object) -> str:
    from app.ui.day_words import spell_day

    try:
        return spell_day(date.fromisoformat(str(value)))
    except ValueError:
        return ""


def _link(source: str) -> str:
    """Write an address as its site; the whole would be longer than the pane is wide."""
    scheme, found, rest = source.partition("://")
    if not found or scheme not in ("http", "https"):
        return escape(source)
    return f'<a href="{escape(source)}">{escape(rest.partition("/")[0].removeprefix("www."))}</a>'


def _plain(code: str) -> str:
    return code.replace("_", " ").replace(".", " ")
