"""A click took too much: its other meanings are tried, one is kept as a layer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt

from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.engine import Predictor
from tests.stories.conftest import User, alpha

FACE = (225, 120)


def test_other_meanings_of_a_click_are_tried(
    user: User, predictor: Predictor, photo: Path, tmp_path: Path
) -> None:
    user.open(photo)
    user.click(FACE)
    likeliest = predictor.predict(Prompt((Click(FACE[0] + 0.5, FACE[1] + 0.5),)))
    known = [likeliest.mask, *(each.mask for each in likeliest.alternatives)]
    seen = [user.mask()]
    for _ in range(2):
        user.key(Qt.Key.Key_G)
        seen.append(user.mask())
    assert {mask.tobytes() for mask in seen} == {mask.tobytes() for mask in known}

    user.key(Qt.Key.Key_Return)
    user.export(tmp_path / "kept.png")
    np.testing.assert_array_equal(alpha(tmp_path / "kept.png"), seen[-1])

    user.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    user.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    np.testing.assert_array_equal(user.mask(), seen[1])
