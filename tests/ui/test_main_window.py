"""The main window with a real store: what a seller sees, presses and finds again."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPushButton, QWizard

from app.logic.facts import Situation
from app.ui.history.filters import Filter
from bench.walks import WALKS, Walker, go
from tests.ui.running import CONTROL, Key, Start, fill, shown, texts

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_the_first_start_says_what_to_do_and_the_examples_cover_every_situation(start: Start) -> None:
    running = start()
    page = running.page.history
    assert page.first_start.isVisible()
    assert "Ctrl+N" in page.first_start.new_case.text()
    assert page.first_start.new_case.hasFocus()

    QTest.mouseClick(page.first_start.examples, Qt.MouseButton.LeftButton)
    running.settle()
    rows = [page.model.row_at(row) for row in range(page.model.rowCount())]
    assert {row.situation for row in rows if row is not None} == set(Situation)
    assert "example cases added" in running.window.undo_line.label.text()

    running.press(Key.Key_Z, CONTROL)
    assert page.first_start.isVisible()


def test_ctrl_n_opens_the_wizard(start: Start) -> None:
    running = start()
    running.press(Key.Key_N, CONTROL)
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None and door.wizard.isVisible()
    door.wizard.reject()


def test_ctrl_n_pressed_before_the_cases_are_loaded_is_not_lost(start: Start) -> None:
    running = start(show=False)
    running.window.actions_.new_case.trigger()  # what Ctrl+N does as soon as the window has the keyboard
    assert not hasattr(running.window, "page")
    running.show()
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None and door.wizard.isVisible()
    door.wizard.reject()


def test_views_show_their_cases_and_count_them(start: Start, data_dir: Path) -> None:
    fill(data_dir, unfinished=1, open_=2, closed=3)
    running = start()
    assert running.counts().items() >= {"Unfinished": "1", "Open": "2", "Closed": "3", "All": "6"}.items()
    found = {}
    for key, name in ((Key.Key_2, "unfinished"), (Key.Key_3, "open"), (Key.Key_7, "closed"), (Key.Key_8, "all")):
        running.press(key, CONTROL)
        found[name] = len(running.orders())
        assert running.window.actions_.views[name].isChecked()
    assert found == {"unfinished": 1, "open": 2, "closed": 3, "all": 6}


def test_searching_while_typing_finds_one_case_and_says_when_there_is_none(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=3)
    running = start()
    running.search("buyer 2")
    assert running.orders() == ["111-0000002-0000002"]
    running.search(" nowhere")
    page = running.page.history
    assert page.nothing_found.isVisible()
    QTest.mouseClick(page.nothing_found.clear, Qt.MouseButton.LeftButton)
    running.settle()
    assert len(running.orders()) == 3
    assert page.search.text() == ""


def test_down_leads_from_the_search_into_the_list_and_escape_empties_it(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=2)
    running = start()
    running.search("item")
    running.press(Key.Key_Down)
    assert running.page.history.table.hasFocus()
    assert running.page.pane.name.text() == "Buyer 1"
    running.press(Key.Key_F, CONTROL)
    running.press(Key.Key_Escape)
    assert running.page.history.search.text() == ""


def test_filters_narrow_the_list_and_delete_takes_them_away(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=2)
    running = start()
    filters = running.page.history.filters
    filters.add(Filter("channels", "etsy"))
    running.settle()
    assert running.page.history.nothing_found.isVisible()
    filters.remove(Filter("channels", "etsy"))
    filters.add(Filter("situations", "not_received"))
    running.settle()
    assert len(running.orders()) == 2
    chip = next(button for button in shown(filters, QPushButton) if "Where is my order?" in button.accessibleName())
    QTest.keyClick(chip, Key.Key_Delete)
    running.settle()
    assert filters.filters() == ()


def test_a_restart_finds_the_case_the_column_widths_and_the_panes_again(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=2)
    running = start()
    running.window.resize(700, 500)
    running.page.history.table.horizontalHeader().resizeSection(1, 333)
    running.page.history.table._keep_widths()
    running.close()

    again = start()
    assert again.orders() == ["111-0000001-0000001", "111-0000002-0000002"]
    assert again.window.width() == 700
    assert again.page.history.table.columnWidth(1) == 333


def test_closing_a_case_is_undone_and_done_again_by_keys(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=2, to_do="report_to_channel")
    running = start()
    running.choose(0)
    running.press(Key.Key_E, CONTROL)
    assert running.counts()["Closed"] == "1"
    assert running.window.undo_line.label.text() == "Case closed."
    assert running.page.pane.reopen_case.isVisible()
    running.press(Key.Key_Z, CONTROL)
    assert running.counts()["Closed"] == "0"
    assert running.window.undo_line.label.text() == "Undone: Case closed."
    running.window.actions_.redo.trigger()
    running.settle()
    assert running.counts()["Closed"] == "1"


def test_a_case_with_an_open_refund_is_not_closed_and_says_why(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=1)
    running = start()
    running.choose(0)
    pane = running.page.pane
    running.press(Key.Key_E, CONTROL)
    assert running.counts()["Closed"] == "0"
    assert not pane.close_case.isEnabled()
    assert "The refund of $29.99 is still open." in texts(pane)
    assert pane.close_case.toolTip().startswith("The refund of $29.99 is still open.")
    assert running.window.actions_.close_case.toolTip() == pane.close_case.toolTip()


def test_ticking_the_last_task_closes_the_case_and_undo_opens_it(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=1)
    running = start()
    running.choose(0)
    assert running.page.pane.next.title.text() == "Refund the buyer"
    running.press(Key.Key_D, CONTROL)
    assert running.counts()["Closed"] == "1"
    QTest.mouseClick(running.window.undo_line.button, Qt.MouseButton.LeftButton)
    running.settle()
    assert running.counts()["Open"] == "1"


def test_discarding_takes_a_case_out_of_every_view_until_undone(start: Start, data_dir: Path) -> None:
    fill(data_dir, unfinished=1, open_=1)
    running = start()
    running.choose(0)
    running.press(Key.Key_Delete, CONTROL)
    assert running.counts().items() >= {"Unfinished": "1", "Open": "0", "Closed": "0", "All": "1"}.items()
    assert running.page.pane.case is None
    running.press(Key.Key_Z, CONTROL)
    assert running.counts()["Open"] == "1"


def test_an_unfinished_case_is_offered_at_the_start_and_goes_on_with_its_answers(start: Start, data_dir: Path) -> None:
    fill(data_dir, unfinished=1)
    running = start()
    assert running.page.resume.isVisible()
    assert "111-0000001-0000001" in running.page.resume.text.text()
    QTest.mouseClick(running.page.resume.go_on, Qt.MouseButton.LeftButton)
    running.settle()
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None
    assert door.wizard.conversation.state.order["buyer_name"] == "Buyer 1"
    assert not running.page.resume.isVisible()
    door.wizard.reject()


def test_from_the_wizard_to_the_history_and_back_by_undo(start: Start) -> None:
    running = start()
    running.press(Key.Key_N, CONTROL)
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None
    walker = Walker(door.wizard)
    copied = go(walker, WALKS[0])
    walker.press(Key.Key_Return)  # Sent, finish
    running.settle()
    assert running.window.undo_line.label.text() == "Sent and finished."
    case = running.page.pane.case
    assert case is not None and case.texts
    assert case.texts[-1].body in copied
    assert running.page.history.views.view == "due_now", "where there is something left to do in it"
    assert running.page.history.table.currentIndex().row() == 0
    assert running.counts()["Open"] == "1"
    running.window.activateWindow()
    running.settle()
    running.press(Key.Key_Z, CONTROL)
    assert running.counts().items() >= {"Unfinished": "1", "Open": "0", "Closed": "0", "All": "1"}.items()


def test_a_narrow_window_shows_one_pane_at_a_time(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=2)
    running = start()
    history, pane = running.page.history, running.page.pane
    assert history.isVisible() and pane.isVisible() and not history.views.drop_down.isVisible()
    running.window.resize(600, 600)
    running.settle()
    assert history.isVisible() and not pane.isVisible() and history.views.drop_down.isVisible()
    running.choose(0)
    history.table.setFocus()
    running.press(Key.Key_Return)
    assert pane.isVisible() and not history.isVisible()
    running.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert history.isVisible() and not pane.isVisible()
    running.window.resize(1240, 660)
    running.settle()
    assert history.isVisible() and pane.isVisible() and history.views.side.isVisible()


def test_every_action_with_a_key_is_in_a_menu_and_no_key_is_taken_twice(start: Start) -> None:
    actions = start().window.actions_
    in_menus = {action for menu in actions.menus for action in menu.actions()}
    assert [action.text() for action in actions.all() if action not in in_menus] == []
    keys = [key.toString() for action in actions.all() for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_every_control_has_a_name_for_the_screen_reader(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=1)
    running = start()
    running.choose(0)
    controls = [*shown(running.window, QAbstractButton), *shown(running.window, QLineEdit)]
    controls += shown(running.window, QComboBox)
    nameless = [
        control
        for control in controls
        if not control.accessibleName()
        and not str(control.property("text") or "")
        and not isinstance(control.parent(), QLineEdit | QComboBox)
        and control.objectName() != "qt_toolbar_ext_button"
    ]
    assert nameless == []


def test_copying_again_from_the_history_shows_the_text_first(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=1)
    running = start()
    running.choose(0)
    running.press(Key.Key_C, CONTROL | SHIFT)
    dialog = next(widget for widget in QApplication.topLevelWidgets() if type(widget).__name__ == "CopyDialog")
    assert dialog.isVisible()
    QTest.keyClick(dialog, Key.Key_Return)
    running.settle()
    assert QApplication.clipboard().text() == "Your order\n\nHello 1"
    case = running.page.pane.case
    assert case is not None and [text.body for text in case.texts] == ["Hello 1"]
    dialog.close()


def test_taking_the_keyboard_shows_no_other_case(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=3, to_do="report_to_channel")
    running = start()
    running.choose(1)
    running.press(Key.Key_E, CONTROL)  # leaves the view, but stays beside the list to be undone
    assert running.page.pane.name.text() == "Buyer 2"
    running.page.history.table.setFocus()
    running.settle()
    assert running.page.pane.name.text() == "Buyer 2"
    running.press(Key.Key_Down)
    assert running.page.pane.name.text() == "Buyer 1"


def test_enter_and_double_click_go_on_with_a_case_in_the_wide_window(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=2)
    running = start()
    running.choose(1)
    table = running.page.history.table
    table.setFocus()
    running.press(Key.Key_Return)
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None and door.wizard.isVisible()
    assert door.wizard.conversation.state.order["number"] == "111-0000002-0000002"
    door.wizard.reject()
    running.settle()

    place = table.visualRect(running.page.history.model.index(0, 1)).center()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(table.viewport(), left, pos=place)
    QTest.mouseDClick(table.viewport(), left, pos=place)  # before the case is read
    running.settle()
    assert door.wizard is not None
    assert door.wizard.conversation.state.order["number"] == "111-0000001-0000001"
    door.wizard.reject()


def test_a_search_that_leaves_the_shown_case_out_clears_it(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=2)
    running = start()
    running.choose(0)
    running.search("buyer 2")
    assert running.page.pane.case is None
    assert not running.window.actions_.go_on.isEnabled()
    assert running.page.history.search.hasFocus()


def test_a_case_discarded_in_the_wizard_is_not_shown_any_more(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=2)
    running = start()
    running.choose(0)
    running.window.actions_.go_on.trigger()
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None
    door.wizard.button(QWizard.WizardButton.CustomButton1).click()
    running.settle()
    assert running.orders() == ["111-0000002-0000002"]
    assert running.page.pane.case is None


def test_the_case_of_a_wizard_that_was_left_has_the_keyboard(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=2, to_do="report_to_channel")
    running = start()
    running.choose(0)
    running.page.history.search.setFocus()
    running.window.actions_.go_on.trigger()
    door = running.program.desktop.door
    assert door is not None and door.wizard is not None
    door.wizard.reject()
    running.settle()
    assert running.window.focusWidget() is running.page.history.table
    running.window.activateWindow()  # as every desktop does when a dialog goes
    running.settle()
    running.press(Key.Key_E, CONTROL)
    assert running.counts()["Closed"] == "1"


def test_the_list_has_no_scroll_bar_while_the_seller_arranged_nothing(start: Start, data_dir: Path) -> None:
    fill(data_dir, open_=2)
    running = start()
    table = running.page.history.table
    QTest.mouseMove(table.horizontalHeader().viewport())
    running.choose(0)
    running.window.resize(running.window.width() - 90, running.window.height())
    running.settle()
    assert not table.horizontalScrollBar().isVisible()
    assert table.columns().isEmpty()
