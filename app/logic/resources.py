"""Where the files that ship with the program lie."""

import sys
from pathlib import Path


def program_folder() -> Path:
    """Return the folder that holds `resources/` and `templates/`, in a clone as in a frozen program."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parents[2]


def resource_folder() -> Path:
    """Return the folder of the policy, channel and carrier files."""
    return program_folder() / "resources"


def template_folder() -> Path:
    """Return the folder of the built-in templates."""
    return program_folder() / "templates"
