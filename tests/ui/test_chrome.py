"""The parts around the picture: F6, F8, folding, and that the window is found as it was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMessageBox,
    QSlider,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

import sqsam_desktop
from sqsam_desktop.core.solver import Solver
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.bars import OptionsBar, StatusBar, ToolBar, ToolOptions
from sqsam_desktop.ui.canvas import Canvas
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.overlays import BusyLine, HintLine
from tests.fakes import FakePrediction, FakePredictor
from tests.ui.conftest import Hand

SHIFT = Qt.KeyboardModifier.ShiftModifier


def dock(window: MainWindow, name: str) -> QDockWidget:
    return window.findChild(QDockWidget, name)


def region(window: MainWindow) -> str:
    """The part of the window that has the focus."""
    focused: QWidget | None = QApplication.focusWidget()
    while focused is not None:
        if isinstance(focused, QDockWidget):
            return focused.objectName()
        if isinstance(focused, Canvas | ToolBar | OptionsBar | StatusBar):
            return type(focused).__name__
        focused = focused.parentWidget()
    return ""


def test_f6_goes_round_the_window(hand: Hand, window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.panels.reveal(dock(window, "layers"))
    window.canvas.setFocus()
    names = [each.objectName() for each in window.panels.docks]
    way = [*names, "StatusBar", "ToolBar", "OptionsBar", "Canvas"]
    seen = []
    for _ in way:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        seen.append(region(window))
    assert seen == way
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, SHIFT)
    assert region(window) == "OptionsBar"


def test_f8_hides_the_panels_and_brings_them_back(
    hand: Hand, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1300, 900)
    qtbot.waitUntil(dock(window, "layers").isVisible)
    hand.key(Qt.Key.Key_F8)
    assert not any(each.isVisible() for each in window.panels.docks)
    window.resize(1400, 900)
    assert not dock(window, "layers").isVisible(), "the user's word counts"
    hand.key(Qt.Key.Key_F8)
    assert all(each.isVisible() for each in window.panels.docks)


def test_a_small_window_folds_all_panels_but_the_first(
    hand: Hand, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1280, 720)
    qtbot.waitUntil(dock(window, "layers").isVisible)
    folded = dock(window, "history")
    assert folded.height() < 40
    assert folded.width() == dock(window, "layers").width()
    qtbot.mouseClick(folded.titleBarWidget(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: folded.height() > 100)


def test_the_window_comes_back_as_it_was_left(
    qtbot: QtBot, predictor: FakePredictor, photo: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "settings.json"
    first = made(qtbot, predictor, kept)
    first.resize(1210, 650)
    with qtbot.waitSignal(first.editor.answered):
        first.open(photo)
    first.panels.reveal(dock(first, "history"))
    first.panels.switch()
    first.close()
    second = made(qtbot, predictor, kept)
    with qtbot.waitSignal(second.editor.answered):
        second.open(photo)
    assert second.height() == 650
    assert second.width() < 1210, "the screen of this test is 800 px wide"
    assert not dock(second, "layers").isVisible()
    second.panels.switch()
    assert dock(second, "history").height() > 40
    second.close()


@pytest.mark.parametrize("place", ["", "bm9uc2Vuc2U=", "~~~"])
def test_a_damaged_place_is_no_place(qtbot: QtBot, predictor: FakePredictor, place: str) -> None:
    solver = Solver(lambda: predictor, FakePrediction.unpack)
    window = MainWindow(solver, Settings(animations=False, window=place))
    qtbot.addWidget(window)
    window.show()
    assert window.screen().availableGeometry().intersects(window.geometry())
    window.close()


def test_a_tool_shows_its_options_in_the_bar(hand: Hand, window: MainWindow, qtbot: QtBot) -> None:
    options = window.findChild(ToolOptions)
    assert not options.isVisible()
    window.use_tool("paint")
    qtbot.waitUntil(options.isVisible)
    assert options.currentWidget().findChildren(QSlider)
    window.use_tool("click")
    qtbot.waitUntil(lambda: not options.isVisible())


def test_long_work_can_be_stopped_by_a_cross(window: MainWindow, qtbot: QtBot) -> None:
    busy = window.findChild(BusyLine)
    window.feedback.working("test", "Writing holiday.psd", can_stop=True)
    cross = next(b for b in window.findChildren(QToolButton) if b.text() == "Writing holiday.psd")
    assert not cross.isVisible()
    qtbot.waitUntil(cross.isVisible)
    with qtbot.waitSignal(window.feedback.cancelled):
        qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    window.feedback.working("test", "")
    assert not cross.isVisible()
    assert not busy.isVisible()


def made(qtbot: QtBot, predictor: FakePredictor, kept: Path) -> MainWindow:
    solver = Solver(lambda: predictor, FakePrediction.unpack)
    settings = Settings.load(kept) if kept.exists() else Settings(animations=False)
    window = MainWindow(solver, settings, kept)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_what_is_switched_shows_whether_it_is_on(
    hand: Hand, window: MainWindow, qtbot: QtBot
) -> None:
    panel, hover = window.verbs["panel"], window.verbs["hover"]
    assert not panel.isChecked()
    assert hover.isChecked()
    window.resize(1300, 700)
    qtbot.waitUntil(panel.isChecked)
    hand.key(Qt.Key.Key_F8)
    assert not panel.isChecked()
    hover.trigger()
    assert not hover.isChecked()
    assert not window.settings.hover_preview


def test_the_about_box_names_the_version(window: MainWindow) -> None:
    window.verbs["about"].trigger()
    (box,) = window.findChildren(QMessageBox)
    assert sqsam_desktop.__version__ in box.text()
    box.close()


def test_the_first_hint_goes_when_another_tool_is_taken(window: MainWindow) -> None:
    hint = window.findChild(HintLine)
    assert "Enter keeps" in hint.accessibleName() and hint.isVisible()
    window.use_tool("click")
    assert hint.isVisible(), "that is the same tool"
    window.use_tool("box")
    assert not hint.isVisible()
    window.feedback.toast("Copied")
    window.use_tool("click")
    assert hint.isVisible(), "what was done is still told"
