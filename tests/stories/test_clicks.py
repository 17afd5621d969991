"""Open, see the subject, click another thing, add, take away, undo, redo, export."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import Qt

from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.engine import Predictor
from tests.stories.conftest import User, alpha

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SHUTTLE, PERSON = (415, 110), (220, 120)


def test_from_a_photo_to_a_cut_out(
    user: User, predictor: Predictor, photo: Path, tmp_path: Path
) -> None:
    user.open(photo)
    user.export(tmp_path / "subject.png")
    subject = predictor.predict(Prompt())
    np.testing.assert_array_equal(alpha(tmp_path / "subject.png"), subject.mask)

    user.click(SHUTTLE)
    user.export(tmp_path / "one.png")
    one = predictor.predict(Prompt((_click(SHUTTLE),)))
    np.testing.assert_array_equal(alpha(tmp_path / "one.png"), one.mask)

    user.click(PERSON, SHIFT)
    user.export(tmp_path / "two.png")
    person = predictor.predict(Prompt((_click(PERSON),)))
    two = np.maximum(one.mask, person.mask)
    np.testing.assert_array_equal(alpha(tmp_path / "two.png"), two)

    away = _inside(np.minimum(person.mask, 255 - one.mask), far_from=PERSON)
    user.click(away, button=Qt.MouseButton.RightButton)
    user.export(tmp_path / "taken.png")
    taken = alpha(tmp_path / "taken.png")
    assert (taken <= two).all()
    assert taken[away[1], away[0]] < 128
    assert taken[SHUTTLE[1], SHUTTLE[0]] >= 128
    assert taken[PERSON[1], PERSON[0]] >= 128
    corrected = predictor.predict(Prompt((_click(PERSON), _click(away, False))), person).mask
    spared = np.minimum(one.mask, 255 - person.mask)
    expected = np.minimum(two, np.maximum(corrected, spared))
    np.testing.assert_array_equal(taken, expected)

    user.key(Qt.Key.Key_Z, CONTROL)
    user.wait()
    user.export(tmp_path / "undone.png")
    np.testing.assert_array_equal(alpha(tmp_path / "undone.png"), two)

    user.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    user.wait()
    user.export(tmp_path / "redone.png")
    np.testing.assert_array_equal(alpha(tmp_path / "redone.png"), taken)
    colours = open_picture(tmp_path / "redone.png").pixels[:, :, :3]
    np.testing.assert_array_equal(colours, open_picture(photo).pixels)


def _click(at: tuple[int, int], positive: bool = True) -> Click:
    return Click(at[0] + 0.5, at[1] + 0.5, positive)


def _inside(mask: np.ndarray, far_from: tuple[int, int]) -> tuple[int, int]:
    """The pixel that lies deepest inside a mask, at least 60 pixels from a point."""
    depth = cv2.distanceTransform((mask >= 128).astype(np.uint8), cv2.DIST_L2, 5)
    rows, columns = np.indices(mask.shape)
    depth[np.hypot(columns - far_from[0], rows - far_from[1]) < 60] = 0
    row, column = np.unravel_index(depth.argmax(), depth.shape)
    return int(column), int(row)
