"""Draw every view of the program to PNG files, in light and dark: `python packaging/screenshots.py DIR`.

`--text 2` doubles the text size, `--size 1366x680` takes another window size. Runs without a display too.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={ROOT / 'tests' / 'data' / 'screen.json'}")

from PySide6.QtCore import QSize, Qt  # noqa: E402  the platform has to be chosen before
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402
from window_pictures import cost_pictures, window_pictures  # noqa: E402

from app.logic.answer import Desk  # noqa: E402
from app.ui.theme import ThemeSwitch  # noqa: E402
from bench.walks import WALKS, Walker, open_wizard  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Pictures = Iterator[tuple[str, QWidget]]

MAIN_SIZE = (1366, 680)
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def wizard_pictures(size: QSize) -> Pictures:
    """Walk through a late parcel and show each step of the wizard."""
    wizard = open_wizard(Desk(clock=lambda: NOW))
    wizard.resize(size)
    walker, walk = Walker(wizard), WALKS[0]
    yield "wizard-1-empty", wizard
    walker.paste(json.dumps({"channel": "amazon-us", "order": dict(walk.order)}))
    yield "wizard-1-order", wizard
    walker.press(Qt.Key.Key_Return)
    yield "wizard-2-what-happened", wizard
    walker.choose_tile(walk.tile)
    yield "wizard-2-question", wizard
    walker.answer(*walk.answers[0])
    walker.digit(3)
    yield "wizard-2-i-do-not-know", wizard
    walker.answer(*walk.answers[1])
    yield "wizard-3-answer", wizard
    body = wizard.answer_page.draft.body
    body.setPlainText(body.toPlainText().replace("Kind regards", "Write to me at [E-MAIL].\n\nKind regards"))
    walker.press(Qt.Key.Key_Return)
    yield "wizard-3-blocked", wizard
    wizard.close()


VIEWS: tuple[Callable[[QSize], Pictures], ...] = (wizard_pictures,)


def draw(folder: Path, theme: str, pictures: Pictures) -> None:
    """Draw all pictures in one theme."""
    for name, widget in pictures:
        QTest.qWait(40)
        file = folder / f"{name}-{theme}.png"
        widget.grab().save(str(file))
        print(file.name)


def main() -> None:
    """Read the wishes and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--text", type=float, default=1.0, help="how many times as large as usual the text is")
    parser.add_argument("--size", default="1080x640", help="width x height of the windows in pixels")
    wishes = parser.parse_args()
    wishes.folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    switch = ThemeSwitch(application)
    font = application.font()
    font.setPointSizeF(font.pointSizeF() * wishes.text)
    application.setFont(font)
    width, height = (int(part) for part in wishes.size.split("x"))
    for theme in ("light", "dark"):
        switch.use(theme)
        for view in VIEWS:
            draw(wishes.folder, theme, view(QSize(width, height)))
        draw(wishes.folder, theme, window_pictures(application, NOW, QSize(*MAIN_SIZE), theme))
        draw(wishes.folder, theme, cost_pictures(application, NOW, theme))


if __name__ == "__main__":
    main()
