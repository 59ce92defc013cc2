"""Turn what SQLite and the disk complain about into three sentences for the seller."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.logic.ports import StoreError

_NO_RIGHTS = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_PRIMARY_CODE = 0xFF


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Raise StoreError for whatever goes wrong with the file at `path`."""
    # Not imported at the top: a look at a file that is refused needs only sqlite3.
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except sqlite3.Error as problem:
        raise _database_failure(path, problem) from problem
    except DBAPIError as problem:
        raise _database_failure(path, problem.orig or problem) from problem
    except OSError as problem:
        raise disk_failure(path, problem) from problem


def disk_failure(path: Path, problem: OSError) -> StoreError:
    """Say what the disk or the folder refused."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(path)
    if problem.errno == errno.EROFS:
        return _read_only(path)
    if problem.errno in (errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST):
        return no_rights(path)
    return _unreadable(path, problem.strerror or type(problem).__name__)


def _database_failure(path: Path, problem: BaseException) -> StoreError:
    code = getattr(problem, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code == sqlite3.SQLITE_FULL:
        return _full(path)
    if code == sqlite3.SQLITE_READONLY:
        return _read_only(path)
    if code in _NO_RIGHTS:
        return no_rights(path)
    if code in _DAMAGED:
        return damaged(path)
    if code == sqlite3.SQLITE_BUSY:
        return _busy(path)
    # The text of an SQL error can quote what the seller typed: only its kind is named.
    return _unreadable(path, getattr(problem, "sqlite_errorname", type(problem).__name__))


def _full(path: Path) -> StoreError:
    return StoreError(
        f"The disk is full: there is no room left to save in {path.parent}.",
        "Everything saved before this moment is safe; only the last change is not saved.",
        "Make room on the disk and do the last step again.",
    )


def _read_only(path: Path) -> StoreError:
    return StoreError(
        f"The file with your cases can be read but not changed: {path}.",
        "Everything in it is safe and unchanged; the last change is not saved.",
        "Take away its write protection, or start with --data-dir and another folder.",
    )


def no_rights(path: Path) -> StoreError:
    """Say that the folder does not let the file be opened or made."""
    return StoreError(
        f"The file with your cases cannot be opened or made in the folder {path.parent}.",
        "Nothing was changed there.",
        "Allow reading and writing in this folder, or start with --data-dir and another folder.",
    )


def damaged(path: Path) -> StoreError:
    """Say that the file is not a database, or no longer one."""
    return StoreError(
        f"The file {path} is not a database, or is damaged.",
        "It was left exactly as it is, and your backups are untouched.",
        "Move it to another place and put a backup there, or start with --data-dir and another folder.",
    )


def of_another_program(path: Path) -> StoreError:
    """Say that the file belongs to somebody else."""
    return StoreError(
        f"The file {path} is a database, but not one made by Amends.",
        "It was left exactly as it is.",
        "Move it to another place, or start with --data-dir and another folder.",
    )


def too_new(path: Path) -> StoreError:
    """Say that a newer program made the file."""
    return StoreError(
        f"The file {path} was made by a newer version of Amends than this one.",
        "It was left exactly as it is, with all cases in it.",
        "Install the newer version again, or start with --data-dir and another folder.",
    )


def no_safe_journal(path: Path) -> StoreError:
    """Say that the folder cannot keep a file safe against crashes, as network folders cannot."""
    return StoreError(
        f"The folder {path.parent} cannot keep cases safe if the computer fails; it may be on a network.",
        "Nothing was changed there.",
        "Choose a folder on this computer with --data-dir.",
    )


def not_there(case_id: int) -> StoreError:
    """Say that a case does not exist."""
    return StoreError(
        f"There is no case with the number {case_id} in the file.",
        "All other cases are safe.",
        "Look for it in the list of all cases.",
    )


def is_erased(case_id: int) -> StoreError:
    """Say that nothing can be written to a case any more."""
    return StoreError(
        f"The personal data of case {case_id} was erased, so no text can be added to it.",
        "Its numbers, days and money are kept, and its tasks can still be ticked off.",
        "Start a new case for the same order.",
    )


def _busy(path: Path) -> StoreError:
    return StoreError(
        f"Another program is using the file with your cases: {path}.",
        "Everything saved before is safe; the last change is not saved.",
        "Close the other program, then do the last step again.",
    )


def _unreadable(path: Path, kind: str) -> StoreError:
    return StoreError(
        f"The file with your cases could not be read or saved: {path} ({kind}).",
        "Everything saved before this moment is kept; the last change may not be saved.",
        "Check the disk, then start Amends again.",
    )
