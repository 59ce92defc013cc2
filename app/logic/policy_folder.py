"""The seller's folder of policies: own values and newer files go in and out, and every step can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.own_policy import OWN_FILE, OwnValue, OwnValues, own_text, read_own, with_values, without
from app.logic.policy_table import PolicyTable, policy_table
from app.logic.policy_update import POLICY_FILES, PolicyUpdate, file_in_use, read_update
from app.logic.ports import StoreError
from app.logic.private_file import make_private_folder, write_whole
from app.logic.resource_file import OwnFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from app.logic.channels import Channel

FolderState = dict[str, bytes | None]
"""What stood in each file of the folder; None: there was no such file."""

_FILES: Final = (OWN_FILE, *POLICY_FILES)


class PolicyFolder(NamedTuple):
    """The folder of the seller, and the one of the built-in files. Every change returns what stood there before it."""

    own: Path
    built_in: Path

    def table(self, channels: Mapping[str, Channel], today: date) -> PolicyTable:
        """Return every policy value as it stands on a day."""
        return policy_table(channels, self.built_in, self.own, today)

    def damage(self) -> OwnFileError | None:
        """Return what is wrong with the first file that cannot be used; None when all can."""
        try:
            read_own(self.own / OWN_FILE)
            for name in POLICY_FILES:
                file_in_use(name, self.built_in, self.own)
        except OwnFileError as problem:
            return problem
        return None

    def add(self, values: Iterable[OwnValue], today: date) -> FolderState:
        """Let own values count from their day on."""
        return self._write_own(with_values(read_own(self.own / OWN_FILE), values), today)

    def take_back(self, subjects: Iterable[tuple[bool, str, str]], today: date) -> FolderState:
        """Let the built-in values count again."""
        return self._write_own(without(read_own(self.own / OWN_FILE), subjects), today)

    def read_update(self, path: Path, today: date) -> PolicyUpdate:
        """Check a newer policy file and say what it changes; RefusedFile says what is wrong with it."""
        return read_update(path, self.built_in, self.own, today)

    def apply(self, update: PolicyUpdate) -> FolderState:
        """Let a newer file stand before the built-in one."""
        return self._put({update.name: update.text.encode("utf-8")})

    def drop_file(self, name: str) -> FolderState:
        """Let the built-in file count again."""
        return self._put({name: None})

    def put_aside(self, name: str) -> FolderState:
        """Rename a damaged file, so that nothing reads it and nothing of it is lost."""
        content = self._state()[name]
        return self._put({f"{name}.broken": content, name: None})

    def restore(self, state: FolderState) -> FolderState:
        """Put back what stood in the folder."""
        return self._put(state)

    def _state(self) -> FolderState:
        return {name: _content(self.own / name) for name in _FILES}

    def _write_own(self, values: OwnValues, today: date) -> FolderState:
        return self._put({OWN_FILE: own_text(values, today).encode("utf-8", "replace") if values else None})

    def _put(self, files: FolderState) -> FolderState:
        try:
            before = self._state()
            make_private_folder(self.own)
            for name, content in files.items():
                if content is None:
                    (self.own / name).unlink(missing_ok=True)
                elif before.get(name) != content:
                    write_whole(self.own / name, content)
        except OSError as problem:
            raise StoreError(
                f"The folder of your own policy values cannot be written ({problem.strerror or 'unknown reason'}).",
                "The values that counted before still do, and all cases are safe.",
                f"Allow writing in {self.own}, or free some space, and try again.",
            ) from problem
        return before


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
