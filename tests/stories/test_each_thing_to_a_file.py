"""Three things of one photo, kept as layers and named, become three files; hidden ones do not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt

from sqsam_desktop.core.mask import visible_bounds
from tests.stories.conftest import User, alpha

SHUTTLE, PERSON = (415, 110), (220, 120)


def test_each_thing_becomes_a_file(user: User, photo: Path, tmp_path: Path) -> None:
    user.open(photo)
    masks = {}
    for name, spot in (("Shuttle", SHUTTLE), ("Person", PERSON)):
        user.click(spot)
        masks[name] = user.mask()
        user.key(Qt.Key.Key_Return)
        user.window.layers.rename(user.window.editor.state.active, name)

    dialog = user.begin_export()
    dialog.choose("Each layer to a file")
    user.wait_until(lambda: "2 files, about" in dialog.preview)
    user.export(tmp_path / "parts")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "parts-Person.png",
        "parts-Shuttle.png",
    ]
    for name, mask in masks.items():
        np.testing.assert_array_equal(alpha(tmp_path / f"parts-{name}.png"), mask)

    user.window.layers.set_visible("layer-2", False)
    (tmp_path / "parts-Shuttle.png").unlink()
    user.begin_export().check("Trim to what is visible")
    user.export(tmp_path / "again")
    assert sorted(path.name for path in tmp_path.glob("again*")) == ["again-Shuttle.png"]
    bounds = visible_bounds(masks["Shuttle"])
    assert bounds is not None
    x0, y0, x1, y1 = bounds
    assert alpha(tmp_path / "again-Shuttle.png").shape == (y1 - y0, x1 - x0)
