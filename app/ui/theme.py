"""Light and dark: one flat accent, text at 4.5 to 1 or better, and every control visible at 3 to 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette

from app.ui.flat_style import FlatStyle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of one theme as `#rrggbb`; `edge` outlines controls, `line` only separates."""

    window: str
    side: str
    base: str
    alternate: str
    text: str
    muted: str
    disabled: str
    button: str
    edge: str
    line: str
    accent: str
    on_accent: str
    link: str
    danger: str
    warning: str
    good: str


LIGHT: Final = Scheme(
    window="#f6f7f9",
    side="#e6e9ee",
    base="#ffffff",
    alternate="#f0f2f5",
    text="#1b1f24",
    muted="#56606c",
    disabled="#6d7681",
    button="#ffffff",
    edge="#7d8793",
    line="#d5dae1",
    accent="#1f5fbf",
    on_accent="#ffffff",
    link="#1b55ab",
    danger="#b3261e",
    warning="#8a5a00",
    good="#1a7338",
)
DARK: Final = Scheme(
    window="#1f2226",
    side="#181b1e",
    base="#26292e",
    alternate="#2b2f35",
    text="#e8eaed",
    muted="#abb3be",
    disabled="#8d95a0",
    button="#32363c",
    edge="#858d99",
    line="#3d4249",
    accent="#8ab4f8",
    on_accent="#0d1f38",
    link="#8ab4f8",
    danger="#ff8f84",
    warning="#f5c451",
    good="#7fd49b",
)


def is_dark(palette: QPalette) -> bool:
    """Judge darkness by the palette: the colour scheme reads Unknown on some desktops."""
    window = palette.color(QPalette.ColorRole.Window).lightnessF()
    return window < palette.color(QPalette.ColorRole.WindowText).lightnessF()


def scheme_of(palette: QPalette) -> Scheme:
    """Return the colours that go with a palette, for what a palette has no role for."""
    return DARK if is_dark(palette) else LIGHT


def palette_of(scheme: Scheme) -> QPalette:
    """Build the palette of a theme."""
    role = QPalette.ColorRole
    palette = QPalette(QColor(scheme.button), QColor(scheme.window))
    for target, colour in _roles(scheme).items():
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText, role.Link):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(scheme.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(scheme.line))
    palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(scheme.text))
    return palette


def _roles(scheme: Scheme) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Window: scheme.window,
        role.WindowText: scheme.text,
        role.Base: scheme.base,
        role.AlternateBase: scheme.alternate,
        role.Text: scheme.text,
        role.Button: scheme.button,
        role.ButtonText: scheme.text,
        role.BrightText: scheme.danger,
        role.PlaceholderText: scheme.muted,
        role.ToolTipBase: scheme.base,
        role.ToolTipText: scheme.text,
        role.Highlight: scheme.accent,
        role.HighlightedText: scheme.on_accent,
        role.Accent: scheme.accent,
        role.Link: scheme.link,
        role.LinkVisited: scheme.link,
        role.Light: scheme.base,
        role.Midlight: scheme.alternate,
        role.Mid: scheme.edge,
        role.Dark: scheme.edge,
        role.Shadow: scheme.side,
    }


class ThemeSwitch(QObject):
    """Dress the application in `light` or `dark`, or as the desktop is dressed (`system`)."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._theme = "system"
        self._hints = application.styleHints()
        application.setStyle(FlatStyle())
        self._hints.colorSchemeChanged.connect(self._on_desktop_changed)

    def wear(self, worn: str) -> None:
        """Dress as last time (`light`, `dark`, or empty as the desktop's palette is), before anything else is known.

        Of Qt's enums only those of the palette are touched: the others take a quarter of a bare start to be made.
        """
        dark = worn == "dark" or (not worn and is_dark(self._application.palette()))
        self._application.setPalette(palette_of(DARK if dark else LIGHT))

    def use(self, theme: str) -> None:
        """Change the theme at once; `system` follows the desktop from then on."""
        self._theme = theme
        forced = {"light": QtCore.Qt.ColorScheme.Light, "dark": QtCore.Qt.ColorScheme.Dark}
        self._hints.setColorScheme(forced.get(theme, QtCore.Qt.ColorScheme.Unknown))
        self._dress()

    def _on_desktop_changed(self) -> None:
        if self._theme == "system":
            self._dress()

    def _dress(self) -> None:
        dark = self._theme == "dark" or (self._theme == "system" and self._is_desktop_dark())
        self._application.setPalette(palette_of(DARK if dark else LIGHT))
        self.changed.emit()

    def _is_desktop_dark(self) -> bool:
        if self._hints.colorScheme() == QtCore.Qt.ColorScheme.Dark:
            return True
        # An empty palette takes ours away, so that the desktop's own can be read.
        self._application.setPalette(QPalette())
        return is_dark(self._application.palette())
