"""Show how far work in the background has come, with Cancel, once it takes longer than a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

if TYPE_CHECKING:
    from app.logic.meter import Meter

_PATIENCE_MS: Final = 500
_BETWEEN_MS: Final = 100
_STEPS: Final = 1000


class MeterDialog(QProgressDialog):
    """Show a meter until `finish`; it blocks nothing, and Cancel or Escape stops the work."""

    def __init__(self, title: str, meter: Meter, parent: QWidget | None = None) -> None:
        super().__init__(title, "Cancel", 0, _STEPS, parent)
        self._meter = meter
        self.setWindowTitle("Amends")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.setMinimumDuration(_PATIENCE_MS)
        self.canceled.connect(self._on_canceled)
        self._timer = QTimer(self)
        self._timer.setInterval(_BETWEEN_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def finish(self) -> None:
        """Take it away: the work is done, stopped or failed."""
        self._timer.stop()
        self.canceled.disconnect(self._on_canceled)
        self.close()
        self.deleteLater()

    def _on_time(self) -> None:
        meter = self._meter
        self.setValue(min(_STEPS - 1, meter.done * _STEPS // max(1, meter.total)))

    def _on_canceled(self) -> None:
        self._meter.stop()
        self.setLabelText("Stopping…")
