"""The simulated user, against cases worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.core.prompt import Box, Click, Prompt
from sqsam_desktop.engine.preprocess import BOX, View, draw_prompt
from sqsam_desktop.training import clicks
from sqsam_desktop.training.evaluate import Scores, boundary_iou, iou


def square(x0: int, y0: int, x1: int, y1: int, size: int = 40) -> np.ndarray:
    region = np.zeros((size, size), bool)
    region[y0:y1, x0:x1] = True
    return region


ALL = np.ones((40, 40), bool)
NONE = np.zeros((40, 40), bool)


def test_the_first_click_is_the_deepest_point() -> None:
    assert clicks.deepest_point(square(10, 10, 21, 21)) == Click(15.5, 15.5)


def test_the_pictures_border_counts_as_outside() -> None:
    assert clicks.depth(ALL)[0, 0] == 1
    assert clicks.deepest_point(square(0, 0, 11, 11)) == Click(5.5, 5.5)


def test_the_larger_error_decides_the_sign() -> None:
    target, mask = square(5, 5, 25, 25), square(5, 5, 25, 15)
    missed = clicks.next_click(mask, target, ALL, NONE)
    assert missed is not None and missed.positive and missed.y > 15
    wrong = clicks.next_click(ALL, square(0, 0, 4, 4), ALL, NONE)
    assert wrong is not None and not wrong.positive


def test_a_tie_is_a_negative_click() -> None:
    target, mask = square(2, 2, 9, 9), square(22, 22, 29, 29)
    click = clicks.next_click(mask, target, ALL, NONE)
    assert click == Click(25.5, 25.5, positive=False)


def test_nothing_wrong_nothing_clicked() -> None:
    region = square(3, 3, 20, 20)
    assert clicks.next_click(region, region, ALL, NONE) is None


def test_what_is_unknown_is_neither_clicked_nor_counted() -> None:
    target = square(10, 10, 20, 20)
    valid = ~square(0, 0, 40, 15)
    click = clicks.next_click(NONE, target, valid, NONE)
    assert click is not None and click.y > 15
    mask = (target & valid) * np.uint8(255)
    assert iou(mask, target, valid) == 1.0


def test_a_pixel_is_not_clicked_twice() -> None:
    target = square(10, 10, 21, 21)
    first = clicks.next_click(NONE, target, ALL, NONE)
    assert first is not None
    clicked = NONE.copy()
    clicked[int(first.y), int(first.x)] = True
    assert clicks.next_click(NONE, target, ALL, clicked) != first


def test_the_box_is_tight_and_jitters_by_what_is_asked() -> None:
    region = square(10, 5, 30, 15)
    assert clicks.box_around(region) == Box(10, 5, 30, 15)
    rng = np.random.default_rng(0)
    for _ in range(50):
        box = clicks.box_around(region, rng, 0.1)
        assert abs(box.x0 - 10) <= 2 and abs(box.y1 - 15) <= 1


def test_strokes_stay_inside() -> None:
    region = square(5, 5, 35, 35)
    rng = np.random.default_rng(0)
    for _ in range(30):
        stroke = clicks.stroke_inside(region, rng, 3)
        assert stroke is not None and 2 <= len(stroke.points) <= 5
        assert all(region[int(y), int(x)] for x, y in stroke.points[:1])
    assert clicks.stroke_inside(NONE, rng, 3) is None


@pytest.mark.parametrize(
    ("ious", "expected"),
    [([0.95], 1), ([0.2, 0.9], 2), ([0.5] * 20, 20), ([0.5] * 19 + [0.9], 20), ([0.8999], 20)],
)
def test_number_of_clicks(ious: list[float], expected: int) -> None:
    scores = Scores(ious=[ious], boundary=[1], jittered=[1], second=[1], box=[1], stroke=[1])
    assert scores.summary()["noc90"] == expected


def test_boundary_iou_sees_only_the_rim() -> None:
    target = square(5, 5, 35, 35)
    assert boundary_iou(target * np.uint8(255), target, ALL) == 1.0
    shifted = square(7, 5, 37, 35) * np.uint8(255)
    assert boundary_iou(shifted, target, ALL) < iou(shifted, target, ALL)
    assert boundary_iou(np.zeros((40, 40), np.uint8), target, ALL) == 0.0


@given(st.integers(0, 10_000), st.booleans())
def test_a_lasso_goes_around_the_whole_object(seed: int, two_parts: bool) -> None:
    region = square(50, 60, 120, 140, size=240)
    if two_parts:
        region |= square(150, 100, 190, 160, size=240)
    lasso = clicks.lasso_around(region, np.random.default_rng(seed))
    assert lasso is not None
    drawn = draw_prompt(Prompt([lasso]), View(0, 0, 1, 240))[BOX] > 0
    assert drawn[region].mean() > 0.9
    assert drawn.mean() < 0.6
