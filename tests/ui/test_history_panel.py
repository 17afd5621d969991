"""The history panel: what was done by name, and travelling there without the model."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget
from pytestqt.qtbot import QtBot

from sqsam_desktop.ui.history_panel import HistoryPanel
from sqsam_desktop.ui.main_window import MainWindow
from tests.fakes import FakePredictor
from tests.ui.conftest import Hand


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> HistoryPanel:
    panel = window.findChild(HistoryPanel)
    window.panels.reveal(panel)
    qtbot.waitUntil(panel.isVisible)
    return panel


def rows(panel: HistoryPanel) -> list[str]:
    shown = panel.findChild(QListWidget)
    return [shown.item(row).text() for row in range(shown.count())]


def press(panel: HistoryPanel, row: int, qtbot: QtBot) -> None:
    shown = panel.findChild(QListWidget)
    at = shown.visualItemRect(shown.item(row)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_press_goes_there_and_back_without_the_model(
    hand: Hand, panel: HistoryPanel, predictor: FakePredictor, qtbot: QtBot
) -> None:
    masks = []
    for spot in ((60, 60), (200, 150), (300, 200)):
        hand.click(*spot)
        masks.append(hand.wait())
    assert rows(panel) == ["Open", "Click", "Click", "Click"]
    asked = len(predictor.asked)
    press(panel, 1, qtbot)
    assert (hand.wait() == masks[0]).all()
    assert panel.findChild(QListWidget).currentRow() == 1
    assert hand.canvas.hasFocus()
    press(panel, 3, qtbot)
    assert (hand.wait() == masks[2]).all()
    assert len(predictor.asked) == asked


def test_the_keyboard_goes_there_too(hand: Hand, panel: HistoryPanel, qtbot: QtBot) -> None:
    hand.click(60, 60)
    hand.wait()
    shown = panel.findChild(QListWidget)
    shown.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Up)
    assert hand.editor.undo_text, "moving the row alone does nothing"
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert hand.editor.undo_text is None
    assert hand.editor.outline.suggested


def test_what_memory_did_not_suffice_for_is_told(
    hand: Hand, window: MainWindow, panel: HistoryPanel
) -> None:
    window.editor.set_history_budget(1)
    for x in (60, 120, 180):
        hand.click(x, 60)
        hand.wait()
    told = " ".join(label.text() for label in panel.findChildren(QLabel))
    assert "2 older step" in told
    assert len(rows(panel)) == 2
