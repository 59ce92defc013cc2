"""The settings page: every change counts and is saved at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.labels import channel_label
from app.ui.lettering import heading, plain
from app.ui.settings.fields import (
    ChoiceField,
    CountryField,
    LongTextField,
    SettingField,
    SeveralField,
    TextField,
    TickField,
    countries,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from app.ui.settings.home import SettingsHome

_TYPING_PAUSE_MS: Final = 300
_SHARE_OF_SCREEN: Final = 0.9
THEMES: Final = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))


class SettingsPage(QDialog):
    """Let the seller say who they are, where they sell and how Amends looks."""

    def __init__(
        self,
        home: SettingsHome,
        channels: Iterable[str],
        folders: Mapping[str, Path],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._home = home
        self._waiting: dict[str, Any] = {}
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self.fields: dict[str, SettingField] = {}
        self.setWindowTitle("Settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.state = plain("", self)
        self.state.setForegroundRole(QPalette.ColorRole.BrightText)
        home.save_failed.connect(self._on_save_failed)
        self._lay_out(tuple(channels), folders)
        self._say(" ".join(home.problems))

    def save(self) -> None:
        """Save what was typed last."""
        self._pause.stop()
        if self._waiting:
            changes, self._waiting = self._waiting, {}
            self._say("")
            self._home.set(**changes)

    def done(self, result: int) -> None:
        """Save before leaving by Escape or Close."""
        self.save()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save before the window goes."""
        self.save()
        super().closeEvent(event)

    def _lay_out(self, channels: tuple[str, ...], folders: Mapping[str, Path]) -> None:
        inside = QWidget(self)
        form = QFormLayout(inside)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        self._add_shop(form, channels)
        self._add_returns(form)
        self._add_clocks(form)
        self._add_privacy(form)
        self._add_looks(form)
        self._add_folders(form, folders)
        scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(scroll, 1)
        box.addWidget(self.state)
        box.addWidget(buttons)
        room = self.screen().availableSize() * _SHARE_OF_SCREEN
        self.resize(min(round(52 * self.fontMetrics().height()), room.width()), min(640, room.height()))

    def _add_shop(self, form: QFormLayout, channels: tuple[str, ...]) -> None:
        now = self._home.current
        _heading(form, "Your shop")
        self._add(form, "&Shop name", TextField("shop_name", "Shop name", now.shop_name, "Stands under your messages."))
        self._add(
            form,
            "S&ignature",
            LongTextField(
                "signature", "Signature", now.signature, "Stands under your messages in place of the shop name."
            ),
        )
        self._add(form, "Ships &from", CountryField("ships_from", "Ships from", now.ships_from))
        hint = "Countries in which buyers can send a parcel back to you."
        chosen, first = now.return_countries, "Add a country…"
        returns = SeveralField("return_countries", "Return addresses in", chosen, countries(), first, hint)
        self._add(form, "Return &addresses in", returns)
        hint = "Where you sell. An order number then tells the place of sale by itself."
        places, first = [(channel_label(channel), channel) for channel in channels], "Add a place of sale…"
        used = SeveralField("channels_used", "Places of sale", now.channels_used, places, first, hint)
        self._add(form, "&Places of sale", used)

    def _add_returns(self, form: QFormLayout) -> None:
        now = self._home.current
        _heading(form, "Your return terms")
        days = "Days to return on Etsy and in your own shop, as you announced them. Empty: not announced."
        self._add(
            form, "&Days to return", TextField("return_days", "Days to return", now.return_days, days, number=True)
        )
        fee = "Percent kept when a return comes late, on Etsy and in your own shop. Empty: none."
        late = TextField("late_fee_percent", "Late fee in percent", now.late_fee_percent, fee, number=True)
        self._add(form, "&Late fee in %", late)
        note = "When the buyer changes their mind. Buyers in the EU and the UK keep their right by law."
        self._add(form, "", TickField("no_returns", "&No returns on eBay", now.no_returns, note))

    def _add_clocks(self, form: QFormLayout) -> None:
        now = self._home.current
        _heading(form, "Your clocks")
        small = "Days for small tasks such as asking the carrier or taking photos."
        tasks = TextField("task_days", "Days for small tasks", now.task_days, small, number=True)
        self._add(form, "Small tas&ks, days", tasks)
        choice = "Days until a buyer who has to choose, or agreed to wait, is looked at again."
        wait = TextField("wait_days", "Days to wait for the buyer", now.wait_days, choice, number=True)
        self._add(form, "&Wait for the buyer, days", wait)
        name = "Who insures your parcels, if it is not the carrier. Empty: nobody else."
        self._add(form, "Ins&urer", TextField("insurer", "Insurer", now.insurer, name))
        last = "Days from shipping until the insurer's last day for a claim. Empty: the carrier's last day counts."
        days = TextField("insurer_claim_days", "Days for an insurance claim", now.insurer_claim_days, last, number=True)
        self._add(form, "Insurance claim, da&ys", days)

    def _add_privacy(self, form: QFormLayout) -> None:
        _heading(form, "Your buyers' data")
        kept = self._home.current.erase_after_days
        hint = (
            "Days after a case closed until the buyer's name, messages and files are erased; figures stay, open claims "
            "wait. 0: never by itself."
        )
        days = TextField("erase_after_days", "Days until a buyer is erased", kept, hint, number=True)
        self._add(form, "&Erase buyers after days", days)

    def _add_looks(self, form: QFormLayout) -> None:
        _heading(form, "Amends")
        self._add(form, "&Theme", ChoiceField("theme", "Theme", str(self._home.current.theme), THEMES))

    def _add_folders(self, form: QFormLayout, folders: Mapping[str, Path]) -> None:
        for title, folder in folders.items():
            form.addRow(title, _FolderLine(title, folder, self))

    def _add(self, form: QFormLayout, label: str, field: SettingField) -> None:
        self.fields[field.name] = field
        field.changed.connect(self._on_changed)
        form.addRow(label, field)
        shown = form.labelForField(field)
        proxy = field.focusProxy()
        if isinstance(shown, QLabel) and proxy is not None:
            shown.setBuddy(proxy)

    def _on_changed(self, name: str, value: object) -> None:
        self._waiting[name] = value
        self._pause.start()

    def _on_save_failed(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.state.setVisible(bool(text))


class _FolderLine(QWidget):
    """Show a folder and open it in the system's file window."""

    def __init__(self, title: str, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._folder = folder
        shown = plain(str(folder), self)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        button = QPushButton("Open", self)
        button.setAutoDefault(False)
        button.setAccessibleName(f"Open the folder: {title}")
        button.clicked.connect(self._on_open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(shown, 1)
        row.addWidget(button)

    def _on_open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _heading(form: QFormLayout, text: str) -> None:
    title = heading(text, form.parentWidget(), size=1.15)
    title.setContentsMargins(0, form.verticalSpacing() if form.rowCount() else 0, 0, 0)
    form.addRow(title)
