"""Photos made small: any part is that of the whole, and what is kept is not kept for ever."""

from __future__ import annotations

import weakref

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.core import shrinking
from sqsam_desktop.core.shrinking import sampled, shrunk

WIDTH, HEIGHT = 61, 47


def photo(seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)


@given(st.integers(1, 5), st.integers(0, 8), st.integers(0, 8), st.integers(1, 9))
def test_a_part_is_that_of_the_whole_whether_it_is_kept_or_not(
    cell: int, column: int, row: int, count: int
) -> None:
    x0, y0 = column * cell, row * cell
    room = x0, y0, min(x0 + count * cell, WIDTH), min(y0 + count * cell, HEIGHT)
    picture = photo()
    part = shrunk(picture, room, cell)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shrinking, "_MOST_PIXELS", 0)
        np.testing.assert_array_equal(shrunk(picture, room, cell), part)
    inner = picture[y0 : y0 + cell, x0 : x0 + cell]
    if inner.shape[:2] == (cell, cell):
        assert np.abs(part[0, 0] - inner.reshape(-1, 3).mean(axis=0)).max() <= 0.51


def test_another_photo_is_another() -> None:
    for seed in range(3):
        expected = cv2.resize(photo(seed)[:44, :60], (15, 11), interpolation=cv2.INTER_AREA)
        np.testing.assert_array_equal(shrunk(photo(seed), (0, 0, 60, 44), 4), expected)


def test_what_was_made_small_is_not_made_small_again() -> None:
    picture = photo()
    for_screen, for_thumbnails = (shrunk(picture, (0, 0, 60, 44), cell) for cell in (2, 4))
    assert np.shares_memory(for_screen, shrunk(picture, (4, 4, WIDTH, HEIGHT), 2))
    assert np.shares_memory(for_thumbnails, shrunk(picture, (4, 4, WIDTH, HEIGHT), 4))


def test_no_more_is_kept_than_is_needed() -> None:
    picture = photo()
    first = weakref.ref(shrunk(picture, (0, 0, 60, 44), 2).base)
    for cell in (3, 4, 5):
        shrunk(picture, (0, 0, 60, 40), cell)
    assert first() is None


def test_it_goes_with_its_photo() -> None:
    picture = photo()
    small = weakref.ref(shrunk(picture, (0, 0, 60, 44), 4).base)
    assert small() is not None
    del picture
    assert small() is None


@given(st.floats(0.06, 1.4), st.integers(0, 30), st.integers(0, 25), st.integers(16, 31))
def test_at_any_scale_everything_is_where_it_was(
    scale: float, left: int, top: int, side: int
) -> None:
    rows, columns = np.mgrid[:60, :64]
    ramp = np.dstack([columns * 4, rows * 4, np.full_like(rows, 7)]).astype(np.uint8)
    x1, y1 = min(left + side, 64), min(top + side, 60)
    found = sampled(ramp, (left, top, x1, y1), scale)
    height, width = max(1, round((y1 - top) * scale)), max(1, round((x1 - left) * scale))
    assert found.shape == (height, width, 3)
    # Away from the border, where nothing had to be continued.
    x = left + (np.arange(width) + 0.5) * (x1 - left) / width
    y = top + (np.arange(height) + 0.5) * (y1 - top) / height
    far = 1 / scale + 1
    inner_x, inner_y = (x > far) & (x < 64 - far), (y > far) & (y < 60 - far)
    inner = found[inner_y][:, inner_x].astype(float)
    expected = np.broadcast_to(4 * (x[inner_x] - 0.5), inner.shape[:2])
    assert np.abs(inner[..., 0] - expected).max(initial=0) <= 4
    down = np.broadcast_to(4 * (y[inner_y, None] - 0.5), inner.shape[:2])
    assert np.abs(inner[..., 1] - down).max(initial=0) <= 4
