"""Run the tools that judge the whole code: format, lint and types."""

import subprocess
import sys
from pathlib import Path

import pytest


def run(root: Path, *words: str) -> None:
    done = subprocess.run([sys.executable, "-m", *words], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{' '.join(words)}\n{done.stdout}{done.stderr}", pytrace=False)


def test_the_code_is_formatted(root: Path) -> None:
    run(root, "ruff", "format", "--check", "--quiet", "--diff", ".")


def test_the_code_has_no_lint(root: Path) -> None:
    run(root, "ruff", "check", "--quiet", ".")


def test_the_types_agree(root: Path) -> None:
    run(root, "mypy")
