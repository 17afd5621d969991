"""How the window looks: colours, palette, style sheet and fonts, dark and light.

The palette of the application is the only place that remembers the theme, so `Theme.current()` is
always what is on the screen. Widgets that paint themselves call it in `paintEvent`; Qt repaints
them when the palette changes. This module knows no widget of ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Literal

from PySide6.QtCore import QDir, QObject, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from sqsam_desktop import paths

Mode = Literal["system", "dark", "light"]

BODY_SIZE = 13
SMALL_SIZE = 11


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme as `#rrggbb`, ready for `QColor` and for style sheets.

    `accent`, `positive` and `negative` are marks: on the photo, with a rim, or as areas. Where they
    are text or an icon on a panel, take the `_ink` variant, which keeps its contrast there.
    """

    name: Literal["dark", "light"]
    window: str
    panel: str
    field: str
    line: str
    text: str
    dim: str
    hover: str
    pressed: str
    selected: str
    accent_ink: str
    positive_ink: str
    negative_ink: str
    canvas: str
    checker: tuple[str, str]
    accent: str = "#4f8cff"
    on_accent: str = "#0b1526"
    positive: str = "#35c26b"
    negative: str = "#ff5c5c"

    @classmethod
    def current(cls) -> Theme:
        """The theme on the screen."""
        return DARK if QApplication.palette().window().color().lightness() < 128 else LIGHT


DARK = Theme(
    name="dark",
    window="#1e1f22",
    panel="#26282c",
    field="#1a1b1e",
    line="#35383d",
    text="#e6e7e9",
    dim="#9aa0a6",
    hover="#32353a",
    pressed="#3d4147",
    selected="#344b76",
    accent_ink="#7aa9ff",
    positive_ink="#35c26b",
    negative_ink="#ff7070",
    canvas="#2b2b2b",
    checker=("#3a3a3a", "#444444"),
)
LIGHT = Theme(
    name="light",
    window="#f3f4f6",
    panel="#ffffff",
    field="#ffffff",
    line="#d9dce1",
    text="#1c1e21",
    dim="#5f6670",
    hover="#e9ebee",
    pressed="#dcdfe4",
    selected="#d3e2ff",
    accent_ink="#1f62dd",
    positive_ink="#15803d",
    negative_ink="#c92a2a",
    canvas="#c8c8c8",
    checker=("#ffffff", "#e6e6e6"),
)


def apply_theme(app: QApplication, mode: Mode) -> None:
    """Give the whole application its look; "system" keeps following the desktop's setting.

    The first call comes before the first window: the font reaches only widgets made after it.
    """
    follower = app.findChild(_Follower) or _Follower(app)
    follower.follow(mode)


def tabular(font: QFont) -> QFont:
    """The same font with figures of one width, for numbers that change in place."""
    steady = QFont(font)
    steady.setFeature(QFont.Tag("tnum"), 1)
    return steady


def small(font: QFont) -> QFont:
    """The same font in the smaller of the two sizes."""
    smaller = QFont(font)
    smaller.setPixelSize(SMALL_SIZE)
    return smaller


class _Follower(QObject):
    """Remembers the chosen mode and re-applies the theme when the desktop changes its own."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._mode: Mode = "system"
        self._shown: Theme | None = None
        app.setStyle("Fusion")
        font = app.font()
        font.setPixelSize(BODY_SIZE)
        app.setFont(font)
        QDir.addSearchPath("icons", str(paths.resources() / "icons"))
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def follow(self, mode: Mode) -> None:
        self._mode = mode
        self._on_scheme_changed()

    def _on_scheme_changed(self) -> None:
        theme = self._wanted()
        if theme is self._shown:
            return
        self._shown = theme
        self._app.setPalette(_palette(theme))
        self._app.setStyleSheet(_style_sheet(theme))

    def _wanted(self) -> Theme:
        if self._mode == "system":
            scheme = self._app.styleHints().colorScheme()
            return LIGHT if scheme == Qt.ColorScheme.Light else DARK
        return LIGHT if self._mode == "light" else DARK


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.field,
        role.AlternateBase: theme.panel,
        role.Text: theme.text,
        role.Button: theme.panel,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.panel,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.dim,
        role.BrightText: theme.negative_ink,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent_ink,
        role.LinkVisited: theme.accent_ink,
        role.Light: theme.hover,
        role.Midlight: theme.hover,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Shadow: theme.field if theme is DARK else theme.line,
    }
    palette = QPalette()
    for part, colour in colours.items():
        palette.setColor(part, QColor(colour))
    unusable = QColor(faint(theme))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, unusable)
    return palette


def faint(theme: Theme) -> str:
    """The colour of what is disabled, as `#aarrggbb`."""
    return theme.dim.replace("#", "#82")


def _style_sheet(theme: Theme) -> str:
    words = {field.name: getattr(theme, field.name) for field in fields(theme)}
    words["faint"] = faint(theme)
    words["small"] = f"{SMALL_SIZE}px"
    return re.sub(r"@(\w+)", lambda match: words[match[1]], _STYLE)


# Borders are 2 px wide where a focus ring may appear, so that nothing moves when it does.
# The arrows are one grey that keeps a contrast of 3 on both themes: style sheets cannot tint.
_STYLE = """
QMainWindow, QDialog { background: @window; }
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QLabel[role="dim"], QLabel[role="small"] { color: @dim; }
QLabel[role="small"] { font-size: @small; }
QLabel[role="heading"] { color: @dim; font-size: @small; font-weight: 600; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="error"] { color: @negative_ink; }

QMenuBar { background: @window; border-bottom: 1px solid @line; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 5px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: @hover; }
QMenuBar::item:pressed { background: @pressed; }
QMenu { background: @panel; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 8px; border-radius: 4px; }
QMenu::item:selected { background: @selected; }
QMenu::item:disabled { color: @faint; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 16px; height: 16px; margin-left: 8px; }
QMenu::indicator:checked { image: url(icons:check.svg); }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QToolTip { background: @panel; color: @text; border: 1px solid @line; padding: 4px 6px; }

QToolBar { background: @window; border: none; padding: 4px; spacing: 4px; }
QToolBar:horizontal { border-bottom: 1px solid @line; }
QToolBar:vertical { border-right: 1px solid @line; }
QToolBar::separator { background: @line; }
QToolBar::separator:horizontal { width: 1px; margin: 6px 4px; }
QToolBar::separator:vertical { height: 1px; margin: 4px 6px; }
QStatusBar { background: @window; border-top: 1px solid @line; color: @dim; }
QStatusBar::item { border: none; }
QSizeGrip { image: none; width: 0; height: 0; }
QStatusBar QLabel { color: @dim; padding: 0 4px; }

QToolButton { background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 2px 4px; min-height: 20px; max-height: 20px; }
QToolButton:hover { background: @hover; }
QToolButton:pressed { background: @pressed; }
QToolButton:checked { background: @selected; }
QToolButton:disabled { color: @faint; }
QToolButton:focus { border-color: @accent_ink; }
QToolButton::menu-indicator { image: none; }
QToolButton[role="chip"] { background: @panel; border: 1px solid @line; padding: 3px 8px; }
QToolButton[role="chip"]:hover { background: @hover; }
QPushButton { background: @panel; border: 1px solid @line; border-radius: 6px; padding: 3px 13px; min-height: 20px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @pressed; }
QPushButton:disabled { color: @faint; }
QPushButton[primary="true"] { background: @accent; border-color: @accent; color: @on_accent; }
QPushButton[primary="true"]:disabled { background: @hover; border-color: @line; color: @faint; }
QPushButton:focus { border: 2px solid @accent_ink; padding: 2px 12px; }
QPushButton[primary="true"]:focus { border-color: @text; }
QPushButton[role="search"] { background: @field; color: @dim; padding: 1px 11px; min-height: 18px; margin: 2px 8px 2px 0; text-align: left; }
QPushButton[role="search"]:hover { color: @text; }
QPushButton[role="search"]:focus { padding: 0 10px; }
QFrame[role="palette"] { background: @panel; border: 1px solid @line; border-radius: 8px; }
QFrame[role="palette"] QListWidget { background: transparent; border: none; }

QLineEdit, QAbstractSpinBox, QComboBox { background: @field; border: 1px solid @line; border-radius: 6px; padding: 3px 7px; min-height: 20px; selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border: 2px solid @accent_ink; padding: 2px 6px; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: @faint; background: @window; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { background: transparent; border: none; padding: 0; min-height: 0; }
QPlainTextEdit { background: @field; border: 1px solid @line; border-radius: 6px; padding: 4px; selection-background-color: @accent; selection-color: @on_accent; }
QPlainTextEdit:focus { border: 2px solid @accent_ink; padding: 3px; }
QAbstractSpinBox { max-height: 20px; qproperty-alignment: "AlignRight | AlignVCenter"; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(icons:arrow-down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @line; padding: 4px; outline: none; selection-background-color: @selected; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: 24px; padding: 0 4px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 16px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: @hover; }
QAbstractSpinBox::up-button { subcontrol-position: top right; border-top-right-radius: 5px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; border-bottom-right-radius: 5px; }
QAbstractSpinBox::up-arrow { image: url(icons:arrow-up.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url(icons:arrow-down.svg); width: 10px; height: 10px; }

QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; border: 2px solid transparent; border-radius: 6px; padding: 0 4px 0 2px; }
QCheckBox:focus, QRadioButton:focus { border-color: @accent_ink; }
QCheckBox:disabled, QRadioButton:disabled { color: @faint; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; background: @field; border: 1px solid @dim; border-radius: 4px; }
QCheckBox::indicator:checked { border-color: @accent; image: url(icons:check.svg); }
QRadioButton::indicator { border-radius: 8px; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent; background: @on_accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: @line; background: @window; }

QSlider { min-height: 28px; border-radius: 6px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @line; }
QSlider::sub-page:horizontal { border-radius: 2px; background: @accent; }
QSlider::sub-page:horizontal:disabled, QSlider[bipolar="true"]::sub-page:horizontal { background: @line; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -6px 0; border-radius: 8px; border: 2px solid @window; background: @text; }
QSlider::handle:horizontal:focus { border-color: @accent_ink; }
QSlider::handle:horizontal:disabled { background: @dim; }
QProgressBar { background: @line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; text-align: center; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @pressed; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::handle:hover { background: @dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: none; background: transparent; }

QDockWidget { color: @dim; font-size: @small; font-weight: 600; titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget::title { background: @panel; border-bottom: 1px solid @line; padding: 7px 8px; }
QToolButton[role="panel-title"] { background: @panel; border: 2px solid transparent; border-bottom: 1px solid @line; border-radius: 0; padding: 3px 8px; color: @dim; font-size: @small; font-weight: 600; text-align: left; }
QToolButton[role="panel-title"]:hover { color: @text; }
QToolButton[role="panel-title"]:focus { border-color: @accent_ink; }
QDockWidget > QWidget, QDockWidget > QScrollArea > QWidget > QWidget, QDockWidget > QScrollArea > QWidget > QWidget > QWidget { background: @panel; }
QAbstractItemView { background: @field; border: 1px solid @line; outline: none; }
QAbstractItemView::item { min-height: 28px; padding: 0 8px; }
QAbstractItemView::item:hover { background: @hover; }
QAbstractItemView::item:selected { background: @selected; color: @text; }
QHeaderView { background: @field; border: none; }
QHeaderView::section { background: @field; color: @dim; border: none; border-bottom: 1px solid @line; padding: 4px 8px; font-size: @small; }
QDialog QAbstractItemView { border-radius: 6px; }
QDockWidget QAbstractItemView { background: @panel; border: none; }
"""  # noqa: E501
