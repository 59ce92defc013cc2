"""Start the program from a plain copy of its folder, as on the first day: installed once, from nothing but Python.

The copies hold one tiny package made here instead of the real set, so that no test needs a network.
"""

import ast
import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import start

APP = """\
import os, sys
import tiny
print("app", tiny.VERSION, *sys.argv[1:], sep="|")
sys.exit(3 if "missing" in sys.argv else 0)
"""


def wheel(folder: Path, version: str) -> str:
    """Build a package `tiny` of one line and give its entry in a lock."""
    info = f"tiny-{version}.dist-info"
    files = {
        "tiny.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = []
    for name, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={digest},{len(text)}")
    files[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,"]) + "\n"
    path = folder / f"tiny-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)  # its fixed date keeps the hash the same
    return f"tiny=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class Copy:
    """A seller's copy of the program's folder, with packages that come from a folder beside it."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.root = folder / "a copy"
        self.wheels = folder / "wheels"
        self.wheels.mkdir(parents=True)
        (self.root / "packaging").mkdir(parents=True)
        (self.root / "app").mkdir()
        (self.root / "app" / "__main__.py").write_text(APP, encoding="utf-8")
        shutil.copy(root / "start.py", self.root)
        self.lock(wheel(self.wheels, "1.0"))

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    def lock(self, entry: str) -> None:
        for name in start.LOCKS.values():
            (self.root / "packaging" / name).write_text(entry, encoding="utf-8")

    def environment(self, changes: dict[str, str]) -> dict[str, str]:
        # A seller's own wishes for pip and Python must not lead the start astray.
        hostile = {"PIP_REQUIRE_VIRTUALENV": "1", "PIP_USER": "1", "PYTHONPATH": "elsewhere", "PIP_RETRIES": "0"}
        source = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.wheels.as_uri(), "PIP_EXTRA_INDEX_URL": ""}
        kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
        return {**kept, **hostile, **source, **changes}

    def start(self, *words: str, cwd: Path | None = None, **changes: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(self.root / "start.py"), *words]
        return subprocess.run(
            command, cwd=cwd or self.root, env=self.environment(changes), capture_output=True, text=True, check=False
        )


@pytest.fixture
def copy(tmp_path: Path, root: Path) -> Copy:
    return Copy(tmp_path, root)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Give a copy that was started once; tests must leave it as they find it."""
    made = Copy(tmp_path_factory.mktemp("installed"), start.ROOT)
    first = made.start("decide", "a file.json")
    assert (first.returncode, first.stdout) == (0, "app|1.0|decide|a file.json\n"), first.stderr
    assert "setting up in .venv" in first.stderr
    assert "fetching tiny" in first.stderr
    return made


def test_a_second_start_is_silent_and_hands_over_words_and_exit_code(installed: Copy) -> None:
    second = installed.start("decide", "missing")
    assert (second.returncode, second.stdout, second.stderr) == (3, "app|1.0|decide|missing\n", "")


def test_the_folder_of_the_seller_stays_the_current_one_and_is_no_trap(installed: Copy, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("raise SystemExit('the wrong app')", encoding="utf-8")
    (tmp_path / "tiny.py").write_text("raise SystemExit('the wrong package')", encoding="utf-8")
    assert installed.start("rules", cwd=tmp_path).stdout == "app|1.0|rules\n"


@pytest.mark.skipif(not start.LINUX, reason="only Linux can lack a display")
def test_without_a_display_the_same_job_runs_on_the_command_line(installed: Copy) -> None:
    shown = installed.start(QT_QPA_PLATFORM="")
    assert shown.returncode == 0
    assert shown.stdout == f"app|1.0|decide|{installed.root / 'examples' / 'late-parcel.json'}\n"
    assert "no display" in shown.stderr
    assert "python3 start.py decide examples/late-parcel.json" in shown.stderr


def test_a_new_lock_is_installed_and_a_failed_one_leaves_what_worked(copy: Copy, installed: Copy) -> None:
    shutil.copytree(installed.venv, copy.venv, symlinks=True)
    assert copy.start("decide").stderr == ""
    old = (copy.root / "packaging" / "requirements.txt").read_text(encoding="utf-8")

    copy.lock("tiny==3.0 --hash=sha256:" + "0" * 64 + "\n")
    failed = copy.start("decide")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "Traceback" not in failed.stderr
    assert "://" not in failed.stderr
    copy.lock(old)
    assert copy.start("decide").stderr == ""

    copy.lock(wheel(copy.wheels, "2.0"))
    assert copy.start("decide").stdout == "app|2.0|decide\n"
    assert copy.start("decide").stderr == ""


def test_a_failed_first_start_leaves_nothing_half_made(copy: Copy) -> None:
    copy.lock("tiny==1.0 --hash=sha256:" + "0" * 64 + "\n")
    failed = copy.start("decide")
    assert failed.returncode == 1
    assert "differs from the locked one" in failed.stderr
    assert not copy.venv.exists()


def test_an_environment_killed_while_installing_is_made_anew(copy: Copy, installed: Copy) -> None:
    shutil.copytree(installed.venv, copy.venv, symlinks=True)
    (copy.venv / "unfinished").touch()
    again = copy.start("decide")
    assert again.stdout == "app|1.0|decide\n"
    assert "setting up in .venv" in again.stderr
    assert copy.start("decide").stderr == ""


def test_an_environment_whose_python_is_gone_or_replaced_is_not_used(copy: Copy, installed: Copy) -> None:
    shutil.copytree(installed.venv, copy.venv, symlinks=True)
    assert start.is_ready(copy.root, "run")
    recorded = (copy.venv / "pyvenv.cfg").read_text(encoding="utf-8")
    (copy.venv / "pyvenv.cfg").write_text(recorded.replace("version = 3.", "version = 3.9"), encoding="utf-8")
    assert not start.is_ready(copy.root, "run")
    (copy.venv / "pyvenv.cfg").write_text(recorded, encoding="utf-8")
    start.python_of(copy.venv).unlink()
    assert not start.is_ready(copy.root, "run")


def test_two_starts_at_once_install_only_once(copy: Copy) -> None:
    command = [sys.executable, str(copy.root / "start.py"), "decide"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    both = [subprocess.Popen(command, env=copy.environment({}), **pipes) for _ in range(2)]  # type: ignore[call-overload]
    ends = [each.communicate() for each in both]
    assert [out for out, _ in ends] == [b"app|1.0|decide\n"] * 2
    assert sum(b"setting up in .venv" in err for _, err in ends) == 1


def test_an_old_python_is_told_so_in_one_sentence(root: Path) -> None:
    source = (root / "start.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    script = f"import sys, runpy; sys.version_info = (3, 10, 4); runpy.run_path({str(root / 'start.py')!r})"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr == (
        "Amends needs Python 3.11 or later, and this is 3.10: install a newer one and start again with it.\n"
    )


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ([], True),
        (["--data-dir", "folder"], True),
        (["--data-dir=folder"], True),
        (["--data-dir", "folder", "decide"], False),
        (["decide"], False),
        (["test"], False),
        (["--help"], False),
    ],
)
def test_only_a_start_without_a_command_opens_the_window(words: list[str], window: bool) -> None:
    assert start.opens_window(words) is window


@pytest.mark.skipif(not start.LINUX, reason="elsewhere Qt brings all it needs")
def test_qt_libraries_are_looked_for_and_the_command_to_type_is_named(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    wanted = start.wanted_libraries(root, window=True)
    assert "libxcb-cursor.so.0" in wanted
    assert "libxcb-cursor.so.0" not in start.wanted_libraries(root, window=False)
    assert start.missing_libraries({"libc.so.6": [], "libnobody-has-this.so.7": []}) == ["libnobody-has-this.so.7"]

    (tmp_path / "dnf").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    sentence = start.missing_sentence(["libxcb-cursor.so.0", "libEGL.so.1"], wanted)
    assert sentence.endswith("type: sudo dnf install libglvnd-egl xcb-util-cursor")
    monkeypatch.setenv("PATH", "")
    assert "libEGL.so.1" in start.missing_sentence(["libEGL.so.1"], wanted)


@pytest.mark.skipif(not start.LINUX, reason="elsewhere Qt brings all it needs")
def test_a_missing_library_stops_the_start_where_nothing_may_be_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no apt-get, so nothing to install with even as root
    with pytest.raises(start.CannotStartError, match=r"libnobody-has-this\.so\.7"):
        start.find_libraries(tmp_path, {"libnobody-has-this.so.7": ["nobody"] * 4})


@pytest.mark.skipif(not start.LINUX, reason="elsewhere Qt brings all it needs")
def test_root_on_the_debian_family_has_missing_libraries_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    fake = tmp_path / "apt-get"
    fake.write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $@" >>"{tmp_path}/asked"\n', encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    # The false one installs nothing, so that the command to type is named in the end.
    with pytest.raises(start.CannotStartError, match="apt-get install --no-install-recommends nobody9"):
        start.find_libraries(tmp_path, {"libnobody-has-this.so.7": ["nobody9", "", "", ""]})
    assert (tmp_path / "asked").read_text(encoding="utf-8").splitlines() == [
        "noninteractive -qq update",
        "noninteractive -qq install -y --no-install-recommends nobody9",
    ]
    out, err = capfd.readouterr()
    assert (out, "nobody9" in err) == ("", True)


def test_libraries_found_once_are_not_looked_for_again(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    wanted = {"libnobody-has-this.so.7": ["nobody"] * 4}
    start.remember_libraries(tmp_path, wanted)
    start.find_libraries(tmp_path, wanted)
    with pytest.raises(start.CannotStartError):
        start.find_libraries(tmp_path, {**wanted, "libanother.so.1": ["another"] * 4})


def test_the_packages_for_qt_are_named_for_every_installer(root: Path) -> None:
    lines = (root / "packaging" / "qt-libraries.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    assert [row for row in rows if len(row) != 2 + len(start.INSTALLERS)] == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("WARNING: Retrying after connection broken by 'NewConnectionError'\nERROR: No matching", "the network"),
        ("ERROR: Could not install: [Errno 28] No space left on device", "disk is full"),
        ("[Errno 13] Permission denied: '.venv'", "may not be written"),
        ("ERROR: No matching distribution found for tiny==9", "for this Python"),
    ],
)
def test_a_failure_is_explained_in_one_sentence(said: str, sentence: str) -> None:
    explained = start.explain(said)
    assert sentence in explained
    assert "\n" not in explained


def test_an_unknown_failure_is_passed_on_without_addresses() -> None:
    said = "Looking\nERROR: 500 Server Error for https://user:secret@index.example/simple/\nbye"
    assert start.explain(said) == "setting up failed: ERROR: 500 Server Error for (an address)"
