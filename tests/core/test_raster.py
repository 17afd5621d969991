"""Pictures of layers where they are placed."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.core.raster import IDENTITY, Raster, corners, is_usable, mapped

PIXELS = np.random.default_rng(3).integers(0, 256, (12, 16, 4), np.uint8)


def test_rasters_are_equal_by_what_they_show() -> None:
    one, same = Raster(PIXELS.copy()), Raster(PIXELS.copy())
    other = Raster(255 - PIXELS)
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert Raster(PIXELS.reshape(16, 12, 4).copy()) != one
    assert one.nbytes == PIXELS.nbytes


@given(st.integers(-20, 20), st.integers(-20, 20))
def test_a_shifted_picture_keeps_every_byte(dx: int, dy: int) -> None:
    raster = Raster(PIXELS.copy())
    sampled = raster.sampled(
        (1.0, 0.0, float(dx), 0.0, 1.0, float(dy)), (dx, dy, dx + 16, dy + 12), 1.0
    )
    np.testing.assert_array_equal(sampled, PIXELS)
    outside = raster.sampled(
        (1.0, 0.0, float(dx), 0.0, 1.0, float(dy)), (dx + 16, dy, dx + 20, dy + 5), 1.0
    )
    assert not outside.any()


def test_reduced_far_below_its_size_it_is_an_average() -> None:
    stripes = np.zeros((256, 256, 4), np.uint8)
    stripes[:, ::2] = 255
    stripes[:, :, 3] = 255
    small = Raster(stripes).sampled((0.125, 0, 0, 0, 0.125, 0), (4, 4, 28, 28), 1.0)
    assert np.abs(small[:, :, 0].astype(int) - 127).max() <= 2
    assert (small[:, :, 3] == 255).all()


def test_transparent_pixels_bleed_no_colour() -> None:
    pixels = np.zeros((40, 40, 4), np.uint8)
    pixels[:, :, 0] = 255
    pixels[10:30, 10:30] = (0, 255, 0, 255)
    turned = Raster(pixels).sampled((0.9, 0.2, 3.3, -0.2, 0.9, 8.6), (0, 0, 50, 50), 1.0)
    assert int(turned[turned[:, :, 3] > 16][:, 0].max()) <= 8


@given(st.tuples(*[st.floats(-3, 3)] * 6))
def test_corners_are_mapped_points(transform: tuple) -> None:
    assert corners(transform, (4, 2))[2] == mapped(transform, 4, 2)
    assert corners(IDENTITY, (4, 2)) == [(0, 0), (4, 0), (4, 2), (0, 2)]


def test_transforms_without_an_inverse_are_of_no_use() -> None:
    assert is_usable(IDENTITY)
    assert not is_usable((1, 0, 0, 1, 0, 0))
    assert not is_usable((1, 0, float("nan"), 0, 1, 0))
    assert not is_usable((1, 0, 0))
