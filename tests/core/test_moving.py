"""Handles of a layer's picture."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.core.frame import Frame, inverse, mapped
from sqsam_desktop.core.moving import HANDLES, covers, handle_point, moved, scaled
from sqsam_desktop.core.raster import IDENTITY, Raster, Transform, fitted, is_usable

SIZE = (40, 30)
_numbers = st.floats(-100, 100)


def turned(scale: float, angle: float, x: float, y: float) -> Transform:
    across, down = scale * np.cos(angle), scale * np.sin(angle)
    return across, -down, x, down, across, y


transforms = st.builds(turned, st.floats(0.2, 4), st.floats(-3, 3), _numbers, _numbers)
handles = st.sampled_from(HANDLES)
points = st.tuples(_numbers, _numbers)


def sides(transform: Transform) -> tuple[float, float]:
    a, b, _, d, e, _ = transform
    return float(np.hypot(a, d)), float(np.hypot(b, e))


@given(transforms, points)
def test_the_inverse_leads_back(transform: Transform, point: tuple[float, float]) -> None:
    there = mapped(transform, *point)
    assert np.allclose(mapped(inverse(transform), *there), point, atol=1e-6)


@given(transforms, handles, points, st.booleans())
def test_what_lies_opposite_a_dragged_handle_stays(
    transform: Transform, handle: tuple[int, int], to: tuple[float, float], free: bool
) -> None:
    opposite = (-handle[0], -handle[1])
    changed = scaled(transform, SIZE, handle, to, free)
    before, after = (handle_point(each, SIZE, opposite) for each in (transform, changed))
    assert np.allclose(before, after, atol=1e-6)
    assert is_usable(changed)
    across, down = sides(changed)
    assert min(across * SIZE[0], down * SIZE[1]) >= 0.999
    if not free:
        old = sides(transform)
        assert np.isclose(across / old[0], down / old[1]), "proportions stay"


@given(transforms, handles, st.floats(0.5, 3), st.booleans())
def test_a_handle_follows_the_pointer(
    transform: Transform, handle: tuple[int, int], factor: float, free: bool
) -> None:
    opposite = handle_point(transform, SIZE, (-handle[0], -handle[1]))
    here = handle_point(transform, SIZE, handle)
    to = tuple(o + factor * (h - o) for o, h in zip(opposite, here, strict=True))
    changed = scaled(transform, SIZE, handle, (to[0], to[1]), free)
    assert np.allclose(handle_point(changed, SIZE, handle), to, atol=1e-6)


def test_moving_is_by_whole_pixels() -> None:
    assert moved(IDENTITY, 3.4, -2.6) == (1, 0, 3, 0, 1, -3)


def test_a_point_is_on_the_picture_or_beside_it() -> None:
    transform = (2.0, 0.0, 10.0, 0.0, 2.0, 20.0)
    assert covers(transform, SIZE, 10, 20)
    assert covers(transform, SIZE, 89, 79)
    assert not covers(transform, SIZE, 91, 79)
    assert not covers(transform, SIZE, 9, 30)


def test_a_picture_is_placed_in_the_middle_and_made_smaller_if_it_must_be() -> None:
    assert fitted((20, 10), Frame.of((100, 50))) == (1, 0, 40, 0, 1, 20)
    assert fitted((200, 50), Frame.of((100, 50))) == (0.5, 0, 0, 0, 0.5, 12)
    cropped = Frame.of((100, 50)).cropped((60, 10, 100, 50))
    assert fitted((20, 20), cropped) == (1, 0, 70, 0, 1, 20)


def test_placed_without_scaling_no_byte_changes() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (9, 7, 4), np.uint8)
    transform = fitted((7, 9), Frame.of((50, 40)))
    sampled = Raster(pixels).sampled(transform, (0, 0, 50, 40), 1.0)
    np.testing.assert_array_equal(sampled[16:25, 22:29], pixels)
