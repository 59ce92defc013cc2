"""Files and folders that only the seller may open; a file is written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

OWNER_FILE = stat.S_IRUSR | stat.S_IWUSR
OWNER_FOLDER = stat.S_IRWXU


def make_private_folder(folder: Path) -> None:
    """Make a folder with its parents; unlike `parents=True` the parents are closed to others as well."""
    if folder.is_dir():
        return
    make_private_folder(folder.parent)
    folder.mkdir(mode=OWNER_FOLDER, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Make an empty file in a private folder; one that is there keeps its content and is closed to others."""
    make_private_folder(path.parent)
    os.close(_open_for_owner(path, os.O_CREAT | os.O_RDWR))
    close_to_others(path)


def close_to_others(path: Path) -> None:
    """Take everybody else's rights from a file, as one put back by hand may have them, but give the seller none."""
    path.chmod(path.stat().st_mode & stat.S_IRWXU)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a crash leaves the old one or the new one, never a half; OSError when it cannot be."""
    partial = path.with_name(f"{path.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        with open(partial, "xb", opener=_open_for_owner) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder last through a power cut, on systems that can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _open_for_owner(path: str | Path, flags: int) -> int:
    return os.open(path, flags, OWNER_FILE)
