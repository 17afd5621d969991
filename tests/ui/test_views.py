"""The ways to look at a mask, and at the photo as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from sqsam_desktop.core.frame import Frame
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.mask_images import FILMS, VIEWS
from sqsam_desktop.ui.theme import Theme
from tests.ui.conftest import LEFT, PLAIN, SIZE, Hand

INSIDE, OUTSIDE = (205, 150), (40, 60)
PHOTO = {INSIDE: (205, 150, 90), OUTSIDE: (40, 60, 90)}


def seen(hand: Hand, point: tuple[int, int]) -> tuple[int, int, int]:
    color = hand.canvas.grab().toImage().pixelColor(hand.at(*point))
    return color.red(), color.green(), color.blue()


def test_every_view_can_be_chosen(window: MainWindow) -> None:
    for name in VIEWS:
        window.verbs[name].trigger()
        assert window.verbs[name].isChecked()


def test_a_film_colours_what_is_outlined_and_leaves_the_rest(
    hand: Hand, window: MainWindow
) -> None:
    window.verbs["film"].trigger()
    film = QColor(window.settings.film)
    mixed = tuple(
        round((a + b) / 2)
        for a, b in zip(PHOTO[INSIDE], (film.red(), film.green(), film.blue()), strict=True)
    )
    assert seen(hand, INSIDE) == pytest.approx(mixed, abs=2)
    assert seen(hand, OUTSIDE) == PHOTO[OUTSIDE]


def test_q_shows_the_film_and_then_its_next_colour(hand: Hand, window: MainWindow) -> None:
    first = window.settings.film
    hand.key(Qt.Key.Key_Q)
    assert window.settings.overlay == "film"
    assert window.settings.film == first
    before = seen(hand, INSIDE)
    hand.key(Qt.Key.Key_Q)
    assert window.settings.film == FILMS[(FILMS.index(first) + 1) % len(FILMS)]
    assert seen(hand, INSIDE) != before


def test_the_outline_alone_changes_no_colour(hand: Hand, window: MainWindow) -> None:
    window.verbs["outline"].trigger()
    assert {point: seen(hand, point) for point in PHOTO} == PHOTO


def test_on_a_checkerboard_only_the_outlined_is_left(hand: Hand, window: MainWindow) -> None:
    window.verbs["checker"].trigger()
    assert seen(hand, INSIDE) == PHOTO[INSIDE]
    squares = {seen(hand, (OUTSIDE[0] + 4 * i, OUTSIDE[1])) for i in range(8)}
    greys = {QColor(name).getRgb()[:3] for name in Theme.current().checker}
    assert squares == greys


def test_before_shows_the_untouched_photo_and_after_again_the_mask(
    hand: Hand, window: MainWindow
) -> None:
    hand.key(Qt.Key.Key_Backslash)
    assert seen(hand, OUTSIDE) == PHOTO[OUTSIDE]
    hand.key(Qt.Key.Key_Backslash)
    assert seen(hand, OUTSIDE) != PHOTO[OUTSIDE]


def test_a_line_parts_before_and_after_and_can_be_dragged(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_Y)
    # The photo lies in the middle of the canvas: this point is on the left of the line.
    right = (370, 60)
    assert seen(hand, OUTSIDE) == PHOTO[OUTSIDE]
    assert seen(hand, right) != (370 % 256, 60, 90)
    line = QPoint(hand.canvas.width() // 2, 40)
    QTest.mousePress(hand.canvas, LEFT, PLAIN, line)
    QTest.mouseMove(hand.canvas, hand.at(390, 40))
    QTest.mouseRelease(hand.canvas, LEFT, PLAIN, hand.at(390, 40))
    assert seen(hand, right) == (370 % 256, 60, 90)
    assert hand.editor.outline.suggested, "dragging the line is no gesture for a tool"
    hand.key(Qt.Key.Key_Y)
    assert seen(hand, right) != (370 % 256, 60, 90)


def test_clicks_work_beside_the_line(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_Y)
    hand.click(60, 60)
    hand.wait()
    assert not hand.editor.outline.suggested


def test_views_follow_a_turned_frame(hand: Hand, window: MainWindow) -> None:
    window.pictures.framing.set_frame("turn", Frame.of(SIZE).turned(1).flipped(True))
    window.verbs["white"].trigger()
    hand.click(60, 60)
    hand.wait()
    assert seen(hand, (60, 80)) == pytest.approx((60, 80, 90), abs=1)
    assert seen(hand, (300, 250)) == (255, 255, 255)
    window.verbs["checker"].trigger()
    assert seen(hand, (60, 80)) == pytest.approx((60, 80, 90), abs=1)
