"""Whatever is typed or pasted: a clear sentence at its field, and nothing crashes or is lost."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.logic.answer import Desk
from app.logic.carriers import find_carrier
from app.logic.decision import BadInput
from app.logic.orders.pasted import LONGEST_PASTE, recognise
from app.logic.settings import Settings
from app.ui.wizard.conversation import Conversation
from app.ui.wizard.state import WizardState
from app.ui.wizard.tracking_bar import tracking_address
from bench.walks import SETTINGS, WALKS, Walker, go
from tests.ui.conftest import OpenWizard

LATE = WALKS[0]


def test_without_an_order_number_the_page_says_so_at_its_field(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    walker.press(Qt.Key.Key_Return)
    page = walker.wizard.order_page
    assert walker.wizard.currentPage() is page
    assert "order number" in page.fields["number"].problem.text()
    assert page.fields["number"].line.hasFocus()


def test_an_unknown_channel_is_asked_for(open_wizard: OpenWizard) -> None:
    walker = open_wizard(settings=Settings(channels_used=("amazon-us", "amazon-uk")))
    walker.paste("111-0000001-0000001")
    walker.press(Qt.Key.Key_Return)
    page = walker.wizard.order_page
    assert walker.wizard.currentPage() is page
    assert "where the order was placed" in page.channel.problem.text()
    assert page.channel.combo.hasFocus()
    walker.press(Qt.Key.Key_Down)
    walker.press(Qt.Key.Key_Down)
    page.channel.combo.activated.emit(page.channel.combo.currentIndex())
    assert walker.wizard.conversation.state.channel == "amazon-uk"


@pytest.mark.parametrize(
    ("key", "typed", "told"),
    [
        ("item_price", "cheap", "Type an amount such as 25.00."),
        ("quantity", "-2", "Type a whole number"),
        ("shipped_on", "someday", "Type a day such as 5 Nov"),
        ("units", "900", "Needed here: at most the quantity, 2."),
        ("shipping_paid", "1e3", "Type an amount such as 25.00."),
    ],
)
def test_a_wrong_value_is_named_at_its_field(open_wizard: OpenWizard, key: str, typed: str, told: str) -> None:
    walker = open_wizard()
    walker.paste(json.dumps({"channel": "amazon-us", "order": {"number": "111-0000001-0000001", "quantity": 2}}))
    field = walker.wizard.order_page.fields[key]
    field.line.setText("")
    field.line.setModified(True)
    field.line.insert(typed)
    field.edited.emit(key)
    walker.wizard.next()
    assert walker.wizard.currentPage() is walker.wizard.order_page
    assert field.problem.isVisible() and field.problem.text().startswith(told)
    assert field.line.text() == typed


def test_a_typed_order_reaches_the_insurance_and_the_costs_by_sku(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    walker.paste(json.dumps({"channel": "amazon-us", "order": {"number": "111-0000001-0000001"}}))
    page = walker.wizard.order_page
    page.more.set_open(True)
    for key, typed in (("sku", "MUG-BLUE"), ("tax_paid", "2,10"), ("insured_amount", "100")):
        page.fields[key].line.setFocus()
        QTest.keyClicks(page.fields[key].line, typed)
    order = walker.wizard.conversation.state.order
    assert (order["sku"], order["tax_paid"], order["insured_amount"]) == ("MUG-BLUE", "2.10", "100")
    assert walker.wizard.conversation.order_problem() is None


def test_every_wrong_day_is_marked_when_its_field_is_left(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    walker.paste(json.dumps({"channel": "amazon-us", "order": {"number": "111-0000001-0000001"}}))
    page = walker.wizard.order_page
    page.more.set_open(True)
    for key, typed in (("item_price", "abc"), ("ordered_at", "31 Feb"), ("shipped_on", "USPS")):
        page.fields[key].line.setFocus()
        QTest.keyClicks(page.fields[key].line, typed)
        assert not page.fields[key].problem.isVisible()
    page.fields["carrier"].line.setFocus()
    marked = [key for key, field in page.fields.items() if field.problem.isVisible()]
    assert marked == ["item_price", "ordered_at", "shipped_on"]
    assert page.fields["ordered_at"].problem.text().startswith("Type a day such as 5 Nov")


def test_more_than_was_paid_is_refused_with_its_currency(open_wizard: OpenWizard) -> None:
    answers = {"reason": "damaged", "authorised": "no", "offer": "partial"}
    request = {"situation": "return", "channel": "amazon-us", "order": dict(LATE.order), "answers": answers}
    walker = open_wizard(WizardState(request, step=2))
    block = walker.wizard.happened_page.block
    assert block is not None and block.question.fact == "partial_amount"
    assert "At most 29.99 USD." in [label.text() for label in block.findChildren(QLabel)]
    for key in (Qt.Key.Key_8, Qt.Key.Key_0, Qt.Key.Key_Return):
        walker.press(key)
    assert block.problem.text().startswith("You can offer at most 29.99 USD")


def test_a_wrong_typed_answer_keeps_the_question_open(open_wizard: OpenWizard) -> None:
    order = {key: value for key, value in LATE.order.items() if key != "item_price"}
    walker = open_wizard()
    walker.paste(json.dumps({"channel": "amazon-us", "order": order}))
    walker.press(Qt.Key.Key_Return)
    walker.choose_tile("not_received")
    walker.answer("parcel", "stalled")
    walker.answer("protected", "no")
    block = walker.wizard.happened_page.block
    assert block is not None and block.question.fact == "item_price"
    walker.press(Qt.Key.Key_X)
    walker.press(Qt.Key.Key_Return)
    block = walker.wizard.happened_page.block
    assert block is not None and block.problem.text() == "Type an amount such as 25.00."
    walker.press(Qt.Key.Key_Backspace)
    for key in (Qt.Key.Key_9, Qt.Key.Key_Return):
        walker.press(key)
    assert walker.wizard.currentPage() is walker.wizard.answer_page


def test_a_paste_of_ten_million_characters_is_refused_in_words(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    page = walker.wizard.order_page
    page.paste.setPlainText("kept")
    walker.paste("x" * 10_000_000)
    assert "10,000,000 characters" in page.paste_problem.text()
    assert page.paste.toPlainText() == "kept"
    page.message.text.setFocus()
    walker.paste("x" * 10_000_000)
    assert "Nothing was" in page.message.problem.text()
    assert page.message.text.toPlainText() == ""


@pytest.mark.parametrize(
    "name", ["{{ 7*7 }}", "{% for x in y %}", "%s %(a)s", "\u202eRekcah", "a\x00b\nc", "& <b>x</b>"]
)
def test_a_hostile_name_stays_characters(open_wizard: OpenWizard, name: str) -> None:
    walker = open_wizard()
    walk = LATE
    walker.paste(json.dumps({"channel": "amazon-us", "order": {**walk.order, "buyer_name": name}}))
    walker.press(Qt.Key.Key_Return)
    walker.choose_tile(walk.tile)
    for fact, value in walk.answers:
        walker.answer(fact, value)
    body = walker.wizard.answer_page.draft.body.toPlainText()
    assert walker.wizard.currentPage() is walker.wizard.answer_page
    assert "49" not in body and "\u202e" not in body and "\x00" not in body


def test_a_stored_request_from_elsewhere_is_shown_and_not_trusted(open_wizard: OpenWizard) -> None:
    state = WizardState({"situation": "not_received", "channel": "amazon-us", "order": {"number": 5}, "answers": {}})
    walker = open_wizard(state)
    assert walker.wizard.currentPage() is walker.wizard.order_page
    walker.wizard.next()
    assert walker.wizard.currentPage() is walker.wizard.order_page


def test_the_message_time_that_cannot_be_read_is_named(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    message = walker.wizard.order_page.message
    message.received.setCurrentIndex(5)
    message.received.activated.emit(5)
    message.exact.setText("noon-ish")
    message.exact.editingFinished.emit()
    assert "2026-11-21 18:05" in message.problem.text()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60), key=st.sampled_from(["number", "item", "item_price", "shipped_on", "quantity"]))
def test_any_text_in_the_order_gives_an_answer_or_a_named_field(desk: Desk, typed: str, key: str) -> None:
    state = WizardState({"situation": "not_received", "channel": "amazon-us", "order": {**LATE.order, key: typed}})
    conversation = Conversation(desk, SETTINGS, state)
    problem = conversation.order_problem()
    assert problem is None or isinstance(problem, BadInput)
    assert conversation.road.outcome is not None or conversation.road.problem is not None


@given(text=st.text(max_size=300))
def test_recognising_a_paste_never_fails(text: str) -> None:
    found = recognise(text)
    assert found.number is None or found.number in text


@pytest.mark.parametrize(
    ("text", "number", "family"),
    [
        ("Order ID: # 111-0000001-0000001 (Your seller order)", "111-0000001-0000001", "amazon"),
        ("11-00001-00001\tBlue mug\t25.00", "11-00001-00001", "ebay"),
        ("Order #1000000001 has a new message", "1000000001", "etsy"),
        ("#1001", "1001", None),
        ("Hello, where is it?", None, None),
        ("9400100000000000000000", None, None),
        ("{not json", None, None),
    ],
)
def test_recognises_the_order_number_of_each_family(text: str, number: str | None, family: str | None) -> None:
    found = recognise(text)
    assert (found.number, found.family) == (number, family)
    assert len(text) < LONGEST_PASTE


@pytest.mark.parametrize(
    ("used", "number", "channel"),
    [
        (("amazon-us",), "111-0000001-0000001", "amazon-us"),
        (("amazon-us", "amazon-uk"), "111-0000001-0000001", None),
        (("amazon-us", "ebay-uk"), "11-00001-00001", "ebay-uk"),
        ((), "1000000001", "etsy"),
        (("amazon-us",), "#1001", None),
        (("amazon-us", "shop-uk"), "#1001", "shop-uk"),
        ((), "111-0000001-0000001", None),
    ],
)
def test_the_number_and_the_channels_used_tell_the_channel(
    open_wizard: OpenWizard, used: tuple[str, ...], number: str, channel: str | None
) -> None:
    walker = open_wizard(settings=Settings(channels_used=used))
    walker.paste(number)
    assert walker.wizard.conversation.state.channel == channel


def test_copying_survives_every_walk_with_the_clipboard_empty_before(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    QApplication.clipboard().clear()
    assert go(walker, WALKS[3]).startswith("Hello Test Buyer")


def test_every_control_has_a_name_for_a_screen_reader(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    assert nameless(walker.wizard.order_page) == []
    go_through(walker)
    for page in (walker.wizard.happened_page, walker.wizard.answer_page):
        assert nameless(page) == []


def test_tab_reaches_the_fields_in_the_order_in_which_they_are_read(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    reached = []
    for _ in range(7):
        focused = walker.wizard.focusWidget()
        reached.append(focused.accessibleName() if focused is not None else "")
        walker.press(Qt.Key.Key_Tab)
    assert reached == [
        "Paste the order",
        "Order number",
        "Where it was sold",
        "Buyer's name",
        "Item",
        "What the buyer wrote",
        "When the message was received",
    ]


def test_the_usual_carrier_is_filled_in_with_the_tracking_number_and_says_so(open_wizard: OpenWizard) -> None:
    walker = open_wizard(settings=SETTINGS.with_choice("amazon-us", "carrier", "USPS"))
    walker.paste("111-0000001-0000001")
    page = walker.wizard.order_page
    page.more.set_open(True)
    page.fields["tracking_number"].line.setFocus()
    walker.press(Qt.Key.Key_9)
    assert walker.wizard.conversation.state.order["carrier"] == "USPS"
    assert "as last time" in page.recognised.text()


@pytest.mark.parametrize("width", [480, 1080])
def test_a_narrow_window_has_its_steps_on_top(open_wizard: OpenWizard, width: int) -> None:
    wizard = open_wizard().wizard
    wizard.resize(width, 640)
    narrow = width < 900
    assert wizard.steps.isVisible() is not narrow
    assert wizard.lines[0].isVisible() is narrow
    assert wizard.order_page.shape.fold.toggle.isChecked() is not narrow


def test_the_wizard_fits_a_small_screen(open_wizard: OpenWizard) -> None:
    wizard = open_wizard().wizard
    assert wizard.height() < 680 and wizard.width() <= 1366
    assert wizard.minimumSizeHint().height() < 680


def test_no_two_controls_of_a_step_share_a_letter(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    walker.wizard.order_page.more.set_open(True)
    assert doubled_letters(walker.wizard) == []
    walker.paste(json.dumps({"channel": "amazon-us", "order": dict(LATE.order)}))
    walker.press(Qt.Key.Key_Return)
    walker.choose_tile("not_received")
    assert doubled_letters(walker.wizard) == []
    for fact, value in LATE.answers:
        walker.answer(fact, value)
    assert doubled_letters(walker.wizard) == []


def test_arrows_choose_and_enter_accepts(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    walker.paste(json.dumps({"channel": "amazon-us", "order": dict(LATE.order)}))
    walker.press(Qt.Key.Key_Return)
    walker.choose_tile("not_received")
    walker.press(Qt.Key.Key_Down)
    assert "parcel" not in walker.wizard.conversation.state.answers
    walker.press(Qt.Key.Key_Return)
    assert walker.wizard.conversation.state.answers == {"parcel": "stalled"}


def test_a_click_on_an_answer_goes_on(open_wizard: OpenWizard) -> None:
    walker = open_wizard()
    walker.paste(json.dumps({"channel": "amazon-us", "order": dict(LATE.order)}))
    walker.press(Qt.Key.Key_Return)
    tile = walker.wizard.happened_page.board.buttons[0]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    block = walker.wizard.happened_page.block
    assert block is not None
    QTest.mouseClick(block.choices[2], Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    assert walker.wizard.conversation.state.answers == {"parcel": "lost"}


def test_the_tracking_number_is_copied_and_its_page_is_only_an_address(open_wizard: OpenWizard) -> None:
    assert tracking_address(None, "1") is None
    usps = find_carrier("USPS")
    address = tracking_address(usps, "94 00&x=1")
    assert address is not None and address.startswith("https://") and "94%2000%26x%3D1" in address


def test_a_place_without_subjects_offers_the_message_only(open_wizard: OpenWizard) -> None:
    order = {**LATE.order, "number": "1000000001"}
    walker = open_wizard(settings=Settings(channels_used=("etsy",)))
    walker.paste(json.dumps({"channel": "etsy", "order": order}))
    walker.press(Qt.Key.Key_Return)
    walker.choose_tile("not_received")
    for fact, value in LATE.answers:
        walker.answer(fact, value)
    draft = walker.wizard.answer_page.draft
    assert draft.copy_body.isVisible()
    assert not draft.subject.isVisible() and not draft.copy_both.isVisible()


def doubled_letters(wizard: QWidget) -> list[str]:
    """List the letters that two visible controls would answer to."""
    controls: list[QLabel | QAbstractButton] = [
        *wizard.findChildren(QLabel),
        *wizard.findChildren(QAbstractButton),
    ]
    texts = [control.text().replace("&&", "") for control in controls if control.isVisible()]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    return sorted({letter for letter in letters if letters.count(letter) > 1})


def nameless(page: QWidget) -> list[QWidget]:
    """List the controls that can take the focus and have no name to be read out."""
    return [
        child
        for child in page.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.isVisibleTo(page)
        and not QAccessible.queryAccessibleInterface(child).text(QAccessible.Text.Name)
    ]


def go_through(walker: Walker) -> None:
    """Walk a late parcel to its answer."""
    go(walker, LATE)
