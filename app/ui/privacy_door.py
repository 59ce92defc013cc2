"""Keep stored cases up to date and forget buyers: after each start in the background, and when the seller says so."""

from __future__ import annotations

from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from app.logic.case import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.logic.case import CaseRow
    from app.logic.privacy import Due, Privacy
    from app.logic.related import RelatedCase
    from app.ui.case_desk import CaseDesk
    from app.ui.main_window import MainWindow
    from app.ui.privacy_dialog import ErasingDialog
    from app.ui.settings.home import SettingsHome
    from app.ui.tasks import BackgroundTasks

_LOOK_AGAIN_MS: Final = 6 * 60 * 60 * 1000


class PrivacyDoor(QObject):
    """Carry older cases over, erase what is due, and ask before erasing anything by hand.

    Args:
        privacy: gives the use cases once the stored cases are open; called on the background thread.
        erase_all: erases everything, told whether the settings are kept; called there too, with nothing open.
    """

    def __init__(
        self,
        window: MainWindow,
        desk: CaseDesk,
        tasks: BackgroundTasks,
        home: SettingsHome,
        privacy: Callable[[], Privacy],
        erase_all: Callable[[bool], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._tasks = tasks
        self._home = home
        self._privacy = privacy
        self._erase_all = erase_all
        self._carried = 0
        self.dialog: ErasingDialog | None = None
        window.actions_.erase_buyer.triggered.connect(self._on_erase_buyer)
        window.actions_.erase_everything.triggered.connect(self._on_erase_everything)
        self._again = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._again.timeout.connect(self.look)
        self._again.start()

    def begin(self) -> None:
        """Finish what an older version or an ended program left to do, then look for what is due."""
        self._desk.ask(methodcaller("carry_over"), self._on_carried_over, self._on_not_ready)

    def look(self) -> None:
        """Look for cases whose term is over."""
        self._tasks.run(partial(self._due, self._days), self._on_due, self._on_not_ready)

    @property
    def _days(self) -> int | None:
        """Return the days of the settings; None for never."""
        return self._home.current.erase_after_days or None

    def _on_carried_over(self, count: int) -> None:
        self._carried += count
        if count:
            self._window.undo_line.say(f"Cases of the former version made ready: {self._carried:,}.")
            self.begin()
        elif self._carried:
            self._desk.ask(methodcaller("refresh_due_now"), self._on_all_carried_over)
        else:
            self.look()

    def _on_all_carried_over(self, _: bool) -> None:
        self._window.actions_.refresh.trigger()
        self.look()

    def _on_not_ready(self, error: Exception) -> None:
        """Leave it to the list to say why the cases cannot be read; a full disk is said once."""
        self._window.undo_line.say(str(error))

    def _due(self, days: int | None) -> Due:
        return self._open_privacy().due(days)

    def _open_privacy(self) -> Privacy:
        self._desk.book()
        return self._privacy()

    def _on_due(self, due: Due) -> None:
        days = self._days
        if not due.cases or days is None:
            return
        if due.doubt is None:
            self._erase_due(due)
            return
        from app.ui.privacy_dialog import DueDialog

        dialog = DueDialog(due, days, self._window)
        dialog.confirmed.connect(self._erase_due)
        self._open(dialog)

    def _erase_due(self, due: Due) -> None:
        days = self._days
        if days is not None:
            self._tasks.run(partial(self._erase_what_is_due, due, days), self._on_erased)

    def _erase_what_is_due(self, due: Due, days: int) -> int:
        return self._open_privacy().erase_due(due, days)

    def _on_erase_buyer(self) -> None:
        case = self._window.page.pane.case
        if case is not None:
            self._tasks.run(partial(self._others, case.row), partial(self._ask_about, case.row))

    def _others(self, row: CaseRow) -> tuple[RelatedCase, ...]:
        return self._open_privacy().of_buyer(row)

    def _ask_about(self, row: CaseRow, others: tuple[RelatedCase, ...]) -> None:
        from app.ui.privacy_dialog import BuyerDialog

        dialog = BuyerDialog(row, others, self._window)
        dialog.confirmed.connect(self._on_buyer_confirmed)
        self._open(dialog)

    def _on_buyer_confirmed(self, case_ids: list[int]) -> None:
        self._tasks.run(partial(self._erase, case_ids), self._on_erased)

    def _erase(self, case_ids: list[int]) -> int:
        self._open_privacy().erase(case_ids)
        return len(case_ids)

    def _on_erased(self, count: int) -> None:
        # What stands there could bring a name back.
        self._window.page.work.undo_stack.clear()
        self._window.actions_.refresh.trigger()
        self._window.undo_line.say(f"The buyer{'' if count == 1 else 's'} of {_cases(count)} erased.")

    def _on_erase_everything(self) -> None:
        self._desk.ask(methodcaller("counts"), self._on_counted)

    def _on_counted(self, counts: dict[View, int]) -> None:
        from app.ui.privacy_dialog import EverythingDialog

        dialog = EverythingDialog(counts[View.ALL], self._window)
        dialog.confirmed.connect(self._on_everything_confirmed)
        self._open(dialog)

    def _on_everything_confirmed(self, keeps_settings: bool) -> None:
        self._window.page.forget_all()
        self._tasks.run(partial(self._erase_all_closed, keeps_settings), partial(self._on_all_erased, keeps_settings))

    def _erase_all_closed(self, keeps_settings: bool) -> None:
        self._desk.forget_book()
        self._erase_all(keeps_settings)

    def _on_all_erased(self, keeps_settings: bool, _: None) -> None:
        if not keeps_settings:
            self._home.forget()
        self._window.actions_.refresh.trigger()
        self._window.undo_line.say("Everything was erased.")

    def _open(self, dialog: ErasingDialog) -> None:
        self.dialog = dialog
        dialog.destroyed.connect(self._on_dialog_gone)
        dialog.open()

    def _on_dialog_gone(self) -> None:
        if self.dialog is not None and not isValid(self.dialog):
            self.dialog = None


def _cases(count: int) -> str:
    return "1 case was" if count == 1 else f"{count:,} cases were"
