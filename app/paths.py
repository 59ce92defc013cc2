"""Where everything the seller owns lies: cases, settings, log, backups and own templates."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

PROGRAM = "Amends"
VARIABLE = "AMENDS_DATA_DIR"


class Paths(NamedTuple):
    """The folders of one seller. With a folder of its own (`moved`) everything lies below it."""

    data: Path
    config: Path
    logs: Path

    @classmethod
    def from_environment(
        cls, data_dir: Path | str | None = None, environment: Mapping[str, str] | None = None
    ) -> Paths:
        """Take the folder given, else the one named in AMENDS_DATA_DIR, else the usual ones of this system."""
        folder = data_dir or (os.environ if environment is None else environment).get(VARIABLE)
        return cls.below(Path(folder)) if folder else cls.usual()

    @classmethod
    def below(cls, folder: Path) -> Paths:
        """Keep everything in one folder."""
        whole = Path(os.path.abspath(folder.expanduser()))  # noqa: PTH100  # resolve() would follow a link
        return cls(data=whole, config=whole, logs=whole / "log")

    @classmethod
    def usual(cls) -> Paths:
        """Use the folders this system keeps for programs."""
        # Imported here: with a folder of its own the program does not need it.
        from platformdirs import PlatformDirs

        dirs = PlatformDirs(PROGRAM, appauthor=False)
        return cls(data=dirs.user_data_path, config=dirs.user_config_path, logs=dirs.user_log_path)

    @property
    def cases(self) -> Path:
        """Name the case file."""
        return self.data / "cases.db"

    @property
    def backups(self) -> Path:
        """Name the folder of the copies."""
        return self.data / "backups"

    @property
    def templates(self) -> Path:
        """Name the folder of the seller's own templates, which win over the built-in ones."""
        return self.data / "templates"

    @property
    def policies(self) -> Path:
        """Name the folder of the seller's own policy values and of newer policy files."""
        return self.data / "policies"

    @property
    def evidence(self) -> Path:
        """Name the folder of photos and papers, with a folder for each case."""
        return self.data / "evidence"

    @property
    def settings(self) -> Path:
        """Name the settings file."""
        return self.config / "settings.toml"

    @property
    def window_state(self) -> Path:
        """Name the file that remembers sizes and columns."""
        return self.config / "window.ini"

    @property
    def log(self) -> Path:
        """Name the log file."""
        return self.logs / "amends.log"

    def make_folders(self) -> None:
        """Make the folders that are missing, open to the seller only; StoreError when that is not allowed."""
        for folder in (self.data, self.config, self.logs, self.backups, self.templates, self.evidence):
            _make_folder(folder)


def policy_folder(data_dir: Path | str | None = None) -> Path:
    """Name the folder of own policies for a command that needs no other one, and starts quickly."""
    moved = data_dir or os.environ.get(VARIABLE)
    home = os.environ.get("HOME")
    if moved or not sys.platform.startswith("linux") or not home or os.environ.get("XDG_DATA_HOME"):
        return Paths.from_environment(data_dir).policies
    # What platformdirs says here as well (a test compares them); importing it would be felt at each decision.
    return Path(home, ".local", "share", PROGRAM, "policies")


def _make_folder(folder: Path) -> None:
    # Imported here: naming folders is part of every quick command, making them is not.
    from app.logic.ports import StoreError
    from app.logic.private_file import make_private_folder

    try:
        make_private_folder(folder)
    except OSError as problem:
        raise StoreError(
            f"The folder {folder} cannot be made ({problem.strerror or 'unknown reason'}).",
            "Nothing was changed.",
            "Allow writing there, or start with --data-dir and another folder.",
        ) from problem
