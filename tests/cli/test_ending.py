"""However a command is cut short, it ends with one sentence at most and never with a traceback."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli.ending import FAILED, REFUSED, STOPPED, run_to_its_end
from app.logic.channels import load_channels
from tests.requests import late_parcel

AMENDS = [sys.executable, "-m", "app"]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes are others on Windows")


def test_a_damaged_file_of_the_program_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "channels.toml").write_text("[etsy", encoding="utf-8")
    assert run_to_its_end(lambda: len(load_channels(tmp_path))) == FAILED
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("channels.toml is no valid TOML")
    assert "Nothing was changed" in err


@POSIX
def test_a_reader_that_has_seen_enough_is_no_fault(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "requests.jsonl"
    file.write_bytes((json.dumps(late_parcel()).encode() + b"\n") * 100)
    command = [*AMENDS, "decide", "--lines", str(file)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline().startswith(b'{"resolution"')
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == FAILED


@POSIX
def test_ctrl_c_stops_silently(root: Path) -> None:
    command = [*AMENDS, "decide", "--lines"]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(json.dumps(late_parcel()).encode() + b"\n")
        child.stdin.flush()
        assert child.stdout.readline()
        child.send_signal(signal.SIGINT)
        assert child.communicate(timeout=30) == (b"", b"")
    assert child.returncode == STOPPED


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("words", [["decide", "examples/late-parcel.json"], ["rules", "--check"]])
def test_a_full_disk_is_told(root: Path, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*AMENDS, *words], cwd=root, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == FAILED
    assert done.stderr.startswith(b"the answer cannot be written: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(("stream", "code"), [("stdin", REFUSED), ("stdout", FAILED)])
def test_a_closed_input_or_output_is_told(
    stream: str, code: int, monkeypatch: pytest.MonkeyPatch, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # What Python itself does with a stream that is closed when it starts.
    monkeypatch.setattr(sys, stream, None)
    words = ["decide"] if stream == "stdin" else ["decide", str(root / "examples" / "late-parcel.json")]
    assert main(words) == code
    assert "closed\n" in capsys.readouterr().err


def test_an_infinite_number_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "request.json"
    file.write_text('{"order": {"quantity": Infinity}}', encoding="utf-8")
    assert main(["decide", str(file)]) == REFUSED
    assert "Infinity is no JSON number" in capsys.readouterr().err


def test_a_channel_does_not_narrow_the_proof(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--check", "--channel", "etsy"]) == REFUSED
    assert capsys.readouterr().err.startswith("--channel: ")
