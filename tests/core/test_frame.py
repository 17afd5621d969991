"""Frames: there and back, one after the other, and which pixels they show."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sqsam_desktop.core.frame import Frame, joined, mapped

SOURCE = (60, 44)


@st.composite
def exact_frames(draw: st.DrawFn, source: tuple[int, int] = SOURCE) -> Frame:
    """Frames made of crops, right angles and flips only."""
    frame = Frame.of(source)
    for _ in range(draw(st.integers(0, 4))):
        width, height = frame.size
        what = draw(st.sampled_from(["crop", "turn", "across", "down"]))
        if what == "crop":
            x0, y0 = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
            x1, y1 = draw(st.integers(x0 + 1, width)), draw(st.integers(y0 + 1, height))
            frame = frame.cropped((x0, y0, x1, y1))
        elif what == "turn":
            frame = frame.turned(draw(st.integers(0, 7)))
        else:
            frame = frame.flipped(what == "across")
    return frame


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    """Any frame inside the source."""
    frame = draw(exact_frames())
    frame = frame.straightened(draw(st.floats(-45, 45)), SOURCE)
    if draw(st.booleans()):
        frame = frame.resized((draw(st.integers(1, 90)), draw(st.integers(1, 90))))
    return frame


points = st.tuples(st.floats(-100, 100), st.floats(-100, 100))


@pytest.fixture
def source() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (SOURCE[1], SOURCE[0], 3), np.uint8)


def smooth(shape: tuple[int, int]) -> np.ndarray:
    """A mask without fine detail, so that resampling it hardly changes it."""
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    return (127 + 120 * np.sin(columns / 9) * np.cos(rows / 7)).astype(np.uint8)


@given(frames(), points)
def test_there_and_back_is_where_it_was(frame: Frame, point: tuple[float, float]) -> None:
    assert frame.to_picture(*frame.to_source(*point)) == pytest.approx(point, abs=1e-6)


@given(frames(), frames(), points)
def test_joined_maps_do_one_after_the_other(
    outer: Frame, inner: Frame, point: tuple[float, float]
) -> None:
    once = mapped(joined(outer.matrix, inner.matrix), *point)
    assert once == pytest.approx(outer.to_source(*inner.to_source(*point)), abs=1e-6)


@given(exact_frames())
def test_crops_turns_and_flips_are_undone_by_their_opposites(frame: Frame) -> None:
    assert frame.turned(1).turned(3) == frame
    assert frame.flipped(True).flipped(True) == frame
    assert frame.turned(2) == frame.flipped(True).flipped(False)


@given(exact_frames())
def test_crops_turns_and_flips_copy_pixels(frame: Frame) -> None:
    source = np.random.default_rng(1).integers(0, 256, (SOURCE[1], SOURCE[0], 4), np.uint8)
    seen = frame.render(source)
    assert seen.shape == (frame.size[1], frame.size[0], 4)
    for y in range(frame.size[1]):
        x = (7 * y) % frame.size[0]
        column, row = frame.to_source(x + 0.5, y + 0.5)
        assert (seen[y, x] == source[int(row), int(column)]).all()


def test_right_angles_go_clockwise(source: np.ndarray) -> None:
    turned = Frame.of(SOURCE).turned(1).render(source)
    assert (turned == cv2.rotate(source, cv2.ROTATE_90_CLOCKWISE)).all()
    assert (Frame.of(SOURCE).flipped(True).render(source) == source[:, ::-1]).all()
    assert (Frame.of(SOURCE).flipped(False).render(source) == source[::-1]).all()


def test_a_frame_of_everything_gives_the_very_same_array(source: np.ndarray) -> None:
    assert Frame.of(SOURCE).render(source) is source
    assert Frame.of(SOURCE).turned(1).turned(3).render(source) is source


@given(frames(), st.data())
@settings(max_examples=60)
def test_a_crop_of_the_rendered_picture_is_the_rendered_crop(
    frame: Frame, data: st.DataObject
) -> None:
    a, b, _, d, e, _ = frame.matrix
    assume(max(math.hypot(a, d), math.hypot(b, e)) < 2)
    width, height = frame.size
    x0, y0 = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    x1, y1 = data.draw(st.integers(x0 + 1, width)), data.draw(st.integers(y0 + 1, height))
    mask = smooth((SOURCE[1], SOURCE[0]))
    whole, part = frame.render(mask), frame.cropped((x0, y0, x1, y1)).render(mask)
    difference = cv2.absdiff(np.ascontiguousarray(whole[y0:y1, x0:x1]), part)
    # Both sample the source at the same places, but with other fractions.
    assert int(difference.max()) <= (3 if frame.scale > 0.9 else 12)


@given(frames())
def test_a_frame_shows_nothing_but_source(frame: Frame) -> None:
    assert frame.lies_in(SOURCE)
    assert not frame.cropped((0, 0, 999, 1)).lies_in(SOURCE) or frame.scale > 10


@given(st.floats(-45, 45))
def test_straightening_keeps_middle_and_proportions(degrees: float) -> None:
    straight = Frame.of((600, 440)).straightened(degrees, (600, 440))
    width, height = straight.size
    assert straight.to_source(width / 2, height / 2) == pytest.approx((300, 220), abs=1e-6)
    assert abs(width / 600 - height / 440) * 440 <= 1.5


def test_straightening_turns_the_picture_clockwise() -> None:
    straight = Frame.of((600, 440)).rotated(10)
    right_of_middle = straight.to_picture(400, 220)
    assert right_of_middle[1] > 220


@given(frames())
def test_the_whole_of_a_frame_holds_the_source_and_the_frame(frame: Frame) -> None:
    whole = frame.whole(SOURCE)
    assert whole.matrix[:2] == pytest.approx(frame.matrix[:2])
    for corner in ((0, 0), (SOURCE[0], 0), (0, SOURCE[1]), SOURCE):
        x, y = whole.to_picture(*corner)
        assert -0.51 <= x <= whole.size[0] + 0.51
        assert -0.51 <= y <= whole.size[1] + 0.51


@given(exact_frames(), st.floats(-40, 40))
def test_what_is_small_faces_the_way_the_picture_does(frame: Frame, degrees: float) -> None:
    part = np.random.default_rng(3).integers(0, 256, (5, 7, 4), np.uint8)
    expected = frame.whole((7, 5)).render(part)
    assert (frame.straightened(degrees, SOURCE).facing(part) == expected).all()


def test_a_large_reduction_averages() -> None:
    stripes = np.zeros((800, 800), np.uint8)
    stripes[:, ::2] = 255
    for frame in (Frame.of((800, 800)), Frame.of((800, 800)).straightened(3, (800, 800))):
        small = frame.resized((80, 80)).render(stripes)
        assert 110 < small.mean() < 145
        assert small.std() < 12


def test_a_picture_wider_than_opencv_can_address_is_turned_a_little() -> None:
    source = (40_000, 12)
    frame = Frame((1.0, 0.001, 0.0, 0.0, 1.0, 0.0), source)
    columns = np.tile((np.arange(source[0]) // 200).astype(np.uint8), (12, 1))
    seen = frame.render(columns)
    assert seen.shape == columns.shape
    assert int(cv2.absdiff(seen, columns).max()) <= 1


@pytest.mark.parametrize(
    ("matrix", "size"),
    [
        ((1.0, 0, 0, 1.0, 0, 0), (4, 4)),
        ((float("nan"), 0, 0, 0, 1.0, 0), (4, 4)),
        ((1.0, 0, 0, 0, 1.0, 0), (0, 4)),
        ((1.0, 0, 0, 0, 1.0, 0), (40_000, 40_000)),
    ],
)
def test_what_is_no_frame(matrix: tuple[float, ...], size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no frame"):
        Frame(matrix, size)


@given(frames())
def test_bounds_in_the_picture_hold_what_they_show(frame: Frame) -> None:
    x0, y0, x1, y1 = frame.bounds_in_source((0, 0, *frame.size), SOURCE)
    left, top, right, bottom = frame.bounds_in_picture((x0, y0, x1, y1))
    assert (left, top, right, bottom) == (0, 0, *frame.size)
