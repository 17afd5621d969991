"""Two photos open beside each other: each goes on where it was left, and is saved for itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt

from sqsam_desktop import paths
from tests.stories.conftest import User

CONTROL = Qt.KeyboardModifier.ControlModifier
SHUTTLE = (415, 110)


def test_two_photos_are_worked_on_in_turns(user: User, photo: Path, tmp_path: Path) -> None:
    user.open(photo)
    user.click(SHUTTLE)
    shuttle = user.mask()
    user.open(paths.resources() / "samples" / "coffee.jpg")
    coffee = user.mask()
    assert coffee.shape != shuttle.shape
    user.key(Qt.Key.Key_Return)

    user.key(Qt.Key.Key_Tab, CONTROL)
    np.testing.assert_array_equal(user.mask(), shuttle)
    user.key(Qt.Key.Key_Return)
    user.save(tmp_path / "shuttle.sqsam")
    assert user.window.documents.titles == [("shuttle.sqsam", False), ("coffee.jpg", True)]

    user.key(Qt.Key.Key_W, CONTROL)
    assert [layer.name for layer in user.window.editor.state.things] == ["Object 1"]
    user.key(Qt.Key.Key_Z, CONTROL)
    np.testing.assert_array_equal(user.mask(), coffee)

    user.open(tmp_path / "shuttle.sqsam")
    assert [title for title, _ in user.window.documents.titles] == ["coffee.jpg", "shuttle.sqsam"]
    assert len(user.window.editor.state.things) == 1
