"""Groups, several layers at once, blends, merged layers and masks of others, in the window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.document import PHOTO_ID, Layer
from sqsam_desktop.core.fold import fold_of
from sqsam_desktop.ui.layer_list import LayerList
from sqsam_desktop.ui.layers_panel import LayersPanel
from sqsam_desktop.ui.overlays import HintLine
from tests.fakes import DISC
from tests.ui.conftest import SHIFT, SIZE, Hand

CONTROL = Qt.KeyboardModifier.ControlModifier
SPOTS = ((60, 60), (330, 240), (200, 150))
RADIUS = round(DISC * SIZE[0])


def tree(hand: Hand, parent: str = "") -> list[object]:
    """Names from the bottom, a group as a list that ends in its own."""
    return [
        [*tree(hand, layer.id), layer.name] if layer.is_group else layer.name
        for layer in hand.editor.state.children(parent)
    ]


def layer(hand: Hand, name: str) -> Layer:
    return next(each for each in hand.editor.state.layers if each.name == name)


def mask(hand: Hand, name: str) -> np.ndarray:
    rgb = hand.editor.document.picture.srgb()
    unpack = hand.window.files._worker._worker._job._unpack
    return fold_of(layer(hand, name).outline, rgb, lambda packed: unpack(packed, rgb)).mask


@pytest.fixture
def three(hand: Hand) -> Hand:
    """A hand at a window with three layers, and nothing outlined."""
    for spot in SPOTS:
        hand.click(*spot)
        hand.wait()
        hand.key(Qt.Key.Key_Return)
    return hand


@pytest.fixture
def rows(three: Hand) -> LayerList:
    three.window.resize(1200, 900)
    rows = three.window.findChild(LayerList)
    assert rows.isVisible()
    return rows


def press(
    rows: LayerList, name: str, modifier: Qt.KeyboardModifier | None = None, x: int = 120
) -> None:
    model = rows.layer_model
    row = next(i for i in range(model.rowCount()) if model.layer(model.index(i)).name == name)
    rows.scrollTo(model.index(row))
    rect = rows.visualRect(model.index(row))
    at = QPoint(rect.left() + x, rect.center().y())
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, modifier or none, at)


def drop(rows: LayerList, name: str, onto: str, where: str) -> None:
    """Let go of a dragged row at another one."""
    model = rows.layer_model
    found = {model.layer(model.index(i)).name: model.index(i) for i in range(model.rowCount())}
    press(rows, name)
    moved = (model.layer(found[name]).id,)
    rows._layers.move(moved, *model.place_at(found[onto], where, moved))


def shown(rows: LayerList) -> list[str]:
    model = rows.layer_model
    return [model.layer(model.index(i)).name for i in range(model.rowCount())]


def toast(hand: Hand) -> str:
    return hand.window.findChild(HintLine).accessibleName()


# --- several at once ------------------------------------------------------------------------------


def test_layers_selected_with_ctrl_are_grouped_and_ungrouped(three: Hand, rows: LayerList) -> None:
    press(rows, "Object 1")
    press(rows, "Object 3", CONTROL)
    assert three.window.layers.selected == ("layer-1", "layer-3")
    assert not three.editor.state.editing, "several are selected to act on them"
    three.key(Qt.Key.Key_G, CONTROL)
    assert tree(three) == ["Photo", "Object 2", ["Object 1", "Object 3", "Group 1"]]
    assert shown(rows) == ["Group 1", "Object 3", "Object 1", "Object 2", "Photo"]
    assert three.window.layers.selected == (layer(three, "Group 1").id,)
    three.key(Qt.Key.Key_G, CONTROL | SHIFT)
    assert tree(three) == ["Photo", "Object 2", "Object 1", "Object 3"]
    three.editor.undo()
    three.editor.undo()
    assert tree(three) == ["Photo", "Object 1", "Object 2", "Object 3"]


def test_shift_selects_all_between(three: Hand, rows: LayerList) -> None:
    press(rows, "Object 3")
    press(rows, "Object 1", SHIFT)
    assert three.window.layers.selected == ("layer-1", "layer-2", "layer-3")
    press(rows, "Object 2")
    assert three.window.layers.selected == ("layer-2",)
    assert three.editor.state.editing


def test_the_photo_stays_out_of_groups(three: Hand, rows: LayerList) -> None:
    press(rows, "Photo")
    assert not three.window.verbs["group"].isEnabled()
    press(rows, "Object 1", CONTROL)
    three.key(Qt.Key.Key_G, CONTROL)
    assert tree(three) == ["Photo", ["Object 1", "Group 1"], "Object 2", "Object 3"]


def test_a_group_folds_by_mouse_and_by_keys(three: Hand, rows: LayerList) -> None:
    press(rows, "Object 1")
    press(rows, "Object 2", SHIFT)
    three.key(Qt.Key.Key_G, CONTROL)
    press(rows, "Object 3")
    press(rows, "Group 1", x=45)
    assert shown(rows) == ["Object 3", "Group 1", "Photo"]
    assert three.editor.state.active_layer.name == "Object 3", "folding selects nothing"
    press(rows, "Group 1", x=45)
    press(rows, "Object 2")
    press(rows, "Group 1", x=45)
    assert three.editor.state.active_layer.name == "Group 1", "unless it hides what is selected"
    press(rows, "Group 1")
    QTest.keyClick(rows, Qt.Key.Key_Right)
    assert shown(rows) == ["Object 3", "Group 1", "Object 2", "Object 1", "Photo"]
    QTest.keyClick(rows, Qt.Key.Key_Left)
    assert len(shown(rows)) == 3
    spoken = rows.layer_model.data(rows.layer_model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Group 1, folded group"
    three.window.layers.choose("layer-1")
    assert len(shown(rows)) == 5, "what is selected is seen"


def test_rows_are_dropped_into_groups_and_out_of_them(three: Hand, rows: LayerList) -> None:
    press(rows, "Object 1")
    press(rows, "Object 2", SHIFT)
    three.key(Qt.Key.Key_G, CONTROL)
    drop(rows, "Object 3", "Group 1", "inside")
    assert tree(three) == ["Photo", ["Object 1", "Object 2", "Object 3", "Group 1"]]
    drop(rows, "Object 2", "Photo", "below")
    assert tree(three) == ["Photo", "Object 2", ["Object 1", "Object 3", "Group 1"]]
    drop(rows, "Object 1", "Object 2", "above")
    assert tree(three) == ["Photo", "Object 2", "Object 1", ["Object 3", "Group 1"]]
    drop(rows, "Object 2", "Group 1", "below")
    assert tree(three) == ["Photo", "Object 1", ["Object 3", "Object 2", "Group 1"]]
    drop(rows, "Group 1", "Object 3", "above")
    assert tree(three)[-1] == ["Object 3", "Object 2", "Group 1"], "a group goes not into itself"


def test_a_real_drop_moves_the_layer(three: Hand, rows: LayerList) -> None:
    press(rows, "Object 3")
    rect = rows.visualRect(rows.layer_model.row_of(PHOTO_ID))
    at = QPointF(rect.center().x(), rect.bottom() + 30)
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    event = QDropEvent(at, move, QMimeData(), left, Qt.KeyboardModifier.NoModifier)
    rows.dropEvent(event)
    assert tree(three) == ["Photo", "Object 3", "Object 1", "Object 2"]
    assert event.dropAction() == Qt.DropAction.IgnoreAction


def test_what_is_selected_is_dropped_hidden_locked_and_deleted_together(
    three: Hand, rows: LayerList
) -> None:
    press(rows, "Object 3")
    press(rows, "Object 2", CONTROL)
    rect = rows.visualRect(rows.layer_model.row_of(PHOTO_ID))
    at = QPointF(rect.center().x(), rect.bottom() + 30)
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    rows.dropEvent(QDropEvent(at, move, QMimeData(), left, none))
    assert tree(three) == ["Photo", "Object 2", "Object 3", "Object 1"]
    three.key(Qt.Key.Key_H, CONTROL)
    three.key(Qt.Key.Key_L, CONTROL)
    assert [each.visible for each in three.editor.state.things] == [False, False, True]
    assert [each.locked for each in three.editor.state.things] == [True, True, False]
    three.key(Qt.Key.Key_L, CONTROL)
    three.key(Qt.Key.Key_Delete, CONTROL)
    assert tree(three) == ["Photo", "Object 1"]
    assert three.editor.undo_text == "Delete Layers"
    three.editor.undo()
    assert tree(three) == ["Photo", "Object 2", "Object 3", "Object 1"]


def test_raising_leaves_a_group_at_its_top(three: Hand, rows: LayerList) -> None:
    press(rows, "Object 1")
    press(rows, "Object 2", SHIFT)
    three.key(Qt.Key.Key_G, CONTROL)
    press(rows, "Object 2")
    three.key(Qt.Key.Key_Up, CONTROL)
    assert tree(three) == ["Photo", ["Object 1", "Group 1"], "Object 2", "Object 3"]
    press(rows, "Object 1")
    three.key(Qt.Key.Key_Down, CONTROL)
    assert tree(three) == ["Photo", "Object 1", ["Group 1"], "Object 2", "Object 3"]


def test_what_is_in_a_locked_group_is_locked(three: Hand, rows: LayerList) -> None:
    press(rows, "Object 1")
    press(rows, "Object 2", SHIFT)
    three.key(Qt.Key.Key_G, CONTROL)
    three.key(Qt.Key.Key_L, CONTROL)
    press(rows, "Object 1")
    assert not three.editor.state.editing
    three.key(Qt.Key.Key_Delete, CONTROL)
    assert toast(three) == "Object 1 is locked."
    three.key(Qt.Key.Key_G, CONTROL | SHIFT)
    assert toast(three) == "Group 1 is locked."


def test_the_context_menu_has_what_can_be_done(
    three: Hand, rows: LayerList, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[set[str], QPoint]] = []

    def popup(menu: QMenu, at: QPoint) -> None:
        opened.append(({action.text().replace("&", "") for action in menu.actions()}, at))

    monkeypatch.setattr(QMenu, "popup", popup)
    press(rows, "Object 2")
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(rows, QContextMenuEvent(reason, QPoint(), QPoint()))
    ((texts, at),) = opened
    assert {"Rename", "Group", "Merge", "Invert Mask"} <= texts
    assert rows.visualRect(rows.currentIndex()).contains(rows.viewport().mapFromGlobal(at))


# --- masks of others ------------------------------------------------------------------------------


def test_a_mask_is_inverted_and_back(three: Hand, rows: LayerList, qtbot: QtBot) -> None:
    press(rows, "Object 1")
    before = mask(three, "Object 1")
    three.key(Qt.Key.Key_I, CONTROL)
    qtbot.waitUntil(lambda: three.editor.undo_text == "Change Mask")
    np.testing.assert_array_equal(three.wait(), 255 - before)
    three.editor.undo()
    np.testing.assert_array_equal(three.wait(), before)


@pytest.mark.parametrize("how", ["mask_add", "mask_subtract", "mask_intersect"])
def test_masks_of_two_layers_are_combined(
    three: Hand, rows: LayerList, qtbot: QtBot, how: str
) -> None:
    press(rows, "Object 3")
    press(rows, "Object 2", CONTROL)
    first, second = mask(three, "Object 2"), mask(three, "Object 3")
    three.window.verbs[how].trigger()
    qtbot.waitUntil(lambda: three.editor.undo_text == "Change Mask")
    expected = {
        "mask_add": np.maximum(first, second),
        "mask_subtract": np.minimum(first, 255 - second),
        "mask_intersect": np.minimum(first, second),
    }
    np.testing.assert_array_equal(mask(three, "Object 2"), expected[how])
    np.testing.assert_array_equal(mask(three, "Object 3"), second)


# --- merging, pictures, blends --------------------------------------------------------------------


def test_a_layer_is_merged_with_the_one_below(three: Hand, rows: LayerList, qtbot: QtBot) -> None:
    both = np.maximum(mask(three, "Object 1"), mask(three, "Object 2"))
    press(rows, "Object 2")
    three.key(Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: tree(three) == ["Photo", "Object 1", "Object 3"])
    np.testing.assert_array_equal(mask(three, "Object 1"), both)
    press(rows, "Object 1")
    three.key(Qt.Key.Key_E, CONTROL)
    assert toast(three) == "There is no layer below to merge with."
    three.editor.undo()
    three.editor.undo()
    assert tree(three) == ["Photo", "Object 1", "Object 2", "Object 3"]


def test_a_group_is_merged_to_one_layer(three: Hand, rows: LayerList, qtbot: QtBot) -> None:
    press(rows, "Object 1")
    press(rows, "Object 3", SHIFT)
    three.key(Qt.Key.Key_G, CONTROL)
    three.key(Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: tree(three) == ["Photo", "Group 1"])
    assert layer(three, "Group 1").outline.answered


def test_a_cut_out_is_copied_to_a_picture(three: Hand, rows: LayerList, qtbot: QtBot) -> None:
    press(rows, "Object 1")
    three.key(Qt.Key.Key_J, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: three.editor.undo_text == "Copy to Picture")
    copy = three.editor.state.active_layer
    assert copy.pixels is not None
    assert copy.pixels.size == (2 * RADIUS + 1, 2 * RADIUS + 1)
    assert copy.transform[2::3] == (SPOTS[0][0] - RADIUS, SPOTS[0][1] - RADIUS)
    x, y = RADIUS, RADIUS
    assert copy.pixels.pixels[y, x].tolist() == [SPOTS[0][0], SPOTS[0][1], 90, 255]


def test_blends_are_chosen_in_the_panel_and_seen(
    three: Hand, rows: LayerList, qtbot: QtBot
) -> None:
    press(rows, "Object 1")
    box = three.window.findChild(LayersPanel).findChild(QComboBox)
    box.setCurrentIndex(box.findData("multiply"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: layer(three, "Object 1").blend == "multiply")
    QTest.keyClick(three.window, Qt.Key.Key_Escape)

    def blue(x: int, y: int) -> int:
        return three.canvas.grab().toImage().pixelColor(three.at(x, y)).blue()

    qtbot.waitUntil(lambda: abs(blue(60, 60) - 90 * 90 // 255) <= 2)
    assert blue(200, 20) == 90
    press(rows, "Object 2")
    assert box.currentData() == "normal"
    while layer(three, "Object 1").blend == "multiply":
        three.editor.undo()
    QTest.keyClick(three.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: blue(60, 60) == 90)
