"""The theme: its contrasts, its exact colours, and that it follows the desktop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QStyleHints
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from sqsam_desktop.ui.theme import DARK, LIGHT, SMALL_SIZE, Theme, apply_theme, small, tabular

THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
GROUNDS = ("window", "panel", "field")


def luminance(color: str) -> float:
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
@pytest.mark.parametrize("ink", ["text", "dim", "accent_ink", "positive_ink", "negative_ink"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_stand_out_from_every_ground(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@THEMES
def test_words_stand_out_from_lit_controls(theme: Theme) -> None:
    for ground in (theme.hover, theme.pressed, theme.selected):
        assert contrast(theme.text, ground) >= 4.5
        assert contrast(theme.accent_ink, ground) >= 3
    assert contrast(theme.on_accent, theme.accent) >= 4.5


def test_colours_are_those_of_the_design() -> None:
    assert (DARK.window, DARK.panel, DARK.field) == ("#1e1f22", "#26282c", "#1a1b1e")
    assert (DARK.line, DARK.text, DARK.dim) == ("#35383d", "#e6e7e9", "#9aa0a6")
    assert (LIGHT.window, LIGHT.panel, LIGHT.field) == ("#f3f4f6", "#ffffff", "#ffffff")
    assert (LIGHT.line, LIGHT.text, LIGHT.dim) == ("#d9dce1", "#1c1e21", "#5f6670")
    assert (DARK.canvas, LIGHT.canvas) == ("#2b2b2b", "#c8c8c8")
    for theme in (DARK, LIGHT):
        assert (theme.accent, theme.positive, theme.negative) == ("#4f8cff", "#35c26b", "#ff5c5c")


def test_chosen_theme_reaches_the_palette(qapp) -> None:
    for mode, theme in (("light", LIGHT), ("dark", DARK)):
        apply_theme(qapp, mode)
        assert Theme.current() is theme
        palette = qapp.palette()
        assert palette.color(QPalette.ColorRole.WindowText) == QColor(theme.text)
        assert palette.color(QPalette.ColorRole.Base) == QColor(theme.field)


def test_unknown_desktop_means_dark(qapp, desktop) -> None:
    apply_theme(qapp, "light")
    desktop.announce(Qt.ColorScheme.Unknown)
    apply_theme(qapp, "system")
    assert Theme.current() is DARK


def test_system_mode_follows_the_desktop_until_a_theme_is_chosen(qapp, desktop) -> None:
    apply_theme(qapp, "system")
    desktop.announce(Qt.ColorScheme.Light)
    assert Theme.current() is LIGHT
    desktop.announce(Qt.ColorScheme.Dark)
    assert Theme.current() is DARK
    apply_theme(qapp, "dark")
    desktop.announce(Qt.ColorScheme.Light)
    assert Theme.current() is DARK


@pytest.mark.parametrize("control", [QPushButton, QComboBox, QSpinBox, QLineEdit, QToolButton])
def test_controls_are_28_px_high_with_focus_and_without(qtbot, qapp, control) -> None:
    apply_theme(qapp, "dark")
    page = QWidget()
    qtbot.addWidget(page)
    widget, other = control(), QLineEdit()
    row = QHBoxLayout(page)
    row.addWidget(widget)
    row.addWidget(other)
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    other.setFocus()
    size = widget.size()
    assert size.height() == 28
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    page.layout().activate()
    assert widget.size() == size


def test_fonts_for_numbers_and_for_small_print(qapp) -> None:
    steady = tabular(qapp.font())
    assert [bytes(tag.toString()) for tag in steady.featureTags()] == [b"tnum"]
    assert small(qapp.font()).pixelSize() == SMALL_SIZE


class Desktop:
    """Stands in for the platform's colour scheme."""

    def __init__(self, app, monkeypatch) -> None:
        self._hints = app.styleHints()
        self._monkeypatch = monkeypatch

    def announce(self, scheme: Qt.ColorScheme) -> None:
        self._monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: scheme)
        self._hints.colorSchemeChanged.emit(scheme)


@pytest.fixture
def desktop(qapp, monkeypatch):
    yield Desktop(qapp, monkeypatch)
    apply_theme(qapp, "dark")
