"""Read a request from plain JSON values: every field is checked, and a wrong one is named."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from app.logic.calendar import day_in_zone
from app.logic.channel_facts import domain, fixed_facts, happens_at
from app.logic.day_order import check_day_order
from app.logic.decision import BadInput
from app.logic.facts import FACT_VALUES, SOURCE_VALUES, Request, Seller, Situation
from app.logic.fees import DEDUCTION, LATE_FEE
from app.logic.fields import FieldReader, one_of, refuse_unknown, require_mapping
from app.logic.order_fields import ANSWER_KEYS, ORDER_KEYS, read_order
from app.logic.resolutions import ACTION_CODES
from app.logic.window import categories

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from app.logic.channels import Channel
    from app.logic.facts import Order
    from app.logic.policy import Policy
    from app.logic.rulebook import Rulebook

REQUEST_KEYS = (
    "situation",
    "channel",
    "today",
    "message_language",
    "message_received",
    "done",
    "earlier",
    "from_case",
    "happened",
    "order",
    "answers",
    "seller",
)
SELLER_KEYS = Seller._fields
_FACTS: Mapping[str, tuple[str, ...]] = {**FACT_VALUES, **SOURCE_VALUES}


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def read_request(
    raw: object, rulebook: Rulebook, languages: Sequence[str] = ("en",), clock: Callable[[], datetime] = utc_now
) -> Request:
    """Check a request and return it; `languages` are those with templates, `clock` tells the time if it has none.

    Raises BadInput with the dotted name of the first wrong field and what is allowed.
    """
    fields = require_mapping("request", raw)
    refuse_unknown("", fields, REQUEST_KEYS)
    situation = Situation(one_of("situation", fields.get("situation"), tuple(Situation)))
    channel = rulebook.channels[one_of("channel", fields.get("channel"), tuple(rulebook.channels))]
    reader = FieldReader(channel.time_zone)
    today, now = _today(fields, reader, channel, clock)
    told, answers = _told(fields)
    answered = _answered(answers, channel, situation)
    order_answers = {key: value for key, value in answers.items() if key in ANSWER_KEYS}
    order = read_order(told, order_answers, channel, reader, categories(rulebook.policy(channel), today))
    check_day_order(order, order_answers, channel)
    _check_percents(told, order_answers, reader, rulebook.policy(channel), today)
    _check_situation(situation, channel, answered, order)
    return Request(
        situation=situation,
        channel=channel,
        today=today,
        now=now,
        order=order,
        answered=answered,
        answered_keys=frozenset(order_answers),
        seller=read_seller(fields.get("seller", {}), reader),
        message_language=_language(fields.get("message_language"), channel, languages),
        message_received=reader.moment("message_received", fields.get("message_received")),
        done=_codes("done", fields.get("done"), ACTION_CODES),
        earlier=_codes("earlier", fields.get("earlier"), ACTION_CODES),
        happened=reader.line("happened", fields.get("happened")),
        from_case=_codes("from_case", fields.get("from_case"), (*_FACTS, *ANSWER_KEYS)),
    )


def _today(
    fields: Mapping[str, object], reader: FieldReader, channel: Channel, clock: Callable[[], datetime]
) -> tuple[date, datetime | None]:
    today = reader.moment("today", fields["today"]) if "today" in fields else clock()
    if today is None:
        raise BadInput("today", "a date such as 2026-11-22, or a date-time with offset")
    return day_in_zone(today, channel.time_zone), today if isinstance(today, datetime) else None


def _check_situation(situation: Situation, channel: Channel, answered: Mapping[str, str], order: Order) -> None:
    if not happens_at(channel.family, situation):
        raise BadInput("situation", f"{situation} cannot happen on {channel.id}, where no platform decides")
    if situation is Situation.CANNOT_SHIP and "shipped" not in answered and order.was_shipped():
        raise BadInput("situation", "cannot_ship is for an order that was not sent, and this one has a shipping date")


def _told(fields: Mapping[str, object]) -> tuple[Mapping[str, object], Mapping[str, object]]:
    """Return the order and the answers of a request, whose keys are all known."""
    order = require_mapping("order", fields.get("order"))
    answers = require_mapping("answers", fields.get("answers", {}))
    refuse_unknown("order.", order, ORDER_KEYS)
    refuse_unknown("answers.", answers, (*_FACTS, *ANSWER_KEYS))
    return order, answers


def _language(value: object, channel: Channel, languages: Sequence[str]) -> str:
    if value is None:
        return channel.language if channel.language in languages else "en"
    return one_of("message_language", value, languages)


def _check_percents(
    raw_order: Mapping[str, object], answers: Mapping[str, object], reader: FieldReader, policy: Policy, today: date
) -> None:
    """Refuse a fee or a deduction above the most that the place of sale allows."""
    for key, limit in (("late_fee_percent", LATE_FEE), ("deduction_percent", DEDUCTION)):
        entry = policy.value(limit, today)
        prefix, given = ("answers.", answers) if key in answers else ("order.", raw_order)
        if entry is not None:
            reader.percent(prefix + key, given.get(key), Decimal(entry.number))


def _codes(field: str, value: object, allowed: Sequence[str]) -> frozenset[str]:
    """Read what was done, was done in earlier rounds, or was set by what happened in the case."""
    if value is None:
        return frozenset()
    if not isinstance(value, list | tuple):
        raise BadInput(field, "a list of facts and keys" if field == "from_case" else "a list of actions that are done")
    return frozenset(one_of(field, code, allowed) for code in value)


def _answered(answers: Mapping[str, object], channel: Channel, situation: Situation) -> dict[str, str]:
    """Check the answered facts against their values and against what the place of sale fixes."""
    fixed = fixed_facts(channel.family, situation)
    possible = domain(channel.family, situation)
    found = {}
    for fact in answers.keys() & _FACTS.keys():
        value = one_of(f"answers.{fact}", answers[fact], _FACTS[fact])
        if value not in possible.get(fact, _FACTS[fact]):
            allowed = " or ".join(possible[fact])
            where = f"fixed on {channel.id}" if fact in fixed else f"all that {situation} knows"
            raise BadInput(f"answers.{fact}", f"{allowed} is {where}, not {value}")
        found[fact] = value
    return found


def read_seller(value: object, reader: FieldReader) -> Seller:
    """Check the seller's own names and terms."""
    raw = require_mapping("seller", value)
    refuse_unknown("seller.", raw, SELLER_KEYS)
    countries = raw.get("return_countries", [])
    if not isinstance(countries, list):
        raise BadInput("seller.return_countries", "a list of country codes such as US")
    terms = Seller()
    return Seller(
        shop_name=reader.line("seller.shop_name", raw.get("shop_name")),
        signature=reader.lines("seller.signature", raw.get("signature")),
        ships_from=reader.country("seller.ships_from", raw.get("ships_from")),
        return_countries=tuple(
            code for item in countries if (code := reader.country("seller.return_countries", item)) is not None
        ),
        return_days=reader.count("seller.return_days", raw.get("return_days"), least=0),
        late_fee_percent=reader.percent("seller.late_fee_percent", raw.get("late_fee_percent")),
        no_returns=reader.flag("seller.no_returns", raw.get("no_returns")),
        wait_days=reader.count("seller.wait_days", raw.get("wait_days")) or terms.wait_days,
        task_days=reader.count("seller.task_days", raw.get("task_days")) or terms.task_days,
        insurer=reader.line("seller.insurer", raw.get("insurer")),
        insurer_claim_days=reader.count("seller.insurer_claim_days", raw.get("insurer_claim_days")),
    )
