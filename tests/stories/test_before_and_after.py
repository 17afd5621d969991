"""Someone looks at the photo as it was, beside what they made of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from tests.stories.conftest import User


def colour(user: User, at: tuple[float, float]) -> tuple[int, int, int]:
    place = QPoint(*(int(value) for value in user.canvas.viewport.to_window(*at)))
    color: QColor = user.canvas.grab().toImage().pixelColor(place)
    return color.red(), color.green(), color.blue()


def test_before_and_after_of_a_cut_out_thing(quick: User) -> None:
    left, right = (40.5, 60.5), (350.5, 60.5)
    untouched = {left: (40, 60, 90), right: (350 % 256, 60, 90)}

    # The thing alone on white: what lies beside it is gone.
    quick.window.verbs["white"].trigger()
    quick.click((200, 150))
    assert colour(quick, left) == colour(quick, right) == (255, 255, 255)

    # Y parts the window in two: the photo on the left, the thing on the right.
    quick.key(Qt.Key.Key_Y)
    assert colour(quick, left) == untouched[left]
    assert colour(quick, right) == (255, 255, 255)

    # The line is dragged to the right border: now all of it is the photo.
    middle = quick.canvas.viewport.to_source(quick.canvas.width() / 2, 120)
    quick.drag(middle, (200, 20), (395, 20))
    assert {at: colour(quick, at) for at in untouched} == untouched

    # Y again, and there is only what became of it; a backslash shows the photo for a moment.
    quick.key(Qt.Key.Key_Y)
    assert colour(quick, left) == (255, 255, 255)
    quick.key(Qt.Key.Key_Backslash)
    assert {at: colour(quick, at) for at in untouched} == untouched
    quick.key(Qt.Key.Key_Backslash)
    assert colour(quick, right) == (255, 255, 255)
