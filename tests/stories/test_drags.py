"""Drag a box, draw a stroke, export."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt

from sqsam_desktop.core.prompt import Box, Prompt, Stroke
from sqsam_desktop.engine import Predictor
from tests.stories.conftest import User, alpha


def test_a_box_and_a_stroke_say_it_in_one_gesture(
    user: User, predictor: Predictor, photo: Path, tmp_path: Path
) -> None:
    user.open(photo)
    user.key(Qt.Key.Key_B)
    user.drag((350, 5), (400, 120), (470, 290))
    user.export(tmp_path / "box.png")
    box = Box(350.5, 5.5, 470.5, 290.5)
    boxed = predictor.predict(Prompt((box,)))
    np.testing.assert_array_equal(alpha(tmp_path / "box.png"), boxed.mask)

    user.key(Qt.Key.Key_S)
    path = ((200, 60), (220, 120), (230, 180))
    user.drag(*path)
    user.export(tmp_path / "both.png")
    (stroke,) = user.window.editor.outline.steps[-1].prompt.strokes
    assert stroke == Stroke(tuple((x + 0.5, y + 0.5) for x, y in path), 0.02 * 512)
    both = predictor.predict(Prompt((box, stroke)), boxed)
    np.testing.assert_array_equal(alpha(tmp_path / "both.png"), both.mask)
