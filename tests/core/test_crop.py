"""A crop being made: it holds nothing but photo, keeps its ratio, and loses nothing on the way."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sqsam_desktop.core.crop import HANDLES, Crop
from sqsam_desktop.core.frame import Frame

SOURCE = (600, 400)


@st.composite
def crops(draw: st.DrawFn) -> Crop:
    frame = Frame.of(SOURCE).turned(draw(st.integers(0, 3)))
    if draw(st.booleans()):
        frame = frame.flipped(True)
    crop = Crop.of(frame, SOURCE)
    if draw(st.booleans()):
        crop = crop.straightened(draw(st.floats(-45, 45)))
    return crop.with_ratio(draw(st.sampled_from([None, 1.0, 1.5, 16 / 9])))


handles = st.sampled_from(HANDLES)
places = st.floats(-200, 900)


def lies_in_the_photo(crop: Crop) -> bool:
    # The frame itself is cut to the photo; the rectangle shown may differ from it by rounding.
    frame = crop.frame
    near = all(abs(a - b) <= 2 for a, b in zip(frame.size, crop.size, strict=True))
    return frame.lies_in(SOURCE) and near


@example(
    Crop(SOURCE, Frame.of(SOURCE).rotated(1.0).whole(SOURCE), (11, 11, 595, 400)),
    (-1, -1),
    0.0,
    375.0,
)
@given(crops(), handles, places, places)
def test_a_dragged_crop_holds_nothing_but_photo(
    crop: Crop, handle: tuple[int, int], x: float, y: float
) -> None:
    assert lies_in_the_photo(crop.dragged(handle, x, y))


@given(crops(), st.floats(-900, 900), st.floats(-900, 900))
def test_a_moved_crop_keeps_its_size_and_stays_on_the_photo(
    crop: Crop, dx: float, dy: float
) -> None:
    moved = crop.moved(dx, dy)
    assert moved.size == crop.size
    assert lies_in_the_photo(moved)


@given(crops(), handles, places, places)
def test_a_ratio_is_kept(crop: Crop, handle: tuple[int, int], x: float, y: float) -> None:
    crop = crop.with_ratio(1.5)
    width, height = crop.dragged(handle, x, y).size
    assert abs(width - height * 1.5) <= 2.5


@given(handles, st.floats(30, 370), st.floats(30, 370))
def test_a_free_handle_goes_where_it_is_dragged(
    handle: tuple[int, int], x: float, y: float
) -> None:
    crop = Crop(SOURCE, Frame.of(SOURCE), (25, 25, 375, 375))
    x0, y0, x1, y1 = crop.dragged(handle, x, y).bounds
    edges = {-1: (x0, y0), 1: (x1, y1)}
    for axis, side in enumerate(handle):
        if side:
            assert abs(edges[side][axis] - (x, y)[axis]) <= 1 or min(x1 - x0, y1 - y0) == 1


@given(st.floats(-45, 45), st.floats(-45, 45))
def test_straightening_back_and_forth_loses_nothing(first: float, then: float) -> None:
    crop = Crop.of(Frame.of(SOURCE), SOURCE)
    assert crop.straightened(first).straightened(then).size == crop.straightened(then).size
    level = crop.straightened(first).straightened(0)
    assert level.size == SOURCE
    assert level.tilt == pytest.approx(0, abs=1e-9)


@given(st.integers(0, 3), st.booleans(), st.floats(-44, 44))
def test_the_tilt_is_what_was_asked_for(quarters: int, flips: bool, degrees: float) -> None:
    frame = Frame.of(SOURCE).turned(quarters)
    crop = Crop.of(frame.flipped(True) if flips else frame, SOURCE)
    assert crop.straightened(degrees).tilt == pytest.approx(degrees, abs=1e-6)


def test_a_crop_that_is_not_turned_copies_pixels() -> None:
    crop = Crop.of(Frame.of(SOURCE).turned(1), SOURCE).dragged((1, 1), 100.4, 200.6)
    assert crop.frame.is_exact
    assert crop.frame.size == (100, 201)


@given(st.floats(-44, 44), st.integers(0, 3))
def test_a_photo_turned_there_and_back_is_copied_again(degrees: float, quarters: int) -> None:
    turned = Crop.of(Frame.of(SOURCE).turned(quarters), SOURCE).straightened(degrees).frame
    level = Crop.of(turned, SOURCE).straightened(0)
    assert level.frame.is_exact
    assert all(value.is_integer() for value in level.frame.matrix)


def test_a_handle_dragged_beyond_the_photo_stops_at_its_border() -> None:
    crop = Crop(SOURCE, Frame.of(SOURCE), (300, 250, 400, 300))
    assert crop.dragged((1, 1), 5000, 5000).bounds == (300, 250, 600, 400)
