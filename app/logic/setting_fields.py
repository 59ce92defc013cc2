"""Check the single settings: a wrong one is refused with what is allowed, in the file as on the settings page."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from app.logic.decision import BadInput
from app.logic.fields import LONGEST_LINE, LONGEST_TEXT, FieldReader

_READER: Final = FieldReader(None)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}([_-][A-Za-z]{2,4})?")
_MOST_KEPT_DAYS: Final = 3_650
"""Ten years; longer would not be a term any more."""


class Theme(StrEnum):
    """How the window looks."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def read_setting(name: str, value: object) -> object:
    """Return the value of a setting as it is kept; BadInput with the setting's name when it is not allowed."""
    return _READERS[name](name, value)


def _text(longest: int) -> Callable[[str, object], str]:
    def read(name: str, value: object) -> str:
        if not isinstance(value, str) or len(value) > longest:
            raise BadInput(name, f"a text of at most {longest} characters")
        return value

    return read


def _days(least: int) -> Callable[[str, object], int | None]:
    return lambda name, value: _READER.count(name, value, least)


def _set_days(name: str, value: object) -> int:
    days = _READER.count(name, value)
    if days is None:
        raise BadInput(name, "a whole number of days")
    return days


def _kept_days(name: str, value: object) -> int:
    days = _READER.count(name, value, least=0)
    if days is None or days > _MOST_KEPT_DAYS:
        raise BadInput(name, f"a whole number of days up to {_MOST_KEPT_DAYS}, or 0 for never")
    return days


def _countries(name: str, value: object) -> tuple[str, ...]:
    codes = (_READER.country(name, code) for code in _listed(name, value, "country codes such as US"))
    return tuple(code for code in codes if code is not None)


def _channels(name: str, value: object) -> tuple[str, ...]:
    names = _listed(name, value, "channels such as amazon-us")
    return tuple(_text(LONGEST_LINE)(name, channel) for channel in names)


def _listed(name: str, value: object, of: str) -> list[object] | tuple[object, ...]:
    if not isinstance(value, list | tuple):
        raise BadInput(name, f"a list of {of}")
    return value


def _theme(name: str, value: object) -> Theme:
    if value not in list(Theme):
        raise BadInput(name, f"one of {', '.join(Theme)}")
    return Theme(str(value))


def _language(name: str, value: object) -> str | None:
    if value is not None and not (isinstance(value, str) and _LANGUAGE.fullmatch(value)):
        raise BadInput(name, "a language code such as en")
    return None if value is None else str(value)


def _choices(name: str, value: object) -> dict[str, dict[str, str]]:
    if not isinstance(value, dict) or not all(isinstance(answers, dict) for answers in value.values()):
        raise BadInput(name, "a table of answers for each channel")
    read = _text(LONGEST_LINE)
    return {
        channel: {fact: read(name, answer) for fact, answer in answers.items()} for channel, answers in value.items()
    }


def _names(name: str, value: object) -> tuple[str, ...]:
    read = _text(LONGEST_LINE)
    return tuple(read(name, each) for each in _listed(name, value, "names of templates such as refund_late"))


def _switches(name: str, value: object) -> dict[str, dict[str, bool]]:
    tables = value.values() if isinstance(value, dict) else (None,)
    if not isinstance(value, dict) or not all(isinstance(switches, dict) for switches in tables):
        raise BadInput(name, "a table of switches for each resolution")
    read = _READER.flag
    return {each: {key: bool(read(name, is_on)) for key, is_on in table.items()} for each, table in value.items()}


_READERS: Final[dict[str, Callable[[str, object], object]]] = {
    "shop_name": _text(LONGEST_LINE),
    "signature": _text(LONGEST_TEXT),
    "ships_from": _READER.country,
    "return_countries": _countries,
    "channels_used": _channels,
    "return_days": _days(least=0),
    "late_fee_percent": _READER.percent,
    "no_returns": _READER.flag,
    "wait_days": _set_days,
    "task_days": _set_days,
    "insurer": _text(LONGEST_LINE),
    "insurer_claim_days": _days(least=1),
    "erase_after_days": _kept_days,
    "theme": _theme,
    "message_language": _language,
    "last_choices": _choices,
    "pinned_templates": _names,
    "switches": _switches,
}
