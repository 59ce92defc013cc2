"""What the seller reads when something went wrong: what happened, what is safe, what to do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from app import __version__
from app.logic.resource_file import ResourceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType


class ErrorReporter(QObject):
    """Show every error in words and never stop what the seller was typing.

    Args:
        log_crash: writes an error to the log and returns the same lines: kind and places in the code, never its text.
    """

    def __init__(self, window: QWidget, log_crash: Callable[[BaseException], list[str]]) -> None:
        super().__init__(window)
        self._window = window
        self._log_crash = log_crash
        self._shown: QMessageBox | None = None

    def install(self) -> None:
        """Take over errors that no code caught, also those in slots."""
        sys.excepthook = self._on_uncaught

    def show(self, error: BaseException) -> None:
        """Show an expected error by its three sentences, any other as a crash."""
        sentences = _sentences(error)
        if sentences is None:
            lines = self._log_crash(error)
            if sys.stderr is not None:  # as in a program without a console
                sys.stderr.write("\n".join([*lines, ""]))
            self._show_crash(lines)
        else:
            self._open(sentences[0], f"{sentences[1]}\n\n{sentences[2]}")

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.show(error)

    def _show_crash(self, lines: list[str]) -> None:
        box = self._open(
            "Something in Amends did not work.",
            "Your cases and everything you typed up to the last second are stored. The window stays open, so you can "
            "also copy what you see.\n\nTry the step once more. If it happens again, close Amends, start it again and "
            "report it: Copy details takes no names, orders or messages with it.",
        )
        if box is not None:
            _add_details(box, "\n".join([_versions(), *lines]))

    def _open(self, title: str, text: str) -> QMessageBox | None:
        # One box at a time: an error in a paint event would otherwise cover the screen with boxes.
        if self._shown is not None and self._shown.isVisible():
            return None
        box = QMessageBox(QMessageBox.Icon.Warning, "Amends", title, QMessageBox.StandardButton.Close, self._parent())
        box.setInformativeText(text)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowModality(Qt.WindowModality.NonModal)
        box.destroyed.connect(self._on_box_gone)
        self._shown = box
        box.open()
        return box

    def _parent(self) -> QWidget:
        """Return the window that takes input now: a box behind a modal wizard could not be closed."""
        return QApplication.activeModalWidget() or self._window

    def _on_box_gone(self) -> None:
        self._shown = None


class _CopyDetails(QObject):
    """Put the details of a crash on the clipboard."""

    def __init__(self, box: QMessageBox, button: QPushButton, details: str) -> None:
        super().__init__(box)
        self._button = button
        self._details = details
        # A message box closes on any of its buttons; this one keeps it open.
        button.clicked.disconnect()
        button.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self._button.setText("Copied")


def _add_details(box: QMessageBox, details: str) -> None:
    button = QPushButton("Copy details")
    box.addButton(button, QMessageBox.ButtonRole.ActionRole)
    _CopyDetails(box, button, details)


def _versions() -> str:
    import platform

    return f"Amends {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"


def _sentences(error: BaseException) -> tuple[str, str, str] | None:
    """Return what happened, what is safe and what to do, if the error says so."""
    parts = tuple(getattr(error, name, None) for name in ("what", "safe", "todo"))
    if all(isinstance(part, str) for part in parts):
        return parts  # type: ignore[return-value]  # just checked
    if isinstance(error, ResourceError):
        return f"A file of the program is damaged: {error}", "Your cases are not touched.", "Install Amends again."
    return None
