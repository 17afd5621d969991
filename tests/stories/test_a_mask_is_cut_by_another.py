"""One mask takes another away; clicks add to what is left, and a project keeps it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from sqsam_desktop.ui.layer_list import LayerList
from tests.stories.conftest import User, alpha

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, OVERLAP, FAR = (150, 150), (190, 150), (330, 80)


def test_a_mask_is_cut_by_another(quick: User, tmp_path: Path) -> None:
    user, editor = quick, quick.window.editor
    user.window.resize(1200, 900)
    masks = []
    for spot in (LEFT, OVERLAP):
        user.click(spot)
        masks.append(user.mask())
        user.key(Qt.Key.Key_Return)

    press(user, 0)
    press(user, 1, CONTROL)
    user.window.verbs["mask_subtract"].trigger()
    user.wait_until(lambda: editor.undo_text == "Change Mask")
    press(user, 1)
    cut = user.mask()
    np.testing.assert_array_equal(cut, np.minimum(masks[0], 255 - masks[1]))
    assert 0 < np.count_nonzero(cut) < np.count_nonzero(masks[0])

    user.click(FAR, SHIFT)
    grown = user.mask()
    assert grown[FAR[1], FAR[0]] == 255
    np.testing.assert_array_equal(grown[:, :250], cut[:, :250])
    user.key(Qt.Key.Key_Return)

    project = tmp_path / "cut.sqsam"
    user.save(project)
    state = editor.state
    user.open(tmp_path / "sketch.png")
    user.open(project)
    user.wait_until(lambda: user.window.editor.state == state)
    user.window.layers.set_visible("layer-2", False)
    user.export(tmp_path / "cut.png")
    np.testing.assert_array_equal(alpha(tmp_path / "cut.png"), grown)


def press(
    user: User, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Click on a row of the layers panel."""
    rows = user.window.findChild(LayerList)
    place = rows.visualRect(rows.layer_model.index(row))
    at = QPoint(place.left() + 120, place.center().y())
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, modifier, at)
