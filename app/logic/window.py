"""Whether the return window is open: the platform's days, the season's date, the days that the law gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.logic.calendar import add_days, next_working_day
from app.logic.facts import FACT_VALUES, Origin
from app.logic.known import Ask, Known, derived
from app.logic.policy import SEASON_KEY

if TYPE_CHECKING:
    from datetime import date

    from app.logic.facts import Request
    from app.logic.policy import Policy, PolicyValue, Season

OPEN, CLOSED = FACT_VALUES["window"]
OWN_TERMS = ("shop", "etsy")


def categories(policy: Policy, on: date) -> tuple[str, ...]:
    """List the return categories that a place of sale tells apart."""
    entry = policy.value("return.categories", on)
    return entry.choices if entry else ("general",)


def withdrawal_law(request: Request, policy: Policy) -> PolicyValue | None:
    """Return the law of the buyer's region on a change of mind, as it was on the day of the order."""
    return policy.law(request.buyer_region(), "withdrawal.days", request.ordered_on())


def withdrawal_end(request: Request, policy: Policy, delivered: date | None) -> tuple[date, PolicyValue] | None:
    """Return the last day of the statutory withdrawal and its source; None without the right or the delivery day."""
    law = withdrawal_law(request, policy)
    if delivered is None or law is None or not request.is_withdrawal_buyer():
        return None
    country = request.order.buyer_country or request.channel.country
    return next_working_day(add_days(delivered, law.number), country), law


def return_window(request: Request, policy: Policy) -> Known | Ask:
    """Derive whether the return was asked for in time, or say what has to be asked for that."""
    requested = request.return_asked_on()
    withdrawal = withdrawal_end(request, policy, request.order.delivered_on)
    if withdrawal and requested <= withdrawal[0]:
        return derived(OPEN, Origin.CALENDAR, withdrawal[1])
    return _by_terms(request, policy, requested)


def _by_terms(request: Request, policy: Policy, requested: date) -> Known | Ask:
    terms = _terms(request, policy)
    if not terms:
        return _by_season_alone(request, policy, requested) or _by_law_alone(request)
    delivery = _delivery_day(request)
    if isinstance(delivery, Ask):
        return delivery
    season = policy.season(request.ordered_on())
    in_time = {requested <= term.last_day(delivery, season) for term in terms}
    because = [term.entry for term in terms if term.entry]
    if season and in_time != {requested <= term.last_day(delivery, None) for term in terms}:
        because.append(season.entry)
    if in_time == {True}:
        return derived(OPEN, Origin.CALENDAR, *because)
    if _is_unknown(request, "delivered_on"):
        return Ask("delivered_on", "date")
    if len(in_time) > 1:
        return Ask("category", choices=tuple(term.category for term in terms))
    if season_is_open(request, policy):
        return Ask("window", choices=(OPEN, CLOSED), hint=_season_hint(request, policy))
    return derived(CLOSED, Origin.CALENDAR, *because)


def last_return_day(request: Request, policy: Policy) -> date | None:
    """Return the last day to ask for a return; None where several can be meant or a season's date is not announced."""
    delivery, terms = _delivery_day(request), _terms(request, policy)
    if isinstance(delivery, Ask) or season_is_open(request, policy):
        return None
    season = policy.season(request.ordered_on())
    days = {term.last_day(delivery, season) for term in terms}
    withdrawal = withdrawal_end(request, policy, request.order.delivered_on)
    by_law = [withdrawal[0]] if withdrawal else []
    return max([*days, *by_law]) if len(days) == 1 else None


class _Term(NamedTuple):
    """The days of one category; `entry` is None for the seller's own terms."""

    category: str
    days: int
    entry: PolicyValue | None = None

    def last_day(self, delivery: date, season: Season | None) -> date:
        """Return the last day to ask for the return: the category's days, or the season's date if later."""
        last = add_days(delivery, self.days)
        fixed = season.return_until.get(self.category) if season else None
        return max(last, fixed) if fixed else last


def _terms(request: Request, policy: Policy) -> list[_Term]:
    """List the windows that can apply: the seller's own, the known category's, or those of every category."""
    if request.channel.family in OWN_TERMS and request.seller.return_days is not None:
        return [_Term("general", request.seller.return_days)]
    ordered = request.ordered_on()
    known = request.order.category
    names = (known,) if known else categories(policy, request.today)
    found = [(name, policy.value(f"return.window.{name}", ordered)) for name in names]
    return [_Term(name, entry.number, entry) for name, entry in found if entry]


def _by_season_alone(request: Request, policy: Policy, requested: date) -> Known | None:
    """Decide by the season's date where no terms are known: before it the window is open whatever they are."""
    season, kind = policy.season(request.ordered_on()), request.order.category
    kinds = (kind,) if kind else categories(policy, request.today)
    dates = [season.return_until.get(one) for one in kinds] if season else []
    if season and all(until is not None and requested <= until for until in dates):
        return derived(OPEN, Origin.CALENDAR, season.entry)
    return None


def _by_law_alone(request: Request) -> Known | Ask:
    """Decide where no terms are known: only the law gives an own shop's buyer a window; elsewhere it is asked."""
    if request.channel.family == "shop" and request.is_withdrawal_buyer():
        if request.order.delivered_on is not None:
            return derived(CLOSED)
        if _is_unknown(request, "delivered_on"):
            return Ask("delivered_on", "date")
    return Ask("window", choices=(OPEN, CLOSED))


def _delivery_day(request: Request) -> date | Ask:
    """Return the later of delivery and latest delivery, as far as they are known, or what to ask for it."""
    days = [day for day in (request.order.delivered_on, request.order.latest_delivery) if day]
    if days:
        return max(days)
    for key in ("delivered_on", "latest_delivery"):
        if _is_unknown(request, key):
            return Ask(key, "date")
    return Ask("window", choices=(OPEN, CLOSED))


def _is_unknown(request: Request, key: str) -> bool:
    return getattr(request.order, key) is None and key not in request.order.known_none


def season_is_open(request: Request, policy: Policy) -> bool:
    """Say whether the order falls into a holiday season whose dates nobody has announced yet."""
    ordered = request.ordered_on()
    months = policy.value("return.season_orders", ordered)
    if months is None or request.order.ordered_at is None:
        return False
    first, last = ((months.table[f"{end}_month"], months.table[f"{end}_day"]) for end in ("first", "last"))
    if not first <= (ordered.month, ordered.day) <= last:
        return False
    return not any(
        row.valid_from.year == ordered.year and row.table.get("return_until") for row in policy.rows(SEASON_KEY)
    )


def _season_hint(request: Request, policy: Policy) -> str | None:
    """Name the last announced season's date for a general item: a hint, not a rule."""
    season = policy.last_announced_season(request.ordered_on())
    until = season.return_until.get(request.order.category or "general") if season else None
    return f"Season {season.name}: until {until.isoformat()}" if season and until else None
