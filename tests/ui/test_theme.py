"""Both themes can be read: 4.5 to 1 for text, 3 to 1 for controls and the focus ring."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from app.ui.theme import DARK, LIGHT, Scheme, ThemeSwitch, is_dark, palette_of, scheme_of

SCHEMES = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", SCHEMES)
def test_text_has_a_contrast_of_4_5(name: str) -> None:
    scheme = SCHEMES[name]
    grounds = (scheme.window, scheme.base, scheme.alternate, scheme.button, scheme.side)
    for colour in (scheme.text, scheme.muted, scheme.link, scheme.danger, scheme.warning, scheme.good):
        for ground in grounds[:3]:
            assert contrast(colour, ground) >= 4.5, (colour, ground)
    for ground in grounds:
        assert contrast(scheme.text, ground) >= 4.5
        assert contrast(scheme.muted, scheme.side) >= 4.5
    assert contrast(scheme.on_accent, scheme.accent) >= 4.5


@pytest.mark.parametrize("name", SCHEMES)
def test_controls_and_focus_have_a_contrast_of_3(name: str) -> None:
    scheme = SCHEMES[name]
    for ground in (scheme.window, scheme.base, scheme.alternate):
        assert contrast(scheme.edge, ground) >= 3
        assert contrast(scheme.accent, ground) >= 3
        assert contrast(scheme.disabled, ground) >= 3


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_darkness_is_judged_by_the_palette(scheme: Scheme) -> None:
    palette = palette_of(scheme)
    assert scheme_of(palette) is scheme
    assert is_dark(palette) is (scheme is DARK)


def test_the_theme_changes_at_once_and_back(theme: ThemeSwitch, qapp: QApplication) -> None:
    theme.use("dark")
    assert is_dark(qapp.palette())
    theme.use("light")
    assert not is_dark(qapp.palette())
    theme.use("system")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() in (LIGHT.window, DARK.window)
    theme.use("light")


def test_a_ticked_box_wears_the_accent(qtbot: QtBot, theme: ThemeSwitch) -> None:
    box = QCheckBox("Done")
    box.setChecked(True)
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    picture = box.grab().toImage()
    colours = {picture.pixelColor(QPoint(x, box.height() // 2)).name() for x in range(20)}
    assert LIGHT.accent in colours
