"""Discs stamped on masks, and the lines around them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.core.mask import contours, with_disc


def disc(width: int, height: int, x: float, y: float, radius: float) -> np.ndarray:
    rows, columns = np.mgrid[:height, :width] + 0.5
    return np.where(np.hypot(columns - x, rows - y) <= radius, 255, 0).astype(np.uint8)


@given(st.floats(-20, 80), st.floats(-20, 60), st.floats(0.1, 30), st.sampled_from([0, 255]))
def test_a_disc_changes_only_what_it_covers(x: float, y: float, radius: float, value: int) -> None:
    mask = np.full((40, 60), 255 - value, np.uint8)
    stamped = with_disc(mask, (x, y), radius, value)
    assert (mask == 255 - value).all(), "the original is left alone"
    far = disc(60, 40, x, y, radius + 1) == 0
    assert (stamped[far] == 255 - value).all()
    if 0 <= x < 60 and 0 <= y < 40:
        assert stamped[int(y), int(x)] == value


def test_the_contour_follows_the_edge() -> None:
    (line,) = contours(disc(100, 80, 50, 40, 30))
    np.testing.assert_array_equal(line[0], line[-1])
    distance = np.hypot(line[:, 0] - 50, line[:, 1] - 40)
    assert distance == pytest.approx(29.3, abs=0.9)


def test_holes_have_their_own_line() -> None:
    mask = disc(100, 80, 50, 40, 30)
    mask[disc(100, 80, 50, 40, 12) > 0] = 0
    assert len(contours(mask)) == 2


def test_nothing_has_no_line() -> None:
    assert contours(np.full((20, 30), 127, np.uint8)) == []


def test_a_full_mask_is_lined_along_the_borders_of_the_picture_only() -> None:
    mask = np.full((20, 30), 255, np.uint8)
    assert len(contours(mask)) == 1
    lines = contours(mask, cut=(True, False, True, False))
    points = np.concatenate(lines)
    assert len(lines) == 2
    assert set(points[:, 1]) == {0.5, 19.5}
    assert contours(mask, cut=(True,) * 4) == []


@given(st.floats(-10, 70), st.floats(-10, 50), st.floats(3, 40))
def test_no_line_runs_along_a_cut_border(x: float, y: float, radius: float) -> None:
    lines = contours(disc(60, 40, x, y, radius), cut=(True,) * 4)
    for line in lines:
        assert (line > 0).all()
        for axis, end in ((0, 59.5), (1, 39.5)):
            on_border = (line[:, axis] <= 0.5) | (line[:, axis] >= end)
            assert not (on_border[1:] & on_border[:-1]).any()
