"""What is painted over a mask by hand."""

from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sqsam_desktop.core.brush import BrushStroke
from sqsam_desktop.core.corrections import NO_CORRECTIONS, Corrections

WIDTH, HEIGHT = 300, 288
WHOLE = (0, 0, WIDTH, HEIGHT)


def grey(value: int) -> np.ndarray:
    return np.full((HEIGHT, WIDTH), value, np.uint8)


def applied(corrections: Corrections, mask: np.ndarray) -> np.ndarray:
    return corrections.applied(mask, WHOLE, 1.0)


_x, _y = st.floats(-20, WIDTH + 20), st.floats(-20, HEIGHT + 20)
_dabs = st.lists(st.tuples(_x, _y, st.floats(0.5, 40)), min_size=1, max_size=3).map(tuple)
strokes = st.builds(BrushStroke, _dabs, st.floats(0, 1), st.floats(0.1, 1), st.booleans())


@given(st.lists(strokes, max_size=4), strokes, st.integers(0, 255), st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_what_is_painted_to_full_stays_whatever_comes_below(
    earlier: list[BrushStroke], last: BrushStroke, before: int, later: int
) -> None:
    corrections = NO_CORRECTIONS
    for stroke in earlier:
        corrections = corrections.painted(stroke)
    corrections = corrections.painted(BrushStroke(last.dabs, last.hardness, 1.0, last.adds))
    full = BrushStroke(last.dabs, last.hardness, 1.0).cover(WHOLE, 1.0) == 255
    for value in (before, later):
        assert (applied(corrections, grey(value))[full] == (255 if last.adds else 0)).all()


@given(st.lists(strokes, min_size=1, max_size=4), st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_strokes_change_the_mask_as_paint_on_a_picture_would(
    painted: list[BrushStroke], value: int
) -> None:
    corrections, expected = NO_CORRECTIONS, grey(value).astype(np.float64)
    for stroke in painted:
        corrections = corrections.painted(stroke)
        cover = stroke.cover(WHOLE, 1.0) / 255
        expected += ((255 if stroke.adds else 0) - expected) * cover
    result = applied(corrections, grey(value))
    assert np.abs(result - expected).max() <= 1 + len(painted)


@given(st.lists(strokes, min_size=1, max_size=3), st.integers(0, 250), st.integers(0, 250))
@settings(max_examples=30, deadline=None)
def test_parts_of_a_corrected_mask_fit_together(
    painted: list[BrushStroke], left: int, top: int
) -> None:
    corrections = NO_CORRECTIONS
    for stroke in painted:
        corrections = corrections.painted(stroke)
    mask = np.random.default_rng(left).integers(0, 256, (HEIGHT, WIDTH), np.uint8)
    before, whole = mask.copy(), applied(corrections, mask)
    bounds = left, top, min(WIDTH, left + 40), min(HEIGHT, top + 30)
    area = np.s_[bounds[1] : bounds[3], bounds[0] : bounds[2]]
    part = corrections.applied(mask[area], bounds, 1.0)
    np.testing.assert_array_equal(part, whole[area])
    np.testing.assert_array_equal(mask, before)


@given(st.lists(strokes, min_size=1, max_size=3))
@settings(max_examples=30, deadline=None)
def test_corrections_are_read_as_they_were_written(painted: list[BrushStroke]) -> None:
    corrections = NO_CORRECTIONS
    for stroke in painted:
        corrections = corrections.painted(stroke)
    read = Corrections.from_json(corrections.to_json(), corrections.to_png())
    assert read == corrections
    for value in (0, 100, 255):
        np.testing.assert_array_equal(applied(read, grey(value)), applied(corrections, grey(value)))


def test_a_tile_of_any_scale_is_the_part_of_the_whole() -> None:
    stroke = BrushStroke(((60.0, 50.0, 30.0), (250.0, 200.0, 14.0)), 0.3)
    corrections = NO_CORRECTIONS.painted(stroke)
    for cell in (1, 2, 3, 4):
        shape = (HEIGHT // cell, WIDTH // cell)
        whole = corrections.applied(np.zeros(shape, np.uint8), WHOLE, 1 / cell)
        part = (10 * cell, 20 * cell, 60 * cell, 50 * cell)
        tile = corrections.applied(np.zeros((30, 50), np.uint8), part, 1 / cell)
        np.testing.assert_allclose(tile.astype(int), whole[20:50, 10:60], atol=1)
        small = cv2.resize(applied(corrections, grey(0)), shape[::-1], interpolation=cv2.INTER_AREA)
        assert np.abs(whole.astype(int) - small).max() <= 24


def test_the_hand_may_be_as_slow_or_fast_as_it_likes() -> None:
    slow = BrushStroke(tuple((20.0 + x, 60.0, 12.0) for x in range(200)))
    fast = BrushStroke(((20.0, 60.0, 12.0), (219.0, 60.0, 12.0)))
    difference = np.abs(slow.cover(WHOLE, 1.0).astype(int) - fast.cover(WHOLE, 1.0))
    assert difference.max() <= 16 and difference.mean() < 0.05


def test_going_over_a_place_twice_in_one_stroke_covers_no_more() -> None:
    once = BrushStroke(((50.0, 50.0, 20.0), (150.0, 50.0, 20.0)), strength=0.5)
    twice = BrushStroke((*once.dabs, once.dabs[0]), strength=0.5)
    np.testing.assert_array_equal(once.cover(WHOLE, 1.0), twice.cover(WHOLE, 1.0))


def test_only_painted_tiles_are_kept() -> None:
    corner = NO_CORRECTIONS.painted(BrushStroke(((20.0, 20.0, 10.0),)))
    applied(corner, grey(0))
    assert corner.to_json()["bounds"] == [0, 0, 256, 256]
    assert 0 < corner.nbytes < 4000
    again = corner.painted(BrushStroke(((280.0, 270.0, 10.0),)))
    applied(again, grey(0))
    assert 0 < again.nbytes < 4000, "shares the first tile"


def test_states_are_equal_if_the_same_was_painted() -> None:
    stroke, other = BrushStroke(((20.0, 20.0, 10.0),)), BrushStroke(((21.0, 20.0, 10.0),))
    assert NO_CORRECTIONS.painted(stroke) == NO_CORRECTIONS.painted(stroke)
    assert NO_CORRECTIONS.painted(stroke) != NO_CORRECTIONS.painted(other)
    assert not NO_CORRECTIONS and NO_CORRECTIONS.painted(stroke)
