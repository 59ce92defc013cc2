"""The case sheet: everything of a case in words a stranger understands, exactly as it was, on pages."""

import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QImage, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.logic.answer import Desk
from app.logic.case import Case, CaseRow, CaseStatus, CopiedText, Draft, Event, EventKind
from app.logic.case_sheet import Grid, Quote, Section, Sheet, Words
from app.logic.decision import Decision
from app.logic.examples import example_drafts
from app.logic.json_form import to_json
from app.ui.case.sheet_content import SheetChoice, sheet_of
from app.ui.case.sheet_document import document_of
from app.ui.case.sheet_pages import (
    _headings,
    _keep_together,
    _stands_alone,
    _whole_frames,
    page_layout,
    paper_of,
    pdf_of,
)
from app.ui.case.sheet_printing import PrintRun
from app.ui.theme import ThemeSwitch

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
ODD = "Hello,\n\nwhere   is it? {{ order }} <b>not bold</b> &amp; \u202e\n\n佐藤 花子"
STORED = "a" * 64 + ".png"
ORDER: dict[str, object] = {
    "number": "111-0000001-0000001",
    "buyer_name": "Test Buyer",
    "item": "Blue mug & <i>saucer</i>",
    "currency": "USD",
    "item_price": "25.00",
    "shipping_paid": "4.99",
    "shipped_on": "2026-11-03",
    "carrier": "USPS",
    "tracking_number": "9400100000000000000000",
    "latest_delivery": "2026-11-14",
}
REQUEST: dict[str, object] = {"situation": "not_received", "channel": "amazon-us", "order": ORDER}
WIDE = re.compile(r"\b[a-z]+_[a-z_]+\b")
HEAD_AND_FOOT = len("AB" + "Page 10 of 12")
"""How many letters a page holds that has nothing but the head of a table and its number."""
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def decided(desk: Desk, request: dict[str, object]) -> dict[str, object]:
    decision = desk.answer({**request, "today": "2026-11-22"})
    assert isinstance(decision, Decision)
    return to_json(decision)


def case_of(desk: Desk) -> Case:
    """Return a case of two rounds: the buyer may choose, then the carrier lost the parcel."""
    rounds = [{**REQUEST, "answers": {"parcel": parcel, "protected": "no"}} for parcel in ("moving", "lost")]
    first, second = (decided(desk, request) for request in rounds)
    kind = EventKind
    told: list[tuple[EventKind, dict[str, object]]] = [
        (kind.OPENED, {}),
        (kind.DECIDED, {"decision": first, "request": rounds[0], "buyer_message": ODD}),
        (kind.COPIED, {"template": "en/refund_or_wait"}),
        (kind.FINISHED, {}),
        (kind.NOTE, {"text": "The buyer sounds fair."}),
        (kind.HAPPENED, {"what": "carrier_lost"}),
        (kind.DECIDED, {"decision": second, "request": rounds[1], "buyer_message": ODD}),
        (
            kind.EVIDENCE_ADDED,
            {"file": STORED, "name": "box.png", "sha256": "a" * 64, "size": 2048, "media": "image/png"},
        ),
    ]
    events = tuple(
        Event(number, 1, what, NOON + timedelta(hours=number), payload) for number, (what, payload) in enumerate(told)
    )
    row = CaseRow(
        id=1,
        created_at=NOON,
        updated_at=NOON,
        order_number="111-0000001-0000001",
        buyer_name="Test Buyer",
        item="Blue mug & <i>saucer</i>",
        channel="amazon-us",
        situation="not_received",
        status=CaseStatus.OPEN,
        currency="USD",
    )
    text = CopiedText("Your refund", ODD, "en", "en/refund_or_wait", "1", "r", NOON + timedelta(hours=3))
    return Case(row, Draft(request=rounds[1], buyer_message=ODD), second, events, (text,))


def words_of(case: Case, *, with_notes: bool = False) -> str:
    return document_of(
        sheet_of(case, SheetChoice(NOW, "America/Los_Angeles", "USD", with_notes=with_notes)), {}
    ).toPlainText()


def texts_of_pages(pdf: bytes) -> list[int]:
    """Count how many letters each page of a PDF holds; it shows them one by one."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    contents = [zlib.decompressobj().decompress(stream) for stream in streams if stream[:1] == b"\x78"]
    return [len(re.findall(rb"\bT[jJ]\b", content)) for content in contents if b"BT\n" in content]


def long_sheet(lines: int) -> Sheet:
    sections = tuple(Section(f"Part {number}", (Quote("The buyer wrote", "line\n" * lines),)) for number in range(6))
    return Sheet("Order 1", "About it.", "Order 1 · made today", sections, NOW)


def test_a_stranger_reads_the_whole_case_in_its_order(desk: Desk, theme: ThemeSwitch) -> None:
    words = words_of(case_of(desk))
    titles = ["In short", "The order", "The shipment", "What happened and what was decided", "Messages, word for word"]
    titles += ["Money", "Photos and papers", "Everything that happened"]
    places = [words.rindex(f"\n{title}\n") for title in titles]
    assert places == sorted(places)
    for said in (
        "Sold on\namazon.com",
        "Item\nBlue mug & <i>saucer</i>",
        "Tracking number\n9400100000000000000000",
        "1. Where is my order? (22 Nov 2026, 14:00 UTC+1)",
        "Decision: Let the buyer choose: refund now, or wait",
        "2. Where is my order? (22 Nov 2026, 19:00 UTC+1)",
        "Decision: It is lost: refund $29.99 now",
        "The carrier says the parcel is lost.\nthe seller's answer",
        "You wrote to the buyer (copied 22 Nov 2026, 16:00 UTC+1)",
        "PNG picture, 2 KB, added 22 Nov 2026, 20:00 UTC+1",
        f"SHA-256 {'a' * 64}",
        "File added: box.png",
        "UTC+1 (CET) when this was made",
    ):
        assert said in words
    assert "Let the buyer choose" not in words.partition("The order")[0]


def happened(event: EventKind, day: int, **told: object) -> Event:
    return Event(90, 1, event, datetime(2026, 11, day, 12, tzinfo=UTC), told)


def money(kind: str, state: str, day: int, **told: object) -> Event:
    known = {
        "line": f"{kind}@2",
        "kind": kind,
        "state": state,
        "amount": 2999,
        "currency": "USD",
        "on": f"2026-11-{day}",
    }
    return happened(EventKind.MONEY, day, **{**known, **told})


def test_in_short_says_what_moved_and_what_is_claimed_of_whom_since_when(desk: Desk, theme: ThemeSwitch) -> None:
    case = case_of(desk)
    assert "It is lost: refund $29.99 now" in words_of(case).partition("The order")[0]
    settled = [money("refund", "made", 25), money("carrier", "filed", 26)]
    filed = words_of(replace(case, events=(*case.events, *settled))).partition("The order")[0]
    assert "Refunded $29.99 on 25 Nov 2026; claim with the carrier filed on 26 Nov 2026" in filed
    assert "Claimed\n$29.99 from the carrier USPS, filed on 26 Nov 2026\n" in filed
    assert "refund $29.99 now" not in filed and "not filed yet" not in filed
    paid = money("carrier", "paid", 28)
    closed = words_of(replace(case, events=(*case.events, *settled, paid))).partition("The order")[0]
    assert "claim with the carrier paid to the seller on 28 Nov 2026: $29.99" in closed
    assert "filed on 26 Nov 2026, $29.99 paid to the seller on 28 Nov 2026" in closed


def test_a_stranger_is_told_no_sources_no_guesses_and_nothing_that_was_taken_back(
    desk: Desk, theme: ThemeSwitch
) -> None:
    case, kind = case_of(desk), EventKind
    slips = (
        money("refund", "made", 24, reason="typed twice"),
        happened(kind.MONEY, 24, line="refund@2", kind="refund", taken_back=True),
        happened(kind.ACTION_DONE, 24, action="block_buyer"),
        happened(kind.ACTION_UNDONE, 24, action="block_buyer"),
        happened(kind.SNOOZED, 24, action="refund", until="2026-11-26T09:00:00+00:00", why="after lunch"),
        happened(kind.HAPPENED, 24, what="buyer_wrote_again", message="A message of another order"),
        happened(kind.HAPPENED_UNDONE, 24),
    )
    case = replace(case, events=(*case.events, *slips))
    facts, everything = words_of(case), words_of(case, with_notes=True)
    for slip in ("typed twice", "aken back", "after all", "Put off", "A message of another order", "buyer wrote again"):
        assert slip not in facts
    for inner in ("https://", "assumed", "websites", "disagree", "Rule or deadline used"):
        assert inner not in facts
    for told in ("https://", "typed twice", "aken back", "Put off", "A message of another order", "assumed"):
        assert told in everything


def test_messages_are_printed_character_by_character_and_told_once(desk: Desk, theme: ThemeSwitch) -> None:
    assert words_of(case_of(desk)).count(ODD) == 2


def test_notes_and_warnings_go_with_it_only_when_asked(desk: Desk, theme: ThemeSwitch) -> None:
    case = case_of(desk)
    assert "sounds fair" not in words_of(case) and "To watch out for" not in words_of(case)
    with_notes = words_of(case, with_notes=True)
    assert "The buyer sounds fair." in with_notes and "It includes the seller's internal notes." in with_notes


def test_no_code_of_the_program_is_printed(desk: Desk, theme: ThemeSwitch) -> None:
    answers = {"parcel": "stalled", "protected": "no", "confirmed": "no", "willing": "yes", "authorised": "no"}
    shown = 0
    for draft in example_drafts(NOON.date()):
        request = {**draft.request, "answers": {**answers, **dict(draft.request.get("answers") or {})}}  # type: ignore[call-overload]
        outcome = desk.answer({**request, "today": "2026-11-22"})
        if not isinstance(outcome, Decision):
            continue
        payload = {"decision": to_json(outcome), "request": request}
        case = replace(case_of(desk), texts=(), decision=to_json(outcome), draft=Draft(request=request))
        words = words_of(replace(case, events=(Event(1, 1, EventKind.DECIDED, NOON, payload),)))
        found = {code for line in words.splitlines() if "://" not in line for code in WIDE.findall(line)}
        assert found == set(), draft.request["situation"]
        shown += 1
    assert shown >= 5


def test_an_unfinished_case_and_odd_stored_json_still_make_a_sheet(theme: ThemeSwitch) -> None:
    row = CaseRow(id=1, created_at=NOON, updated_at=NOON)
    odd = {"decision": {"resolution": "new_kind", "facts": {"x": 7}, "refund": "x", "policy": ["y"]}, "request": 5}
    events = (Event(1, 1, EventKind.DECIDED, NOON, odd), Event(2, 1, EventKind.EVIDENCE_ADDED, NOON, {"file": "../x"}))
    for case in (Case(row, Draft(), None, (), ()), Case(row, Draft(), odd["decision"], events, ())):  # type: ignore[arg-type]
        assert words_of(case).startswith("Order without a number\n")


@given(
    st.text(alphabet=st.characters(exclude_characters="\r\0\u2028\u2029\ufdd0\ufdd1\ufffc", exclude_categories=["Cs"]))
)
def test_any_text_stays_as_it_is(qapp: object, text: str) -> None:
    sheet = Sheet("Order 1", "", "", (Section("Messages", (Quote("The buyer wrote", f"<{text}>"),)),), NOW)
    # Qt itself gives the space that does not break back as a common one.
    assert f"<{text}>".replace("\xa0", " ") in document_of(sheet, {}).toPlainText()


def test_the_sheet_is_dark_on_white_in_every_theme(qapp: object, desk: Desk, theme: ThemeSwitch) -> None:
    theme.use("dark")
    try:
        document = document_of(sheet_of(case_of(desk), SheetChoice(NOW)), {})
    finally:
        theme.use("light")
    assert {QColor(colour).lightnessF() < 0.5 for colour in _inks(document)} == {True}


def _inks(document: QTextDocument) -> list[QColor]:
    inks, block = [], document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            inks.append(fragments.fragment().charFormat().foreground().color())
            fragments += 1
        block = block.next()
    assert inks
    return inks


def test_a_long_case_has_as_many_pages_as_it_needs(theme: ThemeSwitch) -> None:
    short, long = (pdf_of(long_sheet(lines), {}, QLocale("en_DE")) for lines in (1, 150))
    assert short.startswith(b"%PDF-") and len(PAGE.findall(short)) == 1
    assert 12 < len(PAGE.findall(long)) < 20


@pytest.mark.parametrize("lines", [4, 8, 16, 22, 25, 30])
def test_no_heading_stands_alone_and_none_is_lost(desk: Desk, theme: ThemeSwitch, lines: int) -> None:
    case = case_of(desk)
    case = replace(case, row=replace(case.row, item="Line\n" * lines))
    document = document_of(sheet_of(case, SheetChoice(NOW, "America/Los_Angeles", "USD")), {})
    document.setPageSize(page_layout(QLocale("en_US")).paintRectPoints().size().toSizeF())
    _keep_together(document)
    headings = list(_headings(document))
    assert not any(_stands_alone(document, block) for block in headings)
    # Qt forgets those after a page break unless everything is laid out anew.
    assert all(document.documentLayout().blockBoundingRect(block).height() > 0 for block in headings)


def test_no_picture_is_torn_from_its_line(desk: Desk, theme: ThemeSwitch) -> None:
    case, picture = case_of(desk), QImage(200, 300, QImage.Format.Format_RGB32)
    names = [f"{number:064x}.png" for number in range(20)]
    told = {"name": "box.png", "sha256": "a" * 64, "size": 2048, "media": "image/png"}
    added = tuple(Event(9, 1, EventKind.EVIDENCE_ADDED, NOON, {"file": name, **told}) for name in names)
    sheet = sheet_of(replace(case, events=added), SheetChoice(NOW))
    document = document_of(sheet, dict.fromkeys(names, picture))
    document.setPageSize(page_layout(QLocale("en_US")).paintRectPoints().size().toSizeF())
    _keep_together(document)
    rooms = [document.documentLayout().frameBoundingRect(frame) for frame in _whole_frames(document)]
    assert len(rooms) == 20
    height = document.pageSize().height()
    # A frame that begins a page may count the empty rest of the one before: look at its lower part.
    assert all((room.bottom() - 1) // height == (room.bottom() - 100) // height for room in rooms)


@given(
    st.integers(1, 70),
    st.lists(st.integers(0, 400), max_size=4),
    st.integers(0, 30),
    st.sampled_from(["en_US", "de_DE"]),
)
@settings(max_examples=20)
def test_every_page_holds_more_than_its_foot(
    qapp: object, rows: int, words: list[int], blank: int, country: str
) -> None:
    facts = Grid(("A", "B"), tuple((f"Fact {row}", "the order") for row in range(rows)), (78, 22))
    rules = Grid(("A", "B"), tuple(("word " * count, "a source") for count in words), (45, 55))
    said = Quote("The buyer wrote", "Hello" + "\n" * blank + "Bye")
    one = (Words("1. Lost", "part"), Words("Decision: wait", "lead"), facts, rules)
    sections = (Section("What was decided", one), Section("Again", (*one, said)), Section("The end", (facts,)))
    pdf = pdf_of(Sheet("Order 1", "About it.", "", sections, NOW), {}, QLocale(country))
    pages = texts_of_pages(pdf)
    assert len(pages) == len(PAGE.findall(pdf))
    assert min(pages) > HEAD_AND_FOOT


@pytest.mark.parametrize(("rows", "blank"), [(3, 3), (15, 3), (39, 20), (53, 3)])
def test_a_page_begun_twice_is_left_out(qapp: object, rows: int, blank: int) -> None:
    """Qt begins a page where a table ended at the foot of one, and puts only the head of the table on it."""
    facts = Grid(("A", "B"), tuple((f"x {row}", "y") for row in range(rows)), (78, 22))
    rules = Grid(("A", "B"), (("long " * 200, "c"),) * 3, (78, 22))
    lead = Words("Decision: a", "lead")
    between = (Words("x\n" * blank), Words("2. Where", "part"))
    blocks = (Words("1. Where", "part"), lead, facts, *between, lead, rules)
    sheet = Sheet("O", "i", "", (Section("Decided", blocks), Section("End", (rules,))), NOW)
    assert min(texts_of_pages(pdf_of(sheet, {}, QLocale("en_US")))) > HEAD_AND_FOOT


def test_pictures_are_part_of_the_pdf(desk: Desk, theme: ThemeSwitch) -> None:
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    sheet = sheet_of(case_of(desk), SheetChoice(NOW))
    assert b"/Subtype /Image" in pdf_of(sheet, {STORED: picture}, QLocale("en_US"))
    assert b"/Subtype /Image" not in pdf_of(sheet, {}, QLocale("en_US"))


@pytest.mark.parametrize(
    ("locale", "size"), [("en_US", "Letter"), ("fr_CA", "Letter"), ("de_DE", "A4"), ("ja_JP", "A4")]
)
def test_the_paper_is_that_of_the_country(locale: str, size: str) -> None:
    assert paper_of(QLocale(locale)).id() == getattr(QPageSize.PageSizeId, size)


def test_only_the_pages_chosen_are_printed(qtbot: QtBot, theme: ThemeSwitch, tmp_path: Path) -> None:
    parent, errors = QWidget(), list[Exception]()
    qtbot.addWidget(parent)
    run = PrintRun(long_sheet(150), {}, errors.append, parent)
    run.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    run.printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    run.printer.setPrintRange(QPrinter.PrintRange.PageRange)
    run.printer.setFromTo(2, 4)
    run._on_accepted()
    assert errors == []
    assert len(PAGE.findall((tmp_path / "printed.pdf").read_bytes())) == 3
