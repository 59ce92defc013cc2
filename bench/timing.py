"""Time things in turn, so that both sides of a ratio meet the same machine in the same mood."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Row(NamedTuple):
    """One line of the table: what was measured, the figure, what it must reach, and whether it does."""

    what: str
    measured: str
    goal: str
    reached: bool | None


def seconds(run: Callable[[], object]) -> float:
    """Return how long one run takes, with the garbage collector out of the way."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        run()
        return time.perf_counter() - start
    finally:
        gc.enable()


def in_turn(runs: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Return the median of each measurement, taken one after the other in every round."""
    found: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            found[name].append(run())
    return {name: statistics.median(values) for name, values in found.items()}


def rate(run: Callable[[], object], amount: int, rounds: int = 5) -> float:
    """Return how many a second one core does, the median of some rounds of `amount` each."""
    return amount / statistics.median(seconds(run) for _ in range(rounds))


def ratio_row(what: str, ours: float, bare: float, most: float, unit: str = "s") -> Row:
    """Return a line that compares ours with the bare thing."""
    factor = ours / bare
    return Row(
        what, f"{factor:.2f} × ({ours:.3g} {unit} against {bare:.3g} {unit})", f"at most {most} ×", factor <= most
    )


def rate_row(what: str, a_second: float, least: int) -> Row:
    """Return a line with a number a second."""
    return Row(what, f"{a_second:,.0f} a second", f"at least {least:,} a second", a_second >= least)
