"""What is done, and in which order, while the mask of a gesture is not known yet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.outline import SUGGESTION, Outline
from sqsam_desktop.core.prompt import Click, Prompt, PromptItem
from sqsam_desktop.ui.main_window import MainWindow
from tests.fakes import FakePredictor
from tests.ui.conftest import Hand

LEFT_TOP, RIGHT_BOTTOM = (60, 60), (330, 240)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def two(hand: Hand) -> Hand:
    """A hand at a window with two layers, the upper one selected, and nothing outlined."""
    for spot in (LEFT_TOP, RIGHT_BOTTOM):
        hand.click(*spot)
        hand.wait()
        hand.key(Qt.Key.Key_Return)
    return hand


def things(hand: Hand) -> list[str]:
    return [layer.name for layer in hand.editor.state.things]


def hold(predictor: FakePredictor) -> None:
    """From now on the predictor blocks."""
    predictor.gate.clear()
    predictor.entered.clear()


@pytest.mark.parametrize(
    ("key", "names"),
    [
        (Qt.Key.Key_Down, ["Object 2", "Object 1"]),
        (Qt.Key.Key_J, ["Object 1", "Object 2", "Object 2 copy"]),
        (Qt.Key.Key_Delete, ["Object 1"]),
    ],
)
def test_a_subject_is_looked_for_again_if_the_layers_change_meanwhile(
    two: Hand, predictor: FakePredictor, qtbot: QtBot, key: Qt.Key, names: list[str]
) -> None:
    hold(predictor)
    two.key(Qt.Key.Key_N)
    assert predictor.entered.wait(10)
    two.key(key, CONTROL)
    assert things(two) == names
    two.key(Qt.Key.Key_Return)
    predictor.gate.set()
    qtbot.waitUntil(lambda: len(things(two)) == len(names) + 1)
    assert all(layer.outline.answered for layer in two.editor.state.things)


# --- in its turn ----------------------------------------------------------------------------------


def test_a_layer_clicked_after_enter_is_chosen_after_keeping(
    two: Hand, predictor: FakePredictor, qtbot: QtBot
) -> None:
    hold(predictor)
    two.click(150, 60)
    two.key(Qt.Key.Key_Return)
    two.window.layers.choose("layer-1")
    assert not two.editor.state.editing
    predictor.gate.set()
    qtbot.waitUntil(lambda: two.editor.state.editing)
    assert things(two) == ["Object 1", "Object 2", "Object 3"]
    assert two.editor.state.active == "layer-1"
    assert all(layer.outline.answered for layer in two.editor.state.things)


def test_a_layer_is_locked_with_the_answer_to_its_last_gesture(
    two: Hand, predictor: FakePredictor, qtbot: QtBot
) -> None:
    two.window.layers.choose("layer-2")
    two.wait()
    hold(predictor)
    two.click(150, 60)
    two.window.layers.toggle_locked()
    predictor.gate.set()
    qtbot.waitUntil(lambda: two.editor.state.layer("layer-2").locked)
    assert two.editor.state.layer("layer-2").outline.answered
    assert not two.editor.state.editing


def test_verbs_after_enter_act_on_the_layer_it_made(
    two: Hand, predictor: FakePredictor, qtbot: QtBot
) -> None:
    hold(predictor)
    two.click(150, 60)
    two.key(Qt.Key.Key_Return)
    two.key(Qt.Key.Key_H, CONTROL)
    two.key(Qt.Key.Key_J, CONTROL)
    predictor.gate.set()
    qtbot.waitUntil(lambda: len(things(two)) == 4)
    assert things(two) == ["Object 1", "Object 2", "Object 3", "Object 3 copy"]
    assert [layer.visible for layer in two.editor.state.things] == [True, True, False, False]


def test_verbs_wait_for_no_mask_that_they_do_not_need(two: Hand, predictor: FakePredictor) -> None:
    hold(predictor)
    two.click(150, 60)
    two.key(Qt.Key.Key_Delete, CONTROL)
    assert things(two) == ["Object 1"]
    predictor.gate.set()
    assert two.wait()[60, 150] == 255


def test_enter_is_not_held_up_by_the_drag_that_follows(
    hand: Hand, window: MainWindow, predictor: FakePredictor, qtbot: QtBot
) -> None:
    hold(predictor)
    hand.click(200, 150)
    assert predictor.entered.wait(10)
    hand.click(*LEFT_TOP)
    hand.key(Qt.Key.Key_Return)
    window.use_tool("box")
    hand.press(300, 200)
    hand.move(330, 230)
    hand.move(360, 260)
    predictor.gate.set()
    qtbot.waitUntil(lambda: things(hand) == ["Object 1"])
    hand.move(365, 265)
    hand.release(370, 270)
    assert hand.wait()[235, 335] == 255


def test_enter_amid_a_drag_is_not_held_up_by_it(
    hand: Hand, window: MainWindow, predictor: FakePredictor, qtbot: QtBot
) -> None:
    hold(predictor)
    hand.click(200, 150)
    assert predictor.entered.wait(10)
    hand.click(*LEFT_TOP)
    window.use_tool("box")
    hand.press(300, 200)
    hand.move(330, 230)
    hand.move(360, 260)
    hand.key(Qt.Key.Key_Return)
    hand.release(370, 270)
    predictor.gate.set()
    qtbot.waitUntil(lambda: things(hand) == ["Object 1"])
    assert hand.wait()[235, 335] == 255


# --- without an answer ----------------------------------------------------------------------------


def is_cursed(item: PromptItem) -> bool:
    return isinstance(item, Click) and item.x > 300


def test_what_was_done_while_a_gesture_failed_stays(
    hand: Hand, window: MainWindow, predictor: FakePredictor, qtbot: QtBot
) -> None:
    hand.click(*LEFT_TOP)
    hand.wait()
    hand.key(Qt.Key.Key_Return)
    predictor.failing = is_cursed
    hold(predictor)
    hand.click(*RIGHT_BOTTOM)
    assert predictor.entered.wait(10)
    window.layers.rename("layer-1", "Dog")
    window.layers.set_opacity(0.5)
    with qtbot.waitSignal(hand.editor.failed):
        predictor.gate.set()
    assert not hand.editor.has_prompts
    assert [(layer.name, layer.opacity) for layer in hand.editor.state.things] == [("Dog", 0.5)]
    hand.editor.undo()
    hand.editor.undo()
    assert (things(hand), hand.editor.outline) == (["Object 1"], Outline())
    assert hand.editor.undo_text == "New Layer"


def test_a_known_outline_that_cannot_be_shown_is_told_and_nothing_is_undone(
    two: Hand, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = two.editor.state

    def broken(*given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sqsam_desktop.core.solver.Solver._unpacked", broken)
    with qtbot.waitSignal(two.editor.failed):
        window.layers.choose("layer-1")
    assert two.editor.state.layers == state.layers
    assert two.editor.state.editing
    assert two.editor.undo_text == "Edit Object 1"
    # What needs the mask asks for it again, and is not left waiting for ever.
    with qtbot.waitSignal(two.editor.failed):
        two.key(Qt.Key.Key_Return)
    assert two.editor.state.layers == state.layers


def test_a_subject_that_is_not_found_again_is_told_once_more(
    hand: Hand, predictor: FakePredictor, qtbot: QtBot
) -> None:
    hand.key(Qt.Key.Key_Return)
    with qtbot.waitSignal(hand.editor.noticed, check_params_cb=lambda text: "no other" in text):
        hand.key(Qt.Key.Key_N)
    assert not hand.editor.has_prompts
    assert things(hand) == ["Object 1"]
    assert hand.editor.undo_text == "New Layer"
    assert predictor.asked[-1][0] == Prompt()
    assert hand.editor.outline != SUGGESTION
