"""A crooked photo of a thing: straightened, cropped, regretted, cropped again, and cut out."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.frame import Frame
from tests.stories.conftest import User

SIZE = (400, 300)


def test_a_photo_is_straightened_cropped_and_cut_out(
    quick: User, sketch: Path, tmp_path: Path
) -> None:
    framing = quick.window.pictures.framing

    # The picture is turned by the slider, and a corner is dragged inwards.
    quick.key(Qt.Key.Key_K)
    quick.window.pictures.crop.straighten(10)
    crop = quick.window.pictures.crop.crop
    assert crop is not None
    corner = crop.ground.to_source(crop.bounds[2], crop.bounds[3])
    inwards = crop.ground.to_source(crop.bounds[2] - 60, crop.bounds[3] - 40)
    quick.drag(corner, inwards)
    quick.key(Qt.Key.Key_Return)
    turned = framing.frame
    assert turned.tilt == pytest.approx(10)
    assert turned.lies_in(SIZE)

    # That was not it: one step back, and the photo is what it was.
    quick.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert framing.frame == Frame.of(SIZE)
    quick.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert framing.frame == turned

    # A click in the turned picture takes what lies under it; it becomes a layer.
    quick.click((200, 150))
    quick.key(Qt.Key.Key_Return)
    assert len(quick.window.editor.state.things) == 1

    # The file holds the turned picture, cut out, with the source's own colours.
    quick.export(tmp_path / "cut.png")
    cut = open_picture(tmp_path / "cut.png").pixels
    assert (cut.shape[1], cut.shape[0]) == turned.size
    source = open_picture(sketch).pixels
    x, y = (int(value) for value in turned.to_picture(200, 150))
    for column, row in ((x, y), (x + 20, y), (x, y - 20)):
        at = turned.to_source(column + 0.5, row + 0.5)
        expected = source[int(at[1]), int(at[0])].astype(int)
        assert np.abs(cut[row, column, :3].astype(int) - expected).max() <= 2
        assert cut[row, column, 3] == 255
    assert cut[3, 3, 3] == 0


def test_a_cropped_picture_is_saved_and_comes_back_with_all_of_the_photo(
    quick: User, tmp_path: Path
) -> None:
    framing = quick.window.pictures.framing
    quick.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    quick.key(Qt.Key.Key_K)
    quick.drag((0, 300), (60, 250))
    quick.key(Qt.Key.Key_Return)
    frame = framing.frame
    assert frame.size[0] < 300
    assert frame.is_exact
    quick.save(tmp_path / "work.sqsam")
    shutil.copy(tmp_path / "work.sqsam", tmp_path / "copy.sqsam")
    quick.open(tmp_path / "copy.sqsam")
    framing = quick.window.pictures.framing
    assert framing.frame == frame
    assert quick.canvas.viewport.frame == frame
    assert framing.source == SIZE
    framing.reset()
    assert framing.frame == Frame.of(SIZE)
