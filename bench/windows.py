"""Open one window in a process of its own and print its moments on the monotonic clock, and its memory.

`ours FOLDER` opens Amends on a folder, `bare` an empty PySide6 window, `fill FOLDER CASES` makes the folder.
Printed: first picture, list filled, wizard open after a Ctrl+N pressed at the first picture, resident bytes. Of the
bare window all three moments are its first picture.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.bootstrap import Program

PAGE_BYTES = 4096
SETTLED_MS = 1_000
PATIENCE_MS = 20_000


def resident() -> int:
    """Return the resident memory of this process in bytes, where the system tells it."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * PAGE_BYTES if statm.exists() else 0


def bare() -> None:
    """Show an empty main window."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: object) -> None:
            moments.append(time.monotonic())

    moments: list[float] = []
    application = QApplication([])
    window = Window()
    window.resize(1240, 660)
    window.show()
    QTimer.singleShot(SETTLED_MS, application.quit)
    application.exec()
    print(moments[0], moments[0], moments[0], resident())


class Watch:
    """Note when a window shows, fills its list and opens the wizard, and close it once all that is awaited came."""

    def __init__(self, application: QApplication, program: Program, *, press: bool) -> None:
        from PySide6.QtCore import QTimer

        self._application = application
        self._program = program
        self._press = press
        self._moments: dict[str, float] = {}
        self._timer = QTimer(interval=2)

    def begin(self) -> None:
        """Look from now on."""
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()
        self._program.window.painted.connect(self._on_painted)

    def _on_painted(self) -> None:
        self._moments["shown"] = time.monotonic()
        if self._press:
            self._program.window.actions_.new_case.trigger()

    def _on_tick(self) -> None:
        from PySide6.QtCore import QTimer

        if self._is_filled():
            self._moments.setdefault("filled", time.monotonic())
        if self._has_wizard():
            self._moments.setdefault("wizard", time.monotonic())
        if {"filled", "wizard" if self._press else "filled"} <= self._moments.keys():
            self._timer.stop()
            QTimer.singleShot(SETTLED_MS, self._on_settled)

    def _is_filled(self) -> bool:
        page = getattr(self._program.window, "page", None)
        return page is not None and bool(page.history.model.rowCount())

    def _has_wizard(self) -> bool:
        from PySide6.QtWidgets import QWizard

        return any(isinstance(widget, QWizard) and widget.isVisible() for widget in self._application.topLevelWidgets())

    def _on_settled(self) -> None:
        print(*(self._moments.get(name, 0.0) for name in ("shown", "filled", "wizard")), resident(), flush=True)
        self._application.closeAllWindows()
        self._application.quit()


def ours(folder: str, *, press: bool) -> None:
    """Show Amends, wait for the list, and with `press` press Ctrl+N at the first picture."""
    from app.paths import Paths

    paths = Paths.from_environment(folder)
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.bootstrap import Program
    from app.ui.single_instance import SingleInstance

    application = QApplication([])
    instance = SingleInstance(paths.data)
    instance.raise_first()
    program = Program(application, paths, instance)
    watch = Watch(application, program, press=press)
    watch.begin()
    program.show()
    QTimer.singleShot(PATIENCE_MS, application.quit)
    application.exec()


def fill(folder: str, cases: int) -> None:
    """Make a folder with a number of stored cases, most of them due now: the list that a start shows."""
    from app.paths import Paths
    from bench.due_now import fill_open_cases

    paths = Paths.from_environment(folder)
    paths.make_folders()
    fill_open_cases(paths.cases, paths.backups, cases)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bare", *_]:
            bare()
        case ["ours", folder]:
            ours(folder, press=False)
        case ["press", folder]:
            ours(folder, press=True)
        case ["fill", folder, cases]:
            fill(folder, int(cases))
