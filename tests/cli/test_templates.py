"""`amends templates` holds the built-in templates and the seller's own against their contract."""

import shutil
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli.ending import FAILED, GOOD
from app.cli.templates import check_templates
from app.logic.messages.sources import built_in_folder

Captured = pytest.CaptureFixture[str]


def test_faults_are_printed_and_told_by_the_exit_code(tmp_path: Path, capsys: Captured) -> None:
    assert check_templates() == GOOD
    assert capsys.readouterr().out == "Every template keeps its contract (en, de, es, fr, it, ja, zh).\n"
    folder = Path(shutil.copytree(built_in_folder(), tmp_path / "messages"))
    (folder / "en" / "send_part.txt.j2").unlink()
    assert check_templates(built_in=folder) == FAILED
    assert capsys.readouterr().out == "en/send_part.txt.j2: the template is missing\n"


def test_the_sellers_own_templates_are_checked_too(tmp_path: Path, capsys: Captured) -> None:
    words = ["--data-dir", str(tmp_path), "templates", "--check"]
    assert main(words) == GOOD
    own = tmp_path / "templates" / "en" / "send_part.txt.j2"
    own.parent.mkdir(parents=True)
    own.write_text("Order {{ order_number }}: {{ item }}\n\nHere it is, {{ buyer }}.\n", encoding="utf-8")
    capsys.readouterr()
    assert main(words) == FAILED
    assert capsys.readouterr().out.startswith("en/send_part.txt.j2, line 3: unknown name 'buyer'")
