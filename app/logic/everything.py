"""Erase everything a seller stored, so that a program that ends half-way goes on at its next start."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from app.logic.ports import StoreError
from app.logic.private_file import make_private_folder, sync_folder, write_whole

_WITH_SETTINGS: Final = b"settings too\n"
_SIDE_FILES: Final = ("", "-wal", "-shm", "-journal", ".partial", ".broken")


class Stored(NamedTuple):
    """What is stored and where: `personal` goes always, `own` with the settings; files and folders.

    `mark` is the file that says that an erasing was begun.
    """

    mark: Path
    personal: tuple[Path, ...]
    own: tuple[Path, ...]


def begin_erasing(stored: Stored, *, keep_settings: bool) -> None:
    """Note that everything is to be erased; from here on it happens, now or at the next start."""
    try:
        make_private_folder(stored.mark.parent)
        write_whole(stored.mark, b"" if keep_settings else _WITH_SETTINGS)
    except OSError as problem:
        raise _stopped(stored.mark, problem, "Nothing was erased.") from problem


def finish_erasing(stored: Stored) -> bool:
    """Erase what was begun and return whether there was anything; StoreError naming what cannot be deleted.

    Nothing may be open any more of what goes.
    """
    if not stored.mark.exists():
        return False
    places = [*stored.personal, *(stored.own if stored.mark.read_bytes() else ())]
    for path in _with_side_files(places):
        try:
            _delete(path)
        except OSError as problem:
            raise _stopped(path, problem, "A part is erased; the rest goes at the next start.") from problem
    stored.mark.unlink()
    sync_folder(stored.mark.parent)
    return True


def _with_side_files(places: Iterable[Path]) -> list[Path]:
    return [place.with_name(place.name + ending) for place in places for ending in _SIDE_FILES]


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _stopped(path: Path, problem: OSError, safe: str) -> StoreError:
    return StoreError(
        f"{path} cannot be erased ({problem.strerror or 'unknown reason'}).",
        safe,
        "Close every other program that uses the folder and allow writing there, then start Amends again.",
    )
