"""What each gesture does to the outline, with real mouse and key events."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.outline import Step
from sqsam_desktop.core.prompt import Box, Click, Prompt
from sqsam_desktop.ui.main_window import MainWindow
from tests.fakes import FakePredictor
from tests.ui.conftest import ALT, RIGHT, SHIFT, Hand


def prompts(hand: Hand) -> list[tuple[str, Prompt]]:
    return [(step.op, step.prompt) for step in hand.editor.outline.steps]


def test_the_subject_is_outlined_without_a_click(hand: Hand) -> None:
    assert hand.editor.outline.suggested
    assert hand.shown(200, 150) == 255
    assert hand.shown(10, 10) == 0


def test_a_click_lands_on_the_pixel_under_the_pointer(hand: Hand) -> None:
    hand.click(100, 80)
    assert prompts(hand) == [("new", Prompt((Click(100.5, 80.5),)))]


def test_a_plain_click_starts_a_new_object_and_the_next_extends_it(
    hand: Hand, predictor: FakePredictor
) -> None:
    hand.click(60, 60)
    mask = hand.wait()
    assert mask[60, 60] == 255
    assert mask[150, 200] == 0
    hand.click(330, 250)
    mask = hand.wait()
    assert mask[60, 60] == mask[250, 330] == 255
    assert len(hand.editor.outline.steps) == 1
    first, second = predictor.asked[-2:]
    assert first[1] is None
    assert second[1] is not None


def test_shift_adds_to_the_suggestion_and_loses_nothing(
    hand: Hand, predictor: FakePredictor
) -> None:
    before = hand.wait()
    hand.click(60, 60, SHIFT)
    after = hand.wait()
    assert (after >= before).all()
    assert after[60, 60] == 255
    assert predictor.asked[-1] == (Prompt((Click(60.5, 60.5),)), None)


@pytest.mark.parametrize("how", ["alt", "right button", "option"])
def test_taking_away(hand: Hand, window: MainWindow, how: str) -> None:
    before = hand.wait()
    if how == "alt":
        hand.click(220, 150, ALT)
    elif how == "right button":
        hand.click(220, 150, button=RIGHT)
    else:
        window.verbs["take"].trigger()
        hand.click(220, 150)
    after = hand.wait()
    assert (after <= before).all()
    assert after[150, 220] == 0
    assert after[150, 165] == 255


def test_x_swaps_the_sign_and_back(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_X)
    assert window.verbs["take"].isChecked()
    hand.click(200, 150)
    hand.key(Qt.Key.Key_X)
    assert window.verbs["plain"].isChecked()
    hand.click(60, 60)
    assert [op for op, _ in prompts(hand)] == ["new", "take", "add"]


def test_a_box_has_a_live_mask_while_it_is_dragged(hand: Hand, qtbot: QtBot) -> None:
    hand.key(Qt.Key.Key_B)
    hand.press(20, 20)
    hand.move(100, 100)
    qtbot.waitUntil(lambda: hand.shown(60, 60) == 255)
    assert hand.editor.outline.suggested, "nothing is decided before the release"
    hand.move(180, 120)
    qtbot.waitUntil(lambda: hand.shown(150, 70) == 255)
    hand.release(180, 120)
    assert prompts(hand) == [("new", Prompt((Box(20.5, 20.5, 180.5, 120.5),)))]
    assert hand.wait()[70, 100] == 255


def test_a_second_box_replaces_the_first(hand: Hand) -> None:
    hand.key(Qt.Key.Key_B)
    hand.drag((20, 20), (60, 60), (100, 100))
    hand.drag((200, 100), (250, 150), (300, 200))
    assert hand.editor.outline.steps[-1].prompt.items == (Box(200.5, 100.5, 300.5, 200.5),)
    assert hand.wait()[60, 60] == 0


def test_a_box_with_alt_takes_its_content_away(hand: Hand) -> None:
    hand.wait()
    hand.key(Qt.Key.Key_B)
    hand.drag((180, 130), (190, 140), (220, 170), modifier=ALT)
    mask = hand.wait()
    assert mask[150, 200] == 0
    assert mask[150, 165] == 255


def test_a_press_without_a_drag_is_a_click_even_with_the_box(hand: Hand) -> None:
    hand.key(Qt.Key.Key_B)
    hand.click(50, 60)
    assert prompts(hand) == [("new", Prompt((Click(50.5, 60.5),)))]


def test_a_box_may_reach_over_the_edge_of_the_picture(hand: Hand) -> None:
    hand.key(Qt.Key.Key_B)
    hand.drag((-40, -20), (50, 50), (120, 100))
    assert prompts(hand) == [("new", Prompt((Box(0, 0, 120.5, 100.5),)))]


def test_a_stroke_has_a_live_mask_and_its_width(hand: Hand, qtbot: QtBot) -> None:
    hand.key(Qt.Key.Key_S)
    hand.press(40, 40)
    hand.move(80, 60)
    qtbot.waitUntil(lambda: hand.shown(60, 50) == 255)
    hand.release(120, 40)
    (stroke,) = hand.editor.outline.steps[-1].prompt.strokes
    assert stroke.points == ((40.5, 40.5), (80.5, 60.5), (120.5, 40.5))
    assert stroke.width == pytest.approx(8)
    assert hand.wait()[45, 110] == 255


def test_brackets_and_commas_change_the_brush(hand: Hand) -> None:
    hand.key(Qt.Key.Key_S)
    hand.key(Qt.Key.Key_BracketRight)
    hand.key(Qt.Key.Key_Period)
    hand.drag((40, 40), (80, 60))
    (stroke,) = hand.editor.outline.steps[-1].prompt.strokes
    assert stroke.width == pytest.approx(8 * 1.25**2)


@pytest.mark.parametrize("key", [Qt.Key.Key_B, Qt.Key.Key_S])
def test_escape_cancels_the_gesture_and_brings_the_mask_back(
    hand: Hand, qtbot: QtBot, key: Qt.Key
) -> None:
    hand.key(key)
    hand.press(20, 20)
    hand.move(90, 90)
    qtbot.waitUntil(lambda: hand.shown(55, 55) == 255)
    hand.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: hand.shown(55, 55) == 0)
    hand.release(100, 100)
    assert hand.editor.outline.suggested
    assert hand.shown(200, 150) == 255
    assert hand.editor.undo_text is None


def test_escape_drops_the_outline_and_undo_brings_it_back(hand: Hand, qtbot: QtBot) -> None:
    hand.click(60, 60)
    mask = hand.wait()
    hand.key(Qt.Key.Key_Escape)
    assert hand.editor.outline.steps == ()
    assert hand.canvas.drawing is None
    hand.editor.undo()
    assert (hand.wait() == mask).all()


def test_a_click_beside_the_picture_does_nothing(hand: Hand) -> None:
    hand.click(-10, 20)
    hand.click(400, 20)
    assert hand.editor.outline.suggested
    assert hand.editor.undo_text is None


def test_nothing_can_be_taken_from_nothing(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_Escape)
    hand.click(60, 60, ALT)
    assert "Nothing is outlined" in window.messages.text
    assert hand.editor.outline.steps == ()


def test_n_finds_the_subject_again(hand: Hand) -> None:
    before = hand.wait()
    hand.click(60, 60)
    hand.wait()
    hand.key(Qt.Key.Key_N)
    assert hand.editor.outline.suggested
    assert (hand.wait() == before).all()


def test_undo_and_redo_of_every_prompt_never_run_the_model(
    hand: Hand, predictor: FakePredictor
) -> None:
    masks = [hand.wait()]
    for x, y, modifier in ((60, 60, None), (330, 60, SHIFT), (60, 80, ALT), (330, 250, None)):
        hand.click(x, y) if modifier is None else hand.click(x, y, modifier)
        masks.append(hand.wait())
    assert len({mask.tobytes() for mask in masks}) == 5
    asked = len(predictor.asked)
    for expected in reversed(masks[:-1]):
        hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        np.testing.assert_array_equal(hand.wait(), expected)
    for expected in masks[1:]:
        hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | SHIFT)
        np.testing.assert_array_equal(hand.wait(), expected)
    assert len(predictor.asked) == asked


def test_a_new_gesture_after_undo_forgets_what_was_undone(hand: Hand) -> None:
    hand.click(60, 60)
    hand.wait()
    hand.editor.undo()
    hand.click(330, 250)
    assert hand.editor.redo_text is None
    assert hand.editor.outline.steps == (Step("new", Prompt((Click(330.5, 250.5),))),)
    hand.wait()
