"""A click is dragged until the mask is right: live, one step, and undone without the model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt

from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.engine import Predictor
from tests.stories.conftest import User, alpha

WALL, PERSON = (330, 60), (220, 120)


def test_a_click_is_dragged_until_the_mask_is_right(
    user: User, predictor: Predictor, photo: Path, tmp_path: Path
) -> None:
    user.open(photo)
    user.click(WALL)
    wrong = user.mask()
    user.press(WALL)
    user.move((290, 90))
    user.move(PERSON)
    user.wait_until(lambda: user.shown(PERSON) == 255)
    assert user.window.editor.undo_text == "Click", "nothing is decided before the release"
    user.release(PERSON)
    user.wait()
    user.export(tmp_path / "person.png")
    person = predictor.predict(Prompt((Click(PERSON[0] + 0.5, PERSON[1] + 0.5),)))
    np.testing.assert_array_equal(alpha(tmp_path / "person.png"), person.mask)

    user.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    np.testing.assert_array_equal(user.mask(), wrong)
    assert user.canvas.marks == [(Click(WALL[0] + 0.5, WALL[1] + 0.5), True)]
