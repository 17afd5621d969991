"""What a gesture makes of an outline."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sqsam_desktop.core.brush import BrushStroke
from sqsam_desktop.core.corrections import NO_CORRECTIONS
from sqsam_desktop.core.outline import SUGGESTION, Mode, Outline, Step, base, extended
from sqsam_desktop.core.prompt import Box, Click, Prompt, PromptItem, Stroke
from sqsam_desktop.errors import SqsamError

HERE, THERE = Click(20.5, 20.5), Click(80.5, 60.5)


def answered(outline: Outline) -> Outline:
    steps = tuple(replace(s, packed=str(i).encode()) for i, s in enumerate(outline.steps))
    return Outline(steps, outline.suggested)


def gestures(*given: tuple[PromptItem, Mode], start: Outline = SUGGESTION) -> Outline:
    outline = start
    for item, mode in given:
        outline = extended(answered(outline), item, mode)
    return outline


def test_the_first_plain_gesture_replaces_the_suggestion() -> None:
    assert gestures((HERE, "plain")).steps == (Step("new", Prompt((HERE,))),)


def test_a_further_plain_gesture_extends_the_same_object() -> None:
    assert gestures((HERE, "plain"), (THERE, "plain")).steps == (
        Step("new", Prompt((HERE, THERE))),
    )


def test_shift_adds_a_thing_of_its_own_even_to_the_suggestion() -> None:
    steps = gestures((HERE, "add")).steps
    assert [step.op for step in steps] == ["new", "add"]
    assert steps[1].prompt == Prompt((HERE,))


def test_a_plain_gesture_after_shift_extends_the_added_thing() -> None:
    steps = gestures((HERE, "plain"), (THERE, "add"), (Click(90, 60), "plain")).steps
    assert steps[-1] == Step("add", Prompt((THERE, Click(90, 60))))


def test_taking_away_carries_the_items_of_a_lone_object() -> None:
    steps = gestures((HERE, "plain"), (Click(30, 20), "take")).steps
    assert steps[-1] == Step("take", Prompt((HERE, Click(30, 20, positive=False))))


def test_taking_away_again_extends_the_same_step() -> None:
    steps = gestures((HERE, "plain"), (THERE, "take"), (Click(1, 1), "take")).steps
    assert len(steps) == 2
    assert len(steps[-1].prompt) == 3


def test_taking_away_from_several_things_names_only_what_goes() -> None:
    given = (HERE, "plain"), (THERE, "add"), (Click(1, 1), "take"), (Click(2, 2), "take")
    steps = gestures(*given).steps
    assert steps[-2].prompt == Prompt((Click(1, 1, positive=False),))
    assert steps[-1].prompt == Prompt((Click(2, 2, positive=False),))


def test_a_plain_gesture_after_taking_away_adds_and_remembers_what_was_taken() -> None:
    steps = gestures((HERE, "plain"), (Click(30, 20), "take"), (THERE, "plain")).steps
    assert [step.op for step in steps] == ["new", "take", "add"]
    assert steps[-1].prompt == Prompt((HERE, Click(30, 20, positive=False), THERE))


def test_a_plain_box_replaces_the_earlier_one() -> None:
    first, second = Box(0, 0, 50, 50), Box(10, 10, 60, 60)
    steps = gestures((first, "plain"), (HERE, "plain"), (second, "plain")).steps
    assert steps == (Step("new", Prompt((HERE, second))),)


def test_a_box_taken_away_is_subtracted() -> None:
    assert gestures((HERE, "plain"), (Box(0, 0, 9, 9), "take")).steps[-1].op == "subtract"


def test_nothing_can_be_taken_from_nothing() -> None:
    with pytest.raises(SqsamError, match="Nothing is outlined"):
        extended(Outline(), HERE, "take")


@pytest.mark.parametrize("mode", ["take", "intersect"])
def test_what_was_painted_is_for_the_eraser(mode: Mode) -> None:
    painted = Outline(corrections=NO_CORRECTIONS.painted(BrushStroke(((20, 20, 9),))))
    with pytest.raises(SqsamError, match="painted") as caught:
        extended(painted, HERE, mode)
    assert "eraser" in caught.value.hint


def test_a_stroke_gets_the_sign_of_its_gesture() -> None:
    stroke = Stroke(((1, 1), (5, 5)), 3)
    taken = gestures((HERE, "plain"), (stroke, "take")).steps[-1].prompt.strokes
    assert [item.positive for item in taken] == [False]


@pytest.mark.parametrize(
    ("given", "refines"),
    [
        ([(HERE, "plain")], False),
        ([(HERE, "add")], False),
        ([(HERE, "take")], True),
        ([(HERE, "plain"), (THERE, "plain")], True),
        ([(HERE, "plain"), (THERE, "add")], False),
        ([(HERE, "plain"), (THERE, "take")], True),
        ([(HERE, "plain"), (THERE, "take"), (Click(9, 9), "plain")], True),
        ([(Box(0, 0, 50, 50), "plain"), (Box(9, 9, 60, 60), "plain")], False),
    ],
)
def test_only_one_item_more_on_the_same_object_refines_its_prediction(
    given: list[tuple[PromptItem, Mode]], refines: bool
) -> None:
    old = answered(gestures(*given[:-1]))
    new = extended(old, *given[-1])
    assert base(old, new) == (old.steps[-1] if refines else None)


def test_every_mark_is_drawn_once_with_its_sign() -> None:
    box = Box(0, 0, 9, 9)
    outline = gestures((HERE, "plain"), (THERE, "take"), (box, "take"))
    assert outline.marks() == [
        (HERE, True),
        (replace(THERE, positive=False), False),
        (box, False),
    ]
