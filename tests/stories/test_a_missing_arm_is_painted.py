"""The outline misses a part: it is painted in, kept, saved, and there the next day."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt

from sqsam_desktop.core.document import PHOTO_ID
from tests.stories.conftest import User, alpha

PERSON = (220, 120)
ARM = ((430, 470), (450, 440), (470, 420))
"""On the helmet, which does not belong to the person."""
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_missing_arm_is_painted(user: User, photo: Path, tmp_path: Path) -> None:
    user.open(photo)
    user.click(PERSON)
    before = user.mask()
    ys, xs = [y for _, y in ARM], [x for x, _ in ARM]
    assert (before[ys, xs] < 128).all()

    user.key(Qt.Key.Key_P)
    user.drag(*ARM)
    painted = user.mask()
    assert (painted[ys, xs] == 255).all()
    far = np.ones_like(before, bool)
    far[360:, 380:] = False
    np.testing.assert_array_equal(painted[far], before[far])

    user.key(Qt.Key.Key_Return)
    user.window.layers.set_visible(PHOTO_ID, False)
    user.export(tmp_path / "person.png")
    np.testing.assert_array_equal(alpha(tmp_path / "person.png"), painted)

    user.save(tmp_path / "person.sqsam")
    state = user.window.editor.state
    user.open(photo)
    user.open(tmp_path / "person.sqsam")
    assert user.window.editor.state == state
    user.export(tmp_path / "again.png")
    np.testing.assert_array_equal(alpha(tmp_path / "again.png"), painted)


def test_too_much_is_erased_and_undone(user: User, photo: Path) -> None:
    user.open(photo)
    user.click(PERSON)
    before = user.mask()
    user.key(Qt.Key.Key_E)
    user.drag((200, 110), (240, 110))
    assert user.mask()[110, 220] == 0
    user.key(Qt.Key.Key_Z, CONTROL)
    np.testing.assert_array_equal(user.mask(), before)
