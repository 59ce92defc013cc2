"""Count the key presses from Ctrl+N to the copied message for each situation, with an order known from an import."""

from __future__ import annotations

import os

from bench.timing import Row


def rows() -> list[Row]:
    """Walk through every situation and return its presses; pasting the order is not counted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Imported here: the other parts measure without a window.
    from PySide6.QtWidgets import QApplication

    from bench.walks import run_walks

    application = QApplication.instance() or QApplication([])
    counted = run_walks()
    del application
    return [Row(name, str(presses), f"at most {most}", presses <= most) for name, presses, most in counted]
