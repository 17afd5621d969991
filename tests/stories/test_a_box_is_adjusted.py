"""A box that was drawn too small is pulled at its handles, and moved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt

from sqsam_desktop.core.prompt import Box, Prompt
from sqsam_desktop.engine import Predictor
from tests.stories.conftest import User, alpha


def test_a_box_is_pulled_at_its_handles(
    user: User, predictor: Predictor, photo: Path, tmp_path: Path
) -> None:
    user.open(photo)
    user.key(Qt.Key.Key_B)
    user.drag((370, 60), (400, 120), (440, 200))
    user.drag((440, 200), (450, 250), (470, 290))
    user.drag((370, 150), (360, 150), (350, 160))
    user.drag((400, 60), (400, 30), (410, 5))
    (mark,) = user.canvas.marks
    assert mark == (Box(350.5, 5.5, 470.5, 290.5), True)
    user.export(tmp_path / "box.png")
    expected = predictor.predict(Prompt((Box(350.5, 5.5, 470.5, 290.5),))).mask
    np.testing.assert_array_equal(alpha(tmp_path / "box.png"), expected)
    assert user.window.editor.undo_text == "Resize Box"


def test_a_box_is_moved_as_a_whole(quick: User) -> None:
    quick.key(Qt.Key.Key_B)
    quick.drag((60, 60), (100, 100), (140, 120))
    quick.key(Qt.Key.Key_C)
    quick.drag((48, 48), (100, 60), (198, 128))
    assert quick.canvas.marks == [(Box(210.5, 140.5, 290.5, 200.5), True)]
    mask = quick.mask()
    assert mask[170, 250] == 255
    assert mask[90, 100] == 0
