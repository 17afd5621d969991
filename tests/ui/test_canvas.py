"""Zoom, pan and painting of the canvas, looked at as pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.solver import Solver
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.theme import Theme
from tests.fakes import FakePrediction, FakePredictor
from tests.ui.conftest import LEFT, Hand

MIDDLE = Qt.MouseButton.MiddleButton


def turn_wheel(
    hand: Hand,
    at: QPoint,
    steps: int,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(hand.canvas.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(hand.canvas, event)


def as_array(image: QImage) -> np.ndarray:
    """H x W x 4 uint8, BGRA."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.array(image.constBits()).reshape(image.height(), image.width(), 4)


def colour(hand: Hand, x: float, y: float) -> QColor:
    return hand.canvas.grab().toImage().pixelColor(hand.at(x, y))


def test_the_wheel_zooms_to_the_cursor(hand: Hand) -> None:
    for _ in range(3):
        hand.canvas.zoom_by(1)
    at = QPoint(300, 200)
    before = hand.canvas.viewport.to_source(at.x(), at.y())
    turn_wheel(hand, at, 1)
    assert hand.canvas.viewport.zoom == pytest.approx(1.25**4)
    assert hand.canvas.viewport.to_source(at.x(), at.y()) == pytest.approx(before, abs=1)


def test_the_wheel_with_control_changes_the_brush_and_not_the_zoom(hand: Hand) -> None:
    hand.key(Qt.Key.Key_S)
    turn_wheel(hand, QPoint(300, 200), 2, Qt.KeyboardModifier.ControlModifier)
    assert hand.canvas.viewport.zoom == 1.0
    hand.drag((40, 40), (80, 60))
    (stroke,) = hand.editor.outline.steps[-1].prompt.strokes
    assert stroke.width == pytest.approx(8 * 1.25**2)


def test_another_button_does_not_end_a_drag(hand: Hand) -> None:
    hand.key(Qt.Key.Key_B)
    hand.press(20, 20)
    hand.move(60, 60)
    hand.click(60, 60, button=Qt.MouseButton.RightButton)
    assert hand.editor.outline.suggested
    hand.release(100, 80)
    (box,) = hand.editor.outline.steps[-1].prompt.items
    assert (box.x1, box.y1) == (100.5, 80.5)


def test_a_pinch_zooms(hand: Hand) -> None:
    at = QPointF(300, 200)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        at,
        at,
        at,
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(hand.canvas, event)
    assert hand.canvas.viewport.zoom == pytest.approx(1.5)


def test_keys_fit_and_show_every_pixel(hand: Hand) -> None:
    hand.key(Qt.Key.Key_0)
    assert hand.canvas.viewport.zoom == hand.canvas.viewport.fit_zoom
    hand.key(Qt.Key.Key_1)
    assert hand.canvas.viewport.zoom == 1.0
    hand.key(Qt.Key.Key_Plus)
    assert hand.canvas.viewport.zoom == 1.25


@pytest.mark.parametrize("how", ["middle", "space", "hand"])
def test_panning(hand: Hand, how: str) -> None:
    hand.canvas.zoom_to(8.0)
    start, button = hand.canvas.viewport.to_window(0, 0), LEFT
    if how == "middle":
        button = MIDDLE
    elif how == "space":
        QTest.keyPress(hand.canvas, Qt.Key.Key_Space)
    else:
        hand.key(Qt.Key.Key_H)
    QTest.mousePress(hand.canvas, button, Qt.KeyboardModifier.NoModifier, QPoint(300, 300))
    QTest.mouseMove(hand.canvas, QPoint(340, 310))
    QTest.mouseRelease(hand.canvas, button, Qt.KeyboardModifier.NoModifier, QPoint(360, 330))
    QTest.keyRelease(hand.canvas, Qt.Key.Key_Space)
    assert hand.canvas.viewport.to_window(0, 0) == (start[0] + 60, start[1] + 30)
    assert hand.editor.outline.suggested


def test_a_double_click_with_the_hand_fits(hand: Hand) -> None:
    hand.canvas.zoom_to(8.0)
    hand.key(Qt.Key.Key_H)
    QTest.mouseDClick(hand.canvas, LEFT)
    assert hand.canvas.viewport.zoom == hand.canvas.viewport.fit_zoom


def test_what_is_not_outlined_is_dimmed_and_the_rest_is_as_bright_as_ever(hand: Hand) -> None:
    inside, outside = colour(hand, 205, 150), colour(hand, 40, 60)
    assert (inside.red(), inside.green(), inside.blue()) == (205, 150, 90)
    assert (outside.red(), outside.green()) == pytest.approx((40 * 0.45, 60 * 0.45), abs=2)


def test_the_views_show_the_mask_in_their_own_way(hand: Hand, window: MainWindow) -> None:
    expected = {"black": ((205, 150, 90), (0, 0, 0)), "white": ((205, 150, 90), (255, 255, 255))}
    expected["matte"] = ((255, 255, 255), (0, 0, 0))
    for name, (inside, outside) in expected.items():
        window.verbs[name].trigger()
        assert colour(hand, 205, 150).getRgb()[:3] == inside
        assert colour(hand, 40, 60).getRgb()[:3] == outside


def test_around_the_photo_lies_the_theme_grey(hand: Hand) -> None:
    assert colour(hand, -20, -20) == QColor(Theme.current().canvas)


def test_a_mask_panned_into_view_is_there_at_once(hand: Hand, predictor: FakePredictor) -> None:
    hand.click(60, 60)
    hand.wait()
    hand.canvas.zoom_to(4.0, QPointF(hand.at(60, 60)))
    drawing = hand.canvas.drawing
    assert drawing is not None
    hand.canvas.hand.panned.emit(-400.0, 0.0)
    grab = hand.canvas.grab().toImage()
    x, y = (int(value) for value in hand.canvas.viewport.to_window(150, 60))
    outside = grab.pixelColor(x, y)
    assert outside.red() == pytest.approx(150 * 0.45, abs=3), "dimmed before the worker answered"


def test_zooming_brings_a_mask_of_that_scale(hand: Hand, qtbot: QtBot) -> None:
    hand.canvas.zoom_to(2.5)
    qtbot.waitUntil(lambda: hand.canvas.drawing.view.scale == 2.5)
    x0, y0, x1, y1 = hand.canvas.drawing.tiles[-1].bounds
    size = hand.canvas.drawing.tiles[-1].mask.shape
    assert size == (round((y1 - y0) * 2.5), round((x1 - x0) * 2.5))


def test_the_cursor_tells_the_sign_and_alt_flips_it(hand: Hand, qtbot: QtBot) -> None:
    hand.move(60, 60)
    qtbot.waitUntil(lambda: hand.canvas.cursor().pixmap().width() > 0)
    plus = hand.canvas.cursor().pixmap().toImage()
    hand.canvas.set_mode("take")
    hand.move(61, 60)
    assert hand.canvas.cursor().pixmap().toImage() != plus


def test_ants_march_only_while_something_is_outlined_and_seen(photo: Path, qtbot: QtBot) -> None:
    solver = Solver(FakePredictor, FakePrediction.unpack)
    window = MainWindow(solver, Settings(animations=True))
    qtbot.addWidget(window)
    window.show()
    try:
        with qtbot.waitSignal(window.editor.answered):
            window.open(photo)
        qtbot.waitUntil(lambda: window.canvas.is_marching)
        window.canvas.hide()
        assert not window.canvas.is_marching
        window.canvas.show()
        assert window.canvas.is_marching
        window.editor.drop_prompts()
        assert not window.canvas.is_marching
    finally:
        window.close()


def test_a_new_mask_fades_in_and_ends_exact(photo: Path, qtbot: QtBot) -> None:
    window = MainWindow(Solver(FakePredictor, FakePrediction.unpack), Settings(animations=True))
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    try:
        with qtbot.waitSignal(window.editor.answered):
            window.open(photo)
        still = MainWindow(Solver(FakePredictor, FakePrediction.unpack), Settings(animations=False))
        qtbot.addWidget(still)
        still.resize(900, 700)
        still.show()
        with qtbot.waitSignal(still.editor.answered):
            still.open(photo)
        qtbot.waitUntil(lambda: not window.canvas.is_fading)
        seen = [each.canvas.grab(each.canvas.rect()).toImage() for each in (window, still)]
        x, y = (int(v) for v in window.canvas.viewport.to_window(30, 30))
        assert seen[0].pixelColor(x, y) == seen[1].pixelColor(x, y)
        still.close()
    finally:
        window.close()


def test_every_pixel_is_where_the_picture_has_it(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Escape)
    hand.canvas.marks.clear()
    grab = hand.canvas.grab().toImage()
    points = [(0, 0), (399, 0), (0, 299), (123, 45), (399, 299)]
    for x, y in points:
        pixel = grab.pixelColor(hand.at(x, y))
        assert (pixel.red(), pixel.green()) == (x % 256, y % 256)
    assert np.all([0 <= p[0] < 400 for p in points])


@pytest.mark.parametrize("view", ["dim", "checker"])
@pytest.mark.parametrize("zoom", [2.7, 8.0])
@pytest.mark.parametrize("step", [(-37, 0), (11, -60), (0, 9), (-3000, 20)])
def test_what_is_scrolled_into_view_is_as_if_it_were_painted_anew(
    hand: Hand, window: MainWindow, view: str, zoom: float, step: tuple[int, int]
) -> None:
    window.verbs[view].trigger()
    hand.canvas.zoom_to(zoom)
    hand.canvas.grab()
    hand.canvas.hand.panned.emit(*step)
    scrolled = hand.canvas.grab().toImage()
    hand.canvas.scene.repaint()
    anew = hand.canvas.grab().toImage()
    difference = np.abs(as_array(scrolled).astype(int) - as_array(anew))
    # Qt rounds where a part of a picture begins; seams or gaps would be more than this.
    assert difference.max() <= 2
    assert (difference > 0).mean() < 0.001
