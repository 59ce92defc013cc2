"""`amends templates`: hold every template against what it may use (--check), or compile them ahead (--compile)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.ending import FAILED, GOOD
from app.logic.messages.render import Renderer
from app.logic.messages.sources import built_in_folder, languages
from app.logic.messages.template_check import check_folder, check_own_folder

if TYPE_CHECKING:
    from pathlib import Path


def check_templates(own_folder: Path | None = None, built_in: Path | None = None) -> int:
    """Print what is wrong with the templates, one fault a line, and return the exit code."""
    folder = built_in or built_in_folder()
    faults = check_folder(folder)
    if own_folder is not None and own_folder.is_dir():
        faults += check_own_folder(own_folder, folder)
    for fault in faults:
        print(fault)
    if not faults:
        print(f"Every template keeps its contract ({', '.join(languages([folder]))}).")
    return FAILED if faults else GOOD


def compile_templates(built_in: Path | None = None) -> int:
    """Compile the built-in templates ahead, silently, and return the exit code."""
    Renderer([built_in or built_in_folder()]).compile_ahead()
    return GOOD
