"""Two things become two layers; hide, undo, redo, export; save, close, open, go on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.document import PHOTO_ID
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.engine import Predictor
from sqsam_desktop.ui.layer_list import LayerList
from tests.stories.conftest import PATIENCE_MS, User, alpha

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SHUTTLE, PERSON = (415, 110), (220, 120)


def test_two_things_become_two_layers(
    user: User, predictor: Predictor, photo: Path, tmp_path: Path
) -> None:
    user.open(photo)
    masks = {}
    for name, spot in (("Object 1", SHUTTLE), ("Object 2", PERSON)):
        user.click(spot)
        user.key(Qt.Key.Key_Return)
        click = Click(spot[0] + 0.5, spot[1] + 0.5)
        masks[name] = predictor.predict(Prompt((click,))).mask
    things = user.window.editor.state.things
    assert [layer.name for layer in things] == list(masks)
    first, second = masks.values()

    user.export(tmp_path / "both.png")
    both = alpha(tmp_path / "both.png")
    assert (both >= np.maximum(first, second)).all()

    press(user, row=0, x=16)
    user.export(tmp_path / "one.png")
    np.testing.assert_array_equal(alpha(tmp_path / "one.png"), first)

    end = user.window.editor.state
    while user.window.editor.undo_text:
        user.key(Qt.Key.Key_Z, CONTROL)
    user.wait()
    assert user.window.editor.state.things == ()
    user.export(tmp_path / "subject.png")
    subject = predictor.predict(Prompt()).mask
    np.testing.assert_array_equal(alpha(tmp_path / "subject.png"), subject)

    while user.window.editor.redo_text:
        user.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert user.window.editor.state == end
    user.export(tmp_path / "again.png")
    np.testing.assert_array_equal(alpha(tmp_path / "again.png"), first)


def test_a_project_is_gone_on_with_another_day(
    user: User, predictor: Predictor, photo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    user.open(photo)
    user.click(SHUTTLE)
    user.key(Qt.Key.Key_Return)
    user.window.layers.set_visible(PHOTO_ID, False)
    project = tmp_path / "shuttle.sqsam"
    user.save(project)
    state = user.window.editor.state

    # Something else in between, as if the program had been closed.
    user.open(photo)
    assert user.window.editor.state.things == ()
    user.open(project)
    qtbot.waitUntil(lambda: user.window.editor.state == state, timeout=PATIENCE_MS)

    press(user, row=0)
    user.wait()
    before = predictor.predict(Prompt((Click(SHUTTLE[0] + 0.5, SHUTTLE[1] + 0.5),)))
    assert user.canvas.marks == [(Click(SHUTTLE[0] + 0.5, SHUTTLE[1] + 0.5), True)]
    user.click(PERSON, SHIFT)
    user.key(Qt.Key.Key_Return)
    user.export(tmp_path / "grown.png")
    person = predictor.predict(Prompt((Click(PERSON[0] + 0.5, PERSON[1] + 0.5),)))
    grown = np.maximum(before.mask, person.mask)
    np.testing.assert_array_equal(alpha(tmp_path / "grown.png"), grown)


def press(user: User, row: int, x: int = 120) -> None:
    """Click on a row of the layers panel, `x` pixels from its left."""
    rows = user.window.findChild(LayerList)
    if not rows.isVisible():
        user.key(Qt.Key.Key_F8)
    place = rows.visualRect(rows.layer_model.index(row))
    at = QPoint(place.left() + x, place.center().y())
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, none, at)
