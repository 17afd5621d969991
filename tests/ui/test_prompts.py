"""Prompts as objects: selected, moved, resized, removed, with the other sign, by mouse and keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.prompt import Box, Click, Lasso, Prompt, PromptItem, Stroke
from sqsam_desktop.ui.bars import OptionsBar
from sqsam_desktop.ui.main_window import MainWindow
from tests.fakes import FakePredictor
from tests.ui.conftest import ALT, LEFT, SHIFT, Hand

HERE, THERE = Click(60.5, 60.5), Click(330.5, 250.5)
CANDIDATES = ("part", "whole", "several")
DELETE, BACKSPACE = Qt.Key.Key_Delete, Qt.Key.Key_Backspace
RIGHT, DOWN = Qt.Key.Key_Right, Qt.Key.Key_Down


def items(hand: Hand) -> list[PromptItem]:
    return [item for item, _ in hand.canvas.marks]


def undo(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_a_press_on_a_mark_selects_it_instead_of_clicking(hand: Hand, window: MainWindow) -> None:
    hand.click(60, 60)
    hand.click(65, 63)
    assert items(hand) == [HERE]
    assert window.prompts.selected == HERE
    assert hand.editor.undo_text == "Click"
    assert hand.canvas.accessibleDescription() == "Click, adds, x 60 y 60, 1 of 1"
    hand.click(75, 60)
    assert items(hand) == [HERE, Click(75.5, 60.5)]
    assert window.prompts.selected is None, "a new gesture lets go of it"


def test_with_a_modifier_the_same_spot_is_clicked(hand: Hand) -> None:
    hand.click(60, 60)
    hand.wait()
    hand.click(62, 60, ALT)
    assert hand.canvas.marks == [(HERE, True), (Click(62.5, 60.5, False), False)]


def test_a_dragged_click_has_a_live_mask_and_is_one_step(hand: Hand, qtbot: QtBot) -> None:
    hand.click(60, 60)
    before = hand.wait()
    hand.press(60, 60)
    hand.move(150, 100)
    qtbot.waitUntil(lambda: hand.shown(180, 100) == 255)
    assert items(hand) == [HERE], "nothing is decided before the release"
    hand.move(330, 200)
    qtbot.waitUntil(lambda: hand.shown(330, 180) == 255)
    hand.release(330, 250)
    assert items(hand) == [THERE]
    after = hand.wait()
    assert after[250, 330] == 255
    assert after[60, 60] == 0
    assert hand.editor.undo_text == "Move Click"
    undo(hand)
    np.testing.assert_array_equal(hand.wait(), before)
    assert items(hand) == [HERE]


def test_undo_of_a_move_does_not_run_the_model(
    hand: Hand, window: MainWindow, predictor: FakePredictor
) -> None:
    hand.click(60, 60)
    hand.wait()
    hand.drag((60, 60), (100, 100), (330, 250))
    hand.wait()
    asked = len(predictor.asked)
    undo(hand)
    hand.wait()
    assert window.prompts.selected == HERE, "the selection goes with it"
    hand.editor.redo()
    hand.wait()
    assert window.prompts.selected == THERE
    assert len(predictor.asked) == asked


def test_escape_gives_a_drag_up_and_then_lets_go(
    hand: Hand, window: MainWindow, qtbot: QtBot
) -> None:
    hand.click(60, 60)
    hand.wait()
    hand.press(60, 60)
    hand.move(330, 200)
    qtbot.waitUntil(lambda: hand.shown(330, 200) == 255)
    hand.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: hand.shown(60, 60) == 255)
    hand.release(330, 200)
    assert items(hand) == [HERE]
    assert window.prompts.selected == HERE
    hand.key(Qt.Key.Key_Escape)
    assert window.prompts.selected is None
    assert items(hand) == [HERE]
    hand.key(Qt.Key.Key_Escape)
    assert items(hand) == []


@pytest.mark.parametrize("key", [DELETE, BACKSPACE])
def test_a_wrong_click_is_deleted(hand: Hand, window: MainWindow, key: Qt.Key) -> None:
    hand.click(60, 60)
    right = hand.wait()
    hand.click(330, 250, SHIFT)
    hand.wait()
    hand.click(330, 250)
    hand.key(key)
    assert items(hand) == [HERE]
    np.testing.assert_array_equal(hand.wait(), right)
    assert window.prompts.selected is None
    assert hand.editor.undo_text == "Remove Click"


def test_delete_with_nothing_selected_drops_the_outline(hand: Hand) -> None:
    hand.click(60, 60)
    hand.wait()
    hand.key(DELETE)
    assert hand.editor.outline.steps == ()


def test_x_swaps_the_sign_of_what_is_selected(hand: Hand, window: MainWindow) -> None:
    hand.click(60, 60)
    hand.click(90, 60)
    hand.wait()
    hand.click(90, 60)
    hand.key(Qt.Key.Key_X)
    wrong = Click(90.5, 60.5, positive=False)
    assert hand.canvas.marks == [(HERE, True), (wrong, False)]
    assert window.prompts.selected == wrong
    assert window.verbs["plain"].isChecked()
    mask = hand.wait()
    assert mask[60, 90] == 0
    assert mask[60, 30] == 255
    hand.key(Qt.Key.Key_X)
    assert hand.canvas.marks == [(HERE, True), (replace(wrong, positive=True), True)]


def test_the_only_click_cannot_take_away(hand: Hand, window: MainWindow) -> None:
    hand.click(60, 60)
    hand.wait()
    hand.click(60, 60)
    hand.key(Qt.Key.Key_X)
    assert "Nothing is outlined" in window.messages.text
    assert hand.canvas.marks == [(HERE, True)]


def test_arrow_keys_move_and_several_are_one_step(hand: Hand, window: MainWindow) -> None:
    hand.click(60, 60)
    hand.wait()
    hand.click(60, 60)
    hand.key(RIGHT)
    hand.key(DOWN, SHIFT)
    hand.key(DOWN)
    assert items(hand) == [Click(61.5, 71.5)]
    assert hand.canvas.accessibleDescription() == "Click, adds, x 61 y 71, 1 of 1"
    hand.wait()
    assert hand.editor.undo_text == "Move Click"
    undo(hand)
    assert items(hand) == [HERE]
    assert hand.editor.undo_text == "Click"


def test_tab_goes_through_the_prompts_and_then_on(hand: Hand, window: MainWindow) -> None:
    hand.canvas.setFocus()
    hand.click(60, 60)
    hand.click(330, 250)
    seen = []
    for _ in range(2):
        hand.key(Qt.Key.Key_Tab)
        seen.append(window.prompts.selected)
        assert hand.canvas.hasFocus()
    assert seen == [HERE, THERE]
    hand.key(Qt.Key.Key_Backtab, SHIFT)
    assert window.prompts.selected == HERE
    hand.key(Qt.Key.Key_Backtab, SHIFT)
    assert window.prompts.selected is None
    assert not hand.canvas.hasFocus()


def test_a_box_is_resized_at_its_edges_and_corners(hand: Hand, qtbot: QtBot) -> None:
    hand.key(Qt.Key.Key_B)
    hand.drag((40, 40), (100, 100), (140, 120))
    hand.wait()
    hand.press(140, 80)
    hand.move(240, 90)
    qtbot.waitUntil(lambda: hand.shown(200, 80) == 255)
    hand.release(240, 90)
    assert items(hand) == [Box(40.5, 40.5, 240.5, 120.5)]
    assert hand.editor.undo_text == "Resize Box"
    hand.drag((40, 40), (50, 20), (20, 10))
    assert items(hand) == [Box(20.5, 10.5, 240.5, 120.5)]
    hand.wait()


def test_a_box_is_moved_at_its_sign(hand: Hand) -> None:
    hand.key(Qt.Key.Key_B)
    hand.drag((40, 40), (100, 100), (140, 120))
    hand.wait()
    hand.drag((28, 28), (60, 60), (128, 78))
    assert items(hand) == [Box(140.5, 90.5, 240.5, 170.5)]
    assert hand.editor.undo_text == "Move Box"
    assert hand.wait()[130, 190] == 255


def test_inside_a_box_one_clicks(hand: Hand) -> None:
    hand.key(Qt.Key.Key_B)
    hand.drag((40, 40), (100, 100), (140, 120))
    hand.key(Qt.Key.Key_C)
    hand.click(90, 80)
    assert items(hand) == [Box(40.5, 40.5, 140.5, 120.5), Click(90.5, 80.5)]


def test_strokes_and_lassos_move(hand: Hand) -> None:
    hand.key(Qt.Key.Key_S)
    hand.drag((40, 40), (80, 40))
    hand.wait()
    hand.drag((60, 40), (60, 60), (60, 140))
    (stroke,) = items(hand)
    assert isinstance(stroke, Stroke)
    assert stroke.points == ((40.5, 140.5), (80.5, 140.5))
    hand.key(DELETE)
    hand.key(Qt.Key.Key_L)
    hand.drag((200, 100), (300, 100), (300, 200), (200, 200))
    hand.wait()
    hand.drag((300, 150), (310, 150), (310, 160))
    (lasso,) = items(hand)
    assert isinstance(lasso, Lasso)
    assert lasso.points == ((210.5, 110.5), (310.5, 110.5), (310.5, 210.5), (210.5, 210.5))


def test_the_pointer_over_a_mark_says_that_it_can_be_held(hand: Hand) -> None:
    hand.click(60, 60)
    hand.move(61, 60)
    assert hand.canvas.cursor().shape() == Qt.CursorShape.SizeAllCursor
    hand.move(90, 60)
    assert hand.canvas.cursor().shape() == Qt.CursorShape.BitmapCursor


def test_the_hand_takes_hold_of_no_prompt(hand: Hand, window: MainWindow) -> None:
    hand.click(60, 60)
    hand.key(Qt.Key.Key_H)
    hand.click(60, 60)
    assert window.prompts.selected is None


def test_prompts_of_a_layer_are_moved_as_well(hand: Hand, window: MainWindow) -> None:
    hand.click(60, 60)
    hand.wait()
    hand.key(Qt.Key.Key_Return)
    (layer,) = hand.editor.state.things
    window.layers.choose(layer.id)
    hand.wait()
    hand.drag((60, 60), (100, 100), (330, 250))
    mask = hand.wait()
    (layer,) = hand.editor.state.things
    assert layer.outline.steps[0].prompt == Prompt((THERE,))
    assert mask[250, 330] == 255


def test_a_prompt_moved_while_a_mask_is_awaited_takes_its_turn(
    hand: Hand, window: MainWindow, predictor: FakePredictor
) -> None:
    predictor.gate.clear()
    hand.click(60, 60)
    hand.key(Qt.Key.Key_Return)
    window.prompts.move(HERE, THERE)
    predictor.gate.set()
    hand._qtbot.waitUntil(lambda: bool(hand.editor.state.things))
    assert items(hand) == [], "what was to be moved had become a layer"
    assert hand.editor.state.things[0].outline.steps[0].prompt == Prompt((HERE,))
    assert hand.editor.undo_text == "New Layer"


def areas_of_candidates(hand: Hand, count: int) -> list[int]:
    areas = [int((hand.wait() > 0).sum())]
    for _ in range(count):
        hand.key(Qt.Key.Key_G)
        areas.append(int((hand.wait() > 0).sum()))
    return areas


def test_g_goes_through_what_a_click_may_mean(hand: Hand, predictor: FakePredictor) -> None:
    hand.click(200, 150)
    hand.wait()
    asked = len(predictor.asked)
    likeliest, larger, smaller, again = areas_of_candidates(hand, 3)
    assert smaller < likeliest < larger
    assert again == likeliest
    assert len(predictor.asked) == asked, "they were known already"
    undo(hand)
    assert int((hand.wait() > 0).sum()) == smaller
    assert len(predictor.asked) == asked


def test_a_later_click_goes_on_from_the_candidate(hand: Hand, predictor: FakePredictor) -> None:
    hand.click(200, 150)
    areas_of_candidates(hand, 1)
    chosen = hand.editor.outline.steps[-1]
    hand.click(60, 60)
    hand.wait()
    prompt, previous = predictor.asked[-1]
    assert prompt == Prompt((Click(200.5, 150.5), HERE))
    assert getattr(previous, "packed", None) == chosen.packed
    undo(hand)
    assert hand.editor.outline.steps[-1] == chosen


def test_the_candidates_are_told_and_chosen_in_the_options_bar(
    hand: Hand, window: MainWindow, predictor: FakePredictor
) -> None:
    def shown() -> list[str]:
        return [name for name in CANDIDATES if window.verbs[name].isChecked()]

    bar = window.findChild(OptionsBar)
    buttons = {each.text(): each for each in bar.findChildren(QToolButton)}
    hand.click(200, 150)
    areas = {"whole": int((hand.wait() > 0).sum())}
    assert shown() == ["whole"]
    asked = len(predictor.asked)
    for name, text in (("several", "Group"), ("part", "Part")):
        QTest.mouseClick(buttons[text], LEFT)
        areas[name] = int((hand.wait() > 0).sum())
        assert shown() == [name]
    assert areas["part"] < areas["whole"] < areas["several"]
    steps = len(hand.editor.history)
    QTest.mouseClick(buttons["Part"], LEFT)
    assert len(hand.editor.history) == steps and shown() == ["part"]
    undo(hand)
    assert int((hand.wait() > 0).sum()) == areas["several"] and shown() == ["several"]
    assert len(predictor.asked) == asked


def test_a_candidate_chosen_while_a_mask_is_awaited_takes_its_turn(
    hand: Hand, window: MainWindow, predictor: FakePredictor
) -> None:
    hand.wait()
    predictor.gate.clear()
    hand.click(200, 150)
    window.verbs["several"].trigger()
    assert not window.verbs["several"].isChecked(), "it is not outlined yet"
    predictor.gate.set()
    hand._qtbot.waitUntil(lambda: window.prompts.candidate == 2)


def test_without_a_click_there_is_no_candidate(hand: Hand, window: MainWindow) -> None:
    hand.wait()
    assert not any(window.verbs[name].isEnabled() for name in ("candidate", *CANDIDATES))
    hand.key(Qt.Key.Key_G)
    assert hand.editor.outline.suggested
    hand.click(200, 150)
    hand.wait()
    assert all(window.verbs[name].isEnabled() for name in ("candidate", *CANDIDATES))
    hand.click(60, 60)
    hand.wait()
    assert not window.verbs["part"].isEnabled() and window.prompts.candidate is None


def test_intersecting_keeps_what_both_hold(hand: Hand, window: MainWindow) -> None:
    hand.click(60, 60)
    hand.wait()
    window.verbs["intersect"].trigger()
    hand.click(90, 60)
    mask = hand.wait()
    assert mask[60, 75] == 255
    assert mask[60, 20] == mask[60, 130] == 0
    assert hand.editor.undo_text == "Intersect with Click"


@pytest.mark.parametrize("how", ["take", "intersect"])
def test_a_lasso_cuts_exactly_along_its_curve(
    hand: Hand, window: MainWindow, predictor: FakePredictor, how: str
) -> None:
    before = hand.wait()
    asked = len(predictor.asked)
    hand.key(Qt.Key.Key_L)
    window.verbs[how].trigger()
    hand.drag((200, 50), (300, 50), (300, 250), (200, 250))
    mask = hand.wait()
    outside, inside = mask[:, :199], mask[60:240, 202:299]
    gone, kept = (inside, outside) if how == "take" else (outside, inside)
    before_kept = before[:, :199] if how == "take" else before[60:240, 202:299]
    assert not gone.any()
    np.testing.assert_array_equal(kept, before_kept)
    assert len(predictor.asked) == asked


def test_a_lasso_has_a_live_mask_and_a_press_alone_clicks(hand: Hand, qtbot: QtBot) -> None:
    hand.key(Qt.Key.Key_L)
    hand.press(20, 20)
    hand.move(100, 20)
    hand.move(100, 100)
    qtbot.waitUntil(lambda: hand.shown(90, 40) == 255)
    hand.move(20, 100)
    qtbot.waitUntil(lambda: hand.shown(30, 80) == 255)
    hand.release(20, 100)
    assert items(hand) == [Lasso(((20.5, 20.5), (100.5, 20.5), (100.5, 100.5), (20.5, 100.5)))]
    assert hand.editor.undo_text == "Lasso"
    hand.wait()
    hand.click(300, 200)
    assert items(hand)[-1] == Click(300.5, 200.5)


def test_lassos_are_saved_with_what_they_cut(
    hand: Hand, window: MainWindow, predictor: FakePredictor, tmp_path: Path, qtbot: QtBot
) -> None:
    hand.wait()
    hand.key(Qt.Key.Key_L)
    hand.drag((200, 50), (300, 50), (300, 250), (200, 250), modifier=ALT)
    mask = hand.wait()
    state = hand.editor.state
    with qtbot.waitSignal(window.files.saved):
        window.files.save(tmp_path / "cut.sqsam")
    asked = len(predictor.asked)
    hand.reopen(tmp_path / "cut.sqsam")
    assert hand.editor.state == state
    np.testing.assert_array_equal(hand.wait(), mask)
    assert len(predictor.asked) == asked


def test_hovering_over_nothing_with_intersect_asks_nothing(
    hand: Hand, window: MainWindow, predictor: FakePredictor, qtbot: QtBot
) -> None:
    hand.key(Qt.Key.Key_Escape)
    window.verbs["intersect"].trigger()
    asked = len(predictor.asked)
    hand.move(60, 60)
    with qtbot.waitSignal(hand.editor._hovering._rest.timeout):
        hand.move(61, 60)
    hand.click(60, 60)
    assert "Nothing is outlined" in window.messages.text
    assert len(predictor.asked) == asked


def test_arrow_keys_mean_what_is_seen_when_the_picture_is_turned(
    hand: Hand, window: MainWindow
) -> None:
    hand.click(60, 60)
    hand.wait()
    window.prompts.select(HERE)
    window.verbs["rotate_right"].trigger()
    window.prompts.select(HERE)
    hand.key(RIGHT)
    (moved,) = items(hand)
    assert isinstance(moved, Click)
    assert (moved.x, moved.y) == pytest.approx((60.5, 59.5))
