"""Layers in the window: keeping, choosing, the panel's mouse and keys, and what is seen of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.document import PHOTO_ID, Layer
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.core.solver import Solver
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.fields import NumberField, PercentSlider
from sqsam_desktop.ui.layer_list import LayerList
from sqsam_desktop.ui.layers_panel import LayersPanel
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.overlays import HintLine
from sqsam_desktop.ui.theme import Theme
from tests.fakes import FakePrediction, FakePredictor
from tests.ui.conftest import Hand

LEFT_TOP, RIGHT_BOTTOM = (60, 60), (330, 240)


def things(hand: Hand) -> list[str]:
    return [layer.name for layer in hand.editor.state.things]


def layer(hand: Hand, name: str) -> Layer:
    return next(each for each in hand.editor.state.layers if each.name == name)


@pytest.fixture
def two(hand: Hand) -> Hand:
    """A hand at a window with two layers and nothing outlined."""
    for spot in (LEFT_TOP, RIGHT_BOTTOM):
        hand.click(*spot)
        hand.wait()
        hand.key(Qt.Key.Key_Return)
    return hand


@pytest.fixture
def panel(two: Hand, qtbot: QtBot) -> LayersPanel:
    """The panel of that window."""
    panel = two.window.findChild(LayersPanel)
    hand_keys(two, Qt.Key.Key_F8)
    assert panel.isVisible()
    return panel


@pytest.fixture
def rows(panel: LayersPanel) -> LayerList:
    return panel.list


def hand_keys(hand: Hand, key: Qt.Key) -> None:
    QTest.keyClick(hand.window, key)


def place(rows: LayerList, row: int, zone: str) -> QPoint:
    rect = rows.visualRect(rows.layer_model.index(row))
    x = {"eye": rect.left() + 16, "lock": rect.right() - 16, "name": rect.center().x()}[zone]
    return QPoint(x, rect.center().y())


def press(rows: LayerList, row: int, zone: str = "name") -> None:
    QTest.mouseClick(
        rows.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        place(rows, row, zone),
    )


def canvas_color(hand: Hand, x: int, y: int) -> QColor:
    return hand.canvas.grab().toImage().pixelColor(hand.at(x, y))


# --- keeping --------------------------------------------------------------------------------------


def test_enter_keeps_what_is_outlined_and_the_prompts_are_gone(hand: Hand) -> None:
    hand.click(*LEFT_TOP)
    mask = hand.wait()
    hand.key(Qt.Key.Key_Return)
    assert things(hand) == ["Object 1"]
    assert not hand.editor.has_prompts
    assert hand.canvas.marks == []
    assert hand.canvas.drawing is None
    assert hand.canvas.hasFocus()
    hand.editor.undo()
    assert (hand.wait() == mask).all()


def test_where_the_panel_is_hidden_a_word_says_what_was_kept(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Return)
    said = hand.window.findChild(HintLine).accessibleName()
    assert said == "Kept as Object 1. F8 shows the layers."


def test_the_suggestion_is_kept_too(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Enter)
    assert things(hand) == ["Object 1"]
    assert not hand.editor.outline.suggested


def test_keeping_waits_for_the_mask_and_so_does_the_next_gesture(
    hand: Hand, predictor: FakePredictor, qtbot: QtBot
) -> None:
    predictor.gate.clear()
    hand.click(*LEFT_TOP)
    hand.key(Qt.Key.Key_Return)
    hand.click(*RIGHT_BOTTOM)
    hand.key(Qt.Key.Key_Return)
    assert things(hand) == []
    predictor.gate.set()
    qtbot.waitUntil(lambda: things(hand) == ["Object 1", "Object 2"])
    prompts = [each.outline.steps[-1].prompt for each in hand.editor.state.things]
    assert prompts == [Prompt((Click(x + 0.5, y + 0.5),)) for x, y in (LEFT_TOP, RIGHT_BOTTOM)]
    assert all(each.outline.answered for each in hand.editor.state.things)


def test_escape_gives_up_keeping_and_the_next_gesture_works(
    hand: Hand, predictor: FakePredictor
) -> None:
    predictor.gate.clear()
    hand.click(*LEFT_TOP)
    hand.key(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_Escape)
    predictor.gate.set()
    hand.click(*RIGHT_BOTTOM)
    assert hand.wait()[RIGHT_BOTTOM[1], RIGHT_BOTTOM[0]] == 255
    assert things(hand) == []


def test_what_waits_for_a_mask_is_done_when_nothing_is_outlined_any_more(
    two: Hand, rows: LayerList, predictor: FakePredictor, qtbot: QtBot
) -> None:
    press(rows, 1)
    two.wait()
    predictor.gate.clear()
    two.click(150, 60)
    press(rows, 0)
    two.window.layers.delete()
    assert things(two) == ["Object 1", "Object 2"]
    predictor.gate.set()
    qtbot.waitUntil(lambda: things(two) == ["Object 1"])
    assert layer(two, "Object 1").outline.answered
    two.click(200, 150)
    assert two.wait()[150, 200] == 255


def test_nothing_is_no_layer(
    empty_window: MainWindow, photo: object, predictor: FakePredictor, qtbot: QtBot
) -> None:
    predictor.has_subject = False
    with qtbot.waitSignal(empty_window.editor.noticed):
        empty_window.open(photo)
    with qtbot.waitSignal(empty_window.layers.refused):
        QTest.keyClick(empty_window.canvas, Qt.Key.Key_Return)
    assert empty_window.editor.state.things == ()


def test_enter_does_nothing_when_nothing_is_outlined(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Escape)
    hand.key(Qt.Key.Key_Return)
    assert things(hand) == []
    assert not hand.window.verbs["accept"].isEnabled()


def test_the_outline_flashes_when_it_is_kept_if_things_may_move(
    photo: object, predictor: FakePredictor, qtbot: QtBot
) -> None:
    window = MainWindow(Solver(lambda: predictor, FakePrediction.unpack), Settings())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    try:
        with qtbot.waitSignal(window.editor.answered):
            window.open(photo)
        QTest.keyClick(window.canvas, Qt.Key.Key_Return)
        assert window.canvas.is_flashing
        qtbot.waitUntil(lambda: not window.canvas.is_flashing)
        window.editor.undo()
    finally:
        window.close()


def test_the_outline_does_not_flash_if_nothing_may_move(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Return)
    assert things(hand) == ["Object 1"]
    assert not hand.canvas.is_flashing


# --- going on with a layer ------------------------------------------------------------------------


def test_a_chosen_layer_is_outlined_with_its_prompts_and_gestures_change_it(
    two: Hand, rows: LayerList, predictor: FakePredictor
) -> None:
    asked = len(predictor.asked)
    press(rows, 1)
    first = two.wait()
    assert first[LEFT_TOP[1], LEFT_TOP[0]] == 255
    assert two.canvas.marks == [(Click(60.5, 60.5), True)]
    assert len(predictor.asked) == asked, "no model runs to show what is known"
    two.click(150, 60)
    grown = two.wait()
    assert grown[60, 150] == 255
    two.key(Qt.Key.Key_Return)
    assert things(two) == ["Object 1", "Object 2"]
    assert len(layer(two, "Object 1").outline.steps[-1].prompt) == 2
    assert not two.editor.has_prompts


def test_escape_leaves_a_layer_as_it_is(two: Hand, rows: LayerList) -> None:
    before = layer(two, "Object 2").outline
    press(rows, 0)
    two.wait()
    two.key(Qt.Key.Key_Escape)
    assert not two.editor.state.editing
    assert layer(two, "Object 2").outline == before


def test_a_layer_is_left_only_with_its_answer(
    two: Hand, rows: LayerList, predictor: FakePredictor, qtbot: QtBot
) -> None:
    press(rows, 1)
    two.wait()
    predictor.gate.clear()
    two.click(150, 60)
    press(rows, 0)
    predictor.gate.set()
    qtbot.waitUntil(lambda: two.editor.state.active_layer.name == "Object 2")
    assert layer(two, "Object 1").outline.answered
    assert len(layer(two, "Object 1").outline.steps[-1].prompt) == 2


def test_undo_and_redo_of_everything_runs_no_model_and_ends_the_same(
    two: Hand, rows: LayerList, predictor: FakePredictor, qtbot: QtBot
) -> None:
    press(rows, 1)
    two.wait()
    two.click(150, 60)
    two.wait()
    two.window.layers.set_visible(PHOTO_ID, False)
    two.window.layers.delete()
    end, asked = two.editor.state, len(predictor.asked)
    while two.editor.undo_text:
        two.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    two.wait()
    assert two.editor.state.things == ()
    while two.editor.redo_text:
        two.editor.redo()
    assert two.editor.state == end
    qtbot.waitUntil(lambda: two.canvas.drawing is None or two.editor.fold is not None)
    assert len(predictor.asked) == asked


def test_a_gesture_that_fails_leaves_the_layer_as_it_was(
    two: Hand, rows: LayerList, predictor: FakePredictor, qtbot: QtBot
) -> None:
    press(rows, 1)
    before = two.wait()
    predictor.gate.clear()
    predictor.failing = lambda item: isinstance(item, Click) and item.x > 350
    two.click(380, 60)
    two.window.layers.set_opacity(0.5)
    with qtbot.waitSignal(two.editor.failed):
        predictor.gate.set()
    np.testing.assert_array_equal(two.wait(), before)
    assert layer(two, "Object 1").outline.answered


# --- the next subject -----------------------------------------------------------------------------


def test_the_next_subject_is_looked_for_outside_of_the_layers(
    hand: Hand, predictor: FakePredictor, qtbot: QtBot
) -> None:
    hand.click(*LEFT_TOP)
    hand.wait()
    hand.key(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_N)
    mask = hand.wait()
    assert predictor.asked[-1][0] == Prompt()
    assert mask[150, 200] == 255
    hand.key(Qt.Key.Key_Return)
    assert things(hand) == ["Object 1", "Object 2"]


def test_no_other_subject_is_said_and_leaves_no_trace(hand: Hand, qtbot: QtBot) -> None:
    hand.key(Qt.Key.Key_Return)
    with qtbot.waitSignal(hand.editor.noticed) as told:
        hand.key(Qt.Key.Key_N)
    assert "no other subject" in told.args[0]
    assert not hand.editor.has_prompts
    assert hand.editor.undo_text == "New Layer"
    assert hand.window.messages.text == ""


# --- the panel ------------------------------------------------------------------------------------


def test_the_panel_lists_layers_from_the_top_and_the_photo_last(rows: LayerList) -> None:
    model = rows.layer_model
    names = [model.index(row).data() for row in range(model.rowCount())]
    assert names == ["Object 2", "Object 1", "Photo"]
    told = model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Photo, locked"


def test_the_empty_panel_says_what_to_do(hand: Hand) -> None:
    panel = hand.window.findChild(LayersPanel)
    hand_keys(hand, Qt.Key.Key_F8)
    texts = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert any("Press Enter" in text for text in texts)
    hand.key(Qt.Key.Key_Return)
    texts = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert not any("Press Enter" in text for text in texts)


def test_thumbnails_show_the_object(two: Hand, rows: LayerList, qtbot: QtBot) -> None:
    first = layer(two, "Object 1")
    qtbot.waitUntil(lambda: rows.layer_model.thumbnail(first) is not None)
    image = rows.layer_model.thumbnail(first)
    assert image.pixelColor(image.width() // 2, image.height() // 2).alpha() == 255
    assert image.pixelColor(0, 0).alpha() == 0


def test_the_eye_hides_and_does_not_select(two: Hand, rows: LayerList) -> None:
    active = two.editor.state.active
    press(rows, 1, "eye")
    assert not layer(two, "Object 1").visible
    assert two.editor.state.active == active
    assert not two.editor.state.editing
    press(rows, 1, "eye")
    assert layer(two, "Object 1").visible


def test_the_lock_protects(two: Hand, rows: LayerList, qtbot: QtBot) -> None:
    press(rows, 1, "lock")
    press(rows, 1)
    assert not two.editor.state.editing
    with qtbot.waitSignal(two.window.layers.refused):
        qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert things(two) == ["Object 1", "Object 2"]
    press(rows, 2, "lock")
    assert layer(two, "Photo").locked


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_name_is_typed(two: Hand, rows: LayerList, qtbot: QtBot, end: Qt.Key) -> None:
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_F2)
    field = rows.findChild(QLineEdit)
    qtbot.keyClicks(field, "cbs Dog")
    qtbot.keyClick(field, end)
    qtbot.waitUntil(lambda: rows.findChild(QLineEdit) is None)
    assert two.canvas.hasFocus()
    taken = end == Qt.Key.Key_Return
    assert things(two) == ["Object 1", "cbs Dog" if taken else "Object 2"]


def test_a_thumbnail_that_arrives_leaves_what_is_typed(
    two: Hand, rows: LayerList, qtbot: QtBot
) -> None:
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_F2)
    field = rows.findChild(QLineEdit)
    qtbot.keyClicks(field, "Dog")
    rows.layer_model.show_portraits({})
    assert field.text() == "Dog"


def test_a_double_click_renames_but_not_on_the_eye(two: Hand, rows: LayerList) -> None:
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseDClick(rows.viewport(), button, none, place(rows, 0, "eye"))
    assert rows.findChild(QLineEdit) is None
    press(rows, 0)
    QTest.mouseDClick(rows.viewport(), button, none, place(rows, 0, "name"))
    assert rows.findChild(QLineEdit) is not None


def test_with_the_photo_selected_nothing_can_be_renamed_or_deleted(
    two: Hand, rows: LayerList, qtbot: QtBot
) -> None:
    verbs = [two.window.verbs[name] for name in ("rename", "delete_layer", "group", "merge")]
    press(rows, 0)
    assert all(verb.isEnabled() for verb in verbs)
    press(rows, 2)
    assert not any(verb.isEnabled() for verb in verbs)
    assert two.window.verbs["export_layers"].isEnabled()
    qtbot.keyClick(rows, Qt.Key.Key_F2)
    assert rows.findChild(QLineEdit) is None


def test_delete_means_the_layer_in_the_list_and_the_outline_on_the_canvas(
    two: Hand, rows: LayerList, qtbot: QtBot
) -> None:
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert things(two) == ["Object 1"]
    two.canvas.setFocus()
    two.click(200, 150)
    two.key(Qt.Key.Key_Delete)
    assert things(two) == ["Object 1"]
    assert not two.editor.has_prompts


def test_duplicate_raise_and_lower(two: Hand) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    two.key(Qt.Key.Key_J, control)
    assert things(two) == ["Object 1", "Object 2", "Object 2 copy"]
    two.key(Qt.Key.Key_Down, control)
    assert things(two) == ["Object 1", "Object 2 copy", "Object 2"]
    two.key(Qt.Key.Key_Up, control)
    two.key(Qt.Key.Key_Up, control)
    assert things(two) == ["Object 1", "Object 2", "Object 2 copy"]


def test_dragging_the_opacity_is_one_step_and_the_field_follows(
    two: Hand, panel: LayersPanel, qtbot: QtBot
) -> None:
    slider, field = panel.findChild(PercentSlider), panel.findChild(NumberField)
    for percent in (90, 70, 40):
        slider.setValue(percent)
    assert field.value() == 40
    assert two.editor.state.active_layer.opacity == 0.4
    two.editor.undo()
    assert two.editor.state.active_layer.opacity == 1.0
    assert slider.value() == field.value() == 100
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "25")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert two.editor.state.active_layer.opacity == 0.25
    assert two.canvas.hasFocus()
    QTest.mouseDClick(slider, Qt.MouseButton.LeftButton)
    assert two.editor.state.active_layer.opacity == 1.0


def test_space_hides_and_arrows_choose(two: Hand, rows: LayerList, qtbot: QtBot) -> None:
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert two.editor.state.active_layer.name == "Object 1"
    assert two.editor.state.editing
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert not layer(two, "Object 1").visible


def test_the_panel_goes_by_itself_where_there_is_no_room(two: Hand, window: MainWindow) -> None:
    panel = window.findChild(LayersPanel)
    assert not panel.isVisible()
    window.resize(1280, 720)
    assert panel.isVisible()
    assert panel.width() == 288
    hand_keys(two, Qt.Key.Key_F8)
    assert not panel.isVisible()
    window.resize(900, 700)
    hand_keys(two, Qt.Key.Key_F8)
    assert panel.isVisible(), "who asks for it gets it"


# --- what is seen ---------------------------------------------------------------------------------


def test_hiding_the_photo_leaves_the_layers_on_a_checkerboard(two: Hand, qtbot: QtBot) -> None:
    whole = canvas_color(two, 200, 150)
    two.window.layers.set_visible(PHOTO_ID, False)
    squares = {QColor(color).name() for color in Theme.current().checker}
    qtbot.waitUntil(lambda: canvas_color(two, 200, 150).name() in squares)
    assert canvas_color(two, *LEFT_TOP).blue() == 90
    two.window.layers.set_visible("layer-1", False)
    qtbot.waitUntil(lambda: canvas_color(two, *LEFT_TOP).name() in squares)
    two.editor.undo()
    two.editor.undo()
    qtbot.waitUntil(lambda: canvas_color(two, 200, 150) == whole)


def test_the_checkerboard_follows_zoom_and_place(two: Hand, qtbot: QtBot) -> None:
    two.window.layers.set_visible(PHOTO_ID, False)
    two.canvas.zoom_to(3.0)
    squares = {QColor(color).name() for color in Theme.current().checker}
    qtbot.waitUntil(lambda: canvas_color(two, 200, 150).name() in squares)
    two.canvas.fit()
    qtbot.waitUntil(lambda: canvas_color(two, *RIGHT_BOTTOM).blue() == 90)


def test_another_photo_has_no_layers_of_the_old_one(two: Hand, photo: Path, qtbot: QtBot) -> None:
    two.window.layers.set_visible(PHOTO_ID, False)
    two.reopen(photo)
    assert things(two) == []
    qtbot.waitUntil(lambda: canvas_color(two, 200, 150).blue() == 90)


def test_masks_of_layers_are_those_that_were_outlined(two: Hand, rows: LayerList) -> None:
    expected = FakePredictor(size=(400, 300))._mask(Prompt((Click(60.5, 60.5),)), None)
    press(rows, 1)
    np.testing.assert_array_equal(two.wait(), expected)


def test_a_locked_layer_keeps_its_opacity_but_the_photo_may_fade(
    two: Hand, panel: LayersPanel, qtbot: QtBot
) -> None:
    layers, slider = two.window.layers, panel.findChild(PercentSlider)
    layers.toggle_locked()
    assert not slider.isEnabled()
    with qtbot.waitSignal(layers.refused, check_params_cb=lambda text: "Object 2 is" in text):
        layers.set_opacity(0.5)
    assert layer(two, "Object 2").opacity == 1.0
    layers.choose(PHOTO_ID)
    assert slider.isEnabled()
    layers.set_opacity(0.5)
    assert layer(two, "Photo").opacity == 0.5
