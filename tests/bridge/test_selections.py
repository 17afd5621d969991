from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.bridge.selections import prompt_from
from sqsam_desktop.core.prompt import Lasso, Stroke
from sqsam_desktop.errors import SqsamError


@given(
    st.integers(300, 1500),
    st.integers(300, 1500),
    st.lists(st.tuples(st.floats(0.1, 0.9), st.floats(0.1, 0.9)), min_size=2, max_size=4),
)
def test_a_painted_selection_becomes_dots_that_cover_it(
    width: int, height: int, points: list[tuple[float, float]]
) -> None:
    painted = np.zeros((height, width), np.uint8)
    line = np.array([(x * width, y * height) for x, y in points]).astype(np.int32)
    cv2.polylines(painted, [line], False, 255, max(width, height) // 12)
    dots = np.zeros_like(painted)
    for item in prompt_from(painted, "stroke").items:
        assert isinstance(item, Stroke)
        ((x, y),) = item.points
        cv2.circle(dots, (int(x), int(y)), round(item.width / 2), 255, -1)
    assert (dots[painted > 0] > 0).mean() > 0.8
    assert (painted[dots > 0] > 0).mean() > 0.85


@given(st.integers(20, 900), st.integers(20, 900), st.integers(5, 400))
def test_a_region_becomes_a_lasso_around_its_largest_part(x: int, y: int, side: int) -> None:
    selection = np.zeros((1300, 1300), np.uint8)
    selection[2:10, 2:10] = 255
    selection[y : y + side + 8, x : x + side + 8] = 255
    (item,) = prompt_from(selection, "region").items
    assert isinstance(item, Lasso)
    found = np.array(item.points)
    assert np.abs(found.min(axis=0) - (x, y)).max() < 8
    assert np.abs(found.max(axis=0) - (x + side + 8, y + side + 8)).max() < 8


def test_a_selection_of_a_few_pixels_still_means_something() -> None:
    selection = np.zeros((40, 60), np.uint8)
    selection[20, 30:32] = 255
    for meant in ("region", "stroke"):
        prompt = prompt_from(selection, meant)
        prompt.check(60, 40)
        assert len(prompt) == 1


def test_nothing_selected_is_said() -> None:
    with pytest.raises(SqsamError, match="Nothing is selected"):
        prompt_from(np.full((30, 40), 100, np.uint8), "region")
    with pytest.raises(SqsamError, match="as a region or as a stroke"):
        prompt_from(np.full((30, 40), 200, np.uint8), "wish")
