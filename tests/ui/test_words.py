"""Words of the window: they fit at 1280 x 720 in every language, and all controls have a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.solver import Solver
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui import translations
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.preferences import PreferencesDialog
from sqsam_desktop.ui.theme import apply_theme
from tests.fakes import FakePrediction, FakePredictor

CONTROLS = (
    QAbstractButton,
    QComboBox,
    QAbstractSlider,
    QAbstractSpinBox,
    QLineEdit,
    QAbstractItemView,
)


@pytest.fixture(params=["en", "de", "fr"])
def spoken(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    qtbot: QtBot,
    predictor: FakePredictor,
    photo: Path,
) -> Iterator[MainWindow]:
    """A window of 1280 x 720 in a language, with a photo and all panels unfolded."""
    apply_theme(qapp, "dark")
    translations.install(qapp, request.param)
    window = MainWindow(
        Solver(lambda: predictor, FakePrediction.unpack), Settings(animations=False)
    )
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    with qtbot.waitSignal(window.editor.answered):
        window.open(photo)
    yield window
    window.close()
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(QLocale.system())


def test_no_word_is_cut_off(spoken: MainWindow, qtbot: QtBot) -> None:
    for tool in ("click", "paint", "stroke"):
        spoken.use_tool(tool)
        qtbot.wait(0)
        assert cut_off(spoken) == [], tool
    for panel in spoken.panels.docks:
        spoken.panels.reveal(panel)
        qtbot.waitUntil(lambda panel=panel: panel.height() > 40)
        assert cut_off(panel) == [], panel.objectName()


def test_no_word_of_the_preferences_is_cut_off(spoken: MainWindow, qtbot: QtBot) -> None:
    spoken.profile.edit()
    dialog = spoken.findChild(PreferencesDialog)
    for row in range(dialog._names.count()):
        dialog._names.setCurrentRow(row)
        qtbot.wait(0)
        assert cut_off(dialog) == []


def test_every_control_has_a_name(spoken: MainWindow) -> None:
    spoken.profile.edit()
    nameless = [control for control in spoken.findChildren(QWidget) if is_nameless(control)]
    assert [(type(each).__name__, each.parentWidget()) for each in nameless] == []


def test_everything_to_press_is_reached_by_the_keyboard(spoken: MainWindow) -> None:
    def is_out_of_reach(control: QWidget) -> bool:
        belongs = isinstance(control.parentWidget(), QLineEdit | QAbstractSpinBox | QComboBox)
        tab = control.focusPolicy() & Qt.FocusPolicy.TabFocus
        return control.isVisible() and not belongs and not tab

    kinds = (QPushButton, QToolButton, QCheckBox, QComboBox)
    every = [each for kind in kinds for each in spoken.findChildren(kind)]
    assert [each for each in every if is_out_of_reach(each) and not _is_extension(each)] == []


def cut_off(parent: QWidget) -> list[str]:
    """Texts that have less room than they need, and tool bars with something left out."""
    found = []
    for widget in parent.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if _is_extension(widget):
            found.append(f"more of {widget.parentWidget().windowTitle()}")
        elif isinstance(widget, QPushButton | QToolButton | QCheckBox) and widget.text():
            if widget.width() < widget.sizeHint().width():
                found.append(widget.text())
        elif isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
            if widget.width() < widget.sizeHint().width():
                found.append(widget.text())
    return found


def is_nameless(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    inner = isinstance(parent, QAbstractSpinBox | QComboBox | QAbstractItemView)
    inner = inner or (parent is not None and parent.inherits("QComboBoxPrivateContainer"))
    if not isinstance(widget, CONTROLS) or inner or isinstance(widget, QScrollBar):
        return False
    if isinstance(widget.parentWidget(), QLineEdit) or type(widget).__name__.startswith("QHeader"):
        return False
    if _is_extension(widget) or isinstance(widget, QDialog):
        return False
    face = QAccessible.queryAccessibleInterface(widget)
    return not face.text(QAccessible.Text.Name)


def _is_extension(widget: QWidget) -> bool:
    """The button with which a bar offers what it has no room for."""
    return widget.objectName() in ("qt_toolbar_ext_button", "qt_menubar_ext_button")
