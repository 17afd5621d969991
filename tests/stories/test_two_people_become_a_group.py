"""Two things are grouped, dimmed together, and exported for another editor: the group is there."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
from psd_tools import PSDImage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from sqsam_desktop.ui.layer_list import LayerList
from tests.stories.conftest import User

CONTROL = Qt.KeyboardModifier.ControlModifier
SHUTTLE, PERSON = (415, 110), (220, 120)


def test_two_things_become_a_group(user: User, photo: Path, tmp_path: Path) -> None:
    user.open(photo)
    user.window.resize(1200, 900)
    masks = []
    for spot in (SHUTTLE, PERSON):
        user.click(spot)
        masks.append(user.mask())
        user.key(Qt.Key.Key_Return)

    press(user, "Object 1")
    press(user, "Object 2", CONTROL)
    user.key(Qt.Key.Key_G, CONTROL)
    user.window.layers.set_opacity(0.5)
    group = user.window.editor.state.active_layer
    assert (group.name, group.opacity) == ("Group 1", 0.5)

    dialog = user.begin_export()
    dialog.choose("Layers for other editors")
    user.export(tmp_path / "both.psd")
    _, found = PSDImage.open(BytesIO((tmp_path / "both.psd").read_bytes()))
    assert (found.name, found.kind, found.opacity) == ("Group 1", "group", 128)
    assert [layer.name for layer in found] == ["Object 1", "Object 2"]
    for layer, mask in zip(found, masks, strict=True):
        part = layer.mask.topil()
        x0, y0, x1, y1 = layer.bbox
        np.testing.assert_array_equal(np.asarray(part), mask[y0:y1, x0:x1])

    project = tmp_path / "both.sqsam"
    user.save(project)
    state = user.window.editor.state
    user.open(photo)
    user.open(project)
    user.wait_until(lambda: user.window.editor.state == state)
    user.key(Qt.Key.Key_G, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert [layer.parent for layer in user.window.editor.state.things] == ["", ""]


def press(
    user: User, name: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Click on a row of the layers panel."""
    rows = user.window.findChild(LayerList)
    model = rows.layer_model
    found = (model.index(row) for row in range(model.rowCount()))
    place = rows.visualRect(next(each for each in found if model.layer(each).name == name))
    at = QPoint(place.left() + 120, place.center().y())
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, modifier, at)
