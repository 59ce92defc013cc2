"""The carriers: which one a seller means, and when a search or a claim is open with it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from app.logic.calendar import clock_end
from app.logic.carrier_file import Carrier, Step, StepKind, load_carriers
from app.logic.dated import PolicyValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

__all__ = [
    "Carrier",
    "Step",
    "Window",
    "claim_window",
    "find_carrier",
    "load_carriers",
    "stalled_after",
    "trace_window",
]


class Window(NamedTuple):
    """The first and the last day of a procedure (None: not published), and the entries behind them."""

    earliest: date | None
    latest: date | None
    entries: tuple[PolicyValue, ...]


def _words(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", name).casefold()
    return tuple("".join(sign if sign.isalnum() else " " for sign in plain.replace(".", "")).split())


@lru_cache(maxsize=8)
def _read_once(resources: Path | None) -> tuple[Carrier, ...]:
    return tuple(load_carriers(resources).values())


# A decision asks several times for the carrier of the same order, and a batch for the same few names.
@lru_cache(maxsize=1024)
def find_carrier(
    name: str | None, *, country: str | None = None, international: bool = False, resources: Path | None = None
) -> Carrier | None:
    """Return the carrier a seller means by a name, in whatever case and punctuation; None when that is not clear.

    A longer name may follow the carrier's: "UPS Ground". A bare "DHL" or "EMS" means a carrier only in the `country`
    (ISO alpha-2) the parcel leaves from. `international` prefers the figures for parcels to other countries.
    Raise ResourceError on a mistake in the carrier file.
    """
    wanted = _words(name or "")
    if not wanted:
        return None
    carriers = _read_once(resources)
    at_home = [carrier for carrier in carriers if carrier.country == country and _is_home_name(carrier, wanted)]
    named = at_home or _best_named(carriers, wanted)
    fitting = [carrier for carrier in named if carrier.international == international] or named
    return fitting[0] if len(fitting) == 1 else None


def _is_home_name(carrier: Carrier, wanted: tuple[str, ...]) -> bool:
    return wanted in map(_words, carrier.home_aliases)


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
    entries = tuple(entry for _, entry in filter(None, (opening, closing)))
    return Window(opening[0] if opening else None, closing[0] if closing else None, entries)


def _day(
    carrier: Carrier, kind: StepKind, starts: Mapping[str, date | None], country: str | None
) -> tuple[date, PolicyValue] | None:
    for step in carrier.steps:
        start = starts[step.counted_from]
        if step.kind == kind and start is not None and step.entry.holds_on(start):
            return clock_end(start, step.amount, step.unit, None, country), step.entry
    return None
