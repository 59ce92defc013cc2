"""`amends check-message`: findings as JSON, an exit code a script can trust, and one line for bad input."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.cli.check_message import LONGEST_BYTES
from tests.requests import ask_about, late_parcel

Run = Callable[..., tuple[int, Any, str]]
AMAZON = ("--channel", "amazon-de", "--order", "302-0000001-0000001")
SHOP = ("--channel", "shop-eu", "--order", "1001")
GOOD = "Guten Tag,\n\nwir erstatten Bestellung 302-0000001-0000001 in voller Höhe.\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command in this process: words and standard input in, exit code, answer and standard error back."""

    def command(*words: str, typed: str | bytes = b"") -> tuple[int, Any, str]:
        given = typed.encode() if isinstance(typed, str) else typed
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        code = main(["check-message", *words])
        out, err = capsysbinary.readouterr()
        return code, json.loads(out) if out else None, err.decode()

    return command


def test_a_good_text_ends_with_zero(run: Run) -> None:
    code, form, err = run(*AMAZON, typed=GOOD)
    assert (code, err) == (0, "")
    assert form == {
        "channel": "amazon-de",
        "order": "302-0000001-0000001",
        "language": "de",
        "situation": None,
        "facts_checked": False,
        "blocking": 0,
        "findings": [],
    }


def test_a_finding_tells_where_it_stands_why_and_who_says_so(run: Run) -> None:
    code, form, _ = run(*AMAZON, typed=GOOD + "Mehr auf www.tassen.example.")
    (finding,) = form["findings"]
    assert code == 1
    assert form["blocking"] == 1
    assert (finding["code"], finding["part"], finding["line"]) == ("web_address", "body", 4)
    assert finding["text"] == "www.tassen.example"
    assert (finding["blocking"], finding["fix"]) == (True, "")
    assert finding["source"].startswith("http")
    assert finding["message"]


def test_a_file_is_read_and_its_first_line_is_the_subject_on_demand(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "message.txt"
    file.write_text("Bestellung [NUMMER]\n\n" + GOOD, encoding="utf-8")
    _, form, _ = run(*AMAZON, "--with-subject", str(file))
    assert [(each["part"], each["text"]) for each in form["findings"]] == [("subject", "[NUMMER]")]
    _, form, _ = run(*AMAZON, str(file))
    assert [(each["part"], each["text"]) for each in form["findings"]] == [("body", "[NUMMER]")]


def test_what_depends_on_the_situation_is_a_hint_while_it_is_unknown(run: Run) -> None:
    text = GOOD + "Bitte stornieren Sie die Bestellung."
    code, form, _ = run(*AMAZON, typed=text)
    assert (code, [each["code"] for each in form["findings"]]) == (0, ["asks_to_cancel"])
    assert run(*AMAZON, "--situation", "cannot_ship", typed=text)[0] == 1
    assert run(*AMAZON, "--situation", "cancel", typed=text)[1]["findings"] == []


def test_a_request_lets_amounts_and_dates_be_checked(run: Run, tmp_path: Path) -> None:
    request = tmp_path / "request.json"
    request.write_text(json.dumps(late_parcel()), encoding="utf-8")
    text = f"We refund $28.00 for order {late_parcel()['order']['number']}."
    code, form, _ = run("--request", str(request), typed=text)
    assert (code, form["facts_checked"]) == (1, True)
    assert [(each["code"], each["text"]) for each in form["findings"]] == [("wrong_amount", "$28.00")]


@pytest.mark.parametrize(
    "given",
    [
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        b"\xfe\xff" + GOOD.encode("utf-16-be"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
    ],
)
def test_every_way_to_save_a_text_is_read(run: Run, given: bytes) -> None:
    assert run(*AMAZON, typed=given)[:1] == (0,)


@pytest.mark.parametrize(
    ("words", "given", "told"),
    [
        (AMAZON, b"Gr\xfc\xdfe", "UTF-8"),
        (AMAZON, b"a\0b", "NUL"),
        (AMAZON, GOOD.encode("utf-16-le"), "UTF-8"),
        (AMAZON, b"x" * (LONGEST_BYTES + 1), "longer than"),
        (("--channel", "mars", "--order", "1"), b"", "amazon-us"),
        (("--order", "1"), b"", "--channel: missing"),
        (("--channel", "etsy"), b"", "--order: missing"),
        (("--channel", "etsy", "--order", " - "), b"", "--order: missing"),
        ((*SHOP, "--language", "tlh"), b"", "en, de, fr, es, it, ja, zh"),
        ((*SHOP, "--situation", "lost"), b"", "not_received"),
        ((*SHOP, "/nowhere/at/all"), b"", "cannot be read"),
        ((*SHOP, "--request", "/nowhere"), b"", "--channel: does not go with --request"),
        (("--request", "/nowhere"), b"", "cannot be read"),
    ],
)
def test_bad_input_is_one_line_and_no_answer(run: Run, words: tuple[str, ...], given: bytes, told: str) -> None:
    code, form, err = run(*words, typed=given)
    assert (code, form) == (2, None)
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(("request_text", "told"), [("{", "not JSON"), (json.dumps(ask_about("cancel")), "shipped")])
def test_a_request_that_leads_to_no_decision_is_bad_input(
    run: Run, tmp_path: Path, request_text: str, told: str
) -> None:
    file = tmp_path / "request.json"
    file.write_text(request_text, encoding="utf-8")
    code, form, err = run("--request", str(file), typed="Hello")
    assert (code, form, err.count("\n")) == (2, None, 1)
    assert told in err


def test_an_empty_text_blocks(run: Run) -> None:
    code, form, _ = run(*SHOP, typed="")
    assert (code, [each["code"] for each in form["findings"]]) == (1, ["empty"])
