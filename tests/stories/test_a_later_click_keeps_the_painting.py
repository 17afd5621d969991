"""What was painted and adjusted stays when the outline is corrected with another click."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt

from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.engine import Predictor
from tests.stories.conftest import User

SHUTTLE, PERSON = (415, 110), (220, 120)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_later_click_keeps_the_painting(user: User, predictor: Predictor, photo: Path) -> None:
    user.open(photo)
    user.click(PERSON)
    user.key(Qt.Key.Key_P)
    user.drag((60, 60), (90, 60))
    user.key(Qt.Key.Key_E)
    user.drag((220, 300), (225, 300))
    painted = user.mask()
    assert painted[60, 75] == 255 and painted[300, 222] == 0

    user.key(Qt.Key.Key_C)
    user.click(SHUTTLE, SHIFT)
    both = user.mask()
    assert both[60, 75] == 255 and both[300, 222] == 0
    assert both[SHUTTLE[1], SHUTTLE[0]] >= 128
    shuttle = predictor.predict(Prompt((Click(SHUTTLE[0] + 0.5, SHUTTLE[1] + 0.5),))).mask
    np.testing.assert_array_equal(both[200:260, 380:], np.maximum(shuttle, painted)[200:260, 380:])

    user.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    np.testing.assert_array_equal(user.mask(), painted)
