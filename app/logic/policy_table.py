"""Every policy value of every place of sale in one list, with the seller's own values in their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.carrier_file import load_carriers
from app.logic.dated import OWN, PolicyValue
from app.logic.own_policy import OWN_FILE, OwnValues, own_layer, read_own
from app.logic.policy import SEASON_KEY
from app.logic.policy_file import LAW_FILE, PolicyFile, read_policy_file
from app.logic.policy_keys import CATEGORIES_KEY
from app.logic.policy_update import POLICY_FILES, file_in_use
from app.logic.resource_file import OwnFileError
from app.logic.window import OWN_TERMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from app.logic.channels import Channel

_WINDOW: Final = "return.window."
_COUNTED: Final = {
    "shipped": "Counted from the day it was sent.",
    "expected_delivery": "Counted from the day it should have arrived.",
    "last_scan": "Counted from the last scan.",
}


class PolicyRow(NamedTuple):
    """One value of one place: a channel, with `is_law` a region, or with the name of a `carrier` that carrier's id.

    Attributes:
        entry: what holds on the day asked for, else what begins next, else what ended last; None where nobody read one.
        built_in: the same without the seller's own values.
        periods: everything known of it, own and built in, the newest first.
        from_own_file: the built-in values of this place come from a newer file that the seller read.
        category_names: the kinds of item the place tells apart.
    """

    place: str
    is_law: bool
    key: str
    entry: PolicyValue | None
    built_in: PolicyValue | None
    periods: tuple[PolicyValue, ...]
    from_own_file: bool = False
    category_names: tuple[str, ...] = ()
    carrier: str = ""

    @property
    def subject(self) -> tuple[bool, str, str]:
        """Return what the row is about, as own values name it."""
        return (self.is_law, self.place, self.key)

    @property
    def confidence(self) -> str:
        """Return how sure the value is; `unknown` where nobody read one."""
        return self.entry.confidence if self.entry else "unknown"

    @property
    def has_own(self) -> bool:
        """Tell whether the seller has a value of their own here, whenever it holds."""
        return any(entry.confidence == OWN for entry in self.periods)

    @property
    def wants_a_look(self) -> bool:
        """Tell whether nobody confirmed the value, or nobody found one."""
        return self.confidence in ("unconfirmed", "unknown")


class PolicyTable(NamedTuple):
    """Hold the rows, those first that want a look, and the newer files in use by name with their day."""

    rows: tuple[PolicyRow, ...]
    own_files: Mapping[str, date]
    problem: OwnFileError | None = None


def policy_table(channels: Mapping[str, Channel], built_in: Path, own: Path, today: date) -> PolicyTable:
    """Return every value as it stands on a day; with a damaged own file the built-in ones and the problem."""
    try:
        return _table(channels, built_in, own, today)
    except OwnFileError as problem:
        nothing = own / "nothing"
        return _table(channels, built_in, nothing, today)._replace(problem=problem)


def _table(channels: Mapping[str, Channel], built_in: Path, own: Path, today: date) -> PolicyTable:
    values = read_own(own / OWN_FILE)
    files = {name: file_in_use(name, built_in, own) for name in POLICY_FILES}
    newer = {name: file.checked_on for name, file in files.items() if file != read_policy_file(built_in / name)}
    rows = [
        row
        for channel in channels.values()
        for row in _channel_rows(channel, files[f"{channel.family}.toml"], values, today)
    ]
    rows += [row for region in files[LAW_FILE].places for row in _law_rows(region, files[LAW_FILE], values, today)]
    rows += _carrier_rows(built_in.parent, today)
    families = {channel.id: f"{channel.family}.toml" for channel in channels.values()}
    marked = (row._replace(from_own_file=_file_of(row, families) in newer) for row in rows)
    return PolicyTable(tuple(sorted(marked, key=_urgency)), newer)


def _file_of(row: PolicyRow, families: Mapping[str, str]) -> str:
    return LAW_FILE if row.is_law else families.get(row.place, "")


def _urgency(row: PolicyRow) -> int:
    """Put first what the seller should look at: a season nobody announced, then what nobody confirmed or found."""
    if row.confidence == "unconfirmed":
        return 0 if row.key == SEASON_KEY else 1
    return 2 if row.confidence == "unknown" else 3


def _channel_rows(channel: Channel, file: PolicyFile, values: OwnValues, today: date) -> Iterator[PolicyRow]:
    own = own_layer(values, channel.id)
    layers = (file.of(channel.id), file.of(None))
    keys = dict.fromkeys(key for layer in (*layers, own) for key in layer)
    kinds = _categories((own, *layers), today)
    if channel.family not in OWN_TERMS:
        # Where nobody read a window the seller is asked each time: here they can say it once.
        keys |= dict.fromkeys(f"{_WINDOW}{kind}" for kind in kinds)
    for key in keys:
        yield _row(channel.id, key, own, layers, today)._replace(category_names=kinds)


def _law_rows(region: str, file: PolicyFile, values: OwnValues, today: date) -> Iterator[PolicyRow]:
    own, layer = own_layer(values, region, is_law=True), file.of(region)
    for key in dict.fromkeys((*layer, *own)):
        yield _row(region, key, own, (layer,), today)._replace(is_law=True)


def _carrier_rows(resources: Path, today: date) -> Iterator[PolicyRow]:
    """Yield the days of the carriers, which are dated and sourced like a policy; they hold wherever a parcel goes."""
    for carrier in load_carriers(resources).values():
        told = [
            step.entry._replace(note=" ".join(filter(None, (_COUNTED[step.counted_from], step.entry.note))))
            for step in carrier.steps
        ]
        for key in dict.fromkeys(entry.key for entry in told):
            of_key = {key: tuple(entry for entry in told if entry.key == key)}
            yield _row(carrier.id, key, {}, (of_key,), today)._replace(carrier=carrier.name)


_Layers = tuple["Mapping[str, tuple[PolicyValue, ...]]", ...]


def _row(place: str, key: str, own: Mapping[str, tuple[PolicyValue, ...]], layers: _Layers, today: date) -> PolicyRow:
    mine, theirs = own.get(key, ()), [entry for layer in layers for entry in layer.get(key, ())]
    built_in = _present(theirs, today)
    holding = _present(mine, today) if any(entry.holds_on(today) for entry in mine) else None
    entry = holding or (built_in if built_in is not None else _present(mine, today))
    periods = sorted((*mine, *theirs), key=lambda one: one.valid_from, reverse=True)
    return PolicyRow(place, False, key, entry, built_in, tuple(periods))


def _present(entries: Iterable[PolicyValue], today: date) -> PolicyValue | None:
    """Return what holds today, else what begins next, else what ended last."""
    known = sorted(entries, key=lambda entry: entry.valid_from)
    holding = [entry for entry in entries if entry.holds_on(today)]
    coming = [entry for entry in known if entry.valid_from > today]
    return next(iter((*holding, *coming, *reversed(known))), None)


def _categories(layers: _Layers, today: date) -> tuple[str, ...]:
    for layer in layers:
        for entry in layer.get(CATEGORIES_KEY, ()):
            if entry.holds_on(today):
                return entry.choices
    return ("general",)
