"""Compiled templates are kept for the next start, and never used for another source or when damaged."""

import shutil
import sys
from pathlib import Path

import pytest

from app.cli.templates import compile_templates
from app.logic.messages.bytecode import cached_file, load_code, store_code
from app.logic.messages.render import Renderer
from app.logic.messages.sandbox import make_environment
from app.logic.messages.sources import built_in_folder, read_source, template_file
from tests.logic.messages.test_render import late_parcel, written


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the built-in templates without anything compiled."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    ignored = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(built_in_folder(), tmp_path / "messages", ignore=ignored))


def test_a_message_is_the_same_from_compiled_templates(folder: Path) -> None:
    first = written(late_parcel(), Renderer([folder]))
    source = read_source(template_file(folder, "en", "refund_late"))
    assert load_code(make_environment(), source) is not None
    assert written(late_parcel(), Renderer([folder])) == first


def test_every_template_is_compiled_ahead(folder: Path) -> None:
    assert compile_templates(folder) == 0
    sources = [read_source(file) for file in folder.glob("*/*.txt.j2")]
    assert all(load_code(make_environment(), source) for source in sources)


def test_a_changed_template_is_compiled_anew(folder: Path) -> None:
    written(late_parcel(), Renderer([folder]))
    file = template_file(folder, "en", "refund_late")
    file.write_text("Order\n\nChanged, {{ item }}.", encoding="utf-8")
    assert written(late_parcel(), Renderer([folder])).body == "Changed, Blue mug."


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 500])
def test_a_damaged_file_is_passed_over(folder: Path, damage: bytes) -> None:
    good = written(late_parcel(), Renderer([folder]))
    cached = cached_file(read_source(template_file(folder, "en", "refund_late")))
    cached.write_bytes(cached.read_bytes()[:40] + damage if damage else b"")
    assert written(late_parcel(), Renderer([folder])) == good


def test_a_folder_without_room_for_it_is_no_fault(folder: Path) -> None:
    source = read_source(template_file(folder, "en", "refund_late"))
    # A file where the folder should be stands for every reason not to be able to write.
    cached_file(source).parent.write_text("", encoding="utf-8")
    assert not store_code(make_environment(), source, compile("1", "x", "eval"))
    assert "refund" in written(late_parcel(), Renderer([folder])).body
