"""One click too many: selected, deleted, and everything is as before."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt

from sqsam_desktop.core.prompt import Click
from tests.stories.conftest import User

SHIFT = Qt.KeyboardModifier.ShiftModifier
FIRST, SECOND, WRONG = (100, 80), (300, 220), (330, 60)


def test_a_wrong_click_among_three_is_deleted(quick: User) -> None:
    quick.click(FIRST)
    quick.click(SECOND, SHIFT)
    right = quick.mask()
    quick.click(WRONG, SHIFT)
    assert quick.mask()[WRONG[1], WRONG[0]] == 255
    quick.click(WRONG)
    assert "takes away" not in quick.canvas.accessibleDescription()
    quick.key(Qt.Key.Key_Delete)
    np.testing.assert_array_equal(quick.mask(), right)
    assert [item for item, _ in quick.canvas.marks] == [
        Click(FIRST[0] + 0.5, FIRST[1] + 0.5),
        Click(SECOND[0] + 0.5, SECOND[1] + 0.5),
    ]
    quick.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert quick.mask()[WRONG[1], WRONG[0]] == 255


def test_the_oldest_click_is_found_with_the_keyboard_and_deleted(quick: User) -> None:
    quick.click(FIRST)
    quick.click(SECOND, SHIFT)
    quick.canvas.setFocus()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Backspace):
        quick.press_key(key)
    mask = quick.mask()
    assert mask[FIRST[1], FIRST[0]] == 0
    assert mask[SECOND[1], SECOND[0]] == 255
    assert len(quick.canvas.marks) == 1
