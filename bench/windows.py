"""Open one window in a process of its own and print its moments on the monotonic clock, and its memory.

`ours FOLDER` opens Amends on a folder, `bare` an empty PySide6 window, `fill FOLDER CASES` makes the folder.
Printed: first picture, list filled, wizard open after a Ctrl+N pressed at the first picture, resident bytes. Of the
bare window all three moments are its first picture.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

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


def ours(folder: str, *, press: bool) -> None:
    """Show Amends, wait for the list, and with `press` press Ctrl+N at the first picture."""
    from app.paths import Paths

    paths = Paths.from_environment(folder)
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWizard

    from app.bootstrap import Program
    from app.ui.single_instance import SingleInstance

    application = QApplication([])
    instance = SingleInstance(paths.data)
    instance.raise_first()
    program = Program(application, paths, instance)
    moments: dict[str, float] = {}

    def on_painted() -> None:
        moments["shown"] = time.monotonic()
        if press:
            program.window.actions_.new_case.trigger()

    def look() -> None:
        page = getattr(program.window, "page", None)
        if page is not None and page.history.model.rowCount() and "filled" not in moments:
            moments["filled"] = time.monotonic()
        if "wizard" not in moments and any(
            isinstance(widget, QWizard) and widget.isVisible() for widget in application.topLevelWidgets()
        ):
            moments["wizard"] = time.monotonic()
        if {"filled", "wizard" if press else "filled"} <= moments.keys():
            watch.stop()
            QTimer.singleShot(SETTLED_MS, finish)

    def finish() -> None:
        print(*(moments.get(name, 0.0) for name in ("shown", "filled", "wizard")), resident(), flush=True)
        application.closeAllWindows()
        application.quit()

    watch = QTimer(interval=2)
    watch.timeout.connect(look)
    watch.start()
    program.window.painted.connect(on_painted)
    program.show()
    QTimer.singleShot(PATIENCE_MS, application.quit)
    application.exec()


def fill(folder: str, cases: int) -> None:
    """Make a folder with a number of stored cases."""
    from app.paths import Paths
    from bench.storage import fill_cases

    paths = Paths.from_environment(folder)
    paths.make_folders()
    fill_cases(paths.cases, paths.backups, cases)


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
