"""`amends decide`: exit codes, one line on standard error, and nothing but answers on standard output."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from tests.requests import Raw, ask_about, late_parcel

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command in this process: words and the bytes of standard input in, exit code and both outputs back."""

    def command(*words: str, typed: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        code = main(["decide", *words])
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return command


def _bytes(*requests: object) -> bytes:
    return b"\n".join(json.dumps(request).encode() for request in requests)


def _answers(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_decision_ends_with_zero(run: Run) -> None:
    code, out, err = run(typed=_bytes(late_parcel()))
    assert (code, err) == (0, "")
    form = json.loads(out)
    assert form["resolution"] == "refund_late"
    assert form["message"]["recipient"] == "buyer"
    assert form["message"]["language"] == "en"
    assert "111-0000001-0000001" in form["message"]["subject"] + form["message"]["body"]


def test_a_question_ends_with_three(run: Run) -> None:
    code, out, err = run("-", typed=_bytes(ask_about("cancel")))
    assert (code, err) == (3, "")
    assert json.loads(out) == {"question": {"fact": "shipped", "kind": "choice", "choices": ["yes", "no"]}}


@pytest.mark.parametrize(
    ("raw", "field", "allowed"),
    [
        (ask_about("lost"), "situation", "not_received"),
        (ask_about("cancel") | {"channel": "mars"}, "channel", "amazon-us"),
        (ask_about("cancel") | {"today": "soon"}, "today", "2026-11-22"),
        (late_parcel(item_price="25,00"), "order.item_price", "25.00"),
        (late_parcel(answers={"colour": "red"}), "answers.colour", "parcel"),
        (late_parcel() | {"message_language": "xx"}, "message_language", "en"),
    ],
)
def test_bad_input_ends_with_two_and_one_line_that_names_the_field(
    run: Run, raw: Raw, field: str, allowed: str
) -> None:
    code, out, err = run(typed=_bytes(raw))
    assert (code, out) == (2, "")
    assert err.startswith(f"{field}: ")
    assert allowed in err
    assert err.count("\n") == 1


DEEP = b"[" * 200_000
BROKEN = [
    b"",
    b"   \n",
    b"{",
    b"\xff\xfe",
    b"\x00",
    DEEP,
    b'{"a":' * 5_000,
    b'{"today": NaN}',
    b'{"order": {"quantity": ' + b"9" * 5_000 + b"}}",
    b'"' + b"x" * 10_000_000 + b'"',
    b'{"situation": "cancel"} {"situation": "cancel"}',
    b"null",
    b"[]",
    b'"text"',
]


@pytest.mark.parametrize("typed", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_request_ends_with_two_and_one_line(run: Run, typed: bytes) -> None:
    code, out, err = run(typed=typed)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_strange_text_is_answered_without_a_traceback(run: Run) -> None:
    raw = late_parcel(buyer_name="\ud800\u202eAnn\u0000", item="{{ 7 * 7 }} \u2066mug", sku="\u0085")
    code, out, err = run(typed=_bytes(raw))
    assert (code, err) == (0, "")
    body = json.loads(out)["message"]["body"]
    assert not set(body) & set("\ud800\u202e\u0000\u2066\u0085")
    assert "49" not in body


def test_of_a_doubled_key_the_last_counts(run: Run) -> None:
    typed = _bytes(ask_about("cancel")).replace(b'"situation": "cancel"', b'"situation": "x", "situation": "cancel"')
    assert run(typed=typed)[0] == 3


def test_a_file_is_read_like_standard_input(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    file.write_bytes(b"\xef\xbb\xbf" + _bytes(late_parcel()))
    assert run(str(file))[0] == 0
    for words in ((str(tmp_path / "missing.json"),), ("--lines", str(tmp_path / "missing.json")), (str(tmp_path),)):
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1


def test_lines_are_answered_in_order(run: Run) -> None:
    typed = b"\n".join(
        [
            _bytes(late_parcel()),
            b"",
            _bytes(ask_about("cancel")),
            b"   \t",
            b"{broken",
            _bytes(late_parcel(currency="dollars")),
            b"\xff\xff",
            b"[1]",
            DEEP,
            b'"' + b"x" * 3_000_000 + b'"',
            _bytes(late_parcel("amazon-de")),
        ]
    )
    code, out, err = run("--lines", typed=typed)
    assert (code, err) == (0, "")
    found = _answers(out)
    assert [form.get("resolution") or min(form) for form in found] == [
        "refund_late",
        "question",
        *["error"] * 6,
        "refund_late",
    ]
    assert [form["error"]["field"] for form in found if "error" in form] == [
        "line",
        "order.currency",
        "line",
        "request",
        "line",
        "line",
    ]
    assert all(form["error"]["message"] for form in found if "error" in form)


def test_a_last_line_without_an_end_and_windows_ends_are_lines(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "requests.jsonl"
    file.write_bytes(b"\r\n".join([_bytes(ask_about("cancel"))] * 3))
    code, out, _ = run("--lines", str(file))
    assert code == 0
    assert len(_answers(out)) == 3
    assert run("--lines", typed=b"") == (0, "", "")


def test_the_language_without_templates_falls_back_and_is_shown(run: Run) -> None:
    code, out, _ = run(typed=_bytes(late_parcel("amazon-jp", item_price="2500", shipping_paid="0")))
    assert code == 0
    assert json.loads(out)["message"]["language"] in ("ja", "en")


def test_the_program_itself_answers_without_a_display(root: Path) -> None:
    """One real process: exit code, one JSON object, and neither Qt nor SQL loaded on the way."""
    script = (
        "import sys; from app.__main__ import main; code = main(['decide']); "
        "sys.stderr.write(str(sorted({'PySide6', 'sqlmodel', 'sqlalchemy'} & set(sys.modules)))); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=_bytes(late_parcel()), capture_output=True, cwd=root, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"[]")
    assert json.loads(done.stdout)["resolution"] == "refund_late"
    refused = subprocess.run(
        [sys.executable, "-m", "app", "decide"], input=b"{}", capture_output=True, cwd=root, timeout=60
    )
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert refused.stderr.startswith(b"situation: ")


OWN = """checked_on = 2026-09-01
undated_from = 2020-01-01
[[entry]]
key = "cancel.auto_cancel"
value = 5
unit = "business_days"
channels = ["amazon-us"]
valid_from = 2026-01-01
source = "a letter"
confidence = "own"
"""


def test_the_sellers_own_values_decide_and_a_damaged_one_is_named(run: Run, data_dir: Path) -> None:
    request = ask_about("cancel", order={"shipped_on": None, "ordered_at": "2026-09-10", "ship_by": "2026-09-14"})
    asked = _bytes(request | {"answers": {"confirmed": "no", "official_request": "no"}})
    (data_dir / "policies").mkdir()
    own = data_dir / "policies" / "own.toml"
    own.write_text(OWN, encoding="utf-8")
    code, out, err = run(typed=asked)
    assert (code, err) == (0, "")
    assert ("cancel.auto_cancel", 5, "own") in {
        (entry["key"], entry["value"], entry["confidence"]) for entry in json.loads(out)["policy"]
    }
    own.write_text(OWN.replace("value = 5", "value = true"), encoding="utf-8")
    code, out, err = run(typed=asked)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "own.toml, entry 1 (cancel.auto_cancel)" in err and "fetch Amends again" not in err
