"""The carriers: which one a seller means, and when a search or a claim is open with it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from app.logic.calendar import clock_end
from app.logic.dated import PolicyValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

StepKind = Literal["trace", "claim", "last"]
STEP_KINDS: Final = ("trace", "claim", "last")
COUNTED_FROM: Final = ("shipped", "expected_delivery", "last_scan")


@dataclass(frozen=True, slots=True)
class Step:
    """Name a day in a carrier's procedure: an amount of time (`entry`) after something happened to the parcel.

    `kind` is trace (a search is possible from then on), claim (so is a claim) or last (last day for both).
    """

    kind: StepKind
    counted_from: str
    entry: PolicyValue


@dataclass(frozen=True, slots=True)
class Carrier:
    """Describe one carrier, or its parcels to other countries.

    `tracking_page` holds `{number}` where the tracking number goes, unless the page has a form to fill in.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    home_aliases: tuple[str, ...]
    country: str | None
    international: bool
    tracking_page: str
    tracking_confidence: str
    steps: tuple[Step, ...] = ()
    cover: PolicyValue | None = None


class Window(NamedTuple):
    """The first and the last day of a procedure (None: not published), and the entries behind them."""

    earliest: date | None
    latest: date | None
    used: tuple[PolicyValue, ...]


def _words(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", name).casefold()
    return tuple("".join(sign if sign.isalnum() else " " for sign in plain.replace(".", "")).split())


def find_carrier(
    carriers: Mapping[str, Carrier], name: str | None, *, country: str | None = None, international: bool = False
) -> Carrier | None:
    """Return the carrier a seller means by a name, in whatever case and punctuation; None when that is not clear.

    A longer name may follow the carrier's: "UPS Ground". A bare "DHL" or "EMS" means a carrier only in the `country`
    (ISO alpha-2) the parcel leaves from. `international` prefers the figures for parcels to other countries.
    """
    wanted = _words(name or "")
    if not wanted:
        return None
    at_home = [c for c in carriers.values() if c.country == country and wanted in map(_words, c.home_aliases)]
    named = at_home or _best_named(carriers.values(), wanted)
    fitting = [carrier for carrier in named if carrier.international == international] or named
    return fitting[0] if len(fitting) == 1 else None


def _best_named(carriers: Iterable[Carrier], wanted: tuple[str, ...]) -> list[Carrier]:
    """Return the carriers with the longest alias that the name begins with."""
    found = [(_matched_words(carrier, wanted), carrier) for carrier in carriers]
    longest = max((length for length, _ in found), default=0)
    return [carrier for length, carrier in found if length == longest > 0]


def _matched_words(carrier: Carrier, wanted: tuple[str, ...]) -> int:
    aliases = map(_words, carrier.aliases)
    return max((len(alias) for alias in aliases if wanted[: len(alias)] == alias), default=0)


def trace_window(
    carrier: Carrier, shipped_on: date | None, expected_on: date | None, last_scan_on: date | None, country: str | None
) -> Window:
    """Return when a search for a parcel can be asked for; a day whose start is unknown stays None.

    `country` is the one whose public holidays count, normally where the parcel left from.
    """
    starts = {"shipped": shipped_on, "expected_delivery": expected_on, "last_scan": last_scan_on}
    return _window(carrier, ("trace",), starts, country)


def claim_window(
    carrier: Carrier, shipped_on: date | None, expected_on: date | None, last_scan_on: date | None, country: str | None
) -> Window:
    """Return when a claim can be filed; it opens with the search where the carrier names no day of its own."""
    starts = {"shipped": shipped_on, "expected_delivery": expected_on, "last_scan": last_scan_on}
    return _window(carrier, ("claim", "trace"), starts, country)


def stalled_after(carrier: Carrier) -> Step | None:
    """Return the carrier's earliest step, whose days without a scan make a parcel count as stalled; None: ask."""
    return next((step for step in carrier.steps if step.kind == "trace" and step.entry.valid_to is None), None)


def _window(
    carrier: Carrier, first: tuple[StepKind, ...], starts: Mapping[str, date | None], country: str | None
) -> Window:
    opening = next((found for kind in first if (found := _day(carrier, kind, starts, country))), None)
    closing = _day(carrier, "last", starts, country)
    used = tuple(entry for _, entry in filter(None, (opening, closing)))
    return Window(opening[0] if opening else None, closing[0] if closing else None, used)


def _day(
    carrier: Carrier, kind: StepKind, starts: Mapping[str, date | None], country: str | None
) -> tuple[date, PolicyValue] | None:
    for step in carrier.steps:
        start = starts[step.counted_from]
        if step.kind == kind and start is not None and step.entry.holds_on(start):
            return clock_end(start, step.entry.number, step.entry.unit or "", None, country), step.entry
    return None
