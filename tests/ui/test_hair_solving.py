"""The verb that solves hair: in the background, as one step, given up with Escape."""

from __future__ import annotations

import sys
import threading
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sqsam_desktop.ui.main_window import MainWindow
from tests.ui.conftest import Hand

MODULE = "pymatting.alpha.estimate_alpha_cf"
LEVEL = 100


class Estimate:
    """Finds the same everywhere, as soon as its gate is open."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.entered = threading.Event()
        self.gate.set()

    def __call__(self, rgb: np.ndarray, trimap: np.ndarray, **_: object) -> np.ndarray:
        self.entered.set()
        assert self.gate.wait(30)
        return np.full(trimap.shape, LEVEL / 255)


@pytest.fixture
def estimate(monkeypatch: pytest.MonkeyPatch) -> Estimate:
    found = Estimate()
    monkeypatch.setitem(sys.modules, MODULE, SimpleNamespace(estimate_alpha_cf=found))
    return found


def press_solve(window: MainWindow) -> None:
    (button,) = (b for b in window.findChildren(QPushButton) if b.text() == "Solve Hair")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_edge_is_solved_as_one_step(
    window: MainWindow, hand: Hand, estimate: Estimate, qtbot: QtBot
) -> None:
    before = hand.wait()
    assert LEVEL not in before
    with qtbot.waitSignal(window.editor.answered):
        press_solve(window)
    after = hand.wait()
    assert window.editor.undo_text == "Solve Hair" and (after == LEVEL).sum() > 500
    hand.click(200, 40, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert (hand.wait() == LEVEL).sum() == (after == LEVEL).sum()
    window.editor.undo()
    window.editor.undo()
    np.testing.assert_array_equal(hand.wait(), before)


def test_escape_gives_it_up(
    window: MainWindow, hand: Hand, estimate: Estimate, qtbot: QtBot
) -> None:
    before = hand.wait()
    estimate.gate.clear()
    window.verbs["solve_hair"].trigger()
    assert estimate.entered.wait(10)
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    estimate.gate.set()
    np.testing.assert_array_equal(hand.wait(), before)
    assert window.editor.undo_text is None and window.editor.outline.suggested


def test_what_was_changed_meanwhile_is_left_alone(
    window: MainWindow, hand: Hand, estimate: Estimate, qtbot: QtBot
) -> None:
    estimate.gate.clear()
    window.verbs["solve_hair"].trigger()
    assert estimate.entered.wait(10)
    hand.click(100, 100)
    clicked = hand.wait()
    with qtbot.waitSignal(window.editor.noticed):
        estimate.gate.set()
    np.testing.assert_array_equal(hand.wait(), clicked)


def test_without_the_extra_the_bar_says_how_to_get_it(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, MODULE, None)
    with qtbot.waitSignal(window.editor.failed) as failed:
        window.verbs["solve_hair"].trigger()
    assert "matting" in failed.args[0].hint and window.messages.isVisible()
