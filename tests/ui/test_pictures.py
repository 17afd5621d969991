"""Pictures as layers: pasted, placed, dropped, moved and scaled."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.document import PHOTO_ID
from sqsam_desktop.ui.overlays import HintLine
from tests.ui.conftest import SHIFT, SIZE, Hand

CONTROL = Qt.KeyboardModifier.ControlModifier
RED = (255, 0, 0)


@pytest.fixture
def red(tmp_path: Path) -> Path:
    path = tmp_path / "red.png"
    Image.new("RGB", (80, 60), RED).save(path)
    return path


@pytest.fixture
def placed(hand: Hand, red: Path, qtbot: QtBot) -> Hand:
    """A hand with the move tool at a window where a red picture lies in the middle."""
    hand.key(Qt.Key.Key_Escape)
    hand.window.compounds.place(red, "Red")
    qtbot.waitUntil(lambda: hand.window.moving.held is not None)
    hand.key(Qt.Key.Key_V)
    return hand


def transform(hand: Hand) -> tuple[float, ...]:
    return hand.editor.state.active_layer.transform


def colour(hand: Hand, x: float, y: float) -> tuple[int, int, int]:
    found = hand.canvas.grab().toImage().pixelColor(hand.at(x, y))
    return found.red(), found.green(), found.blue()


def seen(hand: Hand, qtbot: QtBot, x: float, y: float, red: bool) -> None:
    qtbot.waitUntil(lambda: (colour(hand, x, y) == RED) == red)


# --- coming in ------------------------------------------------------------------------------------


def test_a_pasted_picture_becomes_a_layer(hand: Hand, qtbot: QtBot) -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    path = hand.window.files.path
    hand.key(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: hand.editor.undo_text == "Place Picture")
    layer = hand.editor.state.active_layer
    assert (layer.name, layer.pixels.size) == ("Pasted", (40, 20))
    assert layer.transform == (1, 0, SIZE[0] / 2 - 20, 0, 1, SIZE[1] / 2 - 10)
    assert hand.window.files.path == path
    hand.key(Qt.Key.Key_Escape)
    seen(hand, qtbot, SIZE[0] / 2, SIZE[1] / 2, True)
    hand.editor.undo()
    hand.editor.undo()
    assert hand.editor.state.things == ()
    seen(hand, qtbot, SIZE[0] / 2, SIZE[1] / 2, False)


def test_a_file_dropped_with_shift_becomes_a_layer(hand: Hand, red: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(red))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(hand.window, QDragEnterEvent(QPoint(9, 9), copy, data, left, SHIFT))
    QApplication.sendEvent(hand.window, QDropEvent(QPointF(9, 9), copy, data, left, SHIFT))
    qtbot.waitUntil(lambda: hand.editor.undo_text == "Place Picture")
    assert hand.editor.state.active_layer.name == "red"


def test_a_picture_is_placed_from_the_menu(
    hand: Hand, red: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: (str(red), ""))
    hand.window.verbs["place"].trigger()
    qtbot.waitUntil(lambda: hand.editor.undo_text == "Place Picture")


def test_what_is_no_picture_is_not_placed(hand: Hand, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "note.png"
    path.write_text("no picture")
    with qtbot.waitSignal(hand.window._layer_pictures.failed):
        hand.window.compounds.place(path, "Note")
    assert "not a picture" in hand.window.messages.text
    assert hand.editor.state.things == ()


def test_pictures_take_the_colours_of_the_document(
    hand: Hand, tmp_path: Path, qtbot: QtBot
) -> None:
    from PIL import ImageCms

    path = tmp_path / "lab.tif"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGBA", (8, 8), (10, 20, 30, 40)).save(path, icc_profile=profile)
    hand.window.compounds.place(path, "Tagged")
    qtbot.waitUntil(lambda: hand.window.moving.held is not None)
    pixels = hand.editor.state.active_layer.pixels.pixels
    np.testing.assert_allclose(pixels[0, 0], (10, 20, 30, 40), atol=1)


# --- moving ---------------------------------------------------------------------------------------


def test_a_picture_is_dragged_and_followed_live(placed: Hand, qtbot: QtBot) -> None:
    before = placed.editor.state
    assert transform(placed) == (1, 0, 160, 0, 1, 120)
    placed.press(200, 150)
    placed.move(260, 190)
    seen(placed, qtbot, 290, 210, True)
    assert placed.editor.state == before, "nothing has changed yet"
    placed.move(100, 100)
    placed.release(100, 100)
    assert transform(placed) == (1, 0, 60, 0, 1, 70)
    seen(placed, qtbot, 65, 75, True)
    assert placed.editor.undo_text == "Move Picture"
    placed.editor.undo()
    assert placed.editor.state == before


def test_escape_gives_a_drag_up(placed: Hand, qtbot: QtBot) -> None:
    before = placed.editor.state
    placed.press(200, 150)
    placed.move(300, 190)
    seen(placed, qtbot, 330, 210, True)
    placed.key(Qt.Key.Key_Escape)
    placed.release(300, 190)
    assert placed.editor.state == before
    seen(placed, qtbot, 330, 210, False)


def test_two_drags_are_two_steps_and_a_press_is_none(placed: Hand) -> None:
    placed.drag((200, 150), (210, 150))
    placed.drag((210, 150), (230, 150))
    placed.drag((230, 150), (230, 150))
    assert transform(placed)[2] == 190
    placed.editor.undo()
    assert transform(placed)[2] == 170


def test_a_corner_scales_in_proportion_and_with_shift_freely(placed: Hand) -> None:
    placed.drag((240, 180), (280, 210))
    assert transform(placed) == pytest.approx((1.5, 0, 160, 0, 1.5, 120), abs=0.05)
    placed.editor.undo()
    placed.drag((240, 180), (280, 180), modifier=SHIFT)
    assert transform(placed)[0] == pytest.approx(1.5, abs=0.05)
    assert transform(placed)[4] == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("scale", [1e-5, 1e5])
def test_what_no_project_could_hold_is_not_done(placed: Hand, scale: float) -> None:
    before, held = transform(placed), placed.window.moving.held
    assert held is not None
    placed.window.moving.apply(held, (scale, 0.0, 0.0, 0.0, scale, 0.0))
    assert transform(placed) == before


def test_arrow_keys_move_by_a_pixel_and_are_one_step(placed: Hand) -> None:
    placed.drag((200, 150), (210, 150))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Up):
        placed.key(key)
    assert transform(placed) == (1, 0, 168, 0, 1, 119)
    placed.editor.undo()
    assert transform(placed) == (1, 0, 170, 0, 1, 120), "the drag is a step of its own"


def test_arrow_keys_move_as_it_is_seen_in_a_turned_picture(placed: Hand) -> None:
    placed.window.verbs["rotate_right"].trigger()
    placed.key(Qt.Key.Key_Right)
    assert transform(placed) == (1, 0, 160, 0, 1, 119)


def test_a_press_on_another_picture_takes_that_one(placed: Hand, red: Path, qtbot: QtBot) -> None:
    first = placed.editor.state.active
    placed.drag((200, 150), (60, 60))
    placed.window.compounds.place(red, "Second")
    qtbot.waitUntil(lambda: placed.editor.state.active != first)
    placed.drag((40, 60), (50, 60))
    assert placed.editor.state.active == first
    assert transform(placed)[2] == 30


def test_a_cut_out_that_is_dragged_becomes_a_picture(hand: Hand, qtbot: QtBot) -> None:
    hand.click(60, 60)
    hand.wait()
    hand.key(Qt.Key.Key_Return)
    before = hand.editor.state
    hand.window.layers.set_opacity(0.5)
    hand.key(Qt.Key.Key_V)
    hand.drag((60, 60), (80, 90), (160, 160))
    qtbot.waitUntil(lambda: hand.editor.undo_text == "Move Picture")
    layer = hand.editor.state.active_layer
    assert (layer.name, layer.opacity, layer.pixels is None) == ("Object 1", 0.5, False)
    assert layer.transform[2::3] == (12 + 100, 12 + 100)
    half = [(a + b) // 2 for a, b in zip((60, 60, 90), (160, 160, 90), strict=True)]
    qtbot.waitUntil(lambda: np.abs(np.subtract(colour(hand, 160, 160), half)).max() <= 1)
    for _ in range(3):
        hand.editor.undo()
    assert hand.editor.state == before


def test_a_slow_drag_of_a_cut_out_is_followed_live(hand: Hand, qtbot: QtBot) -> None:
    hand.click(60, 60)
    hand.wait()
    hand.key(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_V)
    hand.press(60, 60)
    hand.move(100, 60)
    qtbot.waitUntil(lambda: hand.window.moving.held is not None)
    hand.move(200, 100)
    qtbot.waitUntil(lambda: colour(hand, 200, 100) == (60, 60, 90))
    hand.release(200, 100)
    assert transform(hand)[2::3] == (12 + 140, 12 + 40)


def test_the_photo_is_not_moved_but_told_about(placed: Hand) -> None:
    placed.window.layers.choose(PHOTO_ID)
    placed.drag((20, 20), (90, 20))
    said = placed.window.findChild(HintLine).accessibleName()
    assert said == "Only cut-outs and pictures can be moved."


def test_a_group_moves_with_all_that_is_in_it_as_one_step(
    placed: Hand, red: Path, qtbot: QtBot
) -> None:
    placed.window.compounds.place(red, "Second")
    qtbot.waitUntil(lambda: len(placed.editor.state.things) == 2)
    placed.drag((200, 150), (300, 250))
    first, second = placed.editor.state.things
    placed.window.layers.select((first.id, second.id), second.id)
    placed.window.compounds.group()
    steps = len(placed.editor.history)
    placed.press(200, 150)
    placed.move(190, 150)
    placed.move(180, 140)
    seen(placed, qtbot, 145, 115, True)
    placed.release(180, 140)
    assert placed.editor.state.active_layer.is_group, "what is in it is not selected instead"
    assert len(placed.editor.history) == steps + 1
    places = [layer.transform for layer in placed.editor.state.things if layer.pixels]
    assert places == [(1, 0, 140, 0, 1, 110), (1, 0, 240, 0, 1, 210)]
    placed.key(Qt.Key.Key_Right, SHIFT)
    places = [layer.transform for layer in placed.editor.state.things if layer.pixels]
    assert places == [(1, 0, 150, 0, 1, 110), (1, 0, 250, 0, 1, 210)]
    placed.editor.undo()
    placed.editor.undo()
    assert placed.editor.state.layer(first.id).transform == first.transform


def test_the_cut_outs_of_a_group_become_pictures_when_it_is_dragged(
    placed: Hand, qtbot: QtBot
) -> None:
    placed.key(Qt.Key.Key_C)
    placed.click(60, 60)
    placed.wait()
    placed.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(placed.editor.state.things) == 2)
    ids = [layer.id for layer in placed.editor.state.things]
    placed.window.layers.select(ids, ids[0])
    placed.window.compounds.group()
    placed.key(Qt.Key.Key_V)
    placed.drag((60, 60), (80, 60))
    qtbot.waitUntil(lambda: placed.editor.undo_text == "Move Picture")
    group = placed.editor.state.active_layer
    members = placed.editor.state.children(group.id)
    assert group.is_group and all(layer.pixels is not None for layer in members)
    placed.editor.undo()
    assert placed.editor.undo_text == "Make Picture"
    placed.editor.undo()
    assert any(layer.is_cutout for layer in placed.editor.state.children(group.id))


def test_the_handle_above_turns_a_picture_and_shift_by_steps(placed: Hand) -> None:
    zoom = placed.canvas.viewport.scale
    knob = 200, 120 - 26 / zoom
    placed.drag(knob, (200 + (150 - knob[1]), 150))
    np.testing.assert_allclose(transform(placed), (0, -1, 230, 1, 0, 110), atol=1.5)
    assert placed.editor.undo_text == "Move Picture"
    placed.editor.undo()
    placed.drag(knob, (215, knob[1]), modifier=SHIFT)
    a, b, _, d, e, _ = transform(placed)
    angle = np.degrees(np.arctan2(d, a))
    assert angle == pytest.approx(15) and (e, -b) == pytest.approx((a, d))


def test_a_locked_picture_stays(placed: Hand) -> None:
    before = transform(placed)
    QTest.keyClick(placed.window, Qt.Key.Key_L, CONTROL)
    placed.drag((200, 150), (60, 60))
    assert transform(placed) == before
