"""Which answers are shown, which are kept, and what happens when there is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.prompt import Click, Prompt, PromptItem
from sqsam_desktop.core.solver import Solver
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.main_window import MainWindow
from tests.fakes import FakePrediction, FakePredictor
from tests.ui.conftest import SHIFT, Hand


def hold(predictor: FakePredictor) -> None:
    """From now on the predictor blocks."""
    predictor.gate.clear()
    predictor.entered.clear()


def test_the_dot_is_there_before_the_mask(hand: Hand, predictor: FakePredictor) -> None:
    hold(predictor)
    hand.click(60, 60)
    assert hand.canvas.marks == [(Click(60.5, 60.5), True)]
    assert hand.shown(200, 150) == 255, "the old mask stays until the new one is there"
    predictor.gate.set()
    hand.wait()
    assert hand.shown(60, 60) == 255


def test_of_many_clicks_made_while_it_computes_only_the_newest_is_answered(
    hand: Hand, predictor: FakePredictor
) -> None:
    hold(predictor)
    before = len(predictor.asked)
    for x in (60, 100, 140, 180):
        hand.click(x, 60)
        assert predictor.entered.wait(10)
    predictor.gate.set()
    hand.wait()
    assert [len(prompt) for prompt, _ in predictor.asked[before:]] == [1, 4]


def test_a_prompt_that_was_never_answered_is_answered_when_undo_returns_to_it(
    hand: Hand, predictor: FakePredictor
) -> None:
    hold(predictor)
    hand.click(60, 60)
    assert predictor.entered.wait(10)
    hand.click(330, 60)
    hand.click(330, 250)
    predictor.gate.set()
    hand.wait()
    hand.editor.undo()
    mask = hand.wait()
    assert mask[60, 60] == mask[60, 330] == 255
    assert mask[250, 330] == 0
    asked = len(predictor.asked)
    hand.editor.redo()
    hand.wait()
    hand.editor.undo()
    np.testing.assert_array_equal(hand.wait(), mask)
    assert len(predictor.asked) == asked


def test_a_late_answer_does_not_come_back_after_escape(
    hand: Hand, predictor: FakePredictor, qtbot: QtBot
) -> None:
    hold(predictor)
    hand.click(60, 60)
    assert predictor.entered.wait(10)
    hand.key(Qt.Key.Key_Escape)
    answers: list[object] = []
    hand.editor.drawn.connect(answers.append)
    with qtbot.waitSignal(hand.editor.working, check_params_cb=lambda text: text == ""):
        predictor.gate.set()
    assert answers == []
    assert hand.canvas.drawing is None


def test_an_answer_for_another_photo_is_dropped(
    hand: Hand, window: MainWindow, predictor: FakePredictor, qtbot: QtBot, tmp_path: Path
) -> None:
    from PIL import Image

    other = tmp_path / "other.png"
    Image.new("RGB", (200, 500), "white").save(other)
    hold(predictor)
    hand.click(60, 60)
    assert predictor.entered.wait(10)
    with qtbot.waitSignal(hand.editor.opened):
        window.open(other)
    predictor.gate.set()
    assert hand.wait().shape == (500, 200)
    assert hand.editor.outline.suggested


def test_hover_shows_what_a_click_takes_and_the_click_uses_it(
    hand: Hand, predictor: FakePredictor, qtbot: QtBot
) -> None:
    before = len(predictor.asked)
    with qtbot.waitSignal(hand.editor.hovered, check_params_cb=lambda tile, adds: tile is not None):
        hand.move(60, 60)
    assert hand.editor.outline.suggested
    hand.click(60, 60)
    assert hand.wait()[60, 60] == 255
    assert len(predictor.asked) == before + 1, "the click asks what the hover already answered"


def test_a_gesture_before_the_subject_is_known_gets_both(
    empty_window: MainWindow, photo: Path, predictor: FakePredictor, qtbot: QtBot
) -> None:
    hold(predictor)
    with qtbot.waitSignal(empty_window.editor.opened):
        empty_window.open(photo)
    empty_window.editor.add(Click(60.5, 60.5), "add")
    predictor.gate.set()
    mask = Hand(empty_window, qtbot).wait()
    assert mask[150, 200] == mask[60, 60] == 255
    empty_window.editor.undo()
    mask = Hand(empty_window, qtbot).wait()
    assert mask[150, 200] == 255
    assert mask[60, 60] == 0
    assert len(predictor.asked) == 2


def test_a_hover_stays_while_the_pointer_moves_within_it(hand: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hand.editor.hovered, check_params_cb=lambda tile, adds: tile is not None):
        hand.move(60, 60)
    shown: list[object] = []
    hand.editor.hovered.connect(lambda tile, adds: shown.append(tile))
    hand.move(70, 65)
    assert shown == []
    hand.move(200, 250)
    assert shown == [None]


def test_hover_never_waits_before_a_prompt(
    hand: Hand, predictor: FakePredictor, qtbot: QtBot
) -> None:
    hold(predictor)
    before = len(predictor.asked)
    hand.click(60, 60)
    assert predictor.entered.wait(10)
    hand.editor.point_at(300.5, 200.5, "plain")
    with qtbot.waitSignal(hand.editor._hovering._rest.timeout):
        pass
    hand.click(100, 60)
    predictor.gate.set()
    hand.wait()
    assert [len(prompt) for prompt, _ in predictor.asked[before : before + 2]] == [1, 2]


def test_leaving_the_canvas_takes_the_hover_away(hand: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hand.editor.hovered, check_params_cb=lambda tile, adds: tile is not None):
        hand.move(60, 60)
    with qtbot.waitSignal(hand.editor.hovered, check_params_cb=lambda tile, adds: tile is None):
        QTest.qWait(0)
        hand.canvas.leaveEvent(QEvent(QEvent.Type.Leave))


def test_a_failed_prompt_is_taken_back_and_nothing_else_is_lost(
    hand: Hand, window: MainWindow, predictor: FakePredictor, qtbot: QtBot
) -> None:
    hand.click(60, 60)
    mask = hand.wait()

    def is_cursed(item: PromptItem) -> bool:
        return isinstance(item, Click) and item.x > 300

    predictor.failing = is_cursed
    with qtbot.waitSignal(hand.editor.failed):
        hand.click(330, 60, SHIFT)
    assert "stumbled" in window.messages.text
    assert [step.prompt for step in hand.editor.outline.steps] == [Prompt((Click(60.5, 60.5),))]
    assert (hand.wait() == mask).all()
    assert hand.editor.undo_text == "Click"
    assert hand.editor.redo_text is None
    hand.click(100, 60)
    assert hand.wait()[60, 100] == 255


def test_without_a_model_the_window_opens_and_says_so(photo: Path, qtbot: QtBot) -> None:
    def no_predictor() -> FakePredictor:
        raise SqsamError("The model is missing.", "Install the program again.")

    window = MainWindow(Solver(no_predictor, FakePrediction.unpack), Settings(animations=False))
    qtbot.addWidget(window)
    window.show()
    try:
        with qtbot.waitSignal(window.editor.failed):
            window.open(photo)
        assert window.messages.text == "The model is missing. Install the program again."
        assert window.editor.outline.steps == ()
        with qtbot.waitSignal(window.editor.failed):
            window.editor.add(Click(10, 10), "plain")
        assert window.editor.outline.steps == ()
        assert window.canvas.isVisible()
    finally:
        window.close()


def test_an_unforeseen_error_is_told_and_the_window_lives_on(
    hand: Hand, window: MainWindow, predictor: FakePredictor, qtbot: QtBot
) -> None:
    def broken(item: PromptItem) -> bool:
        raise ZeroDivisionError

    predictor.failing = broken
    with qtbot.waitSignal(hand.editor.failed):
        hand.click(60, 60)
    assert "unexpected" in window.messages.text
    assert hand.editor.outline.suggested
