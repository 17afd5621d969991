"""A picture is pasted into another, dragged, scaled and blended, and exported like that."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage

from sqsam_desktop.core.files.images import open_picture
from tests.stories.conftest import User

CONTROL = Qt.KeyboardModifier.ControlModifier
GREY = 128


def test_a_pasted_picture_is_moved_and_blended(quick: User, tmp_path: Path) -> None:
    user, editor = quick, quick.window.editor
    image = QImage(100, 60, QImage.Format.Format_RGB32)
    image.fill(QColor(GREY, GREY, GREY))
    QGuiApplication.clipboard().setImage(image)
    user.key(Qt.Key.Key_Escape)
    user.key(Qt.Key.Key_V, CONTROL)
    user.wait_until(lambda: editor.undo_text == "Place Picture")

    user.key(Qt.Key.Key_V)
    user.drag((200, 150), (170, 120), (80, 50))
    assert editor.state.active_layer.transform == (1, 0, 30, 0, 1, 20)
    user.drag((130, 80), (230, 140))
    a, _, c, _, e, f = editor.state.active_layer.transform
    assert (round(a, 1), c, round(e, 1), f) == (2.0, 30, 2.0, 20)
    user.window.compounds.set_blend("multiply")
    user.wait_until(lambda: colour(user, 150, 100) == (75, 50, 45))
    assert colour(user, 300, 200) == (300 - 256, 200, 90)

    dialog = user.begin_export()
    dialog.choose("All visible layers")
    user.export(tmp_path / "blended.png")
    pixels = open_picture(tmp_path / "blended.png").pixels.astype(int)
    sketch = open_picture(tmp_path / "sketch.png").pixels.astype(int)
    inside = np.s_[25:135, 35:225]
    assert np.abs(pixels[inside] - sketch[inside] * GREY / 255).max() <= 1
    np.testing.assert_array_equal(pixels[150:], sketch[150:])

    state = editor.state
    for _ in range(3):
        user.key(Qt.Key.Key_Z, CONTROL)
    assert editor.state.active_layer.transform == (1, 0, 150, 0, 1, 120)
    for _ in range(3):
        user.key(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert editor.state == state


def colour(user: User, x: int, y: int) -> tuple[int, int, int]:
    """What the canvas shows of a picture point."""
    found = user.canvas.grab().toImage().pixelColor(user.place((x, y)))
    return found.red(), found.green(), found.blue()
