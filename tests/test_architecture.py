"""Hold the house to its plan: which way imports point, how long files are, what is never written down."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from shutil import which

import pytest

MOST_LINES = 350
# An index of packages, or a folder of the machine somebody worked on. Put together so that they do not find themselves.
NEVER = re.compile(
    "|".join(("index-" + r"url\s*[=h]", "extra-" + "index", "find-" + "links", r"(?<![\w.])/(root|home)" + r"/\w"))
)
TEXT = {
    ".py",
    ".toml",
    ".md",
    ".txt",
    ".in",
    ".j2",
    ".json",
    ".cfg",
    ".ini",
    ".yml",
    ".yaml",
    ".sh",
    ".csv",
    ".svg",
    "",
}


def written(root: Path) -> list[Path]:
    """List the files that git keeps or would keep; without git, those outside hidden folders."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    has_git = which("git") is not None
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False) if has_git else None
    if listed is not None and listed.returncode == 0:
        files = [root / line for line in listed.stdout.splitlines()]
    else:
        files = [path for path in root.rglob("*") if not {".venv", ".git"} & set(path.relative_to(root).parts)]
    return [path for path in files if path.is_file()]


def pins(lock: Path) -> dict[str, str]:
    """Read which version of each package a lock names."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def test_imports_point_one_way(root: Path) -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)
    assert "0 broken" in done.stdout


def test_no_file_of_the_program_grows_too_long(root: Path) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (root / "app").rglob("*.py")}
    assert [str(path.relative_to(root)) for path, lines in lengths.items() if lines > MOST_LINES] == []


def test_no_index_address_and_no_machine_path_is_written_down(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}:{number}"
        for path in written(root)
        if path.suffix in TEXT
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if NEVER.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_a_hash(root: Path, name: str) -> None:
    entries = re.split(r"\n(?=\w)", (root / "packaging" / name).read_text(encoding="utf-8"))[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_both_locks_name_the_same_versions(root: Path) -> None:
    run, dev = pins(root / "packaging" / "requirements.txt"), pins(root / "packaging" / "requirements-dev.txt")
    assert run.items() <= dev.items()


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_dependency_is_locked_and_says_why_it_is_there(root: Path, name: str) -> None:
    locked = pins(root / "packaging" / f"{name}.txt")
    lines = (root / "packaging" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    for line in (line for line in lines if line[:1].isalpha()):
        package = re.match(r"[\w-]+", line)
        assert package and package[0].lower() in locked, line
        assert "  # " in line, f"no reason given: {line}"


def test_the_changelog_tells_what_comes_next(root: Path) -> None:
    assert "## [Unreleased]" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_version_stands_in_one_place(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" in project["dynamic"]
    assert "version" not in project
