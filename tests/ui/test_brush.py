"""The mask brush in the window: what a stroke does at once, and what it leaves."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.document import PHOTO_ID
from sqsam_desktop.ui.main_window import MainWindow
from tests.ui.conftest import ALT, RIGHT, SHIFT, Hand

CONTROL = Qt.KeyboardModifier.ControlModifier
BESIDE = (60, 250)
"""A spot far from the subject."""


def brush_size(window: MainWindow) -> float:
    return float(window.brushing.tip.size)


def paint(hand: Hand, *points: tuple[float, float]) -> np.ndarray:
    """The mask after a stroke of the brush in use."""
    hand.drag(*points)
    return hand.wait()


def test_a_stroke_paints_the_mask_and_is_one_step(window: MainWindow, hand: Hand) -> None:
    before = hand.wait()
    hand.key(Qt.Key.Key_P)
    after = paint(hand, BESIDE, (90, 255), (120, 250))
    assert before[250, 60] == 0 and after[250, 60] == after[252, 90] == 255
    np.testing.assert_array_equal(after[:200], before[:200])
    assert window.editor.undo_text == "Paint Mask"
    window.editor.undo()
    np.testing.assert_array_equal(hand.wait(), before)
    window.editor.redo()
    np.testing.assert_array_equal(hand.wait(), after)


def test_the_eraser_takes_away(window: MainWindow, hand: Hand) -> None:
    assert hand.wait()[150, 200] == 255
    hand.key(Qt.Key.Key_E)
    after = paint(hand, (190, 150), (210, 150))
    assert after[150, 200] == 0 and window.editor.undo_text == "Erase Mask"


def test_alt_and_the_right_button_swap_painting_and_erasing(window: MainWindow, hand: Hand) -> None:
    hand.key(Qt.Key.Key_P)
    hand.drag((190, 150), (195, 150), modifier=ALT)
    assert hand.wait()[150, 195] == 0
    hand.key(Qt.Key.Key_E)
    hand.click(195, 150, button=RIGHT)
    assert hand.wait()[150, 195] == 255


def test_what_is_painted_is_seen_before_the_button_goes_up(window: MainWindow, hand: Hand) -> None:
    hand.key(Qt.Key.Key_P)
    window.profile.use_view("matte")
    place = hand.at(*BESIDE)
    assert window.canvas.grab().toImage().pixelColor(place).lightness() < 10
    hand.press(*BESIDE)
    assert window.canvas.grab().toImage().pixelColor(place).lightness() > 245
    assert window.editor.undo_text is None
    hand.key(Qt.Key.Key_Escape)
    assert window.canvas.grab().toImage().pixelColor(place).lightness() < 10
    assert window.editor.undo_text is None


def line_around(hand: Hand, x: float, y: float) -> bool:
    """Whether a picture point lies within the line that the canvas draws."""
    return any(
        cv2.pointPolygonTest(np.asarray(line, np.float32), (x, y), False) > 0
        for line in hand.canvas.scene.lines
    )


def test_the_line_follows_what_is_painted(window: MainWindow, hand: Hand, qtbot: QtBot) -> None:
    hand.wait()
    hand.key(Qt.Key.Key_P)
    window.profile.use_view("outline")
    radius = round(brush_size(window) / 2 * window.canvas.viewport.scale)
    edge = hand.at(*BESIDE) - QPoint(radius, 0)
    around = QRect(edge - QPoint(4, 4), edge + QPoint(4, 4))

    def seen() -> QImage:
        return window.canvas.grab(around).toImage()

    before = seen()
    hand.press(*BESIDE)
    # Away from there with the circle that shows the brush.
    hand.move(160, 250)
    qtbot.waitUntil(lambda: seen() != before)
    assert line_around(hand, *BESIDE) and line_around(hand, 120, 250)
    hand.key(Qt.Key.Key_Escape)
    assert seen() == before and not line_around(hand, *BESIDE)


def test_alt_clicks_leave_what_was_only_painted_to_the_eraser(
    window: MainWindow, hand: Hand
) -> None:
    hand.key(Qt.Key.Key_Escape)
    hand.key(Qt.Key.Key_P)
    painted = paint(hand, BESIDE, (90, 250))
    window.verbs["click"].trigger()
    hand.click(*BESIDE, ALT)
    assert "eraser" in window.messages.text
    np.testing.assert_array_equal(hand.wait(), painted)


def test_shift_click_draws_a_straight_line(window: MainWindow, hand: Hand) -> None:
    hand.key(Qt.Key.Key_P)
    hand.click(40, 270)
    after = hand.wait()
    assert after[270, 40] == 255 and after[270, 100] == 0
    hand.click(160, 270, SHIFT)
    assert (hand.wait()[270, 40:160] == 255).all()


def test_size_and_hardness_follow_keys_wheel_and_drags(
    window: MainWindow, hand: Hand, qtbot: QtBot
) -> None:
    hand.key(Qt.Key.Key_P)
    start = brush_size(window)
    hand.key(Qt.Key.Key_BracketRight)
    wider = brush_size(window)
    assert wider > start
    hand.key(Qt.Key.Key_Comma)
    assert brush_size(window) == pytest.approx(start)
    at = QPointF(hand.at(*BESIDE))
    wheel = QWheelEvent(
        at,
        QPointF(window.canvas.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(window.canvas, wheel)
    assert brush_size(window) == pytest.approx(wider)
    drag_with(hand, SHIFT, (100, 250), (160, 250))
    assert brush_size(window) > 1.3 * wider
    hard = window.brushing.tip.hardness
    drag_with(hand, SHIFT | CONTROL, (160, 250), (100, 250))
    assert window.brushing.tip.hardness < hard - 0.2
    assert window.editor.undo_text is None


def test_painting_goes_on_with_the_selected_layer(window: MainWindow, hand: Hand) -> None:
    hand.key(Qt.Key.Key_Return)
    (layer,) = window.editor.state.things
    assert not window.editor.state.editing
    hand.key(Qt.Key.Key_P)
    hand.drag(BESIDE, (90, 250))
    after = hand.wait()
    assert window.editor.state.editing
    assert window.editor.state.active_layer.id == layer.id
    assert after[250, 60] == after[150, 200] == 255


def test_a_locked_layer_is_not_painted_on(window: MainWindow, hand: Hand) -> None:
    hand.key(Qt.Key.Key_Return)
    window.layers.toggle_locked()
    before = window.editor.state
    hand.key(Qt.Key.Key_P)
    hand.drag(BESIDE, (90, 250))
    assert window.editor.state == before
    assert hand.shown(*BESIDE) == 0


def test_where_nothing_is_outlined_there_is_nothing_to_erase(
    window: MainWindow, hand: Hand, qtbot: QtBot
) -> None:
    hand.key(Qt.Key.Key_Escape)
    for key in (Qt.Key.Key_E, Qt.Key.Key_R):
        before = window.editor.state
        hand.key(key)
        with qtbot.waitSignal(window.layers.refused):
            hand.drag(BESIDE, (90, 250))
        assert window.editor.state == before and hand.canvas.drawing is None


def test_something_new_is_painted_where_nothing_is_outlined(window: MainWindow, hand: Hand) -> None:
    hand.key(Qt.Key.Key_Escape)
    assert window.editor.state.active == PHOTO_ID and not window.editor.has_prompts
    hand.key(Qt.Key.Key_P)
    after = paint(hand, BESIDE, (90, 250))
    assert after[250, 60] == 255 and not after[:200].any()
    hand.key(Qt.Key.Key_Return)
    (layer,) = window.editor.state.things
    assert layer.outline.corrections


def test_a_pen_that_is_pressed_harder_paints_wider(window: MainWindow, hand: Hand) -> None:
    hand.key(Qt.Key.Key_P)
    widths = []
    for row, pressure in ((220, 0.2), (270, 1.0)):
        window.canvas.pen.pressure = pressure
        after = paint(hand, (60, row), (120, row))
        widths.append(int((after[:, 90] == 255).sum()))
    assert 0 < widths[0] < widths[1] - widths[0]


def test_hair_is_looked_for_where_the_brush_went(window: MainWindow, hand: Hand) -> None:
    before = hand.wait()
    hand.key(Qt.Key.Key_R)
    hand.drag((160, 120), (170, 110))
    hand.wait()
    assert window.editor.undo_text == "Find Hair" and window.editor.outline.hair
    hand.drag((160, 120), (170, 110), modifier=ALT)
    hand.wait()
    assert window.editor.undo_text == "Leave Hair"
    window.editor.undo()
    window.editor.undo()
    np.testing.assert_array_equal(hand.wait(), before)


def drag_with(
    hand: Hand,
    modifiers: Qt.KeyboardModifier,
    start: tuple[float, float],
    end: tuple[float, float],
) -> None:
    """A drag whose moves, too, say which keys are held."""
    QTest.mousePress(hand.canvas, Qt.MouseButton.LeftButton, modifiers, hand.at(*start))
    at = QPointF(hand.at(*end))
    move = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        at,
        QPointF(hand.canvas.mapToGlobal(at.toPoint())),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        modifiers,
    )
    QApplication.sendEvent(hand.canvas, move)
    QTest.mouseRelease(hand.canvas, Qt.MouseButton.LeftButton, modifiers, hand.at(*end))
